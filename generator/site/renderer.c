#include "site/renderer.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "site/link_check.h"
#include "site/path.h"

/* Days recur on nearly every page, so their values are kept for a while. */
#define DATES_KEPT 2048 /* a power of two */
#define DATES_MADE 8192 /* then all are forgotten, so that memory stays flat */

struct renderer_dates {
	struct {
		long day;
		const struct value *value;
	} kept[DATES_KEPT];
	size_t made;
	struct arena arena;
};

/* The feeds of all topics take their newest articles from the same few pages. */
#define TEXTS_KEPT 24

struct renderer_texts {
	struct {
		struct segmented_page text;
		uint32_t page;
		uint64_t used; /* when; 0: never */
	} kept[TEXTS_KEPT];
	uint64_t clock;
};

bool renderer_open(struct renderer *m, const struct site *site, struct report *r)
{
	*m = (struct renderer){ .site = site };
	m->format = format_new(site->config->language, r);
	m->headline = headline_open(site_paper_language(site), r);
	m->dates = mem_alloc(sizeof(*m->dates));
	m->texts = mem_alloc(sizeof(*m->texts));
	m->links = mem_alloc(sizeof(*m->links));
	return m->format && m->headline;
}

struct value *renderer_begin(struct renderer *m, struct view path)
{
	arena_reset(&m->arena);
	if (m->dates->made > DATES_MADE) {
		arena_free(&m->dates->arena);
		*m->dates = (struct renderer_dates){ 0 };
	}
	struct value *v = value_object(&m->arena);
	value_set(v, "site", m->site->value);
	value_set(v, "paper", m->site->paper);
	buf_truncate(&m->text, 0);
	path_put_root(&m->text, path);
	value_set_text(v, "root", m->text.len ? arena_view(&m->arena, buf_view(&m->text)) : VIEW(""));
	buf_truncate(&m->text, 0);
	path_put_url(&m->text, path);
	value_set_text(v, "url", arena_view(&m->arena, buf_view(&m->text)));
	return v;
}

static void count(struct renderer *m, enum file_result result)
{
	m->written += result == FILE_WRITTEN;
	m->same += result == FILE_SAME;
}

void renderer_put(struct renderer *m, struct view path, struct view content)
{
	if (!plan_has(&m->site->plan, path))
		report_error(&m->report, NULL, 0, 0,
		             "%.*s was made but not planned: "
		             "this is a fault of broadsheet, please report it",
		             VIEW_ARG(path));
	else
		count(m, writer_put(&m->site->writer, path, content, &m->next.stamp, &m->report));
	m->next.path = hash_view(path);
	m->next.size = content.len;
	*array_push(&m->made) = m->next;
}

void renderer_note_related(struct renderer *m, uint64_t near, uint64_t found)
{
	m->next.near = hash_number(m->next.near, near);
	m->next.found = hash_number(m->next.found, found);
}

const struct build_log_file *renderer_known(struct renderer *m, struct view path)
{
	return m->known ? build_log_standing_near(m->known, hash_view(path), &m->near) : NULL;
}

bool renderer_stands(struct renderer *m, struct view path, uint64_t fingerprint)
{
	const struct build_log_file *f = renderer_known(m, path);
	m->next = (struct build_log_file){ .fingerprint = fingerprint };
	if (!f || f->fingerprint != fingerprint)
		return false;
	*array_push(&m->made) = *f;
	m->same++;
	return true;
}

bool renderer_fill(struct renderer *m, const char *name, const struct value *v, struct view path,
                   struct view *filled)
{
	const struct mustache_template *t = mustache_find(m->site->templates, view_of(name));
	buf_truncate(&m->html, 0);
	bool ok = mustache_render(t, v, &m->html, &m->report);
	*filled = buf_view(&m->html);
	return ok &&
	       (!view_ends(path, VIEW(".html")) || link_check(&m->site->plan, m->site->config->base_url,
	                                                      path, *filled, m->links, &m->report));
}

void renderer_end(struct renderer *m, const char *name, const struct value *v, struct view path)
{
	struct view filled;
	if (renderer_fill(m, name, v, path, &filled))
		renderer_put(m, path, filled);
}

struct view renderer_date_text(struct renderer *m, struct date d, enum format_style style)
{
	buf_truncate(&m->text, 0);
	format_put_date(m->format, &m->text, d, style);
	return arena_view(&m->arena, buf_view(&m->text));
}

