#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site/fingerprint.h"
#include "site/pages/pages.h"
#include "site/planning.h"
#include "small_archive.h"

/*
 * Whatever a page of a list, or of a day of the year, shows changes its fingerprint: each thing is changed
 * in the archive by itself, and put back.
 */
struct fixture {
	struct small_archive in;
	struct document_list documents;
	struct scan assets;
	struct plan plan;
};

static void make_fixture(void **state, struct fixture *f)
{
	*f = (struct fixture){ 0 };
	for (int day = 1; day <= 3; day++) {
		char name[32];
		snprintf(name, sizeof(name), "2022-01-%02d_02.txt", day);
		scratch_write(
			state, name,
			"县医院迁入新址\n\n本报讯 县医院迁入新址，门诊部和住院部同一天开放。(李军)\n");
	}
	assert_true(small_archive_make(state, &f->in,
	                               "[topic health]\nname = 卫生\nwords = 医院\n"
	                               "[place county]\nname = 县城\nwords = 县医院\n",
	                               ""));
	assert_true(planning_make(&f->in.archive, &f->documents, &f->assets, page_kinds, &f->plan,
	                          &f->in.report));
	assert_int_equal(f->in.archive.articles.len, 3);
}

static void free_fixture(struct fixture *f)
{
	plan_free(&f->plan);
	small_archive_free(&f->in);
}

static uint64_t print_of(const struct fixture *f, struct page_ref page)
{
	struct fingerprints p;
	fingerprint_make(&p, &f->plan, 1949);
	uint64_t print = page.kind->fingerprint(&p, page);
	fingerprint_free(&p);
	return print;
}

static const struct page_kind *const kinds[] = { &page_topic_list,  &page_place_list,
	                                             &page_author_list, &page_kind_list,
	                                             &page_on_this_day, &page_on_rows };

/* Of the days of the year, that of the second issue. */
enum { SECOND = 1 };

static struct page_ref page_of(const struct fixture *f, const struct page_kind *kind, uint32_t part)
{
	if (kind == &page_on_this_day || kind == &page_on_rows)
		return (struct page_ref){ kind, SECOND, 0 };
	uint32_t number = kind == &page_kind_list ? f->in.archive.articles.items[0].kind : 0;
	return (struct page_ref){ kind, number, part };
}

/* Changes one thing that the rows of article 1 show, or puts it back. */
#define SWAP(what, other)                                                  \
	do {                                                                   \
		__typeof__(what) before = (what);                                  \
		(what) = (other);                                                  \
		for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++)        \
			if (print_of(&f, page_of(&f, kinds[k], 1)) == usual[k])        \
				fail_msg("%s: %s changes nothing", kinds[k]->name, #what); \
		(what) = before;                                                   \
	} while (0)

static void test_all_that_rows_show(void **state)
{
	struct fixture f;
	make_fixture(state, &f);
	struct archive *a = &f.in.archive;
	struct archive_article *x = &a->articles.items[1];
	struct archive_page *page = &a->pages.items[x->page];
	struct archive_credit *credit = &a->credits.items[x->credits_from];
	uint64_t usual[sizeof(kinds) / sizeof(*kinds)];
	for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		usual[k] = print_of(&f, page_of(&f, kinds[k], 1));
		assert_int_equal(print_of(&f, page_of(&f, kinds[k], 1)), usual[k]);
	}
	SWAP(x->headline, VIEW("别的标题"));
	SWAP(x->kicker, VIEW("肩题"));
	SWAP(x->line, 7);
	SWAP(x->again, 2);
	SWAP(x->length, 1234);
	SWAP(x->kind, KIND_POEM);
	SWAP(x->opening, !x->opening);
	SWAP(x->withdrawn, true);
	SWAP(x->credit_count, 0);
	SWAP(x->topic_count, 0); /* an author's page tells what of */
	SWAP(credit->roles, ARCHIVE_PHOTOGRAPHER);
	SWAP(a->names.items[credit->name].text, VIEW("王五"));
	SWAP(page->date.day, 9);
	SWAP(page->number, VIEW("03"));
	SWAP(page->below, "other.txt");
	SWAP(f.plan.page_urls[x->page], VIEW("2022/01/02/other"));
	free_fixture(&f);
}

