#!/bin/sh
# An archive learns from its own corrections.
#
#	tests/learn/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"

cd "$work" && cp -R "$root/seeds" . && ln -s "$root/templates" "$root/static" . || exit 1
cat >site.conf <<'end'
[site]
title = 档案
newspaper = 日报
base_url = https://example.org/a/
end
page=004_fd7dbfbe97e73c86.txt # one article of many sections, each with subheads

"$program" learn >"$work/out" 2>&1
[ $? -eq 1 ] && [ "$(wc -l <"$work/out")" -eq 1 ] && [ ! -e weights.bin ]
told "without corrections there is nothing to learn, and that is said" $? "$work/out"

# This paper prints its sections as articles of their own.
for line in 11 35 57 79 91; do
	printf '[%s:%s]\nstart = yes\n' $page $line
done >seeds/corrections.conf
"$program" segment seeds/$page | jq -c .lines >"$work/before"
cut() {
	rm -f seeds/corrections.conf
	"$program" segment "$@" seeds/$page | jq -c .lines
}
"$program" segment -c site.conf seeds/$page | jq -c .lines >"$work/wanted"
"$program" learn >"$work/out" 2>&1 && [ -s weights.bin ] && grep -q 'weights = weights.bin' "$work/out"
told "corrections are learned from, and it is said how to use that" $? "$work/out"
cp weights.bin first.bin
"$program" learn -q >"$work/out" 2>&1 && [ ! -s "$work/out" ] && cmp weights.bin first.bin >"$work/out"
told "the same corrections give the same weights" $? "$work/out"

cut -w weights.bin >"$work/after"
nearer() { # lines of the wanted cut that a cut has
	sort "$work/wanted" >"$work/sorted"
	sort "$1" | comm -12 - "$work/sorted" | wc -l
}
[ "$(nearer "$work/after")" -gt "$(nearer "$work/before")" ]
told "without the corrections the page is cut nearer to them than before" $? "$work/after"
for other in seeds/0*.txt; do
	[ "$other" = seeds/$page ] && continue
	"$program" segment "$other" | jq -c .lines >"$work/one"
	"$program" segment -w weights.bin "$other" | jq -c .lines | sort >"$work/other"
	[ $(($(sort "$work/one" | comm -12 - "$work/other" | wc -l) * 10)) -ge $(($(wc -l <"$work/one") * 7)) ] ||
		echo "$other"
done >"$work/out" 2>/dev/null
[ ! -s "$work/out" ]
told "most articles of other pages are cut as before" $? "$work/out"

sed 's/^\[site\]/[site]\nweights = weights.bin/' site.conf >with.conf
"$program" build -q -o plain >"$work/out" 2>&1 && "$program" build -q -c with.conf -o learned >>"$work/out" 2>&1 &&
	! diff -r plain/data learned/data >/dev/null && "$program" build -q -o plain2 >>"$work/out" 2>&1 &&
	diff -r plain/data plain2/data >>"$work/out"
told "a build uses what site.conf names, and without it all is as it was" $? "$work/out"
# The pages are read several times, but what is wrong with a correction is told once.
mkdir again
cp seeds/$page again/p.txt
printf '[p.txt:2]\nstart = yes\n' >again/corrections.conf
printf '[site]\ntitle = a\nnewspaper = b\nsource = again\noutput = none\n' >again.conf
"$program" learn -q -c again.conf -o none.bin >"$work/out" 2>&1
[ $? -eq 1 ] && [ "$(grep -c 'again/corrections.conf:1:1: line 2 of p.txt is blank' "$work/out")" -eq 1 ]
told "a correction of a blank line is told, and once" $? "$work/out"
printf '[p.txt:5]\nstart = yes\n' >again/corrections.conf
"$program" learn -q -c again.conf -o none.bin >"$work/out" 2>&1 &&
	[ "$(grep -c 'again/corrections.conf:2:9: warning: an article begins here' "$work/out")" -eq 1 ]
told "so is one that says what is so without it" $? "$work/out"
# Annotations of lines that no page has are told, and at once.
mkdir odd
cp seeds/$page odd/p.txt
: >odd/empty.txt
wrong=
for range in 1,4000000000000 1,4294967297 -1,3 3,1 0,0 1e300,2 '"a",2' 1; do
	for file in p empty; do
		for key in lines paragraphs; do
			case $key in lines) other=paragraphs ;; *) other=lines ;; esac
			printf '{"%s.txt":{"articles":[{"headline":"x","%s":[[1,1]],"%s":[[%s]]}]}}' $file $other $key "$range" >odd/gold.json
			timeout 60 "$program" train -q -o odd.bin odd >"$work/out" 2>&1
			[ $? -eq 1 ] && grep -q "odd/$file.txt: the annotation has .* in “$key”, but the page has" "$work/out" ||
				wrong="$wrong $file:$key:$range"
		done
	done
