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
include node tests/search/queries.mjs "$work/site"
include node tests/search/folding.mjs "$work/site" "$(dirname "$program")/tests/search/test_fold"

sed "s/^\\[site\\]/&\\narticles = page/; s,^output.*,output = $work/together," "$work/site.conf" >"$work/together.conf"
"$program" build -c "$work/together.conf" -q >"$work/out" 2>&1
told "the site whose articles stand in their pages is built" $? "$work/out"
checked "$work/together"
include node tests/search/queries.mjs "$work/together"

cp -R "$work/site/search" "$work/first"
"$program" build -c "$work/site.conf" -q -j 1 --clean && diff -rq "$work/first" "$work/site/search" >"$work/out" 2>&1
told "the index is the same with one thread and with all" $? "$work/out"
plan
