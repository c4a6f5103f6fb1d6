#include "site/pages/span.h"

#include "base/hash.h"
#include "site/years.h"

uint64_t span_fingerprint(const struct fingerprints *p, const struct page_kind *kind,
                          const struct archive_span *spans, size_t count, size_t i)
{
	uint64_t hash = years_add(p, fingerprint_begin(p, kind));
	const struct archive_span *s = &spans[i];
	for (uint32_t k = s->first_issue; k < s->first_issue + s->issue_count; k++)
		hash = hash_number(hash, p->shown[k]);
	hash = i > 0 ? fingerprint_add_date(hash, spans[i - 1].date) : hash_number(hash, 0);
	return i + 1 < count ? fingerprint_add_date(hash, spans[i + 1].date) : hash_number(hash, 0);
}
