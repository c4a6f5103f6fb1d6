#include "site/indexing.h"

#include <stdlib.h>

#include "archive/reprints.h"
#include "base/bisect.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/serialize.h"
#include "cache/batch_files.h"
#include "site/path.h"

#define LARGER 8 /* where files are counted, those of the index are so many times as large */

static uint64_t size_of(const struct archive *a, uint32_t first, uint32_t count)
{
	uint64_t size = 0;
	for (uint32_t i = first; i < first + count; i++)
		size += a->articles.items[i].length;
	return size;
}

/* One run for each undated page and each issue, as their jobs are. */
static size_t list_runs(const struct archive *a, struct search_run **out)
{
	size_t count = a->undated_pages + a->issues.len;
	struct search_run *runs = mem_array(count, sizeof(*runs));
	for (size_t i = 0; i < a->undated_pages; i++) {
		const struct archive_page *p = &a->pages.items[i];
		runs[i].size = size_of(a, p->first_article, p->article_count);
	}
	for (size_t i = 0; i < a->issues.len; i++) {
		const struct archive_span *issue = &a->issues.items[i];
		runs[a->undated_pages + i] =
			(struct search_run){ issue->date,
			                     size_of(a, issue->first_article, issue->article_count) };
	}
	*out = runs;
	return count;
}

static void keep_file(struct indexing *x, struct view path, uint64_t stamp, uint64_t size)
{
	struct build_log_file file = { .path = hash_view(path), .stamp = stamp, .size = size };
	*array_push(&x->made->now) = file;
}

static bool put(void *context, struct view path, struct view content)
{
	struct indexing *x = context;
	uint64_t stamp = 0;
	/* All parts have one table: the last step puts it. */
	if (x->part && !x->search)
		return true;
	enum file_result result = writer_put_late(&x->site->writer, path, content, &stamp, x->report);
	x->written += result == FILE_WRITTEN;
	x->same += result == FILE_SAME;
	keep_file(x, path, stamp, content.len);
	buf_put(&x->paths, path);
	buf_putc(&x->paths, '\n');
	return result != FILE_FAILED;
}

/* ── periods that stay ── */

/* Under which a period is known whatever articles it has. */
static uint64_t key_of_span(const struct indexing *x, size_t period)
{
	struct search_span span = search_period_span(x->search, period);
	return hash_number(hash_number(search_table(x->search), span.part),
	                   (uint64_t)span.day << 8 | span.log2);
}

static struct view noted(void *context, size_t period)
{
	const struct indexing *x = context;
	return build_log_noted(x->made, CONTAINER_SHARDS, key_of_span(x, period));
}

static bool stands(void *context, struct view path)
{
	struct indexing *x = context;
	return build_log_standing_near(x->made, hash_view(path), &x->near) != NULL;
}

static void keep(void *context, struct view path)
{
	struct indexing *x = context;
	const struct build_log_file *file = build_log_standing_near(x->made, hash_view(path), &x->near);
	keep_file(x, path, file->stamp, file->size);
	writer_keep_late(&x->site->writer, path);
	buf_put(&x->paths, path);
	buf_putc(&x->paths, '\n');
	x->same++;
}

static void ended(void *context, size_t period, const struct search_line *line, struct view note)
{
	struct indexing *x = context;
	struct buf b = { 0 };
	serialize_put_number(&b, line->docs);
	serialize_put_number(&b, line->first);
	serialize_put_number(&b, line->last);
	serialize_put_view(&b, line->head);
	buf_put(&b, buf_view(&x->paths));
	build_log_note(x->made, CONTAINER_SEARCH, x->fingerprints[period], buf_view(&b));
	if (note.len > 0)
		build_log_note(x->made, CONTAINER_SHARDS, key_of_span(x, period), note);
	buf_free(&b);
	buf_truncate(&x->paths, 0);
}

static struct search_line take_line(struct serialized *p)
{
	struct search_line line = { 0 };
	line.docs = (uint32_t)serialize_number(p);
	line.first = (uint32_t)serialize_number(p);
	line.last = (uint32_t)serialize_number(p);
	line.head = serialize_view(p);
	return line;
}

static bool all_stand(const struct build_log *m, struct view paths)
{
	size_t near = 0;
	while (paths.len > 0) {
		struct view path = view_cut(&paths, '\n');
		if (!path_is_below(path) || !build_log_standing_near(m, hash_view(path), &near))
			return false;
	}
	return true;
}

static uint64_t fingerprint_of_run(const struct indexing *x, size_t run, uint64_t hash)
{
	const struct archive *a = x->site->archive;
	uint32_t first = (uint32_t)run, count = 1;
	if (run >= a->undated_pages) {
		first = a->issues.items[run - a->undated_pages].first_page;
		count = a->issues.items[run - a->undated_pages].page_count;
	}
	for (uint32_t i = first; i < first + count; i++)
		hash = hash_number(hash, fingerprint_page(x->known, i));
	return hash;
}

