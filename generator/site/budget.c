#include "site/budget.h"

#include <inttypes.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/hashset.h"

/* As of November 2026. */
#define CLOUDFLARE_FREE    20000u
#define CLOUDFLARE_PAID    100000u
#define CLOUDFLARE_LARGEST (25u * 1024 * 1024)
/* Of rules without wildcards or placeholders, as all of ours are; of others it takes 100. */
#define CLOUDFLARE_RULES 2000u
#define GITHUB_BYTES     1000000000u
#define GITLAB_ENTRIES   200000u
/* Its manual asks for patterns in place of so many rules, without which a deploy may fail. */
#define NETLIFY_RULES 10000u

/*
 * The template of _redirects has two lines for an old address, and two for the
 * list of the site's own files: one for Netlify and one for Cloudflare, which
 * counts a line before it leaves it out for a status that it does not know.
 */
#define LINES_A_RULE 2u
#define RULES_ALWAYS 1u

/* ── counting ── */

struct counting {
	struct budget *budget;
	struct hashset folders;
	uint64_t largest; /* the hash of its path */
	struct buf last;  /* the folder seen last, with its slash */
	struct arena *arena;
};

/* Most files are in the folder of the one before. */
static bool is_beside_last(struct counting *c, struct view path)
{
	struct view folder = view_folder(path);
	if (view_eq(buf_view(&c->last), folder))
		return true;
	buf_truncate(&c->last, 0);
	buf_put(&c->last, folder);
	return false;
}

static void see_folders(void *context, struct view path, const char *owner)
{
	(void)owner;
	struct counting *c = context;
	if (hash_view(path) == c->largest)
		c->budget->largest_path = arena_view(c->arena, path);
	if (is_beside_last(c, path))
		return;
	for (size_t i = path.len; i > 0; i--) {
		bool fresh = path.data[i - 1] == '/' &&
		             hashset_add(&c->folders, hashset_hash(view_slice(path, 0, i)));
		if (path.data[i - 1] == '/' && !fresh)
			return;
		c->budget->folders += fresh;
	}
}

void budget_take(struct budget *b, const struct build_log_file *files, size_t count,
                 const struct plan *p, struct arena *a)
{
	struct counting c = { .budget = b, .arena = a };
	*b = (struct budget){ .files = count };
	for (size_t i = 0; i < count; i++) {
		uint64_t size = files[i].size;
		b->bytes += size;
		if (size > b->largest) {
			b->largest = size;
			c.largest = files[i].path;
		}
	}
	b->rules = p ? LINES_A_RULE * (p->redirects.len + RULES_ALWAYS) : 0;
	/* There are fewer folders than files. */
	if (p && (b->largest > CLOUDFLARE_LARGEST || b->files > GITLAB_ENTRIES / 2))
		plan_each(p, see_folders, &c);
	hashset_free(&c.folders);
	buf_free(&c.last);
}

/* ── telling ── */

void budget_put_number(struct buf *out, uint64_t n)
{
	if (n >= 1000) {
		budget_put_number(out, n / 1000);
		buf_printf(out, ",%03" PRIu64, n % 1000);
	} else {
		buf_printf(out, "%" PRIu64, n);
	}
}

void budget_put_bytes(struct buf *out, uint64_t bytes)
{
	static const char *const units[] = { "bytes", "kB", "MB", "GB", "TB" };
	size_t unit = 0;
	uint64_t scale = 1;
	while (bytes / scale >= 1000 && unit + 1 < sizeof(units) / sizeof(*units)) {
		scale *= 1000;
		unit++;
	}
	double value = (double)bytes / (double)scale;
	/* Of 1.2 MB and 9.8 kB the tenth says something, of 587 MB it does not. */
	buf_printf(out, "%.*f %s", unit > 0 && value < 99.95 ? 1 : 0, value, units[unit]);
}

/* What makes fewer files, where there is something left to try. */
static const char *fewer_files(const struct config *c)
{
	if (!c->together)
		return "articles = page makes far fewer";
	return c->compress ? "without compress there are fewer" : "a larger page_size makes fewer";
}

static const char *fewer_bytes(const struct config *c)
{
	if (c->compress)
		return "without compress it is smaller";
	return c->together ? "search = no leaves the index out" : "articles = page makes it smaller";
}

static void warn(const struct config *c, struct report *r, const char *what, uint64_t n,
                 const char *limit, const char *help)
{
	struct buf number = { 0 };
	budget_put_number(&number, n);
	report_warning(r, c->path, 0, 0,
	               "the site has %s %s, and %s: %s; hosts names those that matter to you",
	               number.data, what, limit, help);
	buf_free(&number);
}

static void warn_cloudflare(const struct budget *b, const struct config *c, struct report *r)
{
	if (b->files > CLOUDFLARE_PAID)
		warn(c, r, "files", b->files, "Cloudflare Pages takes 100,000, on its free plan 20,000",
		     fewer_files(c));
	else if (b->files > CLOUDFLARE_FREE)
		warn(c, r, "files", b->files,
		     "Cloudflare Pages takes 20,000 on its free plan, 100,000 on a paid one",
		     fewer_files(c));
	if (b->rules > CLOUDFLARE_RULES)
		warn(c, r, "rules in _redirects, two for an old address", b->rules,
		     "Cloudflare Pages takes the first 2,000",
		     "the pages at the other old addresses still lead on");
	if (b->largest <= CLOUDFLARE_LARGEST)
		return;
	struct buf size = { 0 };
	budget_put_bytes(&size, b->largest);
	report_warning(r, c->path, 0, 0,
	               "%.*s has %s, and Cloudflare Pages takes 25 MiB a file: leave it out "
	               "where you publish; hosts names those that matter to you",
	               VIEW_ARG(b->largest_path), size.data);
	buf_free(&size);
}

void budget_warn(const struct budget *b, const struct config *c, struct report *r)
{
	if (c->hosts & CONFIG_CLOUDFLARE)
		warn_cloudflare(b, c, r);
	if ((c->hosts & CONFIG_GITHUB) && b->bytes > GITHUB_BYTES)
		warn(c, r, "bytes", b->bytes, "GitHub Pages takes 1 GB", fewer_bytes(c));
	if ((c->hosts & CONFIG_GITLAB) && b->files + b->folders > GITLAB_ENTRIES)
		warn(c, r, "files and folders", b->files + b->folders, "GitLab Pages takes 200,000",
		     fewer_files(c));
	if ((c->hosts & CONFIG_NETLIFY) && b->rules >= NETLIFY_RULES)
		warn(c, r, "rules in _redirects, two for an old address", b->rules,
		     "Netlify may refuse a site with 10,000",
		     "take out aliases that nobody comes by any more");
}
