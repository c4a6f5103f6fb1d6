#include "picture/draw.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/child.h"
#include "input/pdf.h"
#include "picture/webp.h"

enum {
	SECONDS_MOST = 60 /* of the processor */,
	CLOCK_MOST = 600,
	SAID_MOST = 1024,
	PIECE = 1 << 20
};

#define MEMORY_MOST  ((size_t)2 << 30)
#define DRAWN_MOST   ((size_t)64 << 20) /* bytes of a page of a document, as PPM */
#define TILED_MOST   ((size_t)1 << 20)  /* bytes that are said while tiles are cut */
#define PICTURE_MOST ((size_t)16 << 20) /* bytes of a WebP before it is found too large */
#define SHOWN_MOST   ((size_t)64 << 20) /* bytes of a picture in inks as a screen shows it */
#define SCRATCH      ((size_t)1 << 20)  /* bytes of a file: what libvips compiles for itself */
/* Bytes of a file beside tiles, in which vips tells all of a picture, profiles of colour too. */
#define TOLD_MOST ((size_t)16 << 20)
#define PAGE_MOST ((size_t)1 << 20)

#define SHRINKER "vipsthumbnail"
#define DRAWER   "pdftoppm"
#define TILER    "vips"

/* The longest side of a page: that of the box below. */
#define DOCUMENT_SIDE "2800"
#define SMALL_SIZE    "320x448>"
#define FULL_SIZE     "100000x100000>"

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
	bool tiled;
	bool whole_alone; /* the program can tell a picture that is cut off */
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

/* What is said last tells why it ended. */
static void hear(void *context, struct view bytes)
{
	struct run *r = context;
	struct buf all = { 0 };
	buf_put(&all, buf_view(&r->said));
	buf_put(&all, bytes);
	buf_truncate(&r->said, 0);
	buf_put(&r->said,
	        view_slice(buf_view(&all), all.len > SAID_MOST ? all.len - SAID_MOST : 0, all.len));
	buf_free(&all);
}

/* "page 3 of it ", of a document. */
static const char *which(const struct drawing *d, char *room, size_t size)
{
	if (!d->part)
		return "";
	snprintf(room, size, "page %" PRIu32 " of it ", d->part);
	return room;
}

/* The last line that is no warning: those name the process, and never twice the same one. */
static struct view reason(const struct buf *said)
{
	struct view rest = buf_view(said), last = VIEW_NULL;
	while (rest.data) {
		struct view line = view_trim(view_cut(&rest, '\n'));
		if (line.len > 0 && line.data[0] != '(')
			last = line;
	}
	return last.len ? last : VIEW("it ended without a word");
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
	if (end == CHILD_SPENT)
		report_warning(
			d->report, d->path, 0, 0,
			"%sis left out: %s took longer than %d seconds, make the picture smaller, or "
			"build with --clean to have it tried again",
			page, name, SECONDS_MOST);
	else if (end == CHILD_LATE)
		report_warning(
			d->report, d->path, 0, 0,
			"%sis left out: %s took longer than %d seconds by the clock: build again when "
			"the machine is less busy",
			page, name, CLOCK_MOST);
	else if (end == CHILD_UNABLE || end == CHILD_ABSENT)
		report_warning(d->report, d->path, 0, 0, "%sis left out: %s cannot be run: %s", page, name,
		               strerror(errno));
	else if (end == CHILD_LARGE)
		report_warning(d->report, d->path, 0, 0,
		               "%sis left out, as what %s makes of it is too large: make it smaller", page,
		               name);
	else
		report_warning(
			d->report, d->path, 0, 0,
			"%sis left out, as it is damaged or cut off, or %s cannot read it (%.*s): if it "
			"opens elsewhere as a whole, save it anew, else copy or scan it anew",
			page, name, VIEW_ARG(reason(said)));
	/* What is of the machine, and not of the picture, may be otherwise next time. */
	bool machine = end == CHILD_UNABLE || end == CHILD_ABSENT || end == CHILD_LATE;
	return machine ? PICTURE_UNMADE : PICTURE_BAD;
}

