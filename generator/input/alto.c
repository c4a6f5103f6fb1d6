#include "input/alto.h"

#include <math.h>
#include <string.h>

#include "base/map.h"
#include "input/role_names.h"
#include "input/xml.h"

/* What a style says of type; that of what is inside goes before that of what is around. */
struct alto_type {
	float size; /* in points; 0: nothing */
	bool bold;
};

struct alto_reading {
	alto_pages *pages;
	struct map styles; /* by their names: places in types */
	ARRAY(struct alto_type) types;
	struct map tags;       /* by their names: enum line_role */
	struct map order;      /* of reading, of ALTO 4: blocks by their names, from 1 */
	ARRAY(uint64_t) ranks; /* in it, of the page's blocks; 0: not told */
	float unit;            /* in points */
	struct buf text;       /* of the element that says the unit */
	bool in_unit;
	bool naming;
	bool in_page;
	uint32_t block; /* the innermost that is open, 0: none */
	struct alto_type block_type, line_type;
	ARRAY(enum line_role) roles; /* of the page's blocks; LINE_ROLE_START: an advertisement */
	bool advertising;            /* the line before is of one */
	ARRAY(uint32_t)
	advertisements; /* the page's blocks: which one they are in that is one; 0: none */
	bool in_line;
	bool boxless; /* the line has no box of its own: its shape or its words tell */
};

/* ── measures ── */

/* Pixels are taken for those of a scan as archives make them. */
static float unit_of(struct view name)
{
	if (view_eq(name, VIEW("mm10")))
		return 72.0F / 254;
	if (view_eq(name, VIEW("inch1200")))
		return 72.0F / 1200;
	return OCR_PIXEL;
}

static struct text_box box_of(const struct ocr_page *p, const struct xml_tag *tag)
{
	return ocr_box(p, xml_number(xml_value(tag, "HPOS")), xml_number(xml_value(tag, "VPOS")),
	               xml_number(xml_value(tag, "WIDTH")), xml_number(xml_value(tag, "HEIGHT")));
}

/* The box of a line without one holds what is met in it. */
static void stretch(struct text_box *line, struct text_box b)
{
	if (!(b.width > 0))
		return;
	if (!(line->width > 0)) {
		*line = b;
		return;
	}
	float right = fmaxf(line->left + line->width, b.left + b.width);
	float bottom = fmaxf(line->top + line->height, b.top + b.height);
	line->left = fminf(line->left, b.left);
	line->top = fminf(line->top, b.top);
	line->width = right - line->left;
	line->height = bottom - line->top;
}

/* The next number of a list with commas or blanks between; false at its end. */
static bool next_number(struct view *list, float *out)
{
	while (list->len > 0 && strchr(" ,\t\n\r", list->data[0]))
		*list = view_slice(*list, 1, list->len);
	size_t n = 0;
	while (n < list->len && !strchr(" ,\t\n\r", list->data[n]))
		n++;
	*out = xml_number(view_slice(*list, 0, n));
	*list = view_slice(*list, n, list->len);
	return n > 0;
}

/* The box around a shape: POINTS="10,20 30,20 30,40", or with blanks alone between. */
static struct text_box box_around(const struct ocr_page *p, struct view points)
{
	float x, y, left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
	while (next_number(&points, &x) && next_number(&points, &y)) {
		left = fminf(left, x);
		right = fmaxf(right, x);
		top = fminf(top, y);
		bottom = fmaxf(bottom, y);
	}
	return left < right ? ocr_box(p, left, top, right - left, bottom - top)
	                    : (struct text_box){ 0 };
}

/* ── the order of reading ── */

/*
 * Where the file says in which order blocks are read, lines come in that one; a block
 * of which it says nothing stays behind the one before it. METS has an order of its own.
 */
