#include "segment/feature.h"

enum { HASHES = 128 };

#define VALUE(id, expression)                                      \
	static int id(const struct facts *facts, size_t i, size_t len) \
	{                                                              \
		const struct facts *f = &facts[i];                         \
		(void)len;                                                 \
		return expression;                                         \
	}

/* A flag speaks where it holds and is silent elsewhere. */
#define FLAG(id, condition) VALUE(id, (condition) ? 0 : -1)

static int bucket(size_t n, const uint16_t *edges, int count)
{
	int v = 0;
	while (v < count && n > edges[v])
		v++;
	return v;
}

static int length_value(size_t n)
{
	static const uint16_t edges[] = { 2,  4,  6,  8,  10, 12, 14,  17, 20,
		                              24, 28, 34, 40, 55, 80, 130, 220 };
	return bucket(n, edges, sizeof(edges) / sizeof(*edges));
}

static int likeness_value(int per_mille)
{
	static const uint16_t edges[] = { 0, 80, 160, 260, 380, 520, 700 };
	return bucket((size_t)per_mille, edges, sizeof(edges) / sizeof(*edges));
}

static int bridge_value(int per_mille)
{
	static const uint16_t edges[] = { 0, 30, 60, 100, 150, 210, 280, 360, 450, 560, 700 };
	return bucket((size_t)per_mille, edges, sizeof(edges) / sizeof(*edges));
}

static int opening_value(const struct facts *f)
{
	int v = f->opening_known == 0 ? 0 : f->opening_known < 300 ? 1 : f->opening_known < 600 ? 2 : 3;
	return v + (f->is_short ? 4 : 0);
}

/* Which side a short block speaks of. */
static int lean_value(const struct facts *f)
{
	int lean = f->likeness_next - f->likeness_previous;
	if (f->likeness_next == 0 && f->likeness_previous == 0)
		return 0;
	return lean < -300   ? 1
	       : lean < -120 ? 2
	       : lean < -30  ? 3
	       : lean <= 30  ? 4
	       : lean <= 120 ? 5
	       : lean <= 300 ? 6
	                     : 7;
}

/* The sentence before goes on here: it stopped without an end. */
static int torn_value(const struct facts *facts, size_t i)
{
	if (i == 0 || facts[i - 1].length < 16)
		return -1;
	const struct facts *p = &facts[i - 1];
	bool unfinished = p->last == LAST_HAN || p->last == LAST_COMMA || p->last == LAST_DIGIT ||
	                  p->last == LAST_LETTER || p->last == LAST_QUOTE;
	if (!unfinished && !p->open_bracket)
		return -1;
	int v = p->is_short ? 0 : p->last == LAST_HAN ? 1 : p->last == LAST_COMMA ? 2 : 3;
	if (facts[i].is_short)
		return v;
	return v + (facts[i].dateline || facts[i].credits ? 8 : 4);
}

static int bracket_pair_value(const struct facts *facts, size_t i)
{
	if (i == 0)
		return -1;
	bool open = facts[i - 1].open_bracket, close = facts[i].stray_close;
	return open && close ? 0 : close ? 1 : open ? 2 : -1;
}

/* Whether a setting of numbers or quotations is that of the nearest block before that has one. */
static int turn_value(const struct facts *facts, size_t i, bool quotes)
{
	enum { NEAR = 5 };
	int here = quotes ? facts[i].quotes : facts[i].figures;
	if (!here)
		return -1;
	for (size_t k = 1; k <= NEAR && k <= i; k++) {
		int before = quotes ? facts[i - k].quotes : facts[i - k].figures;
		if (before)
			return (before != here) + (facts[i].is_short ? 2 : 0);
	}
	return -1;
}

/* A number that goes on, one that begins, one that does neither. */
static int count_value(const struct facts *f)
{
	if (!f->number)
		return -1;
	int v = f->number_before && f->number_value == f->number_before + 1 ? 0
	        : f->number_value == 1                                      ? 1
	                                                                    : 2;
	return v + (f->is_short ? 3 : 0);
}

static int place_value(size_t i, size_t len)
{
	return i == 0 ? 0 : i + 1 == len ? 1 : i == 1 ? 2 : i + 2 == len ? 3 : -1;
}

