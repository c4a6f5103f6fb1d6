#!/bin/sh
# The Makefile's own promises: a second make does nothing, and an installed
# program works far from its source.
#
#	tests/make/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
unset MAKEFLAGS MAKELEVEL MFLAGS MAKEOVERRIDES
build=$(dirname "$program")/make-test

# result NAME FILE: the test passed if the file is empty, which is shown else.
result() {
	! [ -s "$2" ]
	told "$1" $? "$2"
}

# try COMMAND...: its output is shown if it fails, and ends the test.
try() {
	"$@" >"$work/log" 2>&1 && return
	not_ok "$*" "$work/log"
	plan
}

try make BUILD="$build" OUTPUT="$work/site" PREFIX="$work/usr" all
try make BUILD="$build" PREFIX="$work/usr" install
touch "$work/stamp"
sleep 1
try make BUILD="$build" OUTPUT="$work/site" PREFIX="$work/usr" all
grep -E '^  (compile|link|join)' "$work/log" >"$work/done"
result "a second make compiles nothing" "$work/done"
find "$build" "$work/site" -type f -newer "$work/stamp" >"$work/done"
result "a second make writes no file" "$work/done"

mkdir -p "$work/far/pages"
cp seeds/*.txt "$work/far/pages"
printf '[site]\ntitle = 档案\nnewspaper = 日报\nsource = pages\n' >"$work/far/site.conf"
cd "$work/far" || exit 1
try "$work/usr/bin/broadsheet" build
[ -s public/index.html ] && [ -s public/style.css ] && : >"$work/done" || ls -R >"$work/done"
result "an installed program builds a site" "$work/done"
[ -s "$work/usr/share/man/man1/broadsheet.1" ] && : >"$work/done" || echo "no manual" >"$work/done"
result "the manual is installed" "$work/done"
cd "$root" || exit 1
try make BUILD="$build" PREFIX="$work/usr" uninstall
find "$work/usr" -type f >"$work/done"
result "uninstall takes away all that install has put there" "$work/done"
plan
