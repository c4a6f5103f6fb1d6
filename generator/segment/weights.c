#include "segment/weights.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "segment/network_size.h"

enum weights_class weights_class_of(const struct facts *f)
{
	return f->is_short ? WEIGHTS_SHORT : f->length <= 80 ? WEIGHTS_MIDDLE : WEIGHTS_LONG;
}

size_t weights_width(int layer)
{
	return layer == 0 ? D : (size_t)2 * H;
}

/* Numbers the parts from *at on. */
static float *part(float *all, size_t *at, size_t rows, size_t columns)
{
	float *p = all ? all + *at : NULL;
	*at += rows * columns;
	return p;
}

enum { GRAM_ROWS = NGRAM_EDGE_ROWS + NGRAM_CONTENT_ROWS };

/* packed: without the tables */
static void lay_out(struct weights *w, bool packed)
{
	size_t at = 0;
	w->feature = packed ? NULL : part(w->all, &at, w->values, D);
	w->edge = packed ? NULL : part(w->all, &at, NGRAM_EDGE_ROWS, E);
	w->content = packed ? NULL : part(w->all, &at, NGRAM_CONTENT_ROWS, E);
	w->dense = w->from_edge = part(w->all, &at, E, D);
	w->from_content = part(w->all, &at, E, D);
	w->from_kinship = part(w->all, &at, K, D);
	w->bias = part(w->all, &at, 1, D);
	for (int u = 0; u < 2 * WEIGHTS_LAYERS; u++) {
		struct weights_unit *unit = &w->units[u / 2][u % 2];
		unit->input = part(w->all, &at, weights_width(u / 2), G);
		unit->memory = part(w->all, &at, H, G);
		unit->bias = part(w->all, &at, 1, G);
		unit->memory_bias = part(w->all, &at, 1, H);
	}
	w->from_memory = part(w->all, &at, 2 * H, C);
	w->from_block = part(w->all, &at, D, C);
	w->label_bias = part(w->all, &at, 1, C);
	w->follow =
		(float(*)[LABEL_COUNT][C])(void *)part(w->all, &at, WEIGHTS_CLASSES * LABEL_COUNT, C);
	w->begin = part(w->all, &at, 1, C);
	w->size = at;
}

static void make_table(struct weights_table *t, size_t rows, size_t columns)
{
	t->words = mem_array(rows * (columns / WEIGHTS_PACKED), sizeof(*t->words));
	t->shifts = mem_array(rows, sizeof(*t->shifts));
}

static void begin(struct weights *w, bool packed)
{
	*w = (struct weights){ 0 };
	w->first = mem_array(feature_count(), sizeof(*w->first));
	for (size_t f = 0; f < feature_count(); f++) {
		w->first[f] = w->values;
		w->values += (size_t)feature_get(f)->values;
	}
	lay_out(w, packed);
	w->all = mem_array(w->size, sizeof(float));
	lay_out(w, packed);
	if (!packed)
		return;
	make_table(&w->packed_feature, w->values, D);
	make_table(&w->packed_edge, NGRAM_EDGE_ROWS, E);
	make_table(&w->packed_content, NGRAM_CONTENT_ROWS, E);
}

void weights_init(struct weights *w)
{
	begin(w, false);
}

static void free_table(struct weights_table *t)
{
	free(t->words);
	free(t->shifts);
}

static void free_network(struct weights *w)
{
	free(w->first);
	free(w->all);
	free_table(&w->packed_feature);
	free_table(&w->packed_edge);
	free_table(&w->packed_content);
}

void weights_free(struct weights *w)
{
	struct weights *next = w->next;
	free_network(w);
	*w = (struct weights){ 0 };
	while (next) {
		struct weights *after = next->next;
		free_network(next);
		free(next);
		next = after;
	}
}

size_t weights_count(const struct weights *w)
{
	size_t n = 0;
	for (; w; w = w->next)
		n++;
	return n;
}

/* What the program and a file of weights must agree on, as lines of text. */
static void write_header(const struct weights *w, struct buf *out)
{
	buf_puts(out, "Weights of broadsheet's segmenter, written by `broadsheet train`.\nlabels");
	for (int l = 0; l < LABEL_COUNT; l++)
		buf_printf(out, " %s", label_name((enum label)l));
	buf_printf(out, "\nwidths %d %d %d %d %d %d %d\n", NGRAM_EDGE_ROWS, NGRAM_CONTENT_ROWS, E, D, H,
	           WEIGHTS_LAYERS, K);
	for (size_t f = 0; f < feature_count(); f++)
		buf_printf(out, "feature %s %d\n", feature_get(f)->name, feature_get(f)->values);
	size_t tables = w->values * D + (size_t)GRAM_ROWS * E;
	buf_printf(out, "numbers %zu\n\n", tables + (size_t)(w->all + w->size - w->dense));
}

