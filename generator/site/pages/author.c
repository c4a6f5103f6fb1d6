#include <stdlib.h>

#include "archive/names.h"
#include "base/hash.h"
#include "base/mem.h"
#include "site/fingerprint.h"
#include "site/pages/list_page.h"
#include "site/pages/pages.h"
#include "site/show.h"

#define TOPICS_MOST 5

/* ── the index, by letters and by strokes ── */

static int year_of(const struct archive *a, uint32_t article)
{
	return a->pages.items[a->articles.items[article].page].date.year;
}

/* Name, number of articles, first and last year. */
static uint64_t print_of_index(const struct fingerprints *p, struct page_ref page)
{
	const struct archive *a = p->archive;
	uint64_t hash = fingerprint_begin(p, page.kind);
	for (uint32_t i = 0; i < a->names.len; i++) {
		size_t count, dated = 0;
		const uint32_t *items = list_articles(a, LIST_AUTHOR, i, &count);
		while (dated < count && year_of(a, items[dated]) == 0)
			dated++;
		hash = hash_number(hash_number(hash, p->entries[LIST_AUTHOR][i]), count);
		hash = hash_number(hash, (uint64_t)a->names.items[i].letter);
		if (dated < count)
			hash = hash_number(hash, (uint64_t)year_of(a, items[dated]) << 16 |
			                             (uint64_t)year_of(a, items[count - 1]));
	}
	return hash;
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
	show_listed(m, o, LIST_AUTHOR, name);
	value_set(o, "article_count", show_count(m, count));
	value_set_text(o, "years", show_years(m, items, count));
}

static void show_all(struct renderer *m, struct value *v, const struct value *groups,
                     bool by_strokes)
{
	value_set_bool(v, "by_strokes", by_strokes);
	show_has(v, "has_groups", groups);
	value_set(v, "author_count", show_count(m, m->site->archive->names.len));
}

static void show_by_letter(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	const struct archive *a = m->site->archive;
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
	show_all(m, v, groups, false);
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

static void show_by_strokes(struct renderer *m, struct value *v, struct page_ref page)
{
	(void)page;
	const struct archive *a = m->site->archive;
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
	show_all(m, v, groups, true);
}

const struct page_kind page_author_index = {
	.name = "authors",
	.template = "authors",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.list = LIST_AUTHOR,
	.form = "authors/index.html",
	.mapped = page_mapped,
	.fingerprint = print_of_index,
	.show = show_by_letter,
};

/* The names once more, in order of strokes. */
const struct page_kind page_author_strokes = {
	.name = "authors by strokes",
	.template = "authors",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.list = LIST_AUTHOR,
	.form = "authors/by-strokes.html",
	.mapped = page_mapped,
	.fingerprint = print_of_index,
	.show = show_by_strokes,
};

/* ── the articles of one ── */

/* The topics that a person writes about most. */
static void show_author_topics(struct renderer *m, struct value *list, const uint32_t *items,
                               size_t count)
{
	const struct archive *a = m->site->archive;
	size_t topics = m->site->config->topic_count;
	uint32_t *counts = mem_array(topics, sizeof(*counts));
	for (size_t i = 0; i < count; i++) {
		const struct archive_article *x = &a->articles.items[items[i]];
		for (size_t k = 0; k < x->topic_count; k++)
			counts[x->topics[k]]++;
	}
	while (value_length(list) < TOPICS_MOST) {
		size_t best = 0;
		for (size_t i = 1; i < topics; i++)
			best = counts[i] > counts[best] ? i : best;
		if (topics == 0 || counts[best] == 0)
			break;
		struct value *v = value_push_object(list);
		show_listed(m, v, LIST_TOPIC, (uint32_t)best);
		value_set(v, "article_count", show_count(m, counts[best]));
		counts[best] = 0;
	}
	free(counts);
}

static size_t count_photos(const struct archive *a, const uint32_t *items, size_t count,
                           uint32_t name)
{
	size_t photos = 0;
	for (size_t i = 0; i < count; i++) {
		const struct archive_article *x = &a->articles.items[items[i]];
		for (size_t k = 0; k < x->credit_count; k++) {
			const struct archive_credit *c = &a->credits.items[x->credits_from + k];
			photos += c->name == name && (c->roles & ARCHIVE_PHOTOGRAPHER);
		}
	}
	return photos;
}

static void show(struct renderer *m, struct value *v, struct page_ref page)
{
	const struct archive *a = m->site->archive;
	uint32_t number = page.number;
	size_t count;
	const uint32_t *items = list_articles(a, LIST_AUTHOR, number, &count);
	bool newest = list_page_is_newest(&m->site->plan, page);
	struct value *o = value_set_object(v, "author");
	show_listed(m, o, LIST_AUTHOR, number);
	value_set(o, "article_count", newest ? show_count(m, count) : value_null());
	value_set(o, "photo_count",
	          newest ? show_count(m, count_photos(a, items, count, number)) : value_null());
	value_set_text(o, "years", newest ? show_years(m, items, count) : VIEW_NULL);
	struct value *topics = value_set_list(o, "topics");
	if (newest)
		show_author_topics(m, topics, items, count);
	show_has(o, "has_topics", topics);
	list_page_show(m, value_set_object(v, "list"), page);
}

const struct page_kind page_author_list = {
	.name = "author",
	.template = "author",
	.stage = PAGE_LIST,
	.reach = PAGE_REACH_LIST,
	.list = LIST_AUTHOR,
	.form = "authors/*.html",
	.path = list_page_path,
	.each = list_page_each,
	.mapped = page_mapped,
	.fingerprint = list_page_fingerprint,
	.show = show,
};
