#!/bin/sh
# An archive whose source folder holds a page in each format that is read: one
# site comes of it, and each page is cut as its text would be. In TAP.
#
#	tests/formats/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 1

# page WORDS: the lines of a page with two articles, with something of its own.
page() {
	cat <<END
$1县里修通公路
本报讯 $1县里的公路全长十二公里，沿线是七个
村，村民进城只要半个小时。（张波）
$1医院迁入新址
本报讯 $1县医院昨天迁入新址，门诊已经开始接
待病人，有三百张床位。（李军）
END
}

# The same with where each line would stand: its left, top, right and bottom, then its words.
placed() {
	awk '{ left = $0 ~ /^本报讯/ ? 160 : 100; height = NR % 3 == 1 ? 80 : 38; top = bottom + 6
		bottom = top + height
		print left, top, left + 40 * int(length($0) / 3), bottom, $0 }'
}

# As recognition would write them.
alto() {
	echo '<?xml version="1.0" encoding="UTF-8"?>'
	echo '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>pixel</MeasurementUnit></Description>'
	echo '<Layout><Page WIDTH="2000" HEIGHT="3000"><PrintSpace><TextBlock ID="b">'
	placed | awk '{ printf "<TextLine HPOS=\"%d\" VPOS=\"%d\" WIDTH=\"%d\" HEIGHT=\"38\">", $1, $2, $3 - $1
		for (i = 5; i <= NF; i++) printf "<String CONTENT=\"%s\"/>", $i
		print "</TextLine>" }'
	echo '</TextBlock></PrintSpace></Page></Layout></alto>'
}

hocr() {
	echo '<html><body><div class="ocr_page" title="bbox 0 0 2000 3000"><div class="ocr_carea">'
	placed | awk '{ printf "<span class=\"ocr_line\" title=\"bbox %d %d %d %d\">", $1, $2, $3, $4
		for (i = 5; i <= NF; i++) printf "<span class=\"ocrx_word\">%s</span> ", $i
		print "</span>" }'
	echo '</div></div></body></html>'
}

page_xml() {
	echo '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageWidth="2000" imageHeight="3000"><TextRegion id="r">'
	placed | awk '{ printf "<TextLine><Coords points=\"%d,%d %d,%d\"/><TextEquiv><Unicode>%s %s</Unicode></TextEquiv></TextLine>\n",
		$1, $2, $3, $4, $5, $6 }'
	echo '</TextRegion></Page></PcGts>'
}

mkdir -p all/seeds
cp -R "$root/templates" "$root/static" all
printf '[site]\ntitle = 档案\nnewspaper = 太原日报\n' >all/site.conf
page 东 >all/seeds/2022-01-19_01.txt
page 南 | alto >all/seeds/2022-01-19_02.xml
page 西 | hocr >all/seeds/2022-01-19_03.hocr
page 北 | page_xml >all/seeds/2022-01-19_04.xml

cat >expected <<'END'
2022/01/19/01-1.html seeds/2022-01-19_01.txt 1-3 东县里修通公路
2022/01/19/01-4.html seeds/2022-01-19_01.txt 4-6 东医院迁入新址
2022/01/19/02-1.html seeds/2022-01-19_02.xml 1-3 南县里修通公路
2022/01/19/02-4.html seeds/2022-01-19_02.xml 4-6 南医院迁入新址
2022/01/19/03-1.html seeds/2022-01-19_03.hocr 1-3 西县里修通公路
2022/01/19/03-4.html seeds/2022-01-19_03.hocr 4-6 西医院迁入新址
2022/01/19/04-1.html seeds/2022-01-19_04.xml 1-3 北县里修通公路
2022/01/19/04-4.html seeds/2022-01-19_04.xml 4-6 北医院迁入新址
END

# records: the build's records, a line an article: address, source, lines, headline.
records() {
	"$program" build -c all/site.conf >out 2>err || return 1
	records_of_site
}

