#!/bin/sh
# The search index of a built site against a plain scan of its texts.
#
#	tests/search/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"

mkdir "$work/pages"
cp seeds/*.txt "$work/pages/"
if [ -d ../shared/pages/lines ]; then
	cp ../shared/pages/lines/*.txt "$work/pages/"
else
	skip "searching a month of a daily" "../shared/pages is not there; the seeds alone are searched"
fi

# Two articles whose texts are too long for their places, one of them very long, the other of rare characters.
long() {
	awk -v n="$1" 'BEGIN { while (n-- > 0) printf "长%d", n % 7 }'
}
{
	echo "引题$(long 200)" && echo "主题$(long 9)写在这里" && echo "——副题$(long 9)"
	echo "本报讯（记者张波）三月一日，城里下了一场雨，街上的人都打着伞走路，$(long 9000)。"
	echo "引题$(long 9)写在上面" && echo "又一个主题" && echo "——副题写在下面"
	echo "本报讯（记者李军）三月二日，天晴了，臺灣　𠮷野家ＡＢＣ①和㍿、二○二二年二〇二二、é café 👨‍👩‍👧 𠀀𠀁，河水也涨了起来。"
} >"$work/pages/1998-03-01_01.txt"
{
	echo "相隔很远" && echo "本报讯 夜莺在城里唱歌，$(long 60)，琥珀在河边发光。"
	echo "相邻一次" && echo "本报讯 夜莺在城里唱歌，琥珀在河边发光。"
	echo "相邻多次" && echo "本报讯 夜莺唱歌，琥珀发光，夜莺又唱，琥珀又亮，夜莺还唱，琥珀还亮。"
	echo "夜莺与琥珀" && echo "本报讯 城里有歌声，河边有亮光。"
} >"$work/pages/1998-03-02_01.txt"
# So many days of a year long ago that what is counted of them is a file of its own.
for month in 01 02 03 04 05 06 07 08 09 10 11 12; do
	for day in 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18; do
		printf '旧闻一则\n本报讯（记者李军）%s月%s日，城里有人在河边看见了一只夜鹭。\n' $month $day >"$work/pages/1990-$month-${day}_01.txt"
	done
done
{
	for line in 1 3 5 7; do
		printf '[1998-03-02_01.txt:%d]\nstart = yes\nheadline = %d\n' $line $line
	done
	cat <<END
[1998-03-01_01.txt:1]
start = yes
kicker = 1
deck = 3
byline = $(awk 'BEGIN { for (n = 0; n < 90; n++) printf "张波%d, ", n }')王五

[1998-03-01_01.txt:5]
start = yes
headline = 更正后的主题$(long 300)
byline = 赵六, 张波
END
} >"$work/pages/corrections.conf"
cat >"$work/site.conf" <<END
[site]
title = 检索
newspaper = 检索
language = zh-Hans
source = $work/pages
output = $work/site
state = $work/state
templates = $PWD/templates
static = $PWD/static

[topic transport]
name = 交通
words = 公路, 铁路
END

"$program" build -c "$work/site.conf" -q >"$work/out" 2>&1
told "the site is built" $? "$work/out"
checked "$work/site"
[ "$(ls "$work"/site/search/*/counts-*.js | wc -l)" -eq 1 ]
told "what is counted of many days is a file of its own" $?
include node tests/search/queries.mjs "$work/site"
include node tests/search/whole.mjs "$work/site"
include node tests/search/requests.mjs "$work/site"
include node tests/search/slices.mjs "$work/site" 115
include node tests/search/order.mjs "$work/site" "夜莺 琥珀" 夜莺与琥珀 相邻多次 相邻一次 相隔很远
include node tests/search/renamed.mjs "$program" "$work/site.conf" "$work/pages" "$work/site"
include node tests/search/folding.mjs "$work/site" "$(dirname "$program")/tests/search/test_fold"

sed "s/^\\[site\\]/&\\narticles = page\\nsearch_zeros = yes/; s,^output.*,output = $work/together," "$work/site.conf" >"$work/together.conf"
"$program" build -c "$work/together.conf" -q >"$work/out" 2>&1
told "the site whose articles stand in their pages is built" $? "$work/out"
checked "$work/together"
include node tests/search/queries.mjs "$work/together" 400
include node tests/search/whole.mjs "$work/together" 8

# An archive's own variants: two characters that are one nowhere else.
mkdir "$work/own"
{
	echo "夜莺在城里" && echo "本报讯（记者张波）三月一日，城里下了一场雨，街上的人都打着伞走路。" && echo
	echo "夜鹂在河边" && echo "本报讯（记者李军）三月一日，河水涨了起来，岸上的人都回家去了。"
} >"$work/own/1998-03-01_01.txt"
sed "/^source/s,=.*,= $work/own,; /^output/s,=.*,= $work/variants,; /^state/s,=.*,= $work/variants.state," "$work/site.conf" >"$work/variants.conf"
"$program" build -c "$work/variants.conf" -q >"$work/out" 2>&1
include node tests/search/found.mjs "$work/variants" 夜莺 夜莺在城里
printf '# of this paper\n鹂 = 莺\n' >"$work/own/variants.conf"
"$program" build -c "$work/variants.conf" -q >"$work/out" 2>&1
told "an archive's own variants are read" $? "$work/out"
include node tests/search/found.mjs "$work/variants" 夜莺 夜莺在城里 夜鹂在河边
include node tests/search/found.mjs "$work/variants" 夜鹂 夜莺在城里 夜鹂在河边
echo "鹂莺 = 鸟" >>"$work/own/variants.conf"
"$program" build -c "$work/variants.conf" -q >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q 'variants.conf:3:' "$work/out"
told "and what is wrong in them is told" $? "$work/out"

# Words that mean the same.
include node tests/search/synonyms.mjs "$work/site"
mkdir "$work/same" && cp "$work/own/1998-03-01_01.txt" "$work/same/"
{
	sed "/^source/s,=.*,= $work/same,; /^output/s,=.*,= $work/synonyms,; /^state/s,=.*,= $work/synonyms.state," "$work/site.conf"
	printf '\n[synonyms]\n夜莺 = 夜鹂, 黄鸟\n'
} >"$work/synonyms.conf"
"$program" build -c "$work/synonyms.conf" -q >"$work/out" 2>&1
told "a site with synonyms is built" $? "$work/out"
checked "$work/synonyms"
if CHROMIUM=$(tests/web/chromium.sh) && [ -d tests/web/node_modules ]; then
	export CHROMIUM
	include node tests/search/declined.mjs "$work/synonyms"
else
	skip "synonyms that a reader declines" "there is no Chromium, or tests/web/install.sh did not run"
fi

cp -R "$work/site/search" "$work/first"
"$program" build -c "$work/site.conf" -q -j 1 --clean && diff -rq "$work/first" "$work/site/search" >"$work/out" 2>&1
told "the index is the same with one thread and with all" $? "$work/out"
plan