/* A row of a table: its power of two, then its numbers as multiples of that; of an empty row, EMPTY alone. */
enum { EMPTY = 255, MOST_SHIFT = 24, GREATEST = 127 };

static int shift_of(const float *row, size_t columns)
{
	float most = 0;
	for (size_t j = 0; j < columns; j++)
		most = fabsf(row[j]) > most ? fabsf(row[j]) : most;
	int shift = 0;
	while (shift < MOST_SHIFT && most * (float)(1 << (shift + 1)) <= GREATEST)
		shift++;
	return shift;
}

static int quantized(float x, int shift)
{
	float scaled = x * (float)(1 << shift);
	return (int)lroundf(scaled > GREATEST ? GREATEST : scaled < -GREATEST ? -GREATEST : scaled);
}

static void write_row(const float *row, size_t columns, struct buf *out)
{
	int shift = shift_of(row, columns);
	bool empty = true;
	for (size_t j = 0; j < columns; j++)
		empty = empty && quantized(row[j], shift) == 0;
	buf_putc(out, (char)(empty ? EMPTY : shift));
	for (size_t j = 0; !empty && j < columns; j++)
		buf_putc(out, (char)quantized(row[j], shift));
}

static signed char packed_number(const struct weights_table *t, size_t at)
{
	uint32_t byte = t->words[at / WEIGHTS_PACKED] >> 8 * (at % WEIGHTS_PACKED) & 0xFF;
	return (signed char)(byte < 0x80 ? (int)byte : (int)byte - 0x100);
}

/* A row that is packed already. */
static void copy_row(const struct weights_table *t, size_t row, size_t columns, struct buf *out)
{
	const uint32_t *words = t->words + row * (columns / WEIGHTS_PACKED);
	bool empty = true;
	for (size_t j = 0; j < columns / WEIGHTS_PACKED; j++)
		empty = empty && words[j] == 0;
	buf_putc(out, (char)(empty ? EMPTY : t->shifts[row]));
	for (size_t j = 0; !empty && j < columns; j++)
		buf_putc(out, (char)packed_number(t, row * columns + j));
}

static void write_table(const float *table, const struct weights_table *packed, size_t rows,
                        size_t columns, struct buf *out)
{
	for (size_t r = 0; r < rows; r++) {
		if (table)
			write_row(table + r * columns, columns, out);
		else
			copy_row(packed, r, columns, out);
	}
}

static void write_float(float x, struct buf *out)
{
	uint32_t bits;
	memcpy(&bits, &x, sizeof(bits));
	for (int k = 0; k < 32; k += 8)
		buf_putc(out, (char)(bits >> k & 0xFF));
}

static void write_network(const struct weights *w, struct buf *out)
{
	write_header(w, out);
	write_table(w->feature, &w->packed_feature, w->values, D, out);
	write_table(w->edge, &w->packed_edge, NGRAM_EDGE_ROWS, E, out);
	write_table(w->content, &w->packed_content, NGRAM_CONTENT_ROWS, E, out);
	for (const float *x = w->dense; x < w->all + w->size; x++)
		write_float(*x, out);
}

void weights_write(const struct weights *w, struct buf *out)
{
	for (; w; w = w->next)
		write_network(w, out);
}

