#!/bin/sh
# The search index at two sizes, beside Pagefind 1.6 on the smaller one.
#
#	tests/search/bench.sh PROGRAM [ARTICLES]...
#
# Pages come from ../shared/pages; Pagefind from npm, left out where it cannot be had,
# and for more than 5,000 articles, which would take it many gigabytes.
set -eu
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
[ $# -gt 0 ] || set -- 3148 31480
source=../shared/pages/lines
[ -d $source ] || { echo "skipped: $source is not there"; exit 0; }
CHROMIUM=$(tests/web/chromium.sh)
export CHROMIUM
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# conf SEARCH >FILE
conf() {
	cat <<END
[site]
title = 检索
newspaper = 检索
language = zh-Hans
search = $1
source = $work/pages
output = $work/site
state = $work/state
templates = $PWD/templates
static = $PWD/static
END
	sed -n '/^\[topic/,$p' site.conf
}

# timed WHAT COMMAND...: seconds of the clock and of the processors, and memory.
timed() {
	what=$1
	shift
	if [ -x /usr/bin/time ]; then
		/usr/bin/time -f "$what%e s, %U + %S s of processors, %M kB" "$@"
	else
		"$@"
	fi
}

pagefind() {
	mkdir -p "$work/npm"
	(cd "$work/npm" && npm init -y && npm install --no-audit --no-fund pagefind@1.6) >/dev/null 2>&1 &&
		timed "built by Pagefind   " "$work/npm/node_modules/.bin/pagefind" --site "$work/site" \
			--glob '[0-9]*/[0-9]*/[0-9]*/*-*.html' >"$work/pagefind.log" 2>"$work/pagefind.err" &&
		tail -n 1 "$work/pagefind.err"
}

other=pagefind
for articles; do
	rm -rf "$work/pages" "$work/site" "$work/state"
	echo "── $(node tests/search/pages.mjs $source "$work/pages" "$articles" "$program") ──"
	conf no >"$work/without.conf"
	conf yes >"$work/with.conf"
	timed "built without search " "$program" build -q -c "$work/without.conf" 2>&1
	rm -rf "$work/site" "$work/state"
	timed "built with search    " "$program" build -q -c "$work/with.conf" 2>&1
	[ "$articles" -le 5000 ] || other=
	[ -z "$other" ] || pagefind || { echo "skipped: Pagefind cannot be had from npm"; other=; }
	node tests/search/bench.mjs "$work/site" $source $other
	other=
done
