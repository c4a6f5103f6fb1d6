#include "search/titles.h"

#include "search/slots.h"
#include "text/utf8.h"

#define TITLES_SHARED \
	94 /* characters of an address that can be told to be those of the one before */
#define HEAD_FILES \
	128 /* so many files of titles are told in the head, more in lists of their own */

void titles_add(struct titles *t, struct view records, const uint32_t *ends, size_t count)
{
	uint32_t before = (uint32_t)t->records.len;
	for (size_t i = 0; i < count; i++)
		*array_push(&t->ends) = before + ends[i];
	buf_put(&t->records, records);
}

/* Fields of a record, each begun by what it is, and the end of it. */
static bool is_record_sound(struct view r)
{
	bool fine = r.len > 0 && r.data[r.len - 1] == TITLES_END && (unsigned char)r.data[0] < ' ';
	for (size_t i = 0; fine && i + 1 < r.len; i++) {
		unsigned char c = (unsigned char)r.data[i];
		fine = c >= ' ' || (c >= TITLES_URL && c < TITLES_FIELDS);
	}
	return fine;
}

bool titles_are_sound(struct view records, const uint32_t *ends, size_t count)
{
	uint32_t from = 0;
	for (size_t i = 0; i < count; from = ends[i++]) {
		if (ends[i] <= from || ends[i] > records.len ||
		    !is_record_sound(view_slice(records, from, ends[i] - from)))
			return false;
	}
	return from == records.len;
}

static struct view record(const struct titles *t, uint32_t article)
{
	uint32_t from = article > 0 ? t->ends.items[article - 1] : 0;
	return view_slice(buf_view(&t->records), from, t->ends.items[article] - from);
}

/* Puts the hashes of files, so many to a list, and those of the lists into the head. */
static void put_lists(const uint32_t *hashes, size_t count, struct sink *sink, struct bits *head)
{
	struct bits list = { 0 };
	for (size_t first = 0; first < count; first += TITLES_LIST) {
		bits_reset(&list);
		for (size_t i = first; i < count && i < first + TITLES_LIST; i++)
			bits_put_hash(&list, hashes[i]);
		bits_put_hash(head, sink_put(sink, bits_end(&list), "tl%zu", first / TITLES_LIST));
	}
	bits_free(&list);
}

/* ── a file ── */

static void put_code(struct buf *out, unsigned code)
{
	uint32_t units[2] = { code, 0 };
	if (code >= 0x10000) {
		units[0] = 0xD7C0 + (code >> 10);
		units[1] = 0xDC00 + (code & 0x3FF);
	}
	for (size_t i = 0; i < 2 && units[i]; i++) {
		buf_putc(out, (char)(units[i] & 0xFF));
		buf_putc(out, (char)(units[i] >> 8));
	}
}

static unsigned valid(unsigned code)
{
	return code == UTF8_INVALID ? 0xFFFD : code;
}

static void put_text(struct buf *out, struct view text)
{
	for (size_t at = 0; at < text.len;)
		put_code(out, valid(utf8_next(text, &at)));
}

/* The fields of a record, by what they are; absent where it has none. */
static void read_fields(struct view record, struct view fields[TITLES_FIELDS])
{
	for (size_t i = 0; i < TITLES_FIELDS; i++)
		fields[i] = VIEW_NULL;
	for (size_t at = 0; record.data[at] != TITLES_END;) {
		size_t from = at + 1, end = from;
		while ((unsigned char)record.data[end] >= ' ')
			end++;
		fields[(unsigned char)record.data[at]] = view_slice(record, from, end - from);
		at = end;
	}
}

/* How many characters two addresses share, at the front or at the end: those of ASCII, and not too many to be told. */
static size_t count_shared(struct view a, struct view b, bool end)
{
	size_t n = 0, most = a.len < b.len ? a.len : b.len;
	most = most < TITLES_SHARED ? most : TITLES_SHARED;
	for (; n < most; n++) {
		char x = end ? a.data[a.len - 1 - n] : a.data[n];
		char y = end ? b.data[b.len - 1 - n] : b.data[n];
		if (x != y || (unsigned char)x >= 0x80)
			break;
	}
	return n;
}

/* An address shares most with that of the article before. */
static void put_url(struct buf *out, struct view before, struct view url)
{
	size_t front = count_shared(before, url, false);
	struct view rest = view_slice(url, front, url.len);
	size_t end = count_shared(view_slice(before, front, before.len), rest, true);
	put_code(out, TITLES_URL);
	put_code(out, (unsigned)(' ' + front));
	put_code(out, (unsigned)(' ' + end));
	put_text(out, view_slice(rest, 0, rest.len - end));
}

static void put_record(struct buf *out, const struct view before[TITLES_FIELDS],
                       const struct view fields[TITLES_FIELDS])
{
	put_url(out, before[TITLES_URL], fields[TITLES_URL]);
	for (unsigned i = TITLES_PAGE; i < TITLES_FIELDS; i++) {
		bool kept = i <= TITLES_KIND;
		if (kept ? view_eq(before[i], fields[i]) : !fields[i].data)
			continue;
		put_code(out, i);
		put_text(out, fields[i]);
	}
	put_code(out, TITLES_END);
}

/* The records of the numbers from first to end; false if there is none. */
static bool put_records(const struct titles *t, const uint32_t *order, uint32_t first, uint32_t end,
                        struct buf *out)
{
	struct view fields[2][TITLES_FIELDS] = { 0 };
	unsigned now = 0;
	bool any = false;
	buf_truncate(out, 0);
	for (uint32_t i = first; i < end; i++) {
		if (order[i] == 0) {
			put_code(out, TITLES_END);
			continue;
		}
		read_fields(record(t, order[i] - 1), fields[now]);
		put_record(out, fields[!now], fields[now]);
		now = !now;
		any = true;
	}
	return any;
}

void titles_end(struct titles *t, unsigned larger, const uint32_t *order, uint32_t end,
                struct sink *sink, struct bits *head)
{
	/* Where numbers are free, a file has more of them. */
	uint32_t docs = (uint32_t)t->ends.len;
	uint32_t share = slots_round((uint32_t)((uint64_t)TITLES_FILE * larger * end / docs));
	struct buf file = { 0 };
	ARRAY(uint32_t) hashes = { 0 };
	for (uint32_t first = 0; first < end; first += share) {
		uint32_t behind = first + share < end ? first + share : end;
		bool any = put_records(t, order, first, behind, &file);
		uint32_t hash = any ? sink_put(sink, buf_view(&file), "t%zu", hashes.len) : 0;
		*array_push(&hashes) = hash;
	}
	bool apart = hashes.len > HEAD_FILES;
	bits_put_number(head, share, 8);
	bits_put(head, apart, 1);
	if (apart)
		put_lists(hashes.items, hashes.len, sink, head);
	else
		for (size_t i = 0; i < hashes.len; i++)
			bits_put_hash(head, hashes.items[i]);
	array_free(&hashes);
	buf_free(&file);
	titles_free(t);
}

void titles_free(struct titles *t)
{
	buf_free(&t->records);
	array_free(&t->ends);
	*t = (struct titles){ 0 };
}