static enum picture_end run(const struct drawing *d, const char *const *arguments,
                            struct view input, size_t most, size_t file_most, struct buf *out)
{
	struct run run = { .input = input, .out = out };
	struct child c = {
		.arguments = arguments,
		.limits = { CLOCK_MOST, SECONDS_MOST, MEMORY_MOST, most, file_most },
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

static void note(void *context, struct view bytes)
{
	buf_put(context, bytes);
}

static enum picture_vips version_of(struct view said)
{
	unsigned major = 0, minor = 0;
	ptrdiff_t digit = view_find(said, VIEW("libvips "), 0);
	if (digit < 0 || sscanf(said.data + digit, "libvips %u.%u", &major, &minor) != 2)
		return PICTURE_VIPS_OLD;
	return major > 8 || (major == 8 && minor >= 12) ? PICTURE_VIPS : PICTURE_VIPS_OLD;
}

enum picture_vips picture_draw_vips(void)
{
	const char *arguments[] = { SHRINKER, "--vips-version", NULL };
	struct buf said = { 0 };
	struct child c = { .arguments = arguments,
		               .limits = { .seconds = SECONDS_MOST },
		               .wrote = note,
		               .said = ignore,
		               .context = &said };
	bool there = child_run(&c) != CHILD_ABSENT;
	buf_puts(&said, "");
	enum picture_vips vips = there ? version_of(buf_view(&said)) : PICTURE_VIPS_ABSENT;
	buf_free(&said);
	return vips;
}

bool picture_draw_has_tiler(void)
{
	return is_there(TILER, "--version");
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
                               const char *form, size_t most, struct buf *out)
{
	const char *arguments[] = { SHRINKER,
		                        d->whole_alone ? "stdin[fail-on=truncated]" : "stdin",
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
	return run(d, arguments, picture, most, SCRATCH, out);
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
	enum picture_end end = run(d, arguments, VIEW_NULL, DRAWN_MOST, SCRATCH, out);
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
		end = shrink(d, picture, tries[i].size, tries[i].form, PICTURE_MOST, &out->page);
		if (end != PICTURE_DRAWN || out->page.len <= PAGE_MOST)
			break;
	}
	return end;
}

/* In a folder of its own, which is gone afterwards. */
static enum picture_end cut_tiles(const struct drawing *d, struct view picture,
                                  struct picture_drawn *out)
{
	const char *temporary = getenv("TMPDIR");
	struct buf folder = { 0 }, into = { 0 }, size = { 0 }, said = { 0 };
	buf_printf(&folder, "%s/broadsheet-XXXXXX", temporary && *temporary ? temporary : "/tmp");
	if (!mkdtemp(folder.data)) {
		report_warning(d->report, folder.data, 0, 0, "cannot be made: %s", strerror(errno));
		buf_free(&folder);
		return PICTURE_UNMADE;
	}
	buf_printf(&into, "%s/tiles", folder.data);
	buf_printf(&size, "%d", PICTURE_TILE);
	const char *arguments[] = { TILER,
		                        "dzsave",
		                        d->whole_alone ? "stdin[fail-on=truncated]" : "stdin",
		                        into.data,
		                        "--layout",
		                        "iiif3",
		                        "--tile-size",
		                        size.data,
		                        "--suffix",
		                        ".jpg[Q=75,strip]",
		                        "--vips-novector",
		                        "--vips-concurrency=1",
		                        "--vips-disc-threshold=1g",
		                        NULL };
	enum picture_end end = run(d, arguments, picture, TILED_MOST, TOLD_MOST, &said);
	if (end == PICTURE_DRAWN && !picture_tiles_collect(into.data, &out->tiles, d->report)) {
		report_warning(d->report, d->path, 0, 0, "is left out: " TILER " made no tiles of it");
		end = PICTURE_BAD;
	}
	picture_tiles_remove(into.data);
	picture_tiles_remove(folder.data);
	buf_free(&folder);
	buf_free(&into);
	buf_free(&size);
	buf_free(&said);
	return end;
}

/* Whether the first tile is in the four colours of printers' inks, which viewers show in others. */
static bool is_in_inks(const struct picture_tiles *t)
{
	const unsigned char *b = (const unsigned char *)t->bytes.data;
	size_t i = 2, len = t->bytes.len;
	/* Segments of a JPEG up to that which tells of its frame. */
	while (i + 10 <= len && b[i] == 0xFF) {
		bool frame = b[i + 1] >= 0xC0 && b[i + 1] <= 0xCF && b[i + 1] != 0xC4 && b[i + 1] != 0xC8 &&
		             b[i + 1] != 0xCC;
		if (frame)
			return b[i + 9] == 4;
		i += 2 + (size_t)b[i + 2] * 256 + b[i + 3];
	}
	return false;
}

/* Of a picture in inks what a screen shows, in full size, is cut into tiles. */
static enum picture_end make_tiles(const struct drawing *d, struct view picture,
                                   struct picture_drawn *out)
{
	enum picture_end end = cut_tiles(d, picture, out);
	if (end != PICTURE_DRAWN || !is_in_inks(&out->tiles))
		return end;
	struct buf shown = { 0 };
	end = shrink(d, picture, FULL_SIZE, ".jpg[Q=90,strip]", SHOWN_MOST, &shown);
	picture_tiles_free(&out->tiles);
	out->tiles = (struct picture_tiles){ 0 };
	if (end == PICTURE_DRAWN)
		end = cut_tiles(d, buf_view(&shown), out);
	buf_free(&shown);
	return end;
}

static enum picture_end make_both(const struct drawing *d, struct view picture,
                                  struct picture_drawn *out)
{
	enum picture_end end = make_page(d, picture, out);
	if (end == PICTURE_DRAWN)
		end = shrink(d, buf_view(&out->page), SMALL_SIZE, ".webp[Q=60,strip]", PICTURE_MOST,
		             &out->small);
	if (end == PICTURE_DRAWN && d->tiled)
		end = make_tiles(d, picture, out);
	if (end != PICTURE_DRAWN ||
	    (webp_size(buf_view(&out->page), &out->width, &out->height) &&
	     webp_size(buf_view(&out->small), &out->small_width, &out->small_height)))
		return end;
	report_warning(d->report, d->path, 0, 0, "is left out: " SHRINKER " made no WebP of it");
	return PICTURE_BAD;
}

enum picture_end picture_draw(const char *path, struct view bytes, uint32_t part,
                              enum picture_vips vips, bool tiled, struct picture_drawn *out,
                              struct report *r)
{
	struct drawing d = { path, 0, tiled, vips == PICTURE_VIPS, r };
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
	picture_tiles_free(&d->tiles);
}
