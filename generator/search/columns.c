#include "search/columns.h"

#include <string.h>

#include "base/array.h"
#include "base/map.h"

/* No value has them. */
enum { VALUE_END = 0x1F, ARTICLE_END = 0x1E };

static bool can_be_told(struct view value)
{
	for (size_t i = 0; i < value.len; i++) {
		if ((unsigned char)value.data[i] < ' ')
			return false;
	}
	return value.len > 0;
}

void columns_add(struct columns *c, const struct search_values *facets, size_t count)
{
	for (size_t f = 0; f < count; f++) {
		for (size_t i = 0; i < facets[f].count; i++) {
			if (!can_be_told(facets[f].items[i]))
				continue;
			buf_put(&c->of[f], facets[f].items[i]);
			buf_putc(&c->of[f], VALUE_END);
		}
		buf_putc(&c->of[f], ARTICLE_END);
	}
}

void columns_append(struct columns *c, const struct columns *more)
{
	for (size_t f = 0; f < SEARCH_FACETS_MAX; f++)
		buf_put(&c->of[f], buf_view(&more->of[f]));
}

/* As many ends as articles, the last of them behind all else, and each behind a value or another end. */
static bool is_sound(struct view column, size_t articles)
{
	unsigned char before = ARTICLE_END;
	bool fine = true;
	for (size_t i = 0; fine && i < column.len; i++) {
		unsigned char c = (unsigned char)column.data[i];
		bool ends = c == ARTICLE_END;
		fine = !ends || (articles-- > 0 && (before == VALUE_END || before == ARTICLE_END));
		before = c;
	}
	return fine && articles == 0 && before == ARTICLE_END;
}

bool columns_are_sound(const struct columns *c, size_t facet_count, size_t articles)
{
	bool fine = true;
	for (size_t f = 0; fine && f < facet_count; f++)
		fine = is_sound(buf_view(&c->of[f]), articles);
	return fine;
}

/* The next value of an article, in *rest; absent behind its last. */
static struct view next_value(struct view *rest)
{
	const char *end = memchr(rest->data, VALUE_END, rest->len);
	struct view value = { rest->data, (size_t)(end - rest->data) };
	*rest = view_slice(*rest, value.len + 1, rest->len);
	return value;
}

/* The values of the next article. */
static struct view next_article(struct view *rest)
{
	const char *end = memchr(rest->data, ARTICLE_END, rest->len);
	struct view article = { rest->data, (size_t)(end - rest->data) };
	*rest = view_slice(*rest, article.len + 1, rest->len);
	return article;
}

static void put_values(const struct map *values, struct bits *out)
{
	bits_put_number(out, (uint32_t)values->len, 5);
	for (size_t i = 0; i < values->len; i++) {
		struct view value = map_key(values, i);
		bits_put_number(out, (uint32_t)value.len, 3);
		for (size_t k = 0; k < value.len; k++)
			bits_put(out, (unsigned char)value.data[k], 8);
	}
}

static void put_article(struct map *values, struct view article, unsigned width, struct bits *out)
{
	uint32_t count = 0;
	for (struct view rest = article; rest.len > 0; count++)
		next_value(&rest);
	bits_put_number(out, count, 0);
	for (struct view rest = article; rest.len > 0;)
		bits_put(out, (uint32_t)map_get(values, next_value(&rest))->number, width);
}

/* The articles of a column, in the order in which they were added. */
typedef ARRAY(struct view) articles;

/* The values of some articles, and the number of each among them. */
static void number_values(const articles *all, const uint32_t *order, uint32_t count,
                          struct map *values)
{
	for (uint32_t i = 0; i < count; i++) {
		struct view article = order[i] ? all->items[order[i] - 1] : VIEW_NULL;
		while (article.len > 0) {
			bool fresh;
			union map_value *value = map_put(values, next_value(&article), &fresh);
			if (fresh)
				value->number = values->len - 1;
		}
	}
}

/* One block: first the values, then which of them each article has. A free number has what the one before has. */
static void put_block(const articles *all, const uint32_t *order, uint32_t count, struct bits *out)
{
	struct map values = { 0 };
	number_values(all, order, count, &values);
	put_values(&values, out);
	unsigned width = values.len > 1 ? bits_log2((uint32_t)values.len - 1) + 1 : 0;
	struct view before = VIEW_NULL;
	for (uint32_t i = 0; i < count; i++) {
		struct view article = order[i] ? all->items[order[i] - 1] : before;
		bool same = i > 0 && view_eq(article, before);
		bits_put(out, same, 1);
		if (!same)
			put_article(&values, article, width, out);
		before = article;
	}
	map_free(&values);
}

void columns_end(struct columns *c, size_t facet_count, const uint32_t *order, uint32_t end,
                 struct sink *sink, struct bits *head)
{
	struct bits block = { 0 };
	articles all = { 0 };
	for (size_t f = 0; f < facet_count; f++) {
		all.len = 0;
		for (struct view rest = buf_view(&c->of[f]); rest.len > 0;) {
			struct view article = next_article(&rest);
			*array_push(&all) = article;
		}
		for (uint32_t first = 0; first < end; first += COLUMNS_BLOCK) {
			uint32_t count = end - first < COLUMNS_BLOCK ? end - first : COLUMNS_BLOCK;
			bits_reset(&block);
			put_block(&all, order + first, count, &block);
			bits_put_hash(head, sink_put(sink, bits_end(&block), "f%zu-%u", f,
			                             (unsigned)(first / COLUMNS_BLOCK)));
		}
	}
	array_free(&all);
	bits_free(&block);
	columns_free(c);
}

void columns_free(struct columns *c)
{
	for (size_t f = 0; f < SEARCH_FACETS_MAX; f++)
		buf_free(&c->of[f]);
}
