#include "export/iiif.h"

#include <stdlib.h>

#include <jansson.h>

static json_t *string_of(struct view v)
{
	return json_stringn(v.data ? v.data : "", v.len);
}

static void set(json_t *object, const char *key, struct view v)
{
	if (v.len > 0)
		json_object_set_new(object, key, string_of(v));
}

static void set_word(json_t *object, const char *key, const char *word)
{
	json_object_set_new(object, key, json_string(word));
}

/* A text as the API has it: by language, each with a list. */
static void set_text(json_t *object, const char *key, struct view language, struct view text)
{
	if (text.len > 0)
		json_object_set_new(object, key,
		                    json_pack("{s%:[o]}", language.data, language.len, string_of(text)));
}

/* What a part of a page is called; none is a file. A canvas may have no fragment in its name. */
static json_t *part_of(const struct iiif_page *p, const char *what, size_t n)
{
	struct buf b = { 0 };
	buf_printf(&b, "%.*s/%s", VIEW_ARG(p->base), what);
	if (n > 0)
		buf_printf(&b, "-%zu", n);
	json_t *id = string_of(buf_view(&b));
	buf_free(&b);
	return id;
}

static json_t *begin(json_t *id, const char *type)
{
	json_t *o = json_object();
	json_object_set_new(o, "id", id);
	set_word(o, "type", type);
	return o;
}

static json_t *list_of(json_t *item)
{
	json_t *list = json_array();
	json_array_append_new(list, item);
	return list;
}

static json_t *page_for_readers(struct view url, struct view language, struct view label)
{
	json_t *o = begin(string_of(url), "Text");
	set_text(o, "label", language, label);
	set_word(o, "format", "text/html");
	json_object_set_new(o, "language", list_of(string_of(language)));
	return o;
}

static json_t *image_of(const struct iiif_image *i)
{
	json_t *o = begin(string_of(i->url), "Image");
	set_word(o, "format", "image/webp");
	json_object_set_new(o, "width", json_integer(i->width));
	json_object_set_new(o, "height", json_integer(i->height));
	return o;
}

static json_t *service_of(struct view url)
{
	json_t *o = begin(string_of(url), "ImageService3");
	set_word(o, "profile", "level0");
	return o;
}

/* The picture, which covers the canvas. */
static json_t *painting(const struct iiif_page *p)
{
	json_t *a = begin(part_of(p, "painting", 0), "Annotation");
	set_word(a, "motivation", "painting");
	json_t *image = image_of(&p->picture);
	if (p->tiles.len > 0)
		json_object_set_new(image, "service", list_of(service_of(p->tiles)));
	json_object_set_new(a, "body", image);
	json_object_set_new(a, "target", part_of(p, "canvas", 0));
	json_t *list = begin(part_of(p, "paintings", 0), "AnnotationPage");
	json_object_set_new(list, "items", list_of(a));
	return list;
}

/* Where an article stands: by its outline, or on the canvas. */
static json_t *target_of(const struct iiif_page *p, struct view path)
{
	if (path.len == 0)
		return part_of(p, "canvas", 0);
	struct buf svg = { 0 };
	buf_printf(&svg, "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"%.*s\"/></svg>",
	           VIEW_ARG(path));
	json_t *target = json_object();
	set_word(target, "type", "SpecificResource");
	json_object_set_new(target, "source", part_of(p, "canvas", 0));
	json_object_set_new(
		target, "selector",
		json_pack("{s:s, s:o}", "type", "SvgSelector", "value", string_of(buf_view(&svg))));
	buf_free(&svg);
	return target;
}

/* Its text for readers, and its headline for viewers that show no pages. */
static json_t *body_of(const struct iiif_issue *issue, const struct iiif_article *article)
{
	json_t *text = begin(string_of(article->url), "Text"), *body = list_of(text);
	set_word(text, "format", "text/html");
	set(text, "language", issue->paper_language);
	json_t *headline = json_object();
	set_word(headline, "type", "TextualBody");
	set(headline, "value", article->headline);
	set(headline, "language", issue->paper_language);
	set_word(headline, "format", "text/plain");
	json_array_append_new(body, headline);
	return body;
}

static json_t *articles_of(const struct iiif_issue *issue, const struct iiif_page *p)
{
	json_t *list = begin(part_of(p, "articles", 0), "AnnotationPage");
	json_t *items = json_array();
	for (size_t i = 0; i < p->article_count; i++) {
		json_t *a = begin(part_of(p, "article", i + 1), "Annotation");
		set_word(a, "motivation", "linking");
		json_object_set_new(a, "body", body_of(issue, &p->articles[i]));
		json_object_set_new(a, "target", target_of(p, p->articles[i].path));
		json_array_append_new(items, a);
	}
	json_object_set_new(list, "items", items);
	return list;
}

