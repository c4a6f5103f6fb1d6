#include "input/mets_structure.h"

#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "base/url.h"
#include "input/xml.h"

struct mets_reading {
	struct mets *mets;
	bool logical, physical; /* the structure that is open, if it is one of these */
	uint32_t div;           /* the innermost that is open, from 1 */
	struct view link;       /* where links of the group begin */
	bool in_group, in_issue_data, in_title, in_date;
	struct buf text;
};

static struct view keep(struct mets_reading *m, struct view text)
{
	return arena_view(&m->mets->arena, text);
}

static bool is_word(struct view v, const char *word)
{
	return v.len == strlen(word) && strncasecmp(v.data, word, v.len) == 0;
}

static bool holds_word(struct view v, const char *word)
{
	size_t len = strlen(word);
	for (size_t i = 0; i + len <= v.len; i++)
		if (strncasecmp(v.data + i, word, len) == 0)
			return true;
	return false;
}

/* ── files ── */

static void put_file(struct mets_reading *m, const struct xml_tag *tag)
{
	struct view id = keep(m, xml_value(tag, "ID"));
	map_put(&m->mets->file_at, id, NULL)->number = m->mets->files.len;
	*array_push(&m->mets->files) = (struct mets_file){ .id = id };
}

static void put_place(struct mets_reading *m, const struct xml_tag *tag)
{
	if (m->mets->files.len > 0 && array_last(&m->mets->files)->href.len == 0)
		array_last(&m->mets->files)->href = keep(m, xml_value(tag, "href"));
}

/* ── pages ── */

static bool is_page(const struct mets_div *d)
{
	return !d->logical && holds_word(d->type, "page") && !holds_word(d->type, "area");
}

static struct view number_of(struct mets_reading *m, const struct xml_tag *tag)
{
	struct view number = view_trim(xml_value(tag, "ORDERLABEL"));
	bool plain = number.len > 0 && number.len <= 6;
	for (size_t i = 0; plain && i < number.len; i++)
		plain = ascii_is_digit((unsigned char)number.data[i]) ||
		        ascii_is_letter((unsigned char)number.data[i]);
	number = plain ? number : view_trim(xml_value(tag, "ORDER"));
	return number.len <= 6 ? text_page_number(number, &m->mets->arena) : VIEW_NULL;
}

/* The page that the file is, or is on, has a number. */
static void number_file(struct mets_reading *m, struct view file)
{
	const union map_value *at = map_get(&m->mets->file_at, file);
	uint32_t d = m->div;
	while (d > 0 && !is_page(&m->mets->divs.items[d - 1]))
		d = m->mets->divs.items[d - 1].parent;
	if (!at || d == 0)
		return;
	struct mets_file *f = &m->mets->files.items[at->number];
	if (!f->number.data)
		f->number = m->mets->divs.items[d - 1].label;
	f->page = f->page ? f->page : d;
}

/* ── structure ── */

static void begin_div(struct mets_reading *m, const struct xml_tag *tag)
{
	struct mets *mets = m->mets;
	struct mets_div *d = array_push(&mets->divs);
	struct view id = xml_value(tag, "ID");
	d->type = keep(m, xml_value(tag, "TYPE"));
	d->label = keep(m, xml_value(tag, "LABEL"));
	d->parent = m->div;
	d->logical = m->logical;
	if (is_page(d))
		d->label = number_of(m, tag);
	m->div = (uint32_t)mets->divs.len;
	if (id.len > 0)
		map_put(&mets->div_at, id, NULL)->number = m->div;
}

static void put_area(struct mets_reading *m, const struct xml_tag *tag)
{
	struct view file = xml_value(tag, "FILEID"), begin = xml_value(tag, "BEGIN");
	const union map_value *at = map_get(&m->mets->file_at, file);
	if (m->physical)
		number_file(m, file);
	if (at && begin.len > 0)
		m->mets->files.items[at->number].pointed = true;
	if (begin.len > 0)
		*array_push(&m->mets->areas) = (struct mets_area){ m->div, keep(m, file), keep(m, begin),
			                                               keep(m, xml_value(tag, "END")) };
}

/* ── links: the first place of a group leads to all others of it ── */

static struct view without_hash(struct view id)
{
	return id.len > 0 && id.data[0] == '#' ? view_slice(id, 1, id.len) : id;
}

static void put_locator(struct mets_reading *m, const struct xml_tag *tag)
{
	struct view id = keep(m, without_hash(xml_value(tag, "href")));
	if (m->in_group && m->link.data)
		*array_push(&m->mets->links) = (struct mets_link){ m->link, id };
	else
		m->link = id;
}

