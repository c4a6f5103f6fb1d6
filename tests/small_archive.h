#ifndef TESTS_SMALL_ARCHIVE_H
#define TESTS_SMALL_ARCHIVE_H

/*
 * The pages in a test's scratch folder as an archive, read and linked. Include
 * after cmocka.
 *
 *	struct small_archive a;
 *	scratch_write(state, "2022-01-19_01.txt", …);
 *	assert_true(small_archive_make(state, &a, "", ""));
 *	small_archive_free(&a);
 */
#include "archive/collect.h"
#include "archive/link.h"
#include "scratch.h"

struct small_archive {
	struct config config;
	struct corrections corrections;
	struct archive archive;
	struct report report;
};

/*
 * conf goes on where site.conf's section [site] ends; corrections is
 * corrections.conf. False if it can't be made, for the reason in the report. To
 * be freed either way; it must not be moved.
 */
static inline bool small_archive_make(void **state, struct small_archive *s, const char *conf,
                                      const char *corrections)
{
	struct buf text = { 0 };
	struct scan_rules rules = { .ending = ".txt" };
	*s = (struct small_archive){ 0 };
	s->archive.config = &s->config;
	s->archive.corrections = &s->corrections;
	buf_printf(&text, "[site]\ntitle = 档案\nnewspaper = 日报\nsource = .\n%s", conf);
	scratch_write(state, "site.conf", text.data);
	scratch_write(state, "corrections.conf", corrections);
	buf_free(&text);
	if (!config_read(scratch_path(state, "site.conf"), &s->config, &s->report) ||
	    !corrections_read(&s->config, &s->corrections, &s->report) ||
	    !scan_folder(s->config.source, &rules, &s->archive.scan, &s->report))
		return false;
	gather_files(&s->archive.scan, config_paper(&s->config), &s->archive.gathered);
	return corrections_check_files(&s->corrections, &s->archive.scan, &s->report) &&
	       collect_pages(&s->archive, NULL, &(struct collect_order){ .threads = 2 }, &s->report) &&
	       link_archive(&s->archive, &s->report);
}

static inline void small_archive_free(struct small_archive *s)
{
	archive_free(&s->archive);
	corrections_free(&s->corrections);
	config_free(&s->config);
	report_free(&s->report);
}

#endif
