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
	buf_puts(b, ",\n\t\"resources\": [");
	for (size_t i = 0; i < count; i++) {
		buf_puts(b, i ? "," : "");
		put_file(b, c, &files[i]);
	}
	buf_puts(b, "\n\t]\n}\n");
}
