#include "serve/corrections_save.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <jansson.h>

#include "base/json.h"
#include "base/mem.h"

/* What a reviewer writes at once is far less. */
enum { CONTENT_MOST = 256 * 1024, EDITS_MOST = 100 };

/* Of which libmicrohttpd changed the names. */
enum { STATUS_TOO_LARGE = 413, STATUS_UNPROCESSABLE = 422 };

struct corrections_save {
	struct buf content;
	bool too_long;
};

struct corrections_save *corrections_save_begin(void)
{
	return mem_alloc(sizeof(struct corrections_save));
}

void corrections_save_take(struct corrections_save *s, struct view bytes)
{
	s->too_long = s->too_long || bytes.len > CONTENT_MOST - s->content.len;
	if (!s->too_long)
		buf_put(&s->content, bytes);
}

void corrections_save_free(struct corrections_save *s)
{
	buf_free(&s->content);
	free(s);
}

/* --- Who asks --- */

/* Takes as long whatever the text is. */
static bool is_token(const char *text, const char *token)
{
	unsigned char difference = 0;
	size_t len = strlen(token);
	if (!text || strlen(text) != len)
		return false;
	for (size_t i = 0; i < len; i++)
		difference |= (unsigned char)(text[i] ^ token[i]);
	return difference == 0;
}

/* Browsers say where a request comes from; a page of ours names this very server. */
static bool is_ours(const struct request *q)
{
	const char *origin = send_asked(q, "Origin"), *host = send_asked(q, "Host");
	const char *site = send_asked(q, "Sec-Fetch-Site");
	if (site && strcmp(site, "same-origin") != 0)
		return false;
	return !origin ||
	       (host && strncasecmp(origin, "http://", 7) == 0 && strcasecmp(origin + 7, host) == 0);
}

/* No form of a page can send this. */
static bool is_json(const struct request *q)
{
	const char *type = send_asked(q, "Content-Type");
	size_t len = strlen("application/json");
	return type && strncasecmp(type, "application/json", len) == 0 &&
	       (type[len] == '\0' || type[len] == ';' || type[len] == ' ');
}

/* --- What is asked --- */

/* A number of the object, 0 if there is none; false if it is something else. */
static bool read_number(const json_t *object, const char *name, uint32_t *out)
{
	const json_t *v = json_object_get(object, name);
	json_int_t n = v ? json_integer_value(v) : 0;
	*out = (uint32_t)n;
	return !v || (json_is_integer(v) && n >= 0 && n <= 999999999);
}

/* A text of the object, absent for null; without blanks at its ends. */
static bool read_text(const json_t *object, const char *name, struct view *out)
{
	const json_t *v = json_object_get(object, name);
	*out = VIEW_NULL;
	if (json_is_string(v))
		*out = view_trim((struct view){ json_string_value(v), json_string_length(v) });
	return json_is_string(v) || json_is_null(v);
}

static bool read_edit(const json_t *object, struct view file, struct correction_change *out)
{
	struct corrections_head *h = &out->edit.head;
	h->file = file;
	return read_number(object, "line", &h->at) && read_number(object, "part", &h->part) &&
	       read_number(object, "until", &h->until) && read_number(object, "again", &h->again) &&
	       read_text(object, "key", &out->edit.key) && out->edit.key.data &&
	       read_text(object, "value", &out->edit.value) && read_text(object, "was", &out->was);
}

/* In memory to be freed; NULL: they are not what edits are. */
static struct correction_change *read_edits(const json_t *list, struct view file, size_t *count)
{
	*count = json_array_size(list);
	if (*count == 0 || *count > EDITS_MOST)
		return NULL;
	struct correction_change *all = mem_array(*count, sizeof(*all));
	for (size_t i = 0; i < *count; i++) {
		if (!read_edit(json_array_get(list, i), file, &all[i])) {
			free(all);
			return NULL;
		}
	}
	return all;
}

/* --- Answers --- */

static unsigned status_of(enum correction_outcome outcome)
{
	switch (outcome) {
	case CORRECTION_DONE: return MHD_HTTP_OK;
	case CORRECTION_REFUSED: return STATUS_UNPROCESSABLE;
	case CORRECTION_STALE: return MHD_HTTP_CONFLICT;
	default: return MHD_HTTP_INTERNAL_SERVER_ERROR;
	}
}

static enum MHD_Result send_outcome(const struct request *q, struct correction_desk *desk,
                                    struct view file, enum correction_outcome outcome,
                                    const struct report *r)
{
	struct buf out = { 0 };
	buf_puts(&out, "{\"messages\":[");
	for (size_t i = 0; i < r->messages.len; i++) {
		buf_puts(&out, i ? "," : "");
		json_put_string(&out, view_of(r->messages.items[i].text));
	}
	buf_puts(&out, "],");
	correction_desk_put_state(desk, file, &out);
	buf_puts(&out, "}\n");
	enum MHD_Result result =
		send_text(q, status_of(outcome), "application/json; charset=utf-8", buf_view(&out));
	buf_free(&out);
	return result;
}

static enum MHD_Result send_wrong(const struct request *q)
{
	return send_plain(q, MHD_HTTP_BAD_REQUEST, "The review does not ask so.\n");
}

/* The request is JSON; its texts live as long as it does. */
static enum MHD_Result do_asked(const struct request *q, const json_t *asked,
                                struct correction_desk *desk)
{
	struct view file;
	const json_t *edits = json_object_get(asked, "edits"), *undo = json_object_get(asked, "undo");
	if (!read_text(asked, "file", &file) || !file.data || (edits && undo) ||
	    (undo && !json_is_integer(undo)))
		return send_wrong(q);
	struct report report = { 0 };
	enum correction_outcome outcome = CORRECTION_DONE;
	if (edits) {
		size_t count;
		struct correction_change *changes = read_edits(edits, file, &count);
		if (!changes)
			return send_wrong(q);
		outcome = correction_desk_save(desk, changes, count, &report);
		free(changes);
	} else if (undo) {
		outcome = correction_desk_undo(desk, (unsigned long)json_integer_value(undo), &report);
	}
	enum MHD_Result result = send_outcome(q, desk, file, outcome, &report);
	report_free(&report);
	return result;
}

enum MHD_Result corrections_save_answer(const struct request *q, const struct corrections_save *s,
                                        struct correction_desk *desk)
{
	if (!is_ours(q) ||
	    !is_token(send_asked(q, CORRECTIONS_SAVE_TOKEN), correction_desk_token(desk)))
		return send_plain(q, MHD_HTTP_FORBIDDEN,
		                  "Only the review of this very preview writes corrections.\n");
	if (!is_json(q))
		return send_plain(q, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE, "The review asks in JSON.\n");
	if (s->too_long)
		return send_plain(q, STATUS_TOO_LARGE, "That is too much for one correction.\n");
	struct view content = buf_view(&s->content);
	json_t *asked = json_loadb(content.data, content.len, JSON_REJECT_DUPLICATES, NULL);
	enum MHD_Result result = asked ? do_asked(q, asked, desk) : send_wrong(q);
	json_decref(asked);
	return result;
}
