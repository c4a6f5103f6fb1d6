#!/bin/sh
# The command line as a user meets it, in TAP.
#
#	tests/commands/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
cp "$here"/render/* "$work" || exit 1
cd "$work" || exit 1

# expect NAME STATUS STDOUT STDERR COMMAND...: exactly this must come of it.
expect() {
	name=$1 status=$2
	printf '%s' "$3" >expected.out
	printf '%s' "$4" >expected.err
	shift 4
	"$@" >met.out 2>met.err </dev/null
	met=$?
	tell "$name" "$met" "$status"
}

tell() {
	if [ "$2" -eq "$3" ] && cmp -s met.out expected.out && cmp -s met.err expected.err; then
		ok "$1"
		return
	fi
	{
		echo "exit status $2, expected $3"
		diff expected.out met.out | sed 's/^/out: /'
		diff expected.err met.err | sed 's/^/err: /'
	} >why
	not_ok "$1" why
}

# matches NAME STATUS PATTERN COMMAND...: standard output or error holds it.
matches() {
	name=$1 status=$2 pattern=$3
	shift 3
	"$@" >met.out 2>met.err </dev/null
	met=$?
	if grep -q -e "$pattern" met.out met.err; then
		cp met.out expected.out && cp met.err expected.err
	else
		echo "a line like $pattern" >expected.out && : >expected.err
	fi
	tell "$name" "$met" "$status"
}

from_stdin() {
	input=$1
	shift
	printf '%s' "$input" >input
	"$@" <input
}

into_a_full_disk() {
	"$@" >/dev/full
}

newline='
'

matches 'help' 0 '^  render ' "$program" --help
matches 'help by its word' 0 '^  render ' "$program" help
matches 'help for a command' 0 '^Usage: broadsheet render' "$program" help render
matches 'a command tells its own help' 0 '^Usage: broadsheet render' "$program" render --help
expect 'version' 0 "broadsheet 0.1.0$newline" '' "$program" --version
expect 'a command tells the version' 0 "broadsheet 0.1.0$newline" '' "$program" render --version
matches 'no command' 2 '^broadsheet: expected a command$' "$program"
matches 'an unknown command' 2 '^broadsheet: there is no command "rendre": expected ' "$program" rendre
matches 'help for an unknown command' 2 '^broadsheet: there is no command "x"' "$program" help x
matches 'an unknown option' 2 '^Try "broadsheet render --help"' "$program" render --frob a b
expect 'too few arguments' 2 '' 'broadsheet render: expected a template and a file of data
Try "broadsheet render --help".
' "$program" render page.mustache

for command in $("$program" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
	matches "$command --help" 0 "^Usage: broadsheet $command" "$program" "$command" --help
	matches "$command --version" 0 '^broadsheet 0' "$program" "$command" --version
	matches "$command --frob" 2 "^Try \"broadsheet $command --help\"" "$program" "$command" --frob
done

expect 'render' 0 '<h1>太原日报</h1>
<ul>
  <li>&lt;1&gt;</li>
  <li>2.5</li>
</ul>
' '' "$program" render page.mustache data.json
expect 'render from another folder' 0 'partial
' '' "$program" render -p . "$work/one.mustache" data.json
expect 'render what standard input says' 0 'x partial
' '' from_stdin '{"name":"x"}' "$program" render one.mustache -
expect 'render with the words of a language' 0 '你好 太原日报!
' '' "$program" render -w zz.conf words.mustache data.json
matches 'words of no language' 1 '^none: ' "$program" render -w none/zz.conf words.mustache data.json
expect 'a template that is not there' 1 '' 'none.mustache: cannot be opened: No such file or directory
' "$program" render none.mustache data.json
expect 'a folder of partials that is not there' 1 '' 'none: the folder cannot be read: No such file or directory
' "$program" render -p none page.mustache data.json
expect 'a broken template' 1 '' 'broken.mustache:2:3: the tag is not closed: expected "}}", met "{{name"
' "$program" render broken.mustache data.json
expect 'an unknown partial' 1 '' 'unknown.mustache:1:3: there is no template "nowhere": add it, or correct the name
' "$program" render unknown.mustache data.json
expect 'a partial that includes itself' 1 '' 'endless.mustache:1:1: templates include each other more than 200 deep: expected "endless" not to include itself without end
' "$program" render endless.mustache data.json
matches 'broken data' 1 '^broken.json:2:[0-9]*: this is not JSON: ' "$program" render page.mustache broken.json
matches 'a name given twice' 1 '^standard input:1:[0-9]*: this is not JSON: duplicate' \
	from_stdin '{"a":1,"a":2}' "$program" render one.mustache -
printf '小城修通公路\n\n本报讯 县里的公路昨天修通，全长三公里。\n' >road.txt
matches 'segment tells why' 0 "^road.txt:1-1	start-headline [01][.][0-9]*	[a-z-]* 0[.][0-9]*	[a-z-]*" \
	"$program" segment --explain road.txt
if [ -c /dev/full ]; then
	expect 'a full disk' 1 '' \
		"broadsheet: standard output cannot be written: No space left on device$newline" \
		into_a_full_disk "$program" render page.mustache data.json
	expect 'a full disk, for help' 1 '' \
		"broadsheet: standard output cannot be written: No space left on device$newline" \
		into_a_full_disk "$program" --help
else
	skip 'a full disk' 'there is no /dev/full'
fi

plan
