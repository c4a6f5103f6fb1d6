#include "publish/tool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/interrupt.h"

#define SAID_MOST 4096 /* bytes kept of what it says */
#define LOOK_UP   200  /* milliseconds until we see whether to stop */

#ifdef __APPLE__
extern char **environ;
#endif

enum { IN, OUT, ERR, STREAMS };

struct running {
	struct tool *tool;
	pid_t pid;
	struct pollfd ours[STREAMS]; /* fd -1: closed */
	struct buf input;            /* not yet taken */
	size_t taken;
	bool fed;        /* there is no more */
	struct buf line; /* the last one, as far as it came */
	bool stopped;
};

const char *const *tool_environment(void)
{
	return (const char *const *)environ;
}

static void close_stream(struct pollfd *p)
{
	if (p->fd >= 0)
		close(p->fd);
	p->fd = -1;
}

/* --- Starting --- */

/* Two ends of a pipe, ours and the tool's; no child gets either of them by itself. */
static bool open_pipe(struct running *run, int stream, int *theirs)
{
	int ends[2];
	if (pipe(ends) != 0)
		return false;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	int mine = stream == IN ? 1 : 0;
	run->ours[stream] =
		(struct pollfd){ .fd = ends[mine], .events = stream == IN ? POLLOUT : POLLIN };
	*theirs = ends[1 - mine];
	return stream != IN || fcntl(ends[mine], F_SETFL, O_NONBLOCK) == 0;
}

/* Signals that this process ignores or notes are to end the tool as they always do. */
static void set_signals(posix_spawnattr_t *attributes)
{
	sigset_t usual;
	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	posix_spawnattr_setsigdefault(attributes, &usual);
	posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF);
}

static int spawn(struct running *run, const int *theirs)
{
	const struct tool *t = run->tool;
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	set_signals(&attributes);
	for (int i = 0; i < STREAMS; i++) {
		if (theirs[i] >= 0)
			posix_spawn_file_actions_adddup2(&actions, theirs[i], i);
	}
	const char *const *environment = t->environment ? t->environment : tool_environment();
	int error = posix_spawnp(&run->pid, t->arguments[0], &actions, &attributes,
	                         (char *const *)t->arguments, (char *const *)environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return error;
}

static bool start(struct running *run, struct report *r)
{
	const char *name = run->tool->arguments[0];
	int theirs[STREAMS] = { -1, -1, -1 };
	bool ok = true;
	for (int i = 0; ok && i < STREAMS; i++)
		ok = (i == IN && !run->tool->feed) || open_pipe(run, i, &theirs[i]);
	int error = ok ? spawn(run, theirs) : errno;
	for (int i = 0; i < STREAMS; i++) {
		if (theirs[i] >= 0)
			close(theirs[i]);
	}
	if (error == ENOENT)
		report_error(r, NULL, 0, 0,
		             "%s is not installed here: install the package %s, "
		             "which this way of publishing needs",
		             name, name);
	else if (error)
		report_error(r, NULL, 0, 0, "%s cannot be run: %s", name, strerror(error));
	return error == 0;
}

/* --- While it runs --- */

/* On a terminal our own line of progress may stand where this is to begin. */
static void show(struct view words, bool begins)
{
	if (begins && isatty(STDERR_FILENO))
		fputs("\r\033[K", stderr);
	fwrite(words.data, 1, words.len, stderr);
	fflush(stderr);
}

static void hear(struct tool *t, struct view words)
{
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

static void take(struct running *run, struct view bytes)
{
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

static void read_stream(struct running *run, int stream)
{
	char bytes[16 * 1024];
	ssize_t n = read(run->ours[stream].fd, bytes, sizeof(bytes));
	if (n < 0 && errno == EINTR)
		return;
	struct view got = { bytes, n > 0 ? (size_t)n : 0 };
	if (n <= 0)
		close_stream(&run->ours[stream]);
	else if (stream == ERR)
		hear(run->tool, got);
	else
		take(run, got);
}

/* A tool that takes no more has ended or will: its exit status tells. */
static void write_stream(struct running *run)
{
	const struct tool *t = run->tool;
	if (run->taken == run->input.len) {
		buf_truncate(&run->input, 0);
		run->taken = 0;
		run->fed = run->fed || !t->feed(t->context, &run->input);
	}
	if (run->input.len == 0) {
		if (run->fed)
			close_stream(&run->ours[IN]);
		return;
	}
	ssize_t n = write(run->ours[IN].fd, run->input.data + run->taken, run->input.len - run->taken);
	if (n > 0)
		run->taken += (size_t)n;
	else if (errno != EAGAIN && errno != EINTR)
		close_stream(&run->ours[IN]);
}

static void stop_if_asked(struct running *run)
{
	if (!run->stopped && interrupt_seen()) {
		run->stopped = true;
		kill(run->pid, SIGTERM);
	}
}

static void talk(struct running *run)
{
	while (run->ours[OUT].fd >= 0 || run->ours[ERR].fd >= 0 || run->ours[IN].fd >= 0) {
		stop_if_asked(run);
		if (poll(run->ours, STREAMS, LOOK_UP) <= 0)
			continue;
		if (run->ours[IN].revents)
			write_stream(run);
		for (int i = OUT; i <= ERR; i++) {
			if (run->ours[i].revents)
				read_stream(run, i);
		}
	}
	if (run->line.len > 0)
		run->tool->line(run->tool->context, buf_view(&run->line));
}

/* --- Its end --- */

static int wait_for(struct running *run, struct report *r)
{
	const char *name = run->tool->arguments[0];
	int status = 0;
	while (waitpid(run->pid, &status, 0) < 0 && errno == EINTR)
		stop_if_asked(run);
	if (interrupt_seen())
		report_error(r, NULL, 0, 0, "interrupted");
	else if (WIFSIGNALED(status))
		report_error(r, NULL, 0, 0, "%s was ended by signal %d", name, WTERMSIG(status));
	return interrupt_seen() || !WIFEXITED(status) ? -1 : WEXITSTATUS(status);
}

int tool_run(struct tool *t, struct report *r)
{
	struct running run = { .tool = t };
	struct sigaction ignored = { .sa_handler = SIG_IGN }, before;
	for (int i = 0; i < STREAMS; i++)
		run.ours[i].fd = -1;
	sigaction(SIGPIPE, &ignored, &before);
	int status = -1;
	if (start(&run, r)) {
		talk(&run);
		status = wait_for(&run, r);
	}
	sigaction(SIGPIPE, &before, NULL);
	for (int i = 0; i < STREAMS; i++)
		close_stream(&run.ours[i]);
	buf_free(&run.input);
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
