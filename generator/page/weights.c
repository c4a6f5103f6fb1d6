#include "page/weights.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"

static const char *const class_names[WEIGHTS_CLASSES] = { "short", "middle", "long" };

/* Weights are kept in hundredths; less than FAINT of them say nothing worth a row. */
enum { SCALE = 100, FAINT = 4 };

size_t weights_row(const struct weights *w, size_t f, int value, int offset)
{
	int reach = feature_get(f)->reach;
	return w->first[f] + (size_t)(value * (2 * reach + 1) + offset + reach);
}

enum weights_class weights_class_of(const struct facts *f)
{
	return f->is_short ? WEIGHTS_SHORT : f->length <= 80 ? WEIGHTS_MIDDLE : WEIGHTS_LONG;
}

void weights_init(struct weights *w)
{
	*w = (struct weights){ 0 };
	w->first = mem_array(feature_count(), sizeof(*w->first));
	for (size_t f = 0; f < feature_count(); f++) {
		const struct feature *feature = feature_get(f);
		w->first[f] = w->rows;
		w->rows += (size_t)(feature->values * (2 * feature->reach + 1));
	}
	w->see = mem_array(w->rows * WEIGHTS_COLUMNS, sizeof(*w->see));
}

void weights_free(struct weights *w)
{
	free(w->see);
	free(w->first);
	*w = (struct weights){ 0 };
}

static struct view next_word(struct view *line)
{
	*line = view_trim(*line);
	return view_cut(line, ' ');
}

static bool read_number(struct view word, long *out)
{
	char digits[16];
	if (word.len == 0 || word.len >= sizeof(digits))
		return false;
	memcpy(digits, word.data, word.len);
	digits[word.len] = '\0';
	char *end;
	*out = strtol(digits, &end, 10);
	return *end == '\0';
}

static bool read_columns(struct view line, float *row)
{
	for (int l = 0; l < LABEL_COUNT; l++) {
		long n;
		if (!read_number(next_word(&line), &n))
			return false;
		row[l] = (float)n / SCALE;
	}
	return view_trim(line).len == 0;
}

/* The row of "see FEATURE VALUE OFFSET", or NULL where there is no such. */
static float *find_seen(struct weights *w, struct view *line)
{
	struct view name = next_word(line), value = next_word(line), offset = next_word(line);
	long v, o;
	if (!read_number(value, &v) || !read_number(offset, &o))
		return NULL;
	for (size_t f = 0; f < feature_count(); f++) {
		const struct feature *feature = feature_get(f);
		if (view_eq(name, view_of(feature->name)) && v >= 0 && v < feature->values &&
		    o >= -feature->reach && o <= feature->reach)
			return w->see + weights_row(w, f, (int)v, (int)o) * WEIGHTS_COLUMNS;
	}
	return NULL;
}

static float *find_follow(struct weights *w, struct view *line)
{
	struct view class = next_word(line);
	enum label before;
	if (!label_parse(next_word(line), &before))
		return NULL;
	for (int c = 0; c < WEIGHTS_CLASSES; c++)
		if (view_eq(class, view_of(class_names[c])))
			return w->follow[c][before];
	return NULL;
}

static bool same_labels(struct view line)
{
	for (int l = 0; l < LABEL_COUNT; l++) {
		enum label read;
		if (!label_parse(next_word(&line), &read) || read != (enum label)l)
			return false;
	}
	return true;
}

static bool read_line(struct weights *w, struct view line)
{
	struct view verb = next_word(&line);
	if (verb.len == 0 || verb.data[0] == '#')
		return true;
	if (view_eq(verb, VIEW("labels")))
		return same_labels(line);
	float *row = NULL;
	if (view_eq(verb, VIEW("begin")))
		row = w->begin;
	else if (view_eq(verb, VIEW("follow")))
		row = find_follow(w, &line);
	else if (view_eq(verb, VIEW("see")))
		row = find_seen(w, &line);
	return row && read_columns(line, row);
}

bool weights_read(struct weights *w, struct view text, const char *name, struct report *r)
{
	weights_init(w);
	size_t number = 0;
	while (text.data) {
		struct view line = view_trim(view_cut(&text, '\n'));
		number++;
		if (read_line(w, line))
			continue;
		report_error(r, name, number, 1,
		             "this is no row of weights of this version of broadsheet; "
		             "make the file again with `broadsheet train`");
		weights_free(w);
		return false;
	}
	return true;
}

/* generated from weights.txt when the program is built */
extern const char   weights_builtin[];
extern const size_t weights_builtin_size;

static struct weights default_weights;
static pthread_once_t default_once = PTHREAD_ONCE_INIT;

static void read_default(void)
{
	struct report r = { 0 };
	struct view text = { weights_builtin, weights_builtin_size };
	if (!weights_read(&default_weights, text, "(built-in weights)", &r)) {
		report_print(&r, stderr);
		exit(1);
	}
	report_free(&r);
}

const struct weights *weights_default(void)
{
	pthread_once(&default_once, read_default);
	return &default_weights;
}

static bool is_faint(const float *row)
{
	for (int l = 0; l < LABEL_COUNT; l++)
		if (labs(lroundf(row[l] * SCALE)) >= FAINT)
			return false;
	return true;
}

static void write_columns(const float *row, struct buf *out)
{
	for (int l = 0; l < LABEL_COUNT; l++)
		buf_printf(out, " %ld", lroundf(row[l] * SCALE));
	buf_putc(out, '\n');
}

void weights_write(const struct weights *w, struct buf *out)
{
	buf_puts(out, "# Weights of broadsheet's sequence model, in hundredths; written by `broadsheet train`.\n");
	buf_puts(out, "labels");
	for (int l = 0; l < LABEL_COUNT; l++)
		buf_printf(out, " %s", label_name((enum label)l));
	buf_puts(out, "\nbegin");
	write_columns(w->begin, out);
	for (int c = 0; c < WEIGHTS_CLASSES; c++) {
		for (int l = 0; l < LABEL_COUNT; l++) {
			if (is_faint(w->follow[c][l]))
				continue;
			buf_printf(out, "follow %s %s", class_names[c], label_name((enum label)l));
			write_columns(w->follow[c][l], out);
		}
	}
	for (size_t f = 0; f < feature_count(); f++) {
		const struct feature *feature = feature_get(f);
		for (int v = 0; v < feature->values; v++) {
			for (int o = -feature->reach; o <= feature->reach; o++) {
				const float *row = w->see + weights_row(w, f, v, o) * WEIGHTS_COLUMNS;
				if (is_faint(row))
					continue;
				buf_printf(out, "see %s %d %d", feature->name, v, o);
				write_columns(row, out);
			}
		}
	}
}

bool weights_load(struct weights *w, const char *path, struct report *r)
{
	struct buf text = { 0 };
	bool ok = file_read(path, &text, r) && weights_read(w, buf_view(&text), path, r);
	buf_free(&text);
	return ok;
}
