#include "segment/classify.h"

#include "language/language.h"
#include "segment/letter.h"
#include "segment/notice.h"
#include "segment/pattern.h"

/*
 * Glyphs in which many words are looked for, and which characters they hold:
 * a bit for the lowest six of each code, so that most words are known to be
 * missing without a search.
 */
struct searched {
	struct glyphs g;
	uint64_t held;
};

/* What the rules look at, counted once. */
struct seen {
	const struct draft *draft;
	const struct article *article;
	struct searched head;     /* kicker, headline and deck */
	const struct part *first; /* paragraph, or NULL */
	size_t length;            /* glyphs of all paragraphs */
	size_t paragraphs;
	size_t captions;
	size_t subheads;
	size_t short_paragraphs;
	size_t numbered;      /* paragraphs that begin with a number */
	size_t anniversaries; /* days of one date in different years */
	size_t sentences;
	size_t digits;
	size_t speech;       /* sentences that end inside quotes */
	size_t first_person; /* outside quotes */
};

static uint64_t bit_of(uint32_t c)
{
	return (uint64_t)1 << (c & 63);
}

static struct searched search_in(struct glyphs g)
{
	struct searched s = { g, 0 };
	for (size_t i = 0; i < g.len; i++)
		s.held |= bit_of(g.code[i]);
	return s;
}

/* Whether one of the words of the list stands there. */
static bool says(struct searched s, const struct language_list *l)
{
	for (size_t k = 0; k < l->count; k++) {
		const char32_t *word = l->words[k].text;
		if (l->spaced)
			return language_search(l, s.g, 0) >= 0;
		if ((s.held & bit_of(word[0])) && (!word[1] || (s.held & bit_of(word[1]))) &&
		    glyph_find(s.g, word, 0) >= 0)
			return true;
	}
	return false;
}

/* A day with its year at the beginning of a part; whole: and nothing else. */
static bool begins_with_day(struct glyphs g, struct printed_date *d, bool *whole)
{
	size_t end = pattern_date(g, 0, d);
	*whole = end == g.len;
	return end > 0 && d->year && d->month && d->day;
}

static bool is_numbered(struct glyphs g)
{
	int n;
	size_t i = g.len > 0 && g.code[0] == '(';
	size_t end = pattern_number(g, i, &n);
	return end > i && end < g.len &&
	       (g.code[end] == 0x3001 || g.code[end] == '.' || g.code[end] == ',' ||
	        g.code[end] == ')');
}

/* Whether the writer speaks at i, and not for many: 我, but not 我国, 我市, 我们. */
static bool is_first_person(struct glyphs g, size_t i)
{
	const struct language *l = g.language;
	const struct language_word *w = language_at(&l->first_person, g, i);
	return w && !language_at(&l->first_person_not, g, i + w->length);
}

static void count_glyphs(struct seen *s, struct glyphs g)
{
	bool quoted = false;
	for (size_t i = 0; i < g.len; i++) {
		uint32_t c = g.code[i];
		s->first_person += !quoted && is_first_person(g, i);
		if (glyph_is_han(c))
			continue;
		uint32_t next = i + 1 < g.len ? g.code[i + 1] : 0;
		s->digits += glyph_is_digit(c);
		if (c == 0x201C || c == 0x300C || c == 0x300E)
			quoted = true;
		else if (c == 0x201D || c == 0x300D || c == 0x300F)
			quoted = false;
		if (glyph_ends_sentence(c)) {
			s->sentences++;
			s->speech += next == 0x201D || next == 0x300D || next == 0x300F;
		}
	}
}

static void count_paragraph(struct seen *s, const struct part *p)
{
	enum { SHORT = 40 };
	if (!s->first)
		s->first = p;
	s->paragraphs++;
	s->length += p->glyphs.len;
	s->short_paragraphs += p->glyphs.len <= SHORT;
	s->numbered += is_numbered(p->glyphs);
	count_glyphs(s, p->glyphs);
}

/* Parts that name the same day of different years: "this day in history". */
static void count_anniversary(struct seen *s, const struct part *p, struct printed_date *before)
{
	struct printed_date d;
	bool whole;
	if (!begins_with_day(p->glyphs, &d, &whole))
		return;
	if (before->year && before->year != d.year && before->month == d.month && before->day == d.day)
		s->anniversaries++;
	*before = d;
}

