#include "publish/transport.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/epoch.h"
#include "base/file.h"
#include "publish/last_generation.h"
#include "publish/tool.h"

/*
 * git: a branch that holds the site in one commit without a past, for hosts
 * that serve branches. A repository of our own, kept for the next run and
 * otherwise of no importance, fetches the names and hashes of what the branch
 * has, without the files where the server allows that; only what differs is
 * then packed and pushed. No folder of the user's is touched.
 */
#define REMOTE    "broadsheet"
#define PUBLISHED "refs/published"
#define SENDING   "refs/sending"
#define MARK      "Made by broadsheet publish, which replaces this commit the next time."
#define NAMELESS  "GIT_COMMITTER_NAME=broadsheet", "GIT_COMMITTER_EMAIL=broadsheet@localhost"

enum { WORDS = 24 };

/* So that git may do without the files of the branch. */
static const char promisor[] = "remote." REMOTE ".promisor=true";
static const char filter[] = "remote." REMOTE ".partialclonefilter=blob:none";

/* --- git itself --- */

/* Of a repository that this program may have been called in. */
static bool is_of_another(const char *variable)
{
	static const char *const names[] = {
		"GIT_DIR=",          "GIT_WORK_TREE=",
		"GIT_INDEX_FILE=",   "GIT_OBJECT_DIRECTORY=",
		"GIT_COMMON_DIR=",   "GIT_ALTERNATE_OBJECT_DIRECTORIES=",
		"GIT_NAMESPACE=",    "GIT_PREFIX=",
		"GIT_SHALLOW_FILE=",
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (strncmp(variable, names[i], strlen(names[i])) == 0)
			return true;
	}
	return false;
}

/* What git is to see of the environment, with more added. */
static const char *const *environment(struct upload *s, const char *const *more)
{
	ARRAY(const char *) all = { 0 };
	int64_t epoch;
	for (const char *const *e = tool_environment(); *e; e++) {
		if (!is_of_another(*e))
			*array_push(&all) = *e;
	}
	if (epoch_find(&epoch) && !getenv("GIT_COMMITTER_DATE"))
		*array_push(&all) =
			arena_printf(&s->arena, "GIT_COMMITTER_DATE=@%lld +0000", (long long)epoch).data;
	for (size_t i = 0; more && more[i]; i++)
		*array_push(&all) = more[i];
	*array_push(&all) = NULL;
	const char **kept = arena_array(&s->arena, all.len, sizeof(*kept));
	memcpy(kept, all.items, all.len * sizeof(*kept));
	array_free(&all);
	return kept;
}

/* t with the words of a git command, as run in the kept repository. */
static struct tool git(struct upload *s, const char *const *words)
{
	const char *before[] = {
		"git", arena_printf(&s->arena, "--git-dir=%s", s->kept).data,
		"-c",  arena_printf(&s->arena, "remote." REMOTE ".url=%s", s->to->target.data).data,
		"-c",  promisor,
		"-c",  filter,
		"-c",  "user.useConfigOnly=true",
	};
	size_t n = sizeof(before) / sizeof(*before);
	const char **all = arena_array(&s->arena, n + WORDS, sizeof(*all));
	memcpy(all, before, sizeof(before));
	for (size_t i = 0; i + 1 < WORDS && words[i]; i++)
		all[n + i] = words[i];
	return (struct tool){ .arguments = all, .environment = environment(s, NULL), .end = '\n' };
}

static bool git_do(struct upload *s, const char *const *words)
{
	struct tool t = git(s, words);
	bool ok = tool_do(&t, s->report);
	buf_free(&t.said);
	return ok;
}

static void keep_line(void *context, struct view line)
{
	buf_put(context, line);
	buf_putc(context, '\n');
}

/* The same for what it prints. */
static bool git_ask(struct upload *s, const char *const *words, struct buf *out)
{
	struct tool t = git(s, words);
	t.line = keep_line;
	t.context = out;
	bool ok = tool_do(&t, s->report);
	buf_free(&t.said);
	return ok;
}

/* --- What the branch has --- */

static const char *branch(struct upload *s)
{
	return arena_printf(&s->arena, "refs/heads/%s", s->to->branch.data).data;
}