static void put_link(struct mets_reading *m, const struct xml_tag *tag)
{
	*array_push(&m->mets->links) =
		(struct mets_link){ keep(m, without_hash(xml_value(tag, "from"))),
		                    keep(m, without_hash(xml_value(tag, "to"))) };
}

/* ── what is told of the issue ── */

/* 1893-04-02, 18930402 or 02.04.1893 */
static struct date date_of(struct view v)
{
	struct date d = { 0 };
	char iso[11];
	struct view day = v;
	if (v.len == 8)
		day = (struct view){ iso, (size_t)snprintf(iso, sizeof(iso), "%.4s-%.2s-%.2s", v.data,
			                                       v.data + 4, v.data + 6) };
	else if (v.len == 10 && v.data[2] == '.' && v.data[5] == '.')
		day = (struct view){ iso, (size_t)snprintf(iso, sizeof(iso), "%.4s-%.2s-%.2s", v.data + 6,
			                                       v.data + 3, v.data) };
	return date_parse(day, &d) ? d : (struct date){ 0 };
}

static void begin_data(struct mets_reading *m, const struct xml_tag *tag)
{
	static const char *const others[] = { "article", "section", "pict", "ill", "page" };
	struct view id = xml_value(tag, "ID");
	m->in_issue_data = true;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		m->in_issue_data = m->in_issue_data && !holds_word(id, others[i]);
}

static void take_data(struct mets_reading *m)
{
	struct view text = view_trim(buf_view(&m->text));
	if (m->in_title && !m->mets->title.data && text.len > 0)
		m->mets->title = keep(m, text);
	if (m->in_date && !date_known(m->mets->date))
		m->mets->date = date_of(text);
	buf_truncate(&m->text, 0);
	m->in_title = m->in_date = false;
}

/* ── events ── */

enum mets_element {
	METS_OTHER,
	METS_DATA,
	METS_TITLE,
	METS_DATE,
	METS_FILE,
	METS_PLACE,
	METS_STRUCTURE,
	METS_DIV,
	METS_POINTER,
	METS_AREA,
	METS_GROUP,
	METS_LOCATOR,
	METS_LINK
};

static enum mets_element element_of(const char *name)
{
	static const struct {
		const char *name;
		enum mets_element element;
	} elements[] = {
		{ "dmdSec", METS_DATA },
		{ "title", METS_TITLE },
		{ "dateIssued", METS_DATE },
		{ "file", METS_FILE },
		{ "FLocat", METS_PLACE },
		{ "structMap", METS_STRUCTURE },
		{ "div", METS_DIV },
		{ "fptr", METS_POINTER },
		{ "area", METS_AREA },
		{ "smLinkGrp", METS_GROUP },
		{ "smLocatorLink", METS_LOCATOR },
		{ "smLink", METS_LINK },
	};
	for (size_t i = 0; i < sizeof(elements) / sizeof(*elements); i++)
		if (strcmp(name, elements[i].name) == 0)
			return elements[i].element;
	return METS_OTHER;
}

static void begin_structure(struct mets_reading *m, const struct xml_tag *tag)
{
	struct view type = xml_value(tag, "TYPE");
	m->logical = is_word(type, "logical");
	m->physical = is_word(type, "physical");
	m->div = 0;
}

static void begin(void *of, const struct xml_tag *tag)
{
	struct mets_reading *m = of;
	bool in_structure = m->logical || m->physical;
	switch (element_of(tag->name)) {
	case METS_DATA: begin_data(m, tag); break;
	case METS_TITLE: m->in_title = m->in_issue_data; break;
	case METS_DATE: m->in_date = m->in_issue_data; break;
	case METS_FILE: put_file(m, tag); break;
	case METS_PLACE: put_place(m, tag); break;
	case METS_STRUCTURE: begin_structure(m, tag); break;
	case METS_GROUP:
		m->in_group = true;
		m->link = VIEW_NULL;
		break;
	case METS_LOCATOR: put_locator(m, tag); break;
	case METS_LINK: put_link(m, tag); break;
	case METS_DIV:
		if (in_structure)
			begin_div(m, tag);
		break;
	case METS_POINTER:
		if (m->physical)
			number_file(m, xml_value(tag, "FILEID"));
		break;
	case METS_AREA:
		if (in_structure && m->div > 0)
			put_area(m, tag);
		break;
	default: break;
	}
}

