#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/interrupt.h"

enum { IN, OUT, ERR, STREAMS, LOOK_UP = 200 /* milliseconds until we see whether to stop */ };

#ifdef __APPLE__
extern char **environ;
#endif

struct running {
	struct child *child;
	pid_t pid;
	struct pollfd ours[STREAMS]; /* fd -1: closed */
	struct timespec until;
	struct buf input; /* not yet taken */
	size_t taken;
	bool fed;       /* there is no more */
	size_t written; /* on standard output */
	bool asked;     /* to end */
};

static void close_stream(struct pollfd *p)
{
	if (p->fd >= 0)
		close(p->fd);
	p->fd = -1;
}

/* --- Starting --- */

/* Two ends of a pipe; no other child gets either of them, whichever thread starts it. */
static bool open_pipe(int ends[2])
{
#ifdef __APPLE__
	if (pipe(ends) != 0)
		return false;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return true;
#else
	return pipe2(ends, O_CLOEXEC) == 0;
#endif
}

/* A stream's pipe, its other end for the child. */
static bool open_stream(struct running *run, int stream, int *theirs)
{
	int ends[2], mine = stream == IN ? 1 : 0;
	if (stream == IN && !run->child->feed)
		return true;
	if (!open_pipe(ends))
		return false;
	run->ours[stream] =
		(struct pollfd){ .fd = ends[mine], .events = stream == IN ? POLLOUT : POLLIN };
	*theirs = ends[1 - mine];
	return stream != IN || fcntl(ends[mine], F_SETFL, O_NONBLOCK) == 0;
}

static void limit(int what, size_t most)
{
	struct rlimit l = { most, most };
	if (most > 0)
		setrlimit(what, &l);
}

/* What reads strangers' files writes none, or hardly any. */
static void set_limits(const struct child_limits *l)
{
	struct rlimit none = { 0, 0 }, scratch = { l->scratch, l->scratch };
	limit(RLIMIT_AS, l->memory);
	/* The signal that tells comes first, and one that ends whatever ignores it then. */
	struct rlimit processor = { l->processor, l->processor + 5 };
	if (l->processor > 0)
		setrlimit(RLIMIT_CPU, &processor);
	if (l->output > 0) {
		setrlimit(RLIMIT_CORE, &none);
		setrlimit(RLIMIT_FSIZE, &scratch);
	}
}

/* In the child: only what may be done between fork and exec. Says into told why it could not. */
static void become(const struct child *c, const int *theirs, int told)
{
	/* What this process ignores is to end the child as it always does. */
	signal(SIGPIPE, SIG_DFL);
	int in = theirs[IN] < 0 && !c->of_user ? open("/dev/null", O_RDONLY | O_CLOEXEC) : theirs[IN];
	if (in >= 0)
		dup2(in, STDIN_FILENO);
	dup2(theirs[OUT], STDOUT_FILENO);
	dup2(theirs[ERR], STDERR_FILENO);
	set_limits(&c->limits);
	if (c->environment)
		environ = (char **)c->environment;
	execvp(c->arguments[0], (char *const *)c->arguments);
	int error = errno;
	if (write(told, &error, sizeof(error)) < 0)
		_exit(126);
	_exit(127);
}

/* Forks; 0, or the error for which the program does not run. */
static int spawn(struct running *run, const int *theirs)
{
	int told[2], error = 0;
	if (!open_pipe(told))
		return errno;
	run->pid = fork();
	if (run->pid == 0)
		become(run->child, theirs, told[1]);
	error = run->pid < 0 ? errno : 0;
	close(told[1]);
	ssize_t n = -1;
	while (!error && (n = read(told[0], &error, sizeof(error))) < 0 && errno == EINTR)
		continue;
	close(told[0]);
	if (run->pid > 0 && error)
		waitpid(run->pid, NULL, 0);
	return error;
}

static int start(struct running *run)
{
	int theirs[STREAMS] = { -1, -1, -1 };
	bool ok = true;
	for (int i = 0; ok && i < STREAMS; i++)
		ok = open_stream(run, i, &theirs[i]);
	int error = ok ? spawn(run, theirs) : errno;
	for (int i = 0; i < STREAMS; i++) {
		if (theirs[i] >= 0)
			close(theirs[i]);
	}
	return error;
}