static void order_lines(struct alto_reading *a)
{
	struct ocr_page *p = array_last(a->pages);
	if (a->order.len == 0 || a->naming || p->lines.len == 0)
		return;
	struct arena arena = { 0 };
	uint64_t *ranks = arena_array(&arena, p->lines.len, sizeof(*ranks)), rank = 0;
	for (size_t i = 0; i < p->lines.len; i++) {
		const struct ocr_line *l = &p->lines.items[i];
		uint64_t own = l->block > 0 ? a->ranks.items[l->block - 1] : 0;
		ranks[i] = rank = own > 0 ? own : rank;
	}
	ocr_order_lines(p, ranks, &arena);
	arena_free(&arena);
}

/*
 * A composed block that is called an advertisement is one, whole, and an article. METS
 * numbers articles itself.
 */
static void number_advertisements(struct alto_reading *a)
{
	struct ocr_page *p = array_last(a->pages);
	uint32_t last = 0;
	for (size_t i = 0; !a->naming && i < p->lines.len; i++) {
		struct ocr_line *l = &p->lines.items[i];
		uint32_t own = l->block > 0 ? a->advertisements.items[l->block - 1] : 0;
		p->notices += own > 0 && own != last;
		l->article = own > 0 ? p->notices : 0;
		if (own > 0 && l->role == LINE_ROLE_START)
			l->role = LINE_ROLE_UNSAID;
		last = own;
	}
}

static void put_reference(struct alto_reading *a, struct view block)
{
	bool fresh;
	union map_value *place = map_put(&a->order, block, &fresh);
	if (fresh)
		place->number = a->order.len;
}

/* ── styles ── */

static void put_style(struct alto_reading *a, const struct xml_tag *tag)
{
	float size = xml_number(xml_value(tag, "FONTSIZE"));
	map_put(&a->styles, xml_value(tag, "ID"), NULL)->number = a->types.len;
	*array_push(&a->types) =
		(struct alto_type){ size > 0 && size < 1000 ? size : 0,
		                    xml_has_word(xml_value(tag, "FONTSTYLE"), "bold") };
}

/* The type of what the tag holds, if it says something of it, within type of that kind. */
static struct alto_type type_of(const struct alto_reading *a, const struct xml_tag *tag,
                                struct alto_type around)
{
	struct view refs = xml_value(tag, "STYLEREFS");
	while (refs.len > 0) {
		const union map_value *at = map_get(&a->styles, view_cut(&refs, ' '));
		if (!at)
			continue;
		const struct alto_type *t = &a->types.items[at->number];
		around.size = t->size > 0 ? t->size : around.size;
		around.bold = t->bold;
	}
	if (xml_has_word(xml_value(tag, "STYLE"), "bold"))
		around.bold = true;
	return around;
}

/* ── tags, of ALTO 3 and 4, and types of blocks ── */

/* An advertisement begins where it does, whatever it begins with. */
static enum line_role role_called(struct view name)
{
	return role_name_advertises(name) ? LINE_ROLE_START : role_of_name(name);
}

