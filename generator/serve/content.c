#include "serve/content.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/media.h"
#include "serve/conditional.h"
#include "serve/file_lookup.h"
#include "serve/inject.h"

/* --- Versions --- */

/* The file that the path means, in the site as it is now. */
static enum file_lookup_answer find(const struct site_location_now *site, struct view path,
                                    struct file_lookup *out)
{
	struct view base = buf_view(&site->base);
	*out = (struct file_lookup){ .fd = -1 };
	if (!view_starts(path, base))
		return FILE_LOOKUP_NOTHING;
	return file_lookup_open(site->folder.data, view_slice(path, base.len, path.len), out);
}

static void put_stamp(struct buf *out, const struct stat *st)
{
	buf_printf(out, "%jx-%lx-%jx-%jx", (uintmax_t)st->st_mtim.tv_sec,
	           (unsigned long)st->st_mtim.tv_nsec, (uintmax_t)st->st_size, (uintmax_t)st->st_ino);
}

static void put_version(struct buf *out, const struct stat *st,
                        const struct build_status_state *live)
{
	put_stamp(out, st);
	buf_printf(out, "-%" PRIx64, live->assets);
}

/* The site's page for what is not there, if it has one; appends the version in either case. */
static bool find_404(const struct site_location_now *site, const struct build_status_state *live,
                     struct file_lookup *out, struct buf *version)
{
	bool there = file_lookup_open(site->folder.data, VIEW("404.html"), out) == FILE_LOOKUP_FILE;
	buf_puts(version, "none-");
	if (there)
		put_version(version, &out->st, live);
	return there;
}

void content_put_version(struct build_status *live, struct site_location *place, struct view path,
                         struct buf *out)
{
	struct build_status_state state =
		build_status_state(live); /* before the file: no old one gets a new version */
	struct site_location_now site = site_location_look(place);
	struct file_lookup file;
	if (find(&site, path, &file) == FILE_LOOKUP_FILE) {
		put_version(out, &file.st, &state);
	} else {
		file_lookup_close(&file);
		find_404(&site, &state, &file, out);
	}
	file_lookup_close(&file);
	site_location_forget(&site);
}

/* --- Files --- */

