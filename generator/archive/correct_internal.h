#ifndef ARCHIVE_CORRECT_INTERNAL_H
#define ARCHIVE_CORRECT_INTERNAL_H

#include "archive/correct.h"
#include "base/report.h"

/* What the files of correcting share, and nobody else needs. */
struct correcting {
	const struct text *text;
	const struct corrections *corrections;
	const struct corrections_page *wanted;
	struct page *page;
	const struct page *base; /* as it is without corrections */
	struct corrected *out;
	struct report *report;
};

/* Errors with the place of a section, or of a field's value. */
#define CORRECT_WRONG(c, s, ...) \
	report_error((c)->report, (c)->corrections->path, (s)->line, (s)->column, __VA_ARGS__)

static inline bool correct_given(const struct corrections_section *s, enum corrections_key k)
{
	return s->fields[k].value.data != NULL;
}

/* Warns that the field is what it would be without the correction. */
void correct_warn_idle(struct correcting *c, const struct corrections_section *s,
                       enum corrections_key k);

/* The article that begins on the line (the 2nd, 3rd, … of them: again), or -1. */
ptrdiff_t correct_find_start(const struct page *p, uint32_t line, uint32_t again);

/* Whether the article has the line. */
bool correct_holds(const struct article *a, uint32_t line);

/* Words, names and kinds of the articles that have sections. */
void correct_fields(struct correcting *c);

/* Puts the articles in the order that sections give. */
void correct_order(struct correcting *c);

#endif
