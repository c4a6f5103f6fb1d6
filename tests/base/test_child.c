/* Another program that is run: its ends, its streams and what it is kept within. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>

#include "base/child.h"

struct heard {
	struct buf wrote, said;
	size_t pieces; /* of input that are still to be fed */
};

static void take(void *context, struct view bytes)
{
	buf_put(&((struct heard *)context)->wrote, bytes);
}

static void hear(void *context, struct view bytes)
{
	buf_put(&((struct heard *)context)->said, bytes);
}

static bool feed(void *context, struct buf *out)
{
	struct heard *h = context;
	for (int i = 0; i < 1000; i++)
		buf_puts(out, "0123456789");
	return --h->pieces > 0;
}

static size_t open_files(void)
{
	size_t count = 0;
	DIR *d = opendir("/proc/self/fd");
	while (d && readdir(d))
		count++;
	if (d)
		closedir(d);
	return count;
}

/* Runs a line of sh. No file is left open, whatever came of it. */
static enum child_end run(const char *script, struct child *c, struct heard *h)
{
	const char *const arguments[] = { "sh", "-c", script, NULL };
	size_t before = open_files();
	c->arguments = c->arguments ? c->arguments : arguments;
	c->wrote = take;
	c->said = hear;
	c->context = h;
	enum child_end end = child_run(c);
	c->arguments = NULL;
	assert_int_equal(open_files(), before);
	return end;
}

static void forget(struct heard *h)
{
	buf_free(&h->wrote);
	buf_free(&h->said);
}

static void test_streams(void **state)
{
	(void)state;
	struct heard h = { 0 };
	struct child c = { 0 };
	assert_int_equal(run("cat; echo out; echo err >&2; exit 3", &c, &h), CHILD_DONE);
	assert_int_equal(c.status, 3);
	assert_string_equal(h.wrote.data, "out\n"); /* and there was nothing to read */
	assert_string_equal(h.said.data, "err\n");
	forget(&h);
}

static void test_environment(void **state)
{
	(void)state;
	const char *const environment[] = { "PATH=/usr/bin:/bin", "WORD=own", NULL };
	struct heard h = { 0 };
	struct child c = { .environment = environment };
	assert_int_equal(run("echo \"$WORD$HOME\"", &c, &h), CHILD_DONE);
	assert_string_equal(h.wrote.data, "own\n");
	forget(&h);
}

/* More than pipes hold goes in and comes out. */
static void test_input(void **state)
{
	(void)state;
	struct heard h = { .pieces = 100 };
	struct child c = { .feed = feed };
	signal(SIGPIPE, SIG_IGN);
	assert_int_equal(run("cat", &c, &h), CHILD_DONE);
	assert_int_equal(c.status, 0);
	assert_int_equal(h.wrote.len, 1000000);
	forget(&h);
	h.pieces = 100;
	assert_int_equal(run("head -c 10; exec <&-; exit 5", &c, &h), CHILD_DONE);
	assert_int_equal(c.status, 5); /* that it takes no more is no fault of ours */
	assert_string_equal(h.wrote.data, "0123456789");
	signal(SIGPIPE, SIG_DFL);
	forget(&h);
}

static void test_ends(void **state)
{
	(void)state;
	const char *const absent[] = { "no-such-program-anywhere", NULL };
	const char *const folder[] = { "/", NULL };
	struct heard h = { 0 };
	struct child c = { 0 };
	assert_int_equal(run("kill -SEGV $$", &c, &h), CHILD_SIGNALLED);
	assert_int_equal(c.status, SIGSEGV);
	assert_int_equal(run("kill -PIPE $$", &c, &h), CHILD_SIGNALLED);
	assert_int_equal(run("exit 127", &c, &h), CHILD_DONE);
	assert_int_equal(c.status, 127);
	c.arguments = absent;
	assert_int_equal(run(NULL, &c, &h), CHILD_ABSENT);
	c.arguments = folder;
	assert_int_equal(run(NULL, &c, &h), CHILD_UNABLE);
	forget(&h);
}

static void test_limits(void **state)
{
	(void)state;
	static const char *const late[] = { "sleep 20", "exec >&- 2>&-; exec sleep 20",
		                                "sleep 20 & exit 0", "trap '' TERM; sleep 20",
		                                "while :; do :; done" };
	struct heard h = { 0 };
	struct child c = { .limits = { .seconds = 1, .output = 100000 } };
	for (size_t i = 0; i < sizeof(late) / sizeof(*late); i++) {
		time_t before = time(NULL);
		assert_int_equal(run(late[i], &c, &h), CHILD_LATE);
		assert_true(time(NULL) - before < 10);
	}
	c.limits.seconds = 20;
	c.limits.processor = 1;
	assert_int_equal(run("while :; do :; done", &c, &h), CHILD_SPENT);
	c.limits.processor = 0;
	assert_int_equal(run("while :; do echo yes; done", &c, &h), CHILD_LARGE);
	assert_int_equal(run("echo x >/dev/null && echo x >child-limits.tmp", &c, &h), CHILD_SIGNALLED);
	assert_int_equal(c.status, SIGXFSZ);
	remove("child-limits.tmp");
	forget(&h);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_streams), cmocka_unit_test(test_environment),
		cmocka_unit_test(test_input),   cmocka_unit_test(test_ends),
		cmocka_unit_test(test_limits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
