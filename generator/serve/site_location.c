#include "serve/site_location.h"

void site_location_open(struct site_location *p)
{
	*p = (struct site_location){ 0 };
	pthread_mutex_init(&p->lock, NULL);
}

/* "/" and what follows the host in the site's address, as browsers send it: in ASCII. */
static void put_base(struct buf *out, struct view base_url)
{
	ptrdiff_t host = view_find(base_url, VIEW("://"), 0);
	ptrdiff_t slash = host < 0 ? -1 : view_find(base_url, VIEW("/"), (size_t)host + 3);
	struct view path = slash < 0 ? VIEW("/") : view_slice(base_url, (size_t)slash, base_url.len);
	for (size_t i = 0; i < path.len; i++) {
		if ((unsigned char)path.data[i] < 0x80)
			buf_putc(out, path.data[i]);
		else
			buf_printf(out, "%%%02X", (unsigned)(unsigned char)path.data[i]);
	}
}

/* True if it held another text. */
static bool replace(struct buf *b, struct view text)
{
	if (view_eq(buf_view(b), text))
		return false;
	buf_truncate(b, 0);
	buf_put(b, text);
	return true;
}

bool site_location_move(struct site_location *p, const char *folder, struct view base_url)
{
	struct buf base = { 0 };
	put_base(&base, base_url);
	pthread_mutex_lock(&p->lock);
	bool moved = replace(&p->folder, view_of(folder));
	moved = replace(&p->base, buf_view(&base)) || moved;
	pthread_mutex_unlock(&p->lock);
	buf_free(&base);
	return moved;
}

struct site_location_now site_location_look(struct site_location *p)
{
	struct site_location_now now = { 0 };
	pthread_mutex_lock(&p->lock);
	buf_put(&now.folder, buf_view(&p->folder));
	buf_put(&now.base, buf_view(&p->base));
	pthread_mutex_unlock(&p->lock);
	return now;
}

void site_location_forget(struct site_location_now *now)
{
	buf_free(&now->folder);
	buf_free(&now->base);
}

void site_location_close(struct site_location *p)
{
	buf_free(&p->folder);
	buf_free(&p->base);
	pthread_mutex_destroy(&p->lock);
}