# The same of the site as it is.
records_of_site() {
	cat all/public/data/*.jsonl |
		jq -r 'select(.headline) | [.url, .source, (.lines[0] | join("-")), .headline] | join(" ")' |
		LC_ALL=C sort
}

records >met
diff expected met >difference && [ ! -s err ]
told "a page of each format is cut as its text would be" $? difference err
"$program" check -o all/public >out 2>&1
told "the site is sound" $? out

cat all/public/data/*.jsonl | jq -r 'select(.url == "2022/01/19/02-1.html") | .body[0].text' >met
echo '本报讯南县里的公路全长十二公里，沿线是七个村，村民进城只要半个小时。（张波）' | diff - met >difference
told "lines of a paragraph are joined" $? difference

# An issue in METS, with its pages' ALTO, the same pages as a PDF, and a headline that stands below its text.
mkdir -p all/seeds/issue/alto
for number in 1 2; do
	page $number | alto | sed -e 's/ID="b"/ID="b'$number'"/' -e 's/<TextLine/\n&/g' |
		awk '/^<TextLine/ { sub(/<TextLine/, "<TextLine ID=\"l" ++n "\"") } { print }' >all/seeds/issue/alto/$number.xml
done
printf '%%PDF-1.4\n' >all/seeds/issue/whole.pdf
cat >all/seeds/issue/mets.xml <<'END'
<mets><dmdSec ID="issue"><mods><titleInfo><title>晚报</title></titleInfo><originInfo><dateIssued>2022-01-21</dateIssued></originInfo></mods></dmdSec>
<fileSec><fileGrp><file ID="F1"><FLocat href="file://./alto/1.xml"/></file><file ID="F2"><FLocat href="alto/2.xml"/></file>
<file ID="PDF"><FLocat href="whole.pdf"/></file></fileGrp></fileSec>
<structMap TYPE="PHYSICAL"><div TYPE="Newspaper"><div TYPE="PAGE" ORDER="1"><fptr FILEID="F1"/></div><div TYPE="PAGE" ORDER="2"><fptr FILEID="F2"/></div></div></structMap>
<structMap TYPE="LOGICAL"><div TYPE="ISSUE"><div TYPE="CONTENT">
<div TYPE="ARTICLE"><div TYPE="HEADING"><div TYPE="TITLE"><fptr><area FILEID="F1" BEGIN="l4"/></fptr></div></div>
<div TYPE="BODY"><div TYPE="PARAGRAPH"><fptr><area FILEID="F1" BEGIN="l5"/><area FILEID="F1" BEGIN="l6"/><area FILEID="F2" BEGIN="l2"/><area FILEID="F2" BEGIN="l3"/></fptr></div></div></div>
<div TYPE="ADVERTISEMENT"><fptr><area FILEID="F1" BEGIN="l1" END="l3"/></fptr></div>
</div></div></structMap></mets>
END
records >met
cat >issue <<'END'
2022/01/21/01-1.html seeds/issue/alto/1.xml 1-3 1医院迁入新址
2022/01/21/01-4.html seeds/issue/alto/1.xml 4-6 1县里修通公路
2022/01/21/02-1.html seeds/issue/alto/2.xml 1-2 本报讯2县里的公路全长十二公里
END
grep 'issue/' met | sed 's/2022.01.21.02-[3-6].*//' | grep . | diff issue - >difference && [ ! -s err ]
told "an issue in METS is what its structure says" $? difference err
"$program" segment all/seeds/issue/mets.xml 2>&1 | jq -r .source | sort -u >met
printf '%s\n' all/seeds/issue/alto/1.xml all/seeds/issue/alto/2.xml | diff - met >difference
told "segment reads the pages that a METS file names" $? difference
sed -i.old 's/医院迁入新址/医院搬家/' all/seeds/issue/alto/1.xml
records >met
grep -q '01-1.html.* 1医院搬家$' met
told "a page that changes is read anew" $? met
sed -i.old 's|file://./alto/1.xml|file:///mnt/nas/1877/alto/1.xml|; s|"alto/2.xml"|"file:///C:\\scans\\alto\\2.xml"|' all/seeds/issue/mets.xml
records >met
grep -q '01-1.html seeds/issue/alto/1.xml 1-3 1医院搬家$' met && grep -q '02-1.html seeds/issue/alto/2.xml' met && ! grep -q 'mets.xml: ' err
told "paths of the machine that wrote it are those below the METS file" $? met err
"$program" segment all/seeds/issue/mets.xml 2>&1 | jq -r .source | sort -u >met
printf '%s\n' all/seeds/issue/alto/1.xml all/seeds/issue/alto/2.xml | diff - met >difference
told "also for segment" $? difference
mv all/seeds/issue/mets.xml.old all/seeds/issue/mets.xml
mv all/seeds/issue/alto/2.xml all/seeds/issue/alto/2.old
records >met
grep -q 'mets.xml: warning: names 1 file of pages that is not here, as alto/2.xml' err && grep -q '01-1.html.*医院搬家' met
told "a page that is missing is told" $? err met
rm -r all/seeds/issue

# Many files that are nothing of the archive's: some are named, of the others the number is told.
for number in $(seq 30); do
	echo "<html><body><p>$number</p></body></html>" >all/seeds/menu$number.html
done
records >met
[ "$(grep -c 'html: warning: is not read, as it is in no format' err)" -eq 20 ] && [ "$(wc -l <err)" -eq 21 ] &&
	grep -q '^warning: 10 more files are not read' err
told "of many files in no format a few are named" $? err
diff expected met >difference
told "and the pages are what they were" $? difference
rm all/seeds/menu*.html

# Articles that are cut already, as a content system gives them out: a table and records.
cat >all/seeds/table.csv <<'END'
Title;author;date;page;content;column
县里修通公路;张波;2022年1月22日;第3版;"本报讯 公路全长十二公里；""天路""通车。
村民进城只要半个小时。";要闻
;;2022/1/22;3;"粮站收购夏粮，价格比去年高，村民都说好。";
END
cat >all/seeds/records.jsonl <<'END'
{"headline":"医院迁入新址","kicker":"县城新貌","author":["李军","王红"],"date":"2022-01-23T00:00","page":12,"kind":"feature","body":["县医院昨天迁入新址。",{"type":"subhead","text":"三百张床位"},{"type":"paragraph","text":"新楼有三百张床位。"}]}
{"title":"天气","published":"20220123","page":"A2","text":"今天晴。\n明天雨。"}
END
"$program" build -c all/site.conf >out 2>err
cat all/public/data/*.jsonl | jq -r 'select(.published >= "2022-01-22") |
	[.url, .kind, .kicker, .headline, (.byline | join("、")), ([.body[] | .type + ":" + .text] | join("|"))] | join(" ")' >met
cat >ready <<'END'
2022/01/22/03-1.html brief  县里修通公路 张波 paragraph:本报讯 公路全长十二公里；"天路"通车。|paragraph:村民进城只要半个小时。
2022/01/22/03-5.html brief  粮站收购夏粮，价格比去年高  paragraph:粮站收购夏粮，价格比去年高，村民都说好。
2022/01/23/12-1.html feature 县城新貌 医院迁入新址 李军、王红 paragraph:县医院昨天迁入新址。|subhead:三百张床位|paragraph:新楼有三百张床位。
2022/01/23/A2-7.html brief  天气  paragraph:今天晴。|paragraph:明天雨。
END
diff ready met >difference && [ ! -s err ]
told "tables and records of articles are read" $? difference err
printf '標題,記者,版次,见报日期,正文\n公路通车,张波,4,2022-01-24,公路全长十二公里。\n' >all/seeds/table.csv
printf 'Überschrift\tAutor\tSeite\tDatum\tInhalt\nBrücke eröffnet\tAnna Weber\t5\t2022-01-24\tDie Brücke ist offen.\n' >all/seeds/table.tsv
rm all/seeds/records.jsonl
"$program" build -c all/site.conf >out 2>err
cat all/public/data/*.jsonl | jq -r 'select(.published == "2022-01-24") | [.page, .headline, .byline[0], .body[0].text] | join(" ")' >met
printf '%s\n' '04 公路通车 张波 公路全长十二公里。' '05 Brücke eröffnet  Die Brücke ist offen.' | diff - met >difference && [ ! -s err ]
told "columns may be called in any language that papers are in" $? difference err
rm all/seeds/table.tsv
printf 'url,headline\nx,甲\n' >all/seeds/table.csv
printf '{"headline":"甲","body":"乙","date":"soon"}\n[]\nnot JSON\n' >all/seeds/records.jsonl
"$program" build -c all/site.conf >out 2>err
grep -q 'table.csv:1: warning: is a table without a column of texts' err && grep -q 'records.jsonl:1: warning: its date is none' err &&
	grep -q 'records.jsonl:2: warning: is no article' err && grep -q 'records.jsonl:3:[0-9]*: warning: is no JSON' err
told "what is wrong in them is told with its line" $? err
rm all/seeds/table.csv all/seeds/records.jsonl

# A PDF document with two articles side by side, each under its headline: the site that comes of it.
if command -v pdftotext >/dev/null; then
	cp "$here/page.pdf" all/seeds/2022-01-19_06.pdf
	records >met
	cat >printed <<'END'
2022/01/19/06-1.html seeds/2022-01-19_06.pdf 1-6 县里修通公路
2022/01/19/06-7.html seeds/2022-01-19_06.pdf 7-10 医院迁入新址
END
	grep '/06-' met | diff printed - >difference && [ ! -s err ]
	told "a PDF document is cut by where its words stand" $? difference err
	grep -q '村的村民进城只要半小时。' all/public/2022/01/19/06-1.html && grep -q '06-7.html' all/public/2022/01/19/index.html
	told "its articles have their pages" $?
	"$program" check -o all/public >out 2>&1
	told "and the site is sound" $? out
	"$program" segment --lines "$here/page.pdf" 2>err | jq -r '.lines[] | [.line, (.box | length), .box[4] > 12, .box[7]] | @tsv' >met
	[ "$(cut -f 1,2 met | tr '\t' ' ' | tail -n 1)" = '10 8' ] && [ "$(awk '$3 == "true" { print $1 }' met | tr '\n' ' ')" = '1 7 ' ] &&
		[ "$(cut -f 4 met | uniq | wc -l)" -eq 2 ] && [ ! -s err ]
	told "segment --lines prints what was read of it, and where each line stands" $? met err
	"$program" segment --explain "$here/page.pdf" 2>err | cut -f 4,5 >met
	grep -q 'type-size=' met && grep -q 'setting=' met && [ ! -s err ] && "$program" segment --explain all/seeds/2022-01-19_01.txt >met &&
		! grep -q 'type-size=' met
	told "and the size of its type speaks for what lines are, where it is known" $? met err
	head -c 700 "$here/page.pdf" >all/seeds/2022-01-19_06.pdf
	! records >met && [ ! -s met ] && records_of_site >met
	diff expected met >difference && grep -q '2022-01-19_06.pdf: cannot be read' err &&
		grep -q '2022-01-19_06.pdf: 1 page of it, which the last build had, is no longer in the site' err
	told "one that is damaged is told, and left out" $? difference err
	rm all/seeds/2022-01-19_06.pdf

	# many N: a PDF document of N pages with two lines each.
	many() {
		LC_ALL=C awk -v pages="$1" '
			function put(s) { printf "%s", s; length_so_far += length(s) }
			function object(n, s) { at[n] = length_so_far; put(n " 0 obj\n" s "\nendobj\n") }
			BEGIN {
				put("%PDF-1.4\n")
				object(1, "<< /Type /Catalog /Pages 2 0 R >>")
				object(3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
				for (i = 1; i <= pages; i++) {
					text = "BT /F 12 Tf 50 700 Td (Page " i " begins) Tj 0 -14 Td (and ends) Tj ET"
					kids = kids " " 2 + 2 * i " 0 R"
					object(2 + 2 * i, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents " 3 + 2 * i " 0 R /Resources << /Font << /F 3 0 R >> >> >>")
					object(3 + 2 * i, "<< /Length " length(text) " >>\nstream\n" text "\nendstream")
				}
				object(2, "<< /Type /Pages /Count " pages " /Kids [" kids " ] >>")
				begins = length_so_far
				put("xref\n0 " 4 + 2 * pages "\n0000000000 65535 f \n")
				for (i = 1; i < 4 + 2 * pages; i++) put(sprintf("%010d 00000 n \n", at[i]))
				put("trailer << /Size " 4 + 2 * pages " /Root 1 0 R >>\nstartxref\n" begins "\n%%EOF\n")
			}'
	}
	mkdir large
	for pages in 50 51 120; do
		many $pages >large/$pages.pdf
		"$program" segment large/$pages.pdf 2>err | jq -r '[.lines[][]] | min' | sort -n >met
		seq 1 2 $((2 * pages - 1)) | diff - met >difference && [ ! -s err ]
		told "a document of $pages pages is read in pieces, and its lines are counted on" $? difference err
	done
	many 2001 >large/2001.pdf
	! "$program" segment large/2001.pdf >met 2>err && [ ! -s met ] && grep -q '2001.pdf: has more than 2000 pages: divide' err
	told "one of too many pages is told" $? err
else
	skip "a PDF document becomes a site" "pdftotext is not there"
fi

# One page in each format, with its picture: one site, where each page whose lines have places has outlines.
mkdir -p shown/seeds/alto shown/scans played
cp -R "$root/templates" "$root/static" shown
printf '[site]\ntitle = 档案\nnewspaper = 太原日报\nimage = scans/{date}_{page}.jpg, {file}\n' >shown/site.conf
cat >played/vipsthumbnail <<'END'
#!/bin/sh
[ "$1" = --vips-version ] || cat >/dev/null
echo UklGRjIAAABXRUJQVlA4ICYAAADQAgCdASoUAB4APpFEnUqlo6KhqAgAsBIJaQAAPaOgAP7wQoAAAA== | base64 -d
END
chmod +x played/vipsthumbnail
page 东 >shown/seeds/2022-01-19_01.txt
page 1 | alto | sed 's/<TextLine/\n&/g' | awk '/^<TextLine/ { sub(/<TextLine/, "<TextLine ID=\"l" ++n "\"") } { print }' >shown/seeds/alto/1.xml
cat >shown/seeds/mets.xml <<'END'
<mets><dmdSec ID="issue"><mods><originInfo><dateIssued>2022-01-19</dateIssued></originInfo></mods></dmdSec>
<fileSec><fileGrp><file ID="F1"><FLocat href="alto/1.xml"/></file></fileGrp></fileSec>
<structMap TYPE="PHYSICAL"><div TYPE="Newspaper"><div TYPE="PAGE" ORDER="2" ORDERLABEL="2"><fptr FILEID="F1"/></div></div></structMap>
<structMap TYPE="LOGICAL"><div TYPE="ISSUE"><div TYPE="CONTENT"><div TYPE="ARTICLE"><div TYPE="HEADING"><fptr><area FILEID="F1" BEGIN="l1"/></fptr></div>
<div TYPE="BODY"><fptr><area FILEID="F1" BEGIN="l2" END="l6"/></fptr></div></div></div></div></structMap></mets>
END
page 西 | hocr >shown/seeds/2022-01-19_03.hocr
page 北 | page_xml >shown/seeds/2022-01-19_04.xml
echo '{"headline":"医院迁入新址","date":"2022-01-19","page":"05","body":"县医院昨天迁入新址。"}' >shown/seeds/records.jsonl
pdf=
if command -v pdftotext >/dev/null; then
	pdf=06
	cp "$here/page.pdf" shown/seeds/2022-01-19_06.pdf
fi
for number in 01 02 03 04 05 $pdf; do
	printf '\377\330\377page %s' $number >shown/scans/2022-01-19_$number.jpg
done
PATH=$work/played:$PATH "$program" build -c shown/site.conf >out 2>err
told "a page in each format, with pictures, is one site" $? err
[ ! -s err ] && [ "$(find shown/public -name '*.webp' | wc -l)" -eq "$(find shown/scans -name '*.jpg' | wc -l | awk '{ print 2 * $1 }')" ]
told "each of them has its picture" $? err
(cd shown/public/2022/01/19 && grep -l 'class="map"' 0?.html) >met
printf '%s\n' 02.html 03.html 04.html | diff - met >difference
told "those whose lines have places have outlines" $? difference
"$program" check -o shown/public >out 2>&1
told "and that site is sound" $? out

# The manual's lines for an e-paper, as they stand there.
mkdir -p recipe/epaper/2022-01-19/02 recipe/pages
for word in 东 西; do
	printf '<html><head><meta charset="utf-8"><title>x</title></head><body><h1>%s县修通公路</h1><div class="author">张波</div><div id="content"><p>本报讯 %s县公路通车。</p><p>村民都说“好”。</p></div></body></html>\n' $word $word >recipe/epaper/2022-01-19/02/$word.html
done
sed -n '/^take() /,/^done/{ s/\\e/\\/; p; }' "$root/generator/broadsheet.1" >recipe/lines.sh
if command -v xmllint >/dev/null; then
	(cd recipe && sh lines.sh) >out 2>&1
	"$program" segment recipe/pages/2022-01-19_02.jsonl 2>>out |
		jq -r '[.published, .page, .headline, .byline[0], .body[1].text] | join(" ")' >met
	printf '%s\n' '2022-01-19 02 东县修通公路 张波 村民都说“好”。' '2022-01-19 02 西县修通公路 张波 村民都说“好”。' | diff - met >difference
	told "the manual's lines for an e-paper make articles" $? difference out
else
	skip "the manual's lines for an e-paper" "xmllint is not there"
fi

# The site's own export is such records: what goes out comes in.
(cd "$root" && "$program" build -q -c site.conf -o "$work/given") >out 2>&1
mkdir -p taken/seeds
cat given/data/*.jsonl >taken/seeds/articles.jsonl
cp -R "$root/templates" "$root/static" taken
sed -e 's/^source *=.*/source = seeds/' -e 's/^output *=.*/output = public/' "$root/site.conf" >taken/site.conf
"$program" build -q -c taken/site.conf >>out 2>&1
# texts FOLDER: the export without what tells where an article stands.
texts() {
	cat "$1"/data/*.jsonl | jq -c 'del(.source, .lines, .url, .same_text, .published_by, .evidence, .confidence) |
		if .kind != "furniture" and .page == null then .page = "01" else . end'
}
texts given >given.texts
texts taken/public >taken.texts
[ -s given.texts ] && diff given.texts taken.texts >difference
told "the export of a site makes the same articles" $? difference out
"$program" check -o taken/public >out 2>&1
told "and a sound site" $? out

# Line numbers are for corrections, too.
cat >all/seeds/corrections.conf <<'END'
[2022-01-19_02.xml:4]
headline = 迁址
[2022-01-19_03.hocr]
date = 2022-01-20
END
sed -e '/02-4/s/南医院迁入新址/迁址/' -e 's,/19/03,/20/03,' expected | LC_ALL=C sort >corrected
records >met
diff corrected met >difference
told "corrections name pages and lines of any format" $? difference err
rm all/seeds/corrections.conf

# What is none of these, or is damaged, is told, and nothing else is missing.
echo '<feed/>' >all/seeds/feed.xml
echo '<p>nothing</p>' >all/seeds/notes.html
page 中 | alto | head -c 1000 >all/seeds/2022-01-19_05.xml
records >met
diff expected met | grep '^<' >difference
[ ! -s difference ] && grep -q 'feed.xml: warning: is not read.*ALTO, METS' err && grep -q 'notes.html: warning: is not read.*hOCR' err &&
	grep -q '2022-01-19_05.xml:[0-9]*:[0-9]*: warning: is damaged here' err && grep -q '2022/01/19/05-1.html' met
told "what is damaged, or none of these, is told, and all else is there" $? difference err met
"$program" build -c all/site.conf >out 2>again
diff err again >difference
told "it is told by the next build, too" $? difference

# A paper in another language than the configuration says is cut badly, and that is told.
mkdir -p english/seeds
cp -R "$root/templates" "$root/static" english
cp all/site.conf english
for page in 01 02 03; do
	for line in $(seq 12); do
		echo "THE council voted on $line of the plans that the harbour master laid before it."
	done >english/seeds/1987-03-16_$page.txt
done
"$program" build -c english/site.conf >out 2>err
[ "$(wc -l <err)" -eq 2 ] && grep -q "_01.txt: warning: has hardly a letter of the paper.s language, zh-Hans: .*paper_language = en" err &&
	grep -q '^warning: so have 2 more pages' err
told "pages in another language than the paper are told" $? err
echo 'paper_language = en' >>english/site.conf
"$program" build -c english/site.conf >out 2>err && [ ! -s err ]
told "not so once it is named" $? err
"$program" build -q -c english/site.conf -o english-anew --clean >out 2>&1
diff -r -x .broadsheet english/public english-anew >difference
told "pages are cut anew once the paper's language is another one" $? difference
page 东 >text && for _ in 1 2 3 4 5 6 7 8 9 10; do cat text; done >english/seeds/1987-03-16_04.txt
"$program" build -c english/site.conf >out 2>err && grep -q '_04.txt: warning: has hardly a letter of the paper.s language, en: .*zh-Hans' err
told "nor is the other way round left untold" $? err

# One bad file never costs the others: not one that never was a page, and not one that no longer is.
mkdir -p spared/seeds
cp -R "$root/templates" "$root/static" spared
cp all/site.conf spared
page 东 >spared/seeds/2022-01-19_01.txt
page 南 | alto >spared/seeds/2022-01-19_02.xml
page 西 >spared/seeds/2022-01-19_03.txt
"$program" build -q -c spared/site.conf -o whole >out 2>&1
printf '\001\002\003\000\000\000\001\002\003\000' >spared/seeds/picture.txt
printf '%%PDF-1.4\n' >spared/seeds/2022-01-19_07.pdf
page 中 | alto | head -c 300 >spared/seeds/2022-01-19_08.xml
printf 'x' >"spared/seeds/$(printf 'a\377.txt')"
"$program" build -c spared/site.conf -o spoilt >out 2>err
[ $? -eq 1 ] && grep -q '^spoilt/: 3 pages, 6 articles' out && grep -q 'seeds/picture.txt: is no text' err &&
	grep -q '2022-01-19_08.xml: is damaged, and no line' err && grep -q 'a.xFF.txt: the file.s name' err &&
	tail -1 err | grep -q '^all else was built' && { grep -q '_07.pdf: cannot be read by pdftotext' err || grep -q '_07.pdf: is a PDF document' err; }
told "files that cannot be read are told, and the build fails in the end" $? out err
diff -r -x .broadsheet whole spoilt >difference
told "but the site is that of the others" $? difference
"$program" build -q -c spared/site.conf -o spoilt >out 2>again
[ $? -eq 1 ] && grep -v warning: err | diff - again >difference
told "the next build tells them, too, though nothing changed, and asked to be quiet" $? difference
if (for step in 'read --part 1/2' 'read --part 2/2' gather 'render --part 1/1'; do
	# shellcheck disable=SC2086 # a step and its part
	"$program" build -q -c spared/site.conf -o stepped --step $step || exit 1
done) >out 2>&1; then
	"$program" build -q -c spared/site.conf -o stepped --step finish >out 2>again
	[ $? -eq 1 ] && grep -v warning: err | diff - again >difference && diff -r -x .broadsheet whole stepped >>difference
	told "of a build in steps the last one fails" $? difference
else
	not_ok "of a build in steps the last one fails" out
fi
"$program" segment spared/seeds/picture.txt spared/seeds/2022-01-19_03.txt >out 2>err
[ $? -eq 1 ] && grep -q 'picture.txt: is no text' err && grep -q '西医院迁入新址' out
told "segment cuts the files that can be read" $? out err
rm spared/seeds/picture.txt spared/seeds/*_0[78].* spared/seeds/a*
cp spared/seeds/2022-01-19_01.txt first.txt
printf '\001\002\003\000\000\000\001\002\003\000' >spared/seeds/2022-01-19_01.txt
"$program" build -c spared/site.conf -o spoilt >out 2>err
[ $? -eq 1 ] && grep -q '2022-01-19_01.txt: 1 page of it, which the last build had, is no longer in the site' err &&
	[ ! -e spoilt/2022/01/19/01.html ] && [ -e spoilt/2022/01/19/03.html ] && "$program" check -o spoilt >>out 2>&1
told "a page that was there and cannot be read any more is told" $? out err
cp first.txt spared/seeds/2022-01-19_01.txt
"$program" build -c spared/site.conf -o spoilt >out 2>err && diff -r -x .broadsheet whole spoilt >difference
told "and comes back when its file does" $? difference err
for file in spared/seeds/*; do
	printf '\001\002\003\000\000\000\001\002\003\000' >"$file"
done
! "$program" build -c spared/site.conf -o spoilt >out 2>err && grep -q 'holds no page that can be read' err &&
	diff -r -x .broadsheet whole spoilt >difference
told "where no file can be read, the site stays as it was" $? difference err
plan
