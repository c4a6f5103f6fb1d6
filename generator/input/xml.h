#ifndef INPUT_XML_H
#define INPUT_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/report.h"
#include "base/view.h"

/*
 * Markup from anywhere, in one pass and without a tree: libxml2 reads it, and
 * tells each tag and text as it is met. Nothing is fetched, and no entity of
 * the file's own is expanded, so that no file grows in reading. Names are
 * those without a prefix: a namespace is nothing here.
 */
struct xml_tag {
	const char *name;
	const void *attributes; /* for xml_value() */
	size_t count;
	bool html;
};

struct xml_events {
	void (*begin)(void *of, const struct xml_tag *tag);
	void (*end)(void *of, const char *name);
	void (*text)(void *of, struct view text); /* pieces of it, well-formed UTF-8 in XML; or NULL */
};

/* What an attribute of the tag says, good until the next event; absent where it has none such. */
struct view xml_value(const struct xml_tag *tag, const char *name);

/*
 * Reads XML; of where it is not well formed the first place is warned of, and
 * all that can be read in front of it and behind it is told. False if so.
 */
bool xml_read(struct view bytes, const char *path, const struct xml_events *events, void *of,
              struct report *r);

/* Reads HTML, in which nothing is wrong that browsers can read; names are in small letters. */
void xml_read_html(struct view bytes, const struct xml_events *events, void *of);

/* Whether bytes are XML whose first tag has this name. */
bool xml_root_is(struct view bytes, const char *name);

/* A number that an attribute has, as of pixels; 0 for none, and for what no page measures. */
float xml_number(struct view value);

/* Whether words, separated by blanks, hold this one. */
bool xml_has_word(struct view words, const char *word);

#endif
