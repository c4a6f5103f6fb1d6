#!/bin/sh
# What `broadsheet check` tells of whole sites, in TAP.
#
#	tests/check/run.sh PROGRAM
#
# tests/check/NAME/ is a site, tests/check/NAME.expected what must be told of
# it; without that file the site is right. After a change that is meant,
# tests/check/run.sh -u PROGRAM writes them anew.
. "$(dirname "$0")/../tap.sh"

# check FOLDER: its exit status, with what it says in $work.
check() {
	"$program" check "$1" >"$work/out" 2>"$work/err"
}

for site in "$here"/*/; do
	site=$(basename "$site")
	cd "$here/$site" || exit 1
	check .
	status=$?
	expected=$here/$site.expected
	if [ -e "$expected" ]; then
		[ -z "$update" ] || cp "$work/err" "$expected"
		diff "$expected" "$work/err" >"$work/diff" && [ $status -eq 1 ]
	else
		[ $status -eq 0 ] && [ ! -s "$work/err" ]
	fi
	told "$site" $? "$work/out" "$work/err"
done
cd "$work" || exit 1

mkdir empty && check empty
[ $? -eq 1 ] && grep -q '^empty: holds no files' err
told "an empty folder is no site" $? "$work/out" "$work/err"
check nowhere
[ $? -eq 1 ] && grep -q '^nowhere: ' err
told "a folder that is not there is named" $? "$work/out" "$work/err"

# page BODY: a page around it.
page() {
	printf '<!DOCTYPE html>\n<html lang="en"><head><title>t</title></head><body>%s</body></html>\n' "$1"
}

mkdir linked aside && page '<a href="there.html">a</a> <a href="down/index.html">b</a> <a href="gone.html">c</a>' >linked/index.html
page '' >aside/index.html && ln -s ../aside/index.html linked/there.html && ln -s ../aside linked/down && ln -s nothing linked/gone.html
check linked
[ $? -eq 1 ] && [ "$(grep -c 'warning: is a link' err)" -eq 3 ] && [ "$(grep -c ' is dead: ' err)" -eq 1 ] && grep -q '"gone.html" is dead' err
told "what lies behind a symbolic link is warned of, not dead" $? "$work/out" "$work/err"

mkdir rooted && page '<a href="/a/">a</a> <a href="/b/">b</a> <a href="../c">c</a> <a href="sub/">d</a> <a href="sub">e</a>' >rooted/index.html
mkdir rooted/sub && page '' >rooted/sub/index.html
check rooted
[ $? -eq 1 ] && [ "$(wc -l <err)" -eq 3 ] && grep -q '"/a/" and 1 more of this file begin with /' err &&
	grep -q '"sub/" and 1 more of this file name folders' err
told "what a page does at every link is told once" $? "$work/out" "$work/err"

mkdir large && page '' >large/index.html
truncate -s 26214401 large/big.bin
check large
[ $? -eq 0 ] && grep -q '^large/big.bin: warning: is larger than 25 MiB' err
told "a large file is a warning" $? "$work/out" "$work/err"

mkdir many && page '' >many/index.html
{
	echo '<?xml version="1.0"?><urlset>'
	i=0
	while [ $i -le 50000 ]; do
		i=$((i + 1))
		echo "<url><loc>https://example.org/$i</loc></url>"
	done
	echo '</urlset>'
} >many/sitemap.xml
check many
[ $? -eq 1 ] && [ "$(cat err)" = "many/sitemap.xml:1:22: holds 50001 addresses, and sitemaps take 50000: cut it in several" ]
told "a sitemap of 50,001 addresses" $? "$work/out" "$work/err"

mkdir wrong && page "$(yes | head -1000 | awk '{ print "<a href=\"" NR "\">x</a>" }')" >wrong/index.html
check wrong
[ $? -eq 1 ] && [ "$(wc -l <err)" -eq 51 ] && grep -q ': has 950 more faults' err
told "a file that is wrong from end to end is told of in part" $? "$work/out" "$work/err"
page "<a href=\"y\">y</a> $(yes | head -1000 | awk '{ print "<a href=\"#" NR "\">x</a>" }')" >wrong/index.html
check wrong
[ $? -eq 1 ] && [ "$(wc -l <err)" -eq 51 ] && grep -q ': has 951 more faults' err
told "so are its dead places" $? "$work/out" "$work/err"

mkdir alike
i=0
while [ $i -lt 30 ]; do
	i=$((i + 1))
	page '<a href="gone.html">x</a> <a href="/rooted.html">y</a>' >alike/$i.html
done
check alike
[ $? -eq 1 ] && [ "$(wc -l <err)" -eq 22 ] && grep -q '60 faults' out && grep -q '^alike: 20 times more: the link "gone.html" is dead' err &&
	grep -q '^alike: 20 times more: links begin with /' err
told "what many files have alike is told of some" $? "$work/out" "$work/err"

# Nothing that stands in a file can make it crash or hang.
mkdir hostile
i=0
while [ $i -lt 40 ]; do
	i=$((i + 1))
	for name in a.html a.xml a.json a.css a.jsonl; do
		head -c 20000 /dev/urandom | tr '\000-\100' '<>&"=/ !?-[]a-z#%;(){}:@*\n' >hostile/$i-$name
	done
done
yes '<div>' | head -100000 >hostile/deep.html
yes '<a b="' | head -100000 >hostile/quotes.html
yes '<![CDATA[' | head -100000 >hostile/data.xml
yes '<p></b>' | head -100000 >hostile/ends.html
timeout 60 "$program" check hostile >out 2>err
[ $? -eq 1 ]
told "rubbish is told of, and nothing worse" $? "$work/out" "$work/err"

"$program" check a b >out 2>err
[ $? -eq 2 ]
told "two folders are a wrong command line" $? "$work/out" "$work/err"

plan
