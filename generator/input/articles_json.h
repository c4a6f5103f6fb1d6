#ifndef INPUT_ARTICLES_JSON_H
#define INPUT_ARTICLES_JSON_H

#include "input/input.h"

/*
 * The reader of JSON Lines with an article in each: those of broadsheet's own
 * export, and others with a headline, a body, and what else there is of
 * input/articles.h. A body is a text with a line a paragraph, or a list of
 * texts, or of objects { "type": …, "text": … } as in the export.
 */
bool articles_json_read(const struct input_source *s, struct input_pages *out, struct report *r);

#endif
