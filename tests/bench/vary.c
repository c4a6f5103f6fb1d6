#include "vary.h"

#include <stdbool.h>
#include <stdlib.h>

#include "text/utf8.h"

#define LONG_LINE   120 /* bytes: from here on a line is a text */
#define OTHER       30  /* of 100 sentences come from elsewhere */
#define PAIRS_SHORT 14  /* of 100 characters in a short line begin another word */
#define PAIRS_LONG  3
#define STAFF       240 /* reporters at a time */
#define STAFF_DAYS  700 /* how long they stay */
#define GUESTS      12  /* of 100 names are nobody of the staff */

/* What stays, as it tells where an article begins or who wrote it. */
static const char *const kept[] = {
	"新华社", "本报讯", "本报", "记者", "通讯员", "特约", "评论员", "实习生", "图为", "图片",
	"附图",   "上接",   "下转", "版",   "摄",     "电讯", "报道",   "编者按", "据",
};

static const char *const places[] = {
	"北京", "上海", "天津", "重庆", "太原", "西安", "兰州", "成都", "昆明", "贵阳", "南宁",
	"广州", "深圳", "海口", "福州", "厦门", "杭州", "宁波", "南京", "苏州", "合肥", "武汉",
	"长沙", "南昌", "郑州", "济南", "青岛", "大连", "沈阳", "长春", "大同", "临汾", "运城",
	"晋城", "长治", "阳泉", "忻州", "吕梁", "晋中", "朔州", "银川", "西宁", "拉萨", "保定",
	"唐山", "洛阳", "开封", "徐州", "无锡", "温州", "桂林", "遵义",
};

static const char *const surnames[] = {
	"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱",
	"胡", "郭", "何", "林", "高", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯",
	"邓", "曹", "彭", "曾", "肖", "田", "董", "袁", "潘", "于", "蒋", "蔡", "余", "杜",
	"叶", "程", "苏", "魏", "吕", "丁", "任", "沈", "姚", "卢", "姜", "崔",
};

static const char *const given[] = {
	"伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛",
	"明", "超", "兰", "霞", "平", "刚", "桂", "英", "华", "玉", "文", "建", "国", "志", "新",
	"海", "云", "春", "秀", "红", "晓", "东", "波", "鹏", "飞", "宁", "鑫", "宇", "浩", "凯",
	"健", "俊", "帆", "雪", "梅", "琳", "晶", "阳", "亮", "峰", "斌", "辉", "清", "振", "永",
	"立", "德", "庆", "福", "生", "成", "学", "荣", "安", "瑞", "佳", "思",
};

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

struct line {
	const struct vary_page *page;
	struct buf *out;
	uint64_t state;
	unsigned pairs; /* of 100 */
};

static uint64_t mix(uint64_t x)
{
	x = (x ^ (x >> 31)) * 0x9E3779B97F4A7C15u;
	x = (x ^ (x >> 29)) * 0xBF58476D1CE4E5B9u;
	return x ^ (x >> 32);
}

static size_t pick(struct line *l, size_t n)
{
	l->state += 0x9E3779B97F4A7C15u;
	return (size_t)(mix(l->state) % n);
}

static bool is_han(unsigned code)
{
	return code >= 0x4E00 && code <= 0x9FFF;
}

static struct view rest_of(struct view v, size_t at)
{
	return (struct view){ v.data + at, v.len - at };
}

/* The value of a digit, also of a full-width one; -1 for what is none. */
static int digit(unsigned code)
{
	if (code >= '0' && code <= '9')
		return (int)(code - '0');
	return code >= 0xFF10 && code <= 0xFF19 ? (int)(code - 0xFF10) : -1;
}

struct number {
	unsigned value;
	size_t digits;
	bool wide;
};

/* The number at *at, which moves behind it; no digits where there is none. */
static struct number number_at(struct view v, size_t *at)
{
	struct number n = { 0 };
	while (*at < v.len) {
		size_t next = *at;
		unsigned code = utf8_next(v, &next);
		int d = digit(code);
		if (d < 0)
			break;
		n.value = n.digits < 8 ? n.value * 10 + (unsigned)d : n.value;
		n.wide = code > '9';
		n.digits++;
		*at = next;
	}
	return n;
}

