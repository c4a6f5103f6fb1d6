#!/bin/sh
# Runs the tests that `make test` has built and prints one summary.
#
#	tests/run.sh -b BUILD [unit|sanitized|sites|web]...
#
# Every test program speaks TAP: a line "ok …" for a test that passed (with
# "# SKIP" where it was left out), "not ok …" for one that failed, and "skip …"
# or "skipped …" for something left out. The output of a test that
# failed is shown in part, and kept whole in BUILD/test-logs/.
set -u

usage() {
	echo "usage: tests/run.sh -b BUILD [unit|sanitized|sites|web]..." >&2
	exit 2
}

build=
while getopts b: option; do
	[ "$option" = b ] || usage
	build=$OPTARG
done
shift $((OPTIND - 1))
[ -n "$build" ] || usage
[ $# -gt 0 ] || set -- unit sanitized sites web

program=$build/broadsheet
log=$build/test.log
logs=$build/test-logs
passed=0 failed=0 skipped=0

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

# run NAME COMMAND...: one test program, counted.
run() {
	program_name=$1
	shift
	begun=$(date +%s)
	CMOCKA_MESSAGE_OUTPUT=TAP limited "$@" >"$log" 2>&1 </dev/null
	status=$?
	seconds=$(($(date +%s) - begun))
	bad=$(count '^not ok')
	left_out=$(count '^(ok.*# SKIP|skip)')
	good=$(($(count '^ok') - $(count '^ok.*# SKIP')))
	# A program that died has a test more that failed than it told.
	[ $status -eq 0 ] || [ "$bad" -gt 0 ] || bad=1
	[ $((good + bad + left_out)) -gt 0 ] || good=1
	passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left_out))
	grep -E '^skip|^ok.*# SKIP' "$log"
	if [ "$bad" -gt 0 ]; then
		echo "FAILED $program_name (exit status $status):"
		kept=$logs/$(echo "$program_name" | tr -c 'a-zA-Z0-9\n' -).log
		cp "$log" "$kept"
		grep -Ev '^ok' "$log" | head -40 | sed 's/^/    /'
		echo "    (all of it is in $kept)"
	else
		echo "ok     $program_name ($good, $seconds s)"
	fi
}

skip() {
	skipped=$((skipped + 1))
	echo "skipped: $*"
}

# programs_of BUILD: the unit tests that are in the source, as built there.
programs_of() {
	for source in tests/*/test_*.c; do
		[ -e "$source" ] || continue
		echo "$1/${source%.c}"
	done
}

run_unit() {
	for test in $(programs_of "$build"); do
		run "${test#"$build"/tests/}" "$test"
	done
}

run_sanitized() {
	export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1
	if [ -e "$build/sanitize/unavailable" ]; then
		skip "the sanitized suite: this compiler has no AddressSanitizer"
		return
	fi
	for test in $(programs_of "$build/sanitize"); do
		run "${test#"$build"/sanitize/tests/} under sanitizers" "$test"
	done
}

run_sites() {
	for script in tests/*/run.sh; do
		[ -e "$script" ] || continue
		run "${script#tests/}" "$script" "$program"
		case $script in
		tests/make/* | tests/manual/*) continue ;; # how it was compiled is nothing to them
		esac
		[ ! -x "$build/sanitize/broadsheet" ] ||
			run "${script#tests/} under sanitizers" "$script" "$build/sanitize/broadsheet"
	done
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

# web NAME OPTION CONF SOURCE TEST...: builds a site and runs the tests on it.
web() {
	web_site=$1 option=$2 conf=$3 source=$4
	shift 4
	run "web/$web_site: built" "$program" build "$option" -c "$conf" -s "$source" -o "$build/$web_site"
	run "web/$web_site: check" "$program" check "$build/$web_site"
	for web_test; do
		run "web/$web_site: $web_test" node "tests/web/test_$web_test.mjs" "$build/$web_site"
	done
}

run_web() {
	CHROMIUM=$(tests/web/chromium.sh)
	export CHROMIUM
	published_conf >"$build/published.conf"
	web site-on-disk --clean site.conf seeds html links walk reader search exact
	web site-published --clean "$build/published.conf" seeds html links pages reader text data cite feeds
	web site-with-review --review "$build/published.conf" seeds html pages
	sed "s/^\\[site\\]/&\narticles = page/" "$build/published.conf" >"$build/by-page.conf"
	web site-by-page --clean "$build/by-page.conf" seeds html links pages data feeds coins together
	if [ -d ../shared/pages/blank ]; then
		web site-of-a-daily --clean "$build/published.conf" ../shared/pages/blank html links pages text data cite feeds
	else
		skip "the site of a month of a daily: ../shared/pages is not there"
	fi
}

rm -rf "$logs" && mkdir -p "$logs"
for part; do
	case $part in
	unit | sanitized | sites | web) run_"$part" ;;
	*) usage ;;
	esac
done
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed -eq 0 ]
