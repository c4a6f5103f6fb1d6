#include "commands/site_steps.h"

#include <stdlib.h>
#include <unistd.h>

#include "archive/collect.h"
#include "archive/reprints.h"
#include "base/mem.h"
#include "base/serialize.h"
#include "cache/step_files.h"
#include "commands/building.h"

/* A step in hand. */
struct stepping {
	struct building build;
	const struct part *part;
	char *folder;           /* of the files between steps */
	struct hash128 rests;   /* key of what all steps after gather rest on */
	size_t parts;           /* that the pages were read in */
	struct build_log *logs; /* of gather, then of the parts that were rendered */
	size_t log_count;
	struct site_steps_result *result;
};

static struct report *report_of(const struct stepping *s)
{
	return s->build.report;
}

/* ── what all steps begin with ── */

/* Where not even the program is known, nobody can say whether two of them are the same. */
static bool find_world(struct stepping *s)
{
	struct building *b = &s->build;
	building_find_world(b);
	s->folder = writer_state(&b->site.writer, "steps");
	if (!b->world.known)
		report_error(b->report, NULL, 0, 0,
		             "the program cannot be read, so that steps cannot tell whether they are of "
		             "the same one: build without --step");
	return b->world.known;
}

static bool scan(struct stepping *s)
{
	bool settled;
	if (!building_scan(&s->build))
		return false;
	s->rests = building_inputs(&s->build, &settled);
	if (settled)
		s->build.now.inputs = s->rests;
	return true;
}

/* ── read ── */

static bool read_part(struct stepping *s)
{
	struct building *b = &s->build;
	struct collect_order order = { b->order->threads, building_progress, b, 0 };
	struct page_cache made;
	char *path = step_files_path(s->folder, STEP_FILES_READ, s->part);
	building_open_records(b, b->order->clean);
	s->result->sources = collect_sources(&b->archive, s->part);
	progress_begin(&b->progress, "reading pages", s->result->sources, !b->order->quiet);
	page_cache_create(&made, path, b->world.pages);
	bool ok = collect_records(&b->archive, &b->kept, s->part, &made, &order, b->report);
	progress_end(&b->progress);
	ok = ok && page_cache_end(&made, b->report);
	page_cache_close(&made);
	free(path);
	return ok;
}

static bool step_read(struct stepping *s)
{
	struct building *b = &s->build;
	return building_read(b) &&
	       writer_open_state(&b->site.writer, b->config.output, b->config.state, b->report) &&
	       find_world(s) && scan(s) && building_gather(b) && read_part(s);
}

/* ── gather ── */

/* What is wrong with a file that a step left; NULL: nothing. */
static const char *fault_of(enum container_state state)
{
	switch (state) {
	case CONTAINER_SOUND: return NULL;
	case CONTAINER_ABSENT: return "is missing";
	case CONTAINER_FOREIGN:
		return "was made by another version of the program, or with another configuration, "
			   "templates or options";
	default: return "is damaged or was cut off";
	}
}

static bool join_records(struct stepping *s)
{
	struct building *b = &s->build;
	size_t errors = b->report->errors;
	if (!step_files_count(s->folder, STEP_FILES_READ, &s->parts, b->report))
		return false;
	building_open_records(b, false);
	for (size_t i = 0; i < s->parts; i++) {
		struct part part = { i + 1, s->parts };
		char *path = step_files_path(s->folder, STEP_FILES_READ, &part);
		const char *fault = fault_of(page_cache_join(&b->kept, path));
		if (fault)
			step_files_tell(s->folder, STEP_FILES_READ, &part, fault, b->report);
		free(path);
	}
	page_cache_flush(&b->kept, &b->archive.scan, &b->aside);
	page_cache_close(&b->kept);
	return b->report->errors == errors;
}

/* Pictures are made by gather, and known from then on. */
static bool collect_and_link(struct stepping *s, bool pictures)
{
	return building_collect(&s->build, s->parts) && building_link(&s->build, pictures);
}

/* What this step rests on, and how many parts the pages were read in. */
static void note_gathered(struct stepping *s)
{
	struct buf b = { 0 };
	serialize_put_fixed(&b, s->rests.low);
	serialize_put_fixed(&b, s->rests.high);
	serialize_put_fixed(&b, writer_list(&s->build.site.writer));
	serialize_put_number(&b, s->parts);
	build_log_note(&s->build.made, CONTAINER_GATHERED, 0, buf_view(&b));
	buf_truncate(&b, 0);
	reprints_put(&s->build.archive, &b);
	build_log_note(&s->build.made, CONTAINER_REPRINTS, 0, buf_view(&b));
	buf_free(&b);
}

