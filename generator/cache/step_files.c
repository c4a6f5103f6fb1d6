#include "cache/step_files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"

#define TOLD_MOST 10 /* of the parts that are missing */

char *step_files_path(const char *folder, const char *step, const struct part *part)
{
	struct buf path = { 0 };
	buf_printf(&path, "%s/%s", folder, step);
	if (part)
		buf_printf(&path, "-%zu-of-%zu", part->number, part->count);
	return buf_detach(&path);
}

/* Whether a name is that of a part of the step, and of which. */
static bool read_name(const char *name, const char *step, struct part *out)
{
	size_t len = strlen(step);
	struct buf text = { 0 };
	if (strncmp(name, step, len) != 0 || name[len] != '-')
		return false;
	const char *of = strstr(name, "-of-");
	if (!of || of < name + len + 1)
		return false;
	buf_put(&text, (struct view){ name + len + 1, (size_t)(of - name) - len - 1 });
	buf_printf(&text, "/%s", of + strlen("-of-"));
	bool right = part_read(text.data, out);
	buf_free(&text);
	return right;
}

/* The parts of the step that are there, of one count; false if they are of several. */
struct parts {
	size_t count; /* 0: there are none */
	size_t other; /* a count that some have instead; 0: none */
	bool *there;  /* of each */
};

static void find(const char *folder, const char *step, struct parts *out)
{
	DIR *d = opendir(folder);
	struct dirent *entry;
	struct part part;
	*out = (struct parts){ 0 };
	while (d && (entry = readdir(d))) {
		if (!read_name(entry->d_name, step, &part))
			continue;
		if (!out->there) {
			out->count = part.count;
			out->there = mem_array(part.count, sizeof(*out->there));
		}
		if (part.count == out->count)
			out->there[part.number - 1] = true;
		else
			out->other = part.count;
	}
	if (d)
		closedir(d);
}

void step_files_tell(const char *folder, const char *step, const struct part *part,
                     const char *what, struct report *r)
{
	char *path = step_files_path(folder, step, part);
	report_error(r, path, 0, 0, "%s: run --step %s --part %zu/%zu", what, step, part->number,
	             part->count);
	free(path);
}

static void tell_missing(const char *folder, const char *step, const struct parts *p,
                         struct report *r)
{
	size_t missing = 0;
	for (size_t i = 0; i < p->count; i++) {
		struct part part = { i + 1, p->count };
		if (!p->there[i] && ++missing <= TOLD_MOST)
			step_files_tell(folder, step, &part, "is missing", r);
	}
	if (missing > TOLD_MOST)
		report_error(r, NULL, 0, 0, "%zu more parts of %zu are missing", missing - TOLD_MOST,
		             p->count);
}

bool step_files_count(const char *folder, const char *step, size_t *count, struct report *r)
{
	size_t errors = r->errors;
	struct parts p;
	find(folder, step, &p);
	if (p.count == 0)
		report_error(r, folder, 0, 0,
		             "has no part of the step %s: run --step %s --part 1/1, or more", step, step);
	else if (p.other)
		report_error(r, folder, 0, 0,
		             "has parts of the step %s of which there are %zu and others of which there "
		             "are %zu: remove those of one sort (%s-*-of-%zu)",
		             step, p.count < p.other ? p.count : p.other,
		             p.count < p.other ? p.other : p.count, step,
		             p.count < p.other ? p.count : p.other);
	else
		tell_missing(folder, step, &p, r);
	*count = p.count;
	free(p.there);
	return r->errors == errors;
}

static void remove_in(const char *folder, const char *name)
{
	struct buf path = { 0 };
	buf_printf(&path, "%s/%s", folder, name);
	unlink(path.data);
	buf_free(&path);
}

static bool is_of(const char *name, const char *step)
{
	size_t len = strlen(step);
	return strncmp(name, step, len) == 0 && (!name[len] || name[len] == '-' || name[len] == '.');
}

void step_files_remove(const char *folder, const char *step)
{
	DIR *d = opendir(folder);
	struct dirent *entry;
	while (d && (entry = readdir(d))) {
		const char *name = entry->d_name;
		if (step ? is_of(name, step)
		         : is_of(name, STEP_FILES_READ) || is_of(name, STEP_FILES_GATHER) ||
		               is_of(name, STEP_FILES_RENDER))
			remove_in(folder, name);
	}
	if (d)
		closedir(d);
	if (!step)
		rmdir(folder);
}
