#!/bin/sh
# Runs the tests that `make test` has built, some at a time, and prints one summary.
#
#	tests/run.sh -b BUILD [-j JOBS] [unit|sanitized|sites|web|area:NAME]...
#
# area:NAME is what stands in tests/NAME/, as built in BUILD; area:web is web.
#
# Every test program speaks TAP: a line "ok …" for a test that passed (with
# "# SKIP" where it was left out), "not ok …" for one that failed, and "skip …"
# or "skipped …" for something left out. What a program said is in
# BUILD/test-logs/; of one in which a test failed, part of it is shown.
set -u

usage() {
	echo "usage: tests/run.sh -b BUILD [-j JOBS] [unit|sanitized|sites|web|area:NAME]..." >&2
	exit 2
}

build='' jobs='' one=''
while getopts b:j:r: option; do
	case $option in
	b) build=$OPTARG ;;
	j) jobs=$OPTARG ;;
	r) one=$OPTARG ;; # a program of the list: how this script calls itself
	*) usage ;;
	esac
done
shift $((OPTIND - 1))
[ -n "$build" ] || usage
program=$build/broadsheet
logs=$build/test-logs

# --- One program ---

# limited COMMAND...: no test may hang.
limited() {
	if command -v timeout >/dev/null 2>&1; then
		timeout 900 "$@"
	else
		"$@"
	fi
}

count() {
	grep -Ec "$1" "$log"
}

