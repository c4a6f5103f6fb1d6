#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"

#ifdef __APPLE__
#define st_mtim st_mtimespec
#endif

#define CHUNK ((size_t)64 * 1024)

static bool fail(struct report *r, const char *path, const char *what)
{
	report_error(r, path, 0, 0, "%s: %s", what, strerror(errno));
	return false;
}

static bool read_all(int fd, const char *path, struct buf *out, struct report *r)
{
	for (;;) {
		buf_reserve(out, 64 * 1024);
		ssize_t n = read(fd, out->data + out->len, out->cap - out->len - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail(r, path, "cannot be read");
		out->len += (size_t)n;
		out->data[out->len] = '\0';
		if (n == 0)
			return true;
	}
}

bool file_read(const char *path, struct buf *out, struct report *r)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return fail(r, path, "cannot be opened");
	struct stat st;
	bool ok = true;
	if (fstat(fd, &st) != 0) {
		ok = fail(r, path, "cannot be read");
	} else if (!S_ISREG(st.st_mode)) {
		report_error(r, path, 0, 0, "is not a regular file");
		ok = false;
	} else {
		buf_reserve(out, (size_t)st.st_size + 1);
		ok = read_all(fd, path, out, r);
	}
	close(fd);
	return ok;
}

static bool is_folder(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_make_folder(const char *path, struct report *r)
{
	if (mkdir(path, 0777) == 0)
		return true;
	int error = errno;
	if (error == EEXIST && is_folder(path))
		return true;
	errno = error;
	if (error != ENOENT)
		return fail(r, path, "folder cannot be made");
	struct buf parent = { 0 };
	buf_puts(&parent, path);
	char *slash = strrchr(parent.data, '/');
	bool ok = false;
	if (slash && slash != parent.data) {
		*slash = '\0';
		ok = file_make_folder(parent.data, r);
		if (ok && mkdir(path, 0777) != 0 && !is_folder(path))
			ok = fail(r, path, "folder cannot be made");
	} else {
		fail(r, path, "folder cannot be made");
	}
	buf_free(&parent);
	return ok;
}

bool file_holds(const char *path, struct view content, uint64_t *stamp)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
	if (fd < 0)
		return false;
	struct stat st;
	bool same = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (size_t)st.st_size == content.len;
	char *chunk = same ? mem_grow(NULL, CHUNK, 1) : NULL;
	size_t at = 0;
	while (same && at < content.len) {
		ssize_t n = read(fd, chunk, CHUNK);
		same = n > 0 && (size_t)n <= content.len - at &&
		       memcmp(chunk, content.data + at, (size_t)n) == 0;
		at += n > 0 ? (size_t)n : 0;
	}
	free(chunk);
	if (same && stamp)
		*stamp = file_stamp(&st);
	close(fd);
	return same;
}

/* Makes the folder that the file is to be in. */
static bool make_folder_of(const char *path, struct report *r)
{
	const char *slash = strrchr(path, '/');
	if (!slash || slash == path)
		return true;
	struct buf folder = { 0 };
	buf_put(&folder, (struct view){ path, (size_t)(slash - path) });
	bool ok = file_make_folder(folder.data, r);
	buf_free(&folder);
	return ok;
}

/* Most files go into a folder that is there, so it is made only on demand. */
static int open_new(const char *path, int how, struct report *r)
{
	int flags = O_WRONLY | O_CREAT | how | O_CLOEXEC | O_NOFOLLOW;
	int fd = open(path, flags, 0666);
	if (fd < 0 && errno == ENOENT && make_folder_of(path, r))
		fd = open(path, flags, 0666);
	return fd;
}

bool file_write_all(int fd, struct view content)
{
	while (content.len > 0) {
		ssize_t n = write(fd, content.data, content.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		content = view_slice(content, (size_t)n, content.len);
	}
	return true;
}

/* Writes and closes the file of that place; undoes it on failure, which is told of path. */
static bool fill_open(int fd, const char *place, const char *path, struct view content,
                      uint64_t *stamp, struct report *r)
{
	struct stat st;
	if (fd < 0)
		return fail(r, path, "cannot be written");
	bool ok = file_write_all(fd, content) && (!stamp || fstat(fd, &st) == 0);
	int error = errno;
	if (close(fd) != 0 && ok) {
		ok = false;
		error = errno;
	}
	if (!ok) {
		errno = error;
		fail(r, path, "cannot be written");
		unlink(place);
	} else if (stamp) {
		*stamp = file_stamp(&st);
	}
	return ok;
}

/* Returns when the file or folder is on the disk. */
static bool sync_one(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	bool ok = fd >= 0 && fsync(fd) == 0;
	int error = errno;
	if (fd >= 0)
		close(fd);
	errno = error;
	return ok;
}

static bool fill(const char *place, const char *path, struct view content, uint64_t *stamp,
                 struct report *r)
{
	return fill_open(open_new(place, O_TRUNC, r), place, path, content, stamp, r);
}

enum file_result file_create(const char *path, struct view content, struct report *r)
{
	int fd = open_new(path, O_EXCL, r);
	if (fd < 0 && errno == EEXIST)
		return FILE_SAME;
	return fill_open(fd, path, path, content, NULL, r) ? FILE_WRITTEN : FILE_FAILED;
}

#define STEM_MOST 200 /* of a longer one, bytes that its temporary file's name begins with */

char *file_temporary(const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	struct buf b = { 0 };
	buf_puts(&b, path);
	if (strlen(name) + strlen(FILE_TEMPORARY) > FILE_NAME_MOST) {
		size_t end = STEM_MOST;
		while (end > 0 && ((unsigned char)name[end] & 0xC0) == 0x80)
			end--;
		buf_truncate(&b, (size_t)(name - path) + end);
		buf_printf(&b, "~%016llx", (unsigned long long)hash_view(view_of(name)));
	}
	buf_puts(&b, FILE_TEMPORARY);
	return buf_detach(&b);
}

static void tell_special(const char *path, struct report *r)
{
	report_error(r, path, 0, 0,
	             "is a device, a pipe or a socket and is not replaced: name another place");
}

bool file_may_replace(const char *path, struct report *r)
{
	struct stat st;
	bool special = lstat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode) &&
	               !S_ISDIR(st.st_mode);
	if (special)
		tell_special(path, r);
	return !special;
}

