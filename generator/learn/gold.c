#include "learn/gold.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "language/language.h"
#include "segment/label.h"

/* Where a line stands in its article, as the annotation says. */
struct line_mark {
	bool starts_paragraph;
	bool goes_on;     /* inside a paragraph that began on an earlier line */
	uint32_t allowed; /* when the annotation says exactly what it is, else 0 */
};

static void mark_paragraph(struct line_mark *marks, size_t lines, json_t *range)
{
	json_int_t first = json_integer_value(json_array_get(range, 0));
	json_int_t last = json_integer_value(json_array_get(range, 1));
	for (json_int_t n = first; n >= 1 && n <= last && (size_t)n <= lines; n++) {
		struct line_mark *m = &marks[n - 1];
		m->starts_paragraph = n == first;
		m->goes_on = n != first;
	}
}

static void mark_exact(struct line_mark *marks, size_t lines, json_t *numbers, uint32_t allowed)
{
	size_t i;
	json_t *number;
	json_array_foreach(numbers, i, number)
	{
		json_int_t n = json_integer_value(number);
		if (n >= 1 && (size_t)n <= lines)
			marks[n - 1].allowed = allowed;
	}
}

/* The article's block that holds line number n, or -1. */
static ptrdiff_t block_at(const struct gold_page *p, json_int_t n)
{
	for (size_t i = 0; i < p->blocks.len; i++)
		if (p->blocks.items[i].lines.first <= n && n <= p->blocks.items[i].lines.last)
			return (ptrdiff_t)i;
	return -1;
}

/* Decks have been seen that were whole sentences, of this many characters. */
enum { DECK_MOST = 100 };

/* What a block inside an article of gold.json can be. */
static uint32_t guess_inner(const struct facts *f, bool spoken)
{
	if (f->credits || f->whole == PAREN_NAMES)
		return LABEL_BIT(LABEL_BYLINE);
	if (f->whole == PAREN_PHOTO || f->whole == PAREN_PICTURE_NOTE)
		return LABEL_BIT(LABEL_CAPTION);
	if (!spoken && (f->maybe_names || f->office))
		return LABEL_BIT(LABEL_BYLINE);
	if (!spoken && f->is_short)
		return LABEL_BIT(LABEL_HEADLINE) | LABEL_BIT(LABEL_DECK) | LABEL_BIT(LABEL_BYLINE) |
		       LABEL_BIT(LABEL_LEAD);
	if (f->ending == PAREN_PHOTO || f->photo_credit)
		return LABEL_BIT(LABEL_CAPTION);
	if (!spoken)
		return LABEL_BIT(LABEL_LEAD) | (f->length > DECK_MOST ? 0 : LABEL_BIT(LABEL_DECK));
	return f->is_short ? LABEL_BIT(LABEL_SUBHEAD) | LABEL_BIT(LABEL_BODY) : LABEL_BIT(LABEL_BODY);
}

/* How many blocks of an article, up to its last, the paragraph has that begins at block i. */
static ptrdiff_t paragraph_blocks(const struct gold_page *p, const struct line_mark *marks,
                                  ptrdiff_t i, ptrdiff_t last)
{
	ptrdiff_t to = i + 1;
	while (to <= last && marks[p->blocks.items[to].lines.first - 1].goes_on)
		to++;
	return to - i;
}

/* What is seen of the first of so many blocks, with what tells the length of all of them. */
static struct facts facts_of_all(const struct facts *f, ptrdiff_t count)
{
	struct facts all = f[0];
	for (ptrdiff_t k = 1; k < count; k++) {
		all.length += f[k].length;
		all.sentences += f[k].sentences;
		all.stops += f[k].stops;
		all.is_short &= f[k].is_short && all.length <= FACTS_SHORT;
		all.credits &= all.is_short;
		all.maybe_names = all.office = false;
		all.ending = f[k].ending;
		all.photo_credit = f[k].photo_credit;
	}
	if (count > 1)
		all.whole = PAREN_NONE;
	return all;
}

