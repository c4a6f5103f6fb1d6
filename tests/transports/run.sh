#!/bin/sh
# What every transport of `publish` has to bear alike: all names that files may
# have, an interruption before and after each run of its tool, a umask that
# hides files, and somebody else who publishes there at the same time.
#
#	tests/transports/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
. "$here/../servers.sh"
there node || exit 0
sent=.broadsheet-published
cd "$work" || exit 1
umask 022
TORTURE=${TORTURE-}

# page FILE LINK...: a page that links to them.
page() {
	page=$1
	shift
	mkdir -p "$(dirname "$page")"
	{
		printf '<!DOCTYPE html>\n<html lang="en"><head><title>t</title></head><body>\n'
		[ $# -eq 0 ] || printf '<a href="%s">x</a>\n' "$@"
		printf '</body></html>\n'
	} >"$page"
}

# site NAME DAY: a small site.
site() {
	page "$1/index.html" "$2/index.html"
	page "$1/$2/index.html" ../../index.html
	{
		printf '[site]\ntitle = t\nnewspaper = t\nsource = pages\nstate = state\noutput = %s\n' "$1"
		printf 'templates = %s/templates\nstatic = %s/static\n' "$root" "$root"
	} >"$1.conf"
}
site few 01/01
site less 02/02
site named 01/01

# Every byte that a name may have somewhere, what shells, rules and lists take for
# something else at its beginning, and lengths at which more is too much.
names() {
	printf '%s\n' '#hash' ';semicolon' ' blank' 'blank ' '-rf' '--delete' '+plus' '"quoted"' "'quoted'" '"' 'a"b' \
		'back\slash' '\' 'a*b' '*' '?' '[a]' '[' '{a,b}' '$HOME' '`id`' '%41' '%' '~' '~user' 'a:b' 'C:' ':' '!bang' '!' \
		'a&b' '<b>' 'a|b' 'a=b' '= a' '* a' '+ a' '- a' 'P *' 'R x' 'a,b' '(a)' '^a' '@a' '.hidden' '..dots' '...' 'a b  c' \
		'名' '①' 'ﬁ' 'CON' 'nul.txt' 'a.gz' 'x.br' 'file.html#a' 'q.html?a=b' 'M 100644' 'D a' 'del. a' '<f+++++++++ a' \
		"$(printf 'e\314\201')" "$(printf '\360\237\223\260')"
	for length in 240 241 250 254 255; do
		printf "%0${length}d\n" "$length"
	done
}
names >names
while IFS= read -r name; do
	printf 'in %s\n' "$name" >"named/$name"
	[ "${#name}" -gt 200 ] || { mkdir -p "named/d/$name" && printf 'below %s\n' "$name" >"named/d/$name/$name"; }
done <names
cp -R named renamed && cp named.conf renamed.conf && sed -i.old 's/= named/= renamed/' renamed.conf
find renamed -type f ! -name index.html | sort | awk 'NR % 2' | tr '\n' '\0' | xargs -0 rm --
find renamed -type d -empty -delete
find renamed -type f ! -name index.html -exec sh -c 'for f; do echo changed >>"$f"; done' sh {} +

# publish SITE DESTINATION [OPTION...]
publish() {
	publish_site=$1
	shift
	"$program" publish -c "$publish_site.conf" "$@" >out 2>&1
}

# same NAME SITE FOLDER
same() {
	diff -r -x "$sent" "$2" "$3" >differing 2>&1
	told "$1" $? differing out
}

# stand_in: until bin/ goes, what is called $tool is the script on standard input. Its runs can be counted in runs.
stand_in() {
	mkdir -p bin && cat >"bin/$tool" && chmod +x "bin/$tool" && : >runs
}

# killed WHEN: a publication that is killed at the number-th run of its tool, and one run more.
# The tool's own script counts, and kills the program before or after its work.
kill_at() {
	{
		printf '#!/bin/sh\necho >>"%s/runs"\nn=$(wc -l <"%s/runs")\n' "$work" "$work"
		[ "$1" = after ] || printf '[ "$n" -ne %s ] || { kill -KILL $PPID; exit 1; }\n' "$2"
		printf '"%s" "$@"\nstatus=$?\n' "$(command -v "$tool")"
		[ "$1" = before ] || printf '[ "$n" -ne %s ] || kill -KILL $PPID\n' "$2"
		printf 'exit $status\n'
	} | stand_in
}

# interrupted: whatever run of the tool it ends at, one more publication completes it.
interrupted() {
	when=after
	while [ -n "$when" ]; do
		number=1 bad=
		while :; do
			publish few "$to" >/dev/null || bad="$bad $number (from the start)"
			kill_at $when $number
			PATH=$work/bin:$PATH publish less "$to"
			status=$?
			rm -r bin
			[ $status -ne 0 ] || break
			publish less "$to" && diff -r -x "$sent" less "$folder" >differing 2>&1 || bad="$bad $number"
			[ -z "$bad" ] || break
			number=$((number + 1))
		done
		[ -z "$bad" ] && [ $number -gt 3 ]
		told "$name: killed $when any of $((number - 1)) runs of $tool, the next completes it" $? differing out
		# Both take minutes together.
		case $when$TORTURE in
		afteryes) when=before ;;
		*) when= ;;
		esac
	done
}

