#include "text/han.h"

static const struct han_run runs[] = {
	{ 0x2E80, 0x2FDF }, { 0x3005, 0x3007 }, { 0x3021, 0x3029 }, { 0x3038, 0x303B },
	{ 0x3400, 0x4DBF }, { 0x4E00, 0x9FFF }, { 0xF900, 0xFAFF }, { 0x20000, 0x3FFFF },
};

const struct han_run *han_runs(size_t *count)
{
	*count = sizeof(runs) / sizeof(*runs);
	return runs;
}

bool han_is_other(uint32_t c)
{
	for (size_t i = 0; i < sizeof(runs) / sizeof(*runs) && c >= runs[i].first; i++)
		if (c <= runs[i].last)
			return true;
	return false;
}
