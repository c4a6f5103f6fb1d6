#ifndef MUSTACHE_MUSTACHE_H
#define MUSTACHE_MUSTACHE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/report.h"
#include "base/view.h"
#include "mustache/value.h"

/*
 * Mustache: templates are added to a set by name, linked once, and then
 * rendered as often as needed. The language is that of the Mustache
 * specification without lambdas and with its optional inheritance
 * ({{<parent}}, {{$block}}) and dynamic names ({{>*name}}, {{<*name}}).
 *
 *	struct mustache_set *set = mustache_new();
 *	bool ok = mustache_add_folder(set, "templates", r) && mustache_link(set, r);
 *	const struct mustache_template *t = mustache_find(set, VIEW("article"));
 *	ok = ok && mustache_render(t, page, &out, r);
 *	mustache_free(set);
 *
 * Building a set belongs to one thread. A linked set is only read: any number
 * of threads may render from it, each into its own buffer and report.
 */
struct mustache_set;
struct mustache_template;

struct mustache_set *mustache_new(void);

/*
 * From now on a partial or parent that is not in the set renders as nothing,
 * as the specification's tests have it, instead of being an error.
 */
void mustache_allow_missing(struct mustache_set *set);

/*
 * Compiles source under name; file stands in messages. Everything is copied.
 * A template that is at fault, or a name given twice, is reported and false.
 */
bool mustache_add(struct mustache_set *set, struct view name, struct view source, const char *file,
                  struct report *r);

/*
 * The same for source that is part of a file, as a value in a configuration:
 * messages count from the line and column where it begins.
 */
bool mustache_add_at(struct mustache_set *set, struct view name, struct view source,
                     const char *file, size_t line, size_t column, struct report *r);

/* The same with the content of a file. */
bool mustache_add_file(struct mustache_set *set, struct view name, const char *path,
                       struct report *r);

/*
 * Adds every NAME.mustache of the folder as NAME (feed.xml.mustache is
 * feed.xml); folders and links in it are left alone.
 */
bool mustache_add_folder(struct mustache_set *set, const char *folder, struct report *r);

/* The same for those whose name the set does not have yet. */
bool mustache_add_others(struct mustache_set *set, const char *folder, struct report *r);

/*
 * Adds from the folder only the partials and parents that the templates in
 * the set ask for, and those that these ask for; all of the folder where a
 * name is dynamic. What the folder does not have is left to mustache_link.
 */
bool mustache_add_needed(struct mustache_set *set, const char *folder, struct report *r);

/* A hash of all templates that were added, as they were read, and of their names. */
struct hash128 mustache_content(const struct mustache_set *set);

/* Resolves partials and parents; those that are in no template are reported. */
bool mustache_link(struct mustache_set *set, struct report *r);

/* The template of that name, or NULL. */
const struct mustache_template *mustache_find(const struct mustache_set *set, struct view name);

/*
 * Appends the template filled with data to out. False if a dynamic name is
 * unknown or templates are nested without end; this is reported, and out is
 * as it was.
 */
bool mustache_render(const struct mustache_template *t, const struct value *data, struct buf *out,
                     struct report *r);

void mustache_free(struct mustache_set *set);

#endif