# told NAME STATUS SECONDS: what is said of a program that has ended.
told() {
	bad=$(count '^not ok')
	left_out=$(count '^(ok.*# SKIP|skip)')
	good=$(($(count '^ok') - $(count '^ok.*# SKIP')))
	# A program that died has a test more that failed than it told.
	[ "$2" -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
	[ $((good + bad + left_out)) -gt 0 ] || good=1
	echo "$good $bad $left_out" >"${log%.log}.counts"
	grep -E '^skip|^ok.*# SKIP' "$log"
	if [ "$bad" -gt 0 ]; then
		echo "FAILED $1 (exit status $2):"
		grep -Ev '^ok' "$log" | head -40 | sed 's/^/    /'
		echo "    (all of it is in $log)"
	else
		echo "ok     $1 ($good, $3 s)"
	fi
}

# run_one LIST: the file has the program's name and its command, a word a line.
run_one() {
	log=${1%.list}.log
	set --
	while IFS= read -r word; do
		set -- "$@" "$word"
	done <"$one"
	name=$1
	shift
	begun=$(date +%s)
	CMOCKA_MESSAGE_OUTPUT=TAP limited "$@" >"$log" 2>&1 </dev/null
	told "$name" $? $(($(date +%s) - begun)) >"${log%.log}.said"
	cat "${log%.log}.said" # in one go, as others speak, too
}

if [ -n "$one" ]; then
	run_one "$one"
	exit
fi

# --- All of them ---

# Two more than there are processors, for many wait: for servers, for a browser, for a moment to
# be killed in. More than a few would only wait for each other.
[ -n "$jobs" ] || jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
[ "$jobs" -eq 1 ] || jobs=$((jobs + 2))
[ "$jobs" -le 4 ] || jobs=4
[ $# -gt 0 ] || set -- sites web sanitized unit
listed=0 run=0 skipped=0
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1

# list NAME COMMAND...: to be run.
list() {
	listed=$((listed + 1))
	printf '%s\n' "$@" >"$logs/$stage-$(printf %03d $listed)-$(echo "$1" | tr -c 'a-zA-Z0-9\n' -).list"
}

skip() {
	skipped=$((skipped + 1))
	echo "skipped: $*"
}

# run_listed: all of this stage.
run_listed() {
	[ $listed -eq $run ] && return
	run=$listed
	find "$logs" -name "$stage-*.list" | sort | tr '\n' '\0' | xargs -0 -n 1 -P "$jobs" "$0" -b "$build" -r
}

# programs_of BUILD: the unit tests that are in the source, as built there.
programs_of() {
	for source in tests/*/test_*.c; do
		[ -e "$source" ] || continue
		echo "$1/${source%.c}"
	done
}

list_unit() {
	for test in $(programs_of "$build"); do
		list "${test#"$build"/tests/}" "$test"
	done
}

list_sanitized() {
	if [ -e "$build/sanitize/unavailable" ]; then
		skip "the sanitized suite: this compiler has no AddressSanitizer"
		return
	fi
	for test in $(programs_of "$build/sanitize"); do
		list "${test#"$build"/sanitize/tests/} under sanitizers" "$test"
	done
}

list_sites() {
	for script in tests/*/run.sh; do
		[ -e "$script" ] || continue
		list "${script#tests/}" "$script" "$program"
		case $script in
		tests/make/* | tests/manual/*) continue ;; # how it was compiled is nothing to them
		# Under sanitizers these only took longest: whom they kill or set up has its memory
		# looked at by incremental/, what they read and print by formats/ and sites/, and what
		# they look at one by one by the C tests.
		tests/hosts/* | tests/install/* | tests/orphans/* | tests/readme/* | tests/tour/* | tests/transports/*) continue ;;
		tests/folders/* | tests/learn/* | tests/publish/* | tests/search/* | tests/sqlite/*) continue ;;
		tests/editions/* | tests/ends/* | tests/explain/* | tests/picture/* | tests/steps/* | tests/zip/*) continue ;;
		esac
		# Looking for what was not freed takes a third of each start of the program: once is enough,
		# for what every command is asked in sites/. The C tests look for it, too.
		leaks=0
		[ "$script" != tests/sites/run.sh ] || leaks=1
		[ ! -x "$build/sanitize/broadsheet" ] ||
			list "${script#tests/} under sanitizers" env ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=$leaks" "$script" "$build/sanitize/broadsheet"
	done
}

list_area() {
	for source in tests/"$1"/test_*.c; do
		[ ! -e "$source" ] || list "${source#tests/}" "$build/${source%.c}"
	done
	[ ! -x "tests/$1/run.sh" ] || list "$1/run.sh" "tests/$1/run.sh" "$program"
}

# A configuration like site.conf but with an address: feeds, sitemap and
# citations are complete only with one.
published_conf() {
	awk -v root="$PWD" -v state="$PWD/$build" '
		/^(base_url|templates|static|state|source) *=/ { next }
		{ print }
		/^\[site\]/ {
			print "base_url = https://example.org/some/where/"
			print "report_url = mailto:errors@example.org"
			print "templates = " root "/templates"
			print "static = " root "/static"
			print "state = " state
			print "source = " root "/seeds"
		}' site.conf
}

# web NAME OPTION CONF SOURCE TEST...: the site that is to be built first, or the
# tests on it; with $but, without what another site has just so.
web() {
	web_site=$1 option=$2 conf=$3 source=$4
	shift 4
	if [ "$stage" = 1 ]; then
		list "web/$web_site: built" "$program" build "$option" -c "$conf" -s "$source" -o "$build/$web_site"
		return
	fi
	for web_test; do
		list "web/$web_site: $web_test" node "tests/web/test_$web_test.mjs" "$build/$web_site" ${but:+"$but"}
	done
	list "web/$web_site: check" "$program" check "$build/$web_site"
}

list_web() {
	CHROMIUM=$(tests/web/chromium.sh) but=
	export CHROMIUM
	published_conf >"$build/published.conf"
	sed "s/^\\[site\\]/&\narticles = page/" "$build/published.conf" >"$build/by-page.conf"
	print=print # of one site, the larger, if it is there: the same kinds of page
	if [ -d ../shared/pages/blank ]; then
		print=
		web site-of-a-daily --clean "$build/published.conf" ../shared/pages/blank html links pages print ways text data cite feeds
	elif [ "$stage" = 1 ]; then
		skip "the site of a month of a daily: ../shared/pages is not there"
	fi
	web site-on-disk --clean site.conf seeds html links walk reader $print search search_stale exact
	web site-published --clean "$build/published.conf" seeds html links pages reader text data cite feeds
	but=$build/site-published
	web site-with-review --review "$build/published.conf" seeds html pages
	web site-with-reprints --clean "$build/published.conf" tests/sites/reprints/in/seeds html reprints
	but=
	web site-by-page --clean "$build/by-page.conf" seeds html links pages data feeds coins together
	cp tests/sites/small/in/site.conf "$build/on-paper.conf"
	web site-on-paper --clean "$build/on-paper.conf" tests/sites/small/in/seeds on_paper
	if command -v vipsthumbnail >/dev/null 2>&1; then
		sed "s|^\\[site\\]|&\nimage = $PWD/tests/web/printed/{stem}.jpg|" "$build/published.conf" >"$build/printed.conf"
		web site-printed --clean "$build/printed.conf" tests/web/printed html links pages picture
	elif [ "$stage" = 1 ]; then
		skip "pages with pictures: vipsthumbnail is not installed"
	fi
}

rm -rf "$logs" && mkdir -p "$logs"
stage=1
for part; do
	case $part in
	web | area:web) list_web ;;
	unit | sanitized | sites) ;;
	area:*) [ -d "tests/${part#area:}" ] || { echo "there is no tests/${part#area:}/" >&2; exit 2; } ;;
	*) usage ;;
	esac
done
run_listed
stage=2
for part; do
	case $part in
	area:web) list_web ;;
	area:*) list_area "${part#area:}" ;;
	*) list_"$part" ;;
	esac
done
run_listed

# --- What came of it ---

for file in "$logs"/*.list; do
	counts=${file%.list}.counts
	[ -e "$counts" ] || echo "0 1 0" >"$counts" # it was not even begun, or ended with us
done
cat "$logs"/*.counts | awk -v skipped=$skipped '
	{ passed += $1; failed += $2; skipped += $3 }
	END { print passed + 0 " passed, " failed + 0 " failed, " skipped " skipped"; exit failed > 0 }'
