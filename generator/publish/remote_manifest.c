#include "publish/remote_manifest.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>

#include "site/path.h"

#define HEAD   "broadsheet published 1"
#define RUN    "run" /* no hash: what does not know of runs passes it over */
#define DIGITS 16

static bool read_hash(struct view text, uint64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.data[i];
		if (!isdigit(c) && (c < 'a' || c > 'f'))
			return false;
		*out = *out << 4 | (uint64_t)(isdigit(c) ? c - '0' : c - 'a' + 10);
	}
	return text.len == DIGITS;
}

void remote_manifest_read(struct remote_manifest *s, struct view list)
{
	s->known = view_eq(view_cut(&list, '\n'), VIEW(HEAD));
	while (s->known && list.data) {
		struct view path = view_cut(&list, '\n'), hash = view_cut(&path, ' ');
		uint64_t number;
		if (list.data && view_eq(hash, VIEW(RUN)) && path.data && read_hash(path, &number))
			s->run = number;
		/* A last line without its end was cut off. */
		else if (list.data && path.data && read_hash(hash, &number) && path_is_below(path))
			map_put(&s->files, path, NULL)->number = number;
	}
}

void remote_manifest_put_head(struct buf *list, uint64_t run)
{
	buf_puts(list, HEAD "\n");
	if (run)
		buf_printf(list, RUN " %0*" PRIx64 "\n", DIGITS, run);
}

void remote_manifest_put(struct buf *list, struct view path, uint64_t hash)
{
	buf_printf(list, "%0*" PRIx64 " %.*s\n", DIGITS, hash, VIEW_ARG(path));
}

void remote_manifest_free(struct remote_manifest *s)
{
	map_free(&s->files);
}
