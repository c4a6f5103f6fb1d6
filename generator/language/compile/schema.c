#include "language/compile/schema.h"

#include <string.h>

#include "page/credit_role.h"

static const struct choice byline_effects[] = {
	{ "before", "LANGUAGE_BYLINE_BEFORE" },
	{ "after", "LANGUAGE_BYLINE_AFTER" },
	{ "written", "LANGUAGE_BYLINE_WRITTEN" },
	{ "both", "LANGUAGE_BYLINE_BOTH" },
	{ "drop", "LANGUAGE_BYLINE_DROP" },
	{ "lent", "LANGUAGE_BYLINE_LENT" },
	{ "group", "LANGUAGE_BYLINE_GROUP" },
	{ "picture", "LANGUAGE_BYLINE_PICTURE" },
	{ "pass", "LANGUAGE_BYLINE_PASS" },
	{ "note", "LANGUAGE_BYLINE_NOTE" },
	{ NULL, NULL },
};
#define ROLE(constant, name) { name, #constant },
static const struct choice roles[] = { CREDIT_ROLES(ROLE){ NULL, NULL } };
static const struct choice places[] = {
	{ "start", "LANGUAGE_PLACE_START" },     { "end", "LANGUAGE_PLACE_END" },
	{ "alone", "LANGUAGE_PLACE_ALONE" },     { "closing", "LANGUAGE_PLACE_CLOSING" },
	{ "joining", "LANGUAGE_PLACE_JOINING" }, { NULL, NULL },
};
static const struct choice own[] = { { "own", "1" }, { NULL, NULL } };
static const struct choice anything_after[] = { { "anything", "1" }, { NULL, NULL } };
static const struct choice inside[] = { { "inside", "1" }, { NULL, NULL } };
static const struct choice glued[] = { { "agency", "1" }, { NULL, NULL } };
static const struct choice after_paper[] = { { "paper", "1" }, { NULL, NULL } };
static const struct choice names_follow[] = { { "names", "1" }, { NULL, NULL } };
static const struct choice never[] = { { "never", "1" }, { NULL, NULL } };
const struct choice schema_surnames[] = {
	{ "common", "LANGUAGE_SURNAME_COMMON" },
	{ "usual", "LANGUAGE_SURNAME_USUAL" },
	{ "rare", "LANGUAGE_SURNAME_RARE" },
	{ NULL, NULL },
};
const struct choice schema_given[] = {
	{ "often", "LANGUAGE_GIVEN_OFTEN" },
	{ "known", "LANGUAGE_GIVEN_KNOWN" },
	{ "never", "LANGUAGE_GIVEN_NEVER" },
	{ NULL, NULL },
};
static const struct choice units[] = {
	{ "year", "LANGUAGE_UNIT_YEAR" },
	{ "month", "LANGUAGE_UNIT_MONTH" },
	{ "day", "LANGUAGE_UNIT_DAY" },
	{ NULL, NULL },
};
static const struct choice days[] = {
	{ "today", "LANGUAGE_DAY_TODAY" },
	{ "yesterday", "LANGUAGE_DAY_YESTERDAY" },
	{ NULL, NULL },
};
static const struct choice jumps[] = {
	{ "from", "LANGUAGE_JUMP_FROM" },
	{ "to", "LANGUAGE_JUMP_TO" },
	{ NULL, NULL },
};
static const struct choice name_styles[] = {
	{ "han", "LANGUAGE_NAMES_HAN" },
	{ "capitals", "LANGUAGE_NAMES_CAPITALS" },
	{ NULL, NULL },
};
static const struct choice date_styles[] = {
	{ "units", "LANGUAGE_DATES_UNITS" },
	{ "names", "LANGUAGE_DATES_NAMES" },
	{ NULL, NULL },
};
static const struct choice fields[] = {
	{ "headline", "LANGUAGE_FIELD_HEADLINE" },   { "kicker", "LANGUAGE_FIELD_KICKER" },
	{ "deck", "LANGUAGE_FIELD_DECK" },           { "byline", "LANGUAGE_FIELD_BYLINE" },
	{ "date", "LANGUAGE_FIELD_DATE" },           { "page", "LANGUAGE_FIELD_PAGE" },
	{ "body", "LANGUAGE_FIELD_BODY" },           { "kind", "LANGUAGE_FIELD_KIND" },
	{ "newspaper", "LANGUAGE_FIELD_NEWSPAPER" }, { NULL, NULL },
};
static const struct choice yes_no[] = { { "yes", "true" }, { "no", "false" }, { NULL, NULL } };

#define MAYBE(what, choices)         \
	{                                \
		{                            \
			what, choices, 0, 0, "0" \
		}                            \
	}
#define ONE_OF(what, choices)         \
	{                                 \
		{                             \
			what, choices, 0, 0, NULL \
		}                             \
	}