/* What kind of block the next long one is, seen past short ones. */
static int coming_value(const struct facts *facts, size_t i, size_t len)
{
	if (!facts[i].is_short)
		return -1;
	size_t k = i + 1;
	while (k < len && k < i + 6 && (facts[k].is_short || facts[k].whole))
		k++;
	if (k >= len || k >= i + 6)
		return 0;
	int v = facts[k].dateline        ? 1
	        : facts[k].says_reporter ? 2
	        : facts[k].lead_word     ? 3
	        : facts[k].going_on      ? 4
	                                 : 5;
	return v + (k - i > 1 ? 5 : 0);
}

/* How the nearest long block before ended, seen past short ones. */
static int past_value(const struct facts *facts, size_t i)
{
	if (!facts[i].is_short)
		return -1;
	for (size_t k = i; k-- > 0 && i - k < 6;)
		if (!facts[k].is_short && !facts[k].credits)
			return facts[k].ending ? (int)facts[k].ending : (int)(PAREN_COUNT + facts[k].last);
	return 0;
}

/* How many of the blocks around are short: a list, a poem, a table. */
static int company_value(const struct facts *facts, size_t i, size_t len)
{
	int n = 0;
	size_t from = i > 4 ? i - 4 : 0, to = i + 5 < len ? i + 5 : len;
	for (size_t k = from; k < to; k++)
		n += facts[k].is_short && k != i;
	return n;
}

VALUE(length, length_value(f->length))
VALUE(last, f->length ? (int)f->last : -1)
VALUE(first, f->length ? (int)f->first : -1)
VALUE(shape, f->is_short ? (int)(f->last * 2 + (f->commas > 0)) : -1)
VALUE(ending, f->ending ? (int)f->ending - 1 : -1)
VALUE(whole, f->whole ? (int)f->whole - 1 : -1)
VALUE(number, f->number ? (int)f->number - 1 + (f->is_short ? 0 : 4) : -1)
VALUE(sentences, f->sentences > 3 ? 3 : (int)f->sentences)
VALUE(commas, f->is_short ? (f->commas > 2 ? 2 : (int)f->commas) : -1)
FLAG(is_short, f->is_short)
VALUE(dateline, f->dateline ? (f->dateline_place ? 0 : 1) : -1)
FLAG(says_reporter, f->says_reporter)
VALUE(credits, f->credits ? 0 : f->maybe_names ? 1 : -1)
FLAG(photo_credit, f->photo_credit)
FLAG(jump_from, f->jump_from)
FLAG(jump_to, f->jump_to)
FLAG(day_line, f->day_line)
FLAG(page_header, f->page_header)
FLAG(imprint, f->imprint)
VALUE(notice, f->notice ? (f->is_short ? 0 : 1) : -1)
VALUE(death, f->death ? (f->is_short ? 0 : 1) : -1)
VALUE(picture, f->picture ? (f->is_short ? 0 : 1) : -1)
VALUE(lead_word, !f->is_short && f->lead_word ? 0 : -1)
VALUE(going_on, f->going_on ? (f->is_short ? 0 : 1) : -1)
FLAG(open_bracket, f->open_bracket)
FLAG(colon_inside, f->is_short && f->colon_inside)
FLAG(title_inside, f->is_short && f->title_inside)
FLAG(quote_inside, f->is_short && f->quote_inside)
FLAG(blank_inside, f->is_short && f->blank_inside)
FLAG(dash_inside, f->is_short && f->dash_inside)
FLAG(speech_mark, f->speech_mark)
FLAG(repeated, f->repeated)
FLAG(office, f->office)
VALUE(stock, f->stock ? (int)f->stock - 1 : -1)
VALUE(count, count_value(f))
VALUE(day_run, f->day_run ? (int)f->day_run - 1 : -1)
VALUE(likeness_next, f->is_short ? likeness_value(f->likeness_next) : -1)
VALUE(likeness_previous, f->is_short ? likeness_value(f->likeness_previous) : -1)
VALUE(long_next, !f->is_short ? likeness_value(f->likeness_next * 2) : -1)
VALUE(long_previous, !f->is_short ? likeness_value(f->likeness_previous * 2) : -1)
VALUE(lean, f->is_short ? lean_value(f) : -1)
VALUE(continuity, f->is_short ? likeness_value(f->continuity * 3) : -1)
VALUE(form, (int)f->shape)
VALUE(bridge_near, bridge_value(f->bridge[0]))
VALUE(bridge, bridge_value(f->bridge[1]))
VALUE(bridge_far, bridge_value(f->bridge[2]))
VALUE(kin_next, bridge_value(f->kin_next) + (f->is_short ? 12 : 0))
VALUE(kin_previous, bridge_value(f->kin_previous) + (f->is_short ? 12 : 0))
VALUE(names_day, f->names_day ? (f->dateline ? 0 : f->is_short ? 1 : 2) : -1)
VALUE(alike, f->is_short ? likeness_value(f->alike) : -1)
VALUE(opening_known, opening_value(f))
VALUE(until_end, (int)f->until_end - 1)
VALUE(since_short, (int)f->since_short)
VALUE(until_short, (int)f->until_short)
VALUE(parallel, f->parallel_length + 2 * f->parallel_words - 1)
VALUE(column, f->wrapped ? (int)f->below_full + 2 * (int)f->fills : -1)
VALUE(head_long, f->is_short ? -1 : (int)(f->head_pair >> 8) & (HASHES - 1))
VALUE(head_short, f->is_short ? (int)(f->head_pair >> 8) & (HASHES - 1) : -1)
VALUE(tail_short, f->is_short ? (int)(f->tail_pair >> 8) & (HASHES - 1) : -1)

