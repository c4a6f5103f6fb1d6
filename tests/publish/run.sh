#!/bin/sh
# `broadsheet publish`, each way against the real thing on this machine.
#
#	tests/publish/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
. "$here/../servers.sh"
there node || exit 0
sent=.broadsheet-published
cd "$work" || exit 1

# Two states of one archive: in the second one issue is gone, one is new, and one article was corrected.
# conf NAME [LINE]: its configuration, with pages in NAME.pages and the site in NAME.
conf() {
	{
		printf '[site]\nbase_url = https://example.org/some/where/\nstate = state\n'
		printf 'title = 档案\nnewspaper = 日报\noutput = %s\nsource = %s.pages\n' "$1" "$1"
		printf 'templates = %s/templates\nstatic = %s/static\n' "$root" "$root"
		printf '%s\n' "${2-}"
	} >"$1.conf"
}
mkdir old.pages new.pages
for page in "$root"/seeds/*.txt; do
	cp "$page" new.pages
	cp "$page" old.pages
done
set -- new.pages/*.txt
rm "$1" "old.pages/$(basename "$2")"
printf '[%s:3]\nheadline = 更正\n' "$(basename "$3")" >new.pages/corrections.conf
conf old && conf new
"$program" build -q -c old.conf >out 2>&1 && "$program" build -q -c new.conf >>out 2>&1
told "two sites are built" $? out

# The same by hand and with few files, for ways that take their time for each.
# page FILE LINK...: a page that links to them.
page() {
	page=$1
	shift
	mkdir -p "$(dirname "$page")"
	{
		printf '<!DOCTYPE html>\n<html lang="en"><head><title>t</title></head><body>\n'
		printf '<a href="%s">x</a>\n' "$@"
		printf '</body></html>\n'
	} >"$page"
}

# hand NAME DAY...: a site of these days in NAME.
hand() {
	conf "$1"
	page "$1/index.html" about.html cite.html
	page "$1/about.html" index.html cite.html
	page "$1/cite.html" about.html
	hand=$1
	shift
	for day; do
		page "$hand/$day/index.html" ../../../index.html 1.html
		page "$hand/$day/1.html" index.html
		printf '<a href="%s/index.html">%s</a>\n' "$day" "$day" >>"$hand/index.html.new"
	done
	sed "/about.html/r $hand/index.html.new" "$hand/index.html" >"$hand/index"
	mv "$hand/index" "$hand/index.html" && rm "$hand/index.html.new"
}
hand few 2022/01/01 2022/01/02
hand less 2022/01/02 2022/01/03
checked few
checked less

# publish SITE DESTINATION [OPTION...]: sends it; what is said is in out.
publish() {
	publish_site=$1
	shift
	"$program" publish -c "$publish_site.conf" "$@" >out 2>&1
}

# same NAME SITE FOLDER: one test that the folder holds the site, the list, and what the list says is left of an index before.
same() {
	rm -rf shown && cp -R "$3" shown
	sed -n 's/^0000000000000001 //p' "$3/$sent" 2>/dev/null | while read -r path; do
		rm "shown/$path" && rmdir -p --ignore-fail-on-non-empty "shown/${path%/*}"
	done
	diff -r -x "$sent" -x .broadsheet "$2" shown >differing 2>&1
	told "$1" $? differing out
}

# counts WORDS: whether the last run said that.
counts() {
	grep -q ": $1" out
}

# refused NAME STATUS WORDS COMMAND...: one test that it is.
refused() {
	refused_name=$1 refused_status=$2 refused_words=$3
	shift 3
	"$@" >out 2>&1
	[ $? -eq "$refused_status" ] && grep -q -- "$refused_words" out
	told "refused: $refused_name" $? out
}

# --- What is never sent, and where to ---

refused "no destination" 2 'expected one destination' publish old
refused "an empty one" 1 'is empty' publish old ''
refused "an option in its place" 1 'begins with a hyphen' publish old -- --delete
refused "a line end in it" 1 'control character' publish old "a
b"
refused "a host that is an option" 1 'expected a host' publish old u@-oProxyCommand=x:y
refused "a branch that is an option" 1 'no name of a branch' publish old 'git+r#--all'
refused "a repository that is an option" 1 'address of a repository' publish old 'git+--upload-pack=x'
refused "a remote that is an option" 1 'expected rclone:' publish old 'rclone:-x:y'
refused "another scheme" 1 'no address that a site can be sent to' publish old ftp://example.org/
refused "the site's own folder" 1 'one in the other' publish old old/
refused "a folder in the site" 1 'one in the other' publish old old/below
refused "the folder around it" 1 'one in the other' publish old .
env PATH="$work/nothing" "$program" publish -c old.conf git+repository >out 2>&1
[ $? -eq 1 ] && grep -q 'git is not installed here: install' out
told "a tool that is not there is named" $? out

cp -R old broken
mv broken/style.css broken/style.bak
refused "a site with a dead link" 1 'style.css" is dead' publish old -o broken dest
[ ! -e dest ]
told "of which nothing is sent" $?
mkdir empty && refused "an empty folder" 1 'index.html' publish old -o empty dest
refused "a review that was not built" 1 'build it with --review' publish old --review dest

# --- A folder ---

publish old -n dest && counts '[0-9]* new, 0 changed, 0 removed' && [ ! -e dest ]
told "a dry run changes nothing" $? out
grep -v ': ' out | sed 1d | tail -1 >last
[ "$(cat last)" = 'new     index.html' ]
told "the first page is sent last" $? out
publish old dest && same "a folder gets the site" old dest
publish old dest && counts '0 new, 0 changed, 0 removed'
told "sent again, nothing is" $? out

mkdir -p dest/others/folder && echo mine >dest/others/folder/mine
publish new -n dest && cp out planned && diff -r -x others -x "$sent" -x .broadsheet old dest >differing
told "a dry run of a change changes nothing" $? out differing
publish new dest && counts '[1-9][0-9]* new, [1-9][0-9]* changed, [1-9][0-9]* removed'
told "a change is sent" $? out
[ -e dest/others/folder/mine ] && rm -r dest/others
same "and what others put there stays" new dest

# indexed SITE: the files of its index that are named by their content.
indexed() {
	(cd "$1" && find search -type f ! -name 'manifest.*' | sort)
}
cp -R new.pages third.pages && conf third
printf '[%s:3]\nheadline = 再更正\n' "$(basename "$3")" >third.pages/corrections.conf
"$program" build -q -c third.conf >out 2>&1
indexed old >first && indexed new >second && indexed third >third.list && indexed dest >there
comm -23 first second >lost && [ -s lost ] && sort -u first second | diff - there >differing
told "the index of before stays for pages that are open" $? differing out
publish new dest && publish new --prune dest && indexed dest | diff there - >differing
told "as long as there is no other" $? differing out
cp -R dest further && publish third further && indexed further >there && sort -u second third.list | diff - there >differing
told "and no longer" $? differing out
printf 'search = no\n' >>third.conf
"$program" build -q -c third.conf >out 2>&1 && publish third further && [ ! -e further/search ]
told "without an index nothing of one stays" $? out

echo damaged >dest/about.html && rm dest/search.html && echo alien >dest/alien.html
publish new dest && counts '1 new, 1 changed, 0 removed' && [ -e dest/alien.html ]
told "what somebody spoilt there is mended" $? out
publish new --prune dest && [ ! -e dest/alien.html ] && same "--prune removes what others put there" new dest

printf '0000000000000000 ../outside\n0000000000000000 /etc/outside\n%s old.html\nrubbish\n0000' \
	00000000000000ff >>"dest/$sent"
touch outside dest/old.html
publish new dest && [ -e outside ] && [ ! -e dest/old.html ]
told "a list that leads out of the destination is not followed" $? out

cp -R few turned && rm turned/cite.html && mkdir turned/cite.html
page turned/index.html cite.html/index.html 2022/01/01/index.html 2022/01/02/index.html
page turned/about.html index.html
page turned/cite.html/index.html ../index.html
publish few -o few turning && publish few -o turned turning && same "a file gives way to a folder" turned turning
publish few -o few turning && same "and a folder to a file" few turning

"$program" build -q -c old.conf --review >out 2>&1
publish old reviewed && [ ! -e reviewed/review ]
told "a review is not sent" $? out
publish old --review reviewed && [ -e reviewed/review/index.html ]
told "unless asked for" $? out
publish old reviewed && [ ! -e reviewed/review ]
told "and goes again" $? out
"$program" build -q -c old.conf >out 2>&1

# preloaded FILE: compiles FILE.c; nothing where that cannot be, or would not be borne.
preloaded() {
	case $program in
	*/sanitize/*) return 1 ;;
	esac
	# shellcheck disable=SC2086 # a compiler may be two words
	${CC:-cc} -shared -fPIC -D_GNU_SOURCE -o "$work/$(basename "$1").so" "$here/$1.c" -ldl 2>/dev/null
}

# no_dead_link NAME: one test that the order of the log is right, and of the opposite one that it is not.
no_dead_link() {
	node "$here/instants.mjs" log "$2" "$3" log >out 2>&1 && [ "$(wc -l <log)" -gt 30 ]
	told "$1: no link is dead at any instant" $? out
	node "$here/instants.mjs" backwards "$2" "$3" log >out 2>&1
	[ $? -eq 1 ] && grep -q 'leads to' out
	told "$1: backwards there would be one" $? out
}

if preloaded observed; then
	mkdir observed
	for step in 'nothing old' 'old new' 'new old'; do
		rm -rf log before && cp -R observed before && rm -f "before/$sent"
		LD_PRELOAD=$work/observed.so OBSERVED=observed OBSERVED_LOG=log publish "${step#* }" observed
		no_dead_link "${step% *} to ${step#* }" before "${step#* }"
	done
else
	echo "skipped: the order of single files, without a library to preload"
fi

# --- A build that was killed while it was at the site ---

if preloaded ../incremental/faults; then
	cp -R old.pages half.pages && conf half
	"$program" build -q -c half.conf >out 2>&1
	publish half killed && cp -R killed killed.before
	rm "$(find half.pages -name '*.txt' | sort | tail -1)"
	FAULT=unlink:1 FAULT_BELOW=half/ LD_PRELOAD=$work/faults.so "$program" build -q -c half.conf >out 2>&1
	[ $? -eq 137 ]
	told "a build is killed" $? out
	refused "what a killed build left" 1 'is half built' publish half killed
	refused "also to a place that has nothing" 1 'is half built' publish half fresh
	refused "and a dry run of it" 1 'is half built' publish half -n killed
	diff -r killed.before killed >differing && [ ! -e fresh ]
	told "of which nothing is sent" $? differing
	"$program" build -q -c half.conf >out 2>&1 && publish half killed && same "built again, it is" half killed
fi

# --- Through tools: a snapshot is taken after each of their runs ---

# watched TOOL FOLDER: from now on, in $work/watched/.
watched() {
	rm -rf snapshots bin
	mkdir -p snapshots bin "$2"
	cp -R "$2" snapshots/0
	real=$(command -v "$1")
	cat >"bin/$1" <<-END
		#!/bin/sh
		"$real" "\$@"
		status=\$?
		[ \$# -lt 1 ] || cp -R "$2" "$work/snapshots/\$(ls "$work/snapshots" | wc -l)"
		exit \$status
	END
	chmod +x "bin/$1"
}

# steps NAME: one test of the snapshots.
steps() {
	node "$here/instants.mjs" snapshots "$old" "$new" snapshots >out 2>&1 && [ "$(ls snapshots | wc -l)" -gt 4 ]
	told "$1: no link is dead after or within any step" $? out
}

# way NAME TOOL DESTINATION FOLDER OLD NEW: all that every way has to do.
way() {
	name=$1 tool=$2 to=$3 folder=$4 old=$5 new=$6
	watched "$tool" "$folder"
	usual=$PATH
	PATH=$work/bin:$PATH
	publish "$old" -n "$to" && counts '[1-9][0-9]* new, 0 changed, 0 removed' && [ -z "$(ls "$folder")" ]
	told "$name: a dry run changes nothing" $? out
	publish "$old" "$to"
	same "$name: the site is sent" "$old" "$folder"
	mkdir "$folder/others" && echo mine >"$folder/others/mine"
	publish "$new" "$to" && [ -e "$folder/others/mine" ] && rm -r "$folder/others"
	same "$name: a change is sent, others' files stay" "$new" "$folder"
	PATH=$usual
	steps "$name"
}

# goes_on: what was interrupted is completed; the folder has the new site.
goes_on() {
	mkdir -p bin
	printf '#!/bin/sh\necho >>"%s/runs"\n[ "$(wc -l <"%s/runs")" -ne 5 ] || { kill -TERM $PPID; exec sleep 2; }\nexec "%s" "$@"\n' \
		"$work" "$work" "$(command -v "$tool")" >"bin/$tool"
	chmod +x "bin/$tool" && : >runs
	PATH=$work/bin:$PATH publish "$old" "$to"
	[ $? -eq 143 ] && grep -q '^interrupted' out && grep -q 'goes on from here' out
	told "$name: an interruption is told" $? out
	rm "bin/$tool"
	publish "$old" "$to"
	same "$name: and what was interrupted goes on" "$old" "$folder"
}

# mends: what the ways that compare have to do besides, on the new site there.
mends() {
	publish "$new" "$to" && counts '0 new, 0 changed, 0 removed'
	told "$name: sent again, nothing is" $? out
	rm "$folder/cite.html" && tr 'a-y' 'b-z' <"$new/about.html" >"$folder/about.html"
	mkdir "$folder/a[1]" && for alien in 'alien.html' 'a[1]/[b]*?.html' 'about.htm?'; do echo alien >"$folder/$alien"; done
	publish "$new" --prune "$to" && counts '1 new, 1 changed, 3 removed'
	same "$name: what was spoilt is mended, what is others' pruned" "$new" "$folder"
}
grep -v ': ' planned >planned.lines

if there rsync; then
	port=$(free_port)
	{
		printf 'port = %s\naddress = 127.0.0.1\nuse chroot = no\n' "$port"
		[ "$(id -u)" -ne 0 ] || printf 'uid = 0\ngid = 0\n'
		printf '[site]\npath = %s/daemon\nread only = no\n' "$work"
	} >rsyncd.conf
	mkdir daemon
	if serve "$port" rsync --daemon --no-detach --config=rsyncd.conf; then
		way "rsync daemon" rsync "rsync://127.0.0.1:$port/site" "$work/daemon" old new
		mends
		many=0
		while [ "$many" -lt 2500 ]; do
			[ $((many % 100)) -ne 0 ] || mkdir -p "daemon/many/$((many / 100))"
			: >"daemon/many/$((many / 100))/$many"
			many=$((many + 1))
		done
		publish new --prune "$to" && counts '0 new, 0 changed, 2500 removed'
		same "rsync daemon: thousands of files go" new "$work/daemon"
		goes_on
		stop_servers
		refused "an rsync daemon that is away" 1 'rsync ended with exit status' publish old "rsync://127.0.0.1:$port/site"
	else
		not_ok "the rsync daemon starts" server.log
	fi
fi

# sshd as root wants a folder of its own; some systems let root in in no way.
ssh_server() {
	there sshd && there ssh && there ssh-keygen || return 1
	[ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
	port=$(free_port)
	ssh-keygen -q -t ed25519 -N '' -f host_key && ssh-keygen -q -t ed25519 -N '' -f user_key || return 1
	{
		printf 'Port %s\nListenAddress 127.0.0.1\nHostKey %s/host_key\nPidFile none\n' "$port" "$work"
		printf 'AuthorizedKeysFile %s/user_key.pub\nStrictModes no\nPermitRootLogin yes\n' "$work"
		printf 'PasswordAuthentication no\nKbdInteractiveAuthentication no\nUsePAM no\n'
	} >sshd_config
	{
		printf 'Host scratch\nHostName 127.0.0.1\nPort %s\nIdentityFile %s/user_key\n' "$port" "$work"
		printf 'IdentitiesOnly yes\nUserKnownHostsFile %s/known\nStrictHostKeyChecking accept-new\n' "$work"
		printf 'LogLevel ERROR\nBatchMode yes\nControlMaster auto\nControlPersist 60\nControlPath %s/ssh\n' "$work"
	} >ssh_config
	serve "$port" "$(command -v sshd)" -D -e -f "$work/sshd_config" &&
		ssh -F ssh_config scratch true 2>ssh.log && return
	echo "skipped: publishing over ssh: sshd lets nobody in here: $(tail -1 ssh.log server.log 2>/dev/null | tr '\n' ' ')"
	return 1
}

if there rsync && ssh_server; then
	mkdir "$work/with blank"
	RSYNC_RSH="ssh -F $work/ssh_config"
	export RSYNC_RSH
	way "ssh" rsync "$(id -un)@scratch:$work/with blank" "$work/with blank" few less
	ssh -F ssh_config -O exit scratch 2>out
	stop_servers
fi

if there rclone; then
	mkdir dav disk
	port=$(free_port)
	RCLONE_CONFIG=$work/rclone.conf
	export RCLONE_CONFIG
	{
		printf '[dav]\ntype = webdav\nvendor = other\nurl = http://127.0.0.1:%s\n' "$port"
		printf '[disk]\ntype = alias\nremote = %s/disk\n' "$work"
	} >rclone.conf
	if serve "$port" rclone serve webdav "$work/dav" --addr "127.0.0.1:$port" --dir-cache-time 0s; then
		way "WebDAV by rclone" rclone rclone:dav: "$work/dav" few less
		# A WebDAV server tells sizes alone, so what others spoil without changing them is not seen.
		publish less rclone:dav: && counts '0 new, 0 changed, 0 removed'
		told "WebDAV by rclone: sent again, nothing is" $? out
		tr 'a-y' 'b-z' <less/about.html >dav/about.html && rm "dav/$sent"
		publish less rclone:dav: && counts "0 new, $(find less -type f ! -name .broadsheet | wc -l) changed, 0 removed"
		same "WebDAV by rclone: without the list all is sent" less dav
		stop_servers
		export RCLONE_LOW_LEVEL_RETRIES=1 RCLONE_RETRIES=1
		refused "a WebDAV server that is away" 1 'rclone ended with exit status' publish old rclone:dav:site
	else
		not_ok "the WebDAV server starts" server.log
	fi
	way "rclone with checksums" rclone rclone:disk: "$work/disk" few less
	mends
	goes_on
	refused "a remote that rclone does not know" 1 'rclone ended with exit status' publish old rclone:nobody:site
fi

# --- git ---

if there git; then
	unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
	export GIT_COMMITTER_NAME=Tester GIT_COMMITTER_EMAIL=tester@example.org GIT_COMMITTER_DATE='@86400 +0000'
	export GIT_AUTHOR_NAME=Other GIT_AUTHOR_EMAIL=other@example.org
	git init -q --bare repository.git
	to="git+file://$work/repository.git#pages"

	# branch SITE: one test that the branch holds it, in one commit.
	branch() {
		rm -rf checked && git clone -q -b pages "file://$work/repository.git" checked 2>out
		rm -rf checked/.git
		[ "$(git -C repository.git rev-list --count pages)" = 1 ]
		told "git: one commit" $?
		same "git: the branch holds the site" "$1" checked
	}

	publish old -n "$to" && [ -z "$(git -C repository.git branch)" ]
	told "git: a dry run changes nothing" $? out
	publish old "$to" && branch old
	before=$(git -C repository.git rev-parse pages)
	publish old "$to" && counts '0 new, 0 changed, 0 removed' && [ "$(git -C repository.git rev-parse pages)" = "$before" ]
	told "git: sent again, nothing is" $? out
	git -C repository.git log --format='%cn %ce %ct' pages >out
	[ "$(cat out)" = 'Tester tester@example.org 86400' ]
	told "git: who commits, and when, is as git is told" $? out
	publish new -n "$to" && grep -v ': ' out >lines
	sort -o lines lines && sort planned.lines | diff lines - >differing
	told "git: a dry run tells what a folder's does" $? differing
	# files: how many different ones the repository has; folders are not counted.
	files() {
		git -C repository.git cat-file --batch-all-objects --batch-check | grep -c ' blob '
	}
	before_all=$(files)
	publish new "$to" && branch new
	[ $(($(files) - before_all)) -lt "$(find new -type f ! -name .broadsheet | wc -l)" ]
	told "git: only what changed is pushed" $?
	git -C repository.git config uploadpack.allowFilter true
	rm -rf state/publish-*
	publish old "$to" && counts '[1-9][0-9]* new, [1-9][0-9]* changed, [1-9][0-9]* removed' && branch old
	indexed checked >there && sort -u first second | diff - there >differing
	told "git: the index of before stays" $? differing
	git -C repository.git update-ref -d refs/heads/pages
	publish old "$to" && branch old
	[ "$(git -C repository.git rev-parse pages)" = "$before" ]
	told "git: one site, one author and one date make one commit" $?

	git clone -q -b pages repository.git work 2>out && cd work && echo mine >mine.html && git add mine.html &&
		git commit -q -m mine && git push -q origin pages && cd "$work" || exit 1
	mine=$(git -C repository.git rev-parse pages)
	refused "a branch with somebody's commit" 1 'did not make' publish new "$to"
	[ "$(git -C repository.git rev-parse pages)" = "$mine" ]
	told "git: and it is still there" $?
	publish new --prune "$to" && branch new
	refused "a repository that is away" 1 'git ended with exit status' publish new "git+file://$work/nowhere.git"
	[ -z "$(git -C "$work" rev-parse --git-dir 2>/dev/null)" ] && [ ! -e old/.git ] && [ ! -e new/.git ]
	told "git: nothing of it is left in the folders here" $?
fi

# --- What stands as it stood is not read again, and anything else is ---

hand steady 2022/01/01
sleep 0.1 # what was written this moment is not believed the next time
publish steady steady.sent && sleep 0.1 && publish steady steady.sent
told "a site is sent, and compared" $? out
# A sanitizer that looks for leaks cannot be looked at itself.
if [ "${program#*/sanitize/}" = "$program" ] && command -v strace >/dev/null 2>&1 && strace -o traced true 2>/dev/null; then
	strace -f -o traced -e trace=openat,open "$program" publish -q -c steady.conf steady.sent >out 2>&1 &&
		! grep -q 'about\.html' traced && grep -q 'steady\.conf' traced
	told "nothing of it is read when nothing changed" $? out
	hand once 2022/01/01
	sleep 0.1
	"$program" check -c once.conf >out 2>&1 &&
		strace -f -o traced -e trace=openat,open "$program" publish -n -c once.conf once.sent >>out 2>&1 &&
		[ "$(grep -c '/about\.html' traced)" -eq 1 ]
	told "what check found right is read once, to know it again, and not checked" $? out
	sed -i 's/index\.html/indec.html/' once/2022/01/01/1.html
	! publish once once.sent && grep -q 'once/2022/01/01/1.html:.*indec.html' out
	told "and checked when it changed since" $? out
else
	skip "nothing of it is read when nothing changed" "strace is not there, or may not look"
fi
# turned FILE OLD NEW: other bytes, of the same number and the same time.
turned() {
	cp -p "$1" before && sed -i "s/$2/$3/" "$1" && touch -r before "$1"
}
turned steady.sent/2022/01/01/1.html '<title>t' '<title>u'
publish steady steady.sent && counts '0 new, 1 changed'
told "what somebody changed there is put right" $? out
same "and then all is as it should be" steady steady.sent
turned steady/2022/01/01/1.html 'index.html' 'indec.html'
! publish steady steady.sent && grep -q 'steady/2022/01/01/1.html:.*indec.html' out
told "a fault that came into the site after it was checked is found" $? out
turned steady/2022/01/01/1.html 'indec.html' 'index.html'
publish steady steady.sent
told "without it the site is sent again" $? out

plan
