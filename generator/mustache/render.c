#include "mustache/render.h"

#include <string.h>

/* Deeper is recursion without end, and an end to it before the stack's. */
enum { DEEPEST_INCLUDE = 200, DEEPEST_LEVEL = 1000 };

/*
 * Templates that include two others each, over and over, end only when the sun
 * does. No page needs more than these: parts of templates filled, and bytes.
 */
#define MOST_NODES 200000000u
#define MOST_BYTES ((size_t)512 * 1024 * 1024)

/* One rendering, whole. */
struct render {
	struct buf *out;
	struct report *report;
	struct arena indents;   /* texts of indentation, where two add up */
	unsigned includes;      /* partials and parents that we are in */
	unsigned levels;        /* and these with sections and blocks */
	size_t nodes;           /* filled so far */
	size_t begun;           /* bytes that were in out before */
	const char *file;       /* where the last template was included; */
	const struct node *tag; /* NULL: none was */
	bool failed;            /* reported; everything returns as soon as it sees it */
};

/* The context stack: what a name may mean, innermost first. */
struct scope {
	const struct value *value;
	const struct scope *outer;
};

/* A parent tag that we are in, whose blocks take the place of others. */
struct frame {
	const struct mustache_template *template;
	const struct node *parent;
	const struct frame *outer;
};

/* Where we are: all that a node's meaning depends on. */
struct place {
	const struct mustache_template *template;
	const struct scope *scope;
	const struct frame *frames;
	struct view indent; /* put before each line */
};

static void render_nodes(struct render *r, const struct place *p, uint32_t from, uint32_t end);

static const struct value *look_up(const struct scope *scope, const struct node_name *name)
{
	if (name->count == 0)
		return scope->value;
	const struct value *v = NULL;
	for (; scope && v == NULL; scope = scope->outer)
		v = value_get(scope->value, name->keys[0].text, name->keys[0].hash);
	for (size_t i = 1; v && i < name->count; i++)
		v = value_get(v, name->keys[i].text, name->keys[i].hash);
	return v;
}

/* Whether the rendering may go on after so much. */
static bool is_bounded(struct render *r, const struct place *p)
{
	if (++r->nodes <= MOST_NODES && r->out->len - r->begun <= MOST_BYTES)
		return true;
	report_error(r->report, r->tag ? r->file : p->template->file, r->tag ? r->tag->line : 0,
	             r->tag ? r->tag->column : 0,
	             "fills more than %u parts of templates or %zu MB here: expected templates that "
	             "do not include each other twice over and over",
	             MOST_NODES, MOST_BYTES / (1024 * 1024));
	r->failed = true;
	return false;
}

/* Whether one more level is allowed; each true is undone by leave. */
static bool enter(struct render *r, const struct place *p, const struct node *n)
{
	if (r->levels < DEEPEST_LEVEL) {
		r->levels++;
		return true;
	}
	report_error(r->report, p->template->file, n->line, n->column,
	             "\"%.*s\" nests sections and templates more than %d deep: expected an end",
	             VIEW_ARG(n->name->text), DEEPEST_LEVEL);
	r->failed = true;
	return false;
}

static void leave(struct render *r)
{
	r->levels--;
}

static bool is_empty_line(struct view line)
{
	return view_eq(line, VIEW("\n")) || view_eq(line, VIEW("\r\n"));
}

/* An empty line stays empty: no blanks at the end of a line. */
static void put_text(struct render *r, const struct place *p, const struct node *n)
{
	if (p->indent.len == 0) {
		buf_put(r->out, n->text);
		return;
	}
	bool starts = n->line_start;
	for (struct view rest = n->text; rest.len > 0; starts = true) {
		const char *line_end = memchr(rest.data, '\n', rest.len);
		size_t len = line_end ? (size_t)(line_end - rest.data) + 1 : rest.len;
		struct view line = { rest.data, len };
		if (starts && !is_empty_line(line))
			buf_put(r->out, p->indent);
		buf_put(r->out, line);
		rest = (struct view){ rest.data + len, rest.len - len };
	}
}

static void put_variable(struct render *r, const struct place *p, const struct node *n)
{
	const struct value *v = look_up(p->scope, n->name);
	if (v)
		value_put(r->out, v, n->kind == NODE_VARIABLE);
}

/* The nodes of a body with one more value on the context stack. */
static void render_with(struct render *r, const struct place *p, uint32_t body,
                        const struct value *v)
{
	struct scope scope = { v, p->scope };
	struct place inner = *p;
	inner.scope = &scope;
	render_nodes(r, &inner, body, p->template->nodes[body - 1].end);
}

static void render_section(struct render *r, const struct place *p, uint32_t at)
{
	const struct node *n = &p->template->nodes[at];
	const struct value *v = look_up(p->scope, n->name);
	if (v == NULL || !value_is_true(v) || !enter(r, p, n))
		return;
	size_t count = value_is_list(v) ? value_length(v) : 1;
	for (size_t i = 0; i < count && !r->failed; i++)
		render_with(r, p, at + 1, value_is_list(v) ? value_at(v, i) : v);
	leave(r);
}