static struct glyphs read_head(const struct article *a, const struct language *language,
                               struct arena *arena)
{
	enum { LONGEST = 120 }; /* more is text that nobody printed as a headline */
	struct view head = a->headline_printed ? a->headline : VIEW("");
	head = arena_printf(arena, "%.*s\n%.*s\n%.*s", VIEW_ARG(a->kicker), VIEW_ARG(head),
	                    VIEW_ARG(a->deck));
	struct glyphs g = glyph_read(head, language, arena);
	return g.len <= LONGEST ? g : glyph_head(g, 0);
}

static struct seen look(const struct draft *d, const struct article *a, struct arena *arena)
{
	struct seen s = { .draft = d, .article = a };
	struct printed_date day = { 0 };
	s.head = search_in(read_head(a, d->parts[0].glyphs.language, arena));
	for (size_t i = 0; i < d->count; i++) {
		const struct part *p = &d->parts[i];
		s.captions += p->label == LABEL_CAPTION || p->label == LABEL_START_CAPTION;
		s.subheads += p->label == LABEL_SUBHEAD;
		if (draft_is_paragraph(p))
			count_paragraph(&s, p);
		if (draft_is_paragraph(p) || p->label == LABEL_SUBHEAD)
			count_anniversary(&s, p, &day);
	}
	return s;
}

static bool has_role(const struct article *a, enum credit_role role)
{
	for (size_t i = 0; i < a->credit_count; i++)
		if (a->credits[i].role == role)
			return true;
	return false;
}

static bool is_notice(const struct seen *s)
{
	if (s->draft->in_notices)
		return true;
	const struct part *last = draft_last_paragraph(s->draft);
	if (!s->first || s->article->dateline.data)
		return false;
	const struct part *head = &s->draft->parts[0];
	return notice_ends(last->glyphs) || notice_begins(s->first->glyphs) ||
	       (draft_is_headline(head) && notice_begins(head->glyphs) && s->length < 1500);
}

/* The death itself is the news, not the years since it. */
static bool is_obituary(const struct seen *s)
{
	const struct language *l = s->head.g.language;
	if (says(s->head, &l->obituary_head_not))
		return false;
	if (says(s->head, &l->obituary_head))
		return true;
	if (!s->first || s->length > 600)
		return false;
	struct searched lead = search_in(glyph_head(s->first->glyphs, 60));
	if (says(lead, &l->obituary_lead_not))
		return false;
	return says(search_in(glyph_head(s->first->glyphs, 20)), &l->obituary_opening) ||
	       (says(lead, &l->obituary_lead) && says(search_in(s->first->glyphs), &l->obituary_ages));
}

static bool is_weather(const struct seen *s)
{
	const struct language *l = s->head.g.language;
	return says(s->head, &l->weather_head) ||
	       (says(s->head, &l->weather_topics) && s->length < 200 && !s->article->dateline.data &&
	        says(s->first ? search_in(s->first->glyphs) : s->head, &l->weather_figures));
}

static bool is_history(const struct seen *s)
{
	const struct language *l = s->head.g.language;
	struct printed_date d;
	bool whole;
	if (says(s->head, &l->history_head) || s->anniversaries > 0)
		return true;
	return !s->article->headline_printed && s->first && s->paragraphs + s->subheads > 1 &&
	       begins_with_day(s->draft->parts[0].glyphs, &d, &whole) && whole;
}

static bool is_photo(const struct seen *s)
{
	const struct language *l = s->head.g.language;
	enum { A_CAPTION = 60 }; /* as long as the text beside one picture */
	if (s->captions > 0 && s->length < s->captions * A_CAPTION)
		return true;
	return says(s->head, &l->photo_head) ||
	       (says(s->head, &l->photo_note_head) && s->length < 2 * A_CAPTION);
}

static bool is_comment(const struct seen *s)
{
	const struct language *l = s->head.g.language;
	if (has_role(s->article, CREDIT_COMMENTATOR))
		return true;
	if (s->article->dateline.data)
		return false;
	struct view headline = s->article->headline;
	if (s->article->headline_printed && s->length > 200 &&
	    language_at_bytes(&l->comment_begins, headline, 0) &&
	    !language_at_bytes(&l->comment_begins_not, headline, 0))
		return true;
	return says(s->head, &l->comment_head);
}