/* What the rest of a torn text may be, where its first block may be so: the same, or simply its rest. */
static uint32_t rest_of(uint32_t first)
{
	const uint32_t head =
		LABEL_BIT(LABEL_START_HEADLINE) | LABEL_BIT(LABEL_START_KICKER) | LABEL_BIT(LABEL_HEADLINE);
	const uint32_t same =
		LABEL_BIT(LABEL_DECK) | LABEL_BIT(LABEL_BYLINE) | LABEL_BIT(LABEL_SUBHEAD);
	return (first & head ? LABEL_BIT(LABEL_HEADLINE) : 0) | (first & same) |
	       (first & ~head & ~same ? LABEL_BIT(LABEL_CONTINUATION) : 0);
}

/* The first block of an article of gold.json: a headline, or text where none was printed. */
static uint32_t first_label(const struct facts *f)
{
	if (f->is_short || f->sentences == 0)
		return LABEL_BIT(LABEL_START_HEADLINE) | LABEL_BIT(LABEL_START_KICKER);
	return f->sentences > 1 || f->length > 60
	           ? LABEL_BIT(LABEL_START_LEAD)
	           : LABEL_BIT(LABEL_START_LEAD) | LABEL_BIT(LABEL_START_HEADLINE);
}

/* A paragraph of so many blocks that is not the article's first. */
static uint32_t inner_label(const struct facts *f, ptrdiff_t count, bool spoken)
{
	struct facts all = facts_of_all(f, count);
	if (count > 1 && !all.is_short)
		return LABEL_BIT(LABEL_CAPTION) | LABEL_BIT(spoken ? LABEL_BODY : LABEL_LEAD);
	return guess_inner(&all, spoken);
}

/* gold.json: a headline, then paragraphs. */
static void label_coarse(struct gold_page *p, const struct line_mark *marks, json_t *article)
{
	json_t *lines = json_object_get(article, "lines");
	ptrdiff_t first = block_at(p, json_integer_value(json_array_get(lines, 0)));
	ptrdiff_t last = block_at(p, json_integer_value(json_array_get(lines, 1)));
	bool spoken = false;
	for (ptrdiff_t i = first, count; i >= 0 && i <= last; i += count) {
		count = paragraph_blocks(p, marks, i, last);
		struct facts all = facts_of_all(&p->facts[i], count);
		p->allowed[i] = i == first ? first_label(&all) : inner_label(&p->facts[i], count, spoken);
		for (ptrdiff_t k = 1; k < count; k++)
			p->allowed[i + k] = rest_of(p->allowed[i]);
		spoken |= i == first ? p->allowed[i] == LABEL_BIT(LABEL_START_LEAD)
		                     : (p->allowed[i] & LABEL_BIT(LABEL_LEAD)) &&
		                           !(p->allowed[i] & LABEL_BIT(LABEL_BYLINE));
	}
}

/* Whether the printed text of a block is the one that a field names. */
static bool is_field(const struct block *b, json_t *article, const char *name)
{
	const char *text = json_string_value(json_object_get(article, name));
	return text && view_eq(b->text, view_of(text));
}

static uint32_t label_of_line(const struct gold_page *p, ptrdiff_t i, bool first, bool spoken,
                              const struct line_mark *m, json_t *article)
{
	const struct block *b = &p->blocks.items[i];
	if (m->allowed == LABEL_BIT(LABEL_HEADLINE) && !m->starts_paragraph)
		return first    ? LABEL_BIT(LABEL_START_HEADLINE)
		       : spoken ? LABEL_BIT(LABEL_END_HEADLINE)
		                : LABEL_BIT(LABEL_HEADLINE);
	if (m->allowed == LABEL_BIT(LABEL_CAPTION))
		return first ? LABEL_BIT(LABEL_START_CAPTION) : LABEL_BIT(LABEL_CAPTION);
	if (is_field(b, article, "kicker"))
		return LABEL_BIT(LABEL_START_KICKER);
	if (is_field(b, article, "deck"))
		return LABEL_BIT(LABEL_DECK);
	if (first)
		return LABEL_BIT(LABEL_START_LEAD);
	if (m->goes_on)
		return LABEL_BIT(LABEL_CONTINUATION);
	if (m->allowed && !m->starts_paragraph)
		return m->allowed;
	return spoken ? LABEL_BIT(LABEL_BODY) : LABEL_BIT(LABEL_LEAD);
}

