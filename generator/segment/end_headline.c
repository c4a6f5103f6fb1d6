#include "segment/end_headline.h"

#include "segment/label.h"
#include "segment/weights.h"

static double start_of(const float *likely)
{
	double start = 0;
	for (int l = 0; l < LABEL_COUNT; l++)
		if (LABEL_STARTS & LABEL_BIT(l))
			start += (double)likely[l];
	return start;
}

bool end_headline_narrow(const float *likely, size_t len, uint32_t *masks)
{
	static const double begins = 0.5, counts = 0.05;
	static const uint32_t label = LABEL_BIT(LABEL_END_HEADLINE);
	bool headed = false, narrowed = false;
	for (size_t i = 0; i < len; i++, likely += WEIGHTS_COLUMNS) {
		double start = start_of(likely);
		double headline = (double)likely[LABEL_START_HEADLINE] + (double)likely[LABEL_START_KICKER];
		if (start >= begins)
			headed = headline > start / 2;
		else if (headed && (double)likely[LABEL_END_HEADLINE] > counts && (masks[i] & ~label)) {
			narrowed |= (masks[i] & label) != 0;
			masks[i] &= ~label;
		}
	}
	return narrowed;
}
