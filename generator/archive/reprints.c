#include "archive/reprints.h"

#include <stdlib.h>
#include <string.h>

#include "base/bisect.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/serialize.h"

/*
 * Sketches are cut into bands; articles that agree in one band whole are
 * looked at. Of two texts that are half alike 99 % agree in one of 42 bands of
 * three bins, of two that are a third alike 79 %.
 */
#define BAND_BINS 3
#define BANDS     (TEXT_SKETCH_BINS / BAND_BINS)
#define LOOK_MOST 32 /* articles before it that one is compared with in a band */

/* From so many pairs on those that were found in several bands are left out now and then. */
#define PAIRS_LEAST ((size_t)1 << 16)

/* Measured on the press of five years: below, texts follow one form, or quote one another. */
#define ALIKE         .5 /* likeness of texts of which one */
#define CONTAINED     .8 /* is in the other that much */
#define ALIKE_CUT     .33
#define CONTAINED_CUT .9

/* Of the first of each list, so that no chain of small changes joins what has nothing in common. */
#define ALIKE_FIRSTS .2

struct alike {
	uint32_t x, y; /* articles; x is before y */
	double likeness;
};

struct text_holder {
	uint64_t text;
	uint32_t article;
};

/* What is compared by its sketch, and its sketch, as articles lie far apart. */
struct compared {
	const struct text_sketch *sketch;
	uint32_t article;
};

/* An article in a band: the one before it in the same slot, a number and 1, and what it has there. */
struct look {
	uint32_t before;
	uint8_t band[BAND_BINS];
};

struct finding {
	struct archive *archive;
	uint32_t *first; /* of each article: one before it of the same text, or itself */
	ARRAY(struct text_holder) holders;
	ARRAY(struct compared) compared;
	ARRAY(struct alike) pairs;
};

static const struct text_sketch *sketch_of(const struct archive *a, uint32_t article)
{
	uint32_t number = a->articles.items[article].sketch;
	return number == ARCHIVE_NONE ? NULL : &a->sketches.items[number];
}

static uint32_t first_of(const struct finding *f, uint32_t article)
{
	while (f->first[article] != article)
		article = f->first[article] = f->first[f->first[article]];
	return article;
}

static void join(struct finding *f, uint32_t x, uint32_t y)
{
	x = first_of(f, x);
	y = first_of(f, y);
	f->first[x > y ? x : y] = x < y ? x : y;
}

/* ── equal texts ── */

static int compare_holders(const void *a, const void *b)
{
	const struct text_holder *x = a, *y = b;
	if (x->text != y->text)
		return x->text < y->text ? -1 : 1;
	return (x->article > y->article) - (x->article < y->article);
}

/* Forecasts, programmes and rolls of names are alike without being the same. */
static bool has_form(enum kind kind)
{
	return kind == KIND_WEATHER || kind == KIND_LISTING || kind == KIND_LIST;
}

static void join_equal(struct finding *f)
{
	struct archive *a = f->archive;
	for (uint32_t i = 0; i < a->articles.len; i++) {
		const struct text_sketch *s = sketch_of(a, i);
		f->first[i] = i;
		if (s && !a->articles.items[i].withdrawn)
			*array_push(&f->holders) = (struct text_holder){ s->text, i };
	}
	if (f->holders.len > 0)
		qsort(f->holders.items, f->holders.len, sizeof(*f->holders.items), compare_holders);
	for (size_t i = 1; i < f->holders.len; i++)
		if (f->holders.items[i].text == f->holders.items[i - 1].text)
			join(f, f->holders.items[i - 1].article, f->holders.items[i].article);
}

/* ── texts that are nearly the same ── */

/* The first of each text, if there is enough of it. */
static void choose_compared(struct finding *f)
{
	struct archive *a = f->archive;
	for (uint32_t i = 0; i < a->articles.len; i++) {
		const struct archive_article *x = &a->articles.items[i];
		const struct text_sketch *s = sketch_of(a, i);
		if (s && s->runs > 0 && f->first[i] == i && !x->withdrawn && !has_form((enum kind)x->kind))
			*array_push(&f->compared) = (struct compared){ s, i };
	}
}

static void compare(struct finding *f, const struct compared *x, const struct compared *y)
{
	double likeness = text_sketch_likeness(x->sketch, y->sketch);
	if (likeness < ALIKE_CUT)
		return;
	double least = likeness < ALIKE ? CONTAINED_CUT : CONTAINED;
	if (text_sketch_containment(x->sketch, y->sketch, likeness) >= least)
		*array_push(&f->pairs) = (struct alike){ x->article, y->article, likeness };
}

static size_t slot_of(const uint8_t *band, size_t mask)
{
	uint32_t key = (uint32_t)band[0] << 16 | (uint32_t)band[1] << 8 | band[2];
	return (key * 0x9E3779B1U >> 8) & mask;
}