/* expected.json: everything is told. */
static void label_fine(struct gold_page *p, struct line_mark *marks, json_t *article)
{
	json_t *range;
	size_t k;
	size_t lines = p->text.len;
	mark_exact(marks, lines, json_object_get(article, "byline_lines"), LABEL_BIT(LABEL_BYLINE));
	mark_exact(marks, lines, json_object_get(article, "headline_lines"), LABEL_BIT(LABEL_HEADLINE));
	mark_exact(marks, lines, json_object_get(article, "subheads"), LABEL_BIT(LABEL_SUBHEAD));
	mark_exact(marks, lines, json_object_get(article, "captions"), LABEL_BIT(LABEL_CAPTION));
	bool first = true, spoken = false;
	json_array_foreach(json_object_get(article, "lines"), k, range)
	{
		json_int_t from = json_integer_value(json_array_get(range, 0));
		json_int_t to = json_integer_value(json_array_get(range, 1));
		for (json_int_t n = from < 1 ? 1 : from; n <= to && (size_t)n <= lines; n++) {
			ptrdiff_t i = block_at(p, n);
			if (i < 0 || p->blocks.items[i].lines.first != n)
				continue;
			p->allowed[i] = label_of_line(p, i, first, spoken, &marks[n - 1], article);
			spoken |= (p->allowed[i] & (LABEL_BIT(LABEL_LEAD) | LABEL_BIT(LABEL_START_LEAD) |
			                            LABEL_BIT(LABEL_SUBHEAD))) != 0;
			first = false;
		}
	}
}

static struct span *read_spans(json_t *ranges, size_t skip, struct arena *a, size_t *count)
{
	size_t n = json_array_size(ranges);
	struct span *spans = arena_array(a, n, sizeof(*spans));
	*count = 0;
	for (size_t i = skip; i < n; i++) {
		json_t *range = json_array_get(ranges, i);
		spans[(*count)++] = (struct span){ (uint32_t)json_integer_value(json_array_get(range, 0)),
			                               (uint32_t)json_integer_value(json_array_get(range, 1)) };
	}
	return spans;
}

/* Keeps what scores need. gold.json has one range of lines, and the headline first among the paragraphs. */
static void keep_article(struct gold_article *to, json_t *article, struct arena *a)
{
	json_t *lines = json_object_get(article, "lines");
	json_t *paragraphs = json_object_get(article, "paragraphs");
	bool coarse = json_is_integer(json_array_get(lines, 0));
	json_t *list = coarse ? json_pack("[O]", lines) : json_incref(lines);
	to->lines = read_spans(list, 0, a, &to->line_count);
	to->paragraphs = read_spans(paragraphs, coarse ? 1 : 0, a, &to->paragraph_count);
	const char *headline = json_string_value(json_object_get(article, "headline"));
	to->headline = headline ? arena_view(a, view_of(headline)) : VIEW_NULL;
	json_decref(list);
}

static void keep_articles(struct gold_page *p, json_t *articles)
{
	size_t i;
	json_t *article;
	p->articles = arena_array(&p->arena, json_array_size(articles), sizeof(*p->articles));
	json_array_foreach(articles, i, article)
	{
		struct gold_article *to = &p->articles[p->article_count];
		keep_article(to, article, &p->arena);
		p->article_count += to->line_count > 0;
	}
}

/* "body caption": a set of labels by their names. False at one that is none. */
static bool read_labels(struct view names, uint32_t *out)
{
	for (*out = 0; names.len > 0;) {
		enum label l;
		if (!label_parse(view_cut(&names, ' '), &l))
			return false;
		*out |= LABEL_BIT(l);
	}
	return true;
}

/* A page that tells for each line its labels; those of a block are its first line's. */
static bool label_lines(struct gold_page *p, json_t *labels)
{
	p->allowed = arena_array(&p->arena, p->blocks.len, sizeof(*p->allowed));
	for (size_t i = 0; i < p->blocks.len; i++) {
		size_t line = p->blocks.items[i].lines.first - 1;
		const char *names = json_string_value(json_array_get(labels, line));
		if (!names || !read_labels(view_of(names), &p->allowed[i]))
			return false;
	}
	return true;
}

