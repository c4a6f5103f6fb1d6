#include "input/hocr.h"

#include <math.h>
#include <string.h>

#include "base/ascii.h"
#include "input/ocr_page.h"
#include "input/xml.h"

/* What an element is, by its class. */
enum hocr_sort {
	HOCR_OTHER,
	HOCR_PAGE,
	HOCR_BLOCK,
	HOCR_PARAGRAPH,
	HOCR_LINE,
	HOCR_CAPTION, /* a line of one, or around its lines */
	HOCR_WORD,
	HOCR_PICTURE
};

static const struct {
	const char *word;
	enum hocr_sort sort;
} classes[] = { { "ocr_page", HOCR_PAGE },       { "ocr_carea", HOCR_BLOCK },
	            { "ocrx_block", HOCR_BLOCK },    { "ocr_column", HOCR_BLOCK },
	            { "ocr_par", HOCR_PARAGRAPH },   { "ocr_line", HOCR_LINE },
	            { "ocrx_line", HOCR_LINE },      { "ocr_header", HOCR_LINE },
	            { "ocr_caption", HOCR_CAPTION }, { "ocrx_word", HOCR_WORD },
	            { "ocr_textfloat", HOCR_LINE },  { "ocr_photo", HOCR_PICTURE },
	            { "ocr_image", HOCR_PICTURE },   { "ocr_linedrawing", HOCR_PICTURE } };

struct hocr_reading {
	ARRAY(struct ocr_page) pages;
	ARRAY(uint8_t) open;          /* enum hocr_sort of the elements that are open */
	size_t captions;              /* of them captions */
	enum ocr_paragraph paragraph; /* of the next line */
	uint32_t block;
	float size; /* of the line's type, in pixels */
	struct buf word;
	bool in_line, in_word;
	bool blank; /* between two words, or pieces of text */
	bool mute;  /* within script or style */
};

static enum hocr_sort sort_of(const struct xml_tag *tag)
{
	struct view words = xml_value(tag, "class");
	for (size_t i = 0; words.len > 0 && i < sizeof(classes) / sizeof(*classes); i++)
		if (xml_has_word(words, classes[i].word))
			return classes[i].sort;
	return HOCR_OTHER;
}

/* ── properties: "bbox 10 20 110 40; x_size 30" ── */

/* The values of a property of the title, up to count of them; how many there are. */
static size_t property(struct view title, const char *name, float *values, size_t count)
{
	while (title.data) {
		struct view one = view_trim(view_cut(&title, ';'));
		struct view word = view_cut(&one, ' ');
		if (!view_eq(word, view_of(name)))
			continue;
		size_t n = 0;
		while (one.len > 0 && n < count) {
			struct view value = view_cut(&one, ' ');
			if (value.len > 0)
				values[n++] = xml_number(value);
		}
		return n;
	}
	return 0;
}

static struct text_box box_of(const struct ocr_page *p, struct view title)
{
	float v[4];
	if (property(title, "bbox", v, 4) < 4)
		return (struct text_box){ 0 };
	return ocr_box(p, v[0], v[1], v[2] - v[0], v[3] - v[1]);
}

/* ── the elements ── */

static struct ocr_page *page(struct hocr_reading *h)
{
	return array_last(&h->pages);
}

static void end_word(struct hocr_reading *h)
{
	if (h->in_word)
		ocr_put_word(page(h), buf_view(&h->word), h->size * page(h)->unit, false);
	h->blank = h->blank && !h->in_word;
	buf_truncate(&h->word, 0);
	h->in_word = false;
}

static void end_line(struct hocr_reading *h)
{
	end_word(h);
	if (h->in_line)
		ocr_end_line(page(h));
	h->in_line = false;
}

static void begin_page(struct hocr_reading *h, struct view title)
{
	float v[4];
	end_line(h);
	struct ocr_page *p = array_push(&h->pages);
	/* Programs that are not told how a page was scanned say 70 or 72. */
	bool scanned = property(title, "scan_res", v, 2) > 0 && v[0] >= 100 && v[0] <= 9600;
	p->unit = scanned ? 72 / v[0] : OCR_PIXEL;
	if (property(title, "bbox", v, 4) == 4) {
		p->width = v[2] > 0 ? v[2] * p->unit : 0;
		p->height = v[3] > 0 ? v[3] * p->unit : 0;
	}
	h->block = 0;
}