static bool read_whole(int fd, uint64_t size, struct buf *out)
{
	buf_reserve(out, size + 1);
	while (out->len < size) {
		ssize_t n = pread(fd, out->data + out->len, size - out->len, (off_t)out->len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		out->len += (size_t)n;
	}
	return true;
}

/* A page as it is shown: with the script. */
static bool read_page(const struct file_lookup *file, struct view version, struct view token,
                      struct buf *out)
{
	struct buf page = { 0 };
	bool ok = read_whole(file->fd, (uint64_t)file->st.st_size, &page);
	if (ok)
		inject_page(out, buf_view(&page), version, token);
	buf_free(&page);
	return ok;
}

static struct conditional_request read_request(const struct request *q)
{
	return (struct conditional_request){
		.if_none_match = send_asked(q, "If-None-Match"),
		.if_modified_since = send_asked(q, "If-Modified-Since"),
		.if_range = send_asked(q, "If-Range"),
		.range = q->head ? NULL : send_asked(q, "Range"), /* for GET alone */
	};
}

static void put_file_headers(struct MHD_Response *response, const struct conditional_file *f)
{
	char date[CONDITIONAL_DATE];
	conditional_put_date(date, f->modified);
	MHD_add_response_header(response, "ETag", f->tag);
	MHD_add_response_header(response, "Last-Modified", date);
	MHD_add_response_header(response, "Accept-Ranges", "bytes");
	MHD_add_response_header(response, "Cache-Control", "no-cache");
}

static enum MHD_Result send_outside(const struct request *q, const struct conditional_file *f)
{
	char range[64];
	snprintf(range, sizeof(range), "bytes */%" PRIu64, f->size);
	struct MHD_Response *response = send_copy(VIEW(""));
	if (response)
		MHD_add_response_header(response, "Content-Range", range);
	return send_response(q, MHD_HTTP_RANGE_NOT_SATISFIABLE, response);
}

/* A part of the page in memory, or of the file, which the response then closes. */
static struct MHD_Response *response_with(struct file_lookup *file, const struct buf *page,
                                          uint64_t from, uint64_t len)
{
	if (page)
		return send_copy(view_slice(buf_view(page), from, len));
	struct MHD_Response *response = MHD_create_response_from_fd_at_offset64(len, file->fd, from);
	if (response)
		file->fd = -1;
	return response;
}

static enum MHD_Result send_content(const struct request *q, struct file_lookup *file,
                                    const struct buf *page, const struct conditional_file *f)
{
	struct conditional_request asked = read_request(q);
	uint64_t from, len;
	if (conditional_is_known(&asked, f)) {
		struct MHD_Response *nothing = send_copy(VIEW(""));
		if (nothing)
			put_file_headers(nothing, f);
		return send_response(q, MHD_HTTP_NOT_MODIFIED, nothing);
	}
	enum conditional_range range = conditional_range(&asked, f, &from, &len);
	if (range == CONDITIONAL_OUTSIDE)
		return send_outside(q, f);
	struct MHD_Response *response = response_with(file, page, from, len);
	if (!response)
		return MHD_NO;
	put_file_headers(response, f);
	MHD_add_response_header(response, "Content-Type", media_of(buf_view(&file->name))->type);
	if (range == CONDITIONAL_PART) {
		char text[96];
		snprintf(text, sizeof(text), "bytes %" PRIu64 "-%" PRIu64 "/%" PRIu64, from, from + len - 1,
		         f->size);
		MHD_add_response_header(response, "Content-Range", text);
	}
	return send_response(q, range == CONDITIONAL_PART ? MHD_HTTP_PARTIAL_CONTENT : MHD_HTTP_OK,
	                     response);
}

/* No browser keeps it: the token that is in it is another one after the next start. */
static enum MHD_Result send_review(const struct request *q, const struct file_lookup *file,
                                   struct view version)
{
	struct buf page = { 0 };
	struct view token = view_of(correction_desk_token(q->desk));
	enum MHD_Result result = MHD_NO;
	if (read_page(file, version, token, &page))
		result = send_text(q, MHD_HTTP_OK, media_of(VIEW(".html"))->type, buf_view(&page));
	buf_free(&page);
	return result;
}

static enum MHD_Result send_file(const struct request *q, struct file_lookup *file,
                                 const struct build_status_state *live)
{
	struct buf tag = { 0 }, version = { 0 }, page = { 0 };
	struct conditional_file f = { .modified = file->st.st_mtim.tv_sec,
		                          .size = (uint64_t)file->st.st_size };
	enum MHD_Result result = MHD_NO;
	put_version(&version, &file->st, live);
	if (media_of(buf_view(&file->name))->syntax != MEDIA_HTML) {
		buf_putc(&tag, '"');
		put_stamp(&tag, &file->st);
		buf_putc(&tag, '"');
		f.tag = tag.data;
		result = send_content(q, file, NULL, &f);
	} else if (q->desk && view_starts(buf_view(&file->name), VIEW("review/"))) {
		result = send_review(q, file, buf_view(&version));
	} else if (read_page(file, buf_view(&version), VIEW_NULL, &page)) {
		buf_printf(&tag, "\"%s\"", version.data);
		f = (struct conditional_file){ tag.data,
			                           live->since > f.modified ? live->since : f.modified,
			                           page.len };
		result = send_content(q, file, &page, &f);
	}
	buf_free(&tag);
	buf_free(&version);
	buf_free(&page);
	return result;
}

/* --- What is not there --- */

static void put_reason(struct build_status *live, struct buf *out)
{
	build_status_put_error(live, out);
	if (out->len == 0 && !build_status_state(live).built)
		buf_puts(out, "The site is being built.");
}

/* The site's own page for it, or why there is no site yet, or a plain line. */
static enum MHD_Result send_nothing(const struct request *q, const struct site_location_now *site,
                                    const struct build_status_state *live)
{
	struct buf page = { 0 }, reason = { 0 }, version = { 0 };
	struct file_lookup file;
	enum MHD_Result result;
	bool own = find_404(site, live, &file, &version) &&
	           read_page(&file, buf_view(&version), VIEW_NULL, &page);
	put_reason(q->live, &reason);
	if (own) {
		result = send_text(q, MHD_HTTP_NOT_FOUND, media_of(VIEW(".html"))->type, buf_view(&page));
	} else if (reason.len > 0) {
		inject_note_page(&page, buf_view(&reason), buf_view(&version));
		result = send_text(q, MHD_HTTP_SERVICE_UNAVAILABLE, media_of(VIEW(".html"))->type,
		                   buf_view(&page));
	} else {
		result = send_plain(q, MHD_HTTP_NOT_FOUND, "There is nothing at this address.\n");
	}
	file_lookup_close(&file);
	buf_free(&page);
	buf_free(&reason);
	buf_free(&version);
	return result;
}

/* --- Answers --- */

static enum MHD_Result send_with_slash(const struct request *q)
{
	struct buf url = { 0 };
	buf_put(&url, q->path);
	buf_putc(&url, '/');
	enum MHD_Result result = send_elsewhere(q, url.data);
	buf_free(&url);
	return result;
}

/* Whether it is the top of the server, or the site's path without its last slash. */
static bool is_above(struct view path, struct view base)
{
	return view_eq(path, VIEW("/")) || view_eq(path, view_slice(base, 0, base.len - 1));
}

/* Whether it would be a page of the review: one whose day was corrected has another address now. */
static bool is_review(const struct request *q, struct view base)
{
	return q->desk && view_starts(q->path, base) &&
	       view_starts(view_slice(q->path, base.len, q->path.len), VIEW("review/"));
}

static enum MHD_Result send_review_list(const struct request *q, struct view base)
{
	struct buf url = { 0 };
	buf_put(&url, base);
	buf_puts(&url, "review/index.html");
	enum MHD_Result result = view_eq(q->path, buf_view(&url))
	                             ? send_plain(q, MHD_HTTP_NOT_FOUND, "There is no review yet.\n")
	                             : send_elsewhere(q, url.data);
	buf_free(&url);
	return result;
}

enum MHD_Result content_send(const struct request *q)
{
	struct build_status_state live = build_status_state(q->live);
	struct site_location_now site = site_location_look(q->place);
	struct file_lookup file;
	enum MHD_Result result;
	switch (find(&site, q->path, &file)) {
	case FILE_LOOKUP_FILE: result = send_file(q, &file, &live); break;
	case FILE_LOOKUP_FOLDER: result = send_with_slash(q); break;
	case FILE_LOOKUP_WRONG:
		result = send_plain(q, MHD_HTTP_BAD_REQUEST, "No file can have this address.\n");
		break;
	default:
		if (live.built && is_review(q, buf_view(&site.base)))
			result = send_review_list(q, buf_view(&site.base));
		else
			result = is_above(q->path, buf_view(&site.base)) && site.base.len > 1
			             ? send_elsewhere(q, site.base.data)
			             : send_nothing(q, &site, &live);
	}
	file_lookup_close(&file);
	site_location_forget(&site);
	return result;
}
