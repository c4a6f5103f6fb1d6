#include "serve/content.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "serve/fresh.h"
#include "serve/inject.h"
#include "serve/lookup.h"
#include "serve/media.h"

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
static bool read_page(const struct lookup *file, unsigned long version, struct buf *out)
{
	struct buf page = { 0 };
	bool ok = read_whole(file->fd, (uint64_t)file->st.st_size, &page);
	if (ok)
		inject_page(out, buf_view(&page), version);
	buf_free(&page);
	return ok;
}

static struct fresh_request read_request(const struct request *q)
{
	return (struct fresh_request){
		.if_none_match = send_asked(q, "If-None-Match"),
		.if_modified_since = send_asked(q, "If-Modified-Since"),
		.if_range = send_asked(q, "If-Range"),
		.range = q->head ? NULL : send_asked(q, "Range"), /* for GET alone */
	};
}

static void put_file_headers(struct MHD_Response *response, const struct fresh_file *f)
{
	char date[FRESH_DATE];
	fresh_put_date(date, f->modified);
	MHD_add_response_header(response, "ETag", f->tag);
	MHD_add_response_header(response, "Last-Modified", date);
	MHD_add_response_header(response, "Accept-Ranges", "bytes");
	MHD_add_response_header(response, "Cache-Control", "no-cache");
}

static enum MHD_Result send_outside(const struct request *q, const struct fresh_file *f)
{
	char range[64];
	snprintf(range, sizeof(range), "bytes */%" PRIu64, f->size);
	struct MHD_Response *response = send_copy(VIEW(""));
	if (response)
		MHD_add_response_header(response, "Content-Range", range);
	return send_response(q, MHD_HTTP_RANGE_NOT_SATISFIABLE, response);
}

/* A part of the page in memory, or of the file, which the response then closes. */
static struct MHD_Response *response_with(struct lookup *file, const struct buf *page,
                                          uint64_t from, uint64_t len)
{
	if (page)
		return send_copy(view_slice(buf_view(page), from, len));
	struct MHD_Response *response = MHD_create_response_from_fd_at_offset64(len, file->fd, from);
	if (response)
		file->fd = -1;
	return response;
}

static enum MHD_Result send_content(const struct request *q, struct lookup *file,
                                    const struct buf *page, const struct fresh_file *f)
{
	struct fresh_request asked = read_request(q);
	uint64_t from, len;
	if (fresh_is_known(&asked, f)) {
		struct MHD_Response *nothing = send_copy(VIEW(""));
		if (nothing)
			put_file_headers(nothing, f);
		return send_response(q, MHD_HTTP_NOT_MODIFIED, nothing);
	}
	enum fresh_range range = fresh_range(&asked, f, &from, &len);
	if (range == FRESH_OUTSIDE)
		return send_outside(q, f);
	struct MHD_Response *response = response_with(file, page, from, len);
	if (!response)
		return MHD_NO;
	put_file_headers(response, f);
	MHD_add_response_header(response, "Content-Type", media_type(buf_view(&file->name)));
	if (range == FRESH_PART) {
		char text[96];
		snprintf(text, sizeof(text), "bytes %" PRIu64 "-%" PRIu64 "/%" PRIu64, from,
		         from + len - 1, f->size);
		MHD_add_response_header(response, "Content-Range", text);
	}
	return send_response(q, range == FRESH_PART ? MHD_HTTP_PARTIAL_CONTENT : MHD_HTTP_OK, response);
}

/*
 * What a browser must compare: a page changes with its script's number, too. A
 * build that ends meanwhile leaves an old number to a new file, never the reverse.
 */
static enum MHD_Result send_file(const struct request *q, struct lookup *file)
{
	bool is_page = strcmp(media_type(buf_view(&file->name)), MEDIA_PAGE) == 0;
	char tag[96];
	snprintf(tag, sizeof(tag), "\"%jx-%lx-%jx-%lx\"", (uintmax_t)file->st.st_mtim.tv_sec,
	         (unsigned long)file->st.st_mtim.tv_nsec, (uintmax_t)file->st.st_size,
	         is_page ? q->state.version : 0);
	struct fresh_file f = { .tag = tag, .modified = file->st.st_mtim.tv_sec,
	                        .size = (uint64_t)file->st.st_size };
	if (!is_page)
		return send_content(q, file, NULL, &f);
	struct buf page = { 0 };
	enum MHD_Result result = MHD_NO;
	if (read_page(file, q->state.version, &page)) {
		f.size = page.len;
		f.modified = q->state.built > f.modified ? q->state.built : f.modified;
		result = send_content(q, file, &page, &f);
	}
	buf_free(&page);
	return result;
}

/* --- What is not there --- */

/* The site's own page for it, or why there is no site yet, or a plain line. */
enum MHD_Result content_send_nothing(const struct request *q)
{
	struct buf page = { 0 }, error = { 0 };
	struct lookup file;
	enum MHD_Result result;
	bool own = lookup_open(q->folder, VIEW("404.html"), &file) == LOOKUP_FILE &&
	           read_page(&file, q->state.version, &page);
	live_put_error(q->live, &error);
	if (own) {
		result = send_text(q, MHD_HTTP_NOT_FOUND, MEDIA_PAGE, buf_view(&page));
	} else if (error.len > 0 || !q->state.version) {
		inject_note_page(&page, error.len > 0 ? buf_view(&error) : VIEW("The site is being built."),
		                 q->state.version);
		result = send_text(q, MHD_HTTP_SERVICE_UNAVAILABLE, MEDIA_PAGE, buf_view(&page));
	} else {
		result = send_plain(q, MHD_HTTP_NOT_FOUND, "There is nothing at this address.\n");
	}
	lookup_close(&file);
	buf_free(&page);
	buf_free(&error);
	return result;
}

enum MHD_Result content_send(const struct request *q)
{
	struct view way = view_slice(q->path, q->base.len, q->path.len);
	struct lookup file;
	enum MHD_Result result;
	switch (lookup_open(q->folder, way, &file)) {
	case LOOKUP_FILE:
		result = send_file(q, &file);
		break;
	case LOOKUP_FOLDER: {
		struct buf url = { 0 };
		buf_put(&url, q->path);
		buf_putc(&url, '/');
		result = send_elsewhere(q, url.data);
		buf_free(&url);
		break;
	}
	case LOOKUP_WRONG:
		result = send_plain(q, MHD_HTTP_BAD_REQUEST, "No file can have this address.\n");
		break;
	default:
		result = content_send_nothing(q);
	}
	lookup_close(&file);
	return result;
}