#define NUMBER(what, least, most)         \
	{                                     \
		{                                 \
			what, NULL, least, most, NULL \
		}                                 \
	}
#define YEAR                           \
	{                                  \
		"year", NULL, 1800, 2200, NULL \
	}
#define PLAIN                      \
	{                              \
		{                          \
			NULL, NULL, 0, 0, NULL \
		}                          \
	}

/* The fields of struct language, in the order of language.h. */
const struct schema schema_lists[] = {
	{ "agencies", BY_FIRST, MAYBE("whose", own) },
	{ "byline_words",
	  BY_FIRST,
	  { { "effect", byline_effects, 0, 0, NULL },
	    { "role", roles, 0, 0, "CREDIT_AUTHOR" },
	    { "place", places, 0, 0, "LANGUAGE_PLACE_START" } } },
	{ "branch_begins", BY_FIRST, PLAIN },
	{ "branch_ends", BY_LAST, PLAIN },
	{ "outlet_ends", BY_LAST, PLAIN },
	{ "agency_works", BY_FIRST, MAYBE("what may follow", anything_after) },
	{ "countries", BY_FIRST, PLAIN },
	{ "peoples_ends", BY_LAST, PLAIN },
	{ "not_in_bylines", BY_FIRST, PLAIN },
	{ "report_words", BY_FIRST, MAYBE("place", inside) },
	{ "office_ends", BY_LAST, PLAIN },
	{ "photo_ends", BY_LAST, PLAIN },
	{ "photo_verbs", BY_LAST, PLAIN },
	{ "agency_photo_ends", BY_LAST, PLAIN },
	{ "about_words", BY_FIRST, PLAIN },
	{ "unnamed_writers", BY_FIRST, ONE_OF("role", roles) },
	{ "name_joints", BY_FIRST, PLAIN },
	{ "name_particles", BY_FIRST, PLAIN },
	{ "surnames", BY_FIRST, ONE_OF("frequency", schema_surnames) },
	{ "given_characters", BY_FIRST, ONE_OF("frequency", schema_given) },
	{ "name_words", BY_FIRST, PLAIN },
	{ "name_syllables", BY_FIRST, PLAIN },
	{ "transcribing", BY_FIRST, PLAIN },
	{ "places", BY_FIRST, PLAIN },
	{ "dateline_openings", BY_FIRST, MAYBE("what follows", glued) },
	{ "dateline_nouns", BY_FIRST, PLAIN },
	{ "dateline_ends", BY_FIRST, MAYBE("what stands before", after_paper) },
	{ "datelines_alone", BY_FIRST, PLAIN },
	{ "paper_ends", BY_FIRST, PLAIN },
	{ "not_in_places", BY_FIRST, PLAIN },
	{ "not_datelines", BY_FIRST, PLAIN },
	{ "plain_datelines", BY_FIRST, PLAIN },
	{ "numerals", BY_FIRST, NUMBER("number", 0, 30) },
	{ "eras", BY_LAST, NUMBER("year before its first", 1800, 2200) },
	{ "share_words", BY_FIRST, PLAIN },
	{ "ordinals", BY_FIRST, PLAIN },
	{ "ordinal_ends", BY_FIRST, PLAIN },
	{ "date_units", BY_FIRST, ONE_OF("part of a date", units) },
	{ "hour_units", BY_FIRST, PLAIN },
	{ "ranges", BY_FIRST, PLAIN },
	{ "weekdays", BY_FIRST, NUMBER("weekday, from 0 for Sunday", 0, 6) },
	{ "months", BY_FIRST, NUMBER("month", 1, 12) },
	{ "seasons", BY_FIRST, NUMBER("month", 1, 12) },
	{ "ahead_words", BY_LAST, PLAIN },
	{ "ahead_after", BY_FIRST, PLAIN },
	{ "until_words", BY_LAST, PLAIN },
	{ "done_words", BY_FIRST, PLAIN },
	{ "plan_words", BY_FIRST, PLAIN },
	{ "since_words", BY_FIRST, PLAIN },
	{ "ago_after", BY_FIRST, PLAIN },
	{ "ago_before", BY_LAST, PLAIN },
	{ "every_words", BY_LAST, PLAIN },
	{ "decades", BY_FIRST, PLAIN },
	{ "other_months", BY_LAST, PLAIN },
	{ "durations", BY_FIRST, PLAIN },
	{ "day_words", BY_FIRST, ONE_OF("day", days) },
	{ "forecast_words", BY_FIRST, PLAIN },
	{ "last_year", BY_LAST, PLAIN },
	{ "year_begun", BY_LAST, PLAIN },
	{ "year_ended", BY_LAST, PLAIN },
	{ "plans", BY_FIRST, { { "number of a plan", NULL, 1, 99, NULL }, YEAR } },
	{ "plan_nouns", BY_FIRST, PLAIN },
	{ "plan_texts", BY_FIRST, PLAIN },
	{ "plan_years", BY_FIRST, NUMBER("years since the first", 0, 9) },
	{ "congresses", BY_FIRST, { { "number of a congress", NULL, 1, 99, NULL }, YEAR } },
	{ "congress_before", BY_LAST, PLAIN },
	{ "congress_after", BY_FIRST, PLAIN },
	{ "anniversaries", BY_LAST, { YEAR } },
	{ "anniversary_ends", BY_FIRST, PLAIN },
	{ "page_words", BY_FIRST, PLAIN },
	{ "page_before", BY_FIRST, PLAIN },
	{ "jump_words", BY_FIRST, ONE_OF("way", jumps) },
	{ "header_stops", BY_FIRST, PLAIN },
	{ "header_words", BY_FIRST, PLAIN },
	{ "imprint_words", BY_FIRST, PLAIN },
	{ "edge_words", BY_FIRST, MAYBE("what follows", names_follow) },
	{ "sentence_marks", BY_FIRST, PLAIN },
	{ "number_marks", BY_FIRST, PLAIN },
	{ "going_on", BY_FIRST, PLAIN },
	{ "lead_words", BY_FIRST, PLAIN },
	{ "picture_words", BY_FIRST, PLAIN },
	{ "picture_notes", BY_FIRST, PLAIN },
	{ "death_ends", BY_LAST, PLAIN },
	{ "death_words", BY_FIRST, PLAIN },
	{ "notice_starts", BY_FIRST, PLAIN },
	{ "notice_signs", BY_FIRST, PLAIN },
	{ "notice_titles", BY_LAST, PLAIN },
	{ "notice_headings", BY_FIRST, PLAIN },
	{ "notice_closings", BY_FIRST, PLAIN },
	{ "notice_openings", BY_FIRST, PLAIN },
	{ "notice_marks", BY_FIRST, PLAIN },
	{ "deaths_told", BY_LAST, PLAIN },
	{ "salutations", BY_FIRST, PLAIN },
	{ "letter_addresses", BY_FIRST, PLAIN },
	{ "letter_closings", BY_FIRST, PLAIN },
	{ "obituary_head", BY_FIRST, PLAIN },
	{ "obituary_head_not", BY_FIRST, PLAIN },
	{ "obituary_opening", BY_FIRST, PLAIN },
	{ "obituary_lead", BY_FIRST, PLAIN },
	{ "obituary_lead_not", BY_FIRST, PLAIN },
	{ "obituary_ages", BY_FIRST, PLAIN },
	{ "weather_head", BY_FIRST, PLAIN },
	{ "weather_topics", BY_FIRST, PLAIN },
	{ "weather_figures", BY_FIRST, PLAIN },
	{ "history_head", BY_FIRST, PLAIN },
	{ "photo_head", BY_FIRST, PLAIN },
	{ "photo_note_head", BY_FIRST, PLAIN },
	{ "interpretation_head", BY_FIRST, PLAIN },
	{ "comment_head", BY_FIRST, PLAIN },
	{ "comment_begins", BY_FIRST, PLAIN },
	{ "comment_begins_not", BY_FIRST, PLAIN },
	{ "letter_head", BY_FIRST, PLAIN },
	{ "letter_opening", BY_FIRST, PLAIN },
	{ "list_head", BY_FIRST, PLAIN },
	{ "feature_head", BY_FIRST, PLAIN },
	{ "first_person", BY_FIRST, PLAIN },
	{ "first_person_not", BY_FIRST, PLAIN },
	{ "stopwords", BY_FIRST, PLAIN },
	{ "number_words", BY_FIRST, PLAIN },
	{ "particles", BY_FIRST, MAYBE("place", never) },
	{ "readings", BY_FIRST, PLAIN },
	{ "misread", BY_FIRST, PLAIN },
	{ "fields", BY_FIRST, ONE_OF("field of an article", fields) },
};

const int schema_list_count = sizeof(schema_lists) / sizeof(*schema_lists);

_Static_assert(sizeof(schema_lists) / sizeof(*schema_lists) <= SCHEMA_LISTS_MOST,
               "more lists than the reader has room for");

const struct setting schema_settings[SCHEMA_SETTINGS] = {
	{ "names", { "way to tell names", name_styles, 0, 0, NULL } },
	{ "spaced", { "answer", yes_no, 0, 0, NULL } },
	{ "dates", { "way to write dates", date_styles, 0, 0, NULL } },
	{ "width", { "width", NULL, 1, 9, NULL } },
};

int schema_find(const char *name)
{
	for (int k = 0; k < schema_list_count; k++)
		if (strcmp(schema_lists[k].name, name) == 0)
			return k;
	return -1;
}