static json_t *canvas_of(const struct iiif_issue *issue, const struct iiif_page *p)
{
	json_t *c = begin(part_of(p, "canvas", 0), "Canvas");
	set_text(c, "label", VIEW("none"), p->label);
	json_object_set_new(c, "height", json_integer(p->picture.height));
	json_object_set_new(c, "width", json_integer(p->picture.width));
	json_object_set_new(c, "thumbnail", list_of(image_of(&p->small)));
	json_object_set_new(c, "homepage",
	                    list_of(page_for_readers(p->url, issue->language, p->label)));
	json_object_set_new(c, "items", list_of(painting(p)));
	if (p->article_count > 0)
		json_object_set_new(c, "annotations", list_of(articles_of(issue, p)));
	return c;
}

/*
 * The API takes licenses of Creative Commons and statements of RightsStatements.org
 * alone, by their addresses as they are written there, without the s of https.
 */
static void set_license(json_t *m, struct view license)
{
	static const char *const known[] = { "creativecommons.org/", "rightsstatements.org/" };
	struct view rest = license;
	struct buf address = { 0 };
	ptrdiff_t slashes = view_find(rest, VIEW("//"), 0);
	rest = slashes < 0 ? VIEW_NULL : view_slice(rest, (size_t)slashes + 2, rest.len);
	buf_printf(&address, "http://%.*s", VIEW_ARG(rest));
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (view_starts(rest, view_of(known[i])))
			set(m, "rights", buf_view(&address));
	buf_free(&address);
}

static void set_rights(json_t *m, const struct iiif_issue *issue)
{
	set_license(m, issue->license);
	if (issue->rights.len == 0)
		return;
	json_t *statement = json_object();
	set_text(statement, "label", VIEW("en"), VIEW("Rights"));
	set_text(statement, "value", issue->language, issue->rights);
	json_object_set_new(m, "requiredStatement", statement);
}

static json_t *provider_of(const struct iiif_issue *issue)
{
	json_t *p = begin(string_of(issue->home), "Agent");
	set_text(p, "label", issue->language, issue->publisher);
	json_object_set_new(p, "homepage",
	                    list_of(page_for_readers(issue->home, issue->language, issue->publisher)));
	return p;
}

/* Takes o. */
static void put_json(struct buf *out, json_t *o)
{
	char *text = json_dumps(o, JSON_COMPACT | JSON_PRESERVE_ORDER);
	buf_puts(out, text ? text : "{}");
	buf_putc(out, '\n');
	free(text);
	json_decref(o);
}

void iiif_put_manifest(struct buf *out, const struct iiif_issue *issue)
{
	json_t *m = json_object(), *canvases = json_array();
	struct buf day = { 0 };
	date_put(&day, issue->date);
	buf_puts(&day, "T00:00:00Z");
	set_word(m, "@context", "http://iiif.io/api/presentation/3/context.json");
	set(m, "id", issue->url);
	set_word(m, "type", "Manifest");
	set_text(m, "label", issue->language, issue->label);
	set_rights(m, issue);
	json_object_set_new(m, "provider", list_of(provider_of(issue)));
	json_object_set_new(m, "homepage",
	                    list_of(page_for_readers(issue->page, issue->language, issue->label)));
	set(m, "navDate", buf_view(&day));
	for (size_t i = 0; i < issue->page_count; i++)
		json_array_append_new(canvases, canvas_of(issue, &issue->pages[i]));
	json_object_set_new(m, "items", canvases);
	put_json(out, m);
	buf_free(&day);
}

void iiif_put_info(struct buf *out, const struct iiif_tiles *tiles)
{
	json_t *o = json_object(), *factors = json_array(), *tile = json_object();
	set_word(o, "@context", "http://iiif.io/api/image/3/context.json");
	set(o, "id", tiles->url);
	set_word(o, "type", "ImageService3");
	set_word(o, "protocol", "http://iiif.io/api/image");
	set_word(o, "profile", "level0");
	json_object_set_new(o, "width", json_integer(tiles->width));
	json_object_set_new(o, "height", json_integer(tiles->height));
	for (uint32_t i = 0; i < tiles->factors; i++)
		json_array_append_new(factors, json_integer((json_int_t)1 << i));
	json_object_set_new(tile, "width", json_integer(tiles->tile));
	json_object_set_new(tile, "scaleFactors", factors);
	json_object_set_new(o, "tiles", list_of(tile));
	put_json(out, o);
}
