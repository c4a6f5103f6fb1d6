#include "publish/destination.h"

#include <string.h>

#include "base/view.h"

#define BRANCH "gh-pages"

static bool has_control(struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		unsigned char c = (unsigned char)v.data[i];
		if (c < 0x20 || c == 0x7F)
			return true;
	}
	return false;
}

/* Whether git takes it for a branch's name, by those of its rules that matter to us. */
static bool is_branch(struct view v)
{
	for (size_t i = 0; i < v.len; i++) {
		if (strchr(" ~^:?*[\\", v.data[i]))
			return false;
	}
	return v.len > 0 && v.data[0] != '-' && v.data[0] != '/' && v.data[v.len - 1] != '/' &&
	       view_find(v, VIEW(".."), 0) < 0 && view_find(v, VIEW("@{"), 0) < 0;
}

static const char *read_git(struct destination *d, struct view rest)
{
	struct view url = view_cut(&rest, '#');
	struct view branch = rest.data ? rest : VIEW(BRANCH);
	buf_put(&d->target, url);
	buf_put(&d->branch, branch);
	if (url.len == 0 || url.data[0] == '-')
		return "expected the address of a repository, as git+https://example.org/site.git#gh-pages";
	return is_branch(branch) ? NULL : "what stands behind the # is no name of a branch";
}

static const char *read_rclone(struct destination *d, struct view rest)
{
	bool named = rest.len > 0 && rest.data[0] != '-' && view_find(rest, VIEW(":"), 1) > 0;
	buf_put(&d->target, rest);
	return named ? NULL
	             : "expected rclone:REMOTE:PATH with a remote that 'rclone listremotes' knows";
}

/* Where the path of HOST:PATH begins, or -1: a slash before the colon makes it a folder. */
static ptrdiff_t path_of_host(struct view text)
{
	ptrdiff_t colon = view_find(text, VIEW(":"), 0);
	if (view_find(text, VIEW("["), 0) >= 0) {
		ptrdiff_t bracket = view_find(text, VIEW("]:"), 0);
		colon = bracket < 0 ? -1 : bracket + 1;
	}
	bool first = colon >= 0 && view_find(view_slice(text, 0, (size_t)colon), VIEW("/"), 0) < 0;
	return first ? colon + 1 : -1;
}

static const char *read_ssh(struct destination *d, struct view text, size_t path)
{
	struct view host = view_slice(text, 0, path - 1);
	ptrdiff_t at = view_find(host, VIEW("@"), 0);
	struct view name = view_slice(host, (size_t)(at + 1), host.len);
	buf_put(&d->target, text);
	/* The folder that one is in after logging in. */
	if (path == text.len)
		buf_puts(&d->target, "./");
	return name.len > 0 && name.data[0] != '-' ? NULL : "expected a host before the colon";
}

static const char *read_daemon(struct destination *d, struct view text)
{
	struct view rest = view_slice(text, strlen("rsync://"), text.len);
	struct view host = view_cut(&rest, '/');
	buf_put(&d->target, text);
	return host.len > 0 && host.data[0] != '-' && rest.len > 0
	           ? NULL
	           : "expected rsync://HOST/MODULE, and a path behind it if there is one";
}

static const char *read_kind(struct destination *d, struct view text)
{
	ptrdiff_t path = path_of_host(text);
	if (text.len == 0)
		return "is empty";
	if (text.data[0] == '-')
		return "begins with a hyphen, as options do: write ./- for such a folder";
	if (has_control(text))
		return "has a control character in it";
	d->kind = DESTINATION_GIT;
	if (view_starts(text, VIEW("git+")))
		return read_git(d, view_slice(text, 4, text.len));
	d->kind = DESTINATION_RCLONE;
	if (view_starts(text, VIEW("rclone:")))
		return read_rclone(d, view_slice(text, 7, text.len));
	d->kind = DESTINATION_RSYNC;
	if (view_starts(text, VIEW("rsync://")))
		return read_daemon(d, text);
	if (view_find(text, VIEW("://"), 0) >= 0)
		return "is no address that a site can be sent to: expected a folder, rsync://…, USER@HOST:PATH, "
			   "rclone:REMOTE:PATH or git+URL#BRANCH";
	if (path > 0)
		return read_ssh(d, text, (size_t)path);
	d->kind = DESTINATION_FOLDER;
	buf_put(&d->target, text);
	return NULL;
}

bool destination_read(const char *text, struct destination *out, struct report *r)
{
	*out = (struct destination){ .text = text };
	const char *wrong = read_kind(out, view_of(text));
	if (wrong)
		report_error(r, NULL, 0, 0, "the destination '%s': %s", text, wrong);
	else if (out->kind != DESTINATION_GIT && out->kind != DESTINATION_RCLONE &&
	         out->target.data[out->target.len - 1] != '/')
		buf_putc(&out->target, '/');
	return !wrong;
}

void destination_free(struct destination *d)
{
	buf_free(&d->target);
	buf_free(&d->branch);
}
