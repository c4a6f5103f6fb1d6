/*
 * Pages of a daily for measuring, as many as wanted, out of a few real ones.
 *
 *	corpus OUT ARTICLES FIRST-DAY PAGES...
 *
 * The days of the folders PAGES (those that file names tell; other pages are
 * laid into these by turns) come round again and again from FIRST-DAY on, each
 * time in other words (augment.h). Writes OUT/1950/1950-01-01_01.txt and so on and
 * says how many articles, pages and days that makes.
 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "input/scan.h"
#include "page/page.h"
#include "segment/segment.h"
#include "vary.h"

struct source {
	struct text text;
	struct page page;
	vary_views names;
};

struct corpus {
	ARRAY(struct source) sources;
	ARRAY(ARRAY(size_t)) days; /* of sources */
	struct vary_pool pool;
	size_t articles, pages;
	struct report report;
};

static bool is_name(struct credit c)
{
	return c.role != CREDIT_AGENCY && (c.name.len == 6 || c.name.len == 9);
}

static void take_names(struct source *s)
{
	for (size_t i = 0; i < s->page.article_count; i++) {
		const struct article *a = &s->page.articles[i];
		for (size_t k = 0; k < a->credit_count; k++) {
			if (is_name(a->credits[k]))
				*array_push(&s->names) = a->credits[k].name;
		}
	}
}

static void read_pages(struct corpus *c, const char *folder)
{
	struct scan_rules rules = { .ending = ".txt", .below = true };
	struct scan scan = { 0 };
	scan_folder(folder, &rules, &scan, &c->report);
	for (size_t i = 0; i < scan.files.len; i++) {
		struct source *s = array_push(&c->sources);
		if (!text_read(scan.files.items[i].path, scan.files.items[i].name, NULL, &s->text,
		               &c->report)) {
			text_free(&s->text);
			c->sources.len--;
			continue;
		}
		segment_page(&s->text, NULL, &s->page);
		take_names(s);
		for (size_t k = 0; k < s->text.len; k++)
			vary_learn(&c->pool, s->text.lines[k]);
	}
	scan_free(&scan);
}

/* Files that tell no day are laid into the days by turns. */
static void lay_out(struct corpus *c)
{
	struct date last = { 0 };
	for (size_t i = 0; i < c->sources.len; i++) {
		const struct page *p = &c->sources.items[i].page;
		if (p->published_by != DATE_FILENAME)
			continue;
		if (date_cmp(p->published, last) != 0)
			array_push(&c->days);
		last = p->published;
		*array_push(array_last(&c->days)) = i;
	}
	size_t turn = 0;
	for (size_t i = 0; i < c->sources.len; i++) {
		if (c->sources.items[i].page.published_by == DATE_FILENAME)
			continue;
		if (c->days.len == 0)
			array_push(&c->days);
		*array_push(&c->days.items[turn % c->days.len]) = i;
		turn++;
	}
}

static bool write_page(struct corpus *c, const char *out, struct date day, size_t number,
                       const struct source *s)
{
	struct buf path = { 0 }, bytes = { 0 };
	struct date from = date_known(s->page.published) ? s->page.published : day;
	struct vary_page p = {
		&c->pool, &s->names, from, day, (uint64_t)date_to_days(day) * 1000 + number, { 0 }
	};
	vary_begin(&p);
	buf_printf(&path, "%s/%04d/%04d-%02d-%02d_%02zu.txt", out, day.year, day.year, day.month,
	           day.day, number);
	for (size_t i = 0; i < s->text.len; i++) {
		vary_line(&p, (uint32_t)i, s->text.lines[i], &bytes);
		buf_putc(&bytes, '\n');
	}
	bool ok = file_replace(path.data, buf_view(&bytes), &c->report) != FILE_FAILED;
	c->articles += s->page.article_count;
	c->pages++;
	buf_free(&path);
	buf_free(&bytes);
	return ok;
}

static size_t write_days(struct corpus *c, const char *out, size_t wanted, struct date first)
{
	size_t day = 0;
	bool ok = true;
	for (; ok && c->articles < wanted; day++) {
		struct date date = date_from_days(date_to_days(first) + (long)day);
		size_t turn = day % c->days.len;
		for (size_t i = 0; ok && i < c->days.items[turn].len; i++)
			ok = write_page(c, out, date, i + 1, &c->sources.items[c->days.items[turn].items[i]]);
	}
	return day;
}

static void free_corpus(struct corpus *c)
{
	for (size_t i = 0; i < c->sources.len; i++) {
		array_free(&c->sources.items[i].names);
		page_free(&c->sources.items[i].page);
		text_free(&c->sources.items[i].text);
	}
	for (size_t i = 0; i < c->days.len; i++)
		array_free(&c->days.items[i]);
	array_free(&c->days);
	array_free(&c->sources);
	vary_free(&c->pool);
	report_free(&c->report);
}

int main(int argc, char **argv)
{
	struct corpus c = { 0 };
	struct date first;
	size_t wanted = argc > 4 ? (size_t)strtoul(argv[2], NULL, 10) : 0;
	if (wanted == 0 || !date_parse(view_of(argv[3]), &first)) {
		fprintf(stderr, "usage: %s OUT ARTICLES FIRST-DAY PAGES...\n", argv[0]);
		return 2;
	}
	for (int i = 4; i < argc; i++)
		read_pages(&c, argv[i]);
	lay_out(&c);
	size_t days = c.sources.len > 0 ? write_days(&c, argv[1], wanted, first) : 0;
	printf("%zu articles on %zu pages of %zu days\n", c.articles, c.pages, days);
	report_print_from(&c.report, REPORT_ERROR, stderr);
	bool ok = c.report.errors == 0 && days > 0;
	free_corpus(&c);
	return ok ? 0 : 1;
}
