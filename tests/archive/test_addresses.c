#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "site/pages/pages.h"
#include "site/planning.h"
#include "small_archive.h"

/*
 * However the seeds are corrected, every address of a day, page or article that
 * the site had without corrections is there with them, too.
 */
static const char *const seeds[] = {
	"000_0f0772c7938291a1.txt", "001_37a060cb66616735.txt", "002_c54f5c50759d2637.txt",
	"003_15654107f150237d.txt", "004_fd7dbfbe97e73c86.txt",
};

enum { SEEDS = sizeof(seeds) / sizeof(*seeds), ROUNDS = 60 };

struct fixture {
	struct small_archive in;
	struct plan plan;
	bool planned;
};

static void make(void **state, struct fixture *f, const char *corrections)
{
	static const struct document_list no_documents = { 0 };
	static const struct scan no_assets = { 0 };
	*f = (struct fixture){ 0 };
	f->planned =
		small_archive_make(state, &f->in, "[topic transport]\nname = 交通\nwords = 公路, 铁路\n",
	                       corrections) &&
		planning_make(&f->in.archive, &no_documents, &no_assets, page_kinds, &f->plan,
	                  &f->in.report);
}

static void release(struct fixture *f)
{
	plan_free(&f->plan);
	small_archive_free(&f->in);
}

static void copy_seeds(void **state)
{
	for (size_t i = 0; i < SEEDS; i++) {
		struct buf path = { 0 }, text = { 0 };
		struct report r = { 0 };
		buf_printf(&path, "seeds/%s", seeds[i]);
		assert_true(file_read(path.data, &text, &r));
		scratch_write(state, seeds[i], text.data);
		buf_free(&path);
		buf_free(&text);
	}
}

struct paths {
	struct arena arena;
	ARRAY(struct view) items;
};

static void keep_path(void *context, struct view path, const char *owner)
{
	(void)owner;
	struct paths *p = context;
	bool dated = path.len > 4 && path.data[0] >= '0' && path.data[0] <= '9' && path.data[4] == '/';
	if (dated || view_starts(path, VIEW("on/")) || view_starts(path, VIEW("undated/")))
		*array_push(&p->items) = arena_view(&p->arena, path);
}

static uint64_t draw(uint64_t *seed, uint64_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (*seed >> 33) % below;
}

/* Something about a page or one of its lines; many are wrong, or change nothing. */
static void put_section(struct buf *b, uint64_t *seed)
{
	static const char *const of_page[] = {
		"date = 2022-01-19", "date = 1999-09-09", "date = 2022-03-17",
		"page = 01",         "page = A07",        "date = 2025-04-11\npage = 02",
	};
	static const char *const of_article[] = {
		"start = no",
		"start = yes",
		"start = yes\nheadline =",
		"headline = 新的主题",
		"headline =",
		"kicker = 新的引题",
		"deck =",
		"byline = 赵一",
		"kind = letter",
		"topics = transport",
		"order = 1",
		"order = 2",
		"withdraw = 2026-11-20",
		"start = no",
		"start = yes",
	};
	const char *file = seeds[draw(seed, SEEDS)];
	if (draw(seed, 4) == 0)
		buf_printf(b, "[%s]\n%s\n", file, of_page[draw(seed, sizeof(of_page) / sizeof(*of_page))]);
	else
		buf_printf(b, "[%s:%u]\n%s\n", file, (unsigned)draw(seed, 60) * 2 + 3,
		           of_article[draw(seed, sizeof(of_article) / sizeof(*of_article))]);
}

/* Every address of a page leads on, and what leads on leads to something. */
static void check(const struct fixture *f, const struct paths *before, const char *conf)
{
	for (size_t i = 0; i < before->items.len; i++) {
		struct view path = before->items.items[i];
		bool script = view_ends(path, VIEW(".js")); /* which only the page beside it loads */
		if (!script && !plan_has(&f->plan, path))
			fail_msg("%.*s is gone with\n%s", VIEW_ARG(path), conf);
	}
	for (size_t i = 0; i < f->plan.redirects.len; i++) {
		/* The seeds' names need no encoding. */
		struct view target = f->plan.redirects.items[i].target;
		if (!plan_has(&f->plan, target))
			fail_msg("%.*s is a dead end with\n%s", VIEW_ARG(target), conf);
	}
}

static void test_no_address_is_lost(void **state)
{
	struct fixture f;
	struct paths before = { 0 };
	copy_seeds(state);
	make(state, &f, "");
	assert_true(f.planned);
	plan_each(&f.plan, keep_path, &before);
	assert_true(before.items.len > 50);
	release(&f);
	size_t planned = 0;
	for (uint64_t round = 1; round <= ROUNDS; round++) {
		uint64_t seed = round * 7919;
		struct buf conf = { 0 };
		for (uint64_t n = 1 + draw(&seed, 3); n > 0; n--)
			put_section(&conf, &seed);
		make(state, &f, conf.data);
		assert_true(f.planned || f.in.report.errors > 0);
		if (f.planned)
			check(&f, &before, conf.data);
		planned += f.planned;
		release(&f);
		buf_free(&conf);
	}
	assert_true(planned > ROUNDS / 5);
	array_free(&before.items);
	arena_free(&before.arena);
}

/* A day, month and year that vanish with their only page lead to its new ones. */
static void test_days_that_vanish(void **state)
{
	struct fixture f;
	scratch_write(state, "2021-12-31_01.txt",
	              "县里修通一条公路\n\n本报讯 公路昨天修通，全长三公里。\n");
	make(state, &f, "[2021-12-31_01.txt]\ndate = 2022-02-01\n");
	assert_true(f.planned);
	static const char *const gone[][2] = {
		{ "2021/12/31/index.html", "2022/02/01/index.html" },
		{ "2021/12/index.html", "2022/02/index.html" },
		{ "2021/index.html", "2022/index.html" },
		{ "on/12-31.html", "on/02-01.html" },
		{ "2021/12/31/01.html", "2022/02/01/01.html" },
	};
	for (size_t i = 0; i < sizeof(gone) / sizeof(*gone); i++) {
		bool found = false;
		for (size_t k = 0; k < f.plan.redirects.len; k++)
			found = found || (view_eq(f.plan.redirects.items[k].path, view_of(gone[i][0])) &&
			                  view_eq(f.plan.redirects.items[k].target, view_of(gone[i][1])));
		if (!found)
			fail_msg("%s does not lead to %s", gone[i][0], gone[i][1]);
	}
	release(&f);
	/* While another page is left of the day, it stays. */
	scratch_write(state, "2021-12-31_02.txt", "县医院迁入新址\n\n本报讯 县医院昨天迁入新址。\n");
	make(state, &f, "[2021-12-31_01.txt]\ndate = 2022-02-01\n");
	assert_true(f.planned);
	for (size_t k = 0; k < f.plan.redirects.len; k++)
		assert_false(view_ends(f.plan.redirects.items[k].path, VIEW("index.html")));
	release(&f);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(test_no_address_is_lost),
		IN_FOLDER(test_days_that_vanish),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
