#include "site/coverage_summary.h"

#include "site/chart.h"
#include "site/show.h"

const struct value *coverage_summary_show(struct renderer *m)
{
	const struct archive *a = m->site->archive;
	struct value *v = value_object(&m->arena);
	size_t last = a->issues.len - 1;
	value_set(v, "issue_count", show_count(m, a->issues.len));
	value_set(v, "page_count", show_count(m, a->pages.len));
	value_set(v, "article_count", show_count(m, a->standing_count));
	value_set(v, "author_count", show_count(m, a->names.len));
	value_set(v, "topic_count", show_count(m, a->config->topic_count));
	value_set(v, "first", a->issues.len ? renderer_date(m, a->issues.items[0].date) : value_null());
	value_set(v, "last",
	          a->issues.len ? renderer_date(m, a->issues.items[last].date) : value_null());
	value_set(v, "chart", chart_of_articles(m, NULL, a->articles.len));
	return v;
}
