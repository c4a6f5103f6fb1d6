#include <stdlib.h>

#include "archive/names.h"
#include "base/mem.h"
#include "site/make.h"
#include "site/show.h"

#define TOPIC_ROWS_MOST 3

void make_topics(struct renderer *m)
{
	const struct archive *a = m->site->archive;
	struct value *v = renderer_begin(m, VIEW("topics/index.html"));
	struct value *topics = value_set_list(v, "topics");
	for (uint32_t i = 0; i < a->config->topic_count; i++) {
		size_t count;
		const uint32_t *items = archive_list(&a->by_topic, i, &count);
		struct value *o = value_push_object(topics);
		show_topic(m, o, i);
		value_set_text(o, "feed_url", plan_topic_feed_url(&m->site->plan, i, &m->arena));
		value_set(o, "article_count", show_count(m, count));
		struct value *rows = value_set_list(o, "rows");
		for (size_t k = count; k-- > 0 && value_length(rows) < TOPIC_ROWS_MOST;)
			show_row(m, value_push_object(rows), items[k]);
		show_has(o, "has_rows", rows);
	}
	show_has(v, "has_topics", topics);
	renderer_end(m, TEMPLATE_TOPICS, v, VIEW("topics/index.html"));
}

static void show_letter(struct renderer *m, struct value *o, char letter)
{
	bool other = letter == '#';
	value_set_text(o, "label", arena_printf(&m->arena, "%c", letter));
	value_set_text(o, "id",
	               other ? VIEW("letter-other")
	                     : arena_printf(&m->arena, "letter-%c", letter | 0x20));
}

static void show_author(struct renderer *m, struct value *list, uint32_t name)
{
	size_t count;
	const uint32_t *items = archive_list(&m->site->archive->by_name, name, &count);
	struct value *o = value_push_object(list);
	show_person(m, o, name);
	value_set(o, "article_count", show_count(m, count));
	value_set_text(o, "years", show_years(m, items, count));
}

static void end_authors(struct renderer *m, struct value *v, const struct value *groups,
                        bool by_strokes, struct view path)
{
	value_set_bool(v, "by_strokes", by_strokes);
	show_has(v, "has_groups", groups);
	value_set(v, "author_count", show_count(m, m->site->archive->names.len));
	renderer_end(m, TEMPLATE_AUTHORS, v, path);
}

void make_authors(struct renderer *m)
{
	const struct archive *a = m->site->archive;
	struct value *v = renderer_begin(m, VIEW("authors/index.html"));
	struct value *groups = value_set_list(v, "groups"), *authors = NULL;
	for (uint32_t i = 0; i < a->names.len; i++) {
		if (i == 0 || a->names.items[i].letter != a->names.items[i - 1].letter) {
			struct value *group = value_push_object(groups);
			show_letter(m, group, a->names.items[i].letter);
			value_set_bool(group, "strokes", false);
			authors = value_set_list(group, "authors");
		}
		show_author(m, authors, i);
	}
	end_authors(m, v, groups, false, VIEW("authors/index.html"));
}

static void show_strokes(struct renderer *m, struct value *o, uint32_t strokes)
{
	if (strokes == 0)
		show_letter(m, o, '#');
	else
		value_set_text(o, "label", arena_printf(&m->arena, "%u", strokes));
	if (strokes > 0)
		value_set_text(o, "id", arena_printf(&m->arena, "strokes-%u", strokes));
	value_set_bool(o, "strokes", strokes > 0);
}

void make_authors_by_strokes(struct renderer *m)
{
	const struct archive *a = m->site->archive;
	struct view path = VIEW(PLAN_STROKES_PATH);
	struct value *v = renderer_begin(m, path);
	struct value *groups = value_set_list(v, "groups"), *authors = NULL;
	struct name_by_strokes *names = mem_array(a->names.len, sizeof(*names));
	if (!names_by_strokes(a, names, &m->report)) {
		free(names);
		return;
	}
	for (size_t i = 0; i < a->names.len; i++) {
		if (i == 0 || names[i].strokes != names[i - 1].strokes) {
			struct value *group = value_push_object(groups);
			show_strokes(m, group, names[i].strokes);
			authors = value_set_list(group, "authors");
		}
		show_author(m, authors, names[i].name);
	}
	free(names);
	end_authors(m, v, groups, true, path);
}

void make_kinds(struct renderer *m)
{
	const struct archive *a = m->site->archive;
	struct value *v = renderer_begin(m, VIEW("kinds/index.html"));
	struct value *kinds = value_set_list(v, "kinds");
	for (uint32_t i = 0; i < KIND_COUNT; i++) {
		size_t count, newest = plan_list_pages(&m->site->plan, PLAN_KIND, i);
		archive_list(&a->by_kind, i, &count);
		if (count == 0)
			continue;
		struct value *o = value_push_object(kinds);
		value_set_text(o, "kind_word",
		               arena_printf(&m->arena, "t/kind_%s", kind_name((enum kind)i)));
		value_set_text(o, "url", plan_list_url(&m->site->plan, PLAN_KIND, i, newest, &m->arena));
		value_set(o, "article_count", show_count(m, count));
	}
	show_has(v, "has_kinds", kinds);
	renderer_end(m, TEMPLATE_KINDS, v, VIEW("kinds/index.html"));
}
