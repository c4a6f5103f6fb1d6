#!/bin/sh
# Articles that go on on other pages, as readers see them and as they are cited.
#
#	tests/jumps/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"

# has FILE TEXT...: whether the page holds all of the texts.
has() {
	file=$1
	shift
	for text; do
		grep -qF -- "$text" "$file" || { echo "$file lacks $text"; return 1; }
	done
}

cd "$work" && mkdir seeds && ln -s "$root/templates" "$root/static" . || exit 1
cat >site.conf <<'end'
[site]
title = 档案
newspaper = 日报
base_url = https://example.org/a/
end
cat >seeds/2022-01-19_01.txt <<'end'
全县公路会议召开

本报讯 全县公路建设会议昨天召开，要求今年修通五个乡镇的公路。(下转第4版)

县医院迁入新址

本报讯 县医院昨天迁入新址，门诊部和住院部同一天开放。(下转第9版)
end
cat >seeds/2022-01-19_04.txt <<'end'
公路会议提出五项要求

(上接第1版)会议强调，公路修到哪里，各乡镇的养护就要跟到哪里，责任落实到人。(下转第07版)
end
cat >seeds/2022-01-19_07.txt <<'end'
先进集体受到表彰

(上接第四版)会议最后表彰了公路建设的先进集体，与会代表参观了新修通的公路。

春风吹来

(上接第2版)大家都说好，往后办事再也不用跑远路，真是方便了。
end
cat >seeds/corrections.conf <<'end'
[2022-01-19_07.txt:5]
start = yes
end
"$program" build -q >out 2>&1
grep -v 'take the line out' out >other
[ ! -s other ] && [ -e public/2022/01/19/07-5.html ]
told "the site is built" $? out
day=public/2022/01/19
up=../../..

has $day/01-1.html "<p class=\"jump\"><a href=\"$up/2022/01/19/04-1.html\">（下转第4版）</a></p>" &&
	has $day/04-1.html "<p class=\"jump\"><a href=\"$up/2022/01/19/01-1.html\">（上接第1版）</a></p>" \
		"<p class=\"jump\"><a href=\"$up/2022/01/19/07-1.html\">（下转第07版）</a></p>" &&
	has $day/07-1.html "<p class=\"jump\"><a href=\"$up/2022/01/19/04-1.html\">（上接第4版）</a></p>"
told "three pages are one way to read, there and back" $?
checked public

for article in 01-1 04-1 07-1; do
	has $day/$article.html '2022-01-19(01, 04, 07)' '2022-01-19（01, 04, 07）' 'pages = {01, 04, 07}' \
		'SP  - 01, 04, 07' '"page": &quot;01, 04, 07&quot;' '"printPage":"01, 04, 07"' || break
done >out
[ ! -s out ]
told "all five citations of each name all three pages" $? out

has $day/01-5.html '（下转第9版） <span class="facts">（该版不在本档案中）</span>' '2022-01-19(01)' &&
	has $day/07-5.html '（上接第2版） <span class="facts">（该版不在本档案中）</span>' '2022-01-19(07)'
told "where the other end is missing, the article says so" $?

# With the page there, but nothing on it that goes on, the page is what is left to point to.
cat >seeds/2022-01-19_09.txt <<'end'
铁路道口加装护栏

本报讯 铁路部门昨天在南村道口加装护栏，过往行人从此更加安全。
end
"$program" build -q >out 2>&1
has $day/01-5.html "<a href=\"$up/2022/01/19/09.html\">（下转第9版）</a>" '2022-01-19(01)'
told "a page without the other end is linked, not cited" $?

rm seeds/2022-01-19_04.txt
"$program" build -q >out 2>&1
has $day/01-1.html '（下转第4版） <span class="facts">（该版不在本档案中）</span>' '2022-01-19(01)' &&
	has $day/07-1.html '（上接第4版） <span class="facts">（该版不在本档案中）</span>' '2022-01-19(07)'
told "a page that is taken away leaves both its neighbours with their ends" $?
checked public

plan
