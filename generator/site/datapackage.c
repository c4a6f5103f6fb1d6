#include "site/datapackage.h"

#include "base/json.h"

/* Opens an object of the list of resources, which the next one or the end closes. */
static void put_resource(struct buf *b, struct view name, struct view path, uint64_t bytes)
{
	bool table = view_ends(path, VIEW(".csv"));
	buf_printf(b,
	           "%s\n\t\t{\n\t\t\t\"name\": \"%.*s\",\n\t\t\t\"path\": \"%.*s\",\n"
	           "\t\t\t\"format\": \"%s\",\n\t\t\t\"mediatype\": \"%s\",\n"
	           "\t\t\t\"encoding\": \"utf-8\",\n\t\t\t\"bytes\": %llu",
	           view_ends(buf_view(b), VIEW("[")) ? "" : "\n\t\t},", VIEW_ARG(name), VIEW_ARG(path),
	           table ? "csv" : "jsonl", table ? "text/csv" : "application/jsonl",
	           (unsigned long long)bytes);
}

/* The columns of a table. */
static void put_schema(struct buf *b)
{
	static const char *const types[][2] = {
		{ "date", "date" },
		{ "first_line", "integer" },
		{ "length", "integer" },
		{ "confidence", "number" },
	};
	struct view rest = VIEW(DATAPACKAGE_CSV_HEAD);
	rest.len--; /* the line end */
	buf_puts(
		b,
		",\n\t\t\t\"profile\": \"tabular-data-resource\",\n\t\t\t\"schema\": {\n\t\t\t\t\"fields\": [");
	for (bool first = true; rest.data; first = false) {
		struct view name = view_cut(&rest, ',');
		const char *type = "string";
		for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
			if (view_eq(name, view_of(types[i][0])))
				type = types[i][1];
		}
		buf_printf(b, "%s\n\t\t\t\t\t{ \"name\": \"%.*s\", \"type\": \"%s\" }", first ? "" : ",",
		           VIEW_ARG(name), type);
	}
	buf_puts(b, "\n\t\t\t\t],\n\t\t\t\t\"primaryKey\": \"url\"\n\t\t\t}");
}

/* The two files of a year, or of pages without a date. */
static void put_year(struct buf *b, int year, const struct export_sizes *sizes)
{
	struct arena names = { 0 };
	struct view label = year ? arena_printf(&names, "%04d", year) : VIEW("undated");
	put_resource(b, arena_printf(&names, "articles-%.*s", VIEW_ARG(label)),
	             plan_export_path(year, "csv", &names), sizes->csv);
	put_schema(b);
	put_resource(b, arena_printf(&names, "texts-%.*s", VIEW_ARG(label)),
	             plan_export_path(year, "jsonl", &names), sizes->jsonl);
	arena_free(&names);
}

enum file_result datapackage_write(struct export *e, struct report *r)
{
	const struct archive *a = e->site->archive;
	struct buf b = { 0 };
	buf_puts(
		&b,
		"{\n\t\"profile\": \"data-package\",\n\t\"name\": \"newspaper-archive\",\n\t\"title\": ");
	json_put_string(&b, a->config->title);
	if (a->config->base_url.len) {
		buf_puts(&b, ",\n\t\"homepage\": ");
		json_put_string(&b, a->config->base_url);
	}
	buf_puts(&b, ",\n\t\"resources\": [");
	put_resource(&b, VIEW("articles"), VIEW("data/articles.csv"), e->all_size);
	put_schema(&b);
	for (size_t i = 0; i < a->years.len; i++)
		put_year(&b, a->years.items[i].date.year, &e->sizes[i]);
	if (a->undated_pages > 0)
		put_year(&b, 0, &e->sizes[a->years.len]);
	buf_puts(&b, "\n\t\t}\n\t]\n}\n");
	e->package_size = b.len;
	enum file_result result =
		writer_put(&e->site->writer, VIEW("datapackage.json"), buf_view(&b), NULL, r);
	buf_free(&b);
	return result;
}
