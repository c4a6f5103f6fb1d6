#include "publish/known_files.h"

#include "base/key.h"
#include "base/program.h"

static const struct hash128 no_parts[BUILD_LOG_PARTS];

static struct hash128 add_stamp(struct hash128 key, const struct scan_stamp *s)
{
	key = key_number(key_number(key, s->size), s->inode);
	return key_number(key_number(key, (uint64_t)s->modified), (uint64_t)s->changed);
}

static uint64_t print_stamp(const struct scan_stamp *s)
{
	return add_stamp(key_begin(0), s).low;
}

void known_files_open(struct known_files *k, char *path)
{
	struct report ignored = { 0 }; /* what is damaged is as if it were not there */
	uint64_t program = program_print();
	*k = (struct known_files){ .believed = program != 0 };
	build_log_open(&k->log, path, key_begin(program), no_parts, !k->believed, &ignored);
	report_free(&ignored);
}

bool known_files_find(struct known_files *k, const struct scan *s, const struct scan_file *file,
                      uint64_t *hash)
{
	const struct build_log_file *f = build_log_last(&k->log, hash_view(view_of(file->name)));
	if (!f || f->stamp != print_stamp(&file->stamp))
		return false;
	*hash = f->fingerprint;
	known_files_put(k, s, file, *hash);
	return true;
}

void known_files_put(struct known_files *k, const struct scan *s, const struct scan_file *file,
                     uint64_t hash)
{
	if (!k->believed || !scan_settled(s, &file->stamp))
		return;
	*array_push(&k->log.now) = (struct build_log_file){ .path = hash_view(view_of(file->name)),
		                                                .fingerprint = hash,
		                                                .stamp = print_stamp(&file->stamp),
		                                                .size = file->stamp.size };
}

struct hash128 known_files_key(const struct scan *s)
{
	struct hash128 key = key_begin(s->files.len);
	for (size_t i = 0; i < s->files.len; i++) {
		const struct scan_file *f = &s->files.items[i];
		if (!scan_settled(s, &f->stamp))
			return (struct hash128){ 0, 0 };
		key = add_stamp(key_text(key, view_of(f->name)), &f->stamp);
	}
	return key;
}

struct view known_files_noted(const struct known_files *k)
{
	return build_log_noted(&k->log, CONTAINER_CHECKED, 0);
}

void known_files_note(struct known_files *k, struct view bytes)
{
	build_log_note(&k->log, CONTAINER_CHECKED, 0, bytes);
}

void known_files_save(struct known_files *k)
{
	struct report ignored = { 0 };
	struct build_log_environment now = { 0 };
	if (k->believed)
		build_log_save(&k->log, &now, &ignored);
	report_free(&ignored);
}

void known_files_close(struct known_files *k)
{
	build_log_close(&k->log);
}
