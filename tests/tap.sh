# shellcheck shell=sh
# What the tests in shell share: the Test Anything Protocol, as tests/run.sh
# reads it, and where things are. tests/NAME/run.sh [-u] PROGRAM begins with
#
#	. "$(dirname "$0")/../tap.sh"
#
# and ends with plan. It then has $program, $here (tests/NAME), $root (of the
# tree) and $work, a folder that goes away with it; update is set by -u. What
# else stands on the command line is left in "$@".
# shellcheck disable=SC2034 # not every test needs all of them
set -u
update=
[ "${1-}" != -u ] || { update=yes; shift; }
[ $# -gt 0 ] || { echo "usage: $0 [-u] PROGRAM" >&2; exit 2; }
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
tap_number=0 tap_failed=0

ok() {
	tap_number=$((tap_number + 1))
	echo "ok $tap_number - $1"
}

# not_ok NAME [FILE...]: the files show why.
not_ok() {
	tap_number=$((tap_number + 1)) tap_failed=$((tap_failed + 1))
	echo "not ok $tap_number - $1"
	shift
	for tap_file; do
		sed 's/^/# /' "$tap_file" | head -40
	done
}

# skip NAME WHY
skip() {
	ok "$1 # SKIP $2"
}

# told NAME STATUS [FILE...]: one test that is right if STATUS is 0.
told() {
	tap_name=$1 tap_status=$2
	shift 2
	if [ "$tap_status" -eq 0 ]; then
		ok "$tap_name"
	else
		not_ok "$tap_name" "$@"
	fi
}

# checked SITE: one test that `broadsheet check` has nothing to say of it.
checked() {
	"$program" check "$1" >"$work/tap.log" 2>&1 && ! grep -q 'warning: ' "$work/tap.log"
	told "check finds nothing wrong in ${1#"$work"/}" $? "$work/tap.log"
}

# include COMMAND...: the tests of another program that speaks TAP, among these.
include() {
	"$@" >"$work/tap.included" 2>&1
	tap_status=$? tap_before=$tap_failed
	while IFS= read -r tap_line; do
		case $tap_line in
		"ok "*"- "*) ok "${tap_line#*- }" ;;
		"not ok "*"- "*) not_ok "${tap_line#*- }" ;;
		1..*) ;;
		*) printf '%s\n' "$tap_line" ;;
		esac
	done <"$work/tap.included"
	[ $tap_status -eq 0 ] || [ $tap_failed -gt $tap_before ] ||
		not_ok "$* (exit status $tap_status)"
}

# plan: the last line, and the exit status that tells whether all passed.
plan() {
	echo "1..$tap_number"
	[ $tap_failed -eq 0 ]
	exit
}
