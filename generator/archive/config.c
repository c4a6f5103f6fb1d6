#include "archive/config.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "archive/config_choice.h"
#include "archive/config_image.h"
#include "archive/config_synonym.h"
#include "archive/config_term.h"
#include "archive/config_title.h"
#include "archive/installed.h"
#include "base/conf.h"
#include "base/key.h"
#include "base/map.h"
#include "language/language.h"
#include "text/text.h"

#define PAGE_SIZE_DEFAULT 100
#define PAGE_SIZE_MAX     10000

struct loading {
	struct config *config;
	struct term_reading terms;
	struct title_reading titles;
	struct synonym_reading synonyms;
	struct map seen; /* section and key → its line */
};

typedef void set_value(struct config *c, const struct conf_entry *e, struct report *r);

static struct view keep(struct config *c, const char *text)
{
	return arena_view(&c->arena, view_of(text));
}

static const char *beside(struct config *c, const char *name)
{
	const char *slash = strrchr(c->path, '/');
	if (name[0] == '/' || !slash)
		return arena_string(&c->arena, view_of(name));
	return arena_printf(&c->arena, "%.*s/%s", (int)(slash - c->path), c->path, name).data;
}

static void set_title(struct config *c, const struct conf_entry *e, struct report *r)
{
	(void)r;
	c->title = keep(c, e->value);
}

static void set_newspaper(struct config *c, const struct conf_entry *e, struct report *r)
{
	(void)r;
	c->newspaper = keep(c, e->value);
}

static void set_language(struct config *c, const struct conf_entry *e, struct report *r)
{
	static const struct config_choice choice = { "language", language_tags, LANGUAGE_TAGS };
	c->language = view_of(language_tags[config_choice_one(&choice, e, 0, r)]);
}

static void set_paper_language(struct config *c, const struct conf_entry *e, struct report *r)
{
	static const struct config_choice choice = { "language of a paper", language_tags,
		                                         LANGUAGE_TAGS };
	c->paper_language = view_of(language_tags[config_choice_one(&choice, e, 0, r)]);
}

bool config_is_web_address(const char *s)
{
	struct view v = view_of(s);
	if (!view_starts(v, VIEW("https://")) && !view_starts(v, VIEW("http://")))
		return false;
	for (size_t i = 0; i < v.len; i++) {
		if ((unsigned char)v.data[i] <= ' ' || strchr("\"<>\\^`{|}", v.data[i]))
			return false;
	}
	return strlen(strstr(s, "//")) > 2;
}

static void set_base_url(struct config *c, const struct conf_entry *e, struct report *r)
{
	size_t len = strlen(e->value);
	if (config_is_web_address(e->value) && strstr(strstr(e->value, "//") + 2, "//"))
		conf_value_error(r, e,
		                 "'%s' has two slashes in its path, with nothing between them: "
		                 "take one out",
		                 e->value);
	else if (!config_is_web_address(e->value) || strpbrk(e->value, "?#"))
		conf_value_error(r, e,
		                 "'%s' is no address of a site: "
		                 "write one like https://example.org/archive/",
		                 e->value);
	else
		c->base_url =
			arena_printf(&c->arena, "%s%s", e->value, e->value[len - 1] == '/' ? "" : "/");
}

static void set_report_url(struct config *c, const struct conf_entry *e, struct report *r)
{
	if (!config_is_web_address(e->value) && strncmp(e->value, "mailto:", 7) != 0)
		conf_value_error(r, e,
		                 "'%s' is no address to report to: "
		                 "write one that begins with https:// or mailto:",
		                 e->value);
	else
		c->report_url = keep(c, e->value);
}

static void set_rights(struct config *c, const struct conf_entry *e, struct report *r)
{
	(void)r;
	c->rights = keep(c, e->value);
}

static void set_license(struct config *c, const struct conf_entry *e, struct report *r)
{
	if (!config_is_web_address(e->value))
		conf_value_error(r, e,
		                 "'%s' is no address of a license: write one like "
		                 "https://creativecommons.org/licenses/by/4.0/",
		                 e->value);
	else
		c->license = keep(c, e->value);
}

