#!/bin/sh
# How long broadsheet takes for how many articles, beside others.
#
#	tests/bench/bench.sh BUILD SIZE...
#
# Makes pages by itself (corpus.c), builds their site, builds it again after one
# change of each sort, and does the same work with others: Hugo builds the same
# articles as ready-made Markdown, cp -r copies our site, Pagefind indexes it, and
# a program that has all bytes ready writes them, which is the limit. What is
# measured on the disk is measured in memory (BENCH_MEMORY, /dev/shm) too, and
# changes only there, as disks differ most in them. Figures are medians of RUNS
# runs (3; 1 from 100,000 articles on). Prints one table and writes
# BUILD/bench.json.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
build=$(cd "$1" && pwd)
shift
here=tests/bench
work=$build/bench.$$
memory=${BENCH_MEMORY:-/dev/shm}/bench.$$
program=$work/broadsheet
tools=$build/tests/bench
MEASURED=$work/measured
export MEASURED
HUGO_MOST=50000     # it needs 2 GB for 30,000
PAGEFIND_MOST=5000  # it needs 1.4 GB for 3,000
first_day=1950-01-01

mkdir -p "$work"
# A copy, as a build after one by another program starts from nothing.
cp "$build/broadsheet" "$program"
trap 'rm -rf "$work" "$memory"' EXIT
trap 'exit 1' INT TERM
: >"$work/results" && : >"$work/left"

left_out() {
	grep -qxF "$1" "$work/left" || echo "$1" >>"$work/left"
}

# measured WHAT BY FOLDER COMMAND...: what it takes, and what it writes into the
# folder; -w OTHER in place of the command: what writing OTHER there takes.
measured() {
	what=$1 by=$2 folder=$3
	shift 3
	[ "$1" = -w ] || set -- -- "$@"
	[ "$place" = memory ] || sync
	: >"$MEASURED"
	"$tools/measure" -t "$folder" "$@" >"$work/log" 2>&1 ||
		{ cat "$work/log" >&2; echo "$by failed: $what" >&2; exit 1; }
	printf '%s\t%s\t%s\t%s\t%s\n' "$size" "$place" "$what" "$by" "$(cat "$MEASURED")" >>"$work/results"
	echo "  $by: $what ($place), $(cut -f 1 "$MEASURED") s"
}

configure() {
	cat <<END
[site]
title = 日报档案
newspaper = 日报
base_url = https://example.org/archive/
source = pages
output = site
state = state
templates = templates
static = $root/static
END
	sed -n '/^\[topic/,$p' site.conf
}

ours() {
	measured "$1" broadsheet "$2" "$program" build -q -c "$corpus/site.conf" -o "$2"
}

full_builds() {
	run=1
	while [ $run -le "$runs" ]; do
		# A fresh name each time: ext4 is slow where much was just deleted.
		site=$corpus/site-$run
		ours "full build" "$site"
		measured "the same bytes written, nothing else" "a C program" "$corpus/written-$run" -w "$site"
		[ "$place" = disk ] || rm -rf "$corpus/written-$run"
		run=$((run + 1))
	done
}

# What is done with a finished site.
after_build() {
	run=1
	while [ $run -le "$runs" ]; do
		measured "copy of the site (cp -r)" cp "$corpus/copy-$run" cp -r "$site" "$corpus/copy-$run"
		measured "check" broadsheet "$site" "$program" check "$site"
		measured "zip" broadsheet "$site" "$program" zip -q -o "$corpus/site.zip" "$site"
		measured "publish to a folder, all" broadsheet "$corpus/published-$run" \
			"$program" publish -q -c "$corpus/site.conf" -o "$site" "$corpus/published-$run"
		measured "publish to a folder, nothing new" broadsheet "$corpus/published-$run" \
			"$program" publish -q -c "$corpus/site.conf" -o "$site" "$corpus/published-$run"
		hugo_build $run
		run=$((run + 1))
	done
}

