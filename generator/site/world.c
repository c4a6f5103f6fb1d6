#include "site/world.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unicode/uversion.h>

#include "archive/scan.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/program.h"

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
	struct stat st;
	if (stat(folder, &st) != 0)
		return hash_number(hash, 0);
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

bool world_find(const struct config *c, struct world *out, struct report *r)
{
	size_t errors = r->errors;
	uint64_t program = program_print();
	uint64_t hash = hash_number(program, libraries());
	hash = hash_text(hash, view_of(c->encoding));
	hash = hash_text(hash, view_of(c->source));
	hash = c->weights ? add_file(hash, c->weights, r) : hash;
	hash = add_topics(hash, c);
	out->pages = hash;
	hash = add_file(hash, c->path, r);
	hash = add_folder(hash, c->templates, true, r);
	hash = add_folder(hash, c->static_folder, false, r);
	hash = hash_text(hash, view_of(getenv("SOURCE_DATE_EPOCH")));
	hash = hash_number(hash, c->review);
	out->site = hash;
	out->known = program != 0 && r->errors == errors;
	return r->errors == errors;
}
