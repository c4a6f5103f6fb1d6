#include "serve/lookup.h"

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

bool lookup_unescape(struct buf *out, struct view path)
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

enum lookup_answer lookup_open(const char *folder, struct view path, struct lookup *out)
{
	bool wrong = false;
	*out = (struct lookup){ .fd = -1 };
	if (!lookup_unescape(&out->name, path))
		return LOOKUP_WRONG;
	if (path.len == 0 || path.data[path.len - 1] == '/')
		buf_puts(&out->name, "index.html");
	int root = open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
	if (root < 0)
		return LOOKUP_NOTHING;
	out->fd = descend(root, buf_view(&out->name), &wrong);
	if (out->fd < 0)
		return wrong ? LOOKUP_WRONG : LOOKUP_NOTHING;
	if (fstat(out->fd, &out->st) == 0 && S_ISREG(out->st.st_mode))
		return LOOKUP_FILE;
	bool is_folder = S_ISDIR(out->st.st_mode);
	close(out->fd);
	out->fd = -1;
	return is_folder ? LOOKUP_FOLDER : LOOKUP_NOTHING;
}

void lookup_close(struct lookup *l)
{
	if (l->fd >= 0)
		close(l->fd);
	l->fd = -1;
	buf_free(&l->name);
}