static void begin_line(struct hocr_reading *h, struct view title)
{
	/* One around lines, as of a float, is none itself. */
	bool around = h->in_line && !h->in_word && page(h)->text.len == 0;
	end_line(h);
	if (h->pages.len == 0)
		begin_page(h, VIEW_NULL);
	page(h)->lines.len -= around;
	float size = 0;
	h->size = property(title, "x_size", &size, 1) == 1 && size > 0 ? size : 0;
	struct ocr_line *l = ocr_begin_line(page(h), h->block, box_of(page(h), title));
	l->paragraph = h->paragraph;
	l->role = h->captions > 0 ? LINE_ROLE_CAPTION : LINE_ROLE_UNSAID;
	if (h->paragraph == OCR_PARAGRAPH_BEGINS)
		h->paragraph = OCR_PARAGRAPH_GOES_ON;
	h->in_line = true;
}

static void begin_word(struct hocr_reading *h)
{
	end_word(h);
	h->in_word = h->in_line;
}

static bool is_void(const char *name)
{
	static const char *const names[] = { "br", "img", "meta", "link", "hr", "input" };
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static bool is_mute(const char *name)
{
	return strcmp(name, "script") == 0 || strcmp(name, "style") == 0;
}

static void begin(void *of, const struct xml_tag *tag)
{
	struct hocr_reading *h = of;
	enum hocr_sort sort = sort_of(tag);
	struct view title = xml_value(tag, "title");
	h->mute = h->mute || is_mute(tag->name);
	/* Their ends are told or not, as libxml2 knows them. */
	if (is_void(tag->name)) {
		h->blank = h->in_line;
		return;
	}
	*array_push(&h->open) = (uint8_t)sort;
	h->captions += sort == HOCR_CAPTION;
	if (sort == HOCR_PAGE)
		begin_page(h, title);
	else if (sort == HOCR_BLOCK && h->pages.len > 0)
		h->block = ocr_begin_block(page(h), xml_value(tag, "id"), 0);
	else if (sort == HOCR_PARAGRAPH)
		h->paragraph = OCR_PARAGRAPH_BEGINS;
	else if (sort == HOCR_LINE || sort == HOCR_CAPTION)
		begin_line(h, title);
	else if (sort == HOCR_WORD)
		begin_word(h);
	else if (sort == HOCR_PICTURE && h->pages.len > 0)
		ocr_put_picture(page(h), box_of(page(h), title));
}

static void end(void *of, const char *name)
{
	struct hocr_reading *h = of;
	if (is_mute(name))
		h->mute = false;
	if (is_void(name) || h->open.len == 0)
		return;
	enum hocr_sort sort = (enum hocr_sort)h->open.items[--h->open.len];
	h->captions -= sort == HOCR_CAPTION;
	if (sort == HOCR_WORD)
		end_word(h);
	else if (sort == HOCR_LINE || sort == HOCR_CAPTION || sort == HOCR_BLOCK || sort == HOCR_PAGE)
		end_line(h);
	else if (sort == HOCR_PARAGRAPH)
		h->paragraph = OCR_PARAGRAPH_UNSAID;
}

static void text(void *of, struct view text)
{
	struct hocr_reading *h = of;
	if (h->mute || !h->in_line)
		return;
	if (h->in_word) {
		buf_put(&h->word, text);
	} else if (view_trim(text).len == 0) {
		h->blank = true;
	} else {
		if (h->blank)
			ocr_put_text(page(h), VIEW(" "));
		h->blank = false;
		ocr_put_text(page(h), text);
	}
}

bool hocr_read(const struct input_source *s, struct input_pages *out, struct report *r)
{
	static const struct xml_events events = { begin, end, text };
	struct hocr_reading h = { 0 };
	xml_read_html(s->files[0].bytes, &events, &h);
	end_line(&h);
	ocr_pages_put(h.pages.items, h.pages.len, 0, out);
	array_free(&h.pages);
	array_free(&h.open);
	buf_free(&h.word);
	if (out->len == 0)
		ocr_tell_no_text(s->files[0].path, true, r);
	return out->len > 0;
}

bool hocr_recognises(struct view bytes)
{
	static const char *const marks[] = { "ocr_page", "ocr_line", "ocrx_line" };
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (view_find(bytes, view_of(marks[i]), 0) >= 0)
			return true;
	return false;
}
