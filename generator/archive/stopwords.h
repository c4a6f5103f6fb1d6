#ifndef ARCHIVE_STOPWORDS_H
#define ARCHIVE_STOPWORDS_H

#include <stdbool.h>

#include "base/view.h"
#include "language/language.h"

/*
 * Whether a word is made of what stands in every newspaper on every day, such
 * as 今天下午, 宣布, 第一 or a number: two articles that share it need not have to
 * do with one another.
 */
bool stopwords_word(const struct language *l, struct view word);

#endif