/* Whether one of the first paragraphs speaks to somebody: the one above may say whom a letter was sent to. */
static bool greets(const struct draft *d)
{
	enum { MOST = 3 };
	int seen = 0;
	for (size_t i = 0; i < d->count && seen < MOST; i++) {
		if (!draft_is_paragraph(&d->parts[i]))
			continue;
		if (letter_salutation(d->parts[i].glyphs, 0))
			return true;
		seen++;
	}
	return false;
}

/* Readers write to the paper and speak to it. */
static bool is_letter(const struct seen *s)
{
	const struct language *l = s->head.g.language;
	if (s->article->dateline.data || has_role(s->article, CREDIT_REPORTER))
		return false;
	if (says(s->head, &l->letter_head))
		return true;
	return (s->first && says(search_in(glyph_head(s->first->glyphs, 24)), &l->letter_opening)) ||
	       greets(s->draft);
}

/* Names, figures or titles, many and short; or whatever calls itself one and holds no sentences. */
static bool is_list(const struct seen *s)
{
	const struct language *l = s->head.g.language;
	bool named = says(s->head, &l->list_head);
	if (s->length == 0 || s->article->dateline.data)
		return false;
	if (named && s->length > 100 && s->sentences * 100 < s->length)
		return true;
	if (s->paragraphs < 6)
		return false;
	if (s->numbered * 10 >= s->paragraphs * 9 && s->length < s->paragraphs * 80)
		return true;
	return s->short_paragraphs * 10 >= s->paragraphs * 8 &&
	       (named || (s->digits * 10 >= s->length * 3 && s->sentences * 4 <= s->paragraphs));
}

/* Told as a story: no dateline, and long, in sections, signed, or seen with one's own eyes. */
static bool is_feature(const struct seen *s)
{
	const struct language *l = s->head.g.language;
	const struct article *a = s->article;
	if (says(s->head, &l->feature_head))
		return s->length > 200;
	if (a->dateline.data)
		return s->subheads >= 3 && s->length > 1800;
	if (s->length > 900 && a->credit_count > 0)
		return true;
	return s->length > 200 && s->paragraphs >= 3 && s->subheads > 0 && s->speech > 0;
}

static bool is_brief(const struct seen *s)
{
	enum { BRIEF = 180, UNTITLED = 300 };
	if (!s->article->headline_printed && s->paragraphs == 1)
		return s->length < UNTITLED;
	return s->length < BRIEF && s->paragraphs <= 2;
}

/* Whether most of the body is of that type. */
static bool is_mostly(const struct article *a, enum body_type type)
{
	size_t of_type = 0, captions = 0;
	for (size_t i = 0; i < a->body_count; i++) {
		of_type += a->body[i].type == type;
		captions += a->body[i].type == BODY_CAPTION;
	}
	return of_type > 0 && of_type * 2 > a->body_count - captions;
}

/* Somebody who does not report for the paper speaks of what happened to them. */
static bool is_essay(const struct seen *s)
{
	const struct article *a = s->article;
	return s->length > 300 && s->first_person >= 3 && !a->dateline.data &&
	       has_role(a, CREDIT_AUTHOR) && !has_role(a, CREDIT_REPORTER);
}

enum kind classify_article(const struct draft *d, const struct article *a, struct arena *arena)
{
	struct seen s = look(d, a, arena);
	const struct language *l = s.head.g.language;
	if (is_mostly(a, BODY_VERSE))
		return KIND_POEM;
	if (is_obituary(&s))
		return KIND_OBITUARY;
	if (is_notice(&s))
		return KIND_NOTICE;
	if (is_weather(&s))
		return KIND_WEATHER;
	if (is_history(&s))
		return KIND_HISTORY;
	if (is_photo(&s))
		return KIND_PHOTO;
	if (says(s.head, &l->interpretation_head))
		return KIND_INTERPRETATION;
	if (is_comment(&s))
		return KIND_COMMENT;
	if (is_letter(&s))
		return KIND_LETTER;
	if (is_list(&s))
		return KIND_LIST;
	if (is_mostly(a, BODY_ROW))
		return KIND_LISTING;
	if (is_essay(&s))
		return KIND_ESSAY;
	if (is_feature(&s))
		return KIND_FEATURE;
	return is_brief(&s) ? KIND_BRIEF : KIND_NEWS;
}
