#include "input/plain_text.h"

bool plain_text_read(const struct input_source *s, struct input_pages *out, struct report *r)
{
	const struct input_file *f = &s->files[0];
	return text_decode_as(f->bytes, f->path, s->encoding, array_push(out), r);
}
