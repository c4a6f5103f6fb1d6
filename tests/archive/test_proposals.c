#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "archive/proposals.h"
#include "scratch.h"
#include "segment/segment.h"
#include "segment/weights.h"

/* The program's own weights, whose labels are a quarter as strong: they doubt nearly everything. */
static struct weights weak;

static void weaken(void)
{
	weights_unpack(weights_default(), &weak);
	for (float *x = weak.from_memory; x < weak.all + weak.size; x++)
		*x /= 4;
}

/* A page of the seeds, and what is proposed for it. */
struct fixture {
	struct text text;
	struct page page;
	struct explained explained;
	struct proposal *proposals;
	size_t count;
	struct arena arena;
	struct report report;
};

static void open_page(struct fixture *f, const char *path, double doubt)
{
	*f = (struct fixture){ 0 };
	assert_true(text_read(path, "page.txt", NULL, &f->text, &f->report));
	struct segment_options o = { .weights = &weak };
	segment_page(&f->text, &weak, &f->page);
	explain_page(&f->text, &o, &f->arena, &f->explained);
	struct proposals_asked asked = { language_default(), &f->explained, &f->page, NULL,
		                             "page.txt",         doubt };
	f->proposals = proposals_find(&asked, &f->arena, &f->count);
}

static void close_page(struct fixture *f)
{
	page_free(&f->page);
	text_free(&f->text);
	arena_free(&f->arena);
	report_free(&f->report);
}

static bool same_articles(const struct page *a, const struct page *b)
{
	bool same = a->article_count == b->article_count && date_cmp(a->published, b->published) == 0;
	for (size_t i = 0; same && i < a->article_count; i++) {
		const struct article *x = &a->articles[i], *y = &b->articles[i];
		same = article_first_line(x) == article_first_line(y) &&
		       x->credit_count == y->credit_count && view_eq(x->kicker, y->kicker) &&
		       view_eq(x->headline, y->headline) && view_eq(x->deck, y->deck) &&
		       x->headline_printed == y->headline_printed;
		for (size_t k = 0; same && k < x->credit_count; k++)
			same = view_eq(x->credits[k].name, y->credits[k].name);
		same = same && x->body_count == y->body_count;
		for (size_t k = 0; same && k < x->body_count; k++)
			same = x->body[k].type == y->body[k].type;
	}
	return same;
}

static bool begins_at(const struct page *p, unsigned line)
{
	for (size_t i = 0; i < p->article_count; i++)
		if (article_first_line(&p->articles[i]) == line)
			return true;
	return false;
}

/* Whether the corrected page has what the pasted lines say about beginnings. */
static bool is_as_said(const struct page *p, const char *said)
{
	unsigned line;
	char word[4];
	if (sscanf(said, "[page.txt:%u]\nstart = %3s", &line, word) != 2)
		return true;
	return begins_at(p, line) == (strcmp(word, "yes") == 0);
}

/* Pastes one proposal into corrections.conf: nothing to complain of, and another page. */
static void paste(void **state, struct fixture *f, const struct proposal *p)
{
	struct report r = { 0 };
	struct corrections c;
	struct corrected corrected = { 0 };
	struct page page;
	struct config config = { .source = scratch_path(state, ".") };
	char *text = arena_string(&f->arena, p->lines);
	scratch_write(state, "corrections.conf", text);
	assert_true(corrections_read(&config, &c, &r));
	correct_page(&f->text, &weak, &c, corrections_of(&c, VIEW("page.txt")), NULL, &page, &corrected,
	             &r);
	bool changed = !same_articles(&f->page, &page) && is_as_said(&page, text);
	if (r.messages.len > 0 || !changed) {
		report_print(&r, stderr);
		fail_msg("%s:\n%s%s", f->text.name, text, changed ? "" : "does not do what it says");
	}
	page_free(&page);
	corrections_free(&c);
	report_free(&r);
}

static const char *const seeds[] = {
	"seeds/000_0f0772c7938291a1.txt", "seeds/001_37a060cb66616735.txt",
	"seeds/002_c54f5c50759d2637.txt", "seeds/003_15654107f150237d.txt",
	"seeds/004_fd7dbfbe97e73c86.txt",
};

static void test_each_proposal_works_when_pasted(void **state)
{
	size_t pasted = 0;
	for (size_t i = 0; i < sizeof(seeds) / sizeof(*seeds); i++) {
		struct fixture f;
		open_page(&f, seeds[i], 0.1);
		for (size_t k = 0; k < f.count; k++, pasted++)
			paste(state, &f, &f.proposals[k]);
		close_page(&f);
	}
	assert_true(pasted > 100);
}

