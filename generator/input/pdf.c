#include "input/pdf.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/child.h"
#include "base/escape.h"
#include "base/mem.h"
#include "base/pool.h"
#include "input/reading_order.h"
#include "text/glyph.h"
#include "text/utf8.h"

enum {
	PAGES_MOST = 2000,
	RANGE = 50 /* pages that one run of the program reads */,
	WORDS_MOST = 30000 /* of a page */,
	SECONDS_MOST = 120,
	SIDE_MOST = 20000 /* points */
};

#define OUTPUT_MOST ((size_t)512 << 20)
#define MEMORY_MOST ((size_t)2 << 30)

/* ── what pdftotext prints ── */

typedef ARRAY(struct reading_word) word_array;

/* One page while its words are met. */
struct pdf_page {
	float width, height;
	word_array words;
	bool full;          /* it has more than it may */
	struct arena arena; /* of their texts */
};

/* The number that an attribute of a tag has; 0 for none, and for what is no page's measure. */
static float attribute(struct view tag, const char *name)
{
	size_t len = strlen(name);
	for (size_t i = 0; i + len + 2 < tag.len; i++) {
		if (tag.data[i] != ' ' || strncmp(tag.data + i + 1, name, len) != 0 ||
		    tag.data[i + 1 + len] != '=' || tag.data[i + 2 + len] != '"')
			continue;
		char digits[32] = "";
		size_t n = 0;
		for (i += len + 3; i < tag.len && tag.data[i] != '"' && n + 1 < sizeof(digits); i++)
			digits[n++] = tag.data[i];
		double value = strtod(digits, NULL);
		return isfinite(value) && fabs(value) <= SIDE_MOST ? (float)value : 0;
	}
	return 0;
}

/* The text between tags, sound and without what has no place in a line of text. */
static struct view read_text(struct view printed, struct arena *a)
{
	struct buf all = { 0 }, sound = { 0 };
	unescape_html(&all, printed);
	struct view text = buf_view(&all);
	for (size_t i = 0; i < text.len;) {
		size_t from = i;
		unsigned code = utf8_next(text, &i);
		if (code != UTF8_INVALID && utf8_stays(code) && code >= ' ')
			buf_put(&sound, view_slice(text, from, i - from));
	}
	text = sound.len > 0 ? arena_view(a, buf_view(&sound)) : VIEW_NULL;
	buf_free(&all);
	buf_free(&sound);
	return text;
}

/* How many sizes of type wide a word is that is set without blanks: Han characters 1, others half. */
static float ems(struct view text, size_t *full)
{
	float n = 0;
	*full = 0;
	for (size_t i = 0; i < text.len;) {
		uint32_t c = glyph_next(text, &i);
		bool wide = c >= 0x2E80;
		*full += wide;
		n += wide ? 1.0F : 0.5F;
	}
	return n;
}

/* The size of type, by the width of a word of Han characters: boxes are as high as fonts like. */
static float size_of(const struct reading_word *w)
{
	size_t full;
	float wide = ems(w->text, &full);
	float along = fmaxf(w->box.width, w->box.height);
	bool upright = w->box.height > w->box.width && full > 2;
	return full >= 4 ? (upright ? along : w->box.width) / wide : 0;
}

static void put_word(struct pdf_page *p, struct view tag, struct view printed)
{
	p->full = p->full || p->words.len == WORDS_MOST;
	if (p->full)
		return;
	struct view text = read_text(printed, &p->arena);
	float x = attribute(tag, "xMin"), y = attribute(tag, "yMin");
	float width = attribute(tag, "xMax") - x, height = attribute(tag, "yMax") - y;
	if (glyph_text_blank(text) || !(width > 0) || !(height > 0))
		return;
	*array_push(&p->words) =
		(struct reading_word){ { .left = x, .top = y, .width = width, .height = height }, text };
}

static int compare_floats(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;
	return (x > y) - (x < y);
}

/* How high boxes of this page's fonts are, in sizes of type. */
static float box_ratio(const struct pdf_page *p, bool upright)
{
	ARRAY(float) ratios = { 0 };
	for (size_t i = 0; i < p->words.len; i++) {
		const struct reading_word *w = &p->words.items[i];
		float size = size_of(w);
		if (size > 0)
			*array_push(&ratios) = (upright ? w->box.width : w->box.height) / size;
	}
	if (ratios.len > 0)
		qsort(ratios.items, ratios.len, sizeof(*ratios.items), compare_floats);
	float ratio = ratios.len > 0 ? ratios.items[ratios.len / 2] : 1.2F;
	array_free(&ratios);
	return ratio > 0 ? ratio : 1;
}

