#!/bin/sh
# What was taken out of the archive leaves the site, whatever became of the list
# of the site's own files: moved, copied, damaged, lost.
#
#	tests/orphans/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 1

words=被撤回的文字

# archive NAME: an archive of its own, built, with a page that is to be withdrawn and files of somebody else.
archive() {
	mkdir -p "$1/seeds"
	cp "$root"/seeds/*.txt "$1/seeds"
	printf '%s见于本版\n\n　　本报讯 昨天，%s在市政府会议室里宣读，与会的有关部门负责人讨论了两个小时，并且形成了纪要。\n' $words $words \
		>"$1/seeds/2022-01-19_09.txt"
	printf '[site]\ntitle = 档案\nnewspaper = 日报\nbase_url = https://example.org/a/\ncompress = gzip\ntemplates = %s\nstatic = %s\n' \
		"$root/templates" "$root/static" >"$1/site.conf"
	"$program" build -q -c "$1/site.conf" >out 2>&1 || return 1
	mkdir -p "$1/public/2022/photos"
	echo mine >"$1/public/notes.txt"
	echo mine >"$1/public/2022/photos/one.txt"
}

# gone SITE: none of the words is left, compressed or not, and what is somebody else's is.
gone() {
	find "$1" -name '*.gz' -exec gzip -dc {} + | grep -F $words >left
	grep -rlF $words "$1" >>left
	grep -rl '2022/01/19/09' "$1" >>left
	[ ! -s left ] && [ -f "$1/notes.txt" ] && [ -f "$1/2022/photos/one.txt" ]
}

withdraw() {
	rm "$1/seeds/2022-01-19_09.txt"
	"$program" build -c "$1/site.conf" >out 2>&1
}

archive one
told "an archive is built" $? out
grep -rqF $words one/public
told "its words are in the site" $?
mv one moved && withdraw moved && ! grep -q warning: out && gone moved/public
told "the archive's folder has another name" $? out left
checked "$work/moved/public"

archive two && cp -R two copied && withdraw copied && ! grep -q warning: out && gone copied/public
told "a copy of the archive" $? out left
ln -s two linked && withdraw linked && ! grep -q warning: out && gone two/public
told "a link leads to the archive" $? out left
rm -rf two/build && archive three && rm -rf three/build && withdraw three && gone three/public
told "the state folder is lost" $? out left

archive four && rm four/public/.broadsheet && withdraw four && grep -q 'is gone: what stands at addresses' out && gone four/public
told "the list is lost, which is told" $? out left
checked "$work/four/public"
"$program" build -c four/site.conf >out 2>&1 && ! grep -q warning: out
told "and once" $? out

# flipped FILE AT: one bit of it is another.
flipped() {
	byte=$(dd if="$1" bs=1 skip="$2" count=1 2>/dev/null | od -An -tu1 | tr -d ' ')
	# shellcheck disable=SC2059 # the byte is the format
	printf "\\$(printf %03o $((byte ^ 4)))" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

archive five
for at in 3 30 60 100 400 2000; do
	rm -rf six && cp -R five six && flipped six/public/.broadsheet $at
	"$program" check six/public >checked 2>&1
	[ $? -eq 1 ] && grep -q 'list of the site.s own files (.broadsheet) is damaged' checked
	told "check sees that bit $at of the list is another" $? checked
	withdraw six && grep -q 'is damaged: what stands at addresses' out && gone six/public
	told "and the build says so and loses nothing" $? out left
done
rm -rf six && cp -R five six && truncate -s 300 six/public/.broadsheet && withdraw six && gone six/public
told "the list was cut off" $? out left

# A sound list may be that of another build: from a backup, or of another site.
archive eight && cp -R eight nine
withdraw eight && cp eight/public/.broadsheet earlier && archive eight && cp earlier eight/public/.broadsheet
withdraw eight && grep -q 'is not that of the last build: what stands at addresses' out && gone eight/public
told "the list is that of an earlier build, which is told" $? out left
checked "$work/eight/public"
"$program" build -c eight/site.conf >out 2>&1 && ! grep -q warning: out
told "and once" $? out
printf '[site]\ntitle = t\nnewspaper = t\nsource = one/page\noutput = other\ntemplates = %s\nstatic = %s\n' \
	"$root/templates" "$root/static" >other.conf
mkdir -p one/page && cp "$root"/seeds/000*.txt one/page && "$program" build -q -c other.conf >out 2>&1
cp other/.broadsheet nine/public/.broadsheet
withdraw nine && grep -q 'is not that of the last build' out && gone nine/public
told "the list is another site's" $? out left
archive ten && rm -rf ten/build && cp other/.broadsheet ten/public/.broadsheet
withdraw ten && grep -q 'is not that of the last build' out && gone ten/public
told "and the state folder is lost as well" $? out left
rm -rf ten && archive ten && rm ten/public/.broadsheet && mkdir ten/public/.broadsheet
withdraw ten
[ $? -eq 1 ] && grep -q 'ten/public/.broadsheet: cannot be written' out
told "a folder in the list's place is told" $? out

# What no list knows of is not published.
cp -R five seven && withdraw seven && cp five/public/2022/01/19/09.html seven/public/2022/01/19/
"$program" check seven/public >out 2>&1
[ $? -eq 1 ] && grep -q '09.html: stands at an address of the site' out
told "check tells of a file that no build made" $? out
"$program" publish -c seven/site.conf dest >out 2>&1
[ $? -eq 1 ] && grep -q 'stands at an address of the site' out && [ ! -e dest ]
told "and it is not published" $? out
rm seven/public/.broadsheet
"$program" publish -c seven/site.conf dest >out 2>&1
grep -q 'warning: has no list of its own files' out
told "nor is a site without a list, unsaid" $? out
rm -rf dest
"$program" build -q -c seven/site.conf >out 2>&1 && "$program" publish -c seven/site.conf dest >out 2>&1 && [ -f dest/index.html ] &&
	[ ! -e dest/.broadsheet ] && ! grep -rqF $words dest
told "built again it is, and the list is not" $? out
"$program" zip -c seven/site.conf -o site.zip seven/public >out 2>&1 && ! grep -qF .broadsheet site.zip
told "nor does zip pack it" $? out

# A killed build leaves what it was writing just then, and a list that is not the last one.
archive eleven && rm "$(find eleven/build -name 'site-*.list')" && echo half >eleven/public/index.html.broadsheet-new
withdraw eleven && ! grep -q warning: out && gone eleven/public && [ ! -e eleven/public/index.html.broadsheet-new ]
told "what a killed build was writing is no file that the list lacks, and goes" $? out left

plan
