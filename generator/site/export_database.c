#include "site/export_database.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "sqlite/database.h"

bool export_database_open(struct export_database *d, const struct config *c, struct report *r)
{
	struct buf path = { 0 };
	*d = (struct export_database){ 0 };
	buf_printf(&path, "%s/variants.conf", c->source);
	bool ok = variants_read(&d->variants, path.data, r);
	buf_free(&path);
	if (ok)
		d->fold = fold_new(c->zeros, &d->variants, r);
	return d->fold != NULL;
}

uint64_t export_database_print(const struct export_database *d, uint64_t print)
{
	for (size_t i = 0; i < d->variants.items.len; i++)
		print = hash_number(hash_number(print, d->variants.items.items[i].from),
		                    d->variants.items.items[i].to);
	return print;
}

static bool add_lines(struct database *b, const char *path, struct report *r)
{
	struct buf bytes = { 0 };
	bool ok = file_read(path, &bytes, r);
	struct view rest = buf_view(&bytes);
	for (size_t line = 1; ok && rest.len > 0; line++)
		ok = database_add(b, view_cut(&rest, '\n'), path, line, r);
	buf_free(&bytes);
	return ok;
}

static bool fill(const struct export_database *d, const char *fresh, const char *const *lines,
                 size_t count, struct report *r)
{
	struct database *b = database_create(fresh, d->fold, r);
	bool ok = b != NULL;
	for (size_t i = 0; ok && i < count; i++)
		ok = add_lines(b, lines[i], r);
	if (ok)
		return database_finish(b, r);
	database_drop(b);
	return false;
}

bool export_database_make(const struct export_database *d, const char *path,
                          const char *const *lines, size_t count, struct report *r)
{
	struct buf fresh = { 0 };
	buf_printf(&fresh, "%s" FILE_TEMPORARY, path);
	unlink(fresh.data);
	bool ok = fill(d, fresh.data, lines, count, r);
	if (ok && (chmod(fresh.data, 0644) != 0 || rename(fresh.data, path) != 0)) {
		report_error(r, path, 0, 0, "cannot be written: %s", strerror(errno));
		ok = false;
	}
	if (!ok)
		unlink(fresh.data);
	buf_free(&fresh);
	return ok;
}

void export_database_free(struct export_database *d)
{
	fold_free(d->fold);
	variants_free(&d->variants);
	*d = (struct export_database){ 0 };
}
