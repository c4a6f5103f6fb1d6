#include "archive/corrections.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/conf.h"
#include "text/utf8.h"

#define NUMBER_LONGEST 8       /* of a page: A05 */
#define LINE_MOST      999999999

struct reading {
	const struct config *config;
	struct corrections  *out;
	struct corrections_section *section; /* NULL: its head was wrong */
	struct report       *report;
};

typedef void parse_value(struct reading *g, struct corrections_section *s,
                         const struct conf_entry *e);

/* ── values ── */

static void parse_day(struct reading *g, const struct conf_entry *e, struct date *out)
{
	if (!date_parse(view_of(e->value), out))
		conf_value_error(g->report, e, "'%s' is no day: write one like 2022-01-19", e->value);
}

static void parse_date(struct reading *g, struct corrections_section *s, const struct conf_entry *e)
{
	parse_day(g, e, &s->date);
}

static void parse_withdraw(struct reading *g, struct corrections_section *s,
                           const struct conf_entry *e)
{
	parse_day(g, e, &s->withdraw);
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void parse_page(struct reading *g, struct corrections_section *s, const struct conf_entry *e)
{
	(void)s;
	size_t len = strlen(e->value), digits = 0;
	bool plain = len > 0 && len <= NUMBER_LONGEST;
	for (const char *p = e->value; *p; p++) {
		bool digit = *p >= '0' && *p <= '9';
		plain = plain && (digit || is_letter(*p));
		digits += digit;
	}
	if (!plain || digits == 0)
		conf_value_error(g->report, e, "'%s' is no page number: write one like 02 or A05, "
		                 "with at most %d letters and figures", e->value, NUMBER_LONGEST);
}

static void parse_start(struct reading *g, struct corrections_section *s, const struct conf_entry *e)
{
	s->start = strcmp(e->value, "no") != 0;
	if (s->start && strcmp(e->value, "yes") != 0)
		conf_value_error(g->report, e, "'%s' is neither yes (an article begins on this line) "
		                 "nor no (none does)", e->value);
	else if (s->again)
		conf_value_error(g->report, e, "where one line holds several articles, none but the "
		                 "first begins or does not: write it into the section without -%u",
		                 s->again);
}

static size_t read_number(const char *p, uint32_t *out)
{
	size_t n = 0;
	for (*out = 0; p[n] >= '0' && p[n] <= '9' && *out <= LINE_MOST / 10; n++)
		*out = *out * 10 + (uint32_t)(p[n] - '0');
	return p[n] >= '0' && p[n] <= '9' ? 0 : n;
}

/* 21 or 21-22 are lines of the page, all else is words. */
static struct span read_lines(const char *value)
{
	struct span lines;
	size_t n = read_number(value, &lines.first);
	lines.last = lines.first;
	if (n > 0 && value[n] == '-') {
		size_t more = read_number(value + n + 1, &lines.last);
		n = more ? n + 1 + more : 0;
	}
	bool right = n > 0 && !value[n] && lines.first > 0 && lines.last >= lines.first;
	return right ? lines : (struct span){ 0, 0 };
}

static bool overlap(struct span a, struct span b)
{
	return a.first && b.first && a.first <= b.last && b.first <= a.last;
}

static void parse_words(struct reading *g, struct corrections_section *s,
                        enum corrections_key key, const struct conf_entry *e)
{
	struct corrections_field *f = &s->fields[key];
	f->lines = read_lines(e->value);
	if (f->lines.first && f->lines.first < s->at)
		conf_value_error(g->report, e, "line %u stands before the article, which begins on line "
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

static void parse_headline(struct reading *g, struct corrections_section *s,
                           const struct conf_entry *e)
{
	parse_words(g, s, CORRECTIONS_HEADLINE, e);
}

static void parse_kicker(struct reading *g, struct corrections_section *s,
                         const struct conf_entry *e)
{
	parse_words(g, s, CORRECTIONS_KICKER, e);
	struct span lines = s->fields[CORRECTIONS_KICKER].lines;
	if (lines.first > s->at || lines.last > lines.first)
		conf_value_error(g->report, e, "a kicker that is named by its line is the article's first "
		                 "line, %u: for any other write the words", s->at);
}

static void parse_deck(struct reading *g, struct corrections_section *s, const struct conf_entry *e)
{
	parse_words(g, s, CORRECTIONS_DECK, e);
}

/* The parts of a list between commas, also the full-width ones, in the arena. */
static size_t read_parts(struct reading *g, const char *value, struct view **out)
{
	struct buf text = { 0 };
	size_t count = 0, most = 1;
	for (const char *p = value; *p; p++) {
		bool wide = strncmp(p, "，", 3) == 0 || strncmp(p, "、", 3) == 0;
		buf_putc(&text, wide ? ',' : *p);
		p += wide ? 2 : 0;
		most += text.data[text.len - 1] == ',';
	}
	*out = arena_array(&g->out->arena, most, sizeof(**out));
	struct view rest = text.len ? buf_view(&text) : VIEW_NULL;
	while (rest.data) {
		struct view part = view_trim(view_cut(&rest, ','));
		if (part.len > 0)
			(*out)[count++] = arena_view(&g->out->arena, part);
	}
	buf_free(&text);
	return count;
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

static void parse_byline(struct reading *g, struct corrections_section *s,
                         const struct conf_entry *e)
{
	s->name_count = read_parts(g, e->value, &s->names);
	for (size_t i = 0; i < s->name_count; i++)
		s->names[i] = plain_name(&g->out->arena, s->names[i]);
}

static void parse_kind(struct reading *g, struct corrections_section *s, const struct conf_entry *e)
{
	if (kind_parse(view_of(e->value), &s->kind))
		return;
	struct buf all = { 0 };
	for (int k = 0; k < KIND_COUNT; k++)
		buf_printf(&all, "%s%s", k == 0 ? "" : k + 1 == KIND_COUNT ? " or " : ", ",
		           kind_name((enum kind)k));
	conf_value_error(g->report, e, "unknown kind '%s': write %s", e->value, all.data);
	buf_free(&all);
}

static void add_topic(struct reading *g, struct corrections_section *s, struct view id,
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

static void parse_topics(struct reading *g, struct corrections_section *s,
                         const struct conf_entry *e)
{
	struct view *ids;
	size_t count = read_parts(g, e->value, &ids);
	size_t errors = g->report->errors;
	for (size_t i = 0; i < count && g->report->errors == errors; i++)
		add_topic(g, s, ids[i], e);
}

static void parse_order(struct reading *g, struct corrections_section *s, const struct conf_entry *e)
{
	size_t n = read_number(e->value, &s->order);
	if (n == 0 || e->value[n] || s->order == 0)
		conf_value_error(g->report, e, "'%s' is no place on the page: write 1 for the first "
		                 "article, 2 for the second, …", e->value);
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

static void parse_alias(struct reading *g, struct corrections_section *s, const struct conf_entry *e)
{
	struct view base = g->config->base_url;
	s->alias_count = read_parts(g, e->value, &s->aliases);
	for (size_t i = 0; i < s->alias_count; i++) {
		struct view *path = &s->aliases[i];
		if (base.len > 0 && view_starts(*path, base))
			*path = view_slice(*path, base.len, path->len);
		if (!is_page_path(*path)) {
			conf_value_error(g->report, e, "'%.*s' is no address of a page of this site: write one "
			                 "from the site's root, like 2022/01/19/02-23.html", VIEW_ARG(*path));
			return;
		}
	}
	if (s->alias_count == 0)
		conf_value_error(g->report, e, "an alias is an old address, like 2022/01/19/02-23.html: "
		                 "write one or take the line out");
}

enum { OF_PAGE = 1, OF_ARTICLE = 2 };

static const struct {
	const char  *name;
	int          of;
	bool         may_be_empty;
	parse_value *parse;
} keys[CORRECTIONS_KEYS] = {
	[CORRECTIONS_DATE] = { "date", OF_PAGE, false, parse_date },
	[CORRECTIONS_PAGE] = { "page", OF_PAGE, false, parse_page },
	[CORRECTIONS_ALIAS] = { "alias", OF_PAGE | OF_ARTICLE, false, parse_alias },
	[CORRECTIONS_START] = { "start", OF_ARTICLE, false, parse_start },
	[CORRECTIONS_HEADLINE] = { "headline", OF_ARTICLE, true, parse_headline },
	[CORRECTIONS_KICKER] = { "kicker", OF_ARTICLE, true, parse_kicker },
	[CORRECTIONS_DECK] = { "deck", OF_ARTICLE, true, parse_deck },
	[CORRECTIONS_BYLINE] = { "byline", OF_ARTICLE, true, parse_byline },
	[CORRECTIONS_KIND] = { "kind", OF_ARTICLE, false, parse_kind },
	[CORRECTIONS_TOPICS] = { "topics", OF_ARTICLE, true, parse_topics },
	[CORRECTIONS_ORDER] = { "order", OF_ARTICLE, false, parse_order },
	[CORRECTIONS_WITHDRAW] = { "withdraw", OF_ARTICLE, false, parse_withdraw },
};

const char *corrections_key_name(enum corrections_key k)
{
	return keys[k].name;
}

/* ── sections ── */

static bool ends_in_txt(struct view v)
{
	return v.len > 4 && strncasecmp(v.data + v.len - 4, ".txt", 4) == 0;
}

/* Cuts FILE:LINE or FILE:LINE-2; what has no line is a FILE. False: the line is none. */
static bool read_head(struct view head, struct view *file, uint32_t *at, uint32_t *again)
{
	*file = head;
	*at = *again = 0;
	size_t colon = head.len;
	while (colon > 0 && head.data[colon - 1] != ':')
		colon--;
	if (ends_in_txt(head) || colon == 0)
		return true;
	*file = view_trim(view_slice(head, 0, colon - 1));
	char line[24];
	struct view rest = view_trim(view_slice(head, colon, head.len));
	if (rest.len == 0 || rest.len >= sizeof(line))
		return false;
	memcpy(line, rest.data, rest.len);
	line[rest.len] = '\0';
	size_t n = read_number(line, at);
	if (n > 0 && line[n] == '-') {
		size_t more = read_number(line + n + 1, again);
		n = more && *again > 1 && *again < UINT16_MAX ? n + 1 + more : 0;
	}
	return n > 0 && *at > 0 && !line[n];
}

static struct corrections_page *page_of(struct corrections *c, struct view file)
{
	bool fresh;
	union map_value *number = map_put(&c->numbers, file, &fresh);
	if (fresh) {
		number->number = c->pages.len;
		array_push(&c->pages)->name = arena_view(&c->arena, file);
	}
	return &c->pages.items[number->number];
}

static void begin_section(struct reading *g, const struct conf_entry *e)
{
	struct view file;
	uint32_t at, again;
	g->section = NULL;
	if (!read_head(view_of(e->section), &file, &at, &again)) {
		conf_key_error(g->report, e, "[%s] names no line: write [FILE] for a page, or [FILE:LINE] "
		               "for the article that begins on that line", e->section);
		return;
	}
	struct corrections_page *p = page_of(g->out, file);
	for (size_t i = 0; i < p->sections.len; i++) {
		const struct corrections_section *s = &p->sections.items[i];
		if (s->at == at && s->again == again) {
			conf_key_error(g->report, e, "the section [%s] stands in line %u already: "
			               "join the two", e->section, s->line);
			return;
		}
	}
	g->section = array_push(&p->sections);
	g->section->at = at;
	g->section->again = again;
	g->section->line = (uint32_t)e->line;
	g->section->column = (uint32_t)e->column;
}

static void refuse_key(struct reading *g, int of, const struct conf_entry *e)
{
	struct buf all = { 0 };
	for (int k = 0; k < CORRECTIONS_KEYS; k++)
		if (keys[k].of & of)
			buf_printf(&all, "%s%s", all.len ? ", " : "", keys[k].name);
	conf_key_error(g->report, e, "unknown key '%s' in a section [%s]: the keys there are %s",
	               e->key, of == OF_PAGE ? "FILE" : "FILE:LINE", all.data);
	buf_free(&all);
}

static void read_field(struct reading *g, enum corrections_key k, const struct conf_entry *e)
{
	struct corrections_field *f = &g->section->fields[k];
	if (f->value.data) {
		conf_key_error(g->report, e, "the key '%s' stands in line %u already: keep one of the two",
		               e->key, f->line);
		return;
	}
	f->value = arena_view(&g->out->arena, view_of(e->value));
	f->line = (uint32_t)e->line;
	f->column = (uint32_t)e->value_column;
	if (f->value.len == 0 && !keys[k].may_be_empty)
		conf_value_error(g->report, e, "the key '%s' has no value: write one or take the line out",
		                 e->key);
	else
		keys[k].parse(g, g->section, e);
}

static void read_entry(void *context, const struct conf_entry *e, struct report *r)
{
	struct reading *g = context;
	g->report = r;
	if (e->key == NULL) {
		begin_section(g, e);
		return;
	}
	if (e->section[0] == '\0')
		conf_key_error(r, e, "the key '%s' stands before the first section: write [FILE] or "
		               "[FILE:LINE] above it", e->key);
	if (!g->section)
		return;
	int of = g->section->at ? OF_ARTICLE : OF_PAGE;
	for (int k = 0; k < CORRECTIONS_KEYS; k++) {
		if ((keys[k].of & of) && strcmp(e->key, keys[k].name) == 0) {
			read_field(g, (enum corrections_key)k, e);
			return;
		}
	}
	refuse_key(g, of, e);
}

/* Where no article begins there is nothing else to be said of one. */
static void check_section(const struct corrections *c, const struct corrections_section *s,
                          struct report *r)
{
	size_t fields = 0;
	for (int k = 0; k < CORRECTIONS_KEYS; k++) {
		const struct corrections_field *f = &s->fields[k];
		fields += f->value.data != NULL;
		if (f->value.data && s->fields[CORRECTIONS_START].value.data && !s->start &&
		    k != CORRECTIONS_START)
			report_error(r, c->path, f->line, f->column,
			             "no article begins on line %u, as start = no says: it cannot have a %s",
			             s->at, keys[k].name);
	}
	const struct corrections_field *kicker = &s->fields[CORRECTIONS_KICKER];
	const struct corrections_field *headline = &s->fields[CORRECTIONS_HEADLINE];
	if (kicker->lines.first && headline->value.data && headline->value.len == 0)
		report_error(r, c->path, kicker->line, kicker->column,
		             "a line above no headline is no kicker: give the headline, too");
	if (fields == 0)
		report_warning(r, c->path, s->line, s->column,
		               "this section corrects nothing: add a key, or take it out");
}

static int compare_sections(const void *a, const void *b)
{
	const struct corrections_section *x = a, *y = b;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (x->again > y->again) - (x->again < y->again);
}

bool corrections_read(const struct config *c, struct corrections *out, struct report *r)
{
	*out = (struct corrections){ 0 };
	size_t errors = r->errors;
	struct view folder = view_of(c->source);
	const char *path = arena_printf(&out->arena, "%s%scorrections.conf", c->source,
	                                view_ends(folder, VIEW("/")) ? "" : "/").data;
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return true;
	out->path = path;
	struct reading g = { .config = c, .out = out };
	conf_read(path, read_entry, &g, r);
	for (size_t i = 0; i < out->pages.len; i++) {
		struct corrections_page *p = &out->pages.items[i];
		for (size_t k = 0; k < p->sections.len; k++)
			check_section(out, &p->sections.items[k], r);
		qsort(p->sections.items, p->sections.len, sizeof(*p->sections.items), compare_sections);
	}
	return r->errors == errors;
}

/* A file of that name in another folder, or NULL. */
static const char *find_elsewhere(const struct scan *files, struct view name)
{
	for (size_t i = 0; i < files->files.len; i++) {
		struct view other = view_of(files->files.items[i].below);
		const char *slash = strrchr(files->files.items[i].below, '/');
		struct view last = slash ? view_of(slash + 1) : other;
		if (view_eq(last, name) || view_eq(view_of(files->files.items[i].name), name))
			return files->files.items[i].below;
	}
	return NULL;
}

bool corrections_check_files(const struct corrections *c, const struct scan *files,
                             struct report *r)
{
	size_t errors = r->errors;
	struct map there = { 0 };
	for (size_t i = 0; c->pages.len > 0 && i < files->files.len; i++)
		map_put(&there, view_of(files->files.items[i].below), NULL);
	for (size_t i = 0; i < c->pages.len; i++) {
		const struct corrections_page *p = &c->pages.items[i];
		if (p->sections.len == 0 || map_get(&there, p->name))
			continue;
		const struct corrections_section *s = &p->sections.items[0];
		const char *other = find_elsewhere(files, p->name);
		if (other)
			report_error(r, c->path, s->line, s->column, "there is no page '%.*s': write %s",
			             VIEW_ARG(p->name), other);
		else
			report_error(r, c->path, s->line, s->column, "there is no page '%.*s': write the "
			             "name of a file as it stands below this folder", VIEW_ARG(p->name));
	}
	map_free(&there);
	return r->errors == errors;
}

const struct corrections_page *corrections_of(const struct corrections *c, struct view name)
{
	if (!c || c->pages.len == 0)
		return NULL;
	union map_value *number = map_get(&c->numbers, name);
	return number ? &c->pages.items[number->number] : NULL;
}

void corrections_free(struct corrections *c)
{
	for (size_t i = 0; i < c->pages.len; i++)
		array_free(&c->pages.items[i].sections);
	array_free(&c->pages);
	map_free(&c->numbers);
	arena_free(&c->arena);
	*c = (struct corrections){ 0 };
}