static bool begin_site(struct stepping *s)
{
	struct building *b = &s->build;
	struct render_order order = building_render_order(b);
	building_open_log(b, b->order->clean);
	build_log_write_to(&b->made, step_files_path(s->folder, STEP_FILES_GATHER, NULL),
	                   b->world.site);
	step_files_remove(s->folder, STEP_FILES_GATHER);
	step_files_remove(s->folder, STEP_FILES_RENDER);
	if (!render_rehearse(&b->site, &b->made, b->report))
		return false;
	writer_tell_lost(&b->site.writer, &b->aside);
	progress_begin(&b->progress, "beginning the site", 0, !b->order->quiet);
	bool ok = render_begin(&b->site, &order, &b->result->count, b->report);
	progress_end(&b->progress);
	if (ok)
		note_gathered(s);
	return ok && build_log_save(&b->made, &b->now, b->report);
}

static bool step_gather(struct stepping *s)
{
	struct building *b = &s->build;
	return building_read(b) &&
	       writer_open(&b->site.writer, b->config.output, b->config.state, b->report) &&
	       find_world(s) && scan(s) && join_records(s) && collect_and_link(s, true) &&
	       begin_site(s);
}

/* ── what comes after it ── */

/* What gather has said; its log is the first. */
static bool open_gathered(struct stepping *s)
{
	struct building *b = &s->build;
	char *path = step_files_path(s->folder, STEP_FILES_GATHER, NULL);
	struct build_log *log = &s->logs[0];
	build_log_open(log, mem_string(path), b->world.site, b->world.parts, false, &b->aside);
	struct serialized note = { .left = build_log_noted(log, CONTAINER_GATHERED, 0) };
	struct hash128 rests = { .low = serialize_fixed(&note) };
	rests.high = serialize_fixed(&note);
	uint64_t list = serialize_fixed(&note);
	s->parts = serialize_number(&note);
	s->log_count = 1;
	b->archive.known_reprints = build_log_noted(log, CONTAINER_REPRINTS, 0);
	const char *fault = fault_of(log->file.state);
	if (!fault && (!build_log_sound(log) || note.bad || s->parts == 0))
		fault = fault_of(CONTAINER_DAMAGED);
	if (!fault && !hash128_eq(rests, s->rests))
		fault = "is no longer of this archive: a page, a correction or a static file changed";
	if (!fault && list != b->site.writer.list)
		fault = "is no longer of this site: another build was at it";
	if (fault)
		report_error(report_of(s), path, 0, 0, "%s: run --step gather again, and what follows it",
		             fault);
	free(path);
	return !fault;
}

static bool join_site(struct stepping *s, bool alone)
{
	struct building *b = &s->build;
	return building_read(b) &&
	       writer_join(&b->site.writer, b->config.output, b->config.state, alone, b->report) &&
	       find_world(s) && scan(s);
}

/* ── render ── */

static bool render_this_part(struct stepping *s)
{
	struct building *b = &s->build;
	struct render_order order = building_render_order(b);
	building_open_log(b, b->order->clean);
	build_log_write_to(&b->made, step_files_path(s->folder, STEP_FILES_RENDER, s->part), s->rests);
	progress_begin(&b->progress, "writing the site", 0, !b->order->quiet);
	bool ok = render_part(&b->site, &order, s->part, &b->result->count, b->report);
	progress_end(&b->progress);
	if (ok)
		build_log_note(&b->made, CONTAINER_OWN, 0, buf_view(&b->site.writer.late.lines));
	return ok && build_log_save(&b->made, &b->now, b->report);
}

static bool step_render(struct stepping *s)
{
	s->logs = mem_array(1, sizeof(*s->logs));
	return join_site(s, false) && open_gathered(s) && collect_and_link(s, false) &&
	       render_this_part(s);
}

/* ── finish ── */

static bool open_rendered(struct stepping *s, size_t count)
{
	struct building *b = &s->build;
	size_t errors = b->report->errors;
	for (size_t i = 0; i < count; i++) {
		struct part part = { i + 1, count };
		struct build_log *log = &s->logs[s->log_count++];
		struct report ignored = { 0 };
		build_log_open(log, step_files_path(s->folder, STEP_FILES_RENDER, &part), s->rests,
		               b->world.parts, false, &ignored);
		report_free(&ignored);
		const char *fault = fault_of(log->file.state);
		if (!fault && !build_log_sound(log))
			fault = fault_of(CONTAINER_DAMAGED);
		if (fault)
			step_files_tell(s->folder, STEP_FILES_RENDER, &part, fault, b->report);
		writer_take(&b->site.writer, build_log_noted(log, CONTAINER_OWN, 0));
	}
	return b->report->errors == errors;
}