/* --- While it runs --- */

static void read_stream(struct running *run, int stream)
{
	const struct child *c = run->child;
	char bytes[64 * 1024];
	ssize_t n = read(run->ours[stream].fd, bytes, sizeof(bytes));
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (n <= 0) {
		close_stream(&run->ours[stream]);
		return;
	}
	struct view got = { bytes, (size_t)n };
	if (stream == ERR) {
		c->said(c->context, got);
		return;
	}
	run->written += got.len;
	c->wrote(c->context, got);
}

/* A program that takes no more has ended or will: its exit status tells. */
static void write_stream(struct running *run)
{
	const struct child *c = run->child;
	if (run->taken == run->input.len) {
		buf_truncate(&run->input, 0);
		run->taken = 0;
		run->fed = run->fed || !c->feed(c->context, &run->input);
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

static bool is_late(const struct running *run)
{
	struct timespec now;
	if (run->child->limits.seconds == 0)
		return false;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec > run->until.tv_sec ||
	       (now.tv_sec == run->until.tv_sec && now.tv_nsec > run->until.tv_nsec);
}

/* The user's own tool is asked to end, and heard until it has. */
static bool has_to_stop(struct running *run)
{
	if (!interrupt_seen())
		return false;
	if (run->child->of_user && !run->asked)
		kill(run->pid, SIGTERM);
	run->asked = true;
	return !run->child->of_user;
}

/* Until all streams are at their ends, or it has to be killed. */
static enum child_end talk(struct running *run)
{
	const struct child_limits *l = &run->child->limits;
	while (run->ours[OUT].fd >= 0 || run->ours[ERR].fd >= 0 || run->ours[IN].fd >= 0) {
		if (has_to_stop(run))
			return CHILD_STOPPED;
		if (is_late(run))
			return CHILD_LATE;
		if (l->output > 0 && run->written > l->output)
			return CHILD_LARGE;
		if (poll(run->ours, STREAMS, LOOK_UP) <= 0)
			continue;
		if (run->ours[IN].fd >= 0 && run->ours[IN].revents)
			write_stream(run);
		for (int i = OUT; i <= ERR; i++) {
			if (run->ours[i].fd >= 0 && run->ours[i].revents)
				read_stream(run, i);
		}
	}
	return CHILD_DONE;
}

/* --- Its end --- */

/* One that has closed its streams may go on all the same, for as long as it may. */
static enum child_end wait_for(struct running *run, enum child_end end)
{
	int status = 0;
	pid_t ended = 0;
	bool killed = false;
	while (ended != run->pid) {
		if (end == CHILD_DONE && has_to_stop(run))
			end = CHILD_STOPPED;
		else if (end == CHILD_DONE && is_late(run))
			end = CHILD_LATE;
		if (end != CHILD_DONE && !killed)
			killed = kill(run->pid, SIGKILL) == 0;
		ended = waitpid(run->pid, &status, killed ? 0 : WNOHANG);
		if (ended < 0 && errno != EINTR)
			break;
		if (ended == 0)
			poll(NULL, 0, 1);
	}
	if (end != CHILD_DONE)
		return end;
	if (interrupt_seen())
		return CHILD_STOPPED;
	run->child->status = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
	if (WIFSIGNALED(status))
		return run->child->status == SIGXCPU ? CHILD_SPENT : CHILD_SIGNALLED;
	return CHILD_DONE;
}

enum child_end child_run(struct child *c)
{
	struct running run = { .child = c };
	for (int i = 0; i < STREAMS; i++)
		run.ours[i].fd = -1;
	clock_gettime(CLOCK_MONOTONIC, &run.until);
	run.until.tv_sec += c->limits.seconds;
	int error = start(&run);
	enum child_end end = error == ENOENT ? CHILD_ABSENT : CHILD_UNABLE;
	if (!error)
		end = wait_for(&run, talk(&run));
	for (int i = 0; i < STREAMS; i++)
		close_stream(&run.ours[i]);
	buf_free(&run.input);
	errno = error;
	return end;
}
