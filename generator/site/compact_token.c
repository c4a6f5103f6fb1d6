#include "site/compact_token.h"

#include <string.h>

#include "base/ascii.h"

/* Words behind which a value begins, and so a / begins a regular expression. */
static const char *const before_value[] = { "return", "typeof",     "case",  "in",    "of",
	                                        "delete", "void",       "throw", "new",   "else",
	                                        "do",     "instanceof", "yield", "await", "extends" };
static const char *const conditional[] = { "if", "while", "for", "with" };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool is_name(char c)
{
	return ascii_is_letter((unsigned char)c) || ascii_is_digit((unsigned char)c) ||
	       (unsigned char)c >= 0x80 || (c != '\0' && strchr("$_\\#@", c));
}

static bool starts(const struct script_scan *s, const char *with)
{
	return view_starts(view_slice(s->text, s->at, strlen(with)), view_of(with));
}

/* Skips blanks and comments. */
static bool skip_gap(struct script_scan *s, struct script_token *t)
{
	size_t from = s->at;
	while (s->at < s->text.len) {
		if (ascii_is_blank((unsigned char)s->text.data[s->at])) {
			s->at++;
		} else if (starts(s, "//")) {
			ptrdiff_t end = view_find(s->text, VIEW("\n"), s->at);
			s->at = end < 0 ? s->text.len : (size_t)end;
		} else if (starts(s, "/*")) {
			ptrdiff_t end = view_find(s->text, VIEW("*/"), s->at + 2);
			if (end < 0)
				return false;
			s->at = (size_t)end + 2;
		} else {
			break;
		}
	}
	struct view gap = view_slice(s->text, from, s->at - from);
	t->behind_blank = gap.len > 0;
	t->behind_line = view_find(gap, VIEW("\n"), 0) >= 0 || view_find(gap, VIEW("\r"), 0) >= 0;
	/* What looks like a comment of HTML is one, in some places. */
	return !starts(s, "<!--") && !(starts(s, "-->") && (t->behind_line || from == 0));
}

static bool read_string(struct script_scan *s)
{
	char quote = s->text.data[s->at++];
	while (s->at < s->text.len && s->text.data[s->at] != quote) {
		if (s->text.data[s->at] == '\n')
			return false;
		s->at += s->text.data[s->at] == '\\' ? 2 : 1;
	}
	return ++s->at <= s->text.len;
}

/* From ` or } to ` or ${, which is then open. */
static bool read_template(struct script_scan *s)
{
	s->at++;
	while (s->at < s->text.len && s->text.data[s->at] != '`') {
		if (starts(s, "${")) {
			s->at += 2;
			buf_putc(&s->open, '$');
			return true;
		}
		s->at += s->text.data[s->at] == '\\' ? 2 : 1;
	}
	return ++s->at <= s->text.len;
}

static bool read_regex(struct script_scan *s)
{
	bool in_class = false;
	s->at++;
	for (; s->at < s->text.len && (in_class || s->text.data[s->at] != '/'); s->at++) {
		char c = s->text.data[s->at];
		if (c == '\n')
			return false;
		in_class = c == '[' || (in_class && c != ']');
		if (c == '\\')
			s->at++;
	}
	if (++s->at > s->text.len)
		return false;
	while (s->at < s->text.len && is_name(s->text.data[s->at]))
		s->at++;
	return true;
}

/* Whether a / begins a regular expression, or divides. False if nobody knows. */
static bool is_value_next(struct script_scan *s, bool *value)
{
	const struct script_token *last = &s->last;
	*value = true;
	if (last->kind == SCRIPT_NAME)
		*value = !s->member && view_among(last->text, before_value, COUNT(before_value)) >= 0;
	else if (last->kind == SCRIPT_TEMPLATE)
		*value = view_ends(last->text, VIEW("{"));
	else if (last->kind == SCRIPT_TEXT || last->kind == SCRIPT_REGEX)
		*value = false;
	else if (last->kind == SCRIPT_SIGN && view_eq(last->text, VIEW("}")))
		return false; /* of a block or of a value */
	else if (last->kind == SCRIPT_SIGN && view_eq(last->text, VIEW(")")))
		*value = s->condition;
	else if (last->kind == SCRIPT_SIGN)
		*value = last->text.len == 1 && last->text.data[0] != ']';
	return true;
}

