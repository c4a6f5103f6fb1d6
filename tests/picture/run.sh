#!/bin/sh
# Pictures of printed pages: which file is whose picture, that each is made once,
# what is told of those that cannot be shown, and that an archive without any is
# what it was. The programs that draw are played by small ones that note what is
# asked of them; what the real ones make is seen where they are installed. In TAP.
#
#	tests/picture/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 1

# Small pictures: a JPEG, and the WebP of 20 × 30 pixels that the played program makes of anything.
jpeg=/9j/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//j/wAALCAA8ACgBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/AL1FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFf/2Q==
webp=UklGRjIAAABXRUJQVlA4ICYAAADQAgCdASoUAB4APpFEnUqlo6KhqAgAsBIJaQAAPaOgAP7wQoAAAA==
echo $jpeg | base64 -d >picture.jpg
echo $webp | base64 -d >picture.webp
mkdir played none
cat >played/vipsthumbnail <<END
#!/bin/sh
PATH=$PATH
[ "\$1" != --vips-version ] || { echo "libvips 8.14.1"; exit 0; }
echo "\$@" >>"$work/calls"
cat >"$work/given.\$\$"
grep -q 'takes long' "$work/given.\$\$" && { ulimit -S -t 1; while :; do :; done; }
grep -q 'cannot be read' "$work/given.\$\$" && { echo 'no such picture' >&2; echo "(vipsthumbnail:\$\$): warning" >&2; exit 1; }
exec cat "$work/picture.webp"
END
cat >played/pdftoppm <<END
#!/bin/sh
PATH=$PATH
[ "\$1" != -v ] || exit 0
echo "pdftoppm \$*" >>"$work/calls"
[ "\$2" -le 2 ] || exit 0
echo "P6 page \$2"
END
chmod +x played/*
PATH=$work/played:$PATH

# page PLACE: the text of a page.
page() {
	printf '%s修通公路\n\n本报讯 %s的公路全长十二公里，村民进城只要半个小时。（张波）\n\n%s医院迁址\n\n本报讯 %s医院昨天迁入新址，有三百张床位。（李军）\n' "$1" "$1" "$1" "$1"
}

# archive NAME [IMAGE]: an archive of three pages.
archive() {
	mkdir -p "$1/seeds" "$1/scans"
	cp -R "$root/templates" "$root/static" "$1"
	printf '[site]\ntitle = 档案\nnewspaper = 太原日报\n' >"$1/site.conf"
	[ -z "${2-}" ] || echo "image = $2" >>"$1/site.conf"
	page 东县 >"$1/seeds/2022-01-19_01.txt"
	page 南县 >"$1/seeds/2022-01-19_02.txt"
	page 西县 >"$1/seeds/2022-01-20_01.txt"
}

# built NAME [OPTION...]: builds it; what is told is in NAME/err, calls of programs in calls.
built() {
	archive=$1
	shift
	: >calls
	"$program" build -c "$archive/site.conf" "$@" >"$archive/out" 2>"$archive/err"
}

# has TEXT FILE, hasnt: whether the file has it.
has() { grep -qF -- "$1" "$2"; }

# ── none ──

archive without
archive nowhere 'scans/{stem}.jpg'
built without && built nowhere
diff -r -x .broadsheet without/public nowhere/public >diff
told "an archive without pictures is what it is without the key" $? diff
has 'site.conf: warning: no page has a picture where image says' nowhere/err
told "and that no picture was found is told" $? nowhere/err
hidden=$(grep -rl 'webp\|facing' without/public --include='*.html' | wc -l)
told "no page speaks of pictures" "$hidden"

# ── some ──

archive some 'scans/{stem}.jpg, scans/{date}.pdf'
cp picture.jpg some/scans/2022-01-19_01.jpg
printf '%%PDF-1.4\n' >some/scans/2022-01-19.pdf
built some && [ ! -s some/err ]
told "pictures are made" $? some/err
[ "$(grep -c '^stdin' calls)" -eq 4 ] && has 'pdftoppm -f 2 -l 2' calls
told "the one that comes first, and of a day's PDF the page of the number" $? calls
at=some/public/2022/01
cmp -s $at/19/01.webp picture.webp && cmp -s $at/19/02.thumb.webp picture.webp && [ ! -e $at/20/01.webp ]
told "they are beside their pages" $?
has 'src="../../../2022/01/19/01.webp" width="20" height="30"' $at/19/01.html && ! has webp $at/20/01.html &&
	has 'src="../../../2022/01/19/02.thumb.webp"' $at/19/index.html
told "the page has its picture, the issue the small ones, with their sizes" $?
checked some/public
built some && [ ! -s calls ]
told "the next build draws nothing" $? calls
echo 'report_url = mailto:a@example.org' >>some/site.conf
touch some/scans/*
rm -r some/public
built some && [ ! -s calls ] && [ -e $at/19/01.webp ]
told "nor does one of another configuration, of pictures only touched, of a site that is gone" $? calls
echo more >>some/scans/2022-01-19_01.jpg
built some && [ "$(wc -l <calls)" -eq 2 ]
told "a picture that changed is drawn anew, alone" $? calls
cp -R some/public some/once
built some --clean -j 3 && [ "$(wc -l <calls)" -eq 5 ] && diff -r -x .broadsheet some/once some/public >diff
told "a clean build draws all, and the site is the same" $? calls diff
[ "$(find some/build/*.pictures -name '*.webp' | wc -l)" -eq 4 ]
told "of pictures that are gone nothing is kept" $?
rm some/scans/2022-01-19_01.jpg some/scans/2022-01-19.pdf
built some && [ -z "$(find some/public -name '*.webp')" ] && ! has webp $at/19/01.html
told "where the pictures are gone, they are gone from the site" $?
checked some/public

# ── in the folder of the texts, and by other names ──

archive among 'seeds/{folder}/{stem}.JPG, scans/{year}/{month}-{day}/{page}.jpg'
mkdir -p among/scans/2022/01-20 among/seeds/more
page 北县 >among/seeds/more/2022-01-21_01.txt
cp picture.jpg among/seeds/more/2022-01-21_01.JPG
cp picture.jpg among/scans/2022/01-20/01.jpg
cp picture.jpg among/scans/2022/01-20/09.jpg
built among
[ "$(wc -l <among/err)" -eq 1 ] && has '01-20/09.jpg: warning: is the picture of no page' among/err
told "pictures beside their texts are no litter, and one of no page is told" $? among/err
[ -e among/public/2022/01/21/01.webp ] && [ -e among/public/2022/01/20/01.webp ]
told "a folder, a date and a number tell whose picture it is" $?
[ "$(wc -l <calls)" -eq 2 ]
told "two pages with the same picture have it drawn once" $? calls

# ── what cannot be shown ──

archive bad 'scans/{stem}.jpg, scans/{stem}.pdf, scans/../scans/{page}.tif'
echo 'this is text' >bad/scans/2022-01-19_01.jpg
{ cat picture.jpg; echo 'cannot be read'; } >bad/scans/2022-01-19_02.jpg
ln -s ../../picture.jpg bad/scans/2022-01-20_01.jpg
page 中县 >bad/seeds/2022-01-21_03.txt
printf '%%PDF-1.4\n' >bad/scans/2022-01-21_03.pdf
sed -i.old 's/^\[ "\$2" -le 2 \]/[ "$2" -gt 2 ]/' played/pdftoppm
built bad
told "an archive of bad pictures is built" $? bad/err
has 'scans/2022-01-19_01.jpg: warning: is no picture that can be shown' bad/err &&
	has 'scans/2022-01-19_02.jpg: warning: is left out, as it is damaged or cut off, or vipsthumbnail cannot read it (no such picture)' bad/err &&
	has 'scans/2022-01-20_01.jpg: warning: is a link and was left out' bad/err &&
	has 'scans/2022-01-21_03.pdf: warning: has no page 1 to be drawn' bad/err
told "each is told by its name" $? bad/err
[ -z "$(find bad/public -name '*.webp')" ]
told "none is shown" $?
checked bad/public
cp bad/err bad/first
echo 'rights = 转载请注明' >>bad/site.conf
built bad && diff bad/first bad/err >diff && [ ! -s calls ]
told "they are told again and not tried again" $? diff calls
mv played/pdftoppm.old played/pdftoppm
chmod +x played/pdftoppm

# ── what stands where ──

# alto WIDTH: a page of that width whose lines have places.
alto() {
	echo '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>pixel</MeasurementUnit></Description>'
	echo "<Layout><Page WIDTH=\"$1\" HEIGHT=\"3000\"><PrintSpace><TextBlock ID=\"b\">"
	page 东县 | grep . | awk '{ top += NR % 2 ? 160 : 100
		printf "<TextLine HPOS=\"100\" VPOS=\"%d\" WIDTH=\"1500\" HEIGHT=\"%d\"><String CONTENT=\"%s\"/></TextLine>", top, NR % 2 ? 80 : 40, $1 $2 }'
	echo '</TextBlock></PrintSpace></Page></Layout></alto>'
}
archive placed 'scans/{stem}.jpg'
alto 2000 >placed/seeds/2022-01-21_01.xml
alto 1500 >placed/seeds/2022-01-22_01.xml
cp picture.jpg placed/scans/2022-01-21_01.jpg
cp picture.jpg placed/scans/2022-01-22_01.jpg
cp picture.jpg placed/scans/2022-01-19_01.jpg
built placed
at=placed/public/2022/01
has '<a id="on-1" href="../../../2022/01/21/01-1.html"><title>东县修通公路</title><path d="M' $at/21/01.html &&
	has '<a id="on-3" href="../../../2022/01/21/01-3.html">' $at/21/01.html
told "articles have outlines that lead to them" $? placed/err
has 'href="../../../2022/01/21/01.html#on-3"' $at/21/01-3.html && has '<path d="M' $at/21/01-3.html
told "an article has its outline on the small picture" $?
has 'class="printed"' $at/22/01.html && ! has 'class="map' $at/22/01.html && ! has 'class="map' $at/19/01.html
told "where the picture is of another shape, or no place is known, there are none" $?
checked placed/public

# ── elsewhere in the web ──

archive away 'scans/{stem}.jpg, https://iiif.example.org/{date}/{page}/full/2000,/0/default.jpg?of={stem}, https://other.example.org/{stem}.jpg'
cp picture.jpg away/scans/2022-01-19_01.jpg
page 无日 >'away/seeds/A&B 1.txt'
built away && [ "$(wc -l <away/err)" -eq 1 ]
told "pictures may lie elsewhere" $? away/err
at=away/public/2022/01
has 'src="https://iiif.example.org/2022-01-19/02/full/2000,/0/default.jpg?of=2022-01-19_02" alt=' $at/19/02.html &&
	has 'src="../../../2022/01/19/01.webp"' $at/19/01.html && [ "$(find away/public -name '*.webp' | wc -l)" -eq 2 ]
told "they are shown from there" $?
has "img-src 'self' https://iiif.example.org https://other.example.org;" $at/19/02.html && has "img-src 'self' https://iiif.example.org https://other.example.org;" away/public/_headers
told "which the policy of the pages allows" $?
grep -rqF 'src="https://other.example.org/A%26B%201.jpg"' away/public/undated
told "where one cannot be made for want of a day, the next one is taken" $?
"$program" check away/public >out 2>&1
told "check finds no fault in them" $? out
at=placed/public/2022/01

# ── for viewers of IIIF ──

[ -z "$(find placed/public -name manifest.json)" ] && ! has IIIF $at/21/index.html
told "without base_url there are no manifests" $?
printf 'base_url = https://example.org/\nrights = 请注明出处\nlicense = https://creativecommons.org/licenses/by/4.0/\n' >>placed/site.conf
built placed
[ "$(find placed/public -name manifest.json | sort | tr '\n' ' ')" = "$at/19/manifest.json $at/21/manifest.json $at/22/manifest.json " ] &&
	has 'href="../../../2022/01/21/manifest.json"' $at/21/index.html && ! has IIIF $at/20/index.html
told "each issue with pictures has a manifest" $? placed/err
has ':year/:month/:day/*' placed/public/_headers && ! has ':day/*' without/public/_headers
told "and viewers elsewhere may ask for it" $?

# faults FILE: what the API would have otherwise.
faults() { jq -c --arg base https://example.org/ -f "$here/iiif.jq" "$1"; }
for day in 19 21 22; do
	faults $at/$day/manifest.json >>all
done
printf '[]\n[]\n[]\n' | diff - all >diff
told "it is as the Presentation API 3.0 requires" $? diff
jq 'del(.items[0].height) | .items[0].annotations[0].items[0].target.source = "https://example.org/x"' $at/21/manifest.json >spoilt.json
[ "$(faults spoilt.json)" = '["Canvas: height","painting: another size than its canvas","target: its source is not its canvas"]' ]
told "what is not so would be seen" $?
[ "$(jq -c '[.items[0].annotations[0].items[].body[0].id]' $at/21/manifest.json)" = \
	'["https://example.org/2022/01/21/01-1.html","https://example.org/2022/01/21/01-3.html"]' ] &&
	[ "$(jq -c '.items[0].annotations[0].items[0].target.selector.value' $at/21/manifest.json | grep -c path)" -eq 1 ]
told "its annotations lead to the articles from where they stand" $?
checked placed/public
printf '[2022-01-21_01.xml:3]\nwithdraw = 2024-05-06\n' >placed/seeds/corrections.conf
built placed && [ ! -e $at/21/01.webp ] && [ ! -e $at/21/01.thumb.webp ] && [ -e $at/22/01.webp ]
told "a page with an article that was taken down has no picture" $? placed/err
[ ! -e $at/21/manifest.json ] && [ -e $at/22/manifest.json ]
told "and its issue no manifest, where it is the only one" $?
checked placed/public

# A number that leads out of the folder leads nowhere.
archive outside 'scans/{page}.jpg'
cp picture.jpg outside/secret.jpg
cp picture.jpg outside/scans/01.jpg
echo '{"headline":"医院迁入新址","date":"2022-01-23","page":"../secret","body":"县医院昨天迁入新址。"}' >outside/seeds/records.jsonl
built outside && [ "$(find outside/public -name '*.thumb.webp' | wc -l)" -eq 2 ] && [ -z "$(find outside/public/2022/01/23 -name '*.webp')" ]
told "no number of a page leads out of the folder" $? outside/err

# ── what takes too long ──

archive slow 'scans/{stem}.jpg'
{ cat picture.jpg; echo 'takes long'; } >slow/scans/2022-01-19_01.jpg
built slow
has '2022-01-19_01.jpg: warning: is left out: vipsthumbnail took longer than 60 seconds' slow/err
told "a picture that takes too long is left out" $? slow/err
cp slow/err slow/first
echo 'rights = 转载请注明' >>slow/site.conf
built slow && diff slow/first slow/err >diff && [ ! -s calls ]
told "and not tried again by the next build" $? diff calls

# ── without the programs ──

archive bare 'scans/{stem}.jpg, scans/{date}.pdf'
cp picture.jpg bare/scans/2022-01-19_01.jpg
cp picture.jpg bare/scans/2022-01-19_02.jpg
printf '%%PDF-1.4\n' >bare/scans/2022-01-20.pdf
PATH=$work/none built bare
told "without the programs an archive is built" $? bare/err
[ "$(wc -l <bare/err)" -eq 1 ] && has '3 pages are without their pictures: install libvips-tools (elsewhere vips-tools or vips) and poppler-utils' bare/err &&
	[ -z "$(find bare/public -name '*.webp')" ]
told "and what to install is told once" $? bare/err
ln -s "$work/played/vipsthumbnail" none
PATH=$work/none built bare
[ "$(find bare/public -name '*.thumb.webp' | wc -l)" -eq 2 ] && has 'are without their pictures: install poppler-utils' bare/err
told "with one of them there are the pictures that it makes" $? bare/err
built bare && [ ! -s bare/err ] && [ "$(find bare/public -name '*.webp' | wc -l)" -eq 6 ]
told "once they are there, so are the pictures" $? bare/err

# ── a build in steps ──

archive steps 'scans/{stem}.jpg'
cp picture.jpg steps/scans/2022-01-19_01.jpg
built steps && cp -R steps/public steps/once && rm -rf steps/build && : >calls
for step in 'read --part 1/1' gather 'render --part 2/2' 'render --part 1/2' finish; do
	# shellcheck disable=SC2086 # a step and its part are words
	"$program" build -q -c steps/site.conf -o steps/apart --step $step >steps/err 2>&1 || break
done
diff -r steps/once steps/apart >>steps/err 2>&1 && [ "$(wc -l <calls)" -eq 2 ]
told "steps make a picture once, and the same site" $? steps/err

# ── the configuration ──

# refused IMAGE WORDS: a build with that value of image is refused with them.
refused() {
	rm -rf wrong
	archive wrong "$1"
	! built wrong && has "site.conf:4:9: $2" wrong/err && [ ! -e wrong/public ]
	told "image = $1 is refused" $? wrong/err
}
refused 'scans/{name}.jpg' 'nothing is called {name}'
refused 'scans/front.jpg' "'scans/front.jpg' would be the picture of every page"
refused 'https://{date}.example.org/{page}' "'https://{date}.example.org/{page}' has braces in the name of the site"
refused 'pictures/{stem}.jpg' "there is no folder 'pictures/'"

# ── the real thing ──

# What there is but vips.
mkdir no-vips
for name in vipsthumbnail pdftoppm; do
	ln -s "$(command -v $name)" no-vips
done

PATH=${PATH#*:}

# A red picture, as printers, scanners and libraries keep it: shown as it is.
colours() {
	archive inks 'scans/{stem}.jpg'
	printf 'image_tiles = yes\nbase_url = https://example.org/\n' >>inks/site.conf
	vips black dark.v 300 400 --bands 3 && vips linear dark.v plain.v '1 1 1' '200 30 30' --uchar &&
		vips copy plain.v red.v --interpretation srgb && vips colourspace red.v inks/scans/2022-01-19_01.jpg cmyk &&
		vips copy red.v 'palette.png[palette]' && mv palette.png inks/scans/2022-01-19_02.jpg &&
		vips colourspace red.v deep.v rgb16 && vips copy deep.v deep.tif && mv deep.tif inks/scans/2022-01-20_01.jpg
	built inks
	seen=
	for picture in 19/01.webp 19/02.webp 20/01.webp 19/01.tiles/0,0,300,400/300,400/0/default.jpg; do
		seen="$seen $(vips getpoint "inks/public/2022/01/$picture" 100 100 | awk '{ print (NF == 3 && $1 > 180 && $2 < 70 && $3 < 70 ? "red" : $0) }')"
	done
	[ "$seen" = ' red red red red' ]
	told "pictures in inks, of a palette and of 16 bits are shown in their colours, and so are tiles ($seen)" $? inks/err
}

# The archive real, with its pictures in tiles as well.
tiled() {
	if ! command -v vips >/dev/null 2>&1; then
		skip "pictures are cut into tiles" "vips is not installed"
		return
	fi
	[ -z "$(find real/public -path '*.tiles*')" ]
	told "there are no tiles where none were asked for" $?
	echo 'image_tiles = yes' >>real/site.conf
	built real
	has 'image_tiles makes nothing without base_url' real/err && [ -z "$(find real/public -path '*.tiles*')" ]
	told "nor where nobody knows where the site will be" $? real/err
	echo 'base_url = https://example.org/' >>real/site.conf
	built real
	day=real/public/2022/01/19
	[ "$(cd $day/01.tiles && find . -type f | sort | tr '\n' ' ')" = './0,0,40,60/40,60/0/default.jpg ./info.json ' ]
	told "a small picture is one tile, and what tells of it" $? real/err
	jq -c '[.id, .profile, .width, .height, .tiles]' $day/01.tiles/info.json >found
	jq -c '.items[0].items[0].items[0].body.service' $day/manifest.json >>found
	printf '%s\n' '["https://example.org/2022/01/19/01.tiles","level0",40,60,[{"width":512,"scaleFactors":[1]}]]' \
		'[{"id":"https://example.org/2022/01/19/01.tiles","type":"ImageService3","profile":"level0"}]' | diff - found >diff
	told "the manifest names the service, which is where it says" $? diff
	"$program" build -c real/site.conf -o real/public >real/out 2>&1 && has ' 0 files written' real/out
	told "the next build makes none of them" $? real/out
	checked real/public
	vips resize picture.jpg real/scans/2022-01-19_01.jpg 32 >/dev/null
	cp -R real/public real/small && built real
	[ "$(find $day/01.tiles -name default.jpg | wc -l)" -eq 17 ] && [ ! -e "$day/01.tiles/0,0,40,60" ] &&
		[ "$(jq -c '.tiles[0].scaleFactors' $day/01.tiles/info.json)" = '[1,2]' ]
	told "of a larger picture there are more, and no old ones" $? real/err
	checked real/public
	sed '/image_tiles/d' real/site.conf >plain && cp real/site.conf with && cp plain real/site.conf && built real
	[ -z "$(find real/public -path '*.tiles*')" ] && ! grep -q service $day/manifest.json
	told "they are gone once nobody asks for them" $? real/err
	colours
	cp with real/site.conf && PATH=$work/no-vips built real
	has 'there are no tiles of pictures: install libvips-tools' real/err && [ -e $day/01.webp ] && [ -z "$(find real/public -path '*.tiles*')" ]
	told "without the program the site is built, and it is told what to install" $? real/err
	built real
}

if command -v vipsthumbnail >/dev/null 2>&1; then
	archive real 'scans/{stem}.jpg'
	cp picture.jpg real/scans/2022-01-19_01.jpg
	printf '\377\330\377\340and nothing else' >real/scans/2022-01-19_02.jpg
	head -c 20000000 /dev/zero >real/scans/2022-01-20_01.jpg
	built real -j 2
	[ "$(head -c 4 real/public/2022/01/19/01.webp)" = RIFF ] &&
		has '01.webp" width="40" height="60"' real/public/2022/01/19/01.html
	told "libvips makes a page of a picture" $? real/err
	[ "$(wc -l <real/err)" -eq 2 ] && has '_02.jpg: warning: is left out, as it is damaged' real/err
	told "and says of what it can make none" $? real/err
	head -c 320 picture.jpg >real/scans/2022-01-19_02.jpg
	built real
	has '_02.jpg: warning: is left out, as it is damaged or cut off' real/err && [ ! -e real/public/2022/01/19/02.webp ]
	told "a picture that is cut off is not shown as a half" $? real/err
	rm real/scans/2022-01-19_02.jpg
	built real
	tiled
	cp -R real/public real/once
	built real -j 1 --clean && diff -r -x .broadsheet real/once real/public >diff
	told "the same bytes once more" $? diff
else
	skip "libvips makes a page of a picture" "vipsthumbnail is not installed"
fi
if command -v vipsthumbnail >/dev/null 2>&1 && command -v pdftoppm >/dev/null 2>&1; then
	archive pdf 'scans/{stem}.pdf'
	cp "$root/tests/formats/page.pdf" pdf/scans/2022-01-19_01.pdf
	head -c 300 "$root/tests/formats/page.pdf" >pdf/scans/2022-01-19_02.pdf
	built pdf
	[ "$(head -c 4 pdf/public/2022/01/19/01.thumb.webp)" = RIFF ]
	told "poppler draws a page of a document" $? pdf/err
	[ "$(wc -l <pdf/err)" -eq 1 ] && has '_02.pdf: warning: page 1 of it is left out, as it is damaged' pdf/err
	told "and says of a broken one that it is" $? pdf/err
else
	skip "poppler draws a page of a document" "pdftoppm or vipsthumbnail is not installed"
fi
plan
