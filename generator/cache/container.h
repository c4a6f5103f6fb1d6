#ifndef CACHE_CONTAINER_H
#define CACHE_CONTAINER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/view.h"

/*
 * The one format of all that a build keeps for the next: FORMAT.md has it byte
 * by byte. A container is a head and then sections, each with its own checksum.
 * What is read from one is checked before it is handed out, so that a file
 * that was cut off, damaged, or made by another program or for something else
 * is recognised and never believed. Sections begin at multiples of eight bytes.
 *
 * A container is either written whole and put in place at the end, or sections
 * are added at its end from build to build.
 */

/* What a section holds. Numbers are never given to something else. */
enum container_kind {
	CONTAINER_PAGE = 1,    /* the record of a printed page, see page_cache.h */
	CONTAINER_FILES,       /* what the files of the site were made of, see build_log.h */
	CONTAINER_ENVIRONMENT, /* what all of them depend on, see build_log.h */
	CONTAINER_RESULT,      /* what came of the build, see commands/site_build.c */
	CONTAINER_REHEARSED,   /* which kinds of pages were tried, see site/render.c */
	CONTAINER_RELATED,     /* how the index of related articles was, see archive/related_change.c */
	CONTAINER_EXPORT,      /* where the records of a year's pages stand, see site/export.c */
	CONTAINER_SEARCH,      /* the files of a period of the search index, see site/indexing.c */
	CONTAINER_OWN,         /* paths of the site's own files, see own_files.h */
	CONTAINER_UNFINISHED,  /* a build is at the site, see own_files.h */
	CONTAINER_SEED,        /* of the archive's hashes, see seed.h */
	CONTAINER_PICTURE_CONTENT, /* what was in a file that pictures are made of, see picture/store.h */
	CONTAINER_PICTURE,         /* what was made of it */
	CONTAINER_GATHERED,        /* what a step of a build rests on, see commands/site_steps.c */
	CONTAINER_RECORDS,         /* a page's records for the export, see site/export.c */
	CONTAINER_CHECKED,         /* what a site was when it was found right, see publish/publish.c */
	CONTAINER_REPRINTS,        /* which articles are the same text, see archive/reprints.h */
	CONTAINER_SHARDS,          /* what the shards of a period were made of, see search/kept.h */
	CONTAINER_BATCH, /* part of an issue as the search index reads it, see batch_files.h */
};

struct container_section {
	enum container_kind kind;
	uint64_t key;      /* which of its kind; 0 where there is but one */
	struct view bytes; /* begins at a multiple of eight */
	size_t at;         /* where the section begins in the file; */
	size_t size;       /* how much of the file it takes, head and padding included */
};

enum container_state {
	CONTAINER_SOUND,   /* so far */
	CONTAINER_ABSENT,  /* there is no file */
	CONTAINER_FOREIGN, /* the file was made by another program, or for something else */
	CONTAINER_DAMAGED, /* cut off, or not what was written */
};

struct container {
	enum container_state state;
	struct view file; /* mapped, or borrowed from whoever called container_of() */
	struct hash128 identity;
	size_t good;   /* bytes from the beginning that are sound */
	size_t rested; /* so many of them were let go of while they were checked */
	bool mapped;
};

/*
 * Opens the file, if it is one that was written for this identity; else nothing
 * is in it, and its state says why. Nothing is changed. To be closed in any case.
 */
void container_open(struct container *c, const char *path, struct hash128 identity);

/* The same for bytes in memory, which begin at a multiple of eight and outlive the container. */
void container_of(struct container *c, struct view bytes, struct hash128 identity);

/* The next section. False at the end; the state then tells whether it is that of the file. */
bool container_next(struct container *c, struct container_section *out);

/* What is checked already: the section that begins there. */
struct container_section container_at(const struct container *c, size_t at);

/*
 * Lets go of the memory that a file's bytes are in; what is looked at again comes
 * from the file once more. Any thread may do this while others read.
 */
void container_rest(const struct container *c);

/* In words for messages: "is damaged", …; NULL where nothing is wrong. */
const char *container_fault(const struct container *c);

void container_close(struct container *c);

/* ── writing ── */

struct container_writer {
	char *path;
	char *temporary; /* NULL: sections are added to what is there */
	int fd;          /* -1: not open */
	int error;       /* errno of what failed first; 0: nothing did */
	struct hash128 identity;
	struct buf waiting;
	bool durable; /* set it, and what is written is on the disk when flush and end return */
};

/* Begins a file that will replace what is there when it is whole. Missing folders are made. */
void container_create(struct container_writer *w, const char *path, struct hash128 identity);

/* Adds to the file behind its first good bytes, see struct container; 0: begins it anew. */
void container_append(struct container_writer *w, const char *path, struct hash128 identity,
                      size_t good);

/* Adds a section that is made of some texts, one behind the other. */
void container_put(struct container_writer *w, enum container_kind kind, uint64_t key,
                   const struct view *parts, size_t count);

/* Writes what waits now. False if it cannot be written. */
bool container_flush(struct container_writer *w);

/* Puts the file in place and closes the writer; false, with errno, if something could not be written. */
bool container_end(struct container_writer *w);

/* Gives up: what was there stays, or stays as far as it was written. A zeroed writer may be dropped. */
void container_drop(struct container_writer *w);

#endif
