#!/bin/sh
# Prints where Pagefind is, and gets it from npm into FOLDER if it is not there yet.
#
#	tests/bench/pagefind.sh FOLDER
set -eu
program=$1/node_modules/.bin/pagefind
if [ ! -x "$program" ]; then
	mkdir -p "$1"
	(cd "$1" && npm init -y && npm install --no-audit --no-fund pagefind@1.6) >/dev/null 2>&1 || exit 1
fi
echo "$program"
