#include "search/variants.h"

#include <errno.h>
#include <unistd.h>

#include "base/conf.h"
#include "base/view.h"
#include "text/utf8.h"

extern const char variants_text_builtin[];
extern const size_t variants_text_builtin_size;

static void add(struct variants *v, uint32_t from, uint32_t to)
{
	*array_push(&v->items) = (struct variant){ from, to };
}

void variants_builtin(struct variants *v)
{
	struct view rest = { variants_text_builtin, variants_text_builtin_size };
	while (rest.len > 0) {
		struct view line = view_cut(&rest, '\n');
		size_t at = 0;
		if (line.len == 0)
			continue;
		uint32_t from = utf8_next(line, &at);
		at++; /* the blank */
		add(v, from, utf8_next(line, &at));
	}
}

/* The one character of the text; 0 if there are more or fewer. */
static uint32_t only_character(const char *text)
{
	struct view v = view_of(text);
	size_t at = 0;
	uint32_t code = v.len > 0 ? utf8_next(v, &at) : 0;
	return at == v.len ? code : 0;
}

static void read_entry(void *context, const struct conf_entry *e, struct report *r)
{
	if (!e->key) {
		conf_key_error(r, e, "variants.conf has no sections: remove this line");
		return;
	}
	uint32_t from = only_character(e->key), to = only_character(e->value);
	if (from == 0)
		conf_key_error(r, e, "a variant is one character: write one before the =");
	else if (to == 0)
		conf_value_error(r, e, "a variant stands for one character: write one behind the =");
	else
		add(context, from, to);
}

bool variants_read(struct variants *v, const char *path, struct report *r)
{
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return true;
	return conf_read(path, read_entry, v, r);
}

void variants_free(struct variants *v)
{
	array_free(&v->items);
}
