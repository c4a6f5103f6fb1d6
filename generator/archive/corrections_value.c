#include "archive/corrections_value.h"

#include <string.h>

#include "base/ascii.h"
#include "text/text.h"
#include "text/utf8.h"

#define NUMBER_LONGEST 8 /* of a page: A05 */
#define LINE_MOST      999999999

struct reader {
	const struct config *config;
	struct arena *arena;
	struct report *report;
};

typedef void parse_value(struct reader *g, struct corrections_section *s,
                         const struct conf_entry *e);

static void parse_day(struct reader *g, const struct conf_entry *e, struct date *out)
{
	if (!date_parse(view_of(e->value), out))
		conf_value_error(g->report, e, "'%s' is no day: write one like 2022-01-19", e->value);
}

static void parse_date(struct reader *g, struct corrections_section *s, const struct conf_entry *e)
{
	parse_day(g, e, &s->date);
}

static void parse_withdraw(struct reader *g, struct corrections_section *s,
                           const struct conf_entry *e)
{
	parse_day(g, e, &s->withdraw);
}

static void parse_page(struct reader *g, struct corrections_section *s, const struct conf_entry *e)
{
	(void)s;
	size_t len = strlen(e->value), digits = 0;
	bool plain = len > 0 && len <= NUMBER_LONGEST;
	for (const char *p = e->value; *p; p++) {
		bool digit = ascii_is_digit(*p);
		plain = plain && (digit || ascii_is_letter(*p));
		digits += digit;
	}
	if (!plain || digits == 0)
		conf_value_error(g->report, e,
		                 "'%s' is no page number: write one like 02 or A05, "
		                 "with at most %d letters and figures",
		                 e->value, NUMBER_LONGEST);
}

static void parse_encoding(struct reader *g, struct corrections_section *s,
                           const struct conf_entry *e)
{
	(void)s;
	if (!text_encoding_known(e->value))
		conf_value_error(g->report, e, "unknown encoding '%s': write one like Big5, GBK or UTF-8",
		                 e->value);
}

static void parse_start(struct reader *g, struct corrections_section *s, const struct conf_entry *e)
{
	s->start = strcmp(e->value, "no") != 0;
	if (s->start && strcmp(e->value, "yes") != 0)
		conf_value_error(g->report, e,
		                 "'%s' is neither yes (an article begins on this line) "
		                 "nor no (none does)",
		                 e->value);
	else if (s->again)
		conf_value_error(g->report, e,
		                 "where one line holds several articles, none but the "
		                 "first begins or does not: write it into the section without -%u",
		                 s->again);
}

size_t corrections_value_number(const char *p, uint32_t *out)
{
	size_t n = 0;
	for (*out = 0; ascii_is_digit(p[n]) && *out <= LINE_MOST / 10; n++)
		*out = *out * 10 + (uint32_t)(p[n] - '0');
	return ascii_is_digit(p[n]) ? 0 : n;
}

/* 21 or 21-22 are lines of the page, all else is words. */
static struct span read_lines(const char *value)
{
	struct span lines;
	size_t n = corrections_value_number(value, &lines.first);
	lines.last = lines.first;
	if (n > 0 && value[n] == '-') {
		size_t more = corrections_value_number(value + n + 1, &lines.last);
		n = more ? n + 1 + more : 0;
	}
	bool right = n > 0 && !value[n] && lines.first > 0 && lines.last >= lines.first;
	return right ? lines : (struct span){ 0, 0 };
}

static bool overlap(struct span a, struct span b)
{
	return a.first && b.first && a.first <= b.last && b.first <= a.last;
}

static void parse_words(struct reader *g, struct corrections_section *s, enum corrections_key key,
                        const struct conf_entry *e)
{
	struct corrections_field *f = &s->fields[key];
	f->lines = read_lines(e->value);
	if (f->lines.first && f->lines.first < s->at)
		conf_value_error(g->report, e,
		                 "line %u stands before the article, which begins on line "
		                 "%u: name lines of the article, or write the words",
		                 f->lines.first, s->at);
	for (int k = CORRECTIONS_HEADLINE; k <= CORRECTIONS_DECK; k++) {
		if (k != (int)key && overlap(s->fields[k].lines, f->lines))
			conf_value_error(g->report, e, "line %u is the %s already: it cannot be both",
			                 f->lines.first > s->fields[k].lines.first ? f->lines.first
			                                                           : s->fields[k].lines.first,
			                 corrections_key_name((enum corrections_key)k));
	}
}

static void parse_headline(struct reader *g, struct corrections_section *s,
                           const struct conf_entry *e)
{
	parse_words(g, s, CORRECTIONS_HEADLINE, e);
}

