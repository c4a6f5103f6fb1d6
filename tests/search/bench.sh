#!/bin/sh
# What search costs at several sizes of archive, beside Pagefind on the same site.
#
#	tests/search/bench.sh BUILD ARTICLES...
#
# Pages are made as for bench.sh of tests/bench; Pagefind comes from npm, is left
# out where it cannot be had, and where it would need gigabytes of memory.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
build=$(cd "$1" && pwd)
shift
tools=$build/tests/bench
work=$build/bench-search.$$
MEASURED=$work/measured
PAGEFIND_MOST=${PAGEFIND_MOST:-5000}
CHROMIUM=$(tests/web/chromium.sh)
export MEASURED CHROMIUM
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

# configure SEARCH SITE: a site with or without it.
configure() {
	cat <<END
[site]
title = 日报档案
newspaper = 日报
search = $1
source = $work/pages
output = $2
state = $2.state
templates = $root/templates
static = $root/static
END
	sed -n '/^\[topic/,$p' site.conf
}

# measured WHAT COMMAND...: what it takes, after the word.
measured() {
	what=$1
	shift
	: >"$MEASURED"
	"$tools/measure" -- "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
	printf '%s\t%s\n' "$what" "$(cat "$MEASURED")" >>"$work/results"
}

# Builds without and with the index so many times; the last site with it stays as $site.
build_both() {
	run=1
	while [ $run -le "$1" ]; do
		for search in no yes; do
			# A fresh name each time: ext4 is slow where much was just deleted.
			site=$work/$articles/site-$run-$search
			configure $search "$site" >"$work/site.conf"
			measured "search $search" "$build/broadsheet" build -q -c "$work/site.conf"
		done
		run=$((run + 1))
	done
}

# Prints the folder of Pagefind's index, if it can be made.
index_with_pagefind() {
	[ "$1" -le "$PAGEFIND_MOST" ] || return 0
	pagefind=$(tests/bench/pagefind.sh "$build/pagefind") || return 0
	measured pagefind "$pagefind" --site "$site" --glob '[0-9]*/[0-9]*/[0-9]*/*-*.html' \
		--output-path "$site/pagefind"
	echo "$site/pagefind"
}

for articles; do
	set -- seeds
	[ ! -d ../shared/pages/lines ] || set -- ../shared/pages/lines
	rm -rf "$work/pages" "$work/results"
	mkdir "$work/$articles"
	"$tools/corpus" "$work/pages" "$articles" 1998-01-01 "$@" >"$work/log"
	runs=3
	[ "$articles" -le 10000 ] || runs=1
	build_both $runs
	other=$(index_with_pagefind "$articles")
	node tests/search/bench.mjs "$site" "$work/results" "$other"
	node tests/search/slices.mjs "$site"
	node tests/search/renamed.mjs "$build/broadsheet" "$work/site.conf" "$work/pages" "$site" 3
done