struct view renderer_number_text(struct renderer *m, uint64_t n)
{
	buf_truncate(&m->text, 0);
	format_put_number(m->format, &m->text, n);
	return arena_view(&m->arena, buf_view(&m->text));
}

static void set_style(struct renderer *m, struct value *v, const char *key, struct date d,
                      enum format_style style)
{
	buf_truncate(&m->text, 0);
	format_put_date(m->format, &m->text, d, style);
	value_set_text(v, key, arena_view(&m->dates->arena, buf_view(&m->text)));
}

static void set_date_urls(struct renderer *m, struct value *v, struct date d)
{
	const struct archive *a = m->site->archive;
	struct arena *arena = &m->dates->arena;
	struct date month = { d.year, d.month, 1 }, year = { d.year, 1, 1 };
	size_t issues;
	archive_list(&a->by_day, archive_day_of_year(d), &issues);
	bool has_issue = archive_issue_on(a, d) != NULL;
	bool has_month = archive_span_find(a->months.items, a->months.len, month) != NULL;
	bool has_year = archive_span_find(a->years.items, a->years.len, year) != NULL;
	value_set_text(v, "url", has_issue ? plan_issue_url(d, arena) : VIEW_NULL);
	value_set_text(v, "month_url", has_month ? plan_month_url(d, arena) : VIEW_NULL);
	value_set_text(v, "year_url", has_year ? plan_year_url(d.year, arena) : VIEW_NULL);
	value_set_text(v, "on_url", issues ? plan_on_url(archive_day_of_year(d), arena) : VIEW_NULL);
}

static const struct value *make_date(struct renderer *m, struct date d)
{
	struct arena *a = &m->dates->arena;
	struct value *v = value_object(a);
	value_set_text(v, "iso", arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day));
	set_style(m, v, "long", d, FORMAT_LONG);
	set_style(m, v, "plain", d, FORMAT_PLAIN);
	set_style(m, v, "short", d, FORMAT_SHORT);
	set_style(m, v, "year_text", d, FORMAT_YEAR);
	set_style(m, v, "month_text", d, FORMAT_MONTH);
	set_style(m, v, "weekday", d, FORMAT_WEEKDAY);
	value_set_text(v, "year", arena_printf(a, "%d", d.year));
	value_set_text(v, "month", arena_printf(a, "%d", d.month));
	value_set_text(v, "day", arena_printf(a, "%d", d.day));
	set_date_urls(m, v, d);
	m->dates->made++;
	return v;
}

const struct value *renderer_date(struct renderer *m, struct date d)
{
	if (!date_known(d))
		return value_null();
	long day = date_to_days(d);
	size_t slot = (size_t)day & (DATES_KEPT - 1);
	if (m->dates->kept[slot].value == NULL || m->dates->kept[slot].day != day) {
		m->dates->kept[slot].value = make_date(m, d);
		m->dates->kept[slot].day = day;
	}
	return m->dates->kept[slot].value;
}

const struct segmented_page *renderer_text(struct renderer *m, uint32_t page)
{
	struct renderer_texts *s = m->texts;
	size_t oldest = 0;
	for (size_t i = 0; i < TEXTS_KEPT; i++) {
		if (s->kept[i].used && s->kept[i].page == page) {
			s->kept[i].used = ++s->clock;
			return &s->kept[i].text;
		}
		if (s->kept[i].used < s->kept[oldest].used)
			oldest = i;
	}
	segmented_page_free(&s->kept[oldest].text);
	s->kept[oldest].used = 0;
	if (!archive_read(m->site->archive, page, &s->kept[oldest].text, &m->report))
		return NULL;
	s->kept[oldest].page = page;
	s->kept[oldest].used = ++s->clock;
	return &s->kept[oldest].text;
}

void renderer_forget_texts(struct renderer *m)
{
	for (size_t i = 0; m->texts && i < TEXTS_KEPT; i++) {
		segmented_page_free(&m->texts->kept[i].text);
		m->texts->kept[i].used = 0;
	}
}

void renderer_close(struct renderer *m)
{
	format_free(m->format);
	headline_close(m->headline);
	arena_free(&m->arena);
	buf_free(&m->html);
	buf_free(&m->text);
	if (m->dates)
		arena_free(&m->dates->arena);
	free(m->dates);
	renderer_forget_texts(m);
	free(m->texts);
	free(m->links);
	report_free(&m->report);
	array_free(&m->made);
	*m = (struct renderer){ 0 };
}
