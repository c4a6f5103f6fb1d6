/*
 * Runs a command and measures it.
 *
 *	measure [-t FOLDER] -- COMMAND...
 *	measure -t FOLDER -w OTHER
 *
 * The second form measures, in place of a command, the writing of all that is
 * in OTHER into FOLDER, out of memory: the limit of any program that makes it.
 *
 * Appends to the file that $MEASURED names one line of numbers: seconds of the
 * clock, of the processors in the program and in the system, peak memory in
 * kB; then, of what is in FOLDER afterwards, files and bytes that were written
 * by it, and files and bytes in all. Exits as the command did.
 */
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "write_tree.h"

/* What is measured: a command, or without one the writing of a tree. */
struct work {
	char **command;
	struct tree tree;
	const char *folder;
};

struct tally {
	unsigned long files, bytes;
};

/* nftw() has no context. */
static struct {
	struct timespec since;
	struct tally written, all;
} seen;

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double between(struct timespec a, struct timespec b)
{
	return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

static void add(struct tally *t, const struct stat *st)
{
	t->files++;
	t->bytes += (unsigned long)st->st_size;
}

static int see(const char *path, const struct stat *st, int type, struct FTW *place)
{
	(void)path;
	(void)place;
	if (type != FTW_F)
		return 0;
	add(&seen.all, st);
	if (between(seen.since, st->st_ctim) >= 0)
		add(&seen.written, st);
	return 0;
}

/* The file system's clock ticks some milliseconds apart, so it is asked, not the processor's. */
static struct timespec file_time(const char *path)
{
	struct stat st = { 0 };
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	if (fd >= 0 && futimens(fd, NULL) == 0)
		fstat(fd, &st);
	if (fd >= 0)
		close(fd);
	return st.st_ctim;
}

static void work(const struct work *w)
{
	if (!w->command) {
		if (tree_write(&w->tree, w->folder))
			_exit(0);
		perror(w->folder);
		_exit(1);
	}
	execvp(w->command[0], w->command);
	perror(w->command[0]);
	_exit(127);
}

static int run(const struct work *w, struct rusage *used, double *wall)
{
	struct timespec start, end;
	int status = 0;
	clock_gettime(CLOCK_MONOTONIC, &start);
	pid_t child = fork();
	if (child == 0)
		work(w);
	if (child < 0 || wait4(child, &status, 0, used) != child)
		return 127;
	clock_gettime(CLOCK_MONOTONIC, &end);
	*wall = between(start, end);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
	const char *measured = getenv("MEASURED"), *other = NULL;
	struct work w = { 0 };
	int c;
	while ((c = getopt(argc, argv, "+t:w:")) == 't' || c == 'w')
		*(c == 't' ? &w.folder : &other) = optarg;
	w.command = optind < argc ? argv + optind : NULL;
	if (c != -1 || !measured || !w.command == !(other && w.folder)) {
		fprintf(stderr, "usage: MEASURED=FILE %s [-t FOLDER] -- COMMAND... | -t FOLDER -w OTHER\n",
		        argv[0]);
		return 2;
	}
	if (other && !tree_read(other, &w.tree)) {
		perror(other);
		return 2;
	}
	struct rusage used = { 0 };
	double wall = 0;
	seen.since = file_time(measured);
	/* What is written in the clock tick of the mark would count as written before. */
	nanosleep(&(struct timespec){ .tv_nsec = 20000000 }, NULL);
	int status = run(&w, &used, &wall);
	if (w.folder)
		nftw(w.folder, see, 32, FTW_PHYS);
	FILE *out = fopen(measured, "a");
	if (!out) {
		perror(measured);
		return 2;
	}
	fprintf(out, "%.3f\t%.3f\t%.3f\t%ld\t%lu\t%lu\t%lu\t%lu\n", wall, seconds(used.ru_utime),
	        seconds(used.ru_stime), used.ru_maxrss, seen.written.files, seen.written.bytes,
	        seen.all.files, seen.all.bytes);
	return fclose(out) == 0 ? status : 2;
}