hugo_build() {
	if ! command -v hugo >/dev/null; then
		left_out "Hugo: it is not installed here (apt-get install hugo)"
	elif [ "$size" -gt $HUGO_MOST ]; then
		left_out "Hugo with $size articles: it keeps them all in memory, about 70 kB each"
	else
		if [ ! -e "$corpus/hugo" ]; then
			cp -R $here/hugo "$corpus/hugo"
			mkdir "$corpus/hugo/static"
			cp static/style.css "$corpus/hugo/static"
			"$tools/markdown" "$site/data" "$corpus/hugo/content" >/dev/null
		fi
		measured "full build from Markdown" hugo "$corpus/hugo-$1" hugo --quiet -s "$corpus/hugo" -d "$corpus/hugo-$1"
	fi
}

pagefind_index() {
	if [ "$size" -gt $PAGEFIND_MOST ]; then
		left_out "Pagefind with $size articles: it would need gigabytes of memory"
	elif pagefind=$($here/pagefind.sh "$build/pagefind"); then
		measured "search index of the site alone" pagefind "$corpus/pagefind" "$pagefind" --site "$site" \
			--glob '[0-9]*/[0-9]*/[0-9]*/*-*.html' --output-path "$corpus/pagefind"
	else
		left_out "Pagefind: npm cannot get it here"
	fi
}

# The file of an article in the middle of the archive, and its line, in run $1: "1950/1950-02-03_02.txt:15".
some_article() {
	sed -n "$((count * $1 / (runs + 1)))p" "$work/articles" |
		sed 's|^\(....\)/\(..\)/\(..\)/\(..*\)-\([0-9]*\)\.html$|\1/\1-\2-\3_\4.txt:\5|'
}

# The last days of the corpus, one for each run, are kept for later: the issues that are added.
keep_back() {
	find "$corpus/pages" -name '*.txt' | sed 's|.*/||; s|_.*||' | sort -u | tail -n "$runs" >"$work/days"
	run=1
	while read -r day; do
		mkdir -p "$corpus/later/$run"
		mv "$corpus"/pages/*/"$day"_* "$corpus/later/$run"
		run=$((run + 1))
	done <"$work/days"
}

changed() {
	case $1 in
	page)
		file=$corpus/pages/$(some_article "$2" | cut -d: -f 1)
		awk '{ print } END { print "文字有改动，记者补充了一段。" }' "$file" >"$file.new" && mv "$file.new" "$file" ;;
	issue)
		cp "$corpus/later/$2"/* "$corpus/pages" ;;
	correction)
		printf '[%s]\nheadline = 更正后的标题之%s\n' "$(some_article 1)" "$2" >"$corpus/pages/corrections.conf" ;;
	template)
		echo "<!-- $2 -->" >>"$corpus/templates/article.mustache" ;;
	esac
}

rebuilds() {
	for sort in nothing page issue correction template; do
		case $sort in
		nothing)    what="nothing changed" ;;
		page)       what="one page changed" ;;
		issue)      what="one issue added" ;;
		correction) what="one correction changed"
			changed correction 0
			"$program" build -q -c "$corpus/site.conf" -o "$site" ;;
		template)   what="a template changed" ;;
		esac
		run=1
		while [ $run -le "$runs" ]; do
			changed $sort $run
			ours "$what" "$site"
			run=$((run + 1))
		done
	done
}

# in_place PLACE FOLDER: where what follows is measured; the corpus is there.
in_place() {
	place=$1 corpus=$2
	configure >"$corpus/site.conf"
}

on_disk() {
	in_place disk "$work/$size"
	full_builds
	after_build
	sed -n 's|.*"url":"\([0-9]*/[0-9]*/[0-9]*/[0-9]*-[0-9]*\.html\)".*|\1|p' "$site"/data/*.jsonl >"$work/articles"
	count=$(wc -l <"$work/articles")
	pagefind_index
}

