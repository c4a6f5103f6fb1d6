#include "zip/zip.h"

enum {
	FILE_HEAD = 0x04034b50,
	LIST_HEAD = 0x02014b50,
	END64 = 0x06064b50,
	END64_PLACE = 0x07064b50,
	END = 0x06054b50,
};

enum {
	PLAIN_VERSION = 20,
	ZIP64_VERSION = 45,
	MADE_ON_UNIX = 3 << 8,
	NAME_IS_UTF8 = 1 << 11,
	DEFLATED = 8,
	DAY = 1 << 5 | 1, /* 1980-01-01 */
	ZIP64_FIELD = 1,
	END64_REST = 44, /* bytes of that record after its own size */
};

#define MODE    (UINT32_C(0100644) << 16)
#define FULL_32 UINT32_C(0xFFFFFFFF) /* stands for: see the field of ZIP64 */
#define FULL_16 0xFFFFu

static void put_number(struct buf *b, uint64_t n, int bytes)
{
	for (; bytes > 0; bytes--, n >>= 8)
		buf_putc(b, (char)(n & 0xFF));
}

static uint64_t below(uint64_t n, uint64_t full)
{
	return n < full ? n : full;
}

static bool is_ascii(struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		if ((unsigned char)v.data[i] >= 0x80)
			return false;
	}
	return true;
}

/* A file that is short of the limits packed may not be so unpacked: both or none are told in full. */
static bool is_large(const struct zip_entry *e)
{
	return e->size >= FULL_32 || e->packed >= FULL_32;
}

/* What the head of a file and its line in the list have in common. */
static void put_facts(struct buf *b, const struct zip_entry *e, bool zip64)
{
	put_number(b, zip64 ? ZIP64_VERSION : PLAIN_VERSION, 2);
	put_number(b, is_ascii(e->name) ? 0 : NAME_IS_UTF8, 2);
	put_number(b, e->deflated ? DEFLATED : 0, 2);
	put_number(b, 0, 2);
	put_number(b, DAY, 2);
	put_number(b, e->crc, 4);
	put_number(b, is_large(e) ? FULL_32 : e->packed, 4);
	put_number(b, is_large(e) ? FULL_32 : e->size, 4);
	put_number(b, e->name.len, 2);
}

/* The sizes where they are too large for their places, and the place in the archive likewise. */
static void put_zip64(struct buf *b, const struct zip_entry *e, uint64_t at)
{
	size_t numbers = (is_large(e) ? 2U : 0U) + (at >= FULL_32);
	if (numbers == 0)
		return;
	put_number(b, ZIP64_FIELD, 2);
	put_number(b, numbers * 8, 2);
	if (is_large(e)) {
		put_number(b, e->size, 8);
		put_number(b, e->packed, 8);
	}
	if (at >= FULL_32)
		put_number(b, at, 8);
}

static void put(struct zip *z, struct buf *b, struct report *r)
{
	stream_put(&z->out, buf_view(b), r);
	buf_free(b);
}

bool zip_begin(struct zip *z, const char *path, struct report *r)
{
	*z = (struct zip){ .out.fd = -1 };
	bool ok = stream_begin(&z->out, path, r);
	z->out.keep = true;
	return ok;
}

void zip_file(struct zip *z, const struct zip_entry *entry, struct report *r)
{
	struct buf head = { 0 }, field = { 0 };
	struct zip_part *part = array_push(&z->parts);
	part->entry = *entry;
	part->at = z->out.size;
	put_zip64(&field, entry, 0);
	put_number(&head, FILE_HEAD, 4);
	put_facts(&head, entry, is_large(entry));
	put_number(&head, field.len, 2);
	buf_put(&head, entry->name);
	buf_put(&head, buf_view(&field));
	put(z, &head, r);
	buf_free(&field);
}

void zip_put(struct zip *z, struct view bytes, struct report *r)
{
	stream_put(&z->out, bytes, r);
}

static void put_list_line(struct zip *z, const struct zip_part *part, struct report *r)
{
	struct buf line = { 0 }, field = { 0 };
	put_zip64(&field, &part->entry, part->at);
	put_number(&line, LIST_HEAD, 4);
	put_number(&line, MADE_ON_UNIX | ZIP64_VERSION, 2);
	put_facts(&line, &part->entry, field.len > 0);
	put_number(&line, field.len, 2);
	put_number(&line, 0, 2 + 2 + 2); /* comment, disk, kind of text */
	put_number(&line, MODE, 4);
	put_number(&line, below(part->at, FULL_32), 4);
	buf_put(&line, part->entry.name);
	buf_put(&line, buf_view(&field));
	put(z, &line, r);
	buf_free(&field);
}

static void put_end64(struct buf *b, uint64_t count, uint64_t list, uint64_t end)
{
	put_number(b, END64, 4);
	put_number(b, END64_REST, 8);
	put_number(b, MADE_ON_UNIX | ZIP64_VERSION, 2);
	put_number(b, ZIP64_VERSION, 2);
	put_number(b, 0, 4 + 4); /* disks */
	put_number(b, count, 8);
	put_number(b, count, 8);
	put_number(b, end - list, 8);
	put_number(b, list, 8);
	put_number(b, END64_PLACE, 4);
	put_number(b, 0, 4);
	put_number(b, end, 8);
	put_number(b, 1, 4); /* disks in all */
}

static void put_end(struct zip *z, uint64_t list, struct report *r)
{
	struct buf b = { 0 };
	uint64_t count = z->parts.len, end = z->out.size;
	if (count >= FULL_16 || list >= FULL_32 || end - list >= FULL_32)
		put_end64(&b, count, list, end);
	put_number(&b, END, 4);
	put_number(&b, 0, 2 + 2); /* disks */
	put_number(&b, below(count, FULL_16), 2);
	put_number(&b, below(count, FULL_16), 2);
	put_number(&b, below(end - list, FULL_32), 4);
	put_number(&b, below(list, FULL_32), 4);
	put_number(&b, 0, 2); /* comment */
	put(z, &b, r);
}

enum file_result zip_end(struct zip *z, struct report *r)
{
	uint64_t list = z->out.size;
	for (size_t i = 0; i < z->parts.len; i++)
		put_list_line(z, &z->parts.items[i], r);
	put_end(z, list, r);
	array_free(&z->parts);
	return stream_end(&z->out, r);
}

void zip_drop(struct zip *z)
{
	array_free(&z->parts);
	stream_drop(&z->out);
}