/* Gives words the size of their type, and boxes no higher than that. */
static void find_sizes(struct pdf_page *p)
{
	bool upright = reading_order_upright(p->words.items, p->words.len);
	float ratio = box_ratio(p, upright);
	for (size_t i = 0; i < p->words.len; i++) {
		struct text_box *b = &p->words.items[i].box;
		float across = upright ? b->width : b->height, size = size_of(&p->words.items[i]);
		b->size = size > 0 ? size : across / ratio;
		float more = across - b->size;
		if (upright) {
			b->left += more / 2;
			b->width = b->size;
		} else {
			b->top += more / 2;
			b->height = b->size;
		}
	}
}

static void end_page(struct pdf_page *p, uint32_t part, size_t *lines, struct input_pages *out)
{
	if (p->words.len > 0 && !p->full) {
		struct text *t = array_push(out);
		find_sizes(p);
		t->part = part;
		t->before = *lines;
		t->width = p->width;
		t->height = p->height;
		t->encoding = "UTF-8";
		reading_order(p->words.items, p->words.len, t);
		*lines += t->len;
	}
	array_free(&p->words);
	arena_free(&p->arena);
	*p = (struct pdf_page){ 0 };
}

static uint32_t read_pages(struct view printed, struct input_pages *out)
{
	struct pdf_page p = { 0 };
	size_t lines = 0;
	uint32_t part = 0;
	for (size_t i = 0; i < printed.len;) {
		const char *open = memchr(printed.data + i, '<', printed.len - i);
		const char *close =
			open ? memchr(open, '>', printed.len - (size_t)(open - printed.data)) : NULL;
		if (!close)
			break;
		struct view tag = { open, (size_t)(close - open) };
		i = (size_t)(close - printed.data) + 1;
		if (view_starts(tag, VIEW("<page "))) {
			if (part > 0)
				end_page(&p, part, &lines, out);
			part++;
			p.width = attribute(tag, "width");
			p.height = attribute(tag, "height");
		} else if (view_starts(tag, VIEW("<word ")) && part > 0) {
			const char *end = memchr(printed.data + i, '<', printed.len - i);
			size_t to = end ? (size_t)(end - printed.data) : printed.len;
			put_word(&p, tag, view_slice(printed, i, to - i));
			i = to;
		}
	}
	if (part > 0)
		end_page(&p, part, &lines, out);
	return part;
}

void pdf_pages_of(struct view printed, struct input_pages *out)
{
	read_pages(printed, out);
}

/* ── running it ── */

static const char advice[] =
	"recognise its pages first, as by ocrmypdf -l chi_sim IN.pdf OUT.pdf, which adds a layer of text";

/* What the program says first, on one line. */
static void tell_failure(const char *path, enum child_end end, const struct buf *said,
                         struct report *r)
{
	struct view first = buf_view(said);
	first = view_trim(view_cut(&first, '\n'));
	if (end == CHILD_ABSENT)
		report_error(r, path, 0, 0, PDF_NO_PROGRAM);
	else if (end == CHILD_LATE || end == CHILD_SPENT)
		report_fault(r, path, 0, 0,
		             "pdftotext took longer than %d seconds: divide the document, as by qpdf "
		             "--split-pages, or write it anew, as by qpdf IN.pdf OUT.pdf",
		             SECONDS_MOST);
	else if (end == CHILD_LARGE)
		report_fault(r, path, 0, 0, "has more than %zu MB of text: divide the document",
		             OUTPUT_MOST >> 20);
	else if (end == CHILD_UNABLE)
		report_error(r, path, 0, 0, "pdftotext cannot be run: %s", strerror(errno));
	else if (end == CHILD_DONE || end == CHILD_SIGNALLED)
		report_fault(
			r, path, 0, 0,
			"cannot be read by pdftotext (%.*s): if it opens elsewhere, write it anew, as by "
			"qpdf --decrypt IN.pdf OUT.pdf",
			VIEW_ARG(first.len ? first : VIEW("it ended without a word")));
}

#define SAID_MOST 4096

struct printing {
	struct buf *printed, said;
};

static void take(void *context, struct view bytes)
{
	buf_put(((struct printing *)context)->printed, bytes);
}

static void hear(void *context, struct view bytes)
{
	struct buf *said = &((struct printing *)context)->said;
	buf_put(said, view_slice(bytes, 0, said->len < SAID_MOST ? SAID_MOST - said->len : 0));
}

/* Pages of a document, as one run of the program gives them. */
struct pdf_range {
	struct input_pages pages; /* numbered as if it had no others */
	uint32_t asked, met;      /* how many pages */
	bool ok;
	struct report report;
};

/* With a status of its own it says that a document has no page of that number. */
enum { NO_SUCH_PAGE = 99 };

