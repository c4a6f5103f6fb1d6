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

enum { OUT, ERR, STREAMS, SAID_MOST = 4096, LOOK_UP = 200, NOT_FOUND = 127 };

struct running {
	pid_t pid;
	struct pollfd ours[STREAMS]; /* fd -1: closed */
	struct timespec until;
	const struct child_limits *limits;
	struct buf *out, *said;
	size_t written;
};

static void close_stream(struct pollfd *p)
{
	if (p->fd >= 0)
		close(p->fd);
	p->fd = -1;
}

static void limit(int what, size_t most)
{
	struct rlimit l = { most, most };
	setrlimit(what, &l);
}

/* In the child: only what may be done between fork and exec. */
static void become(const char *const *arguments, const struct child_limits *limits,
                   const int *theirs)
{
	int nothing = open("/dev/null", O_RDONLY);
	dup2(nothing, STDIN_FILENO);
	dup2(theirs[OUT], STDOUT_FILENO);
	dup2(theirs[ERR], STDERR_FILENO);
	if (limits->memory)
		limit(RLIMIT_AS, limits->memory);
	limit(RLIMIT_CPU, limits->seconds);
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
	execvp(arguments[0], (char *const *)arguments);
	_exit(NOT_FOUND);
}

/* Two ends of a pipe; no other child gets either of them. */
static bool open_pipe(int ends[2])
{
	if (pipe(ends) != 0)
		return false;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	return true;
}

static bool start(struct running *run, const char *const *arguments)
{
	int ends[STREAMS][2] = { { -1, -1 }, { -1, -1 } }, theirs[STREAMS];
	bool ok = open_pipe(ends[OUT]) && open_pipe(ends[ERR]);
	for (int i = 0; i < STREAMS; i++) {
		run->ours[i] = (struct pollfd){ .fd = ends[i][0], .events = POLLIN };
		theirs[i] = ends[i][1];
	}
	run->pid = ok ? fork() : -1;
	if (run->pid == 0)
		become(arguments, run->limits, theirs);
	int error = errno;
	for (int i = 0; i < STREAMS; i++) {
		if (theirs[i] >= 0)
			close(theirs[i]);
		if (run->pid < 0)
			close_stream(&run->ours[i]);
	}
	errno = error;
	return run->pid > 0;
}

static bool is_late(const struct running *run)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec > run->until.tv_sec ||
	       (now.tv_sec == run->until.tv_sec && now.tv_nsec > run->until.tv_nsec);
}

/* Takes what a stream has. */
static void take(struct running *run, int stream)
{
	char bytes[65536];
	ssize_t n = read(run->ours[stream].fd, bytes, sizeof(bytes));
	if (n <= 0) {
		if (n == 0 || (errno != EINTR && errno != EAGAIN))
			close_stream(&run->ours[stream]);
		return;
	}
	struct view v = { bytes, (size_t)n };
	if (stream == OUT) {
		run->written += v.len;
		buf_put(run->out, v);
	} else if (run->said->len < SAID_MOST) {
		buf_put(run->said, view_slice(v, 0, SAID_MOST - run->said->len));
	}
}

/* Reads until both streams are at their ends, or it has to be killed. */
static enum child_end listen(struct running *run)
{
	while (run->ours[OUT].fd >= 0 || run->ours[ERR].fd >= 0) {
		if (interrupt_seen())
			return CHILD_STOPPED;
		if (is_late(run))
			return CHILD_LATE;
		if (run->written > run->limits->output)
			return CHILD_LARGE;
		if (poll(run->ours, STREAMS, LOOK_UP) <= 0)
			continue;
		for (int i = 0; i < STREAMS; i++)
			if (run->ours[i].fd >= 0 && run->ours[i].revents)
				take(run, i);
	}
	return CHILD_DONE;
}

enum child_end child_run(const char *const *arguments, const struct child_limits *limits,
                         struct buf *out, struct buf *said)
{
	struct running run = { .limits = limits, .out = out, .said = said };
	int status = 0;
	clock_gettime(CLOCK_MONOTONIC, &run.until);
	run.until.tv_sec += limits->seconds;
	if (!start(&run, arguments))
		return CHILD_UNABLE;
	enum child_end end = listen(&run);
	if (end != CHILD_DONE)
		kill(run.pid, SIGKILL);
	for (int i = 0; i < STREAMS; i++)
		close_stream(&run.ours[i]);
	while (waitpid(run.pid, &status, 0) < 0 && errno == EINTR)
		continue;
	if (end != CHILD_DONE || (WIFEXITED(status) && WEXITSTATUS(status) == 0))
		return end;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		return CHILD_LATE;
	return WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND ? CHILD_ABSENT : CHILD_FAILED;
}