static bool is_tag(const char *name)
{
	static const char *const names[] = { "LayoutTag", "StructureTag", "RoleTag", "OtherTag" };
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static void put_tag(struct alto_reading *a, const struct xml_tag *tag)
{
	enum line_role role = role_called(view_trim(xml_value(tag, "LABEL")));
	if (role != LINE_ROLE_UNSAID)
		map_put(&a->tags, xml_value(tag, "ID"), NULL)->number = (uint64_t)role;
}

/* What the tag says of its text, if it says something, within what is said of it. */
static enum line_role role_of(const struct alto_reading *a, const struct xml_tag *tag,
                              enum line_role around)
{
	struct view refs = xml_value(tag, "TAGREFS");
	enum line_role role = role_called(view_trim(xml_value(tag, "TYPE")));
	while (refs.len > 0) {
		const union map_value *said = map_get(&a->tags, view_cut(&refs, ' '));
		role = said ? (enum line_role)said->number : role;
	}
	return role == LINE_ROLE_UNSAID ? around : role;
}

/* ── the elements ── */

static void end_line(struct alto_reading *a)
{
	if (a->in_line)
		ocr_end_line(array_last(a->pages));
	a->in_line = false;
}

static void begin_page(struct alto_reading *a, const struct xml_tag *tag)
{
	end_line(a);
	struct ocr_page *p = array_push(a->pages);
	p->unit = a->unit;
	p->naming = a->naming;
	p->width = xml_number(xml_value(tag, "WIDTH")) * p->unit;
	p->height = xml_number(xml_value(tag, "HEIGHT")) * p->unit;
	p->width = p->width > 0 ? p->width : 0;
	p->height = p->height > 0 ? p->height : 0;
	p->stated.number = arena_view(&p->arena, xml_value(tag, "PRINTED_IMG_NR"));
	a->in_page = true;
	a->block = 0;
	a->roles.len = 0;
	a->advertisements.len = 0;
	a->ranks.len = 0;
	a->advertising = false;
}

static enum line_role block_role(const struct alto_reading *a)
{
	return a->block > 0 ? a->roles.items[a->block - 1] : LINE_ROLE_UNSAID;
}

static void begin_block(struct alto_reading *a, const struct xml_tag *tag)
{
	enum line_role role = role_of(a, tag, block_role(a));
	bool composed = strcmp(tag->name, "ComposedBlock") == 0;
	uint32_t advertisement = a->block > 0 ? a->advertisements.items[a->block - 1] : 0;
	if (composed && role == LINE_ROLE_START && !advertisement)
		advertisement = (uint32_t)a->roles.len + 1;
	*array_push(&a->advertisements) = advertisement;
	*array_push(&a->roles) = role;
	const union map_value *place = map_get(&a->order, xml_value(tag, "ID"));
	uint64_t around = a->block > 0 ? a->ranks.items[a->block - 1] : 0;
	*array_push(&a->ranks) = place ? place->number : around;
	a->block = ocr_begin_block(array_last(a->pages), xml_value(tag, "ID"), a->block);
	a->block_type = type_of(a, tag, (struct alto_type){ 0 });
}

static void begin_line(struct alto_reading *a, const struct xml_tag *tag)
{
	struct ocr_page *p = array_last(a->pages);
	end_line(a);
	struct ocr_line *l = ocr_begin_line(p, a->block, box_of(p, tag));
	l->role = role_of(a, tag, block_role(a));
	bool advertises = l->role == LINE_ROLE_START;
	if (advertises && a->advertising)
		l->role = LINE_ROLE_UNSAID;
	a->advertising = advertises;
	ocr_name(p, xml_value(tag, "ID"), OCR_NAMED_LINE, p->lines.len - 1);
	a->line_type = type_of(a, tag, a->block_type);
	a->boxless = !(l->box.width > 0);
	a->in_line = true;
}

/* A word; of a hyphenated one the part that stands in this line. */
static void put_string(struct alto_reading *a, const struct xml_tag *tag)
{
	struct ocr_page *p = array_last(a->pages);
	struct ocr_line *l = array_last(&p->lines);
	struct view part = xml_value(tag, "SUBS_TYPE");
	struct alto_type type = type_of(a, tag, a->line_type);
	bool first = p->text.len == 0;
	if (a->boxless)
		stretch(&l->box, box_of(p, tag));
	if (p->naming)
		ocr_name(p, xml_value(tag, "ID"), OCR_NAMED_LINE, p->lines.len - 1);
	ocr_put_word(p, xml_value(tag, "CONTENT"), type.size, type.bold);
	if (first && view_eq(part, VIEW("HypPart2")))
		l->rest = true;
	l->goes_on = view_eq(part, VIEW("HypPart1"));
	l->whole = l->goes_on ? ocr_clean(p, xml_value(tag, "SUBS_CONTENT")) : VIEW_NULL;
}

static void put_hyphen(struct alto_reading *a, const struct xml_tag *tag)
{
	struct ocr_page *p = array_last(a->pages);
	struct view hyphen = xml_value(tag, "CONTENT");
	if (p->text.len == 0)
		return;
	ocr_put_text(p, hyphen.len > 0 && !view_eq(hyphen, VIEW("\xC2\xAD")) ? hyphen : VIEW("-"));
	array_last(&p->lines)->goes_on = true;
}

/* An Illustration, or a composed block that is called one. */
static bool is_picture(const struct xml_tag *tag)
{
	return strcmp(tag->name, "Illustration") == 0 ||
	       (strcmp(tag->name, "ComposedBlock") == 0 &&
	        view_eq(xml_value(tag, "TYPE"), VIEW("Illustration")));
}

static bool is_block(const char *name)
{
	return strcmp(name, "TextBlock") == 0 || strcmp(name, "ComposedBlock") == 0;
}

static void begin(void *of, const struct xml_tag *tag)
{
	struct alto_reading *a = of;
	if (a->in_page && is_picture(tag))
		ocr_put_picture(array_last(a->pages), box_of(array_last(a->pages), tag));
	if (!a->in_page && strcmp(tag->name, "TextStyle") == 0)
		put_style(a, tag);
	else if (!a->in_page && is_tag(tag->name))
		put_tag(a, tag);
	else if (strcmp(tag->name, "MeasurementUnit") == 0)
		a->in_unit = true;
	else if (strcmp(tag->name, "Page") == 0)
		begin_page(a, tag);
	else if (a->in_page && is_block(tag->name))
		begin_block(a, tag);
	else if (a->in_page && strcmp(tag->name, "TextLine") == 0)
		begin_line(a, tag);
	else if (a->in_line && strcmp(tag->name, "String") == 0)
		put_string(a, tag);
	else if (a->in_line && strcmp(tag->name, "HYP") == 0)
		put_hyphen(a, tag);
	else if (a->in_line && a->boxless && strcmp(tag->name, "Polygon") == 0)
		stretch(&array_last(&array_last(a->pages)->lines)->box,
		        box_around(array_last(a->pages), xml_value(tag, "POINTS")));
	else if (!a->in_page && strcmp(tag->name, "ElementRef") == 0)
		put_reference(a, xml_value(tag, "REF"));
}

static void end(void *of, const char *name)
{
	struct alto_reading *a = of;
	if (strcmp(name, "MeasurementUnit") == 0) {
		a->unit = unit_of(view_trim(buf_view(&a->text)));
		a->in_unit = false;
	} else if (strcmp(name, "TextLine") == 0) {
		end_line(a);
	} else if (is_block(name) && a->block > 0) {
		end_line(a);
		a->block = array_last(a->pages)->blocks.items[a->block - 1].within;
		a->block_type = (struct alto_type){ 0 };
	} else if (strcmp(name, "Page") == 0) {
		end_line(a);
		order_lines(a);
		number_advertisements(a);
		a->in_page = false;
	}
}

static void text(void *of, struct view text)
{
	struct alto_reading *a = of;
	if (a->in_unit && a->text.len < 100)
		buf_put(&a->text, text);
}

bool alto_parse(const struct input_file *f, bool naming, alto_pages *out, struct report *r)
{
	static const struct xml_events events = { begin, end, text };
	struct alto_reading a = { .pages = out, .naming = naming, .unit = OCR_PIXEL };
	bool sound = xml_read(f->bytes, f->path, &events, &a, r);
	end_line(&a);
	map_free(&a.styles);
	map_free(&a.tags);
	map_free(&a.order);
	array_free(&a.ranks);
	array_free(&a.roles);
	array_free(&a.advertisements);
	array_free(&a.types);
	buf_free(&a.text);
	return sound;
}

bool alto_read(const struct input_source *s, struct input_pages *out, struct report *r)
{
	const struct input_file *f = &s->files[0];
	alto_pages pages = { 0 };
	bool sound = alto_parse(f, false, &pages, r);
	ocr_pages_put(pages.items, pages.len, 0, out);
	array_free(&pages);
	if (out->len == 0)
		ocr_tell_no_text(f->path, sound, r);
	return out->len > 0;
}

bool alto_recognises(struct view bytes)
{
	return xml_root_is(bytes, "alto");
}
