#include "publish/tool.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/child.h"

#define SAID_MOST 4096 /* bytes kept of what it says */

#ifdef __APPLE__
extern char **environ;
#endif

struct running {
	struct tool *tool;
	struct buf line; /* the last one, as far as it came */
};

const char *const *tool_environment(void)
{
	return (const char *const *)environ;
}

/* On a terminal our own line of progress may stand where this is to begin. */
static void show(struct view words, bool begins)
{
	if (begins && isatty(STDERR_FILENO))
		fputs("\r\033[K", stderr);
	fwrite(words.data, 1, words.len, stderr);
	fflush(stderr);
}

static void hear(void *context, struct view words)
{
	struct tool *t = ((struct running *)context)->tool;
	if (!t->quiet)
		show(words, t->said.len == 0 || t->said.data[t->said.len - 1] == '\n');
	buf_put(&t->said, words);
	if (t->said.len > 2 * (size_t)SAID_MOST) {
		struct view last = view_slice(buf_view(&t->said), t->said.len - SAID_MOST, SAID_MOST);
		struct buf kept = { 0 };
		buf_put(&kept, last);
		buf_free(&t->said);
		t->said = kept;
	}
}

static void take(void *context, struct view bytes)
{
	struct running *run = context;
	const struct tool *t = run->tool;
	if (!t->line)
		return;
	while (bytes.data && bytes.len > 0) {
		struct view part = view_cut(&bytes, t->end);
		buf_put(&run->line, part);
		if (bytes.data) {
			t->line(t->context, buf_view(&run->line));
			buf_truncate(&run->line, 0);
		}
	}
}

static bool feed(void *context, struct buf *out)
{
	const struct tool *t = ((struct running *)context)->tool;
	return t->feed(t->context, out);
}

/* The exit status, or -1, reported. */
static int end_of(const struct child *c, enum child_end end, struct report *r)
{
	const char *name = c->arguments[0];
	if (end == CHILD_ABSENT)
		report_error(r, NULL, 0, 0,
		             "%s is not installed here: install the package %s, "
		             "which this way of publishing needs",
		             name, name);
	else if (end == CHILD_UNABLE)
		report_error(r, NULL, 0, 0, "%s cannot be run: %s", name, strerror(errno));
	else if (end == CHILD_SIGNALLED)
		report_error(r, NULL, 0, 0, "%s was ended by signal %d", name, c->status);
	else if (end != CHILD_DONE)
		report_error(r, NULL, 0, 0, "interrupted");
	return end == CHILD_DONE ? c->status : -1;
}

int tool_run(struct tool *t, struct report *r)
{
	struct running run = { .tool = t };
	struct child c = {
		.arguments = t->arguments,
		.environment = t->environment,
		.of_user = true,
		.feed = t->feed ? feed : NULL,
		.wrote = take,
		.said = hear,
		.context = &run,
	};
	struct sigaction ignored = { .sa_handler = SIG_IGN }, before;
	sigaction(SIGPIPE, &ignored, &before);
	int status = end_of(&c, child_run(&c), r);
	sigaction(SIGPIPE, &before, NULL);
	if (run.line.len > 0)
		t->line(t->context, buf_view(&run.line));
	buf_free(&run.line);
	return status;
}

void tool_failed(const struct tool *t, int status, struct report *r)
{
	if (t->quiet && t->said.len > 0)
		show(buf_view(&t->said), true);
	report_error(r, NULL, 0, 0, "%s ended with exit status %d%s", t->arguments[0], status,
	             t->said.len > 0 ? "; what it said stands above" : "");
}

bool tool_do(struct tool *t, struct report *r)
{
	int status = tool_run(t, r);
	if (status > 0)
		tool_failed(t, status, r);
	return status == 0;
}
