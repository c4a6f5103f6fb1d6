#ifndef INPUT_FILENAME_H
#define INPUT_FILENAME_H

#include "base/arena.h"
#include "base/date.h"
#include "base/view.h"
#include "language/language.h"

/*
 * The day and the page's number that a file is named after. The path counts
 * as it was given, so folders may carry the date and the file the number:
 *
 *	2022-01-19_02.txt  20220119-A05.txt  2022/01/19/02.txt  2022-01/19/02.txt
 *	rmrb1998-01-01-03.txt  太原日报2022年1月19日02版.txt
 *
 * What stands behind day and page says which article of the page the file holds:
 *
 *	20210101-01-02.txt  2021/01/01/01-02.txt
 *
 * A file's own date goes before its folders', a folder's before that of the
 * folders above. A part that names two different days names none.
 */
struct filename {
	struct date day;    /* year 0: the name tells none */
	struct view number; /* as page.h has it: "02", "A05"; absent if not told */
	unsigned article;   /* of the page, from 1; 0: the file is not named as one of its articles */
};

/* number lives in the arena; l says by which words days and pages are named. */
struct filename filename_read(struct view path, const struct language *l, struct arena *a);

#endif
