#include "commands/site_build.h"

#include "archive/reprints.h"
#include "base/serialize.h"
#include "commands/building.h"
#include "site/explain.h"

#define LAST_REPRINTS 1 /* 0 is for other processes: commands/site_steps.c */

static bool open_writer(struct building *b)
{
	if (!writer_open(&b->site.writer, b->config.output, b->config.state, b->report))
		return false;
	building_find_world(b);
	return true;
}

/* Whether nothing changed since the last build, neither what is read nor what was written. */
static bool rests(struct building *b)
{
	struct view paths = buf_view(&b->site.writer.earlier);
	bool settled;
	building_open_log(b, b->order->clean);
	struct hash128 inputs = building_inputs(b, &settled);
	if (b->world.known && settled)
		b->now.inputs = inputs;
	size_t lines = b->made.looked_at;
	struct serialized note = { .left = build_log_noted(&b->made, CONTAINER_RESULT, 0) };
	if (!key_known(b->now.inputs) || !hash128_eq(b->made.last.inputs, b->now.inputs) ||
	    b->made.standing != lines || b->made.file_count != lines || !note.left.data)
		return false;
	b->result->pages = serialize_number(&note);
	b->result->articles = serialize_number(&note);
	b->result->count.same = lines;
	if (b->order->explain)
		explain_rest(paths);
	budget_take(&b->result->budget, b->made.files, b->made.file_count, NULL, &b->result->arena);
	while (note.left.len > 0 && !note.bad)
		report_again(b->report, REPORT_WARNING, serialize_view(&note));
	return true;
}

static bool rehearse(struct building *b)
{
	return render_rehearse(&b->site, &b->made, b->report);
}

static bool render(struct building *b)
{
	struct render_order order = building_render_order(b);
	writer_tell_lost(&b->site.writer, &b->aside);
	progress_begin(&b->progress, "writing the site", 0, !b->order->quiet);
	bool ok = render_site(&b->site, &order, &b->result->count, b->report);
	progress_end(&b->progress);
	return ok && building_end(b);
}

/* Which articles are reprints is found again only where some text is another. */
static bool link_with_last(struct building *b)
{
	struct buf note = { 0 };
	b->archive.last_reprints = build_log_noted(&b->made, CONTAINER_REPRINTS, LAST_REPRINTS);
	bool ok = building_link(b, true);
	if (ok) {
		reprints_note(&b->archive, &note);
		build_log_note(&b->made, CONTAINER_REPRINTS, LAST_REPRINTS, buf_view(&note));
	}
	buf_free(&note);
	return ok;
}

static bool make(struct building *b)
{
	return building_collect(b, 0) && link_with_last(b) && rehearse(b) && render(b);
}

/* Nothing in the output is touched before the last stage. */
static bool build(struct building *b)
{
	return building_read(b) && open_writer(b) && building_scan(b) && (rests(b) || make(b));
}

bool site_build_run(const struct site_build_order *order, struct site_build_result *out,
                    struct report *r)
{
	struct building b = { .order = order, .result = out, .report = r };
	*out = (struct site_build_result){ 0 };
	bool ok = build(&b);
	building_tell(&b, ok);
	building_free(&b);
	return ok;
}

void site_build_free(struct site_build_result *r)
{
	arena_free(&r->arena);
}
