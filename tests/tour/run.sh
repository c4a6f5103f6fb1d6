#!/bin/sh
# The tours of the code and of the tests must be true: every path that they name
# is there, every folder is named, and the README leads to them.
#
#	tests/tour/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
cd "$root" || exit 1

# paths TOUR: what stands in backquotes and looks like a path, without patterns.
paths() {
	grep -v '^    ' "$1" | grep -o '`[^`]*`' | tr -d '`' |
		grep -E '^[A-Za-z0-9_./-]+$' | grep -v '^build/' | grep -E '/|\.(c|h|md|sh)$' | sort -u
}

# leads TOUR FOLDER...: each path that the tour names is below one of the folders.
leads() {
	tour=$1
	shift
	paths "$tour" >"$work/paths"
	while read -r path; do
		found=
		for folder; do
			[ ! -e "$folder/$path" ] || found=yes
		done
		[ -n "$found" ] || echo "$tour names $path, which is not there"
	done <"$work/paths" >"$work/missing"
	[ -s "$work/paths" ] && [ ! -s "$work/missing" ]
	told "$tour names what is there" $? "$work/missing"
}

leads generator/README.md generator .
leads tests/README.md tests .

for folder in generator/*/; do
	grep -q "^| \`$(basename "$folder")/\`" generator/README.md
	told "generator/README.md has $(basename "$folder")/" $?
done
grep -q 'generator/README.md' README.md && grep -q 'tests/README.md' README.md
told "README.md leads to the tours" $?
plan