static void put_number(struct buf *out, unsigned value, bool wide)
{
	char text[16];
	size_t len = 0;
	do {
		text[len++] = (char)('0' + value % 10);
		value /= 10;
	} while (value > 0);
	while (len > 0)
		buf_put_code(out, (unsigned char)text[--len] + (wide ? 0xFF10u - '0' : 0));
}

/* The day meant by month and day, without a year: the nearest one. */
static struct date nearest(struct date to, unsigned month, unsigned day)
{
	struct date best = { 0 };
	for (int year = to.year - 1; year <= to.year + 1; year++) {
		struct date d = { year, (int)month, (int)day };
		if (date_valid(d) && (!date_known(best) || labs(date_to_days(d) - date_to_days(to)) <
		                                               labs(date_to_days(best) - date_to_days(to))))
			best = d;
	}
	return best;
}

/* ３月５日, moved by as many days as the page is. Returns the bytes used, or 0. */
static size_t put_day(struct line *l, struct view v, struct number month, size_t at)
{
	struct view sign = VIEW("月");
	if (month.digits > 2 || !view_starts(rest_of(v, at), sign))
		return 0;
	at += sign.len;
	struct number day = number_at(v, &at);
	if (day.digits == 0 || day.digits > 2 || !view_starts(rest_of(v, at), VIEW("日")))
		return 0;
	struct date d = nearest(l->page->from, month.value, day.value);
	if (!date_known(d))
		return 0;
	d = date_from_days(date_to_days(d) + date_to_days(l->page->to) - date_to_days(l->page->from));
	put_number(l->out, (unsigned)d.month, month.wide);
	buf_put(l->out, sign);
	put_number(l->out, (unsigned)d.day, day.wide);
	return at;
}

static size_t put_digits(struct line *l, struct view v)
{
	size_t at = 0;
	struct number n = number_at(v, &at);
	size_t used = put_day(l, v, n, at);
	if (used > 0)
		return used;
	bool year = n.digits == 4 && view_starts(rest_of(v, at), VIEW("年")) && n.value > 1900 &&
	            n.value < 2100;
	if (year) {
		put_number(l->out, n.value + (unsigned)l->page->to.year - (unsigned)l->page->from.year,
		           n.wide);
		return at;
	}
	for (size_t i = 0; i < n.digits; i++)
		put_number(l->out, (unsigned)(i == 0 ? 1 + pick(l, 9) : pick(l, 10)), n.wide);
	return at;
}

/* Which of the words the text begins with, or count. */
static size_t word_at(struct view v, const char *const *words, size_t count)
{
	size_t i = 0;
	while (i < count && !view_starts(v, view_of(words[i])))
		i++;
	return i;
}

static bool may_begin(const struct vary_page *p, unsigned code)
{
	return p->begins[code / 64 % 64] >> code % 64 & 1;
}

static void expect(struct vary_page *p, struct view word)
{
	size_t at = 0;
	unsigned code = utf8_next(word, &at);
	p->begins[code / 64 % 64] |= (uint64_t)1 << code % 64;
}

void vary_begin(struct vary_page *p)
{
	for (size_t i = 0; i < COUNT(kept); i++)
		expect(p, view_of(kept[i]));
	for (size_t i = 0; i < COUNT(places); i++)
		expect(p, view_of(places[i]));
	for (size_t i = 0; i < p->names->len; i++)
		expect(p, p->names->items[i]);
}

static void put_name(struct line *l, struct view name)
{
	uint64_t page = l->page->seed, who = 0;
	for (size_t i = 0; i < name.len; i++)
		who = mix(who + (unsigned char)name.data[i] + 1);
	uint64_t of = mix(who + page);
	if (of % 100 >= GUESTS) {
		/* Few of the staff write much, many write little. */
		uint64_t rank = ((of >> 8) % STAFF) * ((of >> 24) % STAFF) / STAFF;
		of = mix(rank + 1000 * (uint64_t)(date_to_days(l->page->to) / STAFF_DAYS + 100000));
	}
	buf_puts(l->out, surnames[of % COUNT(surnames)]);
	for (size_t i = 3; i < name.len; i += 3) {
		of = mix(of);
		buf_puts(l->out, given[of % COUNT(given)]);
	}
}

