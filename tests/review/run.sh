#!/bin/sh
# The review that `build --review` adds: for those who mend the archive, and for nobody else.
#
#	tests/review/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"

cd "$work" || exit 1
cp -R "$root/seeds" "$root/templates" "$root/static" .
sed 's|^# base_url.*|base_url = https://example.org/a/|; s/^page_size.*/page_size = 2/' \
	"$root/site.conf" >site.conf
printf '县里修通一条公路\n\n本报讯 县里的公路1月18日修通，2022年以来全县修路忙。\n' >seeds/road.txt
page=000_0f0772c7938291a1.txt
printf '[%s:23]\nwithdraw = 2026-11-20\n\n[%s:33]\nkind = notice\n' $page $page >seeds/corrections.conf

"$program" build -q -o plain >"$work/out" 2>&1
[ $? -eq 0 ] && [ ! -e plain/review ]
told "without --review there is none" $? "$work/out"

"$program" build -q -o site --review -j 7 >"$work/out" 2>&1
[ $? -eq 0 ] && [ "$(find site/review -name '*.html' | wc -l)" -eq 9 ]
told "--review has a page for each page, and a list" $? "$work/out"

diff -r -x .broadsheet plain site | grep -v '^Only in site: review$' >"$work/out"
[ ! -s "$work/out" ]
told "the site for readers is the same, and says nothing of it" $? "$work/out"

"$program" build -q -o one --review -j 1 && diff -r site one >"$work/out"
told "the same bytes on one thread" $? "$work/out"

find site/review -name '*.html' -exec grep -L 'name="robots" content="noindex' {} + >"$work/out"
[ ! -s "$work/out" ]
told "every page of it is for no search engine" $? "$work/out"

grep -rlE '<script|style="| on[a-z]+="|<style' site/review >"$work/out"
[ ! -s "$work/out" ]
told "it needs no script, and nothing that the policy forbids" $? "$work/out"

checked site
checked plain

# The list in order of doubt, over all of its pages.
for part in site/review/index.html site/review/index-2.html site/review/index-3.html; do
	grep -o '估计误切 [0-9.]* 处' "$part" | tr -dc '0-9.\n'
done >"$work/met"
sort -rn "$work/met" | diff "$work/met" - >"$work/out" && [ "$(wc -l <"$work/met")" -eq 6 ] &&
	grep -q 'href="[^"]*review/index-3.html"' site/review/index-2.html
told "pages are in order of doubt, page_size on each list" $? "$work/out"

found=site/review/2022/01/19/${page%.txt}.html
grep -q "$(sed -n 15p "seeds/$page" | cut -c 1-30)" "$found"
told "it shows the lines of the page" $?
! grep -q "$(sed -n 25p "seeds/$page" | cut -c 1-60)" "$found" && ! grep -q '共建共治' "$found"
told "but none that was taken down" $?

undated=site/review/undated/road.html
awk '/^<pre>\[road.txt\]/ { found = 1 } found; /<\/pre>/ { found = 0 }' $undated |
	sed 's/<[^>]*>//g' >"$work/pasted"
cat "$work/pasted" >>seeds/corrections.conf
"$program" build -q -o dated >"$work/out" 2>&1 && grep -q 'http-equiv="refresh"' dated/undated/index.html
told "a day that it proposes works when pasted" $? "$work/pasted"

# Sanitizers make it slow: with them not all is tried that differs in words alone.
every=1 languages="en zh-Hant"
case $program in
*/sanitize/*) every=8 languages= ;;
esac

# Every proposal of every page, each alone: accepted without a word. Weights that have learned little doubt much.
"$program" train -q --rounds 3 -o weights.bin "$root/tests/city"
sed 's/^\[site\]/[site]\nweights = weights.bin/' site.conf >weak.conf
rm seeds/corrections.conf
"$program" build -q -c weak.conf -o weak --review >"$work/out" 2>&1
for file in weak/review/2*/*/*/*.html; do
	awk '/<pre>/ { found = 1 } found { print } /<\/pre>/ { found = 0; print "--" }' "$file" |
		sed 's/<[^>]*>//g'
done >"$work/proposals"
bad=0 number=0
while read -r line; do
	case $line in
	"["*)
		printf '%s\n' "$line" >"$work/one.conf"
		file=${line#\[}
		file=seeds/${file%%.txt*}.txt
		;;
	--)
		number=$((number + 1))
		[ $((number % every)) -eq 0 ] || continue
		cp "$work/one.conf" seeds/corrections.conf
		"$program" segment -c weak.conf "$file" >/dev/null 2>"$work/err" && [ ! -s "$work/err" ] && continue
		bad=$((bad + 1))
		cat "$work/err" "$work/one.conf"
		;;
	*) printf '%s\n' "$line" >>"$work/one.conf" ;;
	esac
done <"$work/proposals" >"$work/out"
[ $bad -eq 0 ] && [ "$(grep -c -- '^--$' "$work/proposals")" -gt 20 ]
told "each proposal is accepted as it stands ($(grep -c -- '^--$' "$work/proposals"))" $? "$work/out"
rm -f seeds/corrections.conf

for language in $languages; do
	sed "s/^language.*/language = $language/" site.conf >$language.conf
	"$program" build -q -c $language.conf -o $language --review >"$work/out" 2>&1
	told "it speaks $language" $? "$work/out"
	checked $language
done

rm -r templates/review.mustache
"$program" build -q -o plain >"$work/out" 2>&1
told "a folder of templates without those of the review is enough for readers" $? "$work/out"
"$program" build -q -o plain --review >"$work/out" 2>&1
[ $? -eq 0 ] && [ -e plain/review/index.html ]
told "and the review takes its own from the installed set" $? "$work/out"
cp "$root/templates/review.mustache" templates

echo mine >site/review/notes.txt
"$program" build -q -o site >"$work/out" 2>&1
[ $? -eq 0 ] && [ "$(find site/review -type f)" = site/review/notes.txt ]
told "the next build without it takes it away, and nothing else" $? "$work/out"

plan
