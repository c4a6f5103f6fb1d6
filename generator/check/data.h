#ifndef CHECK_DATA_H
#define CHECK_DATA_H

#include "check/reference.h"

/* JSON that stands at an offset of the file: one value, each key once in its object. */
void data_check_json(struct diagnostics *t, struct view json, size_t at);

/* JSON Lines: a value on each line. */
void data_check_lines(struct diagnostics *t);

/* A style sheet: what url() and @import name must be there. */
void data_check_style(struct reference_file *f);

/* Text that is shown must be UTF-8 without control characters. */
void data_check_text(struct diagnostics *t);

#endif
