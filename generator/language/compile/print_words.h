#ifndef LANGUAGE_COMPILE_PRINT_WORDS_H
#define LANGUAGE_COMPILE_PRINT_WORDS_H

#include "language/compile/read_words.h"

/* Prints the lists as C on standard output: the struct language called language_CODE. Puts them into other orders. */
void print_words(struct word_reading *r);

#endif
