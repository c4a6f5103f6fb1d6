#include "check/token.h"

#include <string.h>
#include <strings.h>

#include "base/ascii.h"

enum { COMPARED = 256 }; /* attributes of one tag: more are no honest page */

static const struct view raw_elements[] = {
	{ "script", 6 },
	{ "style", 5 },
	{ "title", 5 },
	{ "textarea", 8 },
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool starts_name(char c)
{
	return ascii_is_letter(c) || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

static bool continues_name(char c)
{
	return starts_name(c) || ascii_is_digit(c) || c == '-' || c == '.';
}

bool token_is(struct view name, const char *word)
{
	for (size_t i = 0; i < name.len; i++) {
		if (!word[i] || token_lower(name.data[i]) != token_lower(word[i]))
			return false;
	}
	return word[name.len] == '\0';
}

const struct token_attribute *token_attribute(const struct token *t, const char *name)
{
	for (size_t i = 0; i < t->attributes.len; i++) {
		if (token_is(t->attributes.items[i].name, name))
			return &t->attributes.items[i];
	}
	return NULL;
}

struct view token_value(const struct token *t, const char *name)
{
	const struct token_attribute *a = token_attribute(t, name);
	return a ? a->value : VIEW_NULL;
}

static bool more(const struct token_reader *r)
{
	return r->at < r->text.len;
}

static char here(const struct token_reader *r)
{
	return r->text.data[r->at];
}

static bool at_word(const struct token_reader *r, const char *word)
{
	size_t len = strlen(word);
	return r->text.len - r->at >= len && strncasecmp(r->text.data + r->at, word, len) == 0;
}

static void skip_blanks(struct token_reader *r)
{
	while (more(r) && is_blank(here(r)))
		r->at++;
}

/* The first fault of a token is the one that explains the others. */
static void fault(struct token *t, size_t at, const char *what)
{
	if (t->fault)
		return;
	t->fault = what;
	t->fault_at = at;
}

static struct view since(const struct token_reader *r, size_t from)
{
	return view_slice(r->text, from, r->at - from);
}

/* Moves behind the end of something, or to the end of the text. */
static bool skip_behind(struct token_reader *r, struct view end)
{
	ptrdiff_t at = view_find(r->text, end, r->at);
	r->at = at < 0 ? r->text.len : (size_t)at + end.len;
	return at >= 0;
}

static void begin(struct token_reader *r, enum token_kind kind)
{
	struct token *t = &r->token;
	t->kind = kind;
	t->at = r->at;
	t->name = t->text = VIEW_NULL;
	t->self_closing = false;
	t->fault = NULL;
	t->attributes.len = 0;
}

/* --- What both have in common --- */

static void read_other(struct token_reader *r, const char *opening, struct view end,
                       const char *unclosed)
{
	struct token *t = &r->token;
	begin(r, TOKEN_OTHER);
	t->name = view_slice(r->text, r->at, strlen(opening));
	r->at += t->name.len;
	size_t from = r->at;
	bool closed = skip_behind(r, end);
	t->text = view_slice(r->text, from, r->at - from - (closed ? end.len : 0));
	if (!closed)
		fault(t, t->at, unclosed);
}

static void read_comment(struct token_reader *r)
{
	read_other(r, "<!--", VIEW("-->"), "this comment is never closed: end it with -->");
}

/* Moves behind what stands in quotes or in a comment, else one character on. */
static void skip_one(struct token_reader *r)
{
	char c = here(r);
	r->at++;
	if (c == '"' || c == '\'')
		skip_behind(r, (struct view){ &c, 1 });
	else if (c == '<' && at_word(r, "!--"))
		skip_behind(r, VIEW("-->"));
	else if (c == '<' && at_word(r, "?"))
		skip_behind(r, VIEW("?>"));
}

/* The rules in brackets that XML knows, up to and with the ]. */
static void skip_rules(struct token_reader *r)
{
	while (more(r) && here(r) != ']')
		skip_one(r);
	if (more(r))
		r->at++;
}

static void read_doctype(struct token_reader *r)
{
	struct token *t = &r->token;
	begin(r, TOKEN_OTHER);
	t->name = view_slice(r->text, r->at, 9);
	r->at += t->name.len;
	size_t from = r->at;
	while (more(r) && here(r) != '>') {
		if (here(r) == '[')
			skip_rules(r);
		else
			r->at++;
	}
	t->text = since(r, from);
	if (more(r))
		r->at++;
	else
		fault(t, t->at, "this doctype is never closed: end it with >");
}

/* HTML wants no quotes as long as nothing in the value could be taken for one, or for an end. */
static void read_unquoted(struct token_reader *r, struct token_attribute *a, bool xml)
{
	size_t from = r->at;
	bool plain = !xml;
	for (; more(r) && !is_blank(here(r)) && here(r) != '>'; r->at++)
		plain = plain && !strchr("\"'<=`", here(r));
	a->value = since(r, from);
	if (a->value.len == 0)
		fault(&r->token, from, "a value is missing behind the =");
	else if (!plain)
		fault(&r->token, from, "this value has no quotes: put it in \"\"");
}

static void read_value(struct token_reader *r, struct token_attribute *a, bool xml)
{
	r->at++;
	skip_blanks(r);
	a->value_at = r->at;
	if (!more(r))
		return;
	char quote = here(r);
	if (quote != '"' && quote != '\'') {
		read_unquoted(r, a, xml);
		return;
	}
	a->value_at = ++r->at;
	a->quoted = true;
	const char *end = memchr(r->text.data + r->at, quote, r->text.len - r->at);
	a->value = view_slice(r->text, r->at, end ? (size_t)(end - r->text.data) - r->at : r->text.len);
	r->at += a->value.len + (end != NULL);
	if (!end)
		fault(&r->token, a->value_at, "this value's quote is never closed");
}

static bool is_same_name(struct view a, struct view b, bool cases)
{
	return a.len == b.len &&
	       (cases ? memcmp(a.data, b.data, a.len) == 0 : strncasecmp(a.data, b.data, a.len) == 0);
}

static bool read_attribute(struct token_reader *r, bool xml)
{
	struct token *t = &r->token;
	size_t from = r->at;
	while (more(r) && !is_blank(here(r)) && here(r) != '=' && here(r) != '>' && here(r) != '/')
		r->at++;
	if (r->at == from)
		return false;
	struct token_attribute a = { .name = since(r, from), .at = from };
	if (memchr(a.name.data, '"', a.name.len) || memchr(a.name.data, '<', a.name.len) ||
	    memchr(a.name.data, '\'', a.name.len))
		fault(
			t, from,
			"is no name of an attribute: look for a quote that is not closed, or a > that is missing");
	skip_blanks(r);
	if (more(r) && here(r) == '=')
		read_value(r, &a, xml);
	else if (xml)
		fault(t, from, "this attribute has no value: XML wants NAME=\"VALUE\"");
	for (size_t i = 0; i < t->attributes.len && i < COMPARED; i++) {
		if (is_same_name(t->attributes.items[i].name, a.name, xml))
			fault(t, from, "this attribute stands twice in one tag: leave one of them");
	}
	*array_push(&t->attributes) = a;
	return true;
}

static void check_gap(struct token_reader *r)
{
	if (r->at > 0 && more(r) && !is_blank(r->text.data[r->at - 1]) && !is_blank(here(r)) &&
	    here(r) != '>' && here(r) != '/')
		fault(&r->token, r->at, "a blank is missing between two attributes");
}

static void read_attributes(struct token_reader *r, bool xml)
{
	struct token *t = &r->token;
	while (more(r) && here(r) != '>') {
		check_gap(r);
		skip_blanks(r);
		if (!more(r) || here(r) == '>')
			break;
		if (here(r) == '/') {
			r->at++;
			t->self_closing = more(r) && here(r) == '>';
			if (!t->self_closing)
				fault(t, r->at - 1, "a / stands alone in this tag: take it away");
		} else if (!read_attribute(r, xml)) {
			fault(t, r->at, "a name of an attribute is missing here");
			r->at++;
		}
	}
	if (more(r))
		r->at++;
	else
		fault(t, t->at, "this tag is never closed: end it with >");
}

static void read_tag(struct token_reader *r, bool xml)
{
	struct token *t = &r->token;
	bool end = r->text.data[r->at + 1] == '/';
	begin(r, end ? TOKEN_END : TOKEN_START);
	r->at += end ? 2 : 1;
	size_t from = r->at;
	while (more(r) && !is_blank(here(r)) && here(r) != '>' && here(r) != '/')
		r->at++;
	t->name = since(r, from);
	read_attributes(r, xml);
	if (end && (t->attributes.len > 0 || t->self_closing))
		fault(t, t->at, "an end tag has no attributes: take them away");
}

static bool tag_begins(const struct token_reader *r, bool xml)
{
	size_t at = r->at + 1;
	if (at < r->text.len && r->text.data[at] == '/')
		at++;
	if (at >= r->text.len)
		return false;
	return xml ? starts_name(r->text.data[at]) : ascii_is_letter(r->text.data[at]);
}

static const struct token *end_of_text(struct token_reader *r)
{
	begin(r, TOKEN_END_OF_TEXT);
	return &r->token;
}

/* --- HTML --- */

/* Text up to the end tag of the element that holds nothing else. */
static void read_raw(struct token_reader *r)
{
	struct token *t = &r->token;
	begin(r, TOKEN_TEXT);
	size_t from = r->at;
	for (;;) {
		const char *p = memchr(r->text.data + r->at, '<', r->text.len - r->at);
		if (!p) {
			r->at = r->text.len;
			break;
		}
		r->at = (size_t)(p - r->text.data);
		size_t behind = r->at + 2 + r->raw.len;
		if (behind <= r->text.len && p[1] == '/' &&
		    strncasecmp(p + 2, r->raw.data, r->raw.len) == 0 &&
		    (behind == r->text.len || !ascii_is_letter(r->text.data[behind])))
			break;
		r->at++;
	}
	r->raw = VIEW_NULL;
	t->text = since(r, from);
}

static void read_html_text(struct token_reader *r)
{
	struct token *t = &r->token;
	begin(r, TOKEN_TEXT);
	while (more(r)) {
		const char *p = memchr(r->text.data + r->at, '<', r->text.len - r->at);
		r->at = p ? (size_t)(p - r->text.data) : r->text.len;
		if (!p || tag_begins(r, false) || at_word(r, "<!") || at_word(r, "<?"))
			break;
		fault(t, r->at, "a < stands alone in the text: write &lt;");
		r->at++;
	}
	t->text = since(r, t->at);
}

static const struct token *read_html_tag(struct token_reader *r)
{
	read_tag(r, false);
	const struct token *t = &r->token;
	for (size_t i = 0; i < sizeof(raw_elements) / sizeof(*raw_elements); i++) {
		if (t->kind == TOKEN_START && !t->self_closing && token_is(t->name, raw_elements[i].data))
			r->raw = raw_elements[i];
	}
	return t;
}

/* Browsers pass over it. The first line of XHTML is one that was asked for once. */
static void read_unknown(struct token_reader *r)
{
	bool first = r->at == 0 || (r->at == 3 && r->text.data[0] == '\xEF');
	bool xhtml = first && at_word(r, "<?xml ");
	read_other(r, "<!", VIEW(">"), "this declaration is never closed: end it with >");
	if (!xhtml)
		fault(&r->token, r->token.at, "HTML knows no such declaration: take it away");
}

const struct token *token_html(struct token_reader *r)
{
	if (!more(r))
		return end_of_text(r);
	if (r->raw.len > 0) {
		read_raw(r);
		return &r->token;
	}
	if (here(r) != '<' || (!tag_begins(r, false) && !at_word(r, "<!") && !at_word(r, "<?")))
		read_html_text(r);
	else if (at_word(r, "<!--"))
		read_comment(r);
	else if (at_word(r, "<!doctype"))
		read_doctype(r);
	else if (tag_begins(r, false))
		return read_html_tag(r);
	else if (at_word(r, "<![CDATA["))
		read_other(r, "<![CDATA[", VIEW("]]>"),
		           "this CDATA section is never closed: end it with ]]>");
	else
		read_unknown(r);
	return &r->token;
}

/* --- XML --- */

/* &name; where a doctype, or what it calls for, can say what that is. */
static bool is_name_reference(struct view text, size_t at)
{
	size_t from = ++at;
	while (at < text.len &&
	       (starts_name(text.data[at]) || (at > from && continues_name(text.data[at]))))
		at++;
	return at > from && at < text.len && text.data[at] == ';';
}

static bool is_reference(struct view text, size_t at)
{
	static const char *const names[] = { "amp;", "lt;", "gt;", "quot;", "apos;" };
	struct view rest = view_slice(text, at + 1, 16);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (view_starts(rest, view_of(names[i])))
			return true;
	}
	if (rest.len < 3 || rest.data[0] != '#')
		return false;
	bool hex = rest.data[1] == 'x';
	size_t from = hex ? 2 : 1, len = 0;
	const char *digits = hex ? "0123456789abcdefABCDEF" : "0123456789";
	while (from + len < rest.len && rest.data[from + len] && strchr(digits, rest.data[from + len]))
		len++;
	return len > 0 && from + len < rest.len && rest.data[from + len] == ';';
}

static void check_references(struct token_reader *r, struct view text, size_t at)
{
	for (size_t i = 0; i < text.len; i++) {
		const char *p = memchr(text.data + i, '&', text.len - i);
		if (!p)
			return;
		i = (size_t)(p - text.data);
		if (!is_reference(text, i) && !(r->named && is_name_reference(text, i)))
			fault(&r->token, at + i,
			      "a & stands alone, or names no character that XML knows: write &amp;");
	}
}

static void read_xml_text(struct token_reader *r)
{
	struct token *t = &r->token;
	begin(r, TOKEN_TEXT);
	const char *p = memchr(r->text.data + r->at + 1, '<', r->text.len - r->at - 1);
	if (here(r) == '<')
		fault(t, r->at, "a < stands alone in the text: write &lt;");
	r->at = p ? (size_t)(p - r->text.data) : r->text.len;
	t->text = since(r, t->at);
	check_references(r, t->text, t->at);
	ptrdiff_t end = view_find(t->text, VIEW("]]>"), 0);
	if (end >= 0)
		fault(t, t->at + (size_t)end, "]]> stands in the text: write ]]&gt;");
}

static void check_xml_tag(struct token_reader *r)
{
	struct token *t = &r->token;
	for (size_t i = 0; i < t->attributes.len; i++) {
		const struct token_attribute *a = &t->attributes.items[i];
		if (!starts_name(a->name.data[0]))
			fault(t, a->at, "is no name of an attribute in XML");
		if (!a->value.data)
			continue;
		if (memchr(a->value.data, '<', a->value.len))
			fault(t, a->value_at, "a < stands in a value: write &lt;");
		check_references(r, a->value, a->value_at);
	}
}

const struct token *token_xml(struct token_reader *r)
{
	struct token *t = &r->token;
	if (!more(r))
		return end_of_text(r);
	if (here(r) == '<' && tag_begins(r, true)) {
		read_tag(r, true);
		check_xml_tag(r);
	} else if (at_word(r, "<!--")) {
		read_comment(r);
		if (view_find(t->text, VIEW("--"), 0) >= 0)
			fault(t, t->at, "-- stands in a comment, which XML does not allow: take it away");
	} else if (at_word(r, "<!doctype")) {
		read_doctype(r);
		r->named = view_find(t->text, VIEW("<!ENTITY"), 0) >= 0 ||
		           view_find(t->text, VIEW("SYSTEM"), 0) >= 0 ||
		           view_find(t->text, VIEW("PUBLIC"), 0) >= 0;
	} else if (at_word(r, "<![CDATA[")) {
		read_other(r, "<![CDATA[", VIEW("]]>"),
		           "this CDATA section is never closed: end it with ]]>");
	} else if (at_word(r, "<?")) {
		read_other(r, "<?", VIEW("?>"), "this instruction is never closed: end it with ?>");
		if (view_starts(t->text, VIEW("xml ")) && t->at > 0)
			fault(t, t->at, "<?xml does not stand at the very beginning: put it there");
	} else {
		read_xml_text(r);
	}
	return t;
}

void token_free(struct token_reader *r)
{
	array_free(&r->token.attributes);
}