# modes: whether all that is sent can be read by everybody, though this user hides what is made.
modes() {
	case $folder in
	"$work"/*) find "$folder" -mindepth 1 \( -type f ! -perm 644 -o -type d ! -perm 755 \) >odd ;;
	esac
	! [ -s odd ]
	told "$name: files have 644 and folders 755 under umask 077" $? odd
}

# way NAME TOOL DESTINATION FOLDER
way() {
	name=$1 tool=$2 to=$3 folder=$4
	publish named "$to"
	same "$name: every name is sent" named "$folder"
	publish named "$to" && grep -q ' 0 new, 0 changed, 0 removed' out
	told "$name: and known again" $? out
	publish renamed "$to"
	same "$name: changed, and removed" renamed "$folder"
	publish less "$to"
	same "$name: and all of them go" less "$folder"
	[ -z "$tool" ] || interrupted
	publish few "$to"
	(umask 077 && publish named "$to")
	modes
}

# at_once NAME: somebody else publishes there meanwhile, as the list there tells.
at_once() {
	publish few "$to"
	# Before the tool's last run but some, another one's list is put there.
	{
		printf '#!/bin/sh\necho >>"%s/runs"\n"%s" "$@"\nstatus=$?\n' "$work" "$(command -v "$tool")"
		printf '[ "$(wc -l <"%s/runs")" -ne 4 ] || printf "broadsheet published 1\\nrun 00000000000000aa\\n" >"%s/%s"\nexit $status\n' \
			"$work" "$folder" "$sent"
	} | stand_in
	PATH=$work/bin:$PATH publish less "$to"
	[ $? -eq 1 ] && grep -q 'somebody else has published' out
	told "$name: that somebody else publishes at the same time is told" $? out
	rm -r bin
	publish less "$to"
	same "$name: and the next one mends it" less "$folder"
	printf 'broadsheet published 1\nrun 00000000000000aa\n' >"$folder/$sent"
	publish less "$to" && grep -q 'has begun and not ended' out
	told "$name: as is what somebody else has begun" $? out
	publish less "$to" && ! grep -q 'has begun' out
	told "$name: once" $? out
}

# A site of 900 pages, so many that parts of them are sent side by side.
page many/index.html 01/01/index.html
page many/01/01/index.html ../../index.html
awk 'BEGIN { for (i = 1; i < 900; i++) print i }' | while read -r n; do echo "$n" >"many/01/01/$n.txt"; done
sed 's/= few/= many/' few.conf >many.conf

# together: whether two runs of the tool that send were at work at the same time. Each waits for another.
together() {
	{
		printf '#!/bin/sh\ncase " $* " in *" -Ipz8 "*)\n\techo >>"%s/runs"\n\tn=0\n' "$work"
		printf '\twhile [ "$(wc -l <"%s/runs")" -lt 2 ] && [ $n -lt 200 ]; do sleep .1; n=$((n + 1)); done\n' "$work"
		printf '\t[ $n -lt 200 ] || exit 1 ;;\nesac\nexec "%s" "$@"\n' "$(command -v "$tool")"
	} | stand_in
	PATH=$work/bin:$PATH publish many "$to"
	told "$name: parts of 900 files are sent side by side" $? out
	rm -r bin
	same "$name: and make one site" many "$folder"
	publish few "$to" && publish many "$to" -j 1 && ! grep -q 'part ' out
	same "$name: which is the same sent as one" many "$folder"
}

# refused: a daemon that still counts those who have gone refuses the next, twice.
refused() {
	{
		printf '#!/bin/sh\necho >>"%s/runs"\n[ "$(wc -l <"%s/runs")" -gt 2 ] || {\n' "$work" "$work"
		printf '\techo "@ERROR: max connections (1) reached -- try again later" >&2\n\texit 5\n}\n'
		printf 'exec "%s" "$@"\n' "$(command -v "$tool")"
	} | stand_in
	PATH=$work/bin:$PATH publish less "$to"
	told "$name: a refusal for too many connections is asked about again" $? out
	rm -r bin
	same "$name: and all is sent" less "$folder"
}

way "a folder" '' "$work/dest" "$work/dest"
publish many "$work/dest" -j 3
same "a folder: three threads send what one would" many "$work/dest"

if there rsync; then
	port=$(free_port)
	{
		printf 'port = %s\naddress = 127.0.0.1\nuse chroot = no\n' "$port"
		[ "$(id -u)" -ne 0 ] || printf 'uid = 0\ngid = 0\n'
		printf '[site]\npath = %s/daemon\nread only = no\n' "$work"
		printf '[narrow]\npath = %s/daemon\nread only = no\nmax connections = 1\nlock file = %s/rsyncd.lock\n' "$work" "$work"
	} >rsyncd.conf
	mkdir daemon
	if (umask 077 && exec true) && serve "$port" rsync --daemon --no-detach --config=rsyncd.conf; then
		way "rsync" rsync "rsync://127.0.0.1:$port/site" "$work/daemon"
		at_once
		together
		refused
		publish few "$to"
		to=rsync://127.0.0.1:$port/narrow
		publish many "$to" && grep -q 'part [234] of 4 was not taken beside the others, and is sent again' out
		told "rsync: a server that takes one connection gets the parts one by one" $? out
		same "rsync: and all of them" many "$folder"
		stop_servers
	else
		not_ok "the rsync daemon starts" server.log
	fi
fi

if there rclone; then
	RCLONE_CONFIG=$work/rclone.conf
	export RCLONE_CONFIG
	printf '[disk]\ntype = alias\nremote = %s\n' "$work" >rclone.conf
	way "rclone" rclone rclone:disk:new/deeper "$work/new/deeper"
	at_once
fi

if there git; then
	unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
	git init -q --bare repository.git
	real_git=$(command -v git)
	# The branch as a folder: it is looked at after each publication.
	branch() {
		rm -rf branch && mkdir branch && "$real_git" -C repository.git archive pages | tar -x -C branch && rm branch/.nojekyll
	}
	name=git to="git+file://$work/repository.git#pages"
	publish named "$to" && branch
	same "git: every name is sent" named branch
	publish named "$to" && grep -q ' 0 new, 0 changed, 0 removed' out
	told "git: and known again" $? out
	publish renamed "$to" && branch
	same "git: changed, and removed" renamed branch
	tool=git folder=$work/branch
	publish() {
		publish_site=$1
		shift
		"$program" publish -c "$publish_site.conf" "$@" >out 2>&1
		publish_status=$?
		[ -d branch ] && branch >/dev/null 2>&1
		return $publish_status
	}
	interrupted
fi
plan