static bool print_words(const char *path, uint32_t first, uint32_t count, struct buf *printed,
                        struct report *r)
{
	char from[16], to[16];
	struct buf name = { 0 };
	struct printing printing = { .printed = printed };
	snprintf(from, sizeof(from), "%" PRIu32, first);
	snprintf(to, sizeof(to), "%" PRIu32, first + count - 1);
	/* What begins with a dash is none of its options. */
	buf_printf(&name, "%s%s", path[0] == '-' ? "./" : "", path);
	const char *arguments[] = { "pdftotext", "-bbox-layout", "-enc", "UTF-8", "-f", from, "-l",
		                        to,          name.data,      "-",    NULL };
	struct child c = {
		.arguments = arguments,
		.limits = { .seconds = SECONDS_MOST,
		            .processor = SECONDS_MOST,
		            .memory = MEMORY_MOST,
		            .output = OUTPUT_MOST },
		.wrote = take,
		.said = hear,
		.context = &printing,
	};
	enum child_end end = child_run(&c);
	bool none = end == CHILD_DONE && c.status == NO_SUCH_PAGE && first > 1;
	bool ok = none || (end == CHILD_DONE && c.status == 0);
	if (!ok)
		tell_failure(path, end, &printing.said, r);
	buf_free(&name);
	buf_free(&printing.said);
	return ok;
}

static struct pdf_range *read_range(const char *path, uint32_t first, uint32_t count)
{
	struct pdf_range *range = mem_alloc(sizeof(*range));
	struct buf printed = { 0 };
	range->asked = count;
	range->ok = print_words(path, first, count, &printed, &range->report);
	range->met = range->ok ? read_pages(buf_view(&printed), &range->pages) : 0;
	buf_free(&printed);
	return range;
}

static void free_range(struct pdf_range *range)
{
	input_pages_free(&range->pages);
	report_free(&range->report);
	free(range);
}

/* ── a whole document ── */

struct pdf_document {
	const char *path;
	struct input_pages *out;
	uint32_t pages; /* met, those without text, too */
	size_t lines;
	bool ok;
	struct report *report;
};

/* Numbers pages on from those before. Returns whether there may be more. */
static bool take_range(struct pdf_document *d, struct pdf_range *range)
{
	d->ok = range->ok;
	report_append(d->report, &range->report);
	for (size_t i = 0; i < range->pages.len; i++) {
		struct text *t = array_push(d->out);
		*t = range->pages.items[i];
		t->part += d->pages;
		t->before = d->lines;
		d->lines += t->len;
	}
	range->pages.len = 0;
	d->pages += range->met;
	bool more = range->ok && range->met == range->asked;
	free_range(range);
	return more;
}

static void *work(void *context, size_t thread, size_t job)
{
	(void)thread;
	const struct pdf_document *d = context;
	return read_range(d->path, (uint32_t)(job + 1) * RANGE + 1, RANGE);
}

static bool take_job(void *context, size_t job, void *result)
{
	(void)job;
	return take_range(context, result);
}

static void drop(void *context, void *result)
{
	(void)context;
	free_range(result);
}

/* Whether it has more pages than are read of one document, before all of those are. */
static bool is_too_long(const char *path)
{
	struct pdf_range *behind = read_range(path, PAGES_MOST + 1, 1);
	bool there = behind->met > 0;
	free_range(behind);
	return there;
}

/* The first pages by themselves, as most documents have no others; then on all processors. */
static bool read_document(struct pdf_document *d, size_t threads)
{
	if (!take_range(d, read_range(d->path, 1, RANGE)))
		return d->ok;
	if (is_too_long(d->path)) {
		report_fault(d->report, d->path, 0, 0,
		             "has more than %d pages: divide the document, as by qpdf --split-pages=100",
		             PAGES_MOST);
		return false;
	}
	struct pool_jobs jobs = { PAGES_MOST / RANGE, d, work, take_job, drop };
	pool_run(threads > 0 ? threads : 1, &jobs);
	return d->ok;
}

bool pdf_recognises(struct view bytes)
{
	/* Mail and web servers leave something in front of it. */
	for (size_t i = 0; i < 1024 && i + 5 <= bytes.len; i++)
		if (memcmp(bytes.data + i, "%PDF-", 5) == 0)
			return true;
	return false;
}

bool pdf_read(const struct input_source *s, struct input_pages *out, struct report *r)
{
	struct pdf_document d = { .path = s->files[0].path, .out = out, .report = r };
	if (!read_document(&d, s->threads))
		return false;
	if (out->len == 0)
		report_warning(r, d.path, 0, 0, "holds no text, only pictures of it: %s", advice);
	else if (out->len < d.pages)
		report_warning(
			r, d.path, 0, 0,
			"%u of its %u pages are left out, as they hold no text, or more than %d words: if "
			"they are pictures of it, %s",
			d.pages - (uint32_t)out->len, d.pages, WORDS_MOST, advice);
	return out->len > 0;
}