/* The lines proposed for a block, or NULL. */
static const char *proposed(const struct fixture *f, struct arena *a, uint32_t line,
                            const char *key)
{
	for (size_t i = 0; i < f->count; i++) {
		if (f->proposals[i].block == PROPOSALS_PAGE ||
		    f->explained.blocks[f->proposals[i].block].lines.first != line)
			continue;
		const char *text = arena_string(a, f->proposals[i].lines);
		if (strstr(text, key))
			return text;
	}
	return NULL;
}

/* One about a single line that is no cut, and not about line 15. */
static const struct proposal *other_proposal(const struct fixture *f)
{
	for (size_t i = 0; i < f->count; i++) {
		const struct proposal *p = &f->proposals[i];
		if (p->at.first > 0 && p->at.first == p->at.last && p->at.first != 15 &&
		    view_find(p->lines, VIEW("start"), 0) < 0)
			return p;
	}
	fail_msg("every proposal is a cut");
	return NULL;
}

/* A section that is there takes what belongs into it, and what it says is not proposed again. */
static void test_sections_that_are_there(void **state)
{
	struct fixture f;
	struct corrections c;
	struct config config = { .source = scratch_path(state, ".") };
	open_page(&f, seeds[0], 0.001);
	assert_string_equal(proposed(&f, &f.arena, 15, "start"), "[page.txt:15]\nstart = no\n");
	const struct proposal *p = other_proposal(&f);
	uint32_t line = f.explained.blocks[p->block].lines.first;
	ptrdiff_t head = view_find(p->lines, VIEW("]\n"), 0);
	struct view keys = view_slice(p->lines, (size_t)head + 2, p->lines.len);
	scratch_write(state, "corrections.conf",
	              arena_printf(&f.arena,
	                           "\n[page.txt:15]\nstart = yes\n\n[page.txt:%u]\nkind = feature\n",
	                           p->at.first)
	                  .data);
	assert_true(corrections_read(&config, &c, &f.report));
	const struct corrections_page *known = corrections_of(&c, VIEW("page.txt"));
	struct segment_options o = { .weights = &weak };
	o.constraints = correct_pins(known, &f.arena, &o.constraint_count);
	assert_int_equal(o.constraint_count, 1);
	explain_page(&f.text, &o, &f.arena, &f.explained);
	struct proposals_asked asked = { language_default(), &f.explained, &f.page, known,
		                             "page.txt",         0.001 };
	f.proposals = proposals_find(&asked, &f.arena, &f.count);
	assert_null(proposed(&f, &f.arena, 15, "start"));
	const char *added = proposed(&f, &f.arena, line, arena_string(&f.arena, keys));
	assert_non_null(added);
	assert_string_equal(added, arena_string(&f.arena, keys));
	for (size_t i = 0; i < f.count; i++)
		assert_true(f.proposals[i].into == 0 || f.proposals[i].into == 2 ||
		            f.proposals[i].into == 5);
	corrections_free(&c);
	close_page(&f);
}

/* Where the text only hints at the day, that day is proposed, and pasting it is right. */
static void test_a_day_is_proposed(void **state)
{
	struct fixture f;
	scratch_write(state, "page.txt",
	              "县里修通一条公路\n\n本报讯 县里的公路1月18日修通，2022年以来全县"
	              "修路忙。\n");
	open_page(&f, scratch_path(state, "page.txt"), 1);
	assert_false(date_known(f.page.published));
	assert_int_equal(f.count, 1);
	assert_int_equal(f.proposals[0].block, PROPOSALS_PAGE);
	assert_non_null(strstr(f.proposals[0].lines.data, "[page.txt]\ndate = 20"));
	paste(state, &f, &f.proposals[0]);
	close_page(&f);
}

static void test_nothing_to_propose(void **state)
{
	static const char *const texts[] = { "", "\n\n", "\u200B\n", "天\n", " \n\t\n" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct fixture f;
		scratch_write(state, "page.txt", texts[i]);
		open_page(&f, scratch_path(state, "page.txt"), 0.000001);
		for (size_t k = 0; k < f.count; k++)
			paste(state, &f, &f.proposals[k]);
		close_page(&f);
	}
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_make, scratch_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(test_each_proposal_works_when_pasted),
		IN_FOLDER(test_sections_that_are_there),
		IN_FOLDER(test_a_day_is_proposed),
		IN_FOLDER(test_nothing_to_propose),
	};
	weaken();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	weights_free(&weak);
	return failed;
}
