#include "serve/file_lookup.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool file_lookup_unescape(struct buf *out, struct view path)
{
	for (size_t i = 0; i < path.len; i++) {
		char c = path.data[i];
		if (c == '%') {
			int high = i + 2 < path.len ? hex(path.data[i + 1]) : -1;
			int low = high >= 0 ? hex(path.data[i + 2]) : -1;
			if (low < 0)
				return false;
			c = (char)(high * 16 + low);
			if (c == '\0' || c == '/' || c == '\\')
				return false;
			i += 2;
		} else if (c == '\0' || c == '\\') {
			return false;
		}
		buf_putc(out, c);
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
	if (!file_lookup_unescape(&out->name, path))
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
