#include "input/page_xml.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "input/ocr_page.h"
#include "input/role_names.h"
#include "input/xml.h"

/* The elements whose text and place are looked at, and all others. */
enum page_sort {
	PAGE_OTHER,
	PAGE_PAGE,
	PAGE_GROUP,
	PAGE_REF,
	PAGE_REGION,
	PAGE_LINE,
	PAGE_WORD,
	PAGE_GLYPH,
	PAGE_COORDS,
	PAGE_POINT,
	PAGE_EQUIV,
	PAGE_UNICODE,
	PAGE_STYLE,
	PAGE_PICTURE
};

static const struct {
	const char *name;
	enum page_sort sort;
} elements[] = {
	{ "Page", PAGE_PAGE },
	{ "OrderedGroup", PAGE_GROUP },
	{ "OrderedGroupIndexed", PAGE_GROUP },
	{ "UnorderedGroup", PAGE_GROUP },
	{ "UnorderedGroupIndexed", PAGE_GROUP },
	{ "RegionRef", PAGE_REF },
	{ "RegionRefIndexed", PAGE_REF },
	{ "TextRegion", PAGE_REGION },
	{ "TextLine", PAGE_LINE },
	{ "Word", PAGE_WORD },
	{ "Glyph", PAGE_GLYPH },
	{ "Coords", PAGE_COORDS },
	{ "Point", PAGE_POINT },
	{ "TextEquiv", PAGE_EQUIV },
	{ "Unicode", PAGE_UNICODE },
	{ "TextStyle", PAGE_STYLE },
	{ "ImageRegion", PAGE_PICTURE },
	{ "LineDrawingRegion", PAGE_PICTURE },
	{ "ChartRegion", PAGE_PICTURE },
	{ "MapRegion", PAGE_PICTURE },
};

/* A group of the reading order, or a region's place in it. */
struct order_node {
	uint32_t parent; /* another node, from 1; 0: the whole */
	uint32_t place;  /* in the file */
	float index;     /* as told, else its place */
	struct view region;
};

/* A region; those without a place of their own stand where the one around them does. */
struct page_region {
	uint32_t rank;
	uint32_t lines; /* of it and of regions within it */
	enum line_role role;
	float size;
	bool bold;
};

/* One element's text, of several that are offered: that of the lowest index. */
struct page_text {
	struct buf text;
	float index;
	bool has;
};

/* An identifier of a line, or of a word in it. */
struct page_name {
	struct view id;
	uint32_t line; /* in the order of the file */
};

struct page_reading {
	struct ocr_page page;
	ARRAY(struct page_name) names;
	ARRAY(uint8_t) open; /* enum page_sort of the elements that are open */
	ARRAY(struct order_node) order;
	uint32_t group;
	struct map ranks;
	bool ranked;                       /* there is an order of reading */
	ARRAY(struct page_region) regions; /* as the page's blocks */
	uint32_t region;                   /* the innermost that is open, from 1 */
	struct page_text of_region, of_line, of_word;
	struct page_text *taking; /* the text in Unicode goes there */
	float index;              /* of the TextEquiv that is open */
	float left, top, right, bottom;
	float size;
	bool bold, in_line;
};

static enum page_sort sort_of(const char *name)
{
	for (size_t i = 0; i < sizeof(elements) / sizeof(*elements); i++)
		if (strcmp(name, elements[i].name) == 0)
			return elements[i].sort;
	return PAGE_OTHER;
}

/* ── the order of reading ── */

static void put_order(struct page_reading *g, const struct xml_tag *tag, bool group)
{
	struct view index = xml_value(tag, "index");
	uint32_t place = (uint32_t)g->order.len;
	*array_push(&g->order) =
		(struct order_node){ g->group <= place ? g->group : 0, place,
		                     index.len > 0 ? xml_number(index) : (float)place,
		                     arena_view(&g->page.arena, xml_value(tag, "regionRef")) };
	if (group)
		g->group = place + 1;
}