static void set_holder(struct config *c, const struct conf_entry *e, struct report *r)
{
	(void)r;
	c->holder = keep(c, e->value);
}

static bool is_mail_address(const char *s)
{
	const char *at = strchr(s, '@');
	return at && at > s && at[1] && !strchr(at + 1, '@') && !strpbrk(s, " \t<>\"'?&#%:/");
}

static void set_contact(struct config *c, const struct conf_entry *e, struct report *r)
{
	if (!config_is_web_address(e->value) && !is_mail_address(e->value))
		conf_value_error(r, e,
		                 "'%s' is neither a mail address nor one of the web: write one like "
		                 "editor@example.org or https://example.org/contact",
		                 e->value);
	else
		c->contact = keep(c, e->value);
}

static void set_encoding(struct config *c, const struct conf_entry *e, struct report *r)
{
	if (!text_encoding_known(e->value))
		conf_value_error(r, e, "unknown encoding '%s': write one like Big5, GBK or UTF-8",
		                 e->value);
	else
		c->encoding = arena_string(&c->arena, view_of(e->value));
}

static void set_page_size(struct config *c, const struct conf_entry *e, struct report *r)
{
	size_t n = 0;
	const char *p = e->value;
	while (*p >= '0' && *p <= '9' && n <= PAGE_SIZE_MAX)
		n = n * 10 + (size_t)(*p++ - '0');
	if (*p || n == 0 || n > PAGE_SIZE_MAX)
		conf_value_error(r, e, "'%s' is no number of articles: write one from 1 to %d", e->value,
		                 PAGE_SIZE_MAX);
	else
		c->page_size = n;
}

static bool read_flag(const struct conf_entry *e, bool usual, struct report *r)
{
	static const char *const words[] = { "no", "yes" };
	static const struct config_choice choice = { "answer", words, 2 };
	return config_choice_one(&choice, e, usual, r);
}

static void set_search(struct config *c, const struct conf_entry *e, struct report *r)
{
	c->search = read_flag(e, true, r);
}

static void set_zeros(struct config *c, const struct conf_entry *e, struct report *r)
{
	c->zeros = read_flag(e, false, r);
}

static void set_csv_bom(struct config *c, const struct conf_entry *e, struct report *r)
{
	c->csv_bom = read_flag(e, true, r);
}

static void set_sqlite(struct config *c, const struct conf_entry *e, struct report *r)
{
	c->sqlite = read_flag(e, false, r);
}

static void set_image_tiles(struct config *c, const struct conf_entry *e, struct report *r)
{
	c->image_tiles = read_flag(e, false, r);
}

static void set_hosts(struct config *c, const struct conf_entry *e, struct report *r)
{
	static const char *const hosts[] = { "cloudflare", "github", "gitlab", "netlify" };
	static const struct config_choice choice = { "host", hosts, 4 };
	c->hosts = config_choice_many(&choice, e, r);
}

static void set_compress(struct config *c, const struct conf_entry *e, struct report *r)
{
	static const char *const formats[] = { "gzip", "brotli" };
	static const struct config_choice choice = { "compression", formats, 2 };
	c->compress = config_choice_many(&choice, e, r);
}

static void set_articles(struct config *c, const struct conf_entry *e, struct report *r)
{
	static const char *const places[] = { "file", "page" };
	static const struct config_choice choice = { "place of articles", places, 2 };
	c->together = config_choice_one(&choice, e, 0, r) == 1;
}

static void set_front(struct config *c, const struct conf_entry *e, struct report *r)
{
	static const char *const fronts[] = { "issue", "archive" };
	static const struct config_choice choice = { "front page", fronts, 2 };
	c->ended = config_choice_one(&choice, e, 0, r) == 1;
	c->front_set = true;
}

/* Which articles there are is not known yet: site/pages/home.c tells of those that are not. */
static void set_stories(struct config *c, const struct conf_entry *e, struct report *r)
{
	(void)r;
	c->story_count = conf_list(e->value, &c->arena, &c->stories);
	c->stories_line = e->line;
}

static void set_source(struct config *c, const struct conf_entry *e, struct report *r)
{
	(void)r;
	c->source = beside(c, e->value);
}

