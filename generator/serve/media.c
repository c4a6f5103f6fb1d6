#include "serve/media.h"

#include <string.h>
#include <strings.h>

const char *media_type(struct view name)
{
	static const struct {
		const char *ending, *type;
	} types[] = {
		{ ".html", MEDIA_PAGE },
		{ ".htm", MEDIA_PAGE },
		{ ".css", "text/css; charset=utf-8" },
		{ ".js", "text/javascript" }, /* the page that loads it names the encoding */
		{ ".mjs", "text/javascript" },
		{ ".json", "application/json" },
		{ ".jsonl", "application/jsonl; charset=utf-8" },
		{ ".webmanifest", "application/manifest+json" },
		{ ".xml", "application/xml" },
		{ ".svg", "image/svg+xml" },
		{ ".txt", "text/plain; charset=utf-8" },
		{ ".md", "text/plain; charset=utf-8" },
		{ ".csv", "text/csv; charset=utf-8" },
		{ ".png", "image/png" },
		{ ".jpg", "image/jpeg" },
		{ ".jpeg", "image/jpeg" },
		{ ".gif", "image/gif" },
		{ ".webp", "image/webp" },
		{ ".avif", "image/avif" },
		{ ".ico", "image/x-icon" },
		{ ".pdf", "application/pdf" },
		{ ".zip", "application/zip" },
		{ ".gz", "application/gzip" },
		{ ".wasm", "application/wasm" },
		{ ".woff", "font/woff" },
		{ ".woff2", "font/woff2" },
		{ ".ttf", "font/ttf" },
		{ ".otf", "font/otf" },
		{ ".mp3", "audio/mpeg" },
		{ ".mp4", "video/mp4" },
	};
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		size_t len = strlen(types[i].ending);
		if (name.len > len && strncasecmp(name.data + name.len - len, types[i].ending, len) == 0)
			return types[i].type;
	}
	return "application/octet-stream";
}
