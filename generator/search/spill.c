#include "search/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

#define IN_FILE ((uint64_t)1 << 63) /* of what spill_put() tells: it is in the file */

void spill_fail(const struct spill *s, int fault)
{
	report_error(s->report, s->folder, 0, 0,
	             "the search index cannot be put together in this folder: %s; make room there, or "
	             "name another as 'state'",
	             strerror(fault));
}

static bool open_file(struct spill *s)
{
	struct buf path = { 0 };
	if (s->opened)
		return true;
	if (!file_make_folder(s->folder, s->report))
		return false;
	buf_printf(&path, "%s/search-spill" FILE_TEMPORARY, s->folder);
	buf_putc(&path, '\0');
	s->fd = open(path.data, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	s->opened = s->fd >= 0;
	if (s->opened)
		unlink(path.data);
	else
		spill_fail(s, errno);
	buf_free(&path);
	return s->opened;
}

bool spill_put(struct spill *s, struct view bytes, uint64_t *at)
{
	if (!s->folder || (s->size == 0 && s->held.len + bytes.len <= s->most)) {
		*at = s->held.len;
		buf_put(&s->held, bytes);
		return true;
	}
	if (!open_file(s))
		return false;
	if (!file_write_all(s->fd, bytes)) {
		spill_fail(s, errno);
		return false;
	}
	*at = IN_FILE | s->size;
	s->size += bytes.len;
	return true;
}

bool spill_get(const struct spill *s, uint64_t at, size_t from, size_t len, char *out)
{
	uint64_t offset = (at & ~IN_FILE) + from;
	if (!(at & IN_FILE)) {
		if (len > 0)
			memcpy(out, s->held.data + offset, len);
		return true;
	}
	while (len > 0) {
		ssize_t got = pread(s->fd, out, len, (off_t)offset);
		if (got < 0 && errno == EINTR)
			continue;
		if (got == 0)
			errno = EIO;
		if (got <= 0)
			return false;
		out += got;
		len -= (size_t)got;
		offset += (uint64_t)got;
	}
	return true;
}

void spill_empty(struct spill *s)
{
	buf_truncate(&s->held, 0);
	if (s->size > 0) { /* the file has no name: closed, it gives its room back */
		close(s->fd);
		s->opened = false;
		s->size = 0;
	}
}

void spill_free(struct spill *s)
{
	if (s->opened)
		close(s->fd);
	buf_free(&s->held);
	*s = (struct spill){ 0 };
}