/* Finds the periods whose articles and files are what they were. */
static void find_kept(struct indexing *x)
{
	size_t count = search_periods(x->search);
	x->fingerprints = mem_array(count, sizeof(*x->fingerprints));
	x->kept = mem_array(count, sizeof(*x->kept));
	for (size_t i = 0; i < count; i++) {
		struct search_span span = search_period_span(x->search, i);
		uint64_t hash =
			hash_number(hash_number(x->known->world, search_table(x->search)), span.part);
		hash = hash_number(hash, (uint64_t)span.day << 8 | span.log2);
		for (size_t k = search_period_first(x->search, i);
		     k < search_period_first(x->search, i + 1); k++)
			hash = fingerprint_of_run(x, k, hash);
		x->fingerprints[i] = hash;
		struct serialized p = { .left = build_log_noted(x->made, CONTAINER_SEARCH, hash) };
		struct view known = p.left;
		take_line(&p);
		x->kept[i] = known.data && !p.bad && all_stand(x->made, p.left) ? known : VIEW_NULL;
	}
}

static void keep_period(struct indexing *x, size_t period)
{
	struct serialized p = { .left = x->kept[period] };
	struct search_line line = take_line(&p);
	struct view note = noted(x, period);
	build_log_note(x->made, CONTAINER_SEARCH, x->fingerprints[period], x->kept[period]);
	if (note.data)
		build_log_note(x->made, CONTAINER_SHARDS, key_of_span(x, period), note);
	size_t near = 0;
	for (struct view rest = p.left; rest.len > 0;) {
		struct view path = view_cut(&rest, '\n');
		const struct build_log_file *file =
			build_log_standing_near(x->made, hash_view(path), &near);
		keep_file(x, path, file->stamp, file->size);
		writer_keep_late(&x->site->writer, path);
		x->same++;
	}
	search_keep(x->search, &line);
}

struct sought {
	const struct search *search;
	size_t run;
};

static bool begins_by(const void *sought, size_t i)
{
	const struct sought *s = sought;
	return search_period_first(s->search, i) <= s->run;
}

static size_t period_of(const struct indexing *x, size_t run)
{
	struct sought sought = { x->search, run };
	size_t next = bisect(search_periods(x->search), begins_by, &sought);
	return next > 0 ? next - 1 : 0;
}

/* A period is of the part that has its middle. */
static void find_of_part(struct indexing *x)
{
	size_t count = search_periods(x->search);
	uint64_t whole = 0, at = 0;
	x->elsewhere = mem_array(count, sizeof(*x->elsewhere));
	for (size_t i = 0; i < x->options.run_count; i++)
		whole += x->runs[i].size;
	for (size_t i = 0; x->part && i < count; i++) {
		uint64_t size = 0;
		for (size_t k = search_period_first(x->search, i);
		     k < search_period_first(x->search, i + 1); k++)
			size += x->runs[k].size;
		x->elsewhere[i] = !part_has_at(x->part, at + size / 2, whole);
		at += size;
	}
}

bool indexing_has(const struct indexing *x, size_t run)
{
	return x->search && !x->elsewhere[period_of(x, run)];
}

bool indexing_wants(const struct indexing *x, size_t run)
{
	return indexing_has(x, run) && !x->kept[period_of(x, run)].data;
}

/* The archive's own variants of characters stand beside its corrections. */
static bool read_variants(struct indexing *x)
{
	struct buf path = { 0 };
	buf_puts(&path, x->site->config->source);
	buf_puts(&path, "/" VARIANTS_NAME);
	buf_putc(&path, '\0');
	bool fine = variants_read(&x->variants, path.data, x->report);
	buf_free(&path);
	return fine;
}

bool indexing_begin(struct indexing *x, struct site *s, size_t threads,
                    const struct fingerprints *fingerprints, const char *batches,
                    const struct part *part, struct build_log *made, struct report *r)
{
	*x = (struct indexing){ .site = s, .report = r, .made = made, .part = part };
	x->batches = batches;
	x->known = fingerprints;
	if (!s->config->search)
		return true;
	x->options.facets = x->facets;
	x->options.facet_count = facets_names(x->site->config, x->facets);
	x->options.zeros = s->config->zeros;
	x->options.chinese = view_starts(s->config->paper_language, VIEW("zh"));
	x->options.threads = threads;
	x->options.scratch = s->config->state;
	x->options.larger = s->config->together ? LARGER : 1;
	x->options.run_count = list_runs(s->archive, &x->runs);
	x->options.runs = x->runs;
	x->options.put = put;
	x->options.context = x;
	x->options.ended = ended;
	x->options.noted = noted;
	x->options.stands = stands;
	x->options.keep = keep;
	x->options.seed = fingerprints->world;
	x->options.variants = &x->variants;
	if (!read_variants(x))
		return false;
	x->search = search_open(&x->options, r);
	if (!x->search)
		return false;
	buf_truncate(&x->paths, 0); /* of no period */
	find_kept(x);
	find_of_part(x);
	return true;
}