static bool exists(struct upload *s, bool *out)
{
	const char *words[] = { "ls-remote", REMOTE, branch(s), NULL };
	struct buf found = { 0 };
	bool ok = git_ask(s, words, &found);
	*out = found.len > 0;
	buf_free(&found);
	return ok;
}

static bool fetch(struct upload *s)
{
	const char *words[] = { "fetch",
		                    "-q",
		                    "--no-tags",
		                    "--depth=1",
		                    "--filter=blob:none",
		                    REMOTE,
		                    arena_printf(&s->arena, "+%s:" PUBLISHED, branch(s)).data,
		                    NULL };
	return git_do(s, words);
}

/*
 * Servers take no commit that we know to be cut off from its past, as git notes of
 * all that was fetched alone. One that has no past is whole, and may be sent again.
 */
static void forget_cut(struct upload *s, struct view commit)
{
	if (view_find(commit, VIEW("\nparent "), 0) < 0)
		unlink(transport_path(s, s->kept, "shallow"));
}

/* A branch with somebody's work on it must not be lost. */
static bool is_ours(struct upload *s)
{
	const char *words[] = { "cat-file", "commit", PUBLISHED, NULL };
	struct buf text = { 0 };
	bool ok = git_ask(s, words, &text);
	if (ok)
		forget_cut(s, buf_view(&text));
	if (ok && !s->prune && view_find(buf_view(&text), VIEW(MARK), 0) < 0) {
		report_error(s->report, NULL, 0, 0,
		             "the branch %s of %s has a commit that broadsheet did not make: "
		             "name another branch, or, if it may be lost, add --prune",
		             s->to->branch.data, s->to->target.data);
		ok = false;
	}
	buf_free(&text);
	return ok;
}

struct entries {
	struct upload *sending;
	struct map hashes; /* path → hash of the branch's file, in memory of the arena */
};

/* "100644 blob HASH\tPATH" */
static void take_entry(void *context, struct view line)
{
	struct entries *e = context;
	struct view path = line, head = view_cut(&path, '\t');
	view_cut(&head, ' ');
	view_cut(&head, ' ');
	if (path.data && head.data)
		map_put(&e->hashes, path, NULL)->pointer = arena_string(&e->sending->arena, head);
}

static bool list_branch(struct upload *s, struct map *hashes)
{
	const char *words[] = { "ls-tree", "-r", "-z", "--full-tree", PUBLISHED, NULL };
	struct entries e = { .sending = s };
	struct tool t = git(s, words);
	t.end = '\0';
	t.line = take_entry;
	t.context = &e;
	bool ok = tool_do(&t, s->report);
	buf_free(&t.said);
	*hashes = e.hashes;
	return ok;
}

/* --- What differs --- */

struct hashing {
	struct upload *sending;
	const struct map *branch;
	size_t asked, answered;
};

static bool ask_hashes(void *context, struct buf *out)
{
	struct hashing *h = context;
	const upload_files *files = &h->sending->goods.files;
	for (size_t i = 0; i < 256 && h->asked < files->len; i++, h->asked++)
		buf_printf(out, "%s/%.*s\n", h->sending->site, VIEW_ARG(files->items[h->asked].path));
	return h->asked < files->len;
}

/* In the order in which they were asked for. */
static void take_hash(void *context, struct view hash)
{
	struct hashing *h = context;
	if (h->answered == h->sending->goods.files.len)
		return;
	struct upload_file *f = &h->sending->goods.files.items[h->answered++];
	const union map_value *known = map_get(h->branch, f->path);
	if (!known)
		f->state = UPLOAD_NEW;
	else
		f->state = view_eq(view_of(known->pointer), hash) ? UPLOAD_SAME : UPLOAD_CHANGED;
}

static bool hash_site(struct upload *s, const struct map *there)
{
	const char *words[] = { "hash-object", "--no-filters", "--stdin-paths", NULL };
	struct hashing h = { .sending = s, .branch = there };
	struct tool t = git(s, words);
	t.feed = ask_hashes;
	t.line = take_hash;
	t.context = &h;
	bool ok = tool_do(&t, s->report);
	if (ok && h.answered < s->goods.files.len) {
		report_error(s->report, NULL, 0, 0, "git hash-object told too little");
		ok = false;
	}
	buf_free(&t.said);
	return ok;
}

