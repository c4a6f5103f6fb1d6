#include "export/datapackage.h"

#include "base/json.h"

static void put_file(struct buf *b, const struct config *c, const struct datapackage_file *f)
{
	const struct export_format *format = f->format;
	buf_printf(b,
	           "\n\t\t{\n\t\t\t\"name\": \"%s%s%.*s\",\n\t\t\t\"path\": \"%.*s\",\n"
	           "\t\t\t\"format\": \"%s\",\n\t\t\t\"mediatype\": \"%s\",\n"
	           "\t\t\t\"encoding\": \"utf-8\",\n\t\t\t\"bytes\": %llu",
	           format->resource, f->label.len ? "-" : "", VIEW_ARG(f->label), VIEW_ARG(f->path),
	           format->ending, format->mediatype, (unsigned long long)f->bytes);
	if (format->put_description)
		format->put_description(b, c);
	buf_puts(b, "\n\t\t}");
}

static void put_member(struct buf *b, const char *before, const char *name, struct view text)
{
	buf_printf(b, "%s\"%s\": ", before, name);
	json_put_string(b, text);
}

/* Licenses and contributors, as Data Package has them; what it has no word for is `rights`. */
static void put_rights(struct buf *b, const struct config *c)
{
	if (c->rights.len)
		put_member(b, ",\n\t", "rights", c->rights);
	if (c->license.len) {
		put_member(b, ",\n\t\"licenses\": [{ ", "path", c->license);
		put_member(b, ", ", "title", c->rights.len ? c->rights : c->license);
		buf_puts(b, " }]");
	}
	if (c->holder.len || c->contact.len) {
		bool mail = c->contact.len > 0 && view_find(c->contact, VIEW("//"), 0) < 0;
		put_member(b, ",\n\t\"contributors\": [{ ", "title",
		           c->holder.len ? c->holder : c->newspaper);
		buf_puts(b, ", \"role\": \"publisher\"");
		if (c->contact.len)
			put_member(b, ", ", mail ? "email" : "path", c->contact);
		buf_puts(b, " }]");
	}
}

void datapackage_put(struct buf *b, const struct config *c, const struct datapackage_file *files,
                     size_t count)
{
	buf_puts(
		b,
		"{\n\t\"profile\": \"data-package\",\n\t\"name\": \"newspaper-archive\",\n\t\"title\": ");
	json_put_string(b, c->title);
	if (c->base_url.len) {
		buf_puts(b, ",\n\t\"homepage\": ");
		json_put_string(b, c->base_url);
	}
	put_rights(b, c);
	buf_puts(b, ",\n\t\"resources\": [");
	for (size_t i = 0; i < count; i++) {
		buf_puts(b, i ? "," : "");
		put_file(b, c, &files[i]);
	}
	buf_puts(b, "\n\t]\n}\n");
}
