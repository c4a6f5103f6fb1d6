#!/bin/sh
# An incremental build gives the bytes of a clean one: random edits of a small
# archive, after each of which the two are compared.
#
#	tests/incremental/run.sh PROGRAM [SEED [SECONDS]]
set -eu
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
command -v node >/dev/null || { echo "skipped: node is not there"; exit 0; }
case $program in
*/sanitize/*) seconds=20 ;;
*) seconds=35 ;;
esac
exec node tests/incremental/edits.mjs "$program" "${2:-1949}" "${3:-$seconds}"