static void set_output(struct config *c, const struct conf_entry *e, struct report *r)
{
	(void)r;
	c->output = beside(c, e->value);
}

/* The installed files would stand in for those of a folder whose name is misspelt. */
static const char *own_folder(struct config *c, const struct conf_entry *e, struct report *r)
{
	const char *path = beside(c, e->value);
	if (access(path, F_OK) != 0)
		conf_value_error(r, e, "there is no folder '%s': make it, or take the line out", e->value);
	return path;
}

static void set_templates(struct config *c, const struct conf_entry *e, struct report *r)
{
	c->templates = own_folder(c, e, r);
}

static void set_static(struct config *c, const struct conf_entry *e, struct report *r)
{
	c->static_folder = own_folder(c, e, r);
}

static void set_state(struct config *c, const struct conf_entry *e, struct report *r)
{
	(void)r;
	c->state = beside(c, e->value);
}

static void set_weights(struct config *c, const struct conf_entry *e, struct report *r)
{
	(void)r;
	c->weights = beside(c, e->value);
}

static const struct {
	const char *key;
	set_value *set;
} site_keys[] = {
	{ "title", set_title },           { "newspaper", set_newspaper },
	{ "language", set_language },     { "base_url", set_base_url },
	{ "report_url", set_report_url }, { "source", set_source },
	{ "output", set_output },         { "page_size", set_page_size },
	{ "encoding", set_encoding },     { "weights", set_weights },
	{ "templates", set_templates },   { "static", set_static },
	{ "state", set_state },           { "search", set_search },
	{ "search_zeros", set_zeros },    { "paper_language", set_paper_language },
	{ "articles", set_articles },     { "compress", set_compress },
	{ "hosts", set_hosts },           { "front", set_front },
	{ "stories", set_stories },       { "csv_bom", set_csv_bom },
	{ "sqlite", set_sqlite },         { "rights", set_rights },
	{ "license", set_license },       { "holder", set_holder },
	{ "contact", set_contact },       { "image", config_image_read },
	{ "image_tiles", set_image_tiles },
};

static void site_key(struct config *c, const struct conf_entry *e, struct report *r)
{
	for (size_t i = 0; i < sizeof(site_keys) / sizeof(*site_keys); i++) {
		if (strcmp(e->key, site_keys[i].key) == 0) {
			site_keys[i].set(c, e, r);
			return;
		}
	}
	conf_key_error(
		r, e,
		"unknown key '%s' in [site]: the keys are title, newspaper, language, "
		"paper_language, base_url, report_url, source, output, page_size, encoding, weights, "
		"templates, static, state, search, search_zeros, articles, compress, hosts, front, "
		"stories, csv_bom, sqlite, rights, license, holder, contact, image and image_tiles",
		e->key);
}

static void begin_section(struct loading *l, const struct conf_entry *e, struct report *r)
{
	struct view name = view_of(e->section);
	config_term_end(&l->terms, r);
	config_title_end(&l->titles, r);
	if (view_starts(name, VIEW("title ")))
		config_title_begin(&l->titles, view_slice(name, 6, name.len), e, r);
	else if (view_starts(name, VIEW("topic ")))
		config_term_begin(&l->terms, CONFIG_TOPICS, view_slice(name, 6, name.len), e, r);
	else if (view_starts(name, VIEW("place ")))
		config_term_begin(&l->terms, CONFIG_PLACES, view_slice(name, 6, name.len), e, r);
	else if (!view_eq(name, VIEW("site")) && !view_eq(name, VIEW("synonyms")))
		conf_key_error(r, e,
		               "unknown section [%s]: write [site], [topic ID], [place ID], "
		               "[title ID] or [synonyms]",
		               e->section);
}

/* Whether this key of this section is met for the first time. */
static bool first_time(struct loading *l, const struct conf_entry *e, struct report *r)
{
	struct buf full = { 0 };
	buf_printf(&full, "%s\n%s", e->section, e->key);
	bool fresh = true;
	union map_value *line = map_put(&l->seen, buf_view(&full), &fresh);
	buf_free(&full);
	if (fresh)
		line->number = e->line;
	else
		conf_key_error(r, e, "the key '%s' stands in line %zu already: keep one of the two", e->key,
		               (size_t)line->number);
	return fresh;
}