/* Puts something for the name or other known word that v begins with; returns its length, or 0. */
static size_t put_known(struct line *l, struct view v)
{
	for (size_t i = 0; i < l->page->names->len; i++) {
		struct view name = l->page->names->items[i];
		if (view_starts(v, name)) {
			put_name(l, name);
			return name.len;
		}
	}
	size_t word = word_at(v, kept, COUNT(kept));
	if (word < COUNT(kept)) {
		buf_puts(l->out, kept[word]);
		return view_of(kept[word]).len;
	}
	word = word_at(v, places, COUNT(places));
	if (word == COUNT(places))
		return 0;
	buf_puts(l->out, places[(word + mix(l->page->seed)) % COUNT(places)]);
	return view_of(places[word]).len;
}

/* Puts something for what stands at the beginning of v; returns the bytes used. */
static size_t put_one(struct line *l, struct view v)
{
	size_t at = 0;
	unsigned code = utf8_next(v, &at);
	if (digit(code) >= 0)
		return put_digits(l, v);
	size_t known = is_han(code) && may_begin(l->page, code) ? put_known(l, v) : 0;
	if (known > 0)
		return known;
	size_t two = at;
	bool pair = is_han(code) && two < v.len && is_han(utf8_next(v, &two));
	if (pair && l->page->pool->pairs.len > 0 && pick(l, 100) < l->pairs) {
		buf_put(l->out, l->page->pool->pairs.items[pick(l, l->page->pool->pairs.len)]);
		return two;
	}
	buf_put(l->out, view_slice(v, 0, at));
	return at;
}

static void put_all(struct line *l, struct view v)
{
	while (v.len > 0)
		v = rest_of(v, put_one(l, v));
}

/* Cuts the first sentence off. */
static struct view cut_sentence(struct view *rest)
{
	struct view stop = VIEW("。");
	ptrdiff_t end = view_find(*rest, stop, 0);
	size_t len = end < 0 ? rest->len : (size_t)end + stop.len;
	struct view sentence = view_slice(*rest, 0, len);
	*rest = rest_of(*rest, len);
	return sentence;
}

void vary_learn(struct vary_pool *pool, struct view line)
{
	if (line.len >= LONG_LINE) {
		for (bool first = true; line.len > 0; first = false) {
			struct view sentence = cut_sentence(&line);
			if (!first && view_ends(sentence, VIEW("。")))
				*array_push(&pool->sentences) = sentence;
		}
		return;
	}
	size_t before = 0;
	bool han = false;
	for (size_t at = 0; at < line.len;) {
		size_t from = at;
		bool this = is_han(utf8_next(line, &at));
		bool word = han && this && word_at(rest_of(line, before), kept, COUNT(kept)) == COUNT(kept);
		if (word)
			*array_push(&pool->pairs) = view_slice(line, before, at - before);
		before = from;
		han = this;
	}
}

void vary_line(const struct vary_page *p, uint32_t number, struct view line, struct buf *out)
{
	bool text = line.len >= LONG_LINE;
	struct line l = { p, out, mix(p->seed + number), text ? PAIRS_LONG : PAIRS_SHORT };
	for (bool first = true; line.len > 0; first = false) {
		struct view sentence = text ? cut_sentence(&line) : line;
		if (!text)
			line.len = 0;
		bool other = text && !first && p->pool->sentences.len > 0 && pick(&l, 100) < OTHER;
		put_all(&l, other ? p->pool->sentences.items[pick(&l, p->pool->sentences.len)] : sentence);
	}
}

void vary_free(struct vary_pool *pool)
{
	array_free(&pool->sentences);
	array_free(&pool->pairs);
}
