#include "mustache/token.h"

#include <string.h>

#include "base/ascii.h"

/* Bytes of a delimiter. */
enum { LONGEST = 32 };

struct scanner {
	struct view source;
	size_t at;
	uint32_t line, column; /* of at; a column is a character */
	struct view open, close;
	const char *file;
	struct token_list *out;
	struct report *report;
};

/* A tag while it is read: where it begins, and what its brackets hold. */
struct tag {
	uint32_t line, column;
	char sigil; /* 0 for none */
	struct view content;
};

/* Moves on by len bytes and counts the lines and characters passed. */
static void advance(struct scanner *s, size_t len)
{
	for (size_t end = s->at + len; s->at < end; s->at++) {
		unsigned char c = (unsigned char)s->source.data[s->at];
		if (c == '\n') {
			s->line++;
			s->column = 1;
		} else if ((c & 0xC0) != 0x80) {
			s->column++;
		}
	}
}

static bool fail(const struct scanner *s, const struct tag *t, const char *problem, struct view met)
{
	enum { MOST = 60 };
	bool cut = met.len > MOST;
	while (cut && met.len > 0 &&
	       (met.len > MOST || ((unsigned char)met.data[met.len] & 0xC0) == 0x80))
		met.len--;
	report_error(s->report, s->file, t->line, t->column, "%s, met \"%.*s%s\"", problem,
	             VIEW_ARG(met), cut ? "…" : "");
	return false;
}

static bool fail_open(const struct scanner *s, const struct tag *t, struct view close)
{
	char problem[LONGEST + 64];
	snprintf(problem, sizeof(problem), "the tag is not closed: expected \"%.*s\"", VIEW_ARG(close));
	struct view met = view_slice(s->source, s->at, s->source.len);
	return fail(s, t, problem, view_cut(&met, '\n'));
}

static struct token *push(struct scanner *s, enum token_kind kind, uint32_t line, uint32_t column)
{
	struct token *t = array_push(&s->out->tokens);
	t->kind = kind;
	t->line = line;
	t->column = column;
	t->match = TOKEN_NONE;
	t->outer = TOKEN_NONE;
	return t;
}

/* Text up to end, a token a line. */
static void scan_text(struct scanner *s, size_t end)
{
	while (s->at < end) {
		struct view rest = view_slice(s->source, s->at, end - s->at);
		ptrdiff_t line_end = view_find(rest, VIEW("\n"), 0);
		struct view text = view_slice(rest, 0, line_end < 0 ? rest.len : (size_t)line_end + 1);
		push(s, TOKEN_TEXT, s->line, s->column)->text = text;
		advance(s, text.len);
	}
}

static bool has_blank(struct view v)
{
	for (size_t i = 0; i < v.len; i++)
		if (ascii_is_blank(v.data[i]))
			return true;
	return false;
}

/* The content of {{=OPEN CLOSE=}}, without the first equals sign. */
static bool scan_delimiters(struct scanner *s, const struct tag *t)
{
	static const char expected[] =
		"expected two new delimiters as in {{=<% %>=}}, short and without blanks or \"=\" in them";
	struct view pair = t->content;
	if (!view_ends(pair, VIEW("=")))
		return fail(s, t, expected, t->content);
	pair = view_trim(view_slice(pair, 0, pair.len - 1));
	size_t first = 0;
	while (first < pair.len && !ascii_is_blank(pair.data[first]))
		first++;
	struct view open = view_slice(pair, 0, first);
	struct view close = view_trim(view_slice(pair, first, pair.len));
	if (open.len == 0 || close.len == 0 || has_blank(close) || open.len > LONGEST ||
	    close.len > LONGEST || view_find(pair, VIEW("="), 0) >= 0)
		return fail(s, t, expected, t->content);
	s->open = open;
	s->close = close;
	push(s, TOKEN_SILENT, t->line, t->column);
	return true;
}

static enum token_kind kind_of(char sigil)
{
	switch (sigil) {
	case '&':
	case '{': return TOKEN_RAW;
	case '#': return TOKEN_SECTION;
	case '^': return TOKEN_INVERTED;
	case '>': return TOKEN_PARTIAL;
	case '<': return TOKEN_PARENT;
	case '$': return TOKEN_BLOCK;
	case '/': return TOKEN_CLOSE;
	case '!':
	case '=': return TOKEN_SILENT;
	default: return TOKEN_VARIABLE;
	}
}

/* Whether a name is looked up in the data, part by part. */
static bool is_lookup(enum token_kind kind)
{
	return kind == TOKEN_VARIABLE || kind == TOKEN_RAW || kind == TOKEN_SECTION ||
	       kind == TOKEN_INVERTED;
}

static bool has_empty_part(struct view name)
{
	if (view_eq(name, VIEW(".")))
		return false;
	while (name.data) {
		struct view part = view_cut(&name, '.');
		if (part.len == 0)
			return true;
	}
	return false;
}

static bool scan_name(struct scanner *s, const struct tag *t, enum token_kind kind)
{
	struct view name = view_trim(t->content);
	bool may_be_dynamic = kind == TOKEN_PARTIAL || kind == TOKEN_PARENT || kind == TOKEN_CLOSE;
	bool dynamic = may_be_dynamic && view_starts(name, VIEW("*"));
	if (dynamic)
		name = view_trim(view_slice(name, 1, name.len));
	if (name.len == 0)
		return fail(s, t, "the tag is empty: expected a name", t->content);
	if (has_blank(name))
		return fail(s, t, "expected one name without blanks", name);
	if ((is_lookup(kind) || (dynamic && kind != TOKEN_CLOSE)) && has_empty_part(name))
		return fail(s, t, "expected a name before and after each dot", name);
	struct token *token = push(s, kind, t->line, t->column);
	token->dynamic = dynamic;
	token->text = name;
	return true;
}