static int by_parent(const void *a, const void *b)
{
	const struct order_node *x = a, *y = b;
	if (x->parent != y->parent)
		return x->parent < y->parent ? -1 : 1;
	if (x->index != y->index)
		return x->index < y->index ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

/* Gives ranks to what is in a group; groups are no deeper than XML may be. */
static void rank_group(struct page_reading *g, const uint32_t *firsts, uint32_t group)
{
	for (size_t i = firsts[group]; i < g->order.len && g->order.items[i].parent == group; i++) {
		const struct order_node *n = &g->order.items[i];
		bool fresh = false;
		union map_value *rank = n->region.len > 0 ? map_put(&g->ranks, n->region, &fresh) : NULL;
		if (fresh)
			rank->number = g->ranks.len;
		rank_group(g, firsts, n->place + 1);
	}
}

static void rank_regions(struct page_reading *g)
{
	size_t count = g->order.len;
	if (count == 0)
		return;
	g->ranked = true;
	uint32_t *firsts = mem_array(count + 2, sizeof(*firsts));
	qsort(g->order.items, count, sizeof(*g->order.items), by_parent);
	for (size_t i = count + 2; i-- > 0;)
		firsts[i] = (uint32_t)count;
	for (size_t i = count; i-- > 0;)
		firsts[g->order.items[i].parent] = (uint32_t)i;
	rank_group(g, firsts, 0);
	free(firsts);
	array_free(&g->order);
}

/* "readingOrder {index:3;} structure {type:heading;}": what a name in it is given. */
static struct view custom(const struct xml_tag *tag, const char *of, const char *name)
{
	struct view all = xml_value(tag, "custom");
	ptrdiff_t at = view_find(all, view_of(of), 0);
	if (at < 0)
		return VIEW_NULL;
	struct view rest = view_slice(all, (size_t)at, all.len);
	view_cut(&rest, '{');
	struct view inside = rest.data ? view_cut(&rest, '}') : VIEW_NULL;
	while (inside.data) {
		struct view value = view_cut(&inside, ';'), key = view_trim(view_cut(&value, ':'));
		if (view_eq(key, view_of(name)))
			return view_trim(value);
	}
	return VIEW_NULL;
}

static uint32_t rank_of(struct page_reading *g, const struct xml_tag *tag, uint32_t around)
{
	const union map_value *rank = map_get(&g->ranks, xml_value(tag, "id"));
	if (rank)
		return (uint32_t)rank->number;
	struct view index = g->ranked ? VIEW_NULL : custom(tag, "readingOrder", "index");
	float number = xml_number(index);
	if (index.len > 0 && number >= 0)
		return (uint32_t)number + 1;
	return around;
}

/* ── what a region is ── */

static enum line_role role_of(const struct xml_tag *tag, enum line_role around)
{
	struct view type = xml_value(tag, "type");
	if (type.len == 0)
		type = custom(tag, "structure", "type");
	enum line_role role = role_of_name(type);
	return role == LINE_ROLE_UNSAID ? around : role;
}

/* ── the elements ── */

static void begin_page(struct page_reading *g, const struct xml_tag *tag)
{
	float x = xml_number(xml_value(tag, "imageXResolution"));
	bool per_cm = view_eq(xml_value(tag, "imageResolutionUnit"), VIEW("PPCM"));
	x = per_cm ? x * 2.54F : x;
	struct ocr_page *p = &g->page;
	p->unit = x >= 36 && x <= 9600 ? 72 / x : OCR_PIXEL;
	p->width = fmaxf(xml_number(xml_value(tag, "imageWidth")), 0) * p->unit;
	p->height = fmaxf(xml_number(xml_value(tag, "imageHeight")), 0) * p->unit;
}

static void begin_region(struct page_reading *g, const struct xml_tag *tag)
{
	struct page_region around = g->region > 0 ? g->regions.items[g->region - 1]
	                                          : (struct page_region){ .rank = UINT32_MAX };
	if (g->order.len > 0)
		rank_regions(g);
	struct page_region *here = array_push(&g->regions);
	here->rank = rank_of(g, tag, around.rank);
	here->role = role_of(tag, around.role);
	g->region = ocr_begin_block(&g->page, xml_value(tag, "id"), g->region);
	g->of_region.has = false;
}

static void name_line(struct page_reading *g, const struct xml_tag *tag)
{
	struct view id = g->page.naming && g->in_line ? xml_value(tag, "id") : VIEW_NULL;
	if (id.len > 0)
		*array_push(&g->names) =
			(struct page_name){ arena_view(&g->page.arena, id), (uint32_t)g->page.lines.len - 1 };
}

static void end_line(struct page_reading *g)
{
	if (!g->in_line)
		return;
	struct ocr_page *p = &g->page;
	if (g->of_line.has && view_trim(buf_view(&g->of_line.text)).len > 0) {
		buf_truncate(&p->text, 0);
		ocr_put_word(p, buf_view(&g->of_line.text), g->size, g->bold);
	}
	ocr_end_line(p);
	for (uint32_t r = g->region; r > 0; r = p->blocks.items[r - 1].within)
		g->regions.items[r - 1].lines++;
	g->in_line = false;
}

static void begin_line(struct page_reading *g, const struct xml_tag *tag)
{
	end_line(g);
	struct page_region none = { .rank = UINT32_MAX };
	const struct page_region *region = g->region ? &g->regions.items[g->region - 1] : &none;
	struct ocr_line *l = ocr_begin_line(&g->page, g->region, (struct text_box){ 0 });
	l->role = role_of(tag, region->role);
	g->size = region->size;
	g->bold = region->bold;
	g->of_line.has = false;
	g->in_line = true;
	name_line(g, tag);
}

/* A region's own text stands for its lines where it has none. */
static void end_region(struct page_reading *g)
{
	struct page_region *here = &g->regions.items[g->region - 1];
	struct view rest = g->of_region.has ? buf_view(&g->of_region.text) : VIEW_NULL;
	bool own = here->lines == 0;
	while (own && rest.data) {
		struct ocr_line *l = ocr_begin_line(&g->page, g->region, (struct text_box){ 0 });
		l->role = here->role;
		ocr_put_word(&g->page, view_cut(&rest, '\n'), here->size, here->bold);
		ocr_end_line(&g->page);
	}
	g->of_region.has = false;
	g->region = g->page.blocks.items[g->region - 1].within;
}

/* ── boxes: "10,20 110,20 110,40 10,40" or a Point for each ── */

static void put_point(struct page_reading *g, float x, float y)
{
	g->left = fminf(g->left, x);
	g->right = fmaxf(g->right, x);
	g->top = fminf(g->top, y);
	g->bottom = fmaxf(g->bottom, y);
}

static void begin_coords(struct page_reading *g, const struct xml_tag *tag)
{
	struct view points = xml_value(tag, "points");
	g->left = g->top = INFINITY;
	g->right = g->bottom = -INFINITY;
	while (points.len > 0) {
		struct view y = view_cut(&points, ' '), x = view_cut(&y, ',');
		if (x.len > 0 && y.len > 0)
			put_point(g, xml_number(x), xml_number(y));
	}
}

static void end_coords(struct page_reading *g, enum page_sort of)
{
	if (!(g->right > g->left))
		return;
	struct text_box box =
		ocr_box(&g->page, g->left, g->top, g->right - g->left, g->bottom - g->top);
	if (of == PAGE_LINE && g->in_line)
		array_last(&g->page.lines)->box = box;
	else if (of == PAGE_PICTURE)
		ocr_put_picture(&g->page, box);
}

/* ── texts ── */

static struct page_text *text_of(struct page_reading *g, enum page_sort of)
{
	switch (of) {
	case PAGE_REGION: return &g->of_region;
	case PAGE_LINE: return g->in_line ? &g->of_line : NULL;
	case PAGE_WORD: return g->in_line ? &g->of_word : NULL;
	default: return NULL;
	}
}

/* Of several texts the lowest index is the best one; one without comes first. */
static void begin_unicode(struct page_reading *g, enum page_sort of)
{
	struct page_text *t = text_of(g, of);
	if (!t || (t->has && t->index <= g->index))
		return;
	buf_truncate(&t->text, 0);
	t->has = true;
	t->index = g->index;
	g->taking = t;
}

static void end_word(struct page_reading *g)
{
	if (g->in_line && g->of_word.has)
		ocr_put_word(&g->page, buf_view(&g->of_word.text), g->size, g->bold);
	g->of_word.has = false;
}

static void put_style(struct page_reading *g, const struct xml_tag *tag, enum page_sort of)
{
	float size = xml_number(xml_value(tag, "fontSize"));
	bool bold = view_eq(xml_value(tag, "bold"), VIEW("true"));
	size = size > 0 && size < 1000 ? size : 0;
	if (of == PAGE_REGION && g->region > 0) {
		g->regions.items[g->region - 1].size = size;
		g->regions.items[g->region - 1].bold = bold;
	} else if (of == PAGE_LINE || of == PAGE_WORD) {
		g->size = size;
		g->bold = bold;
	}
}

/* ── events ── */

/* What the element stands in, so many up. */
static enum page_sort around(const struct page_reading *g, size_t up)
{
	return g->open.len > up ? (enum page_sort)g->open.items[g->open.len - 1 - up] : PAGE_OTHER;
}

static void begin(void *of, const struct xml_tag *tag)
{
	struct page_reading *g = of;
	enum page_sort sort = sort_of(tag->name);
	struct view index = xml_value(tag, "index");
	switch (sort) {
	case PAGE_PAGE: begin_page(g, tag); break;
	case PAGE_GROUP: put_order(g, tag, true); break;
	case PAGE_REF: put_order(g, tag, false); break;
	case PAGE_REGION: begin_region(g, tag); break;
	case PAGE_LINE: begin_line(g, tag); break;
	case PAGE_WORD: name_line(g, tag); break;
	case PAGE_COORDS: begin_coords(g, tag); break;
	case PAGE_POINT:
		put_point(g, xml_number(xml_value(tag, "x")), xml_number(xml_value(tag, "y")));
		break;
	case PAGE_EQUIV: g->index = index.len > 0 ? xml_number(index) : -1; break;
	case PAGE_UNICODE: begin_unicode(g, around(g, 1)); break;
	case PAGE_STYLE: put_style(g, tag, around(g, 0)); break;
	default: break;
	}
	*array_push(&g->open) = (uint8_t)sort;
}

static void end(void *of, const char *name)
{
	struct page_reading *g = of;
	(void)name;
	if (g->open.len == 0)
		return;
	switch ((enum page_sort)g->open.items[--g->open.len]) {
	case PAGE_GROUP:
		g->group =
			g->group > 0 && g->group <= g->order.len ? g->order.items[g->group - 1].parent : 0;
		break;
	case PAGE_REGION: end_region(g); break;
	case PAGE_LINE: end_line(g); break;
	case PAGE_WORD: end_word(g); break;
	case PAGE_COORDS: end_coords(g, around(g, 0)); break;
	case PAGE_UNICODE: g->taking = NULL; break;
	default: break;
	}
}

static void text(void *of, struct view text)
{
	const struct page_reading *g = of;
	if (g->taking)
		buf_put(&g->taking->text, text);
}

/* ── all of it ── */

static void order_lines(struct page_reading *g)
{
	const size_t len = g->page.lines.len;
	struct arena arena = { 0 };
	uint64_t *ranks = arena_array(&arena, len, sizeof(*ranks));
	for (size_t i = 0; i < len; i++) {
		uint32_t block = g->page.lines.items[i].block;
		ranks[i] = block ? g->regions.items[block - 1].rank : UINT32_MAX;
	}
	const size_t *now = ocr_order_lines(&g->page, ranks, &arena);
	for (size_t i = 0; i < g->names.len; i++)
		ocr_name(&g->page, g->names.items[i].id, OCR_NAMED_LINE, now[g->names.items[i].line]);
	arena_free(&arena);
}

bool page_xml_parse(const struct input_file *f, bool naming, struct ocr_page *out, struct report *r)
{
	static const struct xml_events events = { begin, end, text };
	struct page_reading g = { .page = { .unit = OCR_PIXEL, .naming = naming } };
	bool sound = xml_read(f->bytes, f->path, &events, &g, r);
	end_line(&g);
	order_lines(&g);
	*out = g.page;
	array_free(&g.names);
	array_free(&g.open);
	array_free(&g.order);
	array_free(&g.regions);
	map_free(&g.ranks);
	buf_free(&g.of_region.text);
	buf_free(&g.of_line.text);
	buf_free(&g.of_word.text);
	return sound;
}

bool page_xml_read(const struct input_source *s, struct input_pages *out, struct report *r)
{
	const struct input_file *f = &s->files[0];
	struct ocr_page page;
	bool sound = page_xml_parse(f, false, &page, r);
	ocr_pages_put(&page, 1, 0, out);
	if (out->len == 0)
		ocr_tell_no_text(f->path, sound, r);
	return out->len > 0;
}

bool page_xml_recognises(struct view bytes)
{
	return xml_root_is(bytes, "PcGts");
}
