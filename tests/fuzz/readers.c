/*
 * Fuzz target: what people and other programs write is read whatever it holds.
 * The first byte says by which reader, and the rest is the file: templates with
 * JSON, site.conf, corrections.conf, kept state, the list of what was sent,
 * requests, pages and feeds of a built site, annotated pages.
 */
#include <fcntl.h>
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/config.h"
#include "archive/corrections.h"
#include "base/file.h"
#include "base/url.h"
#include "cache/container.h"
#include "check/check.h"
#include "learn/gold.h"
#include "mustache/mustache.h"
#include "publish/remote_manifest.h"
#include "serve/conditional.h"
#include "serve/file_lookup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A folder of this process with the one file in it. */
static const char *folder(void)
{
	static char path[64];
	if (!path[0]) {
		snprintf(path, sizeof(path), "/tmp/broadsheet-fuzz-%ld", (long)getpid());
		mkdir(path, 0700);
	}
	return path;
}

static void put(struct buf *path, const char *name, struct view bytes, struct report *r)
{
	buf_printf(path, "%s/%s", folder(), name);
	file_replace(path->data, bytes, r);
}

/* The template ends at the first line with a NUL alone, and JSON follows. */
static void fill_template(struct view bytes, struct report *r)
{
	struct view json = bytes, source = view_cut(&json, '\0');
	struct mustache_set *set = mustache_new();
	struct arena arena = { 0 };
	struct buf out = { 0 };
	json_t *root = json.data ? json_loadb(json.data, json.len, 0, NULL) : NULL;
	mustache_allow_missing(set);
	if (root && mustache_add(set, VIEW("t"), source, "t", r) && mustache_link(set, r))
		mustache_render(mustache_find(set, VIEW("t")), value_from_json(&arena, root), &out, r);
	json_decref(root);
	buf_free(&out);
	arena_free(&arena);
	mustache_free(set);
}

static void read_config(struct view bytes, struct report *r)
{
	struct buf path = { 0 };
	struct config c = { 0 };
	put(&path, "site.conf", bytes, r);
	config_read(path.data, &c, r);
	config_free(&c);
	buf_free(&path);
}

static void read_corrections(struct view bytes, struct report *r)
{
	struct buf path = { 0 };
	struct config c = { .path = "site.conf", .source = folder() };
	struct corrections found = { 0 };
	put(&path, "corrections.conf", bytes, r);
	corrections_read(&c, &found, r);
	corrections_free(&found);
	unlink(path.data);
	buf_free(&path);
}

static void read_kept(struct view bytes)
{
	struct container c;
	struct container_section s;
	struct hash128 identity = { 0 };
	container_of(&c, bytes, identity);
	while (container_next(&c, &s))
		;
	container_close(&c);
}

static void read_request(struct view bytes)
{
	struct view rest = bytes, path = view_cut(&rest, '\n');
	struct buf range = { 0 }, out = { 0 };
	struct file_lookup found;
	uint64_t from, len;
	buf_put(&range, rest);
	buf_puts(&range, "");
	struct conditional_request q = { range.data, range.data, range.data, range.data };
	struct conditional_file f = { "\"x\"", 1, 100 };
	conditional_is_known(&q, &f);
	if (conditional_range(&q, &f, &from, &len) == CONDITIONAL_PART &&
	    (len > 100 || from > 100 - len))
		abort();
	url_decode(&out, path);
	if (file_lookup_open(folder(), path, &found) == FILE_LOOKUP_FILE)
		close(found.fd);
	file_lookup_close(&found);
	buf_free(&range);
	buf_free(&out);
}

static void check_site(struct view bytes, const char *name, struct report *r)
{
	struct buf path = { 0 };
	struct check_count count;
	put(&path, name, bytes, r);
	check_folder(folder(), 1, &count, r);
	unlink(path.data);
	buf_free(&path);
}

static void read_gold(struct view bytes, struct report *r)
{
	struct buf path = { 0 };
	struct gold g = { 0 };
	put(&path, "2000-01-01_01.txt", bytes, r);
	gold_read(folder(), &g, r);
	gold_free(&g);
	unlink(path.data);
	buf_free(&path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct report r = { 0 };
	struct remote_manifest sent = { 0 };
	if (size == 0)
		return 0;
	struct view bytes = { (const char *)data + 1, size - 1 };
	switch (data[0] % 9) {
	case 0: fill_template(bytes, &r); break;
	case 1: read_config(bytes, &r); break;
	case 2: read_corrections(bytes, &r); break;
	case 3: read_kept(bytes); break;
	case 4: remote_manifest_read(&sent, bytes); break;
	case 5: read_request(bytes); break;
	case 6: check_site(bytes, "index.html", &r); break;
	case 7: check_site(bytes, "sitemap.xml", &r); break;
	default: read_gold(bytes, &r); break;
	}
	remote_manifest_free(&sent);
	report_free(&r);
	return 0;
}