/* Compares each with those before it that have the same in the band; newest holds numbers and 1. */
static void look_by_band(struct finding *f, size_t band, uint32_t *newest, size_t mask,
                         struct look *looks)
{
	memset(newest, 0, (mask + 1) * sizeof(*newest));
	for (uint32_t i = 0; i < f->compared.len; i++) {
		const struct compared *own = &f->compared.items[i];
		memcpy(looks[i].band, &own->sketch->bins[band * BAND_BINS], BAND_BINS);
		uint32_t *slot = &newest[slot_of(looks[i].band, mask)];
		size_t looked = 0;
		for (uint32_t k = *slot; k && looked < LOOK_MOST; k = looks[k - 1].before, looked++) {
			if (memcmp(looks[i].band, looks[k - 1].band, BAND_BINS) == 0)
				compare(f, &f->compared.items[k - 1], own);
		}
		looks[i].before = *slot;
		*slot = i + 1;
	}
}

/* The most alike first; a pair that was found in several bands stands with itself. */
static int compare_alike(const void *a, const void *b)
{
	const struct alike *x = a, *y = b;
	if (x->likeness != y->likeness)
		return x->likeness > y->likeness ? -1 : 1;
	if (x->x != y->x)
		return x->x < y->x ? -1 : 1;
	return (x->y > y->y) - (x->y < y->y);
}

/* Sorts the pairs and leaves each once. */
static void order_pairs(struct finding *f)
{
	struct alike *pairs = f->pairs.items;
	size_t kept = 0;
	if (f->pairs.len > 0)
		qsort(pairs, f->pairs.len, sizeof(*pairs), compare_alike);
	for (size_t i = 0; i < f->pairs.len; i++)
		if (i == 0 || compare_alike(&pairs[i], &pairs[kept - 1]) != 0)
			pairs[kept++] = pairs[i];
	f->pairs.len = kept;
}

static void look(struct finding *f)
{
	size_t slots = 1024, most = PAIRS_LEAST;
	while (slots < f->compared.len && slots < (size_t)1 << 24)
		slots *= 2;
	uint32_t *newest = mem_array(slots, sizeof(*newest));
	struct look *looks = mem_array(f->compared.len, sizeof(*looks));
	for (size_t band = 0; band < BANDS; band++) {
		look_by_band(f, band, newest, slots - 1, looks);
		if (f->pairs.len < most)
			continue;
		order_pairs(f);
		most = 2 * f->pairs.len > PAIRS_LEAST ? 2 * f->pairs.len : PAIRS_LEAST;
	}
	free(newest);
	free(looks);
}

static void join_alike(struct finding *f)
{
	order_pairs(f);
	for (size_t i = 0; i < f->pairs.len; i++) {
		uint32_t x = first_of(f, f->pairs.items[i].x), y = first_of(f, f->pairs.items[i].y);
		if (x != y && text_sketch_likeness(sketch_of(f->archive, x), sketch_of(f->archive, y)) >=
		                  ALIKE_FIRSTS)
			join(f, x, y);
	}
}

/* ── lists ── */

/* How many articles each first one stands for; then the lists' numbers, in order of their first. */
static void number_lists(struct finding *f, struct archive_lists *l)
{
	struct archive *a = f->archive;
	uint32_t *sizes = mem_array(a->articles.len, sizeof(*sizes)), items = 0;
	for (uint32_t i = 0; i < a->articles.len; i++)
		sizes[first_of(f, i)]++;
	for (uint32_t i = 0; i < a->articles.len; i++)
		l->count += sizes[i] > 1;
	l->from = mem_array(l->count + 1, sizeof(*l->from));
	uint32_t number = 0;
	for (uint32_t i = 0; i < a->articles.len; i++) {
		uint32_t first = first_of(f, i);
		if (first == i && sizes[i] > 1) {
			a->articles.items[i].reprints = number;
			l->from[number++] = items;
			items += sizes[i];
		} else if (first != i) {
			a->articles.items[i].reprints = a->articles.items[first].reprints;
		}
	}
	l->from[number] = items;
	l->items = mem_array(items, sizeof(*l->items));
	free(sizes);
}

static void fill_lists(const struct archive *a, struct archive_lists *l)
{
	uint32_t *at = mem_array(l->count, sizeof(*at));
	for (size_t i = 0; i < l->count; i++)
		at[i] = l->from[i];
	for (uint32_t i = 0; i < a->articles.len; i++)
		if (a->articles.items[i].reprints != ARCHIVE_NONE)
			l->items[at[a->articles.items[i].reprints]++] = i;
	free(at);
}