static void label_page(struct gold_page *p, json_t *page)
{
	struct line_mark *marks = arena_array(&p->arena, p->text.len + 1, sizeof(*marks));
	p->allowed = arena_array(&p->arena, p->blocks.len, sizeof(*p->allowed));
	for (size_t i = 0; i < p->blocks.len; i++)
		p->allowed[i] = LABEL_BIT(LABEL_FURNITURE);
	size_t k, n;
	json_t *article, *range;
	json_array_foreach(json_object_get(page, "articles"), k, article)
	{
		json_array_foreach(json_object_get(article, "paragraphs"), n, range)
			mark_paragraph(marks, p->text.len, range);
	}
	json_array_foreach(json_object_get(page, "articles"), k, article)
	{
		if (json_object_get(article, "headline_lines"))
			label_fine(p, marks, article);
		else
			label_coarse(p, marks, article);
	}
}

bool gold_is_possible(const struct gold_page *p, size_t *where)
{
	uint32_t reach = 0;
	for (size_t i = 0; i < p->blocks.len; i++) {
		uint32_t next = 0;
		for (int l = 0; l < LABEL_COUNT; l++) {
			if (!(p->allowed[i] & LABEL_BIT(l)))
				continue;
			bool ok = i == 0 && label_may_begin((enum label)l);
			for (int b = 0; b < LABEL_COUNT; b++)
				ok |= (reach & LABEL_BIT(b)) && label_may_follow((enum label)b, (enum label)l);
			next |= ok ? LABEL_BIT(l) : 0;
		}
		*where = i;
		if (next == 0)
			return false;
		reach = next;
	}
	return true;
}

/* Whether numbers are two lines of the page, in their order. */
static bool is_range(json_t *range, size_t lines)
{
	json_t *first = json_array_get(range, 0), *last = json_array_get(range, 1);
	return json_array_size(range) == 2 && json_is_integer(first) && json_is_integer(last) &&
	       json_integer_value(first) >= 1 &&
	       json_integer_value(first) <= json_integer_value(last) &&
	       (size_t)json_integer_value(last) <= lines;
}

static bool is_line(json_t *number, size_t lines)
{
	return json_is_integer(number) && json_integer_value(number) >= 1 &&
	       (size_t)json_integer_value(number) <= lines;
}

/* What an annotation says of lines that the page has not would be learned as nothing, unsaid. */
static bool check_list(const char *path, const char *key, json_t *list,
                       bool (*is)(json_t *item, size_t lines), size_t lines, struct report *r)
{
	size_t i;
	json_t *item;
	bool ok = !list || json_is_array(list);
	if (!ok)
		report_error(r, path, 0, 0, "the annotation has “%s” that is no list; correct it", key);
	json_array_foreach(list, i, item)
	{
		if (is(item, lines))
			continue;
		char *said = json_dumps(item, JSON_COMPACT | JSON_ENCODE_ANY);
		report_error(r, path, 0, 0,
		             "the annotation has %s in “%s”, but the page has %zu lines; correct it",
		             said ? said : "something", key, lines);
		free(said);
		ok = false;
	}
	return ok;
}

/* gold.json has one range of lines in an article, others a list of them. */
static bool check_article(const struct gold_page *p, const char *path, json_t *article,
                          struct report *r)
{
	static const char *const numbers[] = { "headline_lines", "byline_lines", "subheads",
		                                   "captions" };
	json_t *lines = json_object_get(article, "lines");
	json_t *one = json_is_integer(json_array_get(lines, 0)) ? json_pack("[O]", lines) : NULL;
	bool ok = check_list(path, "lines", one ? one : lines, is_range, p->text.len, r);
	json_decref(one);
	ok = check_list(path, "paragraphs", json_object_get(article, "paragraphs"), is_range,
	                p->text.len, r) &&
	     ok;
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		ok = check_list(path, numbers[i], json_object_get(article, numbers[i]), is_line,
		                p->text.len, r) &&
		     ok;
	return ok;
}

static bool check_articles(const struct gold_page *p, const char *path, json_t *articles,
                           struct report *r)
{
	size_t i;
	json_t *article;
	bool ok = true;
	json_array_foreach(articles, i, article)
	{
		ok = check_article(p, path, article, r) && ok;
	}
	return ok;
}

/* A number of an array; 0 where it has none there. */
static float measure(json_t *array, size_t i)
{
	return (float)json_number_value(json_array_get(array, i));
}

/*
 * What a page's source told of its lines, where the annotation has kept that:
 * in "boxes" for each line left, top, width, height, size, weight, column and
 * area, in "blocks" the paragraphs that lines are of.
 */
