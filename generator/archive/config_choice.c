#include "archive/config_choice.h"

#include "base/buf.h"
#include "base/view.h"

static size_t find(const struct config_choice *c, struct view word)
{
	size_t i = 0;
	while (i < c->count && !view_eq(word, view_of(c->words[i])))
		i++;
	return i;
}

static void tell(const struct config_choice *c, const struct conf_entry *e, struct view word,
                 const char *last, struct report *r)
{
	struct buf list = { 0 };
	size_t all = c->count + (last != NULL);
	for (size_t i = 0; i < all; i++)
		buf_printf(&list, "%s%s",
		           i == 0        ? ""
		           : i + 1 < all ? ", "
		                         : " or ",
		           i < c->count ? c->words[i] : last);
	conf_value_error(r, e, "unknown %s '%.*s': write %s", c->what, VIEW_ARG(word), list.data);
	buf_free(&list);
}

size_t config_choice_one(const struct config_choice *c, const struct conf_entry *e, size_t usual,
                         struct report *r)
{
	struct view word = view_of(e->value);
	size_t i = find(c, word);
	if (i < c->count)
		return i;
	tell(c, e, word, NULL, r);
	return usual;
}

unsigned config_choice_many(const struct config_choice *c, const struct conf_entry *e,
                            struct report *r)
{
	unsigned chosen = 0;
	struct view rest = view_of(e->value);
	if (view_eq(rest, VIEW("none")))
		return 0;
	while (rest.data) {
		struct view word = view_trim(view_cut(&rest, ','));
		size_t i = find(c, word);
		if (i < c->count)
			chosen |= 1u << i;
		else
			tell(c, e, word, "none", r);
	}
	return chosen;
}
