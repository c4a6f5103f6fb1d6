#include "serve/file_lookup.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/url.h"

/* Appends path with its escapes resolved; false if one is wrong, or is no part of a name. */
static bool unescape(struct buf *out, struct view path)
{
	while (path.data) {
		struct view name = view_cut(&path, '/');
		size_t from = out->len;
		if (!url_decode(out, name))
			return false;
		for (size_t i = from; i < out->len; i++)
			if (strchr("/\\", out->data[i])) /* or NUL */
				return false;
		if (path.data)
			buf_putc(out, '/');
	}
	return true;
}

static bool is_step(struct view name)
{
	return name.len > 0 && !view_eq(name, VIEW(".")) && !view_eq(name, VIEW(".."));
}

/* Opens one name in the folder, never through a link; -1 if it is not there. */
static int open_in(int folder, struct view name, int flags)
{
	char copy[256];
	if (name.len >= sizeof(copy))
		return -1;
	memcpy(copy, name.data, name.len);
	copy[name.len] = '\0';
	return openat(folder, copy, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | flags);
}

/* Goes down name by name; the last one may be a file. */
static int descend(int fd, struct view name, bool *wrong)
{
	while (name.data && fd >= 0) {
		struct view step = view_cut(&name, '/');
		if (!is_step(step)) {
			*wrong = true;
			close(fd);
			return -1;
		}
		int next = open_in(fd, step, name.data ? O_DIRECTORY : 0);
		close(fd);
		fd = next;
	}
	return fd;
}

enum file_lookup_answer file_lookup_open(const char *folder, struct view path,
                                         struct file_lookup *out)
{
	bool wrong = false;
	*out = (struct file_lookup){ .fd = -1 };
	if (!unescape(&out->name, path))
		return FILE_LOOKUP_WRONG;
	if (path.len == 0 || path.data[path.len - 1] == '/')
		buf_puts(&out->name, "index.html");
	int root = open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
	if (root < 0)
		return FILE_LOOKUP_NOTHING;
	out->fd = descend(root, buf_view(&out->name), &wrong);
	if (out->fd < 0)
		return wrong ? FILE_LOOKUP_WRONG : FILE_LOOKUP_NOTHING;
	if (fstat(out->fd, &out->st) == 0 && S_ISREG(out->st.st_mode))
		return FILE_LOOKUP_FILE;
	bool is_folder = S_ISDIR(out->st.st_mode);
	close(out->fd);
	out->fd = -1;
	return is_folder ? FILE_LOOKUP_FOLDER : FILE_LOOKUP_NOTHING;
}

void file_lookup_close(struct file_lookup *l)
{
	if (l->fd >= 0)
		close(l->fd);
	l->fd = -1;
	buf_free(&l->name);
}
