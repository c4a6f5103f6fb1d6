#include "serve/inject.h"

#include <string.h>
#include <strings.h>

#include "base/escape.h"

/* Without JavaScript of the site's own: it must work whatever the page is. */
static const char script[] =
	"(function () {\n"
	"\t'use strict';\n"
	"\tvar version = document.currentScript.dataset.version, source = null, box = null;\n"
	"\tfunction show(text) {\n"
	"\t\tif (!box) {\n"
	"\t\t\tbox = document.createElement('pre');\n"
	"\t\t\tbox.id = 'broadsheet-error';\n"
	"\t\t\tbox.setAttribute('role', 'alert');\n"
	"\t\t\tvar s = box.style;\n"
	"\t\t\ts.position = 'fixed'; s.left = s.right = s.bottom = '0'; s.margin = '0';\n"
	"\t\t\ts.maxHeight = '50vh'; s.overflow = 'auto'; s.padding = '1em'; s.zIndex = '2147483647';\n"
	"\t\t\ts.whiteSpace = 'pre-wrap'; s.font = '14px/1.5 monospace';\n"
	"\t\t\ts.background = '#8b0000'; s.color = '#fff';\n"
	"\t\t\tdocument.body.appendChild(box);\n"
	"\t\t}\n"
	"\t\tbox.textContent = text;\n"
	"\t\tbox.hidden = !text;\n"
	"\t\tbox.style.display = text ? '' : 'none';\n"
	"\t}\n"
	"\tfunction listen() {\n"
	"\t\tif (source) return;\n"
	"\t\tsource = new EventSource('" INJECT_EVENTS "' + location.pathname);\n"
	"\t\tsource.addEventListener('built', function (e) {\n"
	"\t\t\tif (e.data !== version) location.reload(); else if (box) show('');\n"
	"\t\t});\n"
	"\t\tsource.addEventListener('failed', function (e) { show(JSON.parse(e.data)); });\n"
	"\t}\n"
	"\tfunction rest() {\n"
	"\t\tif (source) source.close();\n"
	"\t\tsource = null;\n"
	"\t}\n"
	"\t/* A browser keeps few connections: a page that nobody looks at gives its own back. */\n"
	"\tdocument.addEventListener('visibilitychange', function () {\n"
	"\t\tif (document.hidden) rest(); else listen();\n"
	"\t});\n"
	"\taddEventListener('pagehide', rest);\n"
	"\taddEventListener('pageshow', function (e) { if (e.persisted) listen(); });\n"
	"\tif (!document.hidden) listen();\n"
	"})();\n";

struct view inject_script(void)
{
	return (struct view){ script, sizeof(script) - 1 };
}

extern const char desk_js_builtin[];
extern const size_t desk_js_builtin_size;
extern const char desk_css_builtin[];
extern const size_t desk_css_builtin_size;

struct view inject_desk_script(void)
{
	return (struct view){ desk_js_builtin, desk_js_builtin_size };
}

struct view inject_desk_style(void)
{
	return (struct view){ desk_css_builtin, desk_css_builtin_size };
}

/* The offset of the word in any case, at or after from, or the length of all. */
static size_t find(struct view page, const char *word, size_t from)
{
	size_t len = strlen(word);
	for (size_t i = from; i + len <= page.len; i++) {
		if (strncasecmp(page.data + i, word, len) == 0)
			return i;
	}
	return page.len;
}

/* Where the value of the page's policy begins, or the length of all. */
static size_t find_policy(struct view page, size_t head)
{
	size_t meta = find(view_slice(page, 0, head), "content-security-policy", 0);
	if (meta == head)
		return page.len;
	size_t tag = meta;
	while (tag > 0 && page.data[tag] != '<')
		tag--;
	const char *close = memchr(page.data + meta, '>', page.len - meta);
	size_t end = close ? (size_t)(close - page.data) : page.len;
	struct view whole = view_slice(page, 0, end);
	size_t content = find(whole, " content=", tag);
	if (content + 10 >= end || find(whole, "connect-src", content) < end)
		return page.len;
	return content + 10;
}

static void put_line(struct buf *out, struct view version)
{
	buf_printf(out, "<script src=\"" INJECT_SCRIPT "\" data-version=\"%.*s\" defer></script>\n",
	           VIEW_ARG(version));
}

void inject_page(struct buf *out, struct view page, struct view version, struct view token)
{
	size_t head = find(page, "</head>", 0);
	size_t policy = find_policy(page, head);
	size_t at = 0;
	if (policy < head) {
		buf_put(out, view_slice(page, 0, policy));
		buf_puts(out, "connect-src 'self'; ");
		at = policy;
	}
	buf_put(out, view_slice(page, at, head - at));
	put_line(out, version);
	if (token.data)
		buf_printf(out,
		           "<link rel=\"stylesheet\" href=\"" INJECT_DESK_STYLE "\">\n"
		           "<script src=\"" INJECT_DESK "\" data-token=\"%.*s\" defer></script>\n",
		           VIEW_ARG(token));
	buf_put(out, view_slice(page, head, page.len));
}

void inject_note_page(struct buf *out, struct view text, struct view version)
{
	buf_puts(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	              "<title>broadsheet</title>\n");
	put_line(out, version);
	buf_puts(out, "</head>\n<body>\n<h1>broadsheet</h1>\n<pre>");
	escape_html(out, text);
	buf_puts(out, "</pre>\n</body>\n</html>\n");
}
