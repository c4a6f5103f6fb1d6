#!/bin/sh
# README.md, run line by line as a newcomer would: every indented command, in
# order, in one shell, in a copy of the source. What needs a machine that is not
# here is left out by name below; a line that is neither run nor named fails.
#
#	tests/readme/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
unset MAKEFLAGS MAKELEVEL MFLAGS MAKEOVERRIDES

# The source with the program already compiled: how it is compiled is tests/make's.
source=$work/source
mkdir -p "$source/build" "$work/bin"
cp -R "$root/Makefile" "$root/README.md" "$root/site.conf" "$root/seeds" "$root/templates" "$root/static" "$root/generator" "$source"
ln -s "$program" "$source/build/broadsheet"
packages=$(dirname "$program")/packages.mk
[ ! -e "$packages" ] || cp "$packages" "$source/build/"
make=$(command -v make)
cat >"$work/bin/make" <<END
#!/bin/sh
exec '$make' -o build/broadsheet "\$@"
END
chmod +x "$work/bin/make"
BROADSHEET_SHARE=$source
PATH=$work/bin:$PATH
export BROADSHEET_SHARE PATH

# why LINE: why it cannot be run here; nothing if it can.
why() {
	case $1 in
	"make test"*) echo "it is what runs this" ;;
	podman*) echo "it needs the image" ;;
	sudo* | *"sudo "* | netlify* | wrangler*) echo "it needs a host" ;;
	*rclone:* | *git@github.com*) echo "it needs an account" ;;
	*" jq "*) command -v jq >/dev/null || echo "jq is not there" ;;
	esac
}

# In code blocks, what looks like a configuration is none of ours: sections and keys.
awk '
	/^    / { line = substr($0, 5); if (line !~ /^(\[|[a-z_]+ *=|generator\/|templates\/|tests\/| )/) print line; next }
' "$root/README.md" | sed 's/  *#.*//' >"$work/lines"
[ "$(wc -l <"$work/lines")" -gt 10 ]
told "README.md has commands" $? "$work/lines"

# One shell for all lines, as the reader has one: the folder is carried along.
at=$source
before=$source
while IFS= read -r line; do
	# "Set base_url to where the site will be", as is said before the first of these.
	case $line in "make publish"*) sed -i.old 's/^# base_url/base_url/' "$source/site.conf" ;; esac
	left_out=$(why "$line")
	if [ -n "$left_out" ]; then
		skip "$line" "$left_out"
		continue
	fi
	# The reader's own host is a folder here.
	run=$(printf '%s\n' "$line" | sed "s|editor@example.org:/var/www/archive|'$work/www'|")
	printf '%s\npwd >"%s"\n' "$run" "$work/pwd" >"$work/line.sh"
	(cd "$at" && OLDPWD=$before && export OLDPWD && sh -e "$work/line.sh") >"$work/out" 2>&1 </dev/null
	told "$line" $? "$work/out"
	[ "$(cat "$work/pwd")" = "$at" ] || { before=$at && at=$(cat "$work/pwd"); }
done <"$work/lines"

# ── what the sentences say of the new archive's Makefile ──

mine=$work/my-paper
[ -s "$mine/public/index.html" ]
told "make makes the site of the new archive" $?
cd "$mine" || exit 1
{ "$make" review && [ -s public/review/index.html ] && "$make" && [ ! -e public/review/index.html ]; } >"$work/out" 2>&1
told "make review adds the review, make takes it away" $? "$work/out"
{ "$make" publish DEST="$work/elsewhere" DRY_RUN=1 && [ ! -e "$work/elsewhere/index.html" ] &&
	"$make" publish DEST="$work/elsewhere" && [ -s "$work/elsewhere/index.html" ]; } >"$work/out" 2>&1
told "make publish sends it" $? "$work/out"
"$make" check-site >"$work/out" 2>&1
told "make check-site finds no fault" $? "$work/out"
"$make" -n serve >"$work/out" 2>&1 && grep -q 'serve *$' "$work/out" &&
	"$make" -n serve REVIEW=1 >"$work/out" 2>&1 && grep -q 'serve --review$' "$work/out"
told "make serve serves it, REVIEW=1 with the review" $? "$work/out"
sed -n 's/^\([a-z-]*\):  *.*/\1/p' Makefile | grep -v '^all$' | while read -r verb; do
	grep -q "make $verb" Makefile || echo "$verb"
done >"$work/out"
[ ! -s "$work/out" ]
told "each of its verbs is explained" $? "$work/out"

# A program that the shell finds is called by its name; any other where it lies.
mkdir "$work/path" && ln -s "$program" "$work/path/broadsheet"
(cd "$work" && PATH=$work/path:$PATH && broadsheet init found && cd found && "$make") >"$work/out" 2>&1 &&
	grep -q 'invented page' "$work/out" && grep -qx 'BROADSHEET ?= broadsheet' "$work/found/Makefile"
told "a program on PATH is called by its name" $? "$work/out"
odd="$work/a \$b's #1"
mkdir -p "$odd" && cp "$program" "$odd/broadsheet"
(cd "$work" && "$odd/broadsheet" init lost && cd lost && "$make" && [ -s public/index.html ]) >"$work/out" 2>&1
told "a program that is not on PATH is found, whatever its folder is called" $? "$work/out"
plan
