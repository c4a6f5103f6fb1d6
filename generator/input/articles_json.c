#include "input/articles_json.h"

#include <jansson.h>
#include <string.h>

#include "input/articles.h"

enum { TOLD_MOST = 10 /* lines; of the others the number is told */ };

/* Text of no article that came before the first article of its page. */
struct early {
	char *source, *text;
};

struct json_reading {
	struct articles articles;
	ARRAY(struct early) early;
	char *source; /* that the last article came from; or NULL */
	const char *path;
	struct report *report;
	size_t told, untold;
};

static void tell(struct json_reading *j, size_t line, size_t column, const char *what)
{
	if (j->told++ < TOLD_MOST)
		report_warning(j->report, j->path, line, column, "%s", what);
	else
		j->untold++;
}

/* ── values ── */

static struct view text_of(const json_t *value)
{
	if (!json_is_string(value))
		return VIEW_NULL;
	return (struct view){ json_string_value(value), json_string_length(value) };
}

/* The record's value for a field, by whichever of its names. */
static const json_t *field(json_t *record, enum language_field wanted)
{
	const char *name;
	json_t *value;
	enum language_field f;
	json_object_foreach(record, name, value) if (!json_is_null(value) &&
	                                             articles_field_of(view_of(name), &f) &&
	                                             f == wanted) return value;
	return NULL;
}

/* A text, or a number as a text in *digits. */
static struct view text_or_number(const json_t *value, char digits[24])
{
	if (!json_is_integer(value))
		return text_of(value);
	snprintf(digits, 24, "%lld", (long long)json_integer_value(value));
	return view_of(digits);
}

/* ── articles ── */

static enum line_role role_of(struct view type)
{
	enum line_role role;
	return line_role_parse(type, &role) && role != LINE_ROLE_START ? role : LINE_ROLE_BODY;
}

static void put_body_item(struct json_reading *j, const json_t *item)
{
	if (json_is_object(item))
		articles_put(&j->articles, role_of(text_of(json_object_get(item, "type"))),
		             text_of(json_object_get(item, "text")));
	else
		articles_put(&j->articles, LINE_ROLE_BODY, text_of(item));
}

/* A text has a paragraph a line. */
static void put_body(struct json_reading *j, const json_t *body)
{
	struct view rest = text_of(body);
	while (rest.data)
		articles_put(&j->articles, LINE_ROLE_BODY, view_cut(&rest, '\n'));
	for (size_t i = 0; i < json_array_size(body); i++)
		put_body_item(j, json_array_get(body, i));
}

/* Whether the byline stands in the text itself, as （张波） at its end. */
static bool is_in_body(struct view byline, const json_t *body)
{
	if (json_is_string(body))
		return view_find(text_of(body), byline, 0) >= 0;
	for (size_t i = 0; i < json_array_size(body); i++) {
		const json_t *item = json_array_get(body, i);
		struct view text = text_of(json_is_object(item) ? json_object_get(item, "text") : item);
		if (text.data && view_find(text, byline, 0) >= 0)
			return true;
	}
	return false;
}

/* As printed, if the export says how; else as given, a name or several. */
static void put_byline(struct json_reading *j, json_t *record, const json_t *body)
{
	json_t *printed = json_object_get(record, "byline_text");
	const json_t *byline = printed ? printed : field(record, LANGUAGE_FIELD_BYLINE);
	struct buf names = { 0 };
	if (json_is_string(byline))
		buf_put(&names, text_of(byline));
	for (size_t i = 0; i < json_array_size(byline); i++) {
		buf_puts(&names, i > 0 ? " " : "");
		buf_put(&names, text_of(json_array_get(byline, i)));
	}
	/* Pieces of a byline may stand in different paragraphs. */
	for (struct view rest = buf_view(&names); rest.len > 0;) {
		struct view piece = view_cut(&rest, '\n');
		if (!is_in_body(piece, body))
			articles_put(&j->articles, LINE_ROLE_BYLINE, piece);
	}
	buf_free(&names);
}

/* In brackets it stands behind the text, else in front of it. */
static bool stands_behind(json_t *record)
{
	struct view printed = text_of(json_object_get(record, "byline_text"));
	return view_starts(printed, VIEW("(")) || view_starts(printed, VIEW("（"));
}

