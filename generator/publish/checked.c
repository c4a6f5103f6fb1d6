#include "publish/checked.h"

#include "base/key.h"
#include "base/serialize.h"
#include "site/writer.h"

void checked_note(struct known_files *known, struct hash128 key, const struct report *r,
                  size_t from)
{
	struct buf b = { 0 };
	serialize_put_fixed(&b, key.low);
	serialize_put_fixed(&b, key.high);
	for (size_t i = from; i < r->messages.len; i++)
		serialize_put_view(&b, view_of(r->messages.items[i].text));
	known_files_note(known, buf_view(&b));
	buf_free(&b);
}

bool checked_before(const struct known_files *known, struct hash128 key, struct report *r)
{
	struct serialized note = { .left = known_files_noted(known) };
	struct hash128 then = { .low = serialize_fixed(&note) };
	then.high = serialize_fixed(&note);
	if (note.bad || !key_known(key) || !hash128_eq(then, key))
		return false;
	while (note.left.len > 0 && !note.bad)
		report_again(r, REPORT_WARNING, serialize_view(&note));
	return true;
}

bool checked_folder(const char *site, const char *state, size_t threads, struct check_count *out,
                    struct report *r)
{
	struct scan_rules all = { .hidden = true, .below = true };
	struct report ignored = { 0 };
	struct scan scan = { 0 };
	struct known_files known;
	size_t from = r->messages.len;
	/* Looked at before it is checked, so that what changes meanwhile is not believed. */
	bool seen = scan_folder(site, &all, &scan, &ignored);
	bool right = check_folder(site, threads, out, r);
	if (seen && right) {
		known_files_open(&known, writer_state_path(site, state, CHECKED_ENDING));
		for (size_t i = 0; i < scan.files.len; i++) {
			uint64_t hash;
			known_files_find(&known, &scan, &scan.files.items[i], &hash);
		}
		checked_note(&known, known_files_key(&scan), r, from);
		known_files_save(&known);
		known_files_close(&known);
	}
	report_free(&ignored);
	scan_free(&scan);
	return right;
}
