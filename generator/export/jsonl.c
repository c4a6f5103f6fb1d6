#include "export/article_json.h"
#include "export/export_format.h"

/* JSON Lines: an object a line, furniture included. */
static void put_article(struct buf *b, const struct export_record *r)
{
	const struct archive_article *x = r->article;
	struct view topics[TOPICS_PER_ARTICLE], places[PLACES_PER_ARTICLE];
	for (size_t i = 0; i < x->topic_count; i++)
		topics[i] = r->archive->config->topics[x->topics[i]].name;
	for (size_t i = 0; i < x->place_count; i++)
		places[i] = r->archive->places.items[x->places[i]].text;
	struct article_json_place in_archive = { r->url, topics,         x->topic_count,
		                                     places, x->place_count, r->same_text };
	article_json_put(b, r->page, r->text, &in_archive);
}

const struct export_format export_jsonl = {
	.ending = "jsonl",
	.mediatype = "application/jsonl",
	.resource = "texts",
	.put_article = put_article,
	.put_furniture = article_json_put_furniture,
};
