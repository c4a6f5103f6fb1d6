#!/bin/sh
# An incremental build gives the bytes of a clean one: random edits of a small
# archive, after each of which the two are compared. A build that is killed,
# interrupted or refused by the disk leaves a whole site, and the next one
# completes it.
#
#	tests/incremental/run.sh PROGRAM [SEED [SECONDS]]
set -eu
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
command -v node >/dev/null || { echo "skipped: node is not there"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
shim=
case $program in
*/sanitize/*) seconds=15 ;; # which would not bear being preloaded
*)
	seconds=30
	"${CC:-cc}" -shared -fPIC -D_GNU_SOURCE -o "$work/faults.so" tests/incremental/faults.c -ldl 2>/dev/null &&
		shim=$work/faults.so
	;;
esac
node tests/incremental/edits.mjs "$program" "${2:-1949}" "${3:-$seconds}"
node tests/incremental/faults.mjs "$program" "${2:-1949}" "${3:-$seconds}" $shim
