#!/bin/sh
# What a shell offers when the Tab key is pressed, made of what the program's
# help says, so that no command and no option is ever missing.
#
#	generator/completions/completions.sh PROGRAM bash|zsh|fish
set -eu
program=$1 shell=$2
here=$(dirname "$0")

help=$("$program" --help)
echo "$help" | sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z]*\)  *\(.*\)/\1 \2/p' |
	while read -r name summary; do
		printf 'Command: %s %s\n' "$name" "$summary"
		"$program" help "$name"
	done | awk -f "$here/table.awk" | awk -F '\t' -f "$here/$shell.awk"
