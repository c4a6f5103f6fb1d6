/*
 * Fuzz target: edits of the record of a page that a build kept, as if its
 * checksum were right. A record that is taken for sound is taken into an archive,
 * the archive linked, and the page cut again by what the record says of it.
 */
#include "targets.h"

#include <stdlib.h>

#include "archive/link.h"
#include "archive/page_record.h"
#include "archive/places.h"
#include "base/hash.h"
#include "edits.h"
#include "scratch_folder.h"

static const char page[] =
	"县里修通一条公路\n\n本报讯 县里的一条公路昨天修通，全长三公里，是村民自己修起来的。(张波)\n\n"
	"县医院迁入新址(下转第三版)\n\n本报北京一月一日电 县医院昨天迁入新址，门诊部和住院部同一天开放。(李军 王芳)\n";

static const char conf[] =
	"[site]\ntitle = t\nnewspaper = 日报\nlanguage = zh-Hans\nsource = pages\n"
	"[topic road]\nname = 交通\nwords = 公路, 铁路\n"
	"[place capital]\nname = 北京\nwords = 京城\n";

/* Takes the record in, as of a page that was kept. */
static void take(struct archive *a, struct view record, struct report *r)
{
	struct map names = { 0 };
	struct segmented_page again;
	struct report said = { 0 };
	struct page_record_from from = { .record = record,
		                             .borrow = true,
		                             .content = hash128_view(view_of(page), a->seed) };
	page_record_take(a, &names, &from, r);
	map_free(&names);
	bool linked = link_archive(a, r);
	for (uint32_t i = 0; linked && i < a->pages.len; i++)
		if (archive_read(a, i, &again, &said))
			segmented_page_free(&again);
	report_free(&said);
}

/* It takes long, and is always the same. */
static struct view made_record(const struct archive *a, struct report *r)
{
	static struct buf made;
	struct source_bytes bytes = { 0 };
	const struct source *source = a->gathered.sources.items;
	if (made.len == 0 &&
	    (!source_load(source, &bytes, r) || !page_record_make(a, source, &bytes, 0, &made, r)))
		abort();
	source_bytes_free(&bytes);
	return buf_view(&made);
}

static void edit_and_take(struct archive *a, struct view bytes, struct report *r)
{
	struct buf record = { 0 };
	struct edit e;
	buf_put(&record, made_record(a, r));
	while (edits_next(&bytes, &e))
		edits_apply(&e, &record);
	if (page_record_sound(a, buf_view(&record)))
		take(a, buf_view(&record), r);
	buf_free(&record);
}

/* A source folder with the one page. */
static void gather(struct archive *a, struct report *r)
{
	struct scan_rules rules = { .ending = ".txt" };
	scratch_folder_remove("pages");
	scratch_folder_put("pages/2022-01-19_01.txt", view_of(page));
	if (!scan_folder(a->config->source, &rules, &a->scan, r))
		abort();
	gather_files(&a->scan, config_paper(a->config), &a->gathered);
	a->topics = topics_new(a->config);
	places_begin(a);
}

void fuzz_record(struct view bytes)
{
	struct report r = { 0 };
	struct config c = { 0 };
	struct archive a = { .config = &c };
	if (!config_read(scratch_folder_put("site.conf", view_of(conf)), &c, &r))
		abort();
	gather(&a, &r);
	edit_and_take(&a, bytes, &r);
	archive_free(&a);
	config_free(&c);
	report_free(&r);
}