static void put_texts(struct json_reading *j, json_t *record)
{
	const json_t *body = field(record, LANGUAGE_FIELD_BODY);
	bool behind = stands_behind(record);
	struct view opening = text_of(json_object_get(record, "headline_source"));
	articles_put(&j->articles, LINE_ROLE_KICKER, text_of(field(record, LANGUAGE_FIELD_KICKER)));
	if (!view_eq(opening, VIEW("opening")))
		articles_put(&j->articles, LINE_ROLE_HEADLINE,
		             text_of(field(record, LANGUAGE_FIELD_HEADLINE)));
	articles_put(&j->articles, LINE_ROLE_DECK, text_of(field(record, LANGUAGE_FIELD_DECK)));
	if (!behind)
		put_byline(j, record, body);
	put_body(j, body);
	if (behind)
		put_byline(j, record, body);
}

/* ── text of no article ── */

static void put_early(struct json_reading *j, const char *source)
{
	size_t kept = 0;
	for (size_t i = 0; i < j->early.len; i++) {
		struct early e = j->early.items[i];
		if (source && strcmp(e.source, source) != 0) {
			j->early.items[kept++] = e;
			continue;
		}
		articles_put_furniture(&j->articles, view_of(e.text));
		free(e.source);
		free(e.text);
	}
	j->early.len = kept;
}

static void put_furniture(struct json_reading *j, json_t *record)
{
	struct view text = text_of(json_object_get(record, "text"));
	const char *source = json_string_value(json_object_get(record, "source"));
	if (j->articles.open && (!source || (j->source && strcmp(source, j->source) == 0)))
		articles_put_furniture(&j->articles, text);
	else if (text.data)
		*array_push(&j->early) =
			(struct early){ mem_string(source ? source : ""), mem_string(text.data) };
}

/* ── records ── */

static void put_article(struct json_reading *j, json_t *record, size_t line)
{
	char digits[24];
	const char *source = json_string_value(json_object_get(record, "source"));
	struct view date = text_of(field(record, LANGUAGE_FIELD_DATE));
	struct view page = text_or_number(field(record, LANGUAGE_FIELD_PAGE), digits);
	if (!articles_begin(&j->articles, date, page, text_of(field(record, LANGUAGE_FIELD_NEWSPAPER)),
	                    text_of(field(record, LANGUAGE_FIELD_KIND))))
		tell(j, line, 0, "its date is none: write it as 2022-01-19");
	free(j->source);
	j->source = source ? mem_string(source) : NULL;
	if (source)
		put_early(j, source);
	put_texts(j, record);
}

static void put_record(struct json_reading *j, json_t *record, size_t line)
{
	struct view kind = text_of(json_object_get(record, "kind"));
	if (json_is_object(record) && view_eq(kind, VIEW("furniture")))
		put_furniture(j, record);
	else if (field(record, LANGUAGE_FIELD_BODY) || field(record, LANGUAGE_FIELD_HEADLINE))
		put_article(j, record, line);
	else
		tell(j, line, 0, "is no article: it has neither headline nor body");
}

static void read_line(struct json_reading *j, struct view bytes, size_t line)
{
	json_error_t e;
	if (view_trim(bytes).len == 0)
		return;
	json_t *record = json_loadb(bytes.data, bytes.len, JSON_ALLOW_NUL, &e);
	if (record)
		put_record(j, record, line);
	else
		tell(j, line, e.column > 0 ? (size_t)e.column : 0,
		     "is no JSON: an article is an object on one line");
	json_decref(record);
}

bool articles_json_read(const struct input_source *s, struct input_pages *out, struct report *r)
{
	struct json_reading j = { .path = s->files[0].path, .report = r };
	struct view rest = s->files[0].bytes;
	if (view_starts(rest, VIEW("\xEF\xBB\xBF")))
		rest = view_slice(rest, 3, rest.len);
	for (size_t line = 1; rest.data; line++)
		read_line(&j, view_cut(&rest, '\n'), line);
	if (j.articles.open)
		put_early(&j, NULL);
	articles_end(&j.articles, out);
	if (j.untold > 0)
		report_warning(r, j.path, 0, 0, "… and %zu more lines of which no article can be made",
		               j.untold);
	if (out->len == 0)
		report_warning(r, j.path, 0, 0,
		               "holds no article: each is an object on a line of its own, with headline, "
		               "body, date and page");
	for (size_t i = 0; i < j.early.len; i++) {
		free(j.early.items[i].source);
		free(j.early.items[i].text);
	}
	array_free(&j.early);
	free(j.source);
	return out->len > 0;
}