/* One tag; s stands at its opening delimiter. */
static bool scan_tag(struct scanner *s)
{
	struct tag t = { s->line, s->column, 0, { 0 } };
	size_t start = s->at + s->open.len;
	if (start < s->source.len && strchr("&{#^><$/!=", s->source.data[start]) &&
	    s->source.data[start] != '\0')
		t.sigil = s->source.data[start++];
	bool triple = t.sigil == '{';
	/* The triple form ends with a brace before the delimiter. */
	char ending[LONGEST + 1] = "}";
	memcpy(ending + triple, s->close.data, s->close.len);
	struct view close = { ending, s->close.len + triple };
	ptrdiff_t end = view_find(s->source, close, start);
	if (end < 0)
		return fail_open(s, &t, close);
	t.content = view_slice(s->source, start, (size_t)end - start);
	advance(s, (size_t)end + close.len - s->at);
	if (t.sigil == '=')
		return scan_delimiters(s, &t);
	enum token_kind kind = kind_of(t.sigil);
	if (kind == TOKEN_SILENT) {
		push(s, kind, t.line, t.column);
		return true;
	}
	return scan_name(s, &t, kind);
}

bool token_scan(struct view source, struct token_origin origin, struct token_list *out,
                struct report *r)
{
	struct scanner s = { source, 0, origin.line, origin.column, VIEW("{{"), VIEW("}}"), origin.file,
		                 out,    r };
	if (source.len >= UINT32_MAX) {
		report_error(r, origin.file, 0, 0, "the template is too long: expected less than 4 GiB");
		return false;
	}
	for (;;) {
		ptrdiff_t open = view_find(source, s.open, s.at);
		scan_text(&s, open < 0 ? source.len : (size_t)open);
		if (open < 0)
			return true;
		if (!scan_tag(&s))
			return false;
	}
}

const char *token_word(enum token_kind kind)
{
	switch (kind) {
	case TOKEN_BLOCK: return "block";
	case TOKEN_PARENT: return "parent";
	case TOKEN_PARTIAL: return "partial";
	default: return "section";
	}
}

static bool closes(const struct token *open, const struct token *close)
{
	return open->dynamic == close->dynamic && view_eq(open->text, close->text);
}

static bool report_stray(const struct token *open, const struct token *close, const char *file,
                         struct report *r)
{
	if (open == NULL)
		report_error(r, file, close->line, close->column,
		             "met the closing tag of \"%s%.*s\", but nothing is open: "
		             "expected its opening tag before",
		             close->dynamic ? "*" : "", VIEW_ARG(close->text));
	else
		report_error(r, file, close->line, close->column,
		             "met the closing tag of \"%s%.*s\", expected that of the %s "
		             "\"%s%.*s\", open since %u:%u",
		             close->dynamic ? "*" : "", VIEW_ARG(close->text), token_word(open->kind),
		             open->dynamic ? "*" : "", VIEW_ARG(open->text), (unsigned)open->line,
		             (unsigned)open->column);
	return false;
}

/* In a parent's body only blocks count; anything else would silently be lost. */
static bool report_lost(const struct token *parent, const struct token *t, const char *file,
                        struct report *r)
{
	report_error(r, file, t->line, t->column,
	             "met \"%.*s\" in the parent \"%.*s\" outside its blocks, where nothing "
	             "is shown: expected it in a block",
	             VIEW_ARG(t->text), VIEW_ARG(parent->text));
	return false;
}

static bool is_lost(const struct token *t)
{
	return t->kind != TOKEN_TEXT && t->kind != TOKEN_SILENT && t->kind != TOKEN_BLOCK &&
	       t->kind != TOKEN_CLOSE;
}

static bool opens(enum token_kind kind)
{
	return kind == TOKEN_SECTION || kind == TOKEN_INVERTED || kind == TOKEN_PARENT ||
	       kind == TOKEN_BLOCK;
}

bool token_match(struct token_list *list, const char *file, struct report *r)
{
	struct token *tokens = list->tokens.items;
	uint32_t innermost = TOKEN_NONE;
	size_t depth = 0;
	for (uint32_t i = 0; i < list->tokens.len; i++) {
		struct token *t = &tokens[i];
		t->outer = innermost;
		if (innermost != TOKEN_NONE && tokens[innermost].kind == TOKEN_PARENT && is_lost(t))
			return report_lost(&tokens[innermost], t, file, r);
		if (opens(t->kind)) {
			innermost = i;
			if (++depth > TOKEN_DEEPEST) {
				report_error(r, file, t->line, t->column,
				             "met more than %d open sections, blocks and parents: "
				             "expected some to be closed",
				             TOKEN_DEEPEST);
				return false;
			}
		} else if (t->kind == TOKEN_CLOSE) {
			struct token *open = innermost == TOKEN_NONE ? NULL : &tokens[innermost];
			if (open == NULL || !closes(open, t))
				return report_stray(open, t, file, r);
			open->match = i;
			t->match = innermost;
			t->outer = innermost = open->outer;
			depth--;
		}
	}
	if (innermost == TOKEN_NONE)
		return true;
	const struct token *open = &tokens[innermost];
	report_error(r, file, open->line, open->column,
	             "the %s \"%s%.*s\" is not closed: expected its closing tag before the "
	             "end of the template",
	             token_word(open->kind), open->dynamic ? "*" : "", VIEW_ARG(open->text));
	return false;
}
