#include "base/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK ((size_t)256 * 1024)

static void fail(struct stream *s, const char *what, struct report *r)
{
	report_error(r, s->path, 0, 0, "%s: %s", what, strerror(errno));
	if (s->fd >= 0)
		close(s->fd);
	s->fd = -1;
	unlink(s->temporary);
}

static void forget(struct stream *s)
{
	free(s->path);
	free(s->temporary);
	buf_free(&s->waiting);
	*s = (struct stream){ .fd = -1 };
}

bool stream_begin(struct stream *s, const char *path, struct report *r)
{
	struct buf folder = { 0 };
	buf_puts(&folder, path);
	char *slash = strrchr(folder.data, '/');
	*s = (struct stream){ .path = mem_string(path), .temporary = file_temporary(path), .fd = -1 };
	bool ok = file_may_replace(path, r);
	if (ok && slash && slash != folder.data) {
		*slash = '\0';
		ok = file_make_folder(folder.data, r);
	}
	if (ok) {
		s->fd = open(s->temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
		if (s->fd < 0)
			fail(s, "cannot be written", r);
	}
	buf_free(&folder);
	if (s->fd < 0)
		forget(s);
	return s->fd >= 0;
}

static void flush(struct stream *s, struct report *r)
{
	size_t done = 0;
	while (s->fd >= 0 && done < s->waiting.len) {
		ssize_t n = write(s->fd, s->waiting.data + done, s->waiting.len - done);
		if (n > 0)
			done += (size_t)n;
		else if (errno != EINTR)
			fail(s, "cannot be written", r);
	}
	buf_truncate(&s->waiting, 0);
}

void stream_put(struct stream *s, struct view bytes, struct report *r)
{
	buf_put(&s->waiting, bytes);
	s->size += bytes.len;
	if (s->waiting.len >= CHUNK)
		flush(s, r);
}

/* Whether the two files hold the same bytes. */
static bool same_content(const char *a, const char *b)
{
	struct stat x, y;
	if (stat(a, &x) != 0 || lstat(b, &y) != 0 || !S_ISREG(y.st_mode) || x.st_size != y.st_size)
		return false;
	FILE *f = fopen(a, "re"), *g = fopen(b, "re");
	bool same = f && g;
	char m[8192], n[8192];
	while (same) {
		size_t got = fread(m, 1, sizeof(m), f);
		same =
			fread(n, 1, sizeof(n), g) == got && memcmp(m, n, got) == 0 && !ferror(f) && !ferror(g);
		if (got < sizeof(m))
			break;
	}
	if (f)
		fclose(f);
	if (g)
		fclose(g);
	return same;
}

enum file_result stream_end(struct stream *s, struct report *r)
{
	enum file_result result = FILE_FAILED;
	flush(s, r);
	if (s->fd >= 0) {
		int fd = s->fd;
		s->fd = -1;
		bool kept = !s->keep || fsync(fd) == 0;
		if (close(fd) != 0 || !kept) {
			fail(s, "cannot be written", r);
		} else if (same_content(s->temporary, s->path)) {
			unlink(s->temporary);
			result = FILE_SAME;
		} else if (rename(s->temporary, s->path) != 0) {
			fail(s, "cannot be put in place", r);
		} else {
			result = FILE_WRITTEN;
		}
	}
	if (result == FILE_WRITTEN && s->keep)
		file_keep_name(s->path);
	forget(s);
	return result;
}

void stream_drop(struct stream *s)
{
	if (s->path && s->fd >= 0) {
		close(s->fd);
		unlink(s->temporary);
	}
	forget(s);
}