static void end(void *of, const char *name)
{
	struct mets_reading *m = of;
	switch (element_of(name)) {
	case METS_DATA: m->in_issue_data = false; break;
	case METS_TITLE:
	case METS_DATE: take_data(m); break;
	case METS_STRUCTURE: m->logical = m->physical = false; break;
	case METS_GROUP: m->in_group = false; break;
	case METS_DIV:
		if ((m->logical || m->physical) && m->div > 0)
			m->div = m->mets->divs.items[m->div - 1].parent;
		break;
	default: break;
	}
}

static void text(void *of, struct view text)
{
	struct mets_reading *m = of;
	if ((m->in_title || m->in_date) && m->text.len < 1000)
		buf_put(&m->text, text);
}

/* The day in a file's name, for want of another: 19460902_01-METS.xml. */
static struct date date_in_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	for (const char *p = slash ? slash + 1 : path; *p; p++) {
		size_t digits = strspn(p, "0123456789-");
		for (size_t len = 8; len <= 10 && len <= digits; len += 2) {
			struct date d = date_of((struct view){ p, len });
			if (d.year >= 1500 && d.year <= 2200)
				return d;
		}
	}
	return (struct date){ 0 };
}

void mets_structure_read(const struct input_file *f, struct mets *out, struct report *r)
{
	static const struct xml_events events = { begin, end, text };
	struct mets_reading m = { .mets = out };
	*out = (struct mets){ 0 };
	xml_read(f->bytes, f->path, &events, &m, r);
	if (!date_known(out->date))
		out->date = date_in_name(f->path);
	buf_free(&m.text);
}

void mets_structure_free(struct mets *m)
{
	array_free(&m->files);
	array_free(&m->divs);
	array_free(&m->areas);
	array_free(&m->links);
	map_free(&m->file_at);
	map_free(&m->div_at);
	arena_free(&m->arena);
}

/* ── where files are ── */

/* Without "file://", and what stands behind the path. */
static void put_written_path(struct view href, struct buf *out)
{
	if (view_starts(href, VIEW("file://")))
		href = view_slice(href, 7, href.len);
	struct view path = view_cut(&href, '#');
	url_decode(out, path);
	for (size_t i = 0; i < out->len; i++)
		if (out->data[i] == '\\')
			out->data[i] = '/';
}

/* Appends a piece of a path; ".." takes the last one away. False above the top. */
static bool put_piece(struct buf *path, struct view piece)
{
	if (piece.len == 0 || view_eq(piece, VIEW(".")))
		return true;
	if (!view_eq(piece, VIEW(".."))) {
		if (path->len > 0 && path->data[path->len - 1] != '/')
			buf_putc(path, '/');
		buf_put(path, piece);
		return true;
	}
	struct view above = buf_view(path);
	if (above.len > 0 && above.data[above.len - 1] == '/')
		above.len--;
	struct view folder = view_folder(above);
	if (above.len == 0 || view_eq(view_slice(above, folder.len, above.len), VIEW("..")))
		return false;
	buf_truncate(path, folder.len);
	return true;
}

struct view mets_structure_path(const char *path, struct view href, struct arena *a)
{
	struct buf written = { 0 }, resolved = { 0 };
	put_written_path(href, &written);
	struct view rest = buf_view(&written);
	bool right = rest.len > 0 && memchr(rest.data, '\0', rest.len) == NULL;
	buf_put(&resolved, view_folder(view_of(path)));
	while (right && rest.data)
		right = put_piece(&resolved, view_cut(&rest, '/'));
	struct view file = right && resolved.len > 0 ? arena_view(a, buf_view(&resolved)) : VIEW_NULL;
	buf_free(&written);
	buf_free(&resolved);
	return file;
}

/* Whether the path begins at the top of a machine's folders. */
static bool is_whole(struct view href)
{
	if (view_starts(href, VIEW("file://")))
		href = view_slice(href, 7, href.len);
	return view_starts(href, VIEW("/")) || view_starts(href, VIEW("\\"));
}

struct view mets_structure_find(const char *path, struct view href, mets_structure_there *there,
                                void *context, struct arena *a)
{
	struct view written = mets_structure_path(path, href, a), rest = href;
	if (!is_whole(href) || !written.data || there(context, written))
		return written;
	for (size_t i = 0; i < rest.len; i++) {
		if (rest.data[i] != '/' && rest.data[i] != '\\')
			continue;
		struct view below = mets_structure_path(path, view_slice(href, i + 1, href.len), a);
		if (below.data && there(context, below))
			return below;
	}
	return written;
}
