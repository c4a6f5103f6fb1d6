#include "site/environment.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uversion.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/program.h"
#include "input/scan.h"
#include "site/overlay.h"

/* Those that the program is linked with may be exchanged beneath it. */
static uint64_t libraries(void)
{
	UVersionInfo icu;
	char text[U_MAX_VERSION_STRING_LENGTH];
	u_getVersion(icu);
	u_versionToString(icu, text);
	return hash_text(hash_number(0, (uint64_t)cmark_version()), view_of(text));
}

static uint64_t add_file(uint64_t hash, const char *path, struct report *r)
{
	struct buf bytes = { 0 };
	if (file_read(path, &bytes, r))
		hash = hash_text(hash, buf_view(&bytes));
	buf_free(&bytes);
	return hash;
}

static uint64_t add_topics(uint64_t hash, const struct config *c)
{
	for (size_t i = 0; i < c->topic_count; i++) {
		hash = hash_text(hash, c->topics[i].id);
		for (size_t k = 0; k < c->topics[i].word_count; k++)
			hash = hash_text(hash, c->topics[i].words[k]);
	}
	return hash;
}

/* Names of all files below the folder, and what they hold if that is wanted. */
static uint64_t add_folder(uint64_t hash, const char *folder, bool contents, struct report *r)
{
	struct scan_rules all = { .hidden = true, .below = true };
	struct scan scan = { 0 };
	if (scan_folder(folder, &all, &scan, r)) {
		for (size_t i = 0; i < scan.files.len; i++) {
			hash = hash_text(hash, view_of(scan.files.items[i].name));
			if (contents)
				hash = add_file(hash, scan.files.items[i].path, r);
		}
	}
	scan_free(&scan);
	return hash;
}

/* A file that comes into the first of two folders changes what is taken from the second. */
static uint64_t add_layers(uint64_t hash, const struct overlay *l, bool contents, struct report *r)
{
	hash = hash_number(hash, l->count);
	for (size_t i = 0; i < l->count; i++)
		hash = hash_number(add_folder(hash, l->folder[i], contents, r), i);
	return hash;
}

bool environment_find(const struct config *c, struct environment *out, struct report *r)
{
	size_t errors = r->errors;
	struct arena paths = { 0 };
	struct overlay templates = overlay_templates(c, "", &paths), static_files = overlay_static(c);
	uint64_t program = program_print();
	uint64_t hash = hash_number(program, libraries());
	hash = hash_text(hash, view_of(c->encoding));
	hash = hash_text(hash, view_of(c->source));
	hash = c->weights ? add_file(hash, c->weights, r) : hash;
	hash = add_topics(hash, c);
	out->pages = hash;
	hash = add_file(hash, c->path, r);
	hash = add_layers(hash, &templates, true, r);
	hash = add_layers(hash, &static_files, false, r);
	hash = hash_text(hash, view_of(getenv("SOURCE_DATE_EPOCH")));
	hash = hash_number(hash, c->review);
	out->site = hash;
	arena_free(&paths);
	out->known = program != 0 && r->errors == errors;
	return r->errors == errors;
}
