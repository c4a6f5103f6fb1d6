#include "serve/correction_desk.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/corrections.h"
#include "archive/corrections_trial.h"
#include "base/file.h"
#include "base/file_update.h"
#include "base/json.h"
#include "base/mem.h"
#include "serve/correction_steps.h"

enum { TOKEN = 16, TRIES = 4 };

struct correction_desk {
	pthread_mutex_t lock;
	const char *config;
	char token[2 * TOKEN + 1];
	struct correction_steps steps;
};

struct correction_desk *correction_desk_open(const char *config, struct report *r)
{
	unsigned char random[TOKEN];
	if (getentropy(random, sizeof(random)) != 0) {
		report_error(r, NULL, 0, 0, "the system has no random numbers: %s", strerror(errno));
		return NULL;
	}
	struct correction_desk *d = mem_alloc(sizeof(*d));
	*d = (struct correction_desk){ .config = config };
	pthread_mutex_init(&d->lock, NULL);
	for (size_t i = 0; i < TOKEN; i++)
		snprintf(d->token + 2 * i, 3, "%02x", random[i]);
	return d;
}

const char *correction_desk_token(const struct correction_desk *d)
{
	return d->token;
}

void correction_desk_close(struct correction_desk *d)
{
	if (!d)
		return;
	correction_steps_free(&d->steps);
	pthread_mutex_destroy(&d->lock);
	free(d);
}

/* --- One look at the file --- */

struct sitting {
	struct config config;
	const char *path;  /* of corrections.conf */
	bool there;        /* it is a file; */
	struct buf before; /* and what it holds */
	struct buf after;  /* what it is to hold */
	struct report *report;
};

static bool sit_down(struct sitting *s, const char *config, struct report *r)
{
	*s = (struct sitting){ .report = r };
	buf_puts(&s->before, "");
	buf_puts(&s->after, "");
	if (!config_read(config, &s->config, r))
		return false;
	s->path = corrections_file_path(&s->config, &s->config.arena).data;
	s->there = access(s->path, F_OK) == 0 || errno != ENOENT;
	return !s->there || file_read(s->path, &s->before, r);
}

static void stand_up(struct sitting *s)
{
	buf_free(&s->before);
	buf_free(&s->after);
	config_free(&s->config);
}

static enum correction_outcome write_down(struct sitting *s)
{
	struct view was = s->there ? buf_view(&s->before) : VIEW_NULL;
	switch (file_update(s->path, was, buf_view(&s->after), s->report)) {
	case FILE_UPDATE_DONE: return CORRECTION_DONE;
	case FILE_UPDATE_STALE: return CORRECTION_STALE;
	default: return CORRECTION_FAILED;
	}
}

/* --- Saving --- */

/* Whether the file still says what the reviewer saw. */
static bool is_as_seen(const struct sitting *s, const struct correction_change *c)
{
	struct buf now = { 0 }, name = { 0 };
	const struct corrections_edit *e = &c->edit;
	bool there = corrections_edit_find(buf_view(&s->before), &e->head, e->key, &now);
	bool same = there == (c->was.data != NULL) && (!there || view_eq(buf_view(&now), c->was));
	if (!same) {
		corrections_head_put(&name, &e->head);
		report_error(s->report, s->path, 0, 0,
		             "[%.*s] now %s %.*s%s%.*s: it was changed meanwhile, and stays as it is",
		             VIEW_ARG(buf_view(&name)), there ? "says" : "does not say", VIEW_ARG(e->key),
		             there ? " = " : "", VIEW_ARG(buf_view(&now)));
	}
	buf_free(&now);
	buf_free(&name);
	return same;
}

static bool edit_all(struct sitting *s, const struct correction_change *changes, size_t count)
{
	buf_put(&s->after, buf_view(&s->before));
	for (size_t i = 0; i < count; i++) {
		struct buf next = { 0 };
		buf_puts(&next, "");
		if (!corrections_edit(s->path, buf_view(&s->after), &changes[i].edit, &next, s->report)) {
			buf_free(&next);
			return false;
		}
		buf_free(&s->after);
		s->after = next;
	}
	return true;
}

/* Once, on the file as it is now. */
static enum correction_outcome save_once(struct sitting *s, const struct correction_change *changes,
                                         size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!is_as_seen(s, &changes[i]))
			return CORRECTION_STALE;
	if (!edit_all(s, changes, count))
		return CORRECTION_REFUSED;
	if (view_eq(buf_view(&s->before), buf_view(&s->after)))
		return CORRECTION_DONE;
	if (!corrections_trial(&s->config, buf_view(&s->after), changes[0].edit.head.file, s->report))
		return CORRECTION_REFUSED;
	return write_down(s);
}

static void add_step(struct correction_desk *d, const struct sitting *s,
                     const struct correction_change *changes, size_t count)
{
	if (!view_eq(buf_view(&s->before), buf_view(&s->after)))
		correction_steps_add(&d->steps, buf_view(&s->before), buf_view(&s->after), changes, count);
}

/*
 * Where somebody writes the file just then, all is done again on what he wrote.
 * kept: it becomes a step that can be undone.
 */
