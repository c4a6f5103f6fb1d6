#include "picture/draw.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/child.h"
#include "input/pdf.h"
#include "picture/webp.h"

enum { SECONDS_MOST = 60, SAID_MOST = 1024, PIECE = 1 << 20 };

#define MEMORY_MOST  ((size_t)2 << 30)
#define DRAWN_MOST   ((size_t)64 << 20) /* bytes of a page of a document, as PPM */
#define PICTURE_MOST ((size_t)16 << 20) /* bytes of a WebP before it is found too large */
#define SCRATCH      ((size_t)1 << 20)  /* bytes of a file: what libvips compiles for itself */
#define PAGE_MOST    ((size_t)1 << 20)

#define SHRINKER "vipsthumbnail"
#define DRAWER   "pdftoppm"

/* The longest side of a page: that of the box below. */
#define DOCUMENT_SIDE "2800"
#define SMALL_SIZE    "320x448>"

/* How a page is made, from the best; the first that is not too large is taken. */
static const struct {
	const char *size, *form;
} tries[] = {
	{ "2000x2800>", ".webp[Q=60,strip]" },
	{ "2000x2800>", ".webp[Q=35,strip]" },
	{ "1400x1960>", ".webp[Q=35,strip]" },
	{ "1000x1400>", ".webp[Q=25,strip]" },
};
enum { TRIES = sizeof(tries) / sizeof(*tries) };

/* One picture on its way. */
struct drawing {
	const char *path;
	uint32_t part; /* of a document; else 0 */
	struct report *report;
};

/* ── running a program ── */

struct run {
	struct view input;
	size_t fed;
	struct buf *out;
	struct buf said;
};

static bool feed(void *context, struct buf *out)
{
	struct run *r = context;
	struct view piece = view_slice(r->input, r->fed, PIECE);
	buf_put(out, piece);
	r->fed += piece.len;
	return r->fed < r->input.len;
}

static void take(void *context, struct view bytes)
{
	buf_put(((struct run *)context)->out, bytes);
}

static void hear(void *context, struct view bytes)
{
	struct buf *said = &((struct run *)context)->said;
	buf_put(said, view_slice(bytes, 0, said->len < SAID_MOST ? SAID_MOST - said->len : 0));
}

/* "page 3 of it ", of a document. */
static const char *which(const struct drawing *d, char *room, size_t size)
{
	snprintf(room, size, d->part ? "page %" PRIu32 " of it " : "", d->part);
	return room;
}

static struct view first_line(const struct buf *said)
{
	struct view rest = buf_view(said), line = VIEW_NULL;
	while (rest.data && line.len == 0)
		line = view_trim(view_cut(&rest, '\n'));
	return line.len ? line : VIEW("it ended without a word");
}

static enum picture_end tell_end(const struct drawing *d, const struct child *c, enum child_end end,
                                 const struct buf *said)
{
	char room[32];
	const char *page = which(d, room, sizeof(room)), *name = c->arguments[0];
	if (end == CHILD_STOPPED)
		return PICTURE_STOPPED;
	if (end == CHILD_DONE && c->status == 0)
		return PICTURE_DRAWN;
	if (end == CHILD_LATE)
		report_warning(d->report, d->path, 0, 0,
		               "%sis left out: %s took longer than %d seconds, make the picture smaller",
		               page, name, SECONDS_MOST);
	else if (end == CHILD_UNABLE || end == CHILD_ABSENT)
		report_warning(d->report, d->path, 0, 0, "%sis left out: %s cannot be run: %s", page, name,
		               strerror(errno));
	else if (end == CHILD_LARGE)
		report_warning(d->report, d->path, 0, 0,
		               "%sis left out, as what %s makes of it is too large: make it smaller", page,
		               name);
	else
		report_warning(d->report, d->path, 0, 0,
		               "%sis left out, as %s cannot read it (%.*s): if it opens elsewhere, save "
		               "it anew",
		               page, name, VIEW_ARG(first_line(said)));
	return end == CHILD_DONE || end == CHILD_SIGNALLED || end == CHILD_LARGE ? PICTURE_BAD
	                                                                         : PICTURE_LATE;
}

static enum picture_end run(const struct drawing *d, const char *const *arguments,
                            struct view input, size_t most, struct buf *out)
{
	struct run run = { .input = input, .out = out };
	struct child c = {
		.arguments = arguments,
		.limits = { SECONDS_MOST, MEMORY_MOST, most, SCRATCH },
		.feed = input.data ? feed : NULL,
		.wrote = take,
		.said = hear,
		.context = &run,
	};
	enum picture_end end = tell_end(d, &c, child_run(&c), &run.said);
	buf_free(&run.said);
	return end;
}

/* ── the two programs ── */

static void ignore(void *context, struct view bytes)
{
	(void)context, (void)bytes;
}

static bool is_there(const char *program, const char *option)
{
	const char *arguments[] = { program, option, NULL };
	struct child c = { .arguments = arguments,
		               .limits = { .seconds = SECONDS_MOST },
		               .wrote = ignore,
		               .said = ignore };
	return child_run(&c) != CHILD_ABSENT;
}