static bool open_logs(struct stepping *s)
{
	size_t count;
	s->logs = mem_array(1, sizeof(*s->logs));
	if (!open_gathered(s) || !step_files_count(s->folder, STEP_FILES_RENDER, &count, report_of(s)))
		return false;
	struct build_log *logs = mem_array(1 + count, sizeof(*logs));
	logs[0] = s->logs[0];
	free(s->logs);
	s->logs = logs;
	return open_rendered(s, count);
}

static unsigned bit(enum container_kind kind)
{
	return 1u << kind;
}

/*
 * Makes of all steps' logs the one that a build would have left that was about
 * to end. What no part has made, such as the export, stays as the last build left it.
 */
static bool join_logs(struct stepping *s)
{
	struct building *b = &s->build;
	struct build_log joined;
	unsigned kinds = bit(CONTAINER_REHEARSED) | bit(CONTAINER_RELATED) | bit(CONTAINER_SEARCH) |
	                 bit(CONTAINER_SHARDS);
	build_log_open(&joined, writer_state(&b->site.writer, "build"), b->world.identity,
	               b->world.parts, b->order->clean, &b->aside);
	for (size_t i = 0; i < s->log_count; i++)
		build_log_join(&joined, &s->logs[i], kinds);
	if (build_log_sound(&joined))
		build_log_join(&joined, &joined, bit(CONTAINER_EXPORT));
	struct build_log_environment now = { 0 };
	for (size_t i = 0; i < BUILD_LOG_PARTS; i++)
		now.parts[i] = b->world.parts[i];
	bool ok = build_log_save(&joined, &now, b->report);
	build_log_close(&joined);
	return ok;
}

static void see_path(void *context, struct view path, const char *owner)
{
	struct stepping *s = context;
	struct building *b = &s->build;
	if (build_log_now(&b->made, hash_view(path)) || path_list_has(&b->site.writer.absent, path))
		return;
	report_error(b->report, owner, 0, 0,
	             "%.*s was planned but not made: this is a fault of broadsheet, please report it",
	             VIEW_ARG(path));
}

static bool is_complete(struct stepping *s)
{
	struct building *b = &s->build;
	build_log_index(&b->made);
	plan_each(&b->site.plan, see_path, s);
	return b->report->errors == 0;
}

static bool finish_site(struct stepping *s)
{
	struct building *b = &s->build;
	building_open_log(b, false);
	b->steps = s->logs;
	b->step_count = s->log_count;
	struct render_order order = building_render_order(b);
	progress_begin(&b->progress, "writing the site", 0, !b->order->quiet);
	bool ok = render_site(&b->site, &order, &b->result->count, b->report);
	progress_end(&b->progress);
	return ok && is_complete(s) && building_end(b);
}

static bool step_finish(struct stepping *s)
{
	if (!join_site(s, true) || !open_logs(s) || !collect_and_link(s, false) || !join_logs(s) ||
	    !finish_site(s))
		return false;
	step_files_remove(s->folder, NULL);
	return true;
}

/* ── which steps there are ── */

struct row {
	const char *name;
	bool parts;
	bool (*run)(struct stepping *s);
	bool tells; /* what a build tells; the other steps tell errors, or what is told again later */
};

static const struct row rows[] = {
	[SITE_STEP_READ] = { STEP_FILES_READ, true, step_read, false },
	[SITE_STEP_GATHER] = { STEP_FILES_GATHER, false, step_gather, true },
	[SITE_STEP_RENDER] = { STEP_FILES_RENDER, true, step_render, false },
	[SITE_STEP_FINISH] = { "finish", false, step_finish, true },
};

const char *site_step_name(enum site_step step)
{
	return step < sizeof(rows) / sizeof(*rows) ? rows[step].name : NULL;
}

bool site_step_has_parts(enum site_step step)
{
	return rows[step].parts;
}

bool site_step_tells(enum site_step step)
{
	return rows[step].tells;
}

static void free_stepping(struct stepping *s)
{
	building_free(&s->build);
	for (size_t i = 0; i < s->log_count; i++)
		build_log_close(&s->logs[i]);
	free(s->logs);
	free(s->folder);
}

bool site_steps_run(const struct site_build_order *order, enum site_step step,
                    const struct part *part, struct site_steps_result *out, struct report *r)
{
	struct stepping s = { .build = { .order = order, .result = &out->site, .report = r },
		                  .part = part,
		                  .result = out };
	*out = (struct site_steps_result){ 0 };
	bool ok = rows[step].run(&s);
	building_tell(&s.build, ok);
	free_stepping(&s);
	return ok;
}

void site_steps_free(struct site_steps_result *r)
{
	site_build_free(&r->site);
}
