#include "site/make.h"

uint64_t make_fingerprint(const struct fingerprints *fingerprints, struct page_ref page)
{
	if (!fingerprints || !page.kind->fingerprint)
		return 0;
	uint64_t fingerprint = page.kind->fingerprint(fingerprints, page);
	return fingerprint ? fingerprint : 1;
}

/*
 * The key of a page whose fingerprint nobody makes by hand: of all that its
 * template is given. What the template is, is part of the world.
 */
static uint64_t key_of_values(struct renderer *m, const struct fingerprints *fingerprints,
                              const struct page_kind *kind, const struct value *v)
{
	buf_truncate(&m->html, 0);
	value_serialize(&m->html, v);
	uint64_t key = hash128_view(buf_view(&m->html), fingerprint_begin(fingerprints, kind)).low;
	return key ? key : 1;
}

static bool is_kept(struct renderer *m, const struct fingerprints *fingerprints,
                    struct page_ref page, struct view path, const struct value *v)
{
	if (!fingerprints || page.kind->fingerprint || page.kind->leads_anywhere)
		return false;
	return renderer_stands(m, path, key_of_values(m, fingerprints, page.kind, v));
}

/* texts: of a page of texts; else NULL. */
static void make(struct renderer *m, const struct fingerprints *fingerprints, struct page_ref page,
                 struct view path, const struct segmented_page *texts)
{
	const struct page_kind *kind = page.kind;
	if (kind->put) {
		kind->put(m, path, page);
		return;
	}
	if (kind->put_texts) {
		kind->put_texts(m, path, page, texts);
		return;
	}
	struct value *v = renderer_begin(m, path);
	if (kind->show_texts)
		kind->show_texts(m, v, page, texts);
	else if (kind->show)
		kind->show(m, v, page);
	if (m->report.errors == 0 && !is_kept(m, fingerprints, page, path, v))
		renderer_end(m, kind->template, v, path);
}

void make_page(struct renderer *m, const struct fingerprints *fingerprints, struct page_ref page)
{
	uint64_t fingerprint = make_fingerprint(fingerprints, page);
	struct arena names = { 0 };
	struct view path = plan_path(&m->site->plan, page, &names);
	if (!fingerprint || !renderer_stands(m, path, fingerprint))
		make(m, fingerprints, page, path, NULL);
	arena_free(&names);
}

void make_page_of_texts(struct renderer *m, const struct fingerprints *fingerprints,
                        struct page_ref page, const struct segmented_page *texts)
{
	struct arena names = { 0 };
	m->next = (struct build_log_file){ .fingerprint = make_fingerprint(fingerprints, page) };
	make(m, fingerprints, page, plan_path(&m->site->plan, page, &names), texts);
	arena_free(&names);
}
