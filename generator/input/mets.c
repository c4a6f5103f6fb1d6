#include "input/mets.h"

#include <string.h>

#include "base/mem.h"
#include "input/alto.h"
#include "input/mets_articles.h"
#include "input/mets_structure.h"
#include "input/page_xml.h"
#include "input/xml.h"

bool mets_recognises(struct view bytes)
{
	return xml_root_is(bytes, "mets");
}

struct mets_reading {
	const struct input_source *source;
	struct mets mets;
	const struct mets_file **named; /* by file of the source: what the METS file says of it */
	ARRAY(struct mets_page) pages;
	ARRAY(uint32_t) files; /* of the pages */
	struct report *report;
};

/* ── files ── */

static bool is_image(const struct mets_file *f)
{
	static const char *const endings[] = { ".xml", ".XML", ".alto", ".page" };
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (view_ends(f->href, view_of(endings[i])))
			return false;
	return true;
}

static bool is_among_files(void *context, struct view path)
{
	return map_get(context, path) != NULL;
}

/* Finds which of the source's files are meant; how many pages' files are not there, and one of them. */
static size_t match_files(struct mets_reading *m, const struct mets_file **missing)
{
	struct map at = { 0 };
	struct arena a = { 0 };
	size_t absent = 0;
	const struct input_source *s = m->source;
	for (size_t i = 1; i < s->count; i++)
		map_put(&at, view_of(s->files[i].path), NULL)->number = i;
	for (size_t i = 0; i < m->mets.files.len; i++) {
		const struct mets_file *f = &m->mets.files.items[i];
		struct view path = mets_structure_find(s->files[0].path, f->href, is_among_files, &at, &a);
		const union map_value *file = path.data ? map_get(&at, path) : NULL;
		if (file) {
			m->named[file->number] = f;
		} else if (!is_image(f)) {
			absent++;
			*missing = *missing ? *missing : f;
		}
	}
	map_free(&at);
	arena_free(&a);
	return absent;
}

/* ── pages ── */

/*
 * Whether another file is the same page in a better form: what articles point
 * into goes before what they do not, ALTO before PAGE, and of PAGE, which each
 * step of recognition writes anew, the last.
 */
static bool is_replaced(const struct mets_reading *m, size_t i)
{
	const struct mets_file *f = m->named[i];
	bool alto = !page_xml_recognises(m->source->files[i].bytes);
	for (size_t k = 1; f && f->page > 0 && k < m->source->count; k++) {
		const struct mets_file *other = m->named[k];
		if (k == i || !other || other->page != f->page || m->source->files[k].absent)
			continue;
		bool other_alto = !page_xml_recognises(m->source->files[k].bytes);
		bool differ = other->pointed != f->pointed && !(alto && other_alto);
		if (differ ? other->pointed : !alto && (other_alto || other > f))
			return true;
	}
	return false;
}

static bool parse_file(struct mets_reading *m, const struct input_file *f, alto_pages *out)
{
	if (page_xml_recognises(f->bytes))
		return page_xml_parse(f, true, array_push(out), m->report);
	return alto_parse(f, true, out, m->report);
}

static void read_file(struct mets_reading *m, size_t i)
{
	alto_pages pages = { 0 };
	if (m->source->files[i].absent || is_replaced(m, i))
		return;
	bool sound = parse_file(m, &m->source->files[i], &pages);
	if (pages.len == 0)
		ocr_tell_no_text(m->source->files[i].path, sound, m->report);
	for (size_t k = 0; k < pages.len; k++) {
		struct mets_page *p = array_push(&m->pages);
		p->page = pages.items[k];
		p->page.stated.date = m->mets.date;
		p->page.stated.newspaper = arena_view(&p->page.arena, m->mets.title);
		if (m->named[i]) {
			p->file = m->named[i]->id;
			if (m->named[i]->number.len > 0)
				p->page.stated.number = arena_view(&p->page.arena, m->named[i]->number);
		}
		*array_push(&m->files) = (uint32_t)i;
	}
	array_free(&pages);
}

static void take_kinds(const struct mets_page *p, struct text *t)
{
	struct text_article *articles = arena_array(&t->arena, p->article_count, sizeof(*articles));
	for (size_t i = 0; i < p->article_count; i++)
		articles[i].kind = p->kinds[i];
	t->articles = p->article_count > 0 ? articles : NULL;
	t->article_count = p->article_count;
}

/* The pages of a file follow one another. */
static void put_pages(struct mets_reading *m, struct input_pages *out)
{
	for (size_t from = 0, to; from < m->pages.len; from = to) {
		for (to = from + 1; to < m->pages.len && m->files.items[to] == m->files.items[from];)
			to++;
		struct ocr_page *pages = mem_array(to - from, sizeof(*pages));
		size_t before = out->len;
		for (size_t i = from; i < to; i++)
			pages[i - from] = m->pages.items[i].page;
		ocr_pages_put(pages, to - from, m->files.items[from], out);
		for (size_t i = before; i < out->len; i++)
			take_kinds(&m->pages.items[from + out->items[i].part - 1], &out->items[i]);
		if (out->len == before)
			ocr_tell_no_text(m->source->files[m->files.items[from]].path, true, m->report);
		for (size_t i = from; i < to; i++)
			free(m->pages.items[i].kinds);
		free(pages);
	}
}

bool mets_read(const struct input_source *s, struct input_pages *out, struct report *r)
{
	struct mets_reading m = { .source = s, .report = r };
	const struct mets_file *missing = NULL;
	mets_structure_read(&s->files[0], &m.mets, r);
	m.named = mem_array(s->count, sizeof(const struct mets_file *));
	size_t absent = match_files(&m, &missing);
	for (size_t i = 1; i < s->count; i++)
		read_file(&m, i);
	mets_articles(&m.mets, m.pages.items, m.pages.len);
	put_pages(&m, out);
	if (absent > 0)
		report_warning(r, s->files[0].path, 0, 0,
		               "names %zu %s of pages that %s not here, as %.*s: lay them into the source "
		               "folder, where it says",
		               absent, absent == 1 ? "file" : "files", absent == 1 ? "is" : "are",
		               VIEW_ARG(missing->href));
	else if (s->count == 1)
		report_warning(
			r, s->files[0].path, 0, 0,
			"is METS that names no ALTO or PAGE file: without one it has no text; take it "
			"out of the source folder");
	free(m.named);
	array_free(&m.pages);
	array_free(&m.files);
	mets_structure_free(&m.mets);
	return out->len > 0;
}