/* What is seen of where blocks stand is counted from 1: 0 is what the source does not tell. */
#define PLACE(id) VALUE(place_##id, (int)f->place.id - 1)

PLACE(size)
PLACE(size_before)
PLACE(size_after)
PLACE(weight)
PLACE(setting)
PLACE(gap_above)
PLACE(gap_below)
PLACE(width)
PLACE(lines)
PLACE(move)
PLACE(head)
PLACE(over)
PLACE(column)
PLACE(area)

/* Shapes of blocks side by side; beyond the page stands a shape of its own. */
static int shape_at(const struct facts *facts, size_t i, ptrdiff_t offset, size_t len)
{
	ptrdiff_t at = (ptrdiff_t)i + offset;
	return at < 0 || at >= (ptrdiff_t)len ? SHAPE_COUNT : (int)facts[at].shape;
}

enum { SHAPES = SHAPE_COUNT + 1 };

static int shapes_before(const struct facts *facts, size_t i, size_t len)
{
	return (shape_at(facts, i, -2, len) * SHAPES + shape_at(facts, i, -1, len)) * SHAPES +
	       shape_at(facts, i, 0, len);
}

static int shapes_around(const struct facts *facts, size_t i, size_t len)
{
	return (shape_at(facts, i, -1, len) * SHAPES + shape_at(facts, i, 0, len)) * SHAPES +
	       shape_at(facts, i, 1, len);
}

static int shapes_after(const struct facts *facts, size_t i, size_t len)
{
	return (shape_at(facts, i, 0, len) * SHAPES + shape_at(facts, i, 1, len)) * SHAPES +
	       shape_at(facts, i, 2, len);
}

static int torn(const struct facts *facts, size_t i, size_t len)
{
	(void)len;
	return torn_value(facts, i);
}

static int figures(const struct facts *facts, size_t i, size_t len)
{
	(void)len;
	return turn_value(facts, i, false);
}

static int quotes(const struct facts *facts, size_t i, size_t len)
{
	(void)len;
	return turn_value(facts, i, true);
}

static int bracket_pair(const struct facts *facts, size_t i, size_t len)
{
	(void)len;
	return bracket_pair_value(facts, i);
}

static int place(const struct facts *facts, size_t i, size_t len)
{
	(void)facts;
	return place_value(i, len);
}

static int past(const struct facts *facts, size_t i, size_t len)
{
	(void)len;
	return past_value(facts, i);
}

