#include "base/media.h"

#include <strings.h>

static const struct media table[] = {
	{ ".html", "text/html; charset=utf-8", MEDIA_HTML, true },
	{ ".htm", "text/html; charset=utf-8", MEDIA_HTML, false },
	{ ".js", "text/javascript", MEDIA_OTHER, true }, /* the page that loads it names the encoding */
	{ ".mjs", "text/javascript", MEDIA_OTHER, false },
	{ ".css", "text/css; charset=utf-8", MEDIA_STYLE, true },
	{ ".json", "application/json", MEDIA_JSON, true },
	{ ".jsonl", "application/jsonl; charset=utf-8", MEDIA_LINES, true },
	{ ".webmanifest", "application/manifest+json", MEDIA_JSON, true },
	{ ".geojson", "application/geo+json", MEDIA_JSON, false },
	{ ".xml", "application/xml", MEDIA_XML, true },
	{ ".svg", "image/svg+xml", MEDIA_XML, true },
	{ ".rss", "application/rss+xml", MEDIA_XML, false },
	{ ".atom", "application/atom+xml", MEDIA_XML, false },
	{ ".txt", "text/plain; charset=utf-8", MEDIA_TEXT, true },
	{ ".csv", "text/csv; charset=utf-8", MEDIA_TEXT, true },
	{ ".md", "text/plain; charset=utf-8", MEDIA_OTHER, false },
	{ ".png", "image/png", MEDIA_OTHER, false },
	{ ".jpg", "image/jpeg", MEDIA_OTHER, false },
	{ ".jpeg", "image/jpeg", MEDIA_OTHER, false },
	{ ".gif", "image/gif", MEDIA_OTHER, false },
	{ ".webp", "image/webp", MEDIA_OTHER, false },
	{ ".avif", "image/avif", MEDIA_OTHER, false },
	{ ".ico", "image/x-icon", MEDIA_OTHER, false },
	{ ".pdf", "application/pdf", MEDIA_OTHER, false },
	{ ".zip", "application/zip", MEDIA_OTHER, false },
	{ ".gz", "application/gzip", MEDIA_OTHER, false },
	{ ".wasm", "application/wasm", MEDIA_OTHER, false },
	{ ".woff", "font/woff", MEDIA_OTHER, false },
	{ ".woff2", "font/woff2", MEDIA_OTHER, false },
	{ ".ttf", "font/ttf", MEDIA_OTHER, false },
	{ ".otf", "font/otf", MEDIA_OTHER, false },
	{ ".mp3", "audio/mpeg", MEDIA_OTHER, false },
	{ ".mp4", "video/mp4", MEDIA_OTHER, false },
};

/* From the last dot of the last name on; empty where there is none. */
static struct view ending_of(struct view name)
{
	for (size_t i = name.len; i > 0 && name.data[i - 1] != '/'; i--)
		if (name.data[i - 1] == '.')
			return view_slice(name, i - 1, name.len);
	return VIEW("");
}

const struct media *media_of(struct view name)
{
	static const struct media other = { "", "application/octet-stream", MEDIA_OTHER, false };
	struct view ending = ending_of(name);
	for (size_t i = 0; ending.len > 0 && i < sizeof(table) / sizeof(*table); i++) {
		struct view known = view_of(table[i].ending);
		if (known.len == ending.len && strncasecmp(ending.data, known.data, known.len) == 0)
			return &table[i];
	}
	return &other;
}