void reprints_find(struct archive *a)
{
	struct finding f = { .archive = a, .first = mem_array(a->articles.len, sizeof(*f.first)) };
	join_equal(&f);
	choose_compared(&f);
	look(&f);
	join_alike(&f);
	number_lists(&f, &a->reprints);
	fill_lists(a, &a->reprints);
	array_free(&f.holders);
	array_free(&f.compared);
	array_free(&f.pairs);
	free(f.first);
	archive_forget_sketches(a);
}

/* ── from one build to the next ── */

/* What the article is found by. */
static uint64_t add_article(const struct archive *a, uint64_t key, uint32_t article)
{
	const struct archive_article *x = &a->articles.items[article];
	const struct text_sketch *s = sketch_of(a, article);
	key = hash_number(key, (uint64_t)(s != NULL) << 2 | (uint64_t)x->withdrawn << 1 |
	                           (uint64_t)has_form((enum kind)x->kind));
	if (!s)
		return key;
	key = hash_number(hash_number(key, s->text), s->runs);
	if (s->runs == 0)
		return key;
	struct view bins = { (const char *)s->bins, TEXT_SKETCH_BINS };
	return hash_number(key, hash128_view(bins, a->seed).low);
}

void reprints_find_anew(struct archive *a)
{
	struct serialized last = { .left = a->last_reprints };
	uint64_t key = hash_number(a->seed, a->articles.len);
	for (uint32_t i = 0; i < a->articles.len; i++)
		key = add_article(a, key, i);
	a->reprints_key = key;
	if (serialize_fixed(&last) != key || last.bad || !reprints_take(a, last.left))
		reprints_find(a);
}

void reprints_note(const struct archive *a, struct buf *out)
{
	serialize_put_fixed(out, a->reprints_key);
	reprints_put(a, out);
}

/* ── from one process to another ── */

void reprints_put(const struct archive *a, struct buf *out)
{
	const struct archive_lists *l = &a->reprints;
	uint32_t count = (uint32_t)l->count;
	buf_put(out, (struct view){ (const char *)&count, sizeof(count) });
	buf_put(out, (struct view){ (const char *)l->from, (l->count + 1) * sizeof(*l->from) });
	buf_put(out, (struct view){ (const char *)l->items, l->from[l->count] * sizeof(*l->items) });
}

/* Every list has two articles at least, and all of them there are. */
static bool is_sound(const struct archive *a, const struct archive_lists *l)
{
	bool sound = l->from[0] == 0;
	for (size_t i = 0; sound && i < l->count; i++)
		sound = l->from[i + 1] >= l->from[i] + 2;
	for (size_t i = 0; sound && i < l->from[l->count]; i++)
		sound = l->items[i] < a->articles.len;
	return sound;
}

bool reprints_take(struct archive *a, struct view put)
{
	uint32_t count;
	if (put.len < 2 * sizeof(count))
		return false;
	memcpy(&count, put.data, sizeof(count));
	size_t numbers = put.len / sizeof(count) - 1;
	struct archive_lists l = { mem_array(numbers, sizeof(count)), NULL, count };
	memcpy(l.from, put.data + sizeof(count), numbers * sizeof(count));
	bool sound = count < numbers && l.from[count] == numbers - count - 1;
	if (sound) {
		l.items = mem_array(l.from[count], sizeof(count));
		memcpy(l.items, l.from + count + 1, l.from[count] * sizeof(count));
		sound = is_sound(a, &l);
	}
	if (!sound) {
		free(l.from);
		free(l.items);
		return false;
	}
	a->reprints = l;
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t k = l.from[i]; k < l.from[i + 1]; k++)
			a->articles.items[l.items[k]].reprints = i;
	archive_forget_sketches(a);
	return true;
}

/* ── telling ── */

static void tell(struct reprints_told *out, uint32_t told, uint32_t article)
{
	if (told != article)
		out->articles[out->count++] = told;
}

void reprints_tell(const struct archive *a, uint32_t article, struct reprints_told *out)
{
	uint32_t list = a->articles.items[article].reprints;
	*out = (struct reprints_told){ .count = 0 };
	if (list >= a->reprints.count)
		return;
	size_t count;
	const uint32_t *items = archive_list(&a->reprints, list, &count);
	size_t at = bisect_numbers(items, count, article), around = REPRINTS_TOLD / 2;
	out->more = count > REPRINTS_TOLD + 1;
	size_t from = out->more && at > around ? at - around : 0;
	size_t to = out->more && at + around < count ? at + around + 1 : count;
	if (out->more && from > 0)
		tell(out, items[0], article);
	for (size_t i = from; i < to; i++)
		tell(out, items[i], article);
}

uint32_t reprints_first(const struct archive *a, uint32_t article)
{
	uint32_t list = a->articles.items[article].reprints;
	return list >= a->reprints.count ? ARCHIVE_NONE : a->reprints.items[a->reprints.from[list]];
}
