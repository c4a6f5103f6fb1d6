#include "sqlite/database.h"

#include <jansson.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

struct database {
	sqlite3 *file;
	sqlite3_stmt *insert;
	const struct fold *fold;
	struct fold_codes codes;
	struct buf folded, body;
	size_t count;
};

static const char schema[] =
	"PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
	"CREATE TABLE articles(id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, date TEXT, page TEXT,"
	" kind TEXT NOT NULL, kicker TEXT, headline TEXT, headline_source TEXT, deck TEXT,"
	" byline TEXT, byline_text TEXT, photographers TEXT, dateline TEXT, body TEXT NOT NULL,"
	" topics TEXT, places TEXT, source TEXT, same_text TEXT, first_line INTEGER, confidence REAL,"
	" folded TEXT NOT NULL);"
	"CREATE VIRTUAL TABLE search USING fts5(folded, content='articles', content_rowid='id',"
	" tokenize='trigram case_sensitive 1');"
	"BEGIN";

static const char finish[] = "CREATE INDEX articles_date ON articles(date);"
							 "CREATE INDEX articles_same_text ON articles(same_text);"
							 "INSERT INTO search(search) VALUES('rebuild');"
							 "INSERT INTO search(search) VALUES('optimize');"
							 "COMMIT";

static const char row[] =
	"INSERT INTO articles(url, date, page, kind, kicker, headline, headline_source, deck, byline,"
	" byline_text, photographers, dateline, topics, places, source, same_text, first_line, confidence,"
	" body, folded) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

/* What the columns of the row up to `same_text` are called in the lines. */
static const char *const members[] = {
	"url",           "published",       "page",   "kind",   "kicker",
	"headline",      "headline_source", "deck",   "byline", "byline_text",
	"photographers", "dateline",        "topics", "places", "source",
	"same_text"
};

enum { MEMBERS = sizeof(members) / sizeof(*members) };

static bool tell(const struct database *d, struct report *r)
{
	report_error(r, NULL, 0, 0, "SQLite: %s", sqlite3_errmsg(d->file));
	return false;
}

struct database *database_create(const char *path, const struct fold *fold, struct report *r)
{
	struct database *d = mem_alloc(sizeof(*d));
	d->fold = fold;
	if (sqlite3_open_v2(path, &d->file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) ==
	        SQLITE_OK &&
	    sqlite3_exec(d->file, schema, NULL, NULL, NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(d->file, row, -1, &d->insert, NULL) == SQLITE_OK)
		return d;
	tell(d, r);
	database_drop(d);
	return NULL;
}

/* A part of the text, folded, in a line of its own. */
static void add_folded(struct database *d, const char *text)
{
	d->codes.codes.len = 0;
	if (!text || fold_text(d->fold, view_of(text), &d->codes) == 0)
		return;
	if (d->folded.len > 0)
		buf_putc(&d->folded, '\n');
	for (size_t i = 0; i < d->codes.codes.len; i++)
		buf_put_code(&d->folded, d->codes.codes.items[i]);
}

static void add_member(struct database *d, const json_t *line, const char *name)
{
	add_folded(d, json_string_value(json_object_get(line, name)));
}

/* The texts of an article, as printed and folded. */
static void read_texts(struct database *d, const json_t *line)
{
	const char *from = json_string_value(json_object_get(line, "headline_source"));
	const json_t *body = json_object_get(line, "body"), *piece;
	size_t i;
	buf_truncate(&d->folded, 0);
	buf_truncate(&d->body, 0);
	add_member(d, line, "kicker");
	if (from && strcmp(from, "printed") == 0)
		add_member(d, line, "headline");
	add_member(d, line, "deck");
	add_member(d, line, "byline_text");
	add_member(d, line, "dateline");
	json_array_foreach(body, i, piece)
	{
		const char *text = json_string_value(json_object_get(piece, "text"));
		add_folded(d, text);
		buf_puts(&d->body, i ? "\n" : "");
		buf_puts(&d->body, text ? text : "");
	}
}

/* A text as it is, a list as JSON, nothing as NULL. */
static void bind(struct database *d, int column, const json_t *v)
{
	if (json_is_string(v)) {
		sqlite3_bind_text(d->insert, column, json_string_value(v), -1, SQLITE_TRANSIENT);
	} else if (json_is_array(v)) {
		char *list = json_dumps(v, JSON_COMPACT);
		sqlite3_bind_text(d->insert, column, list, -1, SQLITE_TRANSIENT);
		free(list);
	} else {
		sqlite3_bind_null(d->insert, column);
	}
}

static void bind_buf(struct database *d, int column, const struct buf *b)
{
	sqlite3_bind_text(d->insert, column, b->len ? b->data : "", (int)b->len, SQLITE_STATIC);
}

static bool add_article(struct database *d, const json_t *line, struct report *r)
{
	const json_t *lines = json_array_get(json_object_get(line, "lines"), 0);
	read_texts(d, line);
	for (int i = 0; i < MEMBERS; i++)
		bind(d, i + 1, json_object_get(line, members[i]));
	sqlite3_bind_int64(d->insert, MEMBERS + 1, json_integer_value(json_array_get(lines, 0)));
	sqlite3_bind_double(d->insert, MEMBERS + 2,
	                    json_number_value(json_object_get(line, "confidence")));
	bind_buf(d, MEMBERS + 3, &d->body);
	bind_buf(d, MEMBERS + 4, &d->folded);
	bool ok = sqlite3_step(d->insert) == SQLITE_DONE;
	sqlite3_reset(d->insert);
	d->count += ok;
	return ok || tell(d, r);
}

bool database_add(struct database *d, struct view line, const char *name, size_t number,
                  struct report *r)
{
	json_error_t error;
	json_t *v = json_loadb(line.data, line.len, 0, &error);
	bool ok = json_is_object(v);
	if (!ok)
		report_error(r, name, number, 0, "is no article: build the site again");
	else if (json_is_string(json_object_get(v, "url")))
		ok = add_article(d, v, r);
	json_decref(v);
	return ok;
}

size_t database_count(const struct database *d)
{
	return d->count;
}

/* The one row of integrity_check is "ok". */
static int is_whole(void *context, int columns, char **values, char **names)
{
	(void)columns, (void)names;
	*(bool *)context = strcmp(values[0], "ok") == 0;
	return 0;
}

bool database_finish(struct database *d, struct report *r)
{
	bool whole = false;
	bool ok = sqlite3_exec(d->file, finish, NULL, NULL, NULL) == SQLITE_OK &&
	          sqlite3_exec(d->file, "PRAGMA integrity_check", is_whole, &whole, NULL) == SQLITE_OK;
	if (!ok)
		tell(d, r);
	else if (!whole)
		report_error(r, NULL, 0, 0, "SQLite: the file is not whole: is the disk sound?");
	database_drop(d);
	return ok && whole;
}

void database_drop(struct database *d)
{
	if (!d)
		return;
	sqlite3_finalize(d->insert);
	sqlite3_close(d->file);
	array_free(&d->codes.codes);
	buf_free(&d->folded);
	buf_free(&d->body);
	free(d);
}