static const struct feature table[] = {
	{ "length", "headlines, paragraphs and captions have their usual lengths", 18, length },
	{ "last", "a paragraph ends its sentence, a headline has no full stop", LAST_COUNT, last },
	{ "first", "quotes, numerals and bullets begin different blocks", FIRST_COUNT, first },
	{ "shape", "a short line's end together with its commas", LAST_COUNT * 2, shape },
	{ "ending", "the author's or photographer's name in brackets ends an article", PAREN_COUNT - 1,
	  ending },
	{ "whole", "a line in brackets is a byline, a date or a note to a picture", PAREN_COUNT - 1,
	  whole },
	{ "number", "numbered lines are subheads or items of a list", 8, number },
	{ "sentences", "headlines hold no whole sentences", 4, sentences },
	{ "commas", "commas within a short line", 3, commas },
	{ "short", "only short lines are headlines, subheads or bylines", 1, is_short },
	{ "dateline", "a dateline opens the first paragraph of news", 2, dateline },
	{ "reporter", "a reporter is named where a report begins", 1, says_reporter },
	{ "credits", "a line of names stands below a headline or ends an article", 2, credits },
	{ "photo-credit", "a caption ends with the photographer's name", 1, photo_credit },
	{ "jump-from", "a continued article begins with where it comes from", 1, jump_from },
	{ "jump-to", "an article that goes on elsewhere ends here", 1, jump_to },
	{ "day-line", "a line with a day and its year heads an item of history", 1, day_line },
	{ "page-header", "page number and date belong to the page, not to an article", 1, page_header },
	{ "imprint", "editors' names and telephone numbers belong to the page", 1, imprint },
	{ "notice", "the words with which notices begin and end", 2, notice },
	{ "death", "obituaries say so in their first line", 2, death },
	{ "picture", "captions say that they speak of a picture", 2, picture },
	{ "lead-word", "the first paragraph of news says when", 1, lead_word },
	{ "going-on", "some words only go on with what was said before", 2, going_on },
	{ "open-bracket", "a bracket that is not closed: the text is torn", 1, open_bracket },
	{ "colon", "headlines of briefs name a place before a colon", 1, colon_inside },
	{ "title", "a short line with a title in 《》", 1, title_inside },
	{ "quote", "a short line with a quotation", 1, quote_inside },
	{ "blank", "a blank inside a short line: two headline lines, or names", 1, blank_inside },
	{ "dash", "a dash inside a short line sets off a deck", 1, dash_inside },
	{ "speaker", "a name and a colon: an interview or a play", 1, speech_mark },
	{ "repeated", "the same line twice on a page is a column title", 1, repeated },
	{ "office", "a guest author stands below the headline with his office", 1, office },
	{ "stock", "lines of a form filled in begin with the same words", 3, stock },
	{ "count", "numbered items go on counting", 6, count },
	{ "figures", "one story sets its dates in digits or in numerals, its neighbour may not", 4,
	  figures },
	{ "quotes", "one story has one kind of quotation marks, its neighbour may not", 4, quotes },
	{ "day-run", "briefs without headlines name a day one after the other", 6, day_run },
	{ "like-next", "a headline shares its words with the text below", 8, likeness_next },
	{ "like-previous", "a subhead shares its words with the text above too", 8, likeness_previous },
	{ "long-next", "paragraphs of one article share words", 8, long_next },
	{ "long-previous", "a first paragraph shares few words with those above", 8, long_previous },
	{ "lean", "which side a short line speaks of", 8, lean },
	{ "continuity", "where texts above and below share words the article goes on", 8, continuity },
	{ "since-short", "sections have a usual number of paragraphs", 9, since_short },
	{ "until-short", "articles of one paragraph come in a row", 9, until_short },
	{ "parallel", "subheads of one article are built alike", 3, parallel },
	{ "alike", "subheads of one article use the same words as those near them", 8, alike },
	{ "opening-known", "a text that begins with words new to the page begins another story", 8,
	  opening_known },
	{ "until-end", "briefs without headlines fill the end of a page", 8, until_end },
	{ "torn", "the block before stopped in the middle of a sentence", 12, torn },
	{ "bracket-pair", "a bracket opened above is closed here", 3, bracket_pair },
	{ "place", "the first and last blocks of a page", 4, place },
	{ "coming", "what the next paragraph begins like", 11, coming_value },
	{ "past", "how the paragraph before ended", PAREN_COUNT + LAST_COUNT, past },
	{ "company", "short lines in company are a poem, a list or a table", 9, company_value },
	{ "form", "what a block looks like in one word", SHAPES, form },
	{ "forms-before", "what it looks like after the two before it", SHAPES *SHAPES *SHAPES,
	  shapes_before },
	{ "forms-around", "what it looks like between its neighbours", SHAPES *SHAPES *SHAPES,
	  shapes_around },
	{ "forms-after", "what it looks like before the two after it", SHAPES *SHAPES *SHAPES,
	  shapes_after },
	{ "bridge-near", "words found in the two blocks above and below, but nowhere else on the page",
	  12, bridge_near },
	{ "bridge", "the same of five blocks: one story shares them", 12, bridge },
	{ "bridge-far", "the same of ten blocks: a story in sections shares them", 12, bridge_far },
	{ "kin-next", "of the words that the page repeats, those that come again in the next block", 24,
	  kin_next },
	{ "kin-previous", "of the words that the page repeats, those that the block before has too", 24,
	  kin_previous },
	{ "names-day", "news says on which day, in its first words", 3, names_day },
	{ "head-long", "the word a paragraph begins with", HASHES, head_long },
	{ "head-short", "the word a short line begins with", HASHES, head_short },
	{ "tail-short", "the word a short line ends with", HASHES, tail_short },
	{ "column", "only below a line that fills its column a text goes on", 4, column },
	{ "type-size", "headlines are set larger than the page's usual type, captions smaller",
	  2 * GEOMETRY_SIZES, place_size },
	{ "larger-than-before", "type that is larger than that above begins something",
	  GEOMETRY_CHANGES, place_size_before },
	{ "larger-than-after", "a headline is larger than what it stands over", GEOMETRY_CHANGES,
	  place_size_after },
	{ "bold", "headlines, subheads and names are set bold among regular type", 2, place_weight },
	{ "setting", "headlines stand in the middle of their columns, paragraphs fill them",
	  2 * GEOMETRY_SETTINGS, place_setting },
	{ "gap-above", "white space parts articles", GEOMETRY_GAPS, place_gap_above },
	{ "gap-below", "a headline is nearer to its text than to what stands above", GEOMETRY_GAPS,
	  place_gap_below },
	{ "columns-wide", "headlines stand over several columns", GEOMETRY_WIDTHS, place_width },
	{ "printed-lines", "headlines and bylines take few lines", GEOMETRY_LINES, place_lines },
	{ "move", "where one goes on reading: an article goes on at the head of the next column",
	  GEOMETRY_MOVES, place_move },
	{ "column-head", "columns of one article begin level under its headline", GEOMETRY_HEADS,
	  place_head },
	{ "column-under", "what stands over the head of a column heads it", GEOMETRY_OVERS,
	  place_over },
	{ "source-block", "what the source has as one piece is seldom of two articles",
	  GEOMETRY_COLUMNS, place_column },
	{ "area", "what stands under another headline is another article", 2, place_area },
};

enum { FEATURES = sizeof(table) / sizeof(*table) };

bool feature_is_geometry(size_t f)
{
	enum { GEOMETRY = 14 }; /* the last of the table */
	return f >= FEATURES - GEOMETRY;
}

bool feature_is_wording(size_t f)
{
	return table[f].value == head_long || table[f].value == head_short ||
	       table[f].value == tail_short;
}

size_t feature_count(void)
{
	return FEATURES;
}

const struct feature *feature_get(size_t f)
{
	return &table[f];
}

struct feature_set *feature_find(const struct facts *facts, size_t len, struct arena *a)
{
	struct feature_set *sets = arena_array(a, len, sizeof(*sets));
	struct feature_seen *room = arena_array(a, len * FEATURES, sizeof(*room));
	for (size_t i = 0; i < len; i++) {
		sets[i].seen = room;
		for (size_t f = 0; f < FEATURES; f++) {
			int v = table[f].value(facts, i, len);
			if (v >= 0)
				room[sets[i].len++] = (struct feature_seen){ (uint16_t)f, (uint16_t)v };
		}
		room += sets[i].len;
	}
	return sets;
}
