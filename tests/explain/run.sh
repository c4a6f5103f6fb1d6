#!/bin/sh
# build --explain says of each file whether it was made, kept or removed, and why.
#
#	tests/explain/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 1
cp -R "$root/seeds" "$root/templates" . && ln -s "$root/static" static
printf '[site]\ntitle = 档案\nnewspaper = 日报\n' >site.conf

explained() {
	"$program" build --explain >out 2>err
}

# says LINE...: each of them stands in what was said.
says() {
	for line; do
		grep -q "^$line\$" out || { echo "no line $line" >>out; return 1; }
	done
}

page=$(basename "$(ls seeds/*.txt | head -n 1)")
explained && says 'index.html: made: it is new' && ! grep -q ': kept: ' out
told "all of a first build is new" $? out
sleep 1
explained && says 'index.html: kept: nothing changed since the last build' && ! grep -q ': made: ' out
told "nothing changed" $? out
article=$(cd public && ls 20*/*/*/*-*.html | head -n 1)
rm "public/$article" && explained && says "$article: made: it was not as the last build left it"
told "a file that was taken away" $? out
echo '<!-- more -->' >>templates/year.mustache && explained && says '.*: made: a template or a word of the interface changed'
told "a template" $? out
sed -i 's/日报/晚报/' site.conf && explained && says 'index.html: made: site.conf changed'
told "the configuration" $? out
rm "seeds/$page" && explained && says '.*: removed: the archive has nothing for it any more' 'index.html: made: what it shows changed' \
	'.*: kept: all that it shows is what it was'
told "a page that is gone" $? out
plan