static void parse_kicker(struct reader *g, struct corrections_section *s,
                         const struct conf_entry *e)
{
	parse_words(g, s, CORRECTIONS_KICKER, e);
	struct span lines = s->fields[CORRECTIONS_KICKER].lines;
	if (lines.first > s->at || lines.last > lines.first)
		conf_value_error(g->report, e,
		                 "a kicker that is named by its line is the article's first "
		                 "line, %u: for any other write the words",
		                 s->at);
}

static void parse_deck(struct reader *g, struct corrections_section *s, const struct conf_entry *e)
{
	parse_words(g, s, CORRECTIONS_DECK, e);
}

/* Without the blanks that typographers put between Han characters. */
static struct view plain_name(struct arena *a, struct view name)
{
	struct buf b = { 0 };
	for (size_t at = 0; at < name.len;) {
		size_t before = at, next;
		unsigned code = utf8_next(name, &at);
		next = at;
		bool blank = code == ' ' || code == 0x3000 || code == 0xA0;
		bool latin = blank && b.len > 0 && (unsigned char)b.data[b.len - 1] < 0x80 &&
		             next < name.len && (unsigned char)name.data[next] < 0x80;
		if (!blank || latin)
			buf_put(&b, view_slice(name, before, at - before));
	}
	struct view plain = arena_view(a, buf_view(&b));
	buf_free(&b);
	return plain;
}

static void parse_byline(struct reader *g, struct corrections_section *s,
                         const struct conf_entry *e)
{
	s->name_count = conf_list(e->value, g->arena, &s->names);
	for (size_t i = 0; i < s->name_count; i++)
		s->names[i] = plain_name(g->arena, s->names[i]);
}

static void parse_kind(struct reader *g, struct corrections_section *s, const struct conf_entry *e)
{
	if (kind_parse(view_of(e->value), &s->kind))
		return;
	struct buf all = { 0 };
	for (int k = 0; k < KIND_COUNT; k++)
		buf_printf(&all, "%s%s",
		           k == 0                ? ""
		           : k + 1 == KIND_COUNT ? " or "
		                                 : ", ",
		           kind_name((enum kind)k));
	conf_value_error(g->report, e, "unknown kind '%s': write %s", e->value, all.data);
	buf_free(&all);
}

static void parse_role(struct reader *g, struct corrections_section *s, const struct conf_entry *e)
{
	if (line_role_parse(view_of(e->value), &s->role))
		return;
	struct buf all = { 0 };
	for (int r = LINE_ROLE_UNSAID + 1; r < LINE_ROLE_COUNT; r++)
		buf_printf(&all, "%s%s",
		           r == LINE_ROLE_UNSAID + 1  ? ""
		           : r + 1 == LINE_ROLE_COUNT ? " or "
		                                      : ", ",
		           line_role_name((enum line_role)r));
	conf_value_error(g->report, e, "unknown role '%s': write %s", e->value, all.data);
	buf_free(&all);
}

/* Any words may stand on a line. */
static void parse_text(struct reader *g, struct corrections_section *s, const struct conf_entry *e)
{
	(void)g, (void)s, (void)e;
}

static void add_topic(struct reader *g, struct corrections_section *s, struct view id,
                      const struct conf_entry *e)
{
	const struct config *c = g->config;
	size_t number = 0;
	while (number < c->topic_count && !view_eq(c->topics[number].id, id))
		number++;
	if (number == c->topic_count) {
		conf_value_error(g->report, e, "there is no topic '%.*s': write the id of one that %s has",
		                 VIEW_ARG(id), c->path);
		return;
	}
	for (size_t i = 0; i < s->topic_count; i++)
		if (s->topics[i] == number)
			return;
	if (s->topic_count == TOPICS_PER_ARTICLE)
		conf_value_error(g->report, e, "an article has at most %d topics: take some out",
		                 TOPICS_PER_ARTICLE);
	else
		s->topics[s->topic_count++] = (uint8_t)number;
}

static void parse_topics(struct reader *g, struct corrections_section *s,
                         const struct conf_entry *e)
{
	struct view *ids;
	size_t count = conf_list(e->value, g->arena, &ids);
	size_t errors = g->report->errors;
	for (size_t i = 0; i < count && g->report->errors == errors; i++)
		add_topic(g, s, ids[i], e);
}

/* A place of site.conf is given by its id, any other by its name. */
static void parse_places(struct reader *g, struct corrections_section *s,
                         const struct conf_entry *e)
{
	const struct config *c = g->config;
	s->place_count = conf_list(e->value, g->arena, &s->places);
	for (size_t i = 0; i < s->place_count; i++)
		for (size_t k = 0; k < c->place_count; k++)
			if (view_eq(s->places[i], c->places[k].id))
				s->places[i] = c->places[k].name;
	if (s->place_count > PLACES_PER_ARTICLE)
		conf_value_error(g->report, e, "an article has at most %d places: take some out",
		                 PLACES_PER_ARTICLE);
}

