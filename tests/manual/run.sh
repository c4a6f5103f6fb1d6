#!/bin/sh
# The manual must name every command, every option and every key of site.conf
# that the program knows.
#
#	tests/manual/run.sh PROGRAM
set -u
program=$1
manual=generator/broadsheet.1
status=0

# told WHAT PATTERN: whether a line of the manual matches.
told() {
	if grep -Eq -- "$2" $manual; then
		echo "ok - the manual tells of $1"
	else
		echo "not ok - the manual tells of $1"
		status=1
	fi
}

commands=$("$program" --help | sed -n 's/^  \([a-z][a-z]*\)  *.*/\1/p')
[ -n "$commands" ] || { echo "not ok - --help lists the commands"; exit 1; }
for command in $commands; do
	told "$command" "^\.It Cm $command\$"
	options=$("$program" help "$command" | grep -Eo '^ +(-[a-z], )?--[a-z-]+' | grep -Eo -- '--[a-z-]+')
	for option in $options; do
		case $option in
		--help | --version) ;;
		*) told "$command $option" "Fl -${option#--}( |$)" ;;
		esac
	done
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '[site]\nno-such-key = x\n' >"$work/site.conf"
"$program" build -c "$work/site.conf" 2>"$work/told"
keys=$(sed -n 's/.*the keys are \(.*\)/\1/p' "$work/told" | sed 's/,/ /g; s/ and / /')
[ -n "$keys" ] || { echo "not ok - an unknown key is told with those that there are"; exit 1; }
for key in $keys; do
	told "$key" "^\.It Ic (.* )?$key( |$)"
done
exit $status
