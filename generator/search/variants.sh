#!/bin/sh
# Prints the characters that are one in searching, a pair a line: those of the
# file, then those of OpenCC's table from traditional to simplified.
#
#	generator/search/variants.sh FILE
set -eu
export LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Every Han character there could be, a line each, in UTF-8.
awk 'function put(c) {
	if (c < 65536)
		printf "%c%c%c\n", 224 + int(c / 4096), 128 + int(c / 64) % 64, 128 + c % 64
	else
		printf "%c%c%c%c\n", 240 + int(c / 262144), 128 + int(c / 4096) % 64, 128 + int(c / 64) % 64, 128 + c % 64
}
BEGIN {
	for (c = 13312; c <= 40959; c++) # U+3400 to U+9FFF
		put(c)
	for (c = 131072; c <= 205743; c++) # U+20000 to U+323AF
		put(c)
}' >"$work/from"
opencc -c t2s.json -i "$work/from" -o "$work/to"
{
	sed '/^#/d' "$1"
	paste -d ' ' "$work/from" "$work/to" | awk '$1 != $2'
} | awk '!seen[$1]++'
