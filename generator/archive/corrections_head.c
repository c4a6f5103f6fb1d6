#include "archive/corrections_head.h"

#include <string.h>

#include "archive/corrections_value.h"
#include "base/ascii.h"
#include "input/input.h"

/* Cuts FILE#2. */
static bool cut_part(struct view head, struct corrections_head *out)
{
	size_t mark = head.len;
	while (mark > 0 && ascii_is_digit(head.data[mark - 1]))
		mark--;
	struct view file = view_slice(head, 0, mark > 0 ? mark - 1 : 0);
	if (mark == 0 || head.data[mark - 1] != '#' || !input_reads(file) || head.len - mark > 5)
		return false;
	for (size_t i = mark; i < head.len; i++)
		out->part = out->part * 10 + (uint32_t)(head.data[i] - '0');
	out->file = file;
	return out->part > 0;
}

/* Cuts FILE:LINE, FILE:LINE-2 or FILE:LINE..LINE; what has no line is a FILE. */
bool corrections_head_read(struct view head, struct corrections_head *out)
{
	*out = (struct corrections_head){ .file = head };
	size_t colon = head.len;
	while (colon > 0 && head.data[colon - 1] != ':')
		colon--;
	if (input_reads(head) || cut_part(head, out) || colon == 0)
		return true;
	out->file = view_trim(view_slice(head, 0, colon - 1));
	char line[24];
	struct view rest = view_trim(view_slice(head, colon, head.len));
	if (rest.len == 0 || rest.len >= sizeof(line))
		return false;
	memcpy(line, rest.data, rest.len);
	line[rest.len] = '\0';
	size_t n = corrections_value_number(line, &out->at);
	if (n > 0 && line[n] == '-') {
		size_t more = corrections_value_number(line + n + 1, &out->again);
		n = more && out->again > 1 && out->again < UINT16_MAX ? n + 1 + more : 0;
	} else if (n > 0 && line[n] == '.' && line[n + 1] == '.') {
		size_t more = corrections_value_number(line + n + 2, &out->until);
		n = more && out->until > out->at ? n + 2 + more : 0;
	}
	return n > 0 && out->at > 0 && !line[n];
}

bool corrections_head_same(const struct corrections_head *a, const struct corrections_head *b)
{
	return view_eq(a->file, b->file) && a->at == b->at && a->part == b->part &&
	       a->until == b->until && a->again == b->again;
}

void corrections_head_put(struct buf *out, const struct corrections_head *h)
{
	buf_put(out, h->file);
	if (h->part)
		buf_printf(out, "#%u", h->part);
	if (h->at)
		buf_printf(out, ":%u", h->at);
	if (h->again)
		buf_printf(out, "-%u", h->again);
	if (h->until)
		buf_printf(out, "..%u", h->until);
}