done
[ -z "$wrong" ]
told "lines that no page has are told, with the page ($wrong)" $? "$work/out"
for key in headline_lines byline_lines subheads captions; do
	printf '{"p.txt":{"articles":[{"lines":[[1,3]],"headline":"x","paragraphs":[[2,3]],"%s":[1,99999]}]}}' $key >odd/gold.json
	"$program" train -q -o odd.bin odd >"$work/out" 2>&1
	[ $? -eq 1 ] && grep -q "has 99999 in “$key”" "$work/out"
	told "and those of $key" $? "$work/out"
done
# What make train makes of loose articles, with a few of them: pages, and pages set in columns.
if command -v python3 >/dev/null; then
	mkdir articles
	"$program" segment seeds/*.txt | jq -c 'select(.kind != "furniture") | {title: .headline, paragraphs: [.body[].text]}' >articles/reprints.jsonl
	for source in xinjingbao2021 newssites zaobao2021 appledaily nankai; do
		cp articles/reprints.jsonl articles/$source.jsonl
	done
	make_pages() { # OUT COUNT SEED [OPTION]
		python3 "$root/generator/learn/make_pages.py" articles "$@" >>"$work/out" 2>&1
	}
	: >"$work/out"
	make_pages made 6 1 && make_pages again-made 6 1 && diff -r made again-made >>"$work/out" && make_pages rare 6 1 --rare && make_pages small 6 1 --small
	told "pages are made of loose articles, the same ones by the same seed" $? "$work/out"
	sets="made rare small"
	if command -v chromium >/dev/null && command -v pdftotext >/dev/null; then
		python3 "$root/generator/learn/typeset_pages.py" "$program" articles typeset 2 1 >"$work/out" 2>&1 && [ -s typeset/gold.json ]
		told "and set in columns, printed and read again" $? "$work/out"
		sets="$sets typeset"
	else
		skip "pages set in columns" "Chromium or pdftotext is not there"
	fi
	# shellcheck disable=SC2086 # folders
	"$program" train -q -o made.bin $sets >"$work/out" 2>&1 && "$program" segment -w made.bin seeds/$page >/dev/null 2>>"$work/out"
	told "weights are learned from them" $? "$work/out"
else
	skip "pages made of loose articles" "python3 is not there"
fi
# Pages made of an issue whose METS has an order of its own are in that of the page.
if command -v python3 >/dev/null; then
	mkdir issue
	cat >issue/page.xml <<-'end'
		<alto><Layout><Page WIDTH="1000" HEIGHT="1000"><PrintSpace><TextBlock ID="b1">
		<TextLine HPOS="10" VPOS="10" WIDTH="200" HEIGHT="30"><String CONTENT="Harbour Bridge Opens"/></TextLine>
		<TextLine HPOS="10" VPOS="60" WIDTH="300" HEIGHT="15"><String CONTENT="The bridge was opened yesterday."/></TextLine>
		</TextBlock><TextBlock ID="b2">
		<TextLine HPOS="10" VPOS="110" WIDTH="200" HEIGHT="30"><String CONTENT="Gas Works Sold"/></TextLine>
		<TextLine HPOS="10" VPOS="160" WIDTH="300" HEIGHT="15"><String CONTENT="The council sold its gas works."/></TextLine>
		</TextBlock><TextBlock ID="b3">
		<TextLine HPOS="10" VPOS="210" WIDTH="300" HEIGHT="30"><String CONTENT="Price of Coal"/></TextLine>
		<TextLine HPOS="10" VPOS="260" WIDTH="300" HEIGHT="15"><String CONTENT="LONDON, Tuesday. The price of coal has not changed, said Mr. Brown of the mine."/></TextLine>
		</TextBlock></PrintSpace></Page></Layout></alto>
	end
	cat >issue/mets.xml <<-'end'
		<mets><fileSec><fileGrp><file ID="F"><FLocat href="page.xml"/></file></fileGrp></fileSec>
		<structMap TYPE="LOGICAL"><div TYPE="ISSUE"><div TYPE="CONTENT">
		<div TYPE="ARTICLE"><div TYPE="BODY"><fptr><area FILEID="F" BEGIN="b2"/></fptr></div></div>
		<div TYPE="TITLE_SECTION"><fptr><area FILEID="F" BEGIN="b1"/></fptr></div>
		</div></div></structMap></mets>
	end
	python3 "$root/generator/learn/mets_pages.py" "$program" told en issue/mets.xml >"$work/out" 2>&1
	jq -r '.[].labels[] | split(" ") | .[0] + if length > 8 then " or any" else "" end' told/gold.json >labels 2>>"$work/out"
	printf 'furniture\nfurniture\nstart-lead\nbody\nfurniture or any\nfurniture or any\n' | diff - labels >>"$work/out" && head -n 1 told/000.txt | grep -q '^Harbour' &&
		"$program" train -q --rounds 1 -o told.bin told >>"$work/out" 2>&1
	told "pages of an issue in METS have its articles on the lines where they stand" $? "$work/out"
else
	skip "pages of an issue in METS" "python3 is not there"
fi
plan
