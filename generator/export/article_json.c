#include "export/article_json.h"

#include "base/json.h"

static const char *const type_names[] = {
	[BODY_PARAGRAPH] = "paragraph", [BODY_SUBHEAD] = "subhead", [BODY_CAPTION] = "caption",
	[BODY_VERSE] = "verse",         [BODY_ROW] = "row",
};

static const char *const date_sources[] = {
	[DATE_UNKNOWN] = "null",      [DATE_CORRECTION] = "\"correction\"",
	[DATE_SOURCE] = "\"source\"", [DATE_FILENAME] = "\"filename\"",
	[DATE_TEXT] = "\"text\"",
};

static void put_text(struct buf *b, const char *name, struct view v)
{
	json_put_name(b, name);
	json_put_string(b, v);
}

/* One of our own words, as a member. */
static void put_word(struct buf *b, const char *name, const char *word)
{
	put_text(b, name, view_of(word));
}

static void put_spans(struct buf *b, const struct span *spans, size_t n)
{
	buf_putc(b, '[');
	for (size_t i = 0; i < n; i++) {
		buf_puts(b, i ? ",[" : "[");
		buf_put_number(b, spans[i].first, 1);
		buf_putc(b, ',');
		buf_put_number(b, spans[i].last, 1);
		buf_putc(b, ']');
	}
	buf_putc(b, ']');
}

static void put_source(struct buf *b, const struct page *p, const struct span *lines, size_t n)
{
	buf_puts(b, "{\"source\":");
	json_put_string(b, p->source);
	buf_puts(b, ",\"lines\":");
	put_spans(b, lines, n);
}

static void put_published(struct buf *b, const struct page *p)
{
	buf_puts(b, ",\"published\":");
	if (date_known(p->published)) {
		buf_putc(b, '"');
		date_put(b, p->published);
		buf_putc(b, '"');
	} else {
		buf_puts(b, "null");
	}
	json_put_name(b, "published_by");
	buf_puts(b, date_sources[p->published_by]);
	json_put_name(b, "evidence");
	put_spans(b, p->evidence, p->evidence_count);
	put_text(b, "page", p->number);
}

/* The names of those who are photographers, or of those who are not; no agencies, no name twice. */
static void put_names(struct buf *b, const char *name, const struct article *a, bool photographers)
{
	bool any = false;
	json_put_name(b, name);
	buf_putc(b, '[');
	for (size_t i = 0; i < a->credit_count; i++) {
		const struct credit *c = &a->credits[i];
		bool wanted = c->role != CREDIT_AGENCY && (c->role == CREDIT_PHOTOGRAPHER) == photographers;
		for (size_t k = 0; wanted && k < i; k++)
			wanted = !((a->credits[k].role == CREDIT_PHOTOGRAPHER) == photographers &&
			           view_eq(a->credits[k].name, c->name));
		if (!wanted)
			continue;
		if (any)
			buf_putc(b, ',');
		json_put_string(b, c->name);
		any = true;
	}
	buf_putc(b, ']');
}

static void put_credits(struct buf *b, const struct article *a)
{
	buf_puts(b, ",\"credits\":[");
	for (size_t i = 0; i < a->credit_count; i++) {
		buf_puts(b, i ? ",{\"name\":" : "{\"name\":");
		json_put_string(b, a->credits[i].name);
		put_word(b, "role", credit_role_name(a->credits[i].role));
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

static void put_body(struct buf *b, const struct article *a)
{
	buf_puts(b, ",\"body\":[");
	for (size_t i = 0; i < a->body_count; i++) {
		buf_puts(b, i ? ",{\"type\":" : "{\"type\":");
		json_put_string(b, view_of(type_names[a->body[i].type]));
		json_put_name(b, "text");
		json_put_string(b, a->body[i].text);
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
}

static void put_texts(struct buf *b, const char *name, const struct view *texts, size_t count)
{
	json_put_name(b, name);
	buf_putc(b, '[');
	for (size_t i = 0; i < count; i++) {
		buf_puts(b, i ? "," : "");
		json_put_string(b, texts[i]);
	}
	buf_putc(b, ']');
}

void article_json_put(struct buf *b, const struct page *p, const struct article *a,
                      const struct article_json_place *place)
{
	put_source(b, p, a->lines, a->line_count);
	put_published(b, p);
	put_word(b, "kind", kind_name(a->kind));
	put_text(b, "kicker", a->kicker);
	put_text(b, "headline", a->headline);
	put_word(b, "headline_source", a->headline_printed ? "printed" : "opening");
	put_text(b, "deck", a->deck);
	put_names(b, "byline", a, false);
	put_text(b, "byline_text", a->byline_text);
	put_names(b, "photographers", a, true);
	put_credits(b, a);
	put_text(b, "dateline", a->dateline);
	put_body(b, a);
	put_text(b, "continues", a->continues);
	put_text(b, "continued_from", a->continued_from);
	put_texts(b, "topics", place ? place->topics : NULL, place ? place->topic_count : 0);
	put_texts(b, "places", place ? place->places : NULL, place ? place->place_count : 0);
	buf_printf(b, ",\"confidence\":%.2f", a->confidence);
	put_text(b, "url", place ? place->url : VIEW_NULL);
	put_text(b, "same_text", place ? place->same_text : VIEW_NULL);
	buf_puts(b, "}\n");
}

void article_json_put_furniture(struct buf *b, const struct page *p, const struct furniture *f)
{
	put_source(b, p, &f->lines, 1);
	buf_puts(b, ",\"kind\":\"furniture\"");
	put_text(b, "text", f->text);
	buf_puts(b, "}\n");
}
