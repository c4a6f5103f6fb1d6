#!/bin/sh
# The SQLite file of a site: whole, and it finds what the lines of the export
# hold. In TAP.
#
#	tests/sqlite/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
printf '[site]\ntitle = 档案\nnewspaper = 日报\nsource = pages\noutput = public\nsqlite = yes\n' >site.conf
cp -R "$root/seeds" pages
"$program" build -q >out 2>&1 && [ ! -s out ] && [ -s public/data/archive.sqlite ] && "$program" check >out 2>&1
told "it is made beside the other data" $? out
"$program" build >out 2>&1 && grep -q ' 0 files written' out
told "a second build leaves it" $? out
cp public/data/archive.sqlite first && "$program" build -q --clean -j 7 && cmp first public/data/archive.sqlite >out 2>&1
told "the same pages make the same bytes" $? out
page=$(ls pages | head -1) && mv "pages/$page" . && "$program" build -q &&
	! cmp -s first public/data/archive.sqlite && mv "$page" pages && "$program" build -q &&
	cmp first public/data/archive.sqlite >out 2>&1
told "it follows the pages" $? out
if ! command -v sqlite3 >/dev/null 2>&1; then
	skip "it is asked with SQL" "there is no sqlite3"
	plan
	exit
fi

ask() {
	sqlite3 public/data/archive.sqlite "$@"
}

[ "$(ask 'PRAGMA integrity_check')" = ok ] && ask "INSERT INTO search(search) VALUES('integrity-check')" >out 2>&1
told "integrity_check of the file and of its index" $? out
[ "$(ask 'SELECT count(*) FROM articles')" = "$(cat public/data/*.jsonl | jq -s '[.[] | select(.url)] | length')" ]
told "every article is a row" $?

# Each three characters of some texts, found by the index and by looking at every line.
cat public/data/*.jsonl | jq -r 'select(.url) | [.url, ([.kicker, (select(.headline_source == "printed") | .headline) // null, .deck,
	.byline_text, .dateline] + [.body[].text] | map(select(.)) | join("\n"))] | @json' >texts
jq -rs '[.[] | .[1] | split("\n")[] | select(test("^\\p{Han}{6}")) | .[1:4], .[0:6]] | unique | .[]' texts | head -150 >queries
while read -r query; do
	ask "SELECT url FROM articles WHERE id IN (SELECT rowid FROM search WHERE search MATCH '\"$query\"') ORDER BY url" >hits
	jq -r --arg q "$query" 'select(.[1] | gsub("[\\s\u3000]"; "") | contains($q)) | .[0]' texts | LC_ALL=C sort >scan
	LC_ALL=C sort hits | cmp -s - scan || { echo "$query"; cat hits scan; }
done <queries >out
[ -s queries ] && [ ! -s out ]
found=$?
sed -i /sqlite/d site.conf && "$program" build -q && [ ! -e public/data/archive.sqlite ]
gone=$?
told "hits are those of a scan, for $(wc -l <queries) queries" $found out
told "without the key it goes" $gone
plan
