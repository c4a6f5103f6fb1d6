#include "segment/weights.h"

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

/* A line while it is read, and what is wrong with the word read last. */
struct row {
	struct view line;
	struct view rest;
	struct view word;
	const char *wrong; /* "is no …", or NULL */
};

static struct view next_word(struct row *r)
{
	r->rest = view_trim(r->rest);
	r->word = view_cut(&r->rest, ' ');
	return r->word;
}

static bool refuse(struct row *r, const char *wrong)
{
	r->wrong = wrong;
	return false;
}

/* Counted from 1; behind the end of the line where a word is missing. */
static size_t column_of(const struct row *r)
{
	return r->word.len ? (size_t)(r->word.data - r->line.data) + 1 : r->line.len + 1;
}

static bool read_number(struct row *r, long *out)
{
	char digits[16];
	struct view word = next_word(r);
	if (word.len == 0 || word.len >= sizeof(digits))
		return refuse(r, "is no number");
	memcpy(digits, word.data, word.len);
	digits[word.len] = '\0';
	char *end;
	*out = strtol(digits, &end, 10);
	return *end == '\0' || refuse(r, "is no number");
}

static bool read_columns(struct row *r, float *row)
{
	for (int l = 0; l < LABEL_COUNT; l++) {
		long n;
		if (!read_number(r, &n))
			return false;
		row[l] = (float)n / SCALE;
	}
	return next_word(r).len == 0 || refuse(r, "is a number too many");
}

static ptrdiff_t find_feature(struct view name)
{
	for (size_t f = 0; f < feature_count(); f++)
		if (view_eq(name, view_of(feature_get(f)->name)))
			return (ptrdiff_t)f;
	return -1;
}

/* FEATURE VALUE OFFSET and its weights. */
static bool read_seen(struct weights *w, struct row *r)
{
	long value, offset;
	ptrdiff_t f = find_feature(next_word(r));
	if (f < 0)
		return refuse(r, "is no feature");
	const struct feature *feature = feature_get((size_t)f);
	if (!read_number(r, &value))
		return false;
	if (value < 0 || value >= feature->values)
		return refuse(r, "is no value of the feature");
	if (!read_number(r, &offset))
		return false;
	if (offset < -feature->reach || offset > feature->reach)
		return refuse(r, "is an offset beyond the feature's reach");
	return read_columns(r, w->see + WEIGHTS_COLUMNS *
	                                    weights_row(w, (size_t)f, (int)value, (int)offset));
}

/* CLASS LABEL and its weights. */
static bool read_follow(struct weights *w, struct row *r)
{
	struct view class = next_word(r);
	enum label before;
	int c = 0;
	while (c < WEIGHTS_CLASSES && !view_eq(class, view_of(class_names[c])))
		c++;
	if (c == WEIGHTS_CLASSES)
		return refuse(r, "is no class of blocks");
	if (!label_parse(next_word(r), &before))
		return refuse(r, "is no label");
	return read_columns(r, w->follow[c][before]);
}

/* The columns of all other rows mean what the program's labels are. */
static bool read_labels(struct row *r)
{
	for (int l = 0; l < LABEL_COUNT; l++) {
		enum label read;
		if (!label_parse(next_word(r), &read) || read != (enum label)l)
			return refuse(r, "is not the label that stands there");
	}
	return next_word(r).len == 0 || refuse(r, "is a label too many");
}

/* *labels tells whether the row of labels was met. */
static bool read_row(struct weights *w, struct row *r, bool *labels)
{
	struct view verb = next_word(r);
	if (verb.len == 0 || verb.data[0] == '#')
		return true;
	if (view_eq(verb, VIEW("labels")))
		return *labels = read_labels(r);
	if (!*labels)
		return refuse(r, "stands before the row `labels`");
	if (view_eq(verb, VIEW("begin")))
		return read_columns(r, w->begin);
	if (view_eq(verb, VIEW("follow")))
		return read_follow(w, r);
	return view_eq(verb, VIEW("see")) ? read_seen(w, r) : refuse(r, "begins no row");
}

static void tell_wrong(const struct row *r, const char *name, size_t number, struct report *report)
{
	enum { LONGEST = 60 };
	struct view word = r->word.len ? r->word : VIEW("the end of the line");
	if (word.len > LONGEST)
		word = VIEW("this");
	report_error(report, name, number, column_of(r),
	             "'%.*s' %s, so these are no weights of this version of broadsheet: "
	             "make the file again with `broadsheet train`",
	             VIEW_ARG(word), r->wrong);
}

bool weights_read(struct weights *w, struct view text, const char *name, struct report *r)
{
	weights_init(w);
	bool ok = true, labels = false;
	size_t number = 0;
	for (; ok && text.data; number++) {
		struct row row = { .line = view_cut(&text, '\n') };
		row.rest = row.line;
		ok = read_row(w, &row, &labels);
		if (!ok)
			tell_wrong(&row, name, number + 1, r);
	}
	if (ok && !labels) {
		report_error(r, name, number ? number : 1, 1,
		             "the row `labels` is missing, so these are no "
		             "weights: make the file again with `broadsheet train`");
		ok = false;
	}
	if (!ok)
		weights_free(w);
	return ok;
}

/* generated from weights.txt when the program is built */
extern const char weights_builtin[];
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
	buf_puts(
		out,
		"# Weights of broadsheet's sequence model, in hundredths; written by `broadsheet train`.\n");
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
