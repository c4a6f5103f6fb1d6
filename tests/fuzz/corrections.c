/*
 * Fuzz target: corrections.conf, and a page that is cut under it. No line of
 * the page is lost, whatever is said of it.
 */
#include "targets.h"

#include <stdio.h>
#include <stdlib.h>

#include "../segment/whole.h"
#include "archive/correct.h"
#include "archive/corrections_edit.h"
#include "archive/source.h"
#include "scratch_folder.h"

#define PAGE "pages/2022-01-19_01.txt"

static const char page[] =
	"县里修通一条公路\n\n本报讯 县里的一条公路昨天修通，全长三公里，是村民自己修起来的。(张波)\n\n"
	"县医院迁入新址\n\n本报讯 县医院昨天迁入新址，门诊部和住院部同一天开放。(李军)\n\n"
	"铁路道口加装护栏\n——过往行人更加安全\n本报讯 铁路部门昨天在南村道口加装护栏。(王芳)\n";

static const char conf[] =
	"[site]\ntitle = t\nnewspaper = 日报\nlanguage = zh-Hans\nsource = pages\n"
	"[topic road]\nname = 交通\nwords = 公路, 铁路\n"
	"[place south]\nname = 南村\nwords = 南村\n";

static int compare_lines(const void *a, const void *b)
{
	const struct article *x = a, *y = b;
	uint32_t left = x->lines[0].first, right = y->lines[0].first;
	return (left > right) - (left < right);
}

static void check_page(const struct archive *a, const struct source *source, struct text *t,
                       struct report *r)
{
	struct segmented_page s;
	size_t line;
	archive_segment(a, source, t, NULL, &s, r);
	/* Of what was withdrawn no word is left, and its lines are. */
	for (size_t i = 0; i < s.page.article_count; i++)
		if (s.corrected.sections && correct_withdraws(s.corrected.sections[i]))
			s.page.articles[i].headline = VIEW("withdrawn");
	/* Where they are to stand is theirs to say; the lines are gone through as they were printed. */
	if (s.page.article_count > 0)
		qsort(s.page.articles, s.page.article_count, sizeof(*s.page.articles), compare_lines);
	const char *fault = whole_fault(&s.text, &s.page, &line);
	/* A line whose text was corrected reads otherwise; that it is in an article is held all the same. */
	if (fault && strcmp(fault, "characters of a line are lost") != 0) {
		fprintf(stderr, "line %zu: %s\n", line, fault);
		abort();
	}
	segmented_page_free(&s);
}

static void correct(const struct config *c, const struct corrections *corrections, struct report *r)
{
	struct archive a = { .config = c, .corrections = corrections };
	struct scan_file file = {
		scratch_folder_put(PAGE, view_of(page)), PAGE, "2022-01-19_01.txt", { 0 }
	};
	const struct scan_file *files = &file;
	struct source source;
	struct source_bytes bytes = { 0 };
	struct input_pages pages = { 0 };
	gather_alone(&files, &source);
	if (source_load(&source, &bytes, r) && source_pages(&a, &source, &bytes, &pages, r))
		for (size_t i = 0; i < pages.len; i++)
			check_page(&a, &source, &pages.items[i], r);
	input_pages_free(&pages);
	source_bytes_free(&bytes);
}

/* A file that can be understood can be edited, and then says what it was to say. */
static void edit(struct view bytes, struct report *r)
{
	struct corrections_edit e = { { .file = VIEW("2022-01-19_01.txt"), .at = 5 },
		                          VIEW("deck"),
		                          VIEW("副题 # [x] = y") };
	struct buf after = { 0 }, said = { 0 }, before = { 0 };
	buf_puts(&said, "");
	if (!corrections_edit("corrections.conf", bytes, &e, &after, r) ||
	    !corrections_edit_find(buf_view(&after), &e.head, e.key, &said) ||
	    !view_eq(buf_view(&said), e.value))
		abort();
	e.value = VIEW_NULL;
	if (!corrections_edit("corrections.conf", buf_view(&after), &e, &before, r))
		abort();
	buf_free(&after);
	buf_free(&said);
	buf_free(&before);
}

void fuzz_corrections(struct view bytes)
{
	struct report r = { 0 };
	struct config c = { 0 };
	struct corrections found = { 0 };
	scratch_folder_put("pages/corrections.conf", bytes);
	if (!config_read(scratch_folder_put("site.conf", view_of(conf)), &c, &r))
		abort();
	if (corrections_read(&c, &found, &r)) {
		correct(&c, &found, &r);
		edit(bytes, &r);
	} else if (r.errors == 0) {
		abort();
	}
	corrections_free(&found);
	config_free(&c);
	report_free(&r);
}
