#include "segment/end_headline.h"

#include "segment/chain.h"
#include "segment/label.h"
#include "segment/weights.h"

bool end_headline_narrow(const float *likely, size_t len, uint32_t *masks)
{
	static const double begins = 0.5, counts = 0.05;
	static const uint32_t label = LABEL_BIT(LABEL_END_HEADLINE);
	static const uint32_t headline =
		LABEL_BIT(LABEL_START_HEADLINE) | LABEL_BIT(LABEL_START_KICKER);
	bool headed = false, narrowed = false;
	for (size_t i = 0; i < len; i++, likely += WEIGHTS_COLUMNS) {
		double start = chain_share(likely, LABEL_STARTS);
		if (start >= begins)
			headed = chain_share(likely, headline) > start / 2;
		else if (headed && (double)likely[LABEL_END_HEADLINE] > counts && (masks[i] & ~label)) {
			narrowed |= (masks[i] & label) != 0;
			masks[i] &= ~label;
		}
	}
	return narrowed;
}