static enum correction_outcome save(struct correction_desk *d,
                                    const struct correction_change *changes, size_t count,
                                    bool kept, struct report *r)
{
	enum correction_outcome outcome = CORRECTION_FAILED;
	for (int i = 0; i < TRIES; i++) {
		struct sitting s;
		struct report told = { 0 };
		outcome =
			sit_down(&s, d->config, &told) ? save_once(&s, changes, count) : CORRECTION_FAILED;
		if (outcome == CORRECTION_DONE && kept)
			add_step(d, &s, changes, count);
		bool again = outcome == CORRECTION_STALE && told.errors == 0;
		if (again && i + 1 == TRIES)
			report_error(&told, s.path, 0, 0, "is being written by somebody else: try it again");
		if (!again || i + 1 == TRIES)
			report_append(r, &told);
		report_free(&told);
		stand_up(&s);
		if (!again)
			break;
	}
	return outcome;
}

enum correction_outcome correction_desk_save(struct correction_desk *d,
                                             const struct correction_change *changes, size_t count,
                                             struct report *r)
{
	pthread_mutex_lock(&d->lock);
	enum correction_outcome outcome = save(d, changes, count, true, r);
	pthread_mutex_unlock(&d->lock);
	return outcome;
}

/* --- Undoing --- */

/* To the byte, if nobody wrote the file since; CORRECTION_STALE: somebody did. */
static enum correction_outcome restore(struct correction_desk *d,
                                       const struct correction_step *step, struct report *r)
{
	struct sitting s;
	enum correction_outcome outcome = CORRECTION_STALE;
	if (!sit_down(&s, d->config, r))
		outcome = CORRECTION_FAILED;
	else if (correction_step_restore(step, buf_view(&s.before), &s.after))
		outcome = write_down(&s);
	stand_up(&s);
	return outcome;
}

static enum correction_outcome undo(struct correction_desk *d, unsigned long number,
                                    struct report *r)
{
	const struct correction_step *step = correction_steps_last(&d->steps);
	if (!step || step->number != number) {
		report_error(r, NULL, 0, 0, "another correction was made since: look at the page again");
		return CORRECTION_STALE;
	}
	enum correction_outcome outcome = restore(d, step, r);
	if (outcome == CORRECTION_STALE)
		outcome = save(d, step->back, step->count, false, r);
	if (outcome == CORRECTION_DONE)
		correction_steps_drop_last(&d->steps);
	return outcome;
}

enum correction_outcome correction_desk_undo(struct correction_desk *d, unsigned long step,
                                             struct report *r)
{
	pthread_mutex_lock(&d->lock);
	enum correction_outcome outcome = undo(d, step, r);
	pthread_mutex_unlock(&d->lock);
	return outcome;
}

/* --- State --- */

static void put_keys(const struct corrections_section *s, struct buf *out)
{
	const char *comma = "";
	buf_puts(out, ",\"keys\":{");
	for (int k = 0; k < CORRECTIONS_KEYS; k++) {
		if (!s->fields[k].value.data)
			continue;
		buf_puts(out, comma);
		json_put_string(out, view_of(corrections_key_name((enum corrections_key)k)));
		buf_putc(out, ':');
		json_put_string(out, s->fields[k].value);
		comma = ",";
	}
	buf_putc(out, '}');
}

static void put_sections(const struct corrections_page *p, struct buf *out)
{
	buf_puts(out, "\"sections\":[");
	for (size_t i = 0; p && i < p->sections.len; i++) {
		const struct corrections_section *s = p->sections.items[i];
		buf_printf(out, "%s{\"line\":%u,\"part\":%u,\"until\":%u,\"again\":%u", i ? "," : "", s->at,
		           s->part, s->until, s->again);
		put_keys(s, out);
		buf_putc(out, '}');
	}
	buf_putc(out, ']');
}

static void put_topics(const struct config *c, struct buf *out)
{
	buf_puts(out, ",\"topics\":[");
	for (size_t i = 0; i < c->topic_count; i++) {
		buf_puts(out, i ? ",{\"id\":" : "{\"id\":");
		json_put_string(out, c->topics[i].id);
		buf_puts(out, ",\"name\":");
		json_put_string(out, c->topics[i].name);
		buf_putc(out, '}');
	}
	buf_putc(out, ']');
}

static void put_undo(const struct correction_step *step, struct buf *out)
{
	if (step) {
		buf_printf(out, ",\"undo\":{\"step\":%lu,\"said\":", step->number);
		json_put_string(out, buf_view(&step->said));
		buf_putc(out, '}');
	} else {
		buf_puts(out, ",\"undo\":null");
	}
}

static void put_fault(const struct report *r, struct buf *out)
{
	struct view fault = VIEW_NULL;
	for (size_t i = 0; i < r->messages.len && !fault.data; i++)
		if (r->messages.items[i].level == REPORT_ERROR)
			fault = view_of(r->messages.items[i].text);
	buf_puts(out, ",\"fault\":");
	json_put_string(out, fault);
}

void correction_desk_put_state(struct correction_desk *d, struct view file, struct buf *out)
{
	struct report report = { 0 };
	struct sitting s;
	struct corrections c = { 0 };
	pthread_mutex_lock(&d->lock);
	bool ok = sit_down(&s, d->config, &report) &&
	          corrections_read_bytes(&s.config, buf_view(&s.before), &c, &report);
	put_sections(ok ? corrections_of(&c, file) : NULL, out);
	put_fault(&report, out);
	put_topics(&s.config, out);
	put_undo(correction_steps_last(&d->steps), out);
	pthread_mutex_unlock(&d->lock);
	corrections_free(&c);
	stand_up(&s);
	report_free(&report);
}