/* The text of an article that others have, too, by the address of the first of them. */
static struct view name_of_text(const struct indexing *x, uint32_t article, struct arena *arena)
{
	uint32_t first = reprints_first(x->site->archive, article);
	if (first == ARCHIVE_NONE)
		return VIEW_NULL;
	uint64_t hash = hash_view(plan_article_url(&x->site->plan, first, arena));
	return arena_printf(arena, "%08x", (uint32_t)(hash >> 32));
}

void indexing_page(const struct indexing *x, uint32_t page, const struct segmented_page *segmented,
                   struct search_batch **batch)
{
	if (!x->search)
		return;
	if (!*batch)
		*batch = search_batch_new(x->search);
	const struct archive *a = x->site->archive;
	const struct archive_page *p = &a->pages.items[page];
	struct arena arena = { 0 };
	search_batch_page(*batch);
	for (uint32_t i = 0; i < p->article_count; i++) {
		const struct archive_article *known = &a->articles.items[p->first_article + i];
		if (known->withdrawn)
			continue;
		struct search_values facets[SEARCH_FACETS_MAX];
		facets_fill(a, known, facets, &arena);
		struct search_article article = {
			.url = plan_article_url(&x->site->plan, p->first_article + i, &arena),
			.page = p->number,
			.place = i,
			.text = name_of_text(x, p->first_article + i, &arena),
			.article = &segmented->page.articles[i],
			.facets = facets,
		};
		search_batch_add(*batch, &article);
		arena_reset(&arena);
	}
	arena_free(&arena);
}

/* ── issues that stay, of periods that do not ── */

/* Of an issue its day, of an undated page a hash of its address. */
static struct view name_of_run(const struct indexing *x, size_t run, struct arena *arena)
{
	const struct archive *a = x->site->archive;
	if (run < a->undated_pages)
		return arena_printf(arena, "%016llx",
		                    (unsigned long long)hash_view(x->site->plan.page_urls[run]));
	struct date d = a->issues.items[run - a->undated_pages].date;
	return arena_printf(arena, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static struct hash128 identity_of_run(const struct indexing *x, size_t run)
{
	uint64_t table = search_table(x->search), world = x->known->world;
	return (struct hash128){ fingerprint_of_run(x, run, hash_number(world, table)), world };
}

struct search_batch *indexing_kept(const struct indexing *x, size_t run)
{
	struct view parts[SEARCH_BATCH_PARTS];
	struct search_keeper keeper = { NULL, batch_file_rest, batch_file_close };
	struct arena arena = { 0 };
	if (!x->batches || x->site->writer.anew)
		return NULL;
	keeper.owner = batch_file_open(x->batches, name_of_run(x, run, &arena), identity_of_run(x, run),
	                               parts, SEARCH_BATCH_PARTS);
	arena_free(&arena);
	return keeper.owner ? search_batch_of(x->search, parts, keeper) : NULL;
}

/* Where it cannot be kept, the next build reads it again. */
void indexing_seal(const struct indexing *x, size_t run, struct search_batch *batch)
{
	struct view parts[SEARCH_BATCH_PARTS];
	struct arena arena = { 0 };
	search_batch_seal(batch);
	if (x->batches && search_batch_parts(batch, parts))
		batch_file_write(x->batches, name_of_run(x, run, &arena), identity_of_run(x, run), parts,
		                 SEARCH_BATCH_PARTS);
	arena_free(&arena);
}

/* Of issues that are no more, or no longer indexed, nothing is kept. */
static void sweep_batches(const struct indexing *x)
{
	struct map names = { 0 };
	struct arena arena = { 0 };
	for (size_t i = 0; x->search && i < x->options.run_count; i++)
		map_put(&names, name_of_run(x, i, &arena), NULL);
	batch_files_sweep(x->batches, &names);
	arena_free(&arena);
	map_free(&names);
}

/* Of periods of other parts nothing is known here but that they are. */
static void pass(struct indexing *x, size_t run)
{
	static const struct search_line unknown;
	for (; x->run < run; x->run++) {
		size_t period = period_of(x, x->run);
		if (x->elsewhere[period] && search_period_first(x->search, period) == x->run)
			search_keep(x->search, &unknown);
	}
}

bool indexing_take(struct indexing *x, size_t run, struct search_batch *batch)
{
	if (!x->search || !indexing_has(x, run)) {
		search_batch_free(batch);
		return true;
	}
	pass(x, run);
	size_t period = period_of(x, run);
	x->run = run + 1;
	if (x->kept[period].data) {
		search_batch_free(batch);
		if (search_period_first(x->search, period) == run)
			keep_period(x, period);
		return true;
	}
	if (!batch) {
		batch = search_batch_new(x->search);
		search_batch_seal(batch);
	}
	return search_take(x->search, batch);
}

bool indexing_end(struct indexing *x)
{
	if (x->batches && !x->part)
		sweep_batches(x);
	if (!x->search)
		return true;
	if (!x->part)
		return search_finish(x->search);
	return search_end(x->search);
}

void indexing_free(struct indexing *x)
{
	search_close(x->search);
	free(x->runs);
	variants_free(&x->variants);
	free(x->fingerprints);
	free(x->kept);
	free(x->elsewhere);
	buf_free(&x->paths);
	*x = (struct indexing){ 0 };
}
