#include "archive/config_image.h"

#include <string.h>
#include <unistd.h>

/* Words in braces, less these, and what each stands for. */
enum word { FOLDER, STEM, DATE, YEAR, MONTH, DAY, PAGE, PART, WORDS };
static const char *const words[WORDS] = { "folder", "stem", "date", "year",
	                                      "month",  "day",  "page", "part" };

/* A piece of a pattern: a word, or text up to the next one. */
struct piece {
	ptrdiff_t word; /* -1: none, or none that is known */
	struct view text;
	bool braces;
};

static bool next_piece(struct view *rest, struct piece *out)
{
	ptrdiff_t open = view_find(*rest, VIEW("{"), 0);
	ptrdiff_t close = open == 0 ? view_find(*rest, VIEW("}"), 0) : -1;
	if (rest->len == 0)
		return false;
	*out = (struct piece){ -1, *rest, close > 0 };
	if (close > 0) {
		out->text = view_slice(*rest, 1, (size_t)close - 1);
		out->word = view_among(out->text, words, WORDS);
		*rest = view_slice(*rest, (size_t)close + 1, rest->len);
		return true;
	}
	if (open > 0)
		out->text = view_slice(*rest, 0, (size_t)open);
	*rest = view_slice(*rest, out->text.len, rest->len);
	return true;
}

/* Whether all words are known and one of them tells pages apart. */
static bool is_sound(struct view pattern, const struct conf_entry *e, struct report *r)
{
	struct piece p;
	size_t found = 0;
	for (struct view rest = pattern; next_piece(&rest, &p);) {
		if (p.braces && p.word < 0) {
			conf_value_error(r, e,
			                 "nothing is called {%.*s}: write {stem}, {folder}, {date}, {year}, "
			                 "{month}, {day}, {page} or {part}",
			                 VIEW_ARG(p.text));
			return false;
		}
		found += p.braces;
	}
	if (found == 0)
		conf_value_error(r, e,
		                 "'%.*s' would be the picture of every page: write what tells pages apart "
		                 "in braces, as in scans/{stem}.jpg",
		                 VIEW_ARG(pattern));
	return found > 0;
}

/* The part before the first brace, up to its last slash. */
static struct view fixed_folder(struct view pattern)
{
	ptrdiff_t brace = view_find(pattern, VIEW("{"), 0);
	return view_folder(view_slice(pattern, 0, (size_t)brace));
}

static const char *folder_of(const struct config *c, struct view fixed, struct arena *a)
{
	const char *slash = strrchr(c->path, '/');
	while (fixed.len > 1 && fixed.data[fixed.len - 1] == '/')
		fixed.len--;
	if (fixed.len == 0)
		fixed = VIEW(".");
	if (fixed.data[0] == '/' || !slash)
		return arena_string(a, fixed);
	return arena_printf(a, "%.*s/%.*s", (int)(slash - c->path), c->path, VIEW_ARG(fixed)).data;
}

static bool is_address(struct view pattern)
{
	return view_starts(pattern, VIEW("https://")) || view_starts(pattern, VIEW("http://"));
}

/* Of an address, what stands before its path. */
static struct view origin_of(struct view address)
{
	ptrdiff_t host = view_find(address, VIEW("//"), 0) + 2;
	ptrdiff_t path = view_find(address, VIEW("/"), (size_t)host);
	return view_slice(address, 0, path < 0 ? address.len : (size_t)path);
}

struct view config_image_origins(const struct config *c, struct arena *a)
{
	struct buf b = { 0 };
	for (size_t i = 0; i < c->image_count; i++)
		if (is_address(c->images[i].pattern))
			buf_printf(&b, " %.*s", VIEW_ARG(origin_of(c->images[i].pattern)));
	struct view kept = b.len > 0 ? arena_view(a, buf_view(&b)) : VIEW_NULL;
	buf_free(&b);
	return kept;
}

static void read_one(struct config *c, struct view pattern, struct config_image *out,
                     const struct conf_entry *e, struct report *r)
{
	out->pattern = pattern;
	if (view_eq(pattern, VIEW("{file}"))) {
		out->own = true;
		return;
	}
	if (!is_sound(pattern, e, r))
		return;
	if (is_address(pattern)) {
		if (view_find(pattern, VIEW("{"), 0) < (ptrdiff_t)origin_of(pattern).len)
			conf_value_error(r, e, "'%.*s' has braces in the name of the site: write that out",
			                 VIEW_ARG(pattern));
		return;
	}
	struct view fixed = fixed_folder(pattern);
	out->folder = folder_of(c, fixed, &c->arena);
	out->pattern = view_slice(pattern, fixed.len, pattern.len);
	if (access(out->folder, F_OK) != 0)
		conf_value_error(r, e, "there is no folder '%.*s': make it, or take the line out",
		                 VIEW_ARG(fixed));
}

