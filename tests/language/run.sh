#!/bin/sh
# The word lists: what is wrong in them is told with its place, and words of a
# language stand in no other file of the program.
#
#	tests/language/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
compiler=$(dirname "$program")/language/compile_words

# refuses NAME WANTED: the lists in $work/zh are refused, with just that.
refuses() {
	(cd "$work" && "$compiler" zh zh) >"$work/out" 2>"$work/told"
	status=$?
	printf '%s\n' "$2" >"$work/wanted"
	[ $status -eq 1 ] && [ ! -s "$work/out" ] && cmp -s "$work/told" "$work/wanted"
	told "$1" $? "$work/told"
}

# A folder of lists that are right, and FILE with what is on standard input.
lists() {
	rm -rf "$work/zh"
	cp -R "$root/generator/language/zh" "$work"
	cat >"$work/zh/$1"
}

lists more.txt <<END
[notice_marks]
兹因
END
(cd "$work" && "$compiler" zh zh) >"$work/out" 2>&1 && grep -q 'U"兹因"' "$work/out"
told "a word is a line" $?

lists more.txt <<END
# comment
[agencies]
塔斯社
END
line=$(grep -n '^塔斯社$' "$work/zh/agencies.txt" | cut -d : -f 1)
refuses "a word that is there already" \
	"zh/more.txt:3:1: '塔斯社' stands in line $line of zh/agencies.txt already: delete one of the two"

lists more.txt <<END
[byline_words]
特写记者 = before repoter
END
refuses "a role that is none" \
	"zh/more.txt:2:15: 'repoter' is no role: write author, reporter, correspondent, intern, commentator, photographer or agency"

lists more.txt <<END
[surnames]
佚
END
refuses "a column that is missing" \
	"zh/more.txt:2:2: the frequency is missing: write it after ' = '"

lists more.txt <<END
[surname]
END
refuses "a list that is none" "zh/more.txt:1:2: there is no list 'surname': language.h names them all"

lists more.txt <<END
[photo_head]
（组图
END
refuses "a word that no folded text holds" \
	"zh/more.txt:2:1: U+FF08 never stands in a folded text: write the ASCII form, or nothing"

lists more.txt <<END
[surnames]
司马诸葛 = rare
END
refuses "a surname that is too long" \
	"zh/more.txt:2:1: '司马诸葛' cannot be in [surnames]: write 1 to 2 ideographs of U+4E00 to U+9FFF"

printf '[photo_head]\n\344\270\n' >"$work/bytes"
lists more.txt <"$work/bytes"
refuses "bytes that are no UTF-8" "zh/more.txt:2:1: this is no UTF-8: save the file as UTF-8"

# Ideographs begin with these bytes in UTF-8. The compiler takes comments away, as it knows best what they are;
# it is given all files as one, whose lines tell which they are from.
if cc -fpreprocessed -dD -E -x c /dev/null >/dev/null 2>&1; then
	find "$root/generator" -name '*.[ch]' -exec awk 'FNR == 1 { print "# 1 \"" FILENAME "\"" } { print }' {} + |
		cc -fpreprocessed -dD -E -x c - 2>/dev/null |
		LC_ALL=C awk '/^# [0-9]/ { file = $3 } /[\344-\351][\200-\277][\200-\277]/ { print file ": " $0 }' >"$work/literals"
	! [ -s "$work/literals" ]
	told "no C file holds a word of Chinese" $? "$work/literals"
fi

# A newcomer's archive: nothing but site.conf and two pages as a plain text layer has them. Day and page
# stand in the heads of the pages alone. The rows of articles.tsv are day, page, line, headline, byline.
for paper in "$here"/papers/*; do
	language=${paper##*/}
	rm -rf "$work/$language" && cp -R "$paper" "$work"
	printf 'templates = %s\nstatic = %s\n' "$root/templates" "$root/static" >>"$work/$language/site.conf"
	"$program" build -q -o "$work/$language/public" -c "$work/$language/site.conf" >"$work/out" 2>&1
	told "an archive in $language is built" $? "$work/out"
	checked "$work/$language/public"
	cat "$work/$language"/public/data/*.jsonl | jq -r 'select(.headline) | [.published, .page, (.lines[0][0] | tostring), .headline, (.byline | join(", "))] | @tsv' >"$work/found"
	grep -vxF -f "$work/found" "$paper/articles.tsv" >"$work/missing"
	# Weights have learned from other papers: one article more or less goes with chance.
	[ "$(wc -l <"$work/missing")" -le 1 ]
	told "its articles are found, with headline, byline, day and page" $? "$work/missing" "$work/found"
	[ "$(wc -l <"$work/found")" -le $(($(wc -l <"$paper/articles.tsv") + 2)) ]
	told "and hardly any that are none" $? "$work/found"
	grep -q "<html lang=\"$language\"" "$work/$language/public/index.html" &&
		! LC_ALL=C grep -rlE "$(printf '[\344-\351][\200-\277][\200-\277]')" --include='*.html' "$work/$language/public" >"$work/chinese"
	told "no word of its pages is of another language" $? "$work/chinese"
done
plan
