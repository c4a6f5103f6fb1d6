#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site/link_check.h"
#include "site/pages/pages.h"
#include "site/planning.h"
#include "site/writer.h"
#include "small_archive.h"

struct fixture {
	struct small_archive in;
	struct document_list documents;
	struct scan assets;
	struct plan plan;
};

static void page(void **state, const char *name)
{
	scratch_write(state, name,
	              "县医院迁入新址\n\n本报讯 县医院迁入新址，门诊部和住院部同一天开放。(李军)\n");
}

static bool make_plan(void **state, struct fixture *f)
{
	*f = (struct fixture){ 0 };
	return small_archive_make(state, &f->in,
	                          "base_url = https://example.org/a/\n"
	                          "[topic health]\nname = 卫生\nwords = 医院\n",
	                          "") &&
	       planning_make(&f->in.archive, &f->documents, &f->assets, page_kinds, &f->plan,
	                     &f->in.report);
}

static void free_fixture(struct fixture *f)
{
	plan_free(&f->plan);
	small_archive_free(&f->in);
}

static void test_addresses(void **state)
{
	struct fixture f;
	page(state, "2022-01-19_02.txt");
	page(state, "某 年.txt");
	assert_true(make_plan(state, &f));
	static const char *const there[] = {
		"index.html",
		"2022/index.html",
		"2022/01/index.html",
		"2022/01/19/index.html",
		"2022/01/19/02.html",
		"2022/01/19/02-1.html",
		"undated/index.html",
		"undated/某~20年.html",
		"undated/某~20年-1.html",
		"authors/李军.html",
		"topics/health.html",
		"topics/health.xml",
		"on/01-19.html",
		"data/2022.jsonl",
		"sitemap.xml",
		"sitemap-2022.xml",
		"sitemap-site.xml",
	};
	for (size_t i = 0; i < sizeof(there) / sizeof(*there); i++) {
		if (!plan_has(&f.plan, view_of(there[i])))
			fail_msg("%s is not planned", there[i]);
	}
	assert_false(plan_has(&f.plan, VIEW("2022/02/index.html")));
	struct arena arena = { 0 };
	assert_true(view_eq(plan_article_url(&f.plan, 0, &arena),
	                    VIEW("undated/%E6%9F%90~20%E5%B9%B4-1.html")));
	arena_free(&arena);
	free_fixture(&f);
}

static void check_form(void *context, struct page_ref ref)
{
	const struct fixture *f = context;
	struct arena arena = { 0 };
	struct view path = plan_path(&f->plan, ref, &arena);
	const struct page_kind *told = page_kind_at(path);
	/* Pages that no form tells, as those of no day, are sent as single ones. */
	enum page_reach reach = told ? told->reach : PAGE_REACH_SINGLE;
	if (ref.kind->form && reach != ref.kind->reach)
		fail_msg("%.*s of the kind %s is sent as %s", VIEW_ARG(path), ref.kind->name,
		         told ? told->name : "nothing");
	arena_free(&arena);
}

/* Publishing has a path alone, and sends it as its kind of page is sent. */
static void test_kinds_are_told_by_their_paths(void **state)
{
	struct fixture f;
	page(state, "2022-01-19_02.txt");
	page(state, "某 年.txt");
	assert_true(make_plan(state, &f));
	struct page_walk w = { .plan = &f.plan, .see = check_form, .context = &f };
	plan_walk(&w);
	assert_null(page_kind_at(VIEW("style.css")));
	free_fixture(&f);
}

static void test_two_stems_that_meet(void **state)
{
	struct fixture f;
	page(state, "Seite.txt");
	page(state, "seite.txt");
	assert_false(make_plan(state, &f));
	assert_int_equal(f.in.report.errors, 1);
	free_fixture(&f);
}

static bool leads(const struct fixture *f, struct link_memory *memory, const char *path,
                  const char *link)
{
	struct report r = { 0 };
	struct buf html = { 0 };
	buf_printf(&html, "<p>a = b</p><a class=\"x\" href=\"%s\">x</a>", link);
	bool ok =
		link_check(&f->plan, f->in.config.base_url, view_of(path), buf_view(&html), memory, &r);
	assert_int_equal(r.errors, ok ? 0 : 1);
	buf_free(&html);
	report_free(&r);
	return ok;
}