static bool close_bracket(struct script_scan *s, char c)
{
	char open = s->open.len > 0 ? s->open.data[s->open.len - 1] : '\0';
	s->condition = c == ')' && open == '?';
	if (open == '\0' || (c == ')' ? !strchr("(?", open) : open != (c == ']' ? '[' : '{')))
		return false;
	buf_truncate(&s->open, s->open.len - 1);
	return true;
}

static bool read_sign(struct script_scan *s)
{
	char c = s->text.data[s->at];
	s->at += starts(s, "++") || starts(s, "--") ? 2 : 1;
	if (c != '\0' && strchr(")]}", c))
		return close_bracket(s, c);
	if (c == '(' && s->last.kind == SCRIPT_NAME && !s->member &&
	    view_among(s->last.text, conditional, COUNT(conditional)) >= 0)
		buf_putc(&s->open, '?');
	else if (c != '\0' && strchr("([{", c))
		buf_putc(&s->open, c);
	return true;
}

static enum script_kind kind_of(const struct script_scan *s, bool value)
{
	char c = s->text.data[s->at];
	if (is_name(c))
		return SCRIPT_NAME;
	if (c == '"' || c == '\'')
		return SCRIPT_TEXT;
	if (c == '`' || (c == '}' && s->open.len > 0 && s->open.data[s->open.len - 1] == '$'))
		return SCRIPT_TEMPLATE;
	return c == '/' && value ? SCRIPT_REGEX : SCRIPT_SIGN;
}

static bool read_token(struct script_scan *s, enum script_kind kind)
{
	switch (kind) {
	case SCRIPT_NAME:
		while (s->at < s->text.len && is_name(s->text.data[s->at]))
			s->at++;
		return true;
	case SCRIPT_TEXT: return read_string(s);
	case SCRIPT_TEMPLATE:
		if (s->text.data[s->at] == '}')
			buf_truncate(&s->open, s->open.len - 1);
		return read_template(s);
	case SCRIPT_REGEX: return read_regex(s);
	default: return read_sign(s);
	}
}

bool script_next(struct script_scan *s, struct script_token *token)
{
	*token = (struct script_token){ .kind = SCRIPT_END };
	bool value = false;
	s->failed = !skip_gap(s, token);
	if (!s->failed && s->at == s->text.len)
		s->failed = s->open.len > 0;
	if (s->failed || s->at == s->text.len)
		return !s->failed;
	if (s->text.data[s->at] == '/' && !is_value_next(s, &value)) {
		s->failed = true;
		return false;
	}
	size_t from = s->at;
	token->kind = kind_of(s, value);
	s->failed = !read_token(s, token->kind);
	token->text = view_slice(s->text, from, s->at - from);
	s->member = token->kind == SCRIPT_NAME && s->last.kind == SCRIPT_SIGN &&
	            view_eq(s->last.text, VIEW("."));
	s->last = *token;
	return !s->failed;
}

void script_free(struct script_scan *s)
{
	buf_free(&s->open);
}

/* Whether a statement cannot be over behind the token: a line end there says nothing. */
static bool goes_on(const struct script_token *t)
{
	return (t->kind == SCRIPT_SIGN && t->text.len == 1 &&
	        strchr("{;,([:?&|=<>^%~*", t->text.data[0])) ||
	       (t->kind == SCRIPT_TEMPLATE && view_ends(t->text, VIEW("{")));
}

/* Whether the token, behind that one and a line end, cannot begin a statement. */
static bool follows(const struct script_token *before, const struct script_token *t)
{
	if (t->kind == SCRIPT_TEMPLATE)
		return t->text.data[0] == '}';
	if (t->kind != SCRIPT_SIGN || t->text.len > 1)
		return false;
	return strchr(")]}", t->text.data[0]) ||
	       (before->kind != SCRIPT_NAME && strchr(";,.?:&|=", t->text.data[0]));
}

bool script_keeps_line(const struct script_token *before, const struct script_token *t)
{
	return !goes_on(before) && !follows(before, t);
}
