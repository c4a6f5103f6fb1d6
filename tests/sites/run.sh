#!/bin/sh
# Whole sites: small ones with their expected trees, ones that must be refused
# with their message, and what must hold for the site of the seeds. In TAP.
#
#	tests/sites/run.sh PROGRAM
#
# A folder tests/sites/NAME has in/ with a site.conf, and either expected/, the
# site that must come of it, or expected-stderr, the message of its refusal.
# Templates that in/ lacks are the small ones of tests/sites/templates.
# After a change that is meant, tests/sites/run.sh -u PROGRAM writes them anew.
. "$(dirname "$0")/../tap.sh"

# prepare NAME: the site's input in $work/NAME, where it is the current folder.
prepare() {
	cp -R "$here/$1/in" "$work/$1"
	[ -e "$work/$1/templates" ] || cp -R "$here/templates" "$work/$1/templates"
	[ ! -x "$here/$1/prepare" ] || (cd "$work/$1" && "$here/$1/prepare")
	cd "$work/$1" || exit 1
}

accepted() {
	prepare "$1"
	"$program" build -q >"$work/out" 2>&1
	status=$?
	# The search index is tested by what it finds, in tests/search.
	rm -rf public/search
	# How sure the model is changes whenever it learns.
	sed -i.old 's/"confidence":[0-9.]*/"confidence":null/' public/data/*.jsonl
	sed -i.old 's/,[01]\.[0-9][0-9][0-9]$/,/' public/data/*.csv
	rm public/data/*.old
	[ -z "$update" ] || { rm -rf "$here/$1/expected" && cp -R public "$here/$1/expected" && rm -f "$here/$1/expected/.broadsheet"; }
	diff -r -x .broadsheet "$here/$1/expected" public >>"$work/out" 2>&1 && [ $status -eq 0 ]
	told "$1 becomes the expected site" $? "$work/out"
	# The small templates make no whole pages; those that readers see do.
	rm -rf templates static && ln -s "$root/templates" "$root/static" .
	"$program" build -q -o "$work/$1-whole" >"$work/out" 2>&1
	checked "$work/$1-whole"
}

refused() {
	prepare "$1"
	mkdir -p public && echo mine >public/index.html
	"$program" build >"$work/out" 2>"$work/err"
	status=$?
	[ -z "$update" ] || cp "$work/err" "$here/$1/expected-stderr"
	diff "$here/$1/expected-stderr" "$work/err" >"$work/diff"
	same=$?
	[ $same -eq 0 ] && [ $status -eq 1 ] && [ ! -s "$work/out" ]
	told "$1 is refused with its message" $? "$work/diff"
	[ "$(ls public)" = index.html ] && [ "$(cat public/index.html)" = mine ]
	told "$1 leaves the site that was there" $?
}

# These sites have all they are made of themselves.
export BROADSHEET_SHARE=
for site in "$here"/*/; do
	site=$(basename "$site")
	if [ -e "$here/$site/expected-stderr" ]; then
		refused "$site"
	elif [ -e "$here/$site/in" ]; then
		accepted "$site"
	fi
done
unset BROADSHEET_SHARE
[ -z "$update" ] || exit 0

# ── the site of the seeds ──

mkdir "$work/seeds-site" && cd "$work/seeds-site" || exit 1
cp -R "$root/seeds" "$root/templates" "$root/static" "$root/site.conf" .
"$program" build >"$work/out" 2>"$work/err"
[ $? -eq 0 ] && [ ! -s "$work/err" ] && [ "$(wc -l <"$work/out")" -eq 1 ]
told "the seeds are built with one line said" $? "$work/err"
checked public

"$program" build -q >"$work/out" 2>&1
[ $? -eq 0 ] && [ ! -s "$work/out" ]
told "-q says nothing" $? "$work/out"

touch "$work/mark"
"$program" build >"$work/out" 2>&1
grep -q ' 0 files written' "$work/out" && find . -newer "$work/mark" -type f >>"$work/out" &&
	[ "$(wc -l <"$work/out")" -eq 1 ]
told "a second build writes nothing" $? "$work/out"

cp -R public "$work/first"

same_as_first() {
	diff -r "$work/first" "$2" >"$work/out" 2>&1
	told "$1" $? "$work/out"
}

for threads in 1 2 7; do
	"$program" build -q -j $threads -o "$work/threads-$threads"
	same_as_first "-j $threads makes the same bytes" "$work/threads-$threads"
done

LANG=C LC_ALL=C TZ=UTC "$program" build -q -o "$work/locale-c"
same_as_first "the C locale makes the same bytes" "$work/locale-c"
LANG=zh_CN.UTF-8 LC_ALL=zh_CN.UTF-8 TZ=Pacific/Kiritimati "$program" build -q -o "$work/locale-zh"
same_as_first "another locale and time zone make the same bytes" "$work/locale-zh"
(cd / && "$program" build -q -c "$work/seeds-site/site.conf" -o "$work/elsewhere")
same_as_first "another current folder makes the same bytes" "$work/elsewhere"
"$program" build -q --clean
same_as_first "--clean makes the same bytes" public

find public -name '*.html' -exec grep -lE '(href|src)="(/|https?:|file:)' {} + >"$work/out"
[ ! -s "$work/out" ]
told "all links are relative" $? "$work/out"

find public -name '*.broadsheet-new' >"$work/out"
[ ! -s "$work/out" ]
told "no temporary file is left" $? "$work/out"

list() {
	(cd "$1" && find . -type f | sort)
}

cp -R seeds "$work/renamed"
for page in "$work"/renamed/*.txt; do
	# Each headline of the first round, as far as it stands on one line, with its first characters the other way round.
	"$program" segment "$page" | jq -r 'select(.headline_source == "printed") | .headline |
		select(test(" ") | not) | "\(.)\t\(.[1:2])\(.[0:1])\(.[2:])"' >"$work/headlines"
	awk -F '\t' 'FILENAME != ARGV[2] { changed[$1] = $2; next }
		{ line = $0; sub(/\r$/, "", line); print line in changed ? changed[line] : $0 }' \
		"$work/headlines" "$page" >"$page.new" && mv "$page.new" "$page"
done
mv "$work/renamed" "$work/changed" && mkdir "$work/renamed" && mv "$work/changed" "$work/renamed/seeds"
"$program" build -q -s "$work/renamed/seeds" -o "$work/renamed-site"
list public | grep -v '^./\(authors\|kinds\|search\)/' >"$work/before"
list "$work/renamed-site" | grep -v '^./\(authors\|kinds\|search\)/' >"$work/after"
diff "$work/before" "$work/after" >"$work/out" && ! diff -r public "$work/renamed-site" >/dev/null
told "changed headlines leave every address as it was" $? "$work/out"

page=$(ls seeds | head -1)
echo mine >public/2022/mine.html
echo mine >public/notes.txt
rm "seeds/$page"
"$program" build -q >"$work/out" 2>&1
[ $? -eq 0 ] && [ -z "$(find public -name "${page%.txt}*")" ] && [ ! -e public/2022/01 ] &&
	[ -e public/2022/mine.html ] && [ -e public/notes.txt ]
told "a page that is gone takes its files along, and no other" $? "$work/out"
rm public/2022/mine.html public/notes.txt
cp "$root/seeds/$page" seeds
"$program" build -q
same_as_first "a page that comes back brings its files back" public

# ── what site.conf and corrections.conf say, for build and segment alike ──

page=$(ls seeds | head -1)
line=$("$program" segment "seeds/$page" | jq -s '[.[] | select(.kind != "furniture")][1].lines[0][0]')
cat >seeds/corrections.conf <<end
[$page]
date = 1999-09-09
page = 09

[$page:$line]
headline = 更正的标题
end
"$program" segment -c site.conf "seeds/$page" >"$work/records" 2>"$work/out"
[ $? -eq 0 ] && [ ! -s "$work/out" ] && [ "$(jq -rs --argjson l "$line" '.[] | select(.lines[0][0] == $l) |
	[.published, .published_by, .page, .headline] | join(" ")' "$work/records")" = \
	"1999-09-09 correction 09 更正的标题" ]
told "segment -c takes corrections" $? "$work/records"
"$program" segment "seeds/$page" >"$work/plain"
(cd / && "$program" segment -c "$work/seeds-site/site.conf" "$work/seeds-site/seeds/$page") |
	jq -c 'del(.source)' >"$work/far"
jq -c 'del(.source)' "$work/records" | diff - "$work/far" >"$work/out"
told "segment -c takes them from another folder, too" $? "$work/out"
cp "seeds/$page" "$work/$page"
"$program" segment -c site.conf "$work/$page" | jq -c 'del(.source)' >"$work/outside"
jq -c 'del(.source)' "$work/plain" | diff - "$work/outside" >"$work/out"
told "corrections are for files in the source folder" $? "$work/out"
"$program" build -q >"$work/out" 2>&1 && grep -q 更正的标题 "public/1999/09/09/09-$line.html" &&
	(cd "$work/first" && find 20* undated -name "*-*.html" 2>/dev/null) |
	while read -r path; do [ -e "public/$path" ] || echo "$path is gone"; done >"$work/out" && [ ! -s "$work/out" ]
told "a page that moved leaves a way to it at every old address" $? "$work/out"
rm seeds/corrections.conf

mkdir "$work/gold" # one page is quickly learned, and in one round next to nothing
cp "seeds/$page" "$work/gold"
jq --arg page "$page" '{($page): .[$page]}' "$root/tests/seeds/expected.json" >"$work/gold/expected.json"
"$program" train -q --rounds 1 -o weights.bin "$work/gold"
sed 's/^\[site\]/[site]\nweights = weights.bin/' site.conf >untaught.conf
"$program" segment -w weights.bin "seeds/$page" >"$work/by-option" 2>"$work/out"
"$program" segment -c untaught.conf "seeds/$page" >"$work/by-conf" 2>>"$work/out"
diff "$work/by-option" "$work/by-conf" >>"$work/out" && ! diff "$work/by-conf" "$work/plain" >/dev/null
told "segment takes the weights of site.conf" $? "$work/out"
"$program" build -q -c untaught.conf -o "$work/untaught" >"$work/out" 2>&1 &&
	! diff -r "$work/untaught/data" "$work/first/data" >/dev/null
told "build takes the weights of site.conf" $? "$work/out"
"$program" train -q --rounds 40 -o weights.bin "$work/gold" >"$work/out" 2>&1 &&
	"$program" build -q -c untaught.conf -o "$work/taught" >"$work/out" 2>&1 &&
	"$program" segment -w weights.bin "seeds/$page" | jq -c '[.lines, .headline]' >"$work/by-option" &&
	jq -c --arg s "seeds/$page" 'select(.source == $s) | [.lines, .headline]' "$work"/taught/data/*.jsonl |
	diff - "$work/by-option" >"$work/out" && [ -s "$work/by-option" ]
told "weights that train has made cut the pages of a build" $? "$work/out"
truncate -s -1 weights.bin
"$program" build -q -c untaught.conf -o "$work/taught" >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q '^weights.bin: .*damaged' "$work/out"
told "a file of weights that is cut short is refused" $? "$work/out"
echo nonsense >weights.bin
"$program" build -q -c untaught.conf -o "$work/untaught" >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q '^weights.bin:1' "$work/out"
told "weights that are none are refused with their line" $? "$work/out"
rm weights.bin untaught.conf
"$program" build -q

# ── compressed files beside those that are sent ──

sed 's/^\[site\]/[site]\ncompress = gzip, brotli/' site.conf >compressed.conf
"$program" build -q -c compressed.conf -o "$work/compressed" >"$work/out" 2>&1 &&
	node "$here/compressed.mjs" "$work/compressed" >>"$work/out" 2>&1
told "compress puts text files there in both forms, the tiny ones aside" $? "$work/out"
cp -R "$work/compressed" "$work/uncompressed" && find "$work/uncompressed" \( -name '*.gz' -o -name '*.br' \) -exec rm {} +
diff -r -x .broadsheet "$work/first" "$work/uncompressed" >"$work/out" 2>&1
told "and nothing else" $? "$work/out"
touch "$work/mark"
"$program" build -c compressed.conf -o "$work/compressed" >"$work/out" 2>&1
grep -q ' 0 files written' "$work/out" && [ -z "$(find "$work/compressed" -newer "$work/mark" -type f)" ]
told "what did not change is not compressed again" $? "$work/out"
"$program" check "$work/compressed" >"$work/out" 2>&1
told "check takes them as part of the site" $? "$work/out"
cp "$work/compressed/style.css.gz" "$work/style.css.gz"
echo spoilt >"$work/compressed/style.css.gz" && rm "$work/compressed/index.html.br"
printf 'void "more";\n' >>static/reader.js
"$program" build -q -j 7 -c compressed.conf -o "$work/compressed" >"$work/out" 2>&1 &&
	cmp "$work/style.css.gz" "$work/compressed/style.css.gz" >>"$work/out" 2>&1 &&
	node "$here/compressed.mjs" "$work/compressed" >>"$work/out" 2>&1
told "what was spoilt, lost or changed is compressed again" $? "$work/out"
"$program" build -q -c compressed.conf -o "$work/compressed-clean" && diff -r "$work/compressed" "$work/compressed-clean" >"$work/out" 2>&1
told "and has the bytes of a clean build" $? "$work/out"
cp "$root/static/reader.js" static/reader.js
sed 's/^\[site\]/[site]\ncompress = brotli/' site.conf >compressed.conf
"$program" build -q -c compressed.conf -o "$work/compressed" && [ -z "$(find "$work/compressed" -name '*.gz')" ] &&
	[ -s "$work/compressed/index.html.br" ]
told "a form that is no longer named goes" $?
"$program" build -q -o "$work/compressed" && diff -r "$work/first" "$work/compressed" >"$work/out" 2>&1
told "without compress all go" $? "$work/out"
rm -r compressed.conf "$work/compressed" "$work/compressed-clean" "$work/uncompressed"

# ── how much there is ──

"$program" build >"$work/out" 2>&1
files=$(find public -type f ! -name .broadsheet | wc -l)
grep -q " $files files of [0-9.]* MB: " "$work/out"
told "the summary tells how many files the site has" $? "$work/out"
bytes=$(find public -type f ! -name .broadsheet -exec cat {} + | wc -c)
awk -v bytes="$bytes" '{ sub(/.* files of /, ""); exit !($1 >= bytes / 1e6 - .06 && $1 <= bytes / 1e6 + .06) }' "$work/out"
told "and how many bytes" $? "$work/out"

# ── what the paper was called, and who has rights in it ──

mkdir -p old/more && printf '小城修通公路\n\n本报讯 公路今天建成，群众热烈欢迎。\n' >old/1950-05-01_01.txt
printf '铁路货场扩建完工\n\n本报讯 铁路货场扩建工程昨天完工。\n' >old/1960-05-02_01.txt
cat >old.conf <<end
[site]
title = 小城报纸档案
newspaper = 小城日报
source = old
base_url = https://example.org/
holder = 小城日报社
rights = 转载请注明出处
license = https://creativecommons.org/licenses/by/4.0/
contact = editor@example.org
[title 1949]
name = 小城人民報
place = 小城
publisher = 小城人民報社
issn = 0317-8471
language = zh-Hant
[title 1958]
name = 小城日报
end
"$program" build -q -c old.conf -o "$work/old-site" >"$work/out" 2>&1 && "$program" check "$work/old-site" >>"$work/out" 2>&1
told "a paper with a history is built without a fault" $? "$work/out"
early=$work/old-site/1950/05/01/01-1.html late=$work/old-site/1960/05/02/01-1.html
grep -q '公路\[N/OL\]. 小城人民報, 1950-05-01' "$early" && grep -q 'T2  - 小城人民報' "$early" &&
	grep -q 'journal = {小城人民報}' "$early" && grep -q 'class="text" lang="zh-Hant"' "$early" &&
	grep -q 'href="../../../titles/1949.html"' "$early" && grep -q '货场扩建完工\[N/OL\]. 小城日报, 1960' "$late" &&
	! grep -q 'class="text" lang' "$late"
told "citations, language and name follow the day" $? "$early"
ld() {
	sed -n 's|.*<script type="application/ld+json">\(.*\)</script>.*|\1|p' "$1" | jq -r "$2"
}
[ "$(ld "$early" '[.isPartOf.isPartOf.name, .isPartOf.isPartOf.issn, .publisher.name, .inLanguage, .copyrightHolder.name, .license] | join(" ")')" = \
	"小城人民報 0317-8471 小城人民報社 zh-Hant 小城日报社 https://creativecommons.org/licenses/by/4.0/" ] &&
	[ "$(ld "$late" '[.isPartOf.isPartOf.name, .inLanguage] | join(" ")')" = "小城日报 zh-Hans" ]
told "so does what programs are told" $? "$early"
[ "$(jq -r '[.licenses[0].path, .contributors[0].title, .contributors[0].email] | join(" ")' "$work/old-site/datapackage.json")" = \
	"https://creativecommons.org/licenses/by/4.0/ 小城日报社 editor@example.org" ] &&
	grep -q 'href="mailto:editor@example.org"' "$work/old-site/about.html"
told "rights and contact stand in datapackage.json and on the page about the archive" $? "$work/old-site/datapackage.json"
grep -q '1950/index.html' "$work/old-site/titles/1949.html" && ! grep -q '1960/index.html' "$work/old-site/titles/1949.html" &&
	grep -q 0317-8471 "$work/old-site/titles/index.html"
told "each title has a page with its years" $? "$work/old-site/titles/1949.html"
own() {
	sed -n '/<pre id="csl">/,/<.pre>/p' "$1" | sed 's/<[^>]*>//g; s/&quot;/"/g; s/&amp;/\&/g'
}
[ "$(own "$early" | jq -r '.[0] | [."container-title", .publisher, ."publisher-place", .ISSN, .language] | join(" ")')" = \
	"小城人民報 小城人民報社 小城 0317-8471 zh-Hant" ] &&
	[ "$(own "$late" | jq -r '.[0] | [."container-title", .publisher, .ISSN, .language] | join(" ")')" = "小城日报   zh-Hans" ] &&
	grep -q 'publisher = {{小城人民報社}}' "$early" && grep -q 'SN%20%20-%200317-8471' "$early" && ! grep -q 'issn = ' "$late"
told "publisher, place and ISSN, too, in CSL-JSON, BibTeX and RIS" $? "$early"
[ "$(grep -c '<prism:publicationName>小城人民報<' "$work/old-site/feed.xml")" -eq 1 ] &&
	[ "$(grep -c '<prism:publicationName>小城日报<' "$work/old-site/feed.xml")" -eq 1 ] &&
	grep -q '<author><name>小城人民報</name></author>' "$work/old-site/feed.xml"
told "a feed says which paper each article is from" $? "$work/old-site/feed.xml"
grep -q 'data-facet="paper"' "$work/old-site/search.html" &&
	grep -q '<li data-id="1949" data-language="zh-Hant" data-place="小城"' "$work/old-site/search.html" &&
	sed '/^\[title/,$d' old.conf >plain.conf && "$program" build -q -c plain.conf -o "$work/plain-site" >"$work/out" 2>&1 &&
	! grep -q 'data-facet="paper"' "$work/plain-site/search.html" && ! grep -q prism: "$work/plain-site/feed.xml"
told "a search can be narrowed to a title, where there are several" $? "$work/old-site/search.html"
rm -r old old.conf plain.conf

# ── what a source folder may hold ──

if [ "$(id -u)" -ne 0 ]; then
	chmod 000 "seeds/$page"
	"$program" build -o "$work/without" >"$work/out" 2>"$work/err"
	[ $? -eq 1 ] && grep -q "^seeds/$page: Permission denied" "$work/err" && [ -s "$work/without/index.html" ]
	told "an unreadable file is told by its name, and all else is built" $? "$work/err"
	chmod 644 "seeds/$page"
else
	skip "an unreadable file is told by its name, and all else is built" "root may read all"
fi

mkfifo seeds/pipe.txt && ln -s /dev/zero seeds/link.txt
printf 'x' >seeds/.hidden.txt
"$program" build >"$work/out" 2>"$work/err"
[ $? -eq 0 ] && [ "$(grep -c 'warning: is ' "$work/err")" -eq 2 ]
told "pipes and links are left out with a warning" $? "$work/err"
same_as_first "and hidden files without" public
rm seeds/pipe.txt seeds/link.txt seeds/.hidden.txt

printf 'x' >"seeds/$(printf 'bad\377').txt"
"$program" build >"$work/out" 2>"$work/err"
[ $? -eq 1 ] && grep -q '^seeds/bad\\xFF.txt: ' "$work/err"
told "a name that is not UTF-8 is refused" $? "$work/err"
rm seeds/bad*

printf '小城修通公路\n\n本报讯 公路\377建成。\n' >seeds/2022-05-01_01.txt
"$program" build >"$work/out" 2>"$work/err"
[ $? -eq 0 ] && grep -q '^seeds/2022-05-01_01.txt:3.*warning: ' "$work/err"
told "an invalid byte is a warning with file and line" $? "$work/err"
rm seeds/2022-05-01_01.txt

printf '\n  \n' >seeds/2022-05-01_01.txt && : >seeds/leer.txt
"$program" build >"$work/out" 2>"$work/err"
[ $? -eq 0 ] && [ "$(grep -c 'warning: is empty' "$work/err")" -eq 2 ] && [ "$(wc -l <"$work/err")" -eq 2 ] &&
	grep -q 源文件是空的 public/2022/05/01/01.html && grep -q 源文件是空的 public/undated/index.html
told "an empty page is called empty, by the build and on the site" $? "$work/err"
rm seeds/2022-05-01_01.txt seeds/leer.txt

grep -lE 'corrections\.conf|make review' "$work"/first/*.html "$work"/first/2*/*/*/*.html >"$work/out"
[ ! -s "$work/out" ]
told "readers are not told of files and commands that are the editors'" $? "$work/out"

"$program" build -o seeds/sub/site -q && "$program" build -o seeds/sub/site >"$work/out" 2>&1
[ $? -eq 0 ] && grep -q ' 0 files written' "$work/out"
told "a site in its own source folder is no source" $? "$work/out"
rm -r seeds/sub

# ── lines of headlines ──

mkdir -p "$work/lines/pages" && cd "$work/lines" || exit 1
cp -R "$root/templates" "$root/static" .
for page in 1 2 3; do
	printf '桥通了\n\n本报讯 昨天上午，滨河大桥正式通车，市民纷纷赶来观看。\n' >pages/2022-01-20_0$page.txt
done
cat >pages/corrections.conf <<END
[2022-01-20_01.txt:1]
headline = 滨河大桥 今日通车
[2022-01-20_02.txt:1]
headline = 试驾 Model Y Long Range
[2022-01-20_03.txt:1]
headline = 시민들 다리를 건너다
END
printf '[site]\ntitle = 日报\nnewspaper = 日报\nsource = pages\noutput = public\n' >site.conf
"$program" build -q >"$work/out" 2>&1
# spans PAGE: how many lines the headline of its article has of its own.
spans() {
	sed -n '/<h1/,/<\/h1>/p' public/2022/01/20/0"$1"-1.html | grep -o 'class="line"' | wc -l
}
[ "$(spans 1)" -eq 2 ] && [ "$(spans 2)" -eq 2 ] && [ "$(spans 3)" -eq 0 ]
told "a blank ends a line of a headline, but not where it parts two words" $? "$work/out"
cd "$work/seeds-site" || exit 1

# ── the command line ──

"$program" build -j 0 >"$work/out" 2>&1
[ $? -eq 2 ]
told "-j 0 is a wrong command line" $? "$work/out"
"$program" build --help >"$work/out" 2>&1 && grep -q '^Usage: broadsheet build' "$work/out"
told "--help" $? "$work/out"
"$program" build -c nowhere.conf >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q '^nowhere.conf: ' "$work/out"
told "a configuration that is not there is named" $? "$work/out"

plan