static void test_links(void **state)
{
	struct fixture f;
	page(state, "2022-01-19_02.txt");
	assert_true(make_plan(state, &f));
	static const char from[] = "2022/01/19/02-1.html";
	static const struct {
		const char *path, *link;
		bool leads;
	} links[] = {
		{ from, "02.html", true },
		{ from, "../../../index.html#archive", true },
		{ from, "../../../authors/%E6%9D%8E%E5%86%9B.html", true },
		{ from, "https://example.com/x", true },
		{ from, "mailto:a@b", true },
		{ from, "#top", true },
		{ "404.html", "/a/index.html", true },
		{ from, "03.html", false },
		{ from, "../../../", false },
		{ from, "../../../../index.html", false },
		{ from, "/index.html", false },
		{ "404.html", "02.html", false }, /* of another folder */
	};
	struct link_memory memory = { 0 };
	for (size_t i = 0; i < 2 * sizeof(links) / sizeof(*links);
	     i++) { /* the second time from memory */
		size_t k = i / 2;
		assert_int_equal(leads(&f, &memory, links[k].path, links[k].link), links[k].leads);
	}
	free_fixture(&f);
}

static void test_writer_removes_its_own_alone(void **state)
{
	struct fixture f;
	struct writer w;
	size_t removed;
	page(state, "2022-01-19_02.txt");
	page(state, "2022-02-20_02.txt");
	assert_true(make_plan(state, &f));
	const char *output = scratch_path(state, "public"), *states = scratch_path(state, "build");
	mkdir(output, 0777);
	scratch_write(state, "public/notes.txt", "mine"); /* a first site would appear whole */
	assert_true(writer_open(&w, output, states, &f.in.report));
	assert_true(writer_begin(&w, &f.plan, &f.in.report));
	assert_int_equal(writer_put(&w, VIEW("2022/02/20/02.html"), VIEW("x"), NULL, &f.in.report),
	                 FILE_WRITTEN);
	assert_int_equal(writer_put(&w, VIEW("2022/02/20/02.html"), VIEW("x"), NULL, &f.in.report),
	                 FILE_SAME);
	/* Killed here: the next build still knows what was made. */
	writer_close(&w);
	scratch_write(state, "public/2022/mine.txt", "mine");
	free_fixture(&f);
	unlink(scratch_path(state, "2022-02-20_02.txt"));
	assert_true(make_plan(state, &f));
	assert_true(writer_open(&w, output, states, &f.in.report));
	assert_true(writer_begin(&w, &f.plan, &f.in.report));
	assert_true(writer_end(&w, &f.plan, &removed, &f.in.report));
	assert_int_equal(removed, 1);
	assert_int_equal(access(scratch_path(state, "public/2022/02"), F_OK), -1);
	assert_int_equal(access(scratch_path(state, "public/2022/mine.txt"), F_OK), 0);
	writer_close(&w);
	free_fixture(&f);
}

static void test_a_foreign_list_deletes_nothing(void **state)
{
	struct fixture f;
	struct writer w;
	size_t removed;
	page(state, "2022-01-19_02.txt");
	assert_true(make_plan(state, &f));
	scratch_write(state, "mine.txt", "mine");
	mkdir(scratch_path(state, "public"), 0777);
	scratch_write(state, "public/notes.txt", "mine");
	mkdir(scratch_path(state, "build"), 0777);
	assert_true(own_files_write(scratch_path(state, "public"),
	                            VIEW("../mine.txt\n/etc/passwd\nx/../../mine.txt\n"), false, false,
	                            &f.in.report));
	assert_true(
		writer_open(&w, scratch_path(state, "public"), scratch_path(state, "build"), &f.in.report));
	assert_int_equal(w.earlier.len, 0);
	assert_true(writer_end(&w, &f.plan, &removed, &f.in.report));
	assert_int_equal(removed, 0);
	assert_int_equal(access(scratch_path(state, "mine.txt"), F_OK), 0);
	writer_close(&w);
	free_fixture(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_addresses, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_kinds_are_told_by_their_paths, scratch_make,
		                                scratch_remove),
		cmocka_unit_test_setup_teardown(test_two_stems_that_meet, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_links, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_writer_removes_its_own_alone, scratch_make,
		                                scratch_remove),
		cmocka_unit_test_setup_teardown(test_a_foreign_list_deletes_nothing, scratch_make,
		                                scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
