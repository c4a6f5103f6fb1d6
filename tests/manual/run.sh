#!/bin/sh
# The manual must name every command, every option and every key of site.conf
# that the program knows.
#
#	tests/manual/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
manual=generator/broadsheet.1

# tells WHAT PATTERN: whether a line of the manual matches.
tells() {
	grep -Eq -- "$2" $manual
	told "the manual tells of $1" $?
}

commands=$("$program" --help | sed -n 's/^  \([a-z][a-z]*\)  *.*/\1/p')
[ -n "$commands" ] || not_ok "--help lists the commands"
for command in $commands; do
	tells "$command" "^\.It Cm $command\$"
	options=$("$program" help "$command" | grep -Eo '^ +(-[a-z], )?--[a-z-]+' | grep -Eo -- '--[a-z-]+')
	for option in $options; do
		case $option in
		--help | --version) ;;
		*) tells "$command $option" "Fl -${option#--}( |$)" ;;
		esac
	done
done

printf '[site]\nno-such-key = x\n' >"$work/site.conf"
"$program" build -c "$work/site.conf" 2>"$work/told"
keys=$(sed -n 's/.*the keys are \(.*\)/\1/p' "$work/told" | sed 's/,/ /g; s/ and / /')
[ -n "$keys" ] || not_ok "an unknown key is told with those that there are"
for key in $keys; do
	tells "$key" "^\.It Ic (.* )?$key( |$)"
done
plan