static void parse_order(struct reader *g, struct corrections_section *s, const struct conf_entry *e)
{
	size_t n = corrections_value_number(e->value, &s->order);
	if (n == 0 || e->value[n] || s->order == 0)
		conf_value_error(g->report, e,
		                 "'%s' is no place on the page: write 1 for the first "
		                 "article, 2 for the second, …",
		                 e->value);
}

/* Whether the path can be a page of the site: no folder is empty, hidden or above. */
static bool is_page_path(struct view path)
{
	if (!view_ends(path, VIEW(".html")) || view_starts(path, VIEW("/")))
		return false;
	for (size_t i = 0; i < path.len; i++)
		if ((unsigned char)path.data[i] < 0x20 || strchr("\\%?#\"<>|*:", path.data[i]))
			return false;
	for (struct view rest = path; rest.data;) {
		struct view part = view_cut(&rest, '/');
		if (part.len == 0 || part.len > 200 || part.data[0] == '.' || view_eq(part, VIEW(".html")))
			return false;
	}
	return true;
}

static void parse_alias(struct reader *g, struct corrections_section *s, const struct conf_entry *e)
{
	struct view base = g->config->base_url;
	s->alias_count = conf_list(e->value, g->arena, &s->aliases);
	for (size_t i = 0; i < s->alias_count; i++) {
		struct view *path = &s->aliases[i];
		if (base.len > 0 && view_starts(*path, base))
			*path = view_slice(*path, base.len, path->len);
		if (!is_page_path(*path)) {
			conf_value_error(g->report, e,
			                 "'%.*s' is no address of a page of this site: write one "
			                 "from the site's root, like 2022/01/19/02-23.html",
			                 VIEW_ARG(*path));
			return;
		}
	}
	if (s->alias_count == 0)
		conf_value_error(g->report, e,
		                 "an alias is an old address, like 2022/01/19/02-23.html: "
		                 "write one or take the line out");
}

static const struct {
	const char *name;
	int of;
	bool may_be_empty;
	parse_value *parse;
} keys[CORRECTIONS_KEYS] = {
	[CORRECTIONS_DATE] = { "date", CORRECTIONS_OF_PAGE, false, parse_date },
	[CORRECTIONS_PAGE] = { "page", CORRECTIONS_OF_PAGE, false, parse_page },
	[CORRECTIONS_ALIAS] = { "alias", CORRECTIONS_OF_PAGE | CORRECTIONS_OF_ARTICLE, false,
	                        parse_alias },
	[CORRECTIONS_ENCODING] = { "encoding", CORRECTIONS_OF_PAGE, false, parse_encoding },
	[CORRECTIONS_START] = { "start", CORRECTIONS_OF_ARTICLE, false, parse_start },
	[CORRECTIONS_HEADLINE] = { "headline", CORRECTIONS_OF_ARTICLE, true, parse_headline },
	[CORRECTIONS_KICKER] = { "kicker", CORRECTIONS_OF_ARTICLE, true, parse_kicker },
	[CORRECTIONS_DECK] = { "deck", CORRECTIONS_OF_ARTICLE, true, parse_deck },
	[CORRECTIONS_BYLINE] = { "byline", CORRECTIONS_OF_ARTICLE, true, parse_byline },
	[CORRECTIONS_KIND] = { "kind", CORRECTIONS_OF_ARTICLE, false, parse_kind },
	[CORRECTIONS_TOPICS] = { "topics", CORRECTIONS_OF_ARTICLE, true, parse_topics },
	[CORRECTIONS_PLACES] = { "places", CORRECTIONS_OF_ARTICLE, true, parse_places },
	[CORRECTIONS_ORDER] = { "order", CORRECTIONS_OF_ARTICLE, false, parse_order },
	[CORRECTIONS_WITHDRAW] = { "withdraw", CORRECTIONS_OF_ARTICLE, false, parse_withdraw },
	[CORRECTIONS_ROLE] = { "role", CORRECTIONS_OF_LINE | CORRECTIONS_OF_RANGE, false, parse_role },
	[CORRECTIONS_TEXT] = { "text", CORRECTIONS_OF_LINE, false, parse_text },
};

const char *corrections_key_name(enum corrections_key k)
{
	return keys[k].name;
}

int corrections_value_of(enum corrections_key k)
{
	return keys[k].of;
}

void corrections_value_read(const struct config *c, struct corrections_section *s,
                            enum corrections_key k, const struct conf_entry *e, struct arena *a,
                            struct report *r)
{
	struct reader g = { c, a, r };
	if (*e->value == '\0' && !keys[k].may_be_empty)
		conf_value_error(r, e, "the key '%s' has no value: write one or take the line out", e->key);
	else
		keys[k].parse(&g, s, e);
}