static void entry(void *context, const struct conf_entry *e, struct report *r)
{
	struct loading *l = context;
	struct hash128 *content = &l->config->content;
	*content = key_text(key_text(*content, view_of(e->section)), view_of(e->key));
	*content = key_text(*content, e->key ? view_of(e->value) : VIEW_NULL);
	if (e->key == NULL)
		begin_section(l, e, r);
	else if (e->section[0] == '\0')
		conf_key_error(r, e,
		               "the key '%s' stands before the first section: "
		               "write [site] above it",
		               e->key);
	else if (!first_time(l, e, r))
		return;
	else if (strcmp(e->section, "site") == 0 && e->value[0] == '\0')
		conf_value_error(r, e, "the key '%s' has no value: write one or take the line out", e->key);
	else if (strcmp(e->section, "site") == 0)
		site_key(l->config, e, r);
	else if (strcmp(e->section, "synonyms") == 0)
		config_synonym_key(&l->synonyms, e, r);
	else if (l->titles.open)
		config_title_key(&l->titles, e, r);
	else
		config_term_key(&l->terms, e, r);
}

static void require(struct report *r, const struct config *c, bool there, const char *key)
{
	if (!there)
		report_error(r, c->path, 0, 0, "[site] has no %s: add a line %s = …", key, key);
}

static void defaults(struct config *c)
{
	c->source = beside(c, "seeds");
	c->output = beside(c, "public");
	c->page_size = PAGE_SIZE_DEFAULT;
	c->search = true;
	c->csv_bom = true;
	c->hosts = CONFIG_CLOUDFLARE | CONFIG_GITHUB | CONFIG_GITLAB | CONFIG_NETLIFY;
	c->templates = beside(c, "templates");
	c->static_folder = beside(c, "static");
	const char *installed = installed_folder(&c->arena);
	if (installed) {
		c->installed_templates = arena_printf(&c->arena, "%s/templates", installed).data;
		c->installed_static = arena_printf(&c->arena, "%s/static", installed).data;
	}
	c->state = beside(c, "build");
}

static bool is_among(struct view names, struct view name)
{
	while (names.data)
		if (view_eq(view_cut(&names, '\n'), name))
			return true;
	return false;
}

/* What heads of pages may call the paper, whatever their day. */
static void join_names(struct config *c)
{
	struct buf names = { 0 };
	buf_put(&names, c->newspaper);
	for (size_t i = 0; i < c->title_count; i++) {
		if (is_among(buf_view(&names), c->titles[i].name))
			continue;
		buf_puts(&names, names.len ? "\n" : "");
		buf_put(&names, c->titles[i].name);
	}
	c->paper_names = arena_view(&c->arena, buf_view(&names));
	buf_free(&names);
}

bool config_read(const char *path, struct config *out, struct report *r)
{
	*out = (struct config){ 0 };
	size_t errors = r->errors;
	out->path = arena_string(&out->arena, view_of(path));
	defaults(out);
	struct loading l = {
		.config = out, .terms.config = out, .titles.config = out, .synonyms.config = out
	};
	bool read = conf_read(out->path, entry, &l, r);
	config_term_finish(&l.terms, r);
	config_title_finish(&l.titles, r);
	config_synonym_finish(&l.synonyms);
	join_names(out);
	if (read) {
		require(r, out, out->title.len > 0, "title");
		require(r, out, out->newspaper.len > 0, "newspaper");
	}
	if (out->language.data == NULL)
		out->language = VIEW("zh-Hans");
	/* Sites in English are made of papers in Chinese, too. */
	if (out->paper_language.data == NULL)
		out->paper_language = view_eq(out->language, VIEW("en")) ? VIEW("zh-Hans") : out->language;
	map_free(&l.seen);
	return r->errors == errors;
}

const struct language *config_paper(const struct config *c)
{
	const struct language *l = language_find(c->paper_language);
	return l ? l : language_default();
}

void config_free(struct config *c)
{
	arena_free(&c->arena);
	*c = (struct config){ 0 };
}
