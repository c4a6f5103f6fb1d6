#include "archive/corrections_trial.h"

#include "archive/archive.h"
#include "archive/source.h"
#include "segment/weights.h"

struct trial {
	struct weights weights;
	struct corrections corrections;
	struct archive archive;
};

static bool read(struct trial *t, const struct config *c, struct view bytes, struct report *r)
{
	struct report aside = { 0 }; /* warnings of what nobody is correcting now */
	struct scan_rules pages = archive_scan_rules(c);
	t->archive.config = c;
	t->archive.corrections = &t->corrections;
	t->archive.weights = c->weights ? &t->weights : NULL;
	bool ok = corrections_read_bytes(c, bytes, &t->corrections, &aside) &&
	          scan_folder(c->source, &pages, &t->archive.scan, &aside) &&
	          corrections_check_files(&t->corrections, &t->archive.scan, &aside) &&
	          (!c->weights || weights_load(&t->weights, c->weights, &aside));
	if (!ok)
		report_append(r, &aside);
	report_free(&aside);
	return ok;
}

/* What the file is read in, alone or with others, or NULL. */
static const struct source *find_source(struct trial *t, struct view file)
{
	gather_files(&t->archive.scan, config_paper(t->archive.config), &t->archive.gathered);
	for (size_t i = 0; i < t->archive.gathered.sources.len; i++) {
		const struct source *s = &t->archive.gathered.sources.items[i];
		for (size_t k = 0; k < s->count; k++)
			if (view_eq(view_trim(view_of(s->files[k]->below)), file))
				return s;
	}
	return NULL;
}

static bool cut(struct trial *t, const struct source *s, struct report *r)
{
	struct source_bytes bytes = { 0 };
	struct input_pages pages = { 0 };
	struct report aside = { 0 };
	size_t errors = r->errors;
	if (source_load(s, &bytes, r) && source_pages(&t->archive, s, &bytes, &pages, &aside)) {
		for (size_t i = 0; i < pages.len; i++) {
			struct segmented_page cut;
			archive_segment(&t->archive, s, &pages.items[i], NULL, &cut, r);
			segmented_page_free(&cut);
		}
	} else {
		report_append(r, &aside);
	}
	report_free(&aside);
	input_pages_free(&pages);
	source_bytes_free(&bytes);
	return r->errors == errors;
}

bool corrections_trial(const struct config *c, struct view bytes, struct view file,
                       struct report *r)
{
	struct trial t = { 0 };
	bool ok = read(&t, c, bytes, r);
	const struct source *s = ok ? find_source(&t, file) : NULL;
	if (ok && !s) {
		report_error(r, NULL, 0, 0, "there is no page '%.*s' below %s", VIEW_ARG(file), c->source);
		ok = false;
	}
	ok = ok && cut(&t, s, r);
	archive_free(&t.archive);
	corrections_free(&t.corrections);
	weights_free(&t.weights);
	return ok;
}