/* Pages of GitHub leave out files that begin with _ unless there is this one. */
static bool lacks_nojekyll(const struct upload *s)
{
	return !upload_set_find(&s->goods, VIEW(".nojekyll"));
}

/*
 * What is in the branch was sent; the list in it tells only which of its files are
 * left from an index before.
 */
static bool take_sent(struct upload *s, const struct map *there)
{
	const char *words[] = { "cat-file", "blob", PUBLISHED ":" REMOTE_MANIFEST_NAME, NULL };
	struct buf list = { 0 };
	bool listed = map_get(there, VIEW(REMOTE_MANIFEST_NAME)), ok = !listed;
	if (listed && git_ask(s, words, &list)) {
		remote_manifest_read(&s->sent, buf_view(&list));
		ok = true;
	}
	for (size_t i = 0; i < there->len; i++) {
		bool fresh;
		union map_value *known = map_put(&s->sent.files, map_key(there, i), &fresh);
		if (fresh)
			known->number = REMOTE_MANIFEST_UNSURE;
	}
	buf_free(&list);
	return ok;
}

static void find_gone(struct upload *s, const struct map *there)
{
	for (size_t i = 0; i < there->len; i++) {
		struct view path = arena_view(&s->arena, map_key(there, i));
		if (upload_set_find(&s->goods, path) || view_eq(path, VIEW(".nojekyll")) ||
		    view_eq(path, VIEW(REMOTE_MANIFEST_NAME)))
			continue;
		*array_push(last_generation_stays(s, path) ? &s->left : &s->gone) = path;
	}
}

static bool compare(struct upload *s)
{
	const char *init[] = { "init", "-q", "--bare", "--template=", s->kept, NULL };
	const char *forget[] = { "update-ref", "-d", PUBLISHED, NULL };
	struct map there = { 0 };
	bool some = false;
	bool ok =
		git_do(s, init) && git_do(s, forget) && exists(s, &some) &&
		(!some || (fetch(s) && is_ours(s) && list_branch(s, &there) && take_sent(s, &there))) &&
		hash_site(s, &there);
	if (ok)
		find_gone(s, &there);
	map_free(&there);
	s->sent.known = some;
	return ok;
}

/* --- The commit --- */

struct importing {
	struct upload *sending;
	const char *committer;
	const char *tree; /* of the branch; empty if there is none */
	size_t next;
	bool begun;
};

/* A path that begins with a quotation mark would be taken for a quoted one. */
static void put_path(struct buf *out, struct view path)
{
	bool quote = path.len > 0 && path.data[0] == '"';
	if (!quote) {
		buf_put(out, path);
		return;
	}
	buf_putc(out, '"');
	for (size_t i = 0; i < path.len; i++) {
		if (path.data[i] == '"' || path.data[i] == '\\')
			buf_putc(out, '\\');
		buf_putc(out, path.data[i]);
	}
	buf_putc(out, '"');
}

/* The list of what is left from an index before. */
static void put_left(const struct upload *s, struct buf *out)
{
	struct buf list = { 0 };
	remote_manifest_put_head(&list, 0);
	for (size_t i = 0; i < s->left.len; i++)
		remote_manifest_put(&list, s->left.items[i], REMOTE_MANIFEST_LEFT);
	if (s->left.len > 0)
		buf_printf(out, "M 100644 inline " REMOTE_MANIFEST_NAME "\ndata %zu\n%s\n", list.len,
		           list.data);
	else if (map_get(&s->sent.files, VIEW(REMOTE_MANIFEST_NAME)))
		buf_puts(out, "D " REMOTE_MANIFEST_NAME "\n");
	buf_free(&list);
}

static void put_head(struct importing *m, struct buf *out)
{
	struct upload *s = m->sending;
	struct buf text = { 0 };
	buf_printf(&text, "Publish %zu files\n\n" MARK "\n", s->goods.files.len);
	buf_printf(out, "reset " SENDING "\n\ncommit " SENDING "\ncommitter %s\ndata %zu\n%s\n",
	           m->committer, text.len, text.data);
	if (m->tree[0])
		buf_printf(out, "M 040000 %s \"\"\n", m->tree);
	for (size_t i = 0; i < s->gone.len; i++) {
		buf_puts(out, "D ");
		put_path(out, s->gone.items[i]);
		buf_putc(out, '\n');
	}
	put_left(s, out);
	if (lacks_nojekyll(s))
		buf_puts(out, "M 100644 inline .nojekyll\ndata 0\n\n");
	buf_free(&text);
}