/* Up to a comma with a blank behind it: addresses have others in them. */
static struct view next_pattern(struct view *rest)
{
	ptrdiff_t comma = view_find(*rest, VIEW(", "), 0);
	size_t end = comma < 0 ? rest->len : (size_t)comma;
	struct view pattern = view_trim(view_slice(*rest, 0, end));
	*rest = view_slice(*rest, end + 2, rest->len);
	return pattern;
}

void config_image_read(struct config *c, const struct conf_entry *e, struct report *r)
{
	c->images = arena_array(&c->arena, CONFIG_IMAGES_MOST, sizeof(*c->images));
	for (struct view rest = arena_view(&c->arena, view_of(e->value)); rest.len > 0;) {
		struct view pattern = next_pattern(&rest);
		if (pattern.len > 0 && c->image_count == CONFIG_IMAGES_MOST) {
			conf_value_error(r, e, "more than %d places are named: keep those that there are",
			                 CONFIG_IMAGES_MOST);
			return;
		}
		if (pattern.len > 0)
			read_one(c, pattern, &c->images[c->image_count++], e, r);
	}
}

/* False if the page has no such value. */
static bool put_word(struct buf *out, enum word w, const struct config_image_page *p)
{
	bool dated = date_known(p->date);
	switch (w) {
	case FOLDER: buf_put(out, p->folder); return true;
	case STEM: buf_put(out, p->stem); return true;
	case DATE:
		if (dated)
			date_put(out, p->date);
		return dated;
	case YEAR: buf_printf(out, "%04d", p->date.year); return dated;
	case MONTH: buf_printf(out, "%02d", p->date.month); return dated;
	case DAY: buf_printf(out, "%02d", p->date.day); return dated;
	case PAGE: buf_put(out, p->number); return p->number.len > 0;
	case PART: buf_printf(out, "%u", p->part ? p->part : 1); return true;
	default: return false;
	}
}

/* Into an address: what may not stand there as it is, or would end a part of it, by its bytes. */
static void put_escaped(struct buf *out, struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		unsigned char c = (unsigned char)v.data[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		             (c && strchr("-._~/", c));
		if (plain)
			buf_putc(out, (char)c);
		else
			buf_printf(out, "%%%02X", c);
	}
}

static bool put_word_escaped(struct buf *out, enum word w, const struct config_image_page *page)
{
	struct buf value = { 0 };
	bool known = put_word(&value, w, page);
	put_escaped(out, buf_view(&value));
	buf_free(&value);
	return known;
}

static bool put_address(struct buf *out, struct view pattern, const struct config_image_page *page)
{
	struct piece p;
	bool ok = true;
	for (struct view rest = pattern; ok && next_piece(&rest, &p);) {
		if (p.braces)
			ok = put_word_escaped(out, (enum word)p.word, page);
		else
			buf_put(out, p.text);
	}
	return ok;
}

bool config_image_path(const struct config_image *i, const struct config_image_page *page,
                       struct buf *out)
{
	struct piece p;
	size_t from = out->len;
	bool ok = true;
	if (!i->folder)
		return put_address(out, i->pattern, page);
	buf_printf(out, "%s/", i->folder);
	for (struct view rest = i->pattern; ok && next_piece(&rest, &p);) {
		if (p.braces)
			ok = put_word(out, (enum word)p.word, page);
		/* A folder has a slash of its own, so that it may be empty. */
		else if (p.text.data[0] == '/' && out->len > from && out->data[out->len - 1] == '/')
			buf_put(out, view_slice(p.text, 1, p.text.len));
		else
			buf_put(out, p.text);
	}
	return ok;
}

unsigned config_image_words(const struct config_image *i)
{
	struct piece p;
	unsigned found = 0;
	for (struct view rest = i->pattern; next_piece(&rest, &p);) {
		if (p.word == STEM)
			found |= CONFIG_IMAGE_STEM;
		else if (p.word == PAGE)
			found |= CONFIG_IMAGE_PAGE;
		else if (p.word == PART)
			found |= CONFIG_IMAGE_PART;
	}
	return found;
}
