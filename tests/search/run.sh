#!/bin/sh
# The search index of a built site against a plain scan of its texts.
#
#	tests/search/run.sh PROGRAM
set -eu
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/pages"
cp seeds/*.txt "$work/pages/"
if [ -d ../shared/pages/lines ]; then
	cp ../shared/pages/lines/*.txt "$work/pages/"
else
	echo "skipped: ../shared/pages is not there; searching the seeds alone"
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

"$program" build -c "$work/site.conf" -q
node tests/search/queries.mjs "$work/site"
node tests/search/folding.mjs "$work/site" "$(dirname "$program")/tests/search/test_fold"

sed "s/^\\[site\\]/&\\narticles = page/; s,^output.*,output = $work/together," "$work/site.conf" >"$work/together.conf"
"$program" build -c "$work/together.conf" -q
node tests/search/queries.mjs "$work/together"

cp -R "$work/site/search" "$work/first"
"$program" build -c "$work/site.conf" -q -j 1 --clean
if diff -r "$work/first" "$work/site/search" >/dev/null; then
	echo "ok - the index is the same with one thread and with all"
else
	echo "not ok - the index is the same with one thread and with all"
	exit 1
fi