/* Four numbers as they are packed. */
static uint32_t word_of(const char *bytes)
{
	const unsigned char *b = (const unsigned char *)bytes;
	return b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static bool read_table(struct view *bytes, struct weights_table *t, size_t rows, size_t columns)
{
	for (size_t r = 0; r < rows; r++) {
		if (bytes->len == 0)
			return false;
		uint8_t shift = (unsigned char)bytes->data[0];
		*bytes = view_slice(*bytes, 1, bytes->len);
		if (shift == EMPTY)
			continue;
		if (shift > MOST_SHIFT || bytes->len < columns)
			return false;
		for (size_t j = 0; j < columns / WEIGHTS_PACKED; j++)
			t->words[r * columns / WEIGHTS_PACKED + j] = word_of(bytes->data + j * WEIGHTS_PACKED);
		t->shifts[r] = shift;
		*bytes = view_slice(*bytes, columns, bytes->len);
	}
	return true;
}

static bool read_float(struct view *bytes, float *x)
{
	uint32_t bits;
	if (bytes->len < sizeof(bits))
		return false;
	bits = word_of(bytes->data);
	memcpy(x, &bits, sizeof(bits));
	*bytes = view_slice(*bytes, sizeof(bits), bytes->len);
	return isfinite(*x);
}

static bool read_numbers(struct weights *w, struct view *bytes)
{
	bool ok = read_table(bytes, &w->packed_feature, w->values, D) &&
	          read_table(bytes, &w->packed_edge, NGRAM_EDGE_ROWS, E) &&
	          read_table(bytes, &w->packed_content, NGRAM_CONTENT_ROWS, E);
	for (float *x = w->dense; ok && x < w->all + w->size; x++)
		ok = read_float(bytes, x);
	return ok;
}

static void unpack_row(const struct weights_table *t, size_t row, size_t columns, float *out)
{
	for (size_t j = 0; j < columns; j++)
		out[j] = (float)packed_number(t, row * columns + j) / (float)(1 << t->shifts[row]);
}

static void unpack_table(const float *table, const struct weights_table *packed, size_t rows,
                         size_t columns, float *out)
{
	for (size_t r = 0; r < rows; r++) {
		if (table)
			memcpy(out + r * columns, table + r * columns, columns * sizeof(*out));
		else
			unpack_row(packed, r, columns, out + r * columns);
	}
}

void weights_unpack(const struct weights *w, struct weights *out)
{
	weights_init(out);
	unpack_table(w->feature, &w->packed_feature, w->values, D, out->feature);
	unpack_table(w->edge, &w->packed_edge, NGRAM_EDGE_ROWS, E, out->edge);
	unpack_table(w->content, &w->packed_content, NGRAM_CONTENT_ROWS, E, out->content);
	memcpy(out->dense, w->dense, (size_t)(w->all + w->size - w->dense) * sizeof(*out->dense));
}

void weights_feature_row(const struct weights *w, size_t row, float *out)
{
	if (w->feature)
		memcpy(out, w->feature + row * D, D * sizeof(*out));
	else
		unpack_row(&w->packed_feature, row, D, out);
}

/* The first line of bytes that is not the header's; 0 if it begins with all of that. */
static size_t first_difference(struct view bytes, struct view header)
{
	for (size_t number = 1; header.len > 0; number++) {
		struct view line = view_cut(&bytes, '\n'), wanted = view_cut(&header, '\n');
		if (!line.data || !view_eq(line, wanted))
			return number;
	}
	return 0;
}

/* Takes a network off the bytes. 0, or the line of the header that is not as it should be, or BROKEN. */
enum { BROKEN = -1 };

static ptrdiff_t read_network(struct weights *w, struct view *bytes)
{
	struct buf header = { 0 };
	begin(w, true);
	write_header(w, &header);
	size_t line = first_difference(*bytes, buf_view(&header));
	*bytes = view_slice(*bytes, line ? 0 : header.len, bytes->len);
	buf_free(&header);
	return line ? (ptrdiff_t)line : read_numbers(w, bytes) ? 0 : BROKEN;
}

bool weights_read(struct weights *w, struct view bytes, const char *name, struct report *r)
{
	ptrdiff_t wrong = read_network(w, &bytes);
	for (struct weights *last = w; !wrong && bytes.len > 0; last = last->next) {
		last->next = mem_array(1, sizeof(*last));
		wrong = read_network(last->next, &bytes) ? BROKEN : 0;
	}
	if (wrong > 0)
		report_error(r, name, (size_t)wrong, 1,
		             "these are no weights of this version of broadsheet: make the file again "
		             "with `broadsheet train`");
	else if (wrong)
		report_error(r, name, 0, 0,
		             "the file of weights is damaged: make it again with `broadsheet train`");
	if (wrong)
		weights_free(w);
	return !wrong;
}

/* generated from weights.bin and weights_places.bin when the program is built */
extern const char weights_builtin[], weights_places_builtin[];
extern const size_t weights_builtin_size, weights_places_builtin_size;

static struct weights default_weights, places_weights;
static pthread_once_t default_once = PTHREAD_ONCE_INIT, places_once = PTHREAD_ONCE_INIT;

static void read_builtin(struct weights *w, struct view bytes)
{
	struct report r = { 0 };
	if (!weights_read(w, bytes, "(built-in weights)", &r)) {
		report_print(&r, stderr);
		exit(1);
	}
	report_free(&r);
}

static void read_default(void)
{
	read_builtin(&default_weights, (struct view){ weights_builtin, weights_builtin_size });
}

static void read_places(void)
{
	read_builtin(&places_weights,
	             (struct view){ weights_places_builtin, weights_places_builtin_size });
}

const struct weights *weights_default(void)
{
	pthread_once(&default_once, read_default);
	return &default_weights;
}

const struct weights *weights_places(void)
{
	pthread_once(&places_once, read_places);
	return &places_weights;
}

bool weights_load(struct weights *w, const char *path, struct report *r)
{
	struct buf bytes = { 0 };
	bool ok = file_read(path, &bytes, r) && weights_read(w, buf_view(&bytes), path, r);
	buf_free(&bytes);
	return ok;
}