static void read_boxes(struct gold_page *p, json_t *page)
{
	json_t *boxes = json_object_get(page, "boxes"), *blocks = json_object_get(page, "blocks");
	struct text *t = &p->text;
	if (!boxes)
		return;
	struct text_box *b = arena_array(&t->arena, t->len, sizeof(*b));
	struct text_label *l = arena_array(&t->arena, t->len, sizeof(*l));
	for (size_t i = 0; i < t->len; i++) {
		json_t *box = json_array_get(boxes, i);
		b[i] = (struct text_box){ measure(box, 0),
			                      measure(box, 1),
			                      measure(box, 2),
			                      measure(box, 3),
			                      measure(box, 4),
			                      measure(box, 5),
			                      (uint32_t)json_integer_value(json_array_get(box, 6)),
			                      (uint32_t)json_integer_value(json_array_get(box, 7)) };
		l[i].block = (uint32_t)json_integer_value(json_array_get(blocks, i));
	}
	t->boxes = b;
	t->labels = blocks ? l : NULL;
}

static bool read_page(const char *path, const char *name, json_t *page, struct gold *g,
                      struct report *r)
{
	struct gold_page *p = array_push(&g->pages);
	if (!text_read(path, name, NULL, &p->text, r) ||
	    !check_articles(p, path, json_object_get(page, "articles"), r))
		return false;
	const char *language = json_string_value(json_object_get(page, "language"));
	if (language)
		p->text.language = language_find(view_of(language));
	read_boxes(p, page);
	block_make(&p->text, &p->arena, &p->blocks);
	p->facts = facts_find(&p->blocks, &p->arena);
	p->sets = feature_find(p->facts, p->blocks.len, &p->arena);
	p->folder = g->folders;
	json_t *labels = json_object_get(page, "labels");
	if (labels && !label_lines(p, labels)) {
		report_error(
			r, path, 0, 0,
			"the annotation has a line without labels, or a label that is none; correct it");
		return false;
	}
	if (!labels)
		label_page(p, page);
	keep_articles(p, json_object_get(page, "articles"));
	size_t where;
	if (gold_is_possible(p, &where))
		return true;
	if (labels) { /* lines were joined that the labels keep apart: there are enough other pages */
		text_free(&p->text);
		arena_free(&p->arena);
		g->pages.len--;
		return true;
	}
	report_error(r, path, p->blocks.items[where].lines.first, 0,
	             "the annotation gives this line a place that no article has; correct it");
	return false;
}

static json_t *load(const char *folder, const char *file, struct buf *path, struct report *r)
{
	buf_truncate(path, 0);
	buf_printf(path, "%s/%s", folder, file);
	json_error_t e;
	json_t *root = json_load_file(path->data, JSON_REJECT_DUPLICATES, &e);
	if (root || json_error_code(&e) == json_error_cannot_open_file)
		return root;
	report_error(r, path->data, (size_t)e.line, (size_t)e.column, "%s", e.text);
	return NULL;
}

bool gold_read(const char *folder, struct gold *g, struct report *r)
{
	struct buf path = { 0 };
	size_t errors = r->errors;
	json_t *root = load(folder, "gold.json", &path, r);
	if (!root && r->errors == errors)
		root = load(folder, "expected.json", &path, r);
	if (!root) {
		if (r->errors == errors)
			report_error(r, folder, 0, 0, "has neither gold.json nor expected.json");
		buf_free(&path);
		return false;
	}
	const char *pages = json_string_value(json_object_get(root, "pages"));
	const char *name;
	json_t *page;
	bool ok = true;
	json_object_foreach(root, name, page)
	{
		if (!json_is_object(page))
			continue;
		buf_truncate(&path, 0);
		buf_printf(&path, "%s/%s%s%s", folder, pages ? pages : "", pages ? "/" : "", name);
		ok = read_page(path.data, name, page, g, r) && ok;
	}
	g->folders++;
	json_decref(root);
	buf_free(&path);
	return ok;
}

void gold_free(struct gold *g)
{
	for (size_t i = 0; i < g->pages.len; i++) {
		text_free(&g->pages.items[i].text);
		arena_free(&g->pages.items[i].arena);
	}
	array_free(&g->pages);
}