static void render_inverted(struct render *r, const struct place *p, uint32_t at)
{
	const struct node *n = &p->template->nodes[at];
	const struct value *v = look_up(p->scope, n->name);
	if ((v && value_is_true(v)) || !enter(r, p, n))
		return;
	render_nodes(r, p, at + 1, n->end);
	leave(r);
}

/* The template that a dynamic name means; NULL if it is to show nothing. */
static const struct mustache_template *find_dynamic(struct render *r, const struct place *p,
                                                    const struct node *n)
{
	const struct value *v = look_up(p->scope, n->name);
	if (v == NULL || !value_is_true(v))
		return NULL;
	struct buf name = { 0 };
	value_put(&name, v, false);
	const struct mustache_set *set = p->template->set;
	union map_value *found = map_get(&set->templates, buf_view(&name));
	if (found == NULL && !set->allow_missing) {
		report_error(r->report, p->template->file, n->line, n->column,
		             "there is no template \"%.*s\", which the value of \"%.*s\" asks for",
		             VIEW_ARG(buf_view(&name)), VIEW_ARG(n->name->text));
		r->failed = true;
	}
	buf_free(&name);
	return found ? found->pointer : NULL;
}

static struct view join(struct render *r, struct view a, struct view b)
{
	if (a.len == 0 || b.len == 0)
		return a.len ? a : b;
	return arena_printf(&r->indents, "%.*s%.*s", VIEW_ARG(a), VIEW_ARG(b));
}

/* A partial, or a parent with its blocks; alone on its line it is indented. */
static void render_include(struct render *r, const struct place *p, uint32_t at)
{
	const struct node *n = &p->template->nodes[at];
	const struct mustache_template *t = n->dynamic ? find_dynamic(r, p, n) : n->target;
	if (t == NULL || !enter(r, p, n))
		return;
	if (r->includes == DEEPEST_INCLUDE) {
		report_error(r->report, p->template->file, n->line, n->column,
		             "templates include each other more than %d deep: expected \"%.*s\" "
		             "not to include itself without end",
		             DEEPEST_INCLUDE, VIEW_ARG(n->name->text));
		r->failed = true;
		return;
	}
	struct frame frame = { p->template, n, p->frames };
	struct place inner = { t, p->scope, n->kind == NODE_PARENT ? &frame : p->frames, VIEW_NULL };
	if (n->own_line)
		inner.indent = join(r, p->indent, n->text);
	r->includes++;
	r->file = p->template->file;
	r->tag = n;
	render_nodes(r, &inner, 0, t->count);
	r->includes--;
	leave(r);
}

/* The last block of that name in the parent tag, or NULL. */
static const struct node *find_argument(const struct frame *f, uint64_t word)
{
	const struct node *nodes = f->template->nodes;
	const struct node *found = NULL;
	for (const struct node *n = f->parent + 1; n < nodes + f->parent->end; n = nodes + n->end)
		if (n->word == word)
			found = n;
	return found;
}

/*
 * The outermost parent tag that has the block wins: it belongs to the template
 * that is most special. Its content knows only the parents around that tag.
 */
static void render_block(struct render *r, const struct place *p, uint32_t at)
{
	const struct node *n = &p->template->nodes[at];
	const struct node *argument = NULL;
	const struct frame *frame = NULL;
	for (const struct frame *f = p->frames; f; f = f->outer) {
		const struct node *found = find_argument(f, n->word);
		if (found) {
			argument = found;
			frame = f;
		}
	}
	if (!enter(r, p, n))
		return;
	if (argument == NULL) {
		render_nodes(r, p, at + 1, n->end);
	} else {
		struct place there = { frame->template, p->scope, frame->outer, VIEW_NULL };
		uint32_t body = (uint32_t)(argument - frame->template->nodes) + 1;
		if (n->own_line)
			there.indent = join(r, p->indent, n->text);
		if (n->own_line && !argument->fresh && body < argument->end)
			buf_put(r->out, there.indent);
		render_nodes(r, &there, body, argument->end);
	}
	leave(r);
}

static void render_nodes(struct render *r, const struct place *p, uint32_t from, uint32_t end)
{
	const struct node *nodes = p->template->nodes;
	for (uint32_t i = from; i < end && !r->failed;) {
		const struct node *n = &nodes[i];
		if (!is_bounded(r, p))
			return;
		switch (n->kind) {
		case NODE_TEXT: put_text(r, p, n); break;
		case NODE_LINE: buf_put(r->out, p->indent); break;
		case NODE_VARIABLE:
		case NODE_RAW: put_variable(r, p, n); break;
		case NODE_SECTION: render_section(r, p, i); break;
		case NODE_INVERTED: render_inverted(r, p, i); break;
		case NODE_PARTIAL:
		case NODE_PARENT: render_include(r, p, i); break;
		case NODE_BLOCK: render_block(r, p, i); break;
		}
		i = n->end ? n->end : i + 1;
	}
}

bool render_template(const struct mustache_template *t, const struct value *data, struct buf *out,
                     struct report *report)
{
	struct render r = { .out = out, .report = report, .begun = out->len };
	struct scope root = { data, NULL };
	struct place p = { t, &root, NULL, VIEW_NULL };
	render_nodes(&r, &p, 0, t->count);
	arena_free(&r.indents);
	return !r.failed;
}
