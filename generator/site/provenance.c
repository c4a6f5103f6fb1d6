#include "site/provenance.h"

#include "site/show.h"

#define EVIDENCE_MOST 5  /* lines */
#define EVIDENCE_CUT  60 /* characters of a line */

static void push_line(struct renderer *m, struct value *list, const struct text *t, size_t number)
{
	struct value *v = value_push_object(list);
	value_set_text(v, "line", arena_printf(&m->arena, "%zu", number));
	buf_truncate(&m->text, 0);
	format_put_cut(m->format, &m->text, text_line(t, number), EVIDENCE_CUT);
	value_set_text(v, "text", arena_view(&m->arena, buf_view(&m->text)));
	value_set_bool(v, "last", false);
}

static void push_evidence(struct renderer *m, struct value *list,
                          const struct segmented_page *segmented)
{
	const struct page *p = &segmented->page;
	for (size_t i = 0; i < p->evidence_count; i++) {
		for (size_t line = p->evidence[i].first; line <= p->evidence[i].last; line++) {
			if (value_length(list) == EVIDENCE_MOST)
				return;
			if (text_has(&segmented->text, line))
				push_line(m, list, &segmented->text, line);
		}
	}
}

const struct value *provenance_show(struct renderer *m, const struct segmented_page *segmented)
{
	const struct page *p = &segmented->page;
	struct value *v = value_object(&m->arena);
	value_set_text(v, "source", p->source);
	value_set_bool(v, "by_correction", p->published_by == DATE_CORRECTION);
	value_set_bool(v, "by_source", p->published_by == DATE_SOURCE);
	value_set_bool(v, "by_filename", p->published_by == DATE_FILENAME);
	value_set_bool(v, "by_text", p->published_by == DATE_TEXT);
	struct value *evidence = value_set_list(v, "evidence");
	if (p->published_by == DATE_TEXT)
		push_evidence(m, evidence, segmented);
	show_has(v, "has_evidence", evidence);
	return v;
}
