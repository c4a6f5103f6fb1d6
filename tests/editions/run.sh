#!/bin/sh
# Several pages in one file, one page in several files, editions of a day: what
# comes of a source folder that holds them, page by page, and what corrections
# say of them. In TAP.
#
#	tests/editions/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 1

# article HEADLINE PLACE: a small article.
article() {
	printf '%s\n\n本报讯 %s1月18日有一件大事：公路修通，医院迁址，村民出门看病都方便多了。（张波）\n' "$1" "$2"
}

# archive NAME: an archive there, with a source folder to be filled.
archive() {
	mkdir -p "$1/seeds"
	cp -R "$root/templates" "$root/static" "$1"
	printf '[site]\ntitle = 档案\nnewspaper = 太原日报\n' >"$1/site.conf"
}

# records NAME: the build's records, a line an article: address, source, lines, headline.
records() {
	"$program" build -q -c "$1/site.conf" 2>"$1/err" || return 1
	cat "$1"/public/data/*.jsonl |
		jq -r 'select(.headline) | [.url, .source, (.lines[0] | join("-")), .headline] | join(" ")' |
		LC_ALL=C sort
}

# expected NAME FILE: the records are those of the file, and a build from nothing gives no other site.
expected() {
	records "$1" >"$work/met"
	diff "$2" "$work/met" >"$work/diff" && [ ! -s "$1/err" ]
	told "$1: every article has its address" $? "$work/diff" "$1/err"
	"$program" check -o "$1/public" >"$work/out" 2>&1
	told "$1: the site is sound" $? "$work/out"
	cp -R "$1/public" "$1/once"
	"$program" build -q --clean -c "$1/site.conf" 2>/dev/null
	diff -r -x .broadsheet "$1/once" "$1/public" >"$work/out" 2>&1
	told "$1: so it is when it is built anew" $? "$work/out"
}

# A file with the pages of an issue: the second is a picture, the last prints its number.
archive fed
{
	article 县里修通公路 本县
	printf '\f\f'
	article 医院迁入新址 县城
	printf '\f太原日报 2022年1月19日 星期三 第8版\n\n'
	article 粮站收购夏粮 南村
	printf '\f'
} >fed/seeds/2022-01-19.txt
cat >fed.expected <<'END'
2022/01/19/01-1.html seeds/2022-01-19.txt 1-3 县里修通公路
2022/01/19/03-4.html seeds/2022-01-19.txt 4-6 医院迁入新址
2022/01/19/08-9.html seeds/2022-01-19.txt 9-11 粮站收购夏粮
END
expected fed fed.expected

cat >fed/seeds/corrections.conf <<'END'
[2022-01-19.txt#3]
page = 05

[2022-01-19.txt:9]
headline = 南村粮站收购夏粮
END
cat >fed.expected <<'END'
2022/01/19/01-1.html seeds/2022-01-19.txt 1-3 县里修通公路
2022/01/19/05-4.html seeds/2022-01-19.txt 4-6 医院迁入新址
2022/01/19/08-9.html seeds/2022-01-19.txt 9-11 南村粮站收购夏粮
END
records fed >met
diff fed.expected met >"diff"
told "corrections name a page of the file, and a line" $? diff fed/err
printf '[2022-01-19.txt#9]\npage = 05\n\n[2022-01-19.txt:99]\nheadline = 无\n' >fed/seeds/corrections.conf
"$program" build -q -c fed/site.conf 2>err
grep -q 'no page 9 in 2022-01-19.txt: it has 4' err && grep -q 'no line 99' err
told "a page and a line that are not there are told" $? err

# Editions of a day, told by folders, words in names, and letters of numbers.
archive editions
mkdir -p editions/seeds/早报 editions/seeds/晚报
article 早上的新闻 南村 >editions/seeds/早报/2022-01-19_01.txt
article 早上的体育 南村 >editions/seeds/早报/2022-01-19_02.txt
article 晚上的新闻 北村 >editions/seeds/晚报/2022-01-19_01.txt
article 平常的新闻 西村 >editions/seeds/太原日报2022-01-20_01.txt
article 特别的新闻 东村 >editions/seeds/太原日报特刊2022-01-20_01.txt
article 甲叠的新闻 西村 >editions/seeds/20220121-A01.txt
article 乙叠的新闻 东村 >editions/seeds/20220121-B01.txt
cat >editions.expected <<'END'
2022/01/19/%E6%97%A9%E6%8A%A501-1.html seeds/早报/2022-01-19_01.txt 1-3 早上的新闻
2022/01/19/%E6%97%A9%E6%8A%A502-1.html seeds/早报/2022-01-19_02.txt 1-3 早上的体育
2022/01/19/%E6%99%9A%E6%8A%A501-1.html seeds/晚报/2022-01-19_01.txt 1-3 晚上的新闻
2022/01/20/01-1.html seeds/太原日报2022-01-20_01.txt 1-3 平常的新闻
2022/01/20/%E7%89%B9%E5%88%8A01-1.html seeds/太原日报特刊2022-01-20_01.txt 1-3 特别的新闻
2022/01/21/A01-1.html seeds/20220121-A01.txt 1-3 甲叠的新闻
2022/01/21/B01-1.html seeds/20220121-B01.txt 1-3 乙叠的新闻
END
LC_ALL=C sort -o editions.expected editions.expected
expected editions editions.expected

# Several papers: the number of a page that is not of the main one begins with its folder, whatever else the day has.
archive papers
cat >>papers/site.conf <<'END'

[title main]
name = 太原日报
folder = daily

[title 2000]
name = 太原晚报
folder = evening

[title 2022-01-20]
name = 太原新晚报
folder = evening
END
mkdir -p papers/seeds/daily papers/seeds/evening/late
article 早上的新闻 南村 >papers/seeds/daily/2022-01-19_01.txt
article 晚上的新闻 北村 >papers/seeds/evening/2022-01-19_01.txt
article 单独的新闻 西村 >papers/seeds/evening/2022-01-20_01.txt
article 迟来的新闻 东村 >papers/seeds/evening/late/2022-01-20_01.txt
cat >papers.expected <<'END'
2022/01/19/01-1.html seeds/daily/2022-01-19_01.txt 1-3 早上的新闻
2022/01/19/evening01-1.html seeds/evening/2022-01-19_01.txt 1-3 晚上的新闻
2022/01/20/evening01-1.html seeds/evening/2022-01-20_01.txt 1-3 单独的新闻
2022/01/20/eveninglate01-1.html seeds/evening/late/2022-01-20_01.txt 1-3 迟来的新闻
END
expected papers papers.expected
grep -q '太原晚报, 2022-01-19(01)' papers/public/2022/01/19/evening01-1.html &&
	grep -q '"name":"太原新晚报"' papers/public/2022/01/20/evening01-1.html &&
	[ "$(grep -o 'titles/[a-z0-9-]*.html' papers/public/2022/01/19/index.html | sort -u | tr '\n' ' ')" = 'titles/2000.html titles/index.html titles/main.html ' ]
told "papers: citations and the issue name the paper of the page" $?
! grep -q 'titles/main\|href="main.html"' papers/public/titles/2000.html && grep -q '2022-01-20.html' papers/public/titles/2000.html
told "papers: what a title was called next is of the same paper" $?
rm papers/seeds/daily/2022-01-19_01.txt
sed '/daily/d' papers.expected >papers.less
records papers >met
diff papers.less met >"diff"
told "papers: an address does not depend on what other papers there are" $? diff

# Files of one article each are put together to their page; the tenth stands behind the second.
archive parted
mkdir -p parted/seeds/晚报
article 县里修通公路 本县 >parted/seeds/20220119-01-1.txt
article 粮站收购夏粮 南村 >parted/seeds/20220119-01-10.txt
article 医院迁入新址 县城 >parted/seeds/20220119-01-2.txt
article 学校开学上课 西村 >parted/seeds/20220119-02-1.txt
article 公园新添长椅 县城 >parted/seeds/晚报/20220119-01-1.txt
article 剧院今晚开演 县城 >parted/seeds/晚报/20220119-01-2.txt
cat >parted.expected <<'END'
2022/01/19/01-1.html seeds/20220119-01-1.txt 1-3 县里修通公路
2022/01/19/01-5.html seeds/20220119-01-1.txt 5-7 医院迁入新址
2022/01/19/01-9.html seeds/20220119-01-1.txt 9-11 粮站收购夏粮
2022/01/19/02-1.html seeds/20220119-02-1.txt 1-3 学校开学上课
2022/01/19/%E6%99%9A%E6%8A%A501-1.html seeds/晚报/20220119-01-1.txt 1-3 公园新添长椅
2022/01/19/%E6%99%9A%E6%8A%A501-5.html seeds/晚报/20220119-01-1.txt 5-7 剧院今晚开演
END
LC_ALL=C sort -o parted.expected parted.expected
expected parted parted.expected

printf '[20220119-01-1.txt:9]\nheadline = 南村粮站收购夏粮\n' >parted/seeds/corrections.conf
sed 's/ 粮站/ 南村粮站/' parted.expected >parted.corrected
records parted >met
diff parted.corrected met >"diff"
told "corrections count the lines of a page's articles on" $? diff parted/err
printf '[20220119-01-10.txt:1]\nheadline = 无\n' >parted/seeds/corrections.conf
"$program" build -q -c parted/site.conf 2>err
grep -q "corrections.conf:1:1: '20220119-01-10.txt' is an article of the page '20220119-01-1.txt'" err
told "and say so of a file that is a part" $? err

# A file alone of its page and day is cut as any other; a second one makes both articles.
archive lone
printf '%s\n' 无题 2022年的一件事 >lone/seeds/20220119-01-1.txt
article 县里修通公路 本县 >>lone/seeds/20220119-01-1.txt
records lone >met
[ "$(wc -l <met)" -gt 0 ]
told "a file that is named as an article, but alone, is read" $? met lone/err
article 医院迁入新址 县城 >lone/seeds/20220119-01-2.txt
records lone >met
[ "$(cut -d' ' -f3 met | tr '\n' ' ')" = "1-5 7-9 " ]
told "another makes both articles, though the first file has not changed" $? met lone/err
printf '\000\001\002\003\004' >lone/seeds/20220119-01-3.txt
records lone >met
[ $? -eq 1 ] && grep -q '20220119-01-3.txt: is no text' lone/err
told "one that is no text is told by its name" $? met lone/err

plan