/* A file that cannot be read any more ends the stream before its "done", which git refuses. */
static bool put_file(struct importing *m, const struct upload_file *f, struct buf *out)
{
	struct buf bytes = { 0 };
	bool ok = file_read(f->place, &bytes, m->sending->report);
	if (ok) {
		buf_puts(out, "M 100644 inline ");
		put_path(out, f->path);
		buf_printf(out, "\ndata %zu\n", bytes.len);
		buf_put(out, buf_view(&bytes));
		buf_putc(out, '\n');
	}
	buf_free(&bytes);
	return ok;
}

static bool feed_import(void *context, struct buf *out)
{
	struct importing *m = context;
	const upload_files *files = &m->sending->goods.files;
	if (!m->begun)
		put_head(m, out);
	m->begun = true;
	while (m->next < files->len && files->items[m->next].state == UPLOAD_SAME)
		m->next++;
	if (m->next == files->len) {
		buf_puts(out, "done\n");
		return false;
	}
	transport_tell(m->sending, 1);
	return put_file(m, &files->items[m->next++], out);
}

/* Who commits, and when, as git is set up; and broadsheet where it is not. */
static bool find_committer(struct upload *s, struct buf *out)
{
	static const char *const nameless[] = { NAMELESS, NULL };
	const char *words[] = { "var", "GIT_COMMITTER_IDENT", NULL };
	int status = -1;
	for (int i = 0; i < 2 && status != 0; i++) {
		struct tool t = git(s, words);
		t.quiet = true;
		t.line = keep_line;
		t.context = out;
		t.environment = environment(s, i ? nameless : NULL);
		buf_truncate(out, 0);
		status = tool_run(&t, s->report);
		if (i && status > 0)
			tool_failed(&t, status, s->report);
		buf_free(&t.said);
	}
	if (out->len > 0)
		buf_truncate(out, out->len - 1);
	return status == 0;
}

static bool find_tree(struct upload *s, struct buf *out)
{
	const char *words[] = { "rev-parse", PUBLISHED "^{tree}", NULL };
	buf_puts(out, "");
	bool ok = !s->sent.known || git_ask(s, words, out);
	if (ok && out->len > 0)
		buf_truncate(out, out->len - 1);
	return ok;
}

static bool commit(struct upload *s)
{
	const char *words[] = { "fast-import", "--quiet", "--force", "--done", NULL };
	struct buf committer = { 0 }, tree = { 0 };
	bool ok = find_committer(s, &committer) && find_tree(s, &tree);
	if (ok) {
		struct importing m = { .sending = s, .committer = committer.data, .tree = tree.data };
		struct tool t = git(s, words);
		t.feed = feed_import;
		t.context = &m;
		ok = tool_do(&t, s->report);
		buf_free(&t.said);
	}
	buf_free(&committer);
	buf_free(&tree);
	return ok;
}

/* Nobody else's commit is lost: the branch must be what was fetched. */
static bool push(struct upload *s)
{
	const char *words[] = {
		"push",
		s->progress.on ? "--progress" : "-q",
		arena_printf(&s->arena, "--force-with-lease=%s:%s", branch(s),
		             s->sent.known ? PUBLISHED : "")
			.data,
		REMOTE,
		arena_printf(&s->arena, SENDING ":%s", branch(s)).data,
		NULL,
	};
	return git_do(s, words);
}

/* What earlier runs left in our repository, now and then, and quickly. */
static bool tidy(struct upload *s)
{
	const char *words[] = { "-c", "gc.autoDetach=false",
		                    "-c", "gc.pruneExpire=now",
		                    "-c", "pack.window=0",
		                    "gc", "--auto",
		                    "-q", NULL };
	return git_do(s, words);
}

static bool replace(struct upload *s)
{
	return commit(s) && push(s) && tidy(s);
}

const struct transport transport_git = { .compare = compare, .replace = replace };
