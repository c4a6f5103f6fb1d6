/*
 * Compiles the word lists of a language into C when the program is built:
 *
 *	compile_words FOLDER CODE >FILE.c
 *
 * reads all files of FOLDER that end in .txt and prints a constant struct language called
 * language_CODE. A file holds lists: a line [name] begins one, a line is a
 * word, and what its list says of it follows after " = ". Lines that begin with
 * # are comments. What is wrong is told with its place, and nothing is printed.
 */
#include <stdio.h>

#include "language/compile/print_words.h"

int main(int argc, char **argv)
{
	static struct word_reading r;
	if (argc != 3) {
		fprintf(stderr, "usage: compile_words FOLDER CODE\n");
		return 2;
	}
	r.folder = argv[1];
	r.code = argv[2];
	read_words(&r);
	read_words_sort(&r);
	if (r.errors == 0)
		read_words_check_names(&r);
	if (r.errors > 0)
		return 1;
	print_words(&r);
	return fflush(stdout) != 0;
}