bool picture_draw_has_vips(void)
{
	return is_there(SHRINKER, "--vips-version");
}

bool picture_draw_has_poppler(void)
{
	return is_there(DRAWER, "-v");
}

/*
 * Bytes come by standard input: names of files may be read as options. What
 * processors do by themselves in steps of many numbers comes out otherwise on
 * another one, and so is not used.
 */
static enum picture_end shrink(const struct drawing *d, struct view picture, const char *size,
                               const char *form, struct buf *out)
{
	const char *arguments[] = { SHRINKER,
		                        "stdin",
		                        "-s",
		                        size,
		                        "-e",
		                        "srgb",
		                        "-o",
		                        form,
		                        "--vips-novector",
		                        "--vips-concurrency=1",
		                        "--vips-disc-threshold=1g",
		                        NULL };
	return run(d, arguments, picture, PICTURE_MOST, out);
}

static enum picture_end draw_document(const struct drawing *d, struct buf *out)
{
	char part[16];
	struct buf name = { 0 };
	snprintf(part, sizeof(part), "%" PRIu32, d->part);
	/* What begins with a dash is none of its options. */
	buf_printf(&name, "%s%s", d->path[0] == '-' ? "./" : "", d->path);
	const char *arguments[] = { DRAWER,      "-f",          part,      "-l", part,
		                        "-scale-to", DOCUMENT_SIDE, name.data, NULL };
	enum picture_end end = run(d, arguments, VIEW_NULL, DRAWN_MOST, out);
	buf_free(&name);
	if (end == PICTURE_DRAWN && out->len == 0) {
		report_warning(d->report, d->path, 0, 0, "has no page %" PRIu32 " to be drawn", d->part);
		end = PICTURE_BAD;
	}
	return end;
}

/* What the programs make of pictures in other formats is not known, or is slow, or runs others. */
static bool is_known(struct view b)
{
	static const struct {
		size_t at, len;
		const char *bytes;
	} begin[] = {
		{ 0, 3, "\xFF\xD8\xFF" },      /* JPEG */
		{ 0, 8, "\x89PNG\r\n\x1A\n" }, /* PNG */
		{ 0, 4, "II*\0" },
		{ 0, 4, "MM\0*" }, /* TIFF */
		{ 0, 4, "II+\0" },
		{ 0, 4, "MM\0+" }, /* with places of 64 bits */
		{ 8, 4, "WEBP" },
		{ 0, 4, "GIF8" }, /* WebP, GIF */
		{ 4, 8, "jP  \r\n\x87\n" },
		{ 0, 4, "\xFF\x4F\xFF\x51" }, /* JPEG 2000 */
	};
	for (size_t i = 0; i < sizeof(begin) / sizeof(*begin); i++)
		if (b.len >= begin[i].at + begin[i].len &&
		    memcmp(b.data + begin[i].at, begin[i].bytes, begin[i].len) == 0)
			return true;
	return false;
}

/* ── a page ── */

static enum picture_end make_page(const struct drawing *d, struct view picture,
                                  struct picture_drawn *out)
{
	enum picture_end end = PICTURE_DRAWN;
	for (size_t i = 0; i < TRIES; i++) {
		buf_truncate(&out->page, 0);
		end = shrink(d, picture, tries[i].size, tries[i].form, &out->page);
		if (end != PICTURE_DRAWN || out->page.len <= PAGE_MOST)
			break;
	}
	return end;
}

static enum picture_end make_both(const struct drawing *d, struct view picture,
                                  struct picture_drawn *out)
{
	enum picture_end end = make_page(d, picture, out);
	if (end == PICTURE_DRAWN)
		end = shrink(d, buf_view(&out->page), SMALL_SIZE, ".webp[Q=60,strip]", &out->small);
	if (end != PICTURE_DRAWN ||
	    (webp_size(buf_view(&out->page), &out->width, &out->height) &&
	     webp_size(buf_view(&out->small), &out->small_width, &out->small_height)))
		return end;
	report_warning(d->report, d->path, 0, 0, "is left out: " SHRINKER " made no WebP of it");
	return PICTURE_BAD;
}

enum picture_end picture_draw(const char *path, struct view bytes, uint32_t part,
                              struct picture_drawn *out, struct report *r)
{
	struct drawing d = { path, 0, r };
	struct buf drawn = { 0 };
	enum picture_end end = PICTURE_BAD;
	if (pdf_recognises(bytes)) {
		d.part = part;
		end = draw_document(&d, &drawn);
		if (end == PICTURE_DRAWN)
			end = make_both(&d, buf_view(&drawn), out);
	} else if (is_known(bytes)) {
		end = make_both(&d, bytes, out);
	} else {
		report_warning(r, path, 0, 0,
		               "is no picture that can be shown: save it as JPEG, PNG, TIFF, JPEG 2000, "
		               "WebP or PDF, or take it out");
	}
	buf_free(&drawn);
	return end;
}

void picture_drawn_free(struct picture_drawn *d)
{
	buf_free(&d->page);
	buf_free(&d->small);
}
