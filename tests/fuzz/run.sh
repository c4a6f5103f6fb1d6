#!/bin/sh
# Spoilt files of the search index, as the site's scripts read them: the fuzz
# target that is not in C. test_replay.c has the others.
#
#	tests/fuzz/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
case $program in
*/sanitize/*)
	skip "spoilt files of the search index" "how the program was compiled is nothing to them"
	plan
	;;
esac
command -v node >/dev/null || { skip "spoilt files of the search index" "node is not there"; plan; }
cd "$root" && node tests/fuzz/shards.mjs "$program" 8 1949 >"$work/out" 2>&1
told "spoilt files of the search index are named, and no query hangs" $? "$work/out"
plan