# Five sites beside the corpus: room for 25 kB an article and each of them.
in_memory() {
	free=$(df -Pk "$(dirname "$memory")" 2>/dev/null | awk 'NR == 2 { print $4 }')
	if [ "${free:-0}" -lt $((size * 25 * (runs + 2))) ]; then
		left_out "builds in memory of $size articles: $(dirname "$memory") has no room (BENCH_MEMORY names another place)"
		rebuilds
		return
	fi
	mkdir -p "$memory"
	cp -R "$work/$size/pages" "$work/$size/later" "$work/$size/templates" "$memory"
	in_place memory "$memory"
	full_builds
	rebuilds
	rm -rf "$memory"
}

one_size() {
	runs=${RUNS:-3}
	[ "$1" -lt 100000 ] || runs=1
	corpus=$work/$1
	mkdir -p "$corpus"
	set -- "$1" seeds
	[ ! -d ../shared/pages/lines ] || set -- "$1" ../shared/pages/lines seeds
	size=$1
	shift
	echo "── $("$tools/corpus" "$corpus/pages" "$size" $first_day "$@") ──"
	keep_back
	cp -R templates "$corpus/templates"
	on_disk
	in_memory
	rm -rf "${work:?}/$size"
}

# What one article costs, counted and so the same on any machine at any load: the
# difference of two sizes has no part of what each build does once.
instructions() {
	if ! command -v valgrind >/dev/null; then
		left_out "instructions an article: valgrind is not installed here"
		return
	fi
	set -- seeds
	[ ! -d ../shared/pages/lines ] || set -- ../shared/pages/lines seeds
	for n in 500 1500; do
		corpus=$work/counted-$n
		mkdir -p "$corpus"
		"$tools/corpus" "$corpus/pages" $n $first_day "$@" | sed 's/[^0-9].*//' >"$work/counted-$n.articles"
		cp -R templates "$corpus/templates"
		configure >"$corpus/site.conf"
		valgrind --tool=callgrind --callgrind-out-file="$work/counted-$n.out" "$program" build -q \
			-c "$corpus/site.conf" -o "$corpus/site" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
		callgrind_annotate --inclusive=yes --threshold=100 "$work/counted-$n.out" >"$work/counted-$n.tree"
	done
	echo
	for part in "PROGRAM TOTALS" ":segment_page_with"; do
		for n in 500 1500; do
			echo "$(cat "$work/counted-$n.articles") $(grep -F "$part" "$work/counted-$n.tree" | sed 1q | sed 's/^ *//; s/ .*//; s/,//g')"
		done
	done | awk 'NR % 2 { articles = $1; count = $2; next }
		{ each[NR / 2] = ($2 - count) / ($1 - articles) }
		END { printf "instructions an article: %.2f million, %.2f of them to cut its page\n", each[1] / 1e6, each[2] / 1e6 }' |
		tee "$work/instructions"
}

not_told() {
	[ -d ../shared/pages/lines ] || left_out "pages of ../shared/pages: they are not there, all are made from seeds/"
	left_out "Hugo does less for an article: no search index, related articles, citations in four formats, export, calendars or statement of lines"
	left_out "Hugo, cp and Pagefind after a change: they start from nothing each time"
}

machine() {
	echo "$(nproc) x $(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo 2>/dev/null | sed 1q), $(uname -sr), load $(cut -d' ' -f 1 /proc/loadavg 2>/dev/null || echo unknown) at the start"
}

write_json() {
	printf '{\n"date": "%s",\n"machine": "%s",\n"version": "%s",\n"not_compared": [' "$(date -u +%Y-%m-%d)" "$machine" \
		"$("$program" --version)"
	sed 's/["\\]/\\&/g; s/.*/"&"/' "$work/left" | paste -s -d , - | sed 's/$/],/'
	awk -v json=1 -f $here/table.awk "$work/results"
	echo '}'
}

machine=$(machine)
for articles; do
	one_size "$articles"
done
instructions
not_told
echo
echo "$machine"
awk -f $here/table.awk "$work/results"
printf '\nNot compared:\n'
sed 's/^/  /' "$work/left"
write_json >"$build/bench.json"
