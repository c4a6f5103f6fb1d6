#include "input/input.h"

#include <string.h>
#include <strings.h>

#include "input/alto.h"
#include "input/articles_csv.h"
#include "input/articles_json.h"
#include "input/hocr.h"
#include "input/mets.h"
#include "input/page_xml.h"
#include "input/pdf.h"
#include "input/plain_text.h"

static const char *const text_endings[] = { ".txt", NULL };
static const char *const pdf_endings[] = { ".pdf", NULL };
static const char *const alto_endings[] = { ".xml", ".alto", NULL };
static const char *const mets_endings[] = { ".xml", ".mets", NULL };
static const char *const page_endings[] = { ".xml", ".page", NULL };
static const char *const json_endings[] = { ".jsonl", ".ndjson", NULL };
static const char *const csv_endings[] = { ".csv", ".tsv", NULL };
static const char *const hocr_endings[] = { ".hocr", ".html", ".htm", ".xhtml", ".xml", NULL };

/* Of rows that share an ending, those that recognise bytes come first. */
static const struct input_reader readers[] = {
	{ "plain text", text_endings, NULL, plain_text_read },
	{ "PDF", pdf_endings, pdf_recognises, pdf_read },
	{ "ALTO", alto_endings, alto_recognises, alto_read },
	{ "METS", mets_endings, mets_recognises, mets_read },
	{ "PAGE XML", page_endings, page_xml_recognises, page_xml_read },
	{ "hOCR", hocr_endings, hocr_recognises, hocr_read },
	{ "JSON Lines", json_endings, NULL, articles_json_read },
	{ "CSV", csv_endings, NULL, articles_csv_read },
};

static bool ends(struct view name, const char *ending)
{
	size_t len = strlen(ending);
	return name.len > len && strncasecmp(name.data + name.len - len, ending, len) == 0;
}

static bool has_ending(const struct input_reader *r, struct view name)
{
	for (const char *const *e = r->endings; *e; e++)
		if (ends(name, *e))
			return true;
	return false;
}

const struct input_reader *input_reader_of(struct view name, struct view bytes)
{
	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++)
		if (has_ending(&readers[i], name) &&
		    (!readers[i].recognises || readers[i].recognises(bytes)))
			return &readers[i];
	return NULL;
}

bool input_is_plain(struct view name)
{
	return has_ending(&readers[0], name);
}

bool input_reads(struct view name)
{
	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++)
		if (has_ending(&readers[i], name))
			return true;
	return false;
}

/* For a message: " (ALTO, PAGE XML)". */
static void put_formats(struct view name, struct buf *out)
{
	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++)
		if (has_ending(&readers[i], name))
			buf_printf(out, "%s%s", out->len > 0 ? ", " : "", readers[i].name);
}

enum { TOLD_MOST = 20 }; /* files; of the others the number is told */

#define NO_FORMAT "is not read, as it is in no format that files of such a name are read in"

/* Which of the formats that share a name's ending it could be in. */
static void tell_unknown(const char *path, struct report *r)
{
	struct buf formats = { 0 };
	put_formats(view_of(path), &formats);
	report_warning(r, path, 0, 0,
	               NO_FORMAT
	               " (%s): "
	               "take it out of the source folder, or put the text of its page into a text file",
	               formats.data);
	buf_free(&formats);
}

void input_thin(struct report *r, size_t from)
{
	size_t more = report_thin(r, from, NO_FORMAT, TOLD_MOST);
	if (more > 0)
		report_warning(r, NULL, 0, 0, "%zu more files are not read, as they are in no such format",
		               more);
	more = report_thin(r, from, INPUT_OTHER_SCRIPT, 1);
	if (more > 0)
		report_warning(r, NULL, 0, 0, "so have %zu more pages", more);
	more = report_thin(r, from, PDF_NO_PROGRAM, TOLD_MOST);
	if (more > 0)
		report_fault(r, NULL, 0, 0, "%zu more PDF documents are not read for want of pdftotext",
		             more);
}

/* Tells the pages of a file with several which of them they are, unless the reader did. */
static void number_parts(struct input_pages *p)
{
	for (size_t from = 0, to; from < p->len; from = to) {
		for (to = from + 1; to < p->len && p->items[to].file == p->items[from].file;)
			to++;
		uint32_t told = p->items[to - 1].part;
		uint32_t parts = told ? told : (uint32_t)(to - from);
		for (size_t i = from; i < to; i++) {
			struct text *t = &p->items[i];
			t->part = parts == 1 ? 0 : told ? t->part : (uint32_t)(i - from + 1);
			t->parts = parts == 1 ? 0 : parts;
		}
	}
}

bool input_read(const struct input_source *s, struct input_pages *out, struct report *r)
{
	const struct input_file *first = &s->files[0];
	const struct input_reader *reader = input_reader_of(view_of(first->path), first->bytes);
	if (!reader && input_reads(view_of(first->path))) {
		tell_unknown(first->path, r);
		return false;
	}
	bool ok = (reader ? reader->read : plain_text_read)(s, out, r);
	number_parts(out);
	return ok && out->len > 0;
}

void input_pages_free(struct input_pages *p)
{
	for (size_t i = 0; i < p->len; i++)
		text_free(&p->items[i]);
	array_free(p);
}

/* ── what is not read ── */

/* Endings, each between blanks, and what to do with such a file. */
static const struct {
	const char *endings, *advice;
} unread[] = {
	{ " .doc .docx .odt .rtf .wps .pages .epub ",
	  "this document is not read: save it as plain text" },
	{ " .jpg .jpeg .png .tif .tiff .gif .bmp .webp .jp2 .djvu .heic ",
	  "a picture is not read: put the text that recognition finds in it into a text file, as by "
	  "tesseract" },
	{ " .mht .tei .docbook ",
	  "text in markup of this kind is not read: put its words into a text file, a line for a line" },
	{ " .json .xls .xlsx .db .sqlite ",
	  "is not read: save its articles as CSV or JSON Lines, with headline, body, date and page" },
	{ " .zip .rar .7z .gz .tar .tgz .xz ", "an archive of files is not read: unpack it here" },
};

static const char *advice_for(struct view name)
{
	for (size_t i = 0; i < sizeof(unread) / sizeof(*unread); i++)
		for (struct view rest = view_trim(view_of(unread[i].endings)); rest.data;) {
			struct view ending = view_cut(&rest, ' ');
			if (name.len > ending.len &&
			    strncasecmp(name.data + name.len - ending.len, ending.data, ending.len) == 0)
				return unread[i].advice;
		}
	return "is not read, for its name does not end in .txt: if it holds the text of a page, rename it, "
		   "else take it out of the source folder";
}

/* Lies in a source folder by right. */
static bool is_own(const struct scan_file *f, const char *own)
{
	static const char *const names[] = { "corrections.conf", "variants.conf", "Makefile",
		                                 "README.md", "README" };
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcasecmp(f->below, names[i]) == 0)
			return true;
	return own && strcmp(f->path, own) == 0;
}

void input_tell_others(const struct scan *s, const char *own, struct report *r)
{
	size_t told = 0, untold = 0;
	for (size_t i = 0; i < s->others.len; i++) {
		const struct scan_file *f = &s->others.items[i];
		if (is_own(f, own))
			continue;
		if (told < TOLD_MOST)
			report_warning(r, f->path, 0, 0, "%s", advice_for(view_of(f->below)));
		else
			untold++;
		told++;
	}
	if (untold > 0)
		report_warning(r, NULL, 0, 0, "%zu more files in the source folder are not read", untold);
}