static void test_a_list_is_named_and_counted(void **state)
{
	struct fixture f;
	make_fixture(state, &f);
	struct archive *a = &f.in.archive;
	uint64_t usual = print_of(&f, page_of(&f, &page_author_list, 1));
	struct view name = a->names.items[0].text;
	a->names.items[0].text = VIEW("王五");
	assert_int_not_equal(print_of(&f, page_of(&f, &page_author_list, 1)), usual);
	a->names.items[0].text = name;
	struct view url = f.plan.list_urls[LIST_AUTHOR][0];
	f.plan.list_urls[LIST_AUTHOR][0] = VIEW("authors/wang-wu");
	assert_int_not_equal(print_of(&f, page_of(&f, &page_author_list, 1)), usual);
	f.plan.list_urls[LIST_AUTHOR][0] = url;
	a->by_name.from[1]--;
	assert_int_not_equal(print_of(&f, page_of(&f, &page_author_list, 1)), usual);
	a->by_name.from[1]++;
	assert_int_equal(print_of(&f, page_of(&f, &page_author_list, 1)), usual);
	free_fixture(&f);
}

/* An older page has links to those beside it, and the newest tells of the whole list. */
static void test_pages_of_a_list(void **state)
{
	struct fixture f;
	make_fixture(state, &f);
	f.in.config.page_size = 1;
	uint64_t usual[3], shorter[2];
	for (uint32_t i = 0; i < 3; i++)
		usual[i] = print_of(&f, page_of(&f, &page_author_list, i + 1));
	f.in.archive.articles.items[0].length++;
	assert_int_not_equal(print_of(&f, page_of(&f, &page_author_list, 1)), usual[0]);
	assert_int_equal(print_of(&f, page_of(&f, &page_author_list, 2)), usual[1]);
	assert_int_not_equal(print_of(&f, page_of(&f, &page_author_list, 3)), usual[2]);
	f.in.archive.articles.items[0].length--;
	/* Without the newest article the second page is the newest, where the first leads. */
	f.in.archive.by_name.from[1]--;
	for (uint32_t i = 0; i < 2; i++)
		shorter[i] = print_of(&f, page_of(&f, &page_author_list, i + 1));
	assert_int_not_equal(shorter[0], usual[0]);
	assert_int_not_equal(shorter[1], usual[1]);
	f.in.archive.by_name.from[1]++;
	free_fixture(&f);
}

/* A day of the year tells how much its issues hold, and leads to the nearest days that have some. */
static void test_a_day_of_the_year(void **state)
{
	struct fixture f;
	make_fixture(state, &f);
	struct archive *a = &f.in.archive;
	struct page_ref page = page_of(&f, &page_on_this_day, 0);
	uint64_t usual = print_of(&f, page);
	a->issues.items[1].standing_count++;
	assert_int_not_equal(print_of(&f, page), usual);
	a->issues.items[1].standing_count--;
	a->issues.items[1].page_count = 0;
	assert_int_not_equal(print_of(&f, page), usual);
	a->issues.items[1].page_count = 1;
	assert_int_equal(print_of(&f, page), usual);
	a->by_day.from[0] = a->by_day.from[1]; /* the first of January has none */
	assert_int_not_equal(print_of(&f, page), usual);
	a->by_day.from[0] = 0;
	a->articles.items[0].length++; /* of another day */
	assert_int_equal(print_of(&f, page), usual);
	free_fixture(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_all_that_rows_show, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_a_list_is_named_and_counted, scratch_make,
		                                scratch_remove),
		cmocka_unit_test_setup_teardown(test_a_day_of_the_year, scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(test_pages_of_a_list, scratch_make, scratch_remove),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
