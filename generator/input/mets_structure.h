#ifndef INPUT_METS_STRUCTURE_H
#define INPUT_METS_STRUCTURE_H

#include "base/map.h"
#include "input/input.h"

/*
 * METS: what an issue is made of. Which files are its pages, and what its
 * logical structure says of their blocks: which are an article together, and
 * what is a headline, a byline or an advertisement.
 */
struct mets_file {
	struct view id;
	struct view href;   /* as written */
	struct view number; /* of the page; absent: not told */
	uint32_t page;      /* the physical div that is the page, from 1; 0: not told */
	bool pointed;       /* a div is made of pieces of it */
};

struct mets_div {
	struct view type;  /* as written, "ARTICLE", "TEXT" */
	struct view label; /* so, too; of a physical page its number instead */
	uint32_t parent;   /* from 1; 0: none */
	bool logical;
};

/* A piece of a file that a div is made of. */
struct mets_area {
	uint32_t div; /* from 1 */
	struct view file;
	struct view begin, end; /* identifiers in it; end absent: begin alone */
};

/* From a logical div to a physical one that it is made of. */
struct mets_link {
	struct view from, to;
};

struct mets {
	ARRAY(struct mets_file) files;
	ARRAY(struct mets_div) divs;
	ARRAY(struct mets_area) areas; /* in the order of the file, as divs are */
	ARRAY(struct mets_link) links;
	struct map file_at, div_at; /* by their names: places from 0, and from 1 */
	struct date date;
	struct view title;
	struct arena arena; /* of the texts */
};

void mets_structure_read(const struct input_file *f, struct mets *out, struct report *r);

void mets_structure_free(struct mets *m);

/*
 * The path of a file that the METS file at path names, by what it wrote: below
 * its folder, and without "." and "..". Absent for what is no file here.
 */
struct view mets_structure_path(const char *path, struct view href, struct arena *a);

/*
 * The same for one that may have been written on another machine, as
 * file:///mnt/scans/1877/alto/1.xml: what its whole path ends in is looked for
 * below the METS file's folder, the longest first. Without one that is there,
 * the path as it is written.
 */
typedef bool mets_structure_there(void *context, struct view path);
struct view mets_structure_find(const char *path, struct view href, mets_structure_there *there,
                                void *context, struct arena *a);

#endif
