#include "input/xml.h"

#include <limits.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/ascii.h"
#include "text/utf8.h"

enum { SIDE_MOST = 1000000, ROOT_WITHIN = 1 << 16 };

struct xml_reading {
	const struct xml_events *events;
	void *of;
	const char *path;
	struct report *report;
	bool damaged;
	bool first_only; /* nothing is asked for behind the first tag */
	xmlParserCtxt *parser;
};

/* The library's own start is not made for threads that begin at once. */
static void begin_library(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, xmlInitParser);
}

/* ── XML ── */

/* In libxml2's attributes there are five pointers to each: name, prefix, namespace, value, its end. */
enum { PARTS = 5, NAME = 0, VALUE = 3, END = 4 };

static void begin_tag(void *of, const xmlChar *name, const xmlChar *prefix, const xmlChar *space,
                      int space_count, const xmlChar **spaces, int count, int defaulted,
                      const xmlChar **attributes)
{
	(void)prefix, (void)space, (void)space_count, (void)spaces, (void)defaulted;
	struct xml_reading *x = of;
	struct xml_tag tag = { (const char *)name, attributes, (size_t)count, false };
	x->events->begin(x->of, &tag);
	if (x->first_only)
		xmlStopParser(x->parser);
}

static void end_tag(void *of, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
	(void)prefix, (void)space;
	const struct xml_reading *x = of;
	if (x->events->end)
		x->events->end(x->of, (const char *)name);
}

static void tell_text(void *of, const xmlChar *text, int len)
{
	const struct xml_reading *x = of;
	if (x->events->text && len > 0)
		x->events->text(x->of, (struct view){ (const char *)text, (size_t)len });
}

/* The library's types of this function differ by a const. */
#if LIBXML_VERSION >= 21200
typedef const xmlError *xml_error;
#else
typedef xmlError *xml_error;
#endif

static void tell_error(void *of, xml_error error)
{
	struct xml_reading *x = of;
	if (!x || error->level < XML_ERR_ERROR || x->damaged)
		return;
	/* A prefix without a namespace is none of ours. */
	if (error->domain == XML_FROM_NAMESPACE)
		return;
	x->damaged = true;
	if (x->report)
		report_warning(x->report, x->path, error->line > 0 ? (size_t)error->line : 0,
		               error->int2 > 0 ? (size_t)error->int2 : 0,
		               "is damaged here (%.*s), and text may be missing from here on: have the "
		               "file made anew",
		               VIEW_ARG(view_trim(view_of(error->message ? error->message : "not XML"))));
}

static bool parse(struct view bytes, struct xml_reading *x)
{
	static const xmlSAXHandler handler = {
		.startElementNs = begin_tag,
		.endElementNs = end_tag,
		.characters = tell_text,
		.ignorableWhitespace = tell_text,
		.cdataBlock = tell_text,
		.serror = tell_error,
		.initialized = XML_SAX2_MAGIC,
	};
	begin_library();
	if (bytes.len == 0 || bytes.len > INT_MAX)
		return false;
	xmlParserCtxt *ctxt = xmlCreateMemoryParserCtxt(bytes.data, (int)bytes.len);
	if (!ctxt)
		return false;
	/*
	 * References are resolved for the sake of those to characters. Others there
	 * are none: the handler knows no entity, whatever the file declares.
	 */
	xmlCtxtUseOptions(ctxt, XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOENT);
	*ctxt->sax = handler;
	ctxt->userData = x;
	x->parser = ctxt;
	xmlParseDocument(ctxt);
	bool sound = ctxt->wellFormed;
	xmlFreeDoc(ctxt->myDoc);
	ctxt->myDoc = NULL;
	xmlFreeParserCtxt(ctxt);
	return sound;
}

bool xml_read(struct view bytes, const char *path, const struct xml_events *events, void *of,
              struct report *r)
{
	struct xml_reading x = { .events = events, .of = of, .path = path, .report = r };
	bool sound = parse(bytes, &x);
	if (!sound && !x.damaged)
		report_warning(r, path, 0, 0, "is no XML that can be read: have the file made anew");
	return sound && !x.damaged;
}

/* ── the first tag ── */

struct root {
	const char *name;
	bool is;
	bool met;
};

static void begin_root(void *of, const struct xml_tag *tag)
{
	struct root *root = of;
	root->is = root->is || (!root->met && strcmp(tag->name, root->name) == 0);
	root->met = true;
}

bool xml_root_is(struct view bytes, const char *name)
{
	static const struct xml_events events = { .begin = begin_root };
	struct root root = { .name = name };
	struct xml_reading x = { .events = &events, .of = &root, .first_only = true };
	parse(view_slice(bytes, 0, ROOT_WITHIN), &x);
	return root.is;
}

/* ── HTML ── */

static void begin_html(void *of, const xmlChar *name, const xmlChar **attributes)
{
	struct xml_reading *x = of;
	size_t count = 0;
	while (attributes && attributes[2 * count])
		count++;
	struct xml_tag tag = { (const char *)name, attributes, count, true };
	x->events->begin(x->of, &tag);
}

static void end_html(void *of, const xmlChar *name)
{
	end_tag(of, name, NULL, NULL);
}

void xml_read_html(struct view bytes, const struct xml_events *events, void *of)
{
	static const xmlSAXHandler handler = {
		.startElement = begin_html,
		.endElement = end_html,
		.characters = tell_text,
		.ignorableWhitespace = tell_text,
		.cdataBlock = tell_text,
		.serror = tell_error,
		.initialized = XML_SAX2_MAGIC,
	};
	struct xml_reading x = { .events = events, .of = of, .damaged = true };
	begin_library();
	htmlParserCtxtPtr ctxt = bytes.len > 0 && bytes.len <= INT_MAX ? htmlNewParserCtxt() : NULL;
	if (!ctxt)
		return;
	*ctxt->sax = handler;
	ctxt->userData = &x;
	/* Without an encoding of its own, HTML would be taken for Latin-1. */
	const char *encoding = utf8_scan(bytes).valid ? "UTF-8" : NULL;
	xmlFreeDoc(htmlCtxtReadMemory(ctxt, bytes.data, (int)bytes.len, NULL, encoding,
	                              HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
	                                  HTML_PARSE_NOWARNING));
	htmlFreeParserCtxt(ctxt);
}

/* ── attributes ── */

struct view xml_value(const struct xml_tag *tag, const char *name)
{
	const xmlChar *const *a = tag->attributes;
	size_t each = tag->html ? 2 : PARTS;
	for (size_t i = 0; i < tag->count; i++, a += each) {
		if (strcmp((const char *)a[NAME], name) != 0)
			continue;
		if (tag->html)
			return view_of((const char *)a[1]);
		return (struct view){ (const char *)a[VALUE], (size_t)(a[END] - a[VALUE]) };
	}
	return VIEW_NULL;
}

float xml_number(struct view value)
{
	char digits[32];
	if (value.len == 0 || value.len >= sizeof(digits))
		return 0;
	memcpy(digits, value.data, value.len);
	digits[value.len] = '\0';
	double number = strtod(digits, NULL);
	return isfinite(number) && fabs(number) <= SIDE_MOST ? (float)number : 0;
}

bool xml_has_word(struct view words, const char *word)
{
	for (size_t i = 0; i < words.len;) {
		size_t from = i;
		while (i < words.len && !ascii_is_blank((unsigned char)words.data[i]))
			i++;
		if (view_eq(view_slice(words, from, i - from), view_of(word)))
			return true;
		i += i == from;
	}
	return false;
}