/* Writes the temporary file and moves it into place; undoes it on failure. */
static bool replace(const char *path, const char *temporary, struct view content, bool keep,
                    uint64_t *stamp, struct report *r)
{
	if (!file_may_replace(path, r) || !fill(temporary, path, content, stamp, r))
		return false;
	if (keep && !sync_one(temporary))
		fail(r, path, "cannot be brought onto the disk");
	else if (rename(temporary, path) == 0)
		return true;
	else
		fail(r, path, "cannot be put in place");
	unlink(temporary);
	return false;
}

enum file_result file_make(const char *path, struct view content, uint64_t *stamp, struct report *r)
{
	return fill(path, path, content, stamp, r) ? FILE_WRITTEN : FILE_FAILED;
}

static enum file_result put_anew(const char *path, struct view content, bool keep, uint64_t *stamp,
                                 struct report *r)
{
	char *temporary = file_temporary(path);
	bool ok = replace(path, temporary, content, keep, stamp, r);
	free(temporary);
	return ok ? FILE_WRITTEN : FILE_FAILED;
}

enum file_result file_put(const char *path, struct view content, bool anew, uint64_t *stamp,
                          struct report *r)
{
	return !anew && file_holds(path, content, stamp) ? FILE_SAME
	                                                 : put_anew(path, content, false, stamp, r);
}

enum file_result file_replace(const char *path, struct view content, struct report *r)
{
	return put_anew(path, content, false, NULL, r);
}

enum file_result file_write(const char *path, struct view content, struct report *r)
{
	return file_put(path, content, false, NULL, r);
}

enum file_result file_keep(const char *path, struct view content, struct report *r)
{
	if (file_holds(path, content, NULL))
		return FILE_SAME;
	enum file_result result = put_anew(path, content, true, NULL, r);
	if (result == FILE_WRITTEN)
		file_keep_name(path);
	return result;
}

void file_keep_name(const char *path)
{
	char *folder = mem_string(path);
	char *slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = '\0';
	/* Some file systems cannot do this for a folder, and then need not. */
	sync_one(slash ? folder : ".");
	free(folder);
}

/* Removes the folders above path, from the lowest, as long as they are empty. */
static void remove_empty(const char *root, char *path)
{
	size_t len = strlen(root);
	for (;;) {
		char *slash = strrchr(path, '/');
		if (!slash || (size_t)(slash - path) <= len)
			return;
		*slash = '\0';
		if (rmdir(path) != 0)
			return;
	}
}

enum file_result file_remove(const char *root, struct view path, struct report *r)
{
	struct buf full = { 0 };
	buf_printf(&full, "%s/%.*s", root, VIEW_ARG(path));
	enum file_result result = FILE_WRITTEN;
	if (unlink(full.data) != 0) {
		result = errno == ENOENT || errno == ENOTDIR || errno == EISDIR ? FILE_SAME : FILE_FAILED;
		if (result == FILE_FAILED)
			fail(r, full.data, "is no longer part of the site but cannot be removed");
	}
	if (result != FILE_FAILED)
		remove_empty(root, full.data);
	buf_free(&full);
	return result;
}

char *file_output_path(const char *path, struct report *r)
{
	struct stat st;
	bool link = lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
	if (link && stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) {
		tell_special(path, r);
		return NULL;
	}
	if (!link && !file_may_replace(path, r))
		return NULL;
	char *real = link ? realpath(path, NULL) : NULL;
	return real ? real : mem_string(path);
}

char *file_full_path(const char *path)
{
	char *real = realpath(path, NULL);
	if (real)
		return real;
	struct buf b = { 0 };
	buf_puts(&b, path);
	while (b.len > 1 && b.data[b.len - 1] == '/')
		buf_truncate(&b, b.len - 1);
	char *slash = strrchr(b.data, '/');
	struct buf full = { 0 };
	if (slash == b.data || errno != ENOENT) {
		buf_puts(&full, path);
	} else {
		char *above = NULL;
		if (slash) {
			*slash = '\0';
			above = file_full_path(b.data);
		} else {
			above = file_full_path(".");
		}
		buf_printf(&full, "%s/%s", above, slash ? slash + 1 : b.data);
		free(above);
	}
	buf_free(&b);
	return buf_detach(&full);
}

uint64_t file_stamp(const struct stat *st)
{
	uint64_t time = (uint64_t)st->st_mtim.tv_sec * 1000000000u + (uint64_t)st->st_mtim.tv_nsec;
	return S_ISREG(st->st_mode) ? hash_number((uint64_t)st->st_size, time) | 1 : 0;
}

uint64_t file_stamp_of(const char *path, uint64_t *size)
{
	struct stat st = { 0 };
	uint64_t stamp = lstat(path, &st) == 0 ? file_stamp(&st) : 0;
	*size = stamp ? (uint64_t)st.st_size : 0;
	return stamp;
}
