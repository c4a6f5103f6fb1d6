#!/bin/sh
# Where files may be written: folders in one another, links, devices, builds
# that meet in one folder, and what a killed first build left behind.
#
#	tests/folders/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 1
mkdir archive && cd archive || exit 1

# conf FILE [LINE...]: a configuration with these lines besides.
conf() {
	conf=$1
	shift
	{
		printf '[site]\ntitle = 档案\nnewspaper = 日报\n'
		printf '%s\n' "$@"
	} >"$conf"
}
usual='templates = theme
static = assets
state = state
source = pages'
mkdir pages assets
cp -R "$root/templates" theme
cp "$root"/seeds/000*.txt pages/2021-01-10_01.txt
echo text >assets/note.txt
conf site.conf "$usual"

# all: every file here with what it holds, to see that nothing changed.
all() {
	find . -path ./state -prune -o -type f -print | sort | xargs cksum
}

# refused NAME WORDS COMMAND...: one test that it is, and that nothing was touched.
refused() {
	refused_name=$1 refused_words=$2
	shift 2
	all >../before
	"$@" >../out 2>&1
	status=$?
	all | cmp - ../before >>../out 2>&1 && [ $status -eq 1 ] && grep -q -- "$refused_words" ../out
	told "refused: $refused_name" $? ../out
}

# --- Folders in one another, by whatever path they are reached ---

ln -s pages linked-pages
ln -s assets linked-assets
ln -s . linked-here
for output in pages linked-pages linked-here/pages linked-here . assets linked-assets theme theme/deeper \
	assets/deeper linked-assets/deeper "$work/archive/pages" ../archive; do
	refused "the site in $output" 'name another folder' "$program" build -q -o "$output"
done
for line in 'state = public' 'state = public/deeper' 'state = assets/state' 'state = theme' 'static = public/assets' 'templates = public' 'source = public/pages' 'static = .' 'output = state'; do
	key=${line%% *}
	# shellcheck disable=SC2046
	conf other.conf "$(printf '%s\n' "$usual" | grep -v "^$key")" "$line"
	mkdir -p public/pages public/assets
	cp pages/* public/pages
	refused "$line" 'name another folder' "$program" build -q -c other.conf
	rm -r public
done
mkdir -p deeper/state
conf other.conf "$(printf '%s\n' "$usual" | grep -v ^state)" 'state = deeper'
"$program" build -q -c other.conf -o deeper/public >../out 2>&1 && "$program" build -q -c other.conf -o pages/public >>../out 2>&1
told "a site may lie in what a build remembers, or among pages" $? ../out
rm -r deeper pages/public

# --- Where a site is sent to ---

"$program" build -q >../out 2>&1
told "the site is built" $? ../out
for destination in pages pages/deeper linked-pages theme theme/deeper assets assets/deeper linked-here/assets state state/deeper; do
	refused "a site that is sent to $destination" 'is or lies in the' "$program" publish "$destination"
done
mkdir -p ../around/pages && cp pages/* ../around/pages
conf other.conf "$(printf '%s\n' "$usual" | grep -v ^source)" 'source = ../around/pages'
refused "a site that is sent to what has the source in it" 'is or lies in the destination' "$program" publish -c other.conf ../around
rm -r ../around

# --- Links in the site ---

"$program" build -q >../out 2>&1
told "the site is built" $? ../out
mv public/2021 ../moved && ln -s ../../moved public/2021
find ../moved -type f -exec cksum {} + >../behind
refused "a linked folder in the site" 'is not followed' "$program" build -q --clean
mv pages/2021-01-10_01.txt ../page
cp "$root"/seeds/001*.txt pages/2022-01-10_01.txt
refused "also where all in it is to go" 'is not followed' "$program" build -q
find ../moved -type f -exec cksum {} + | cmp - ../behind
told "and nothing behind it was changed" $?
rm public/2021 && mv ../moved public/2021
echo mine >../mine && rm public/about.html && ln -s ../../mine public/about.html
"$program" build -q --clean >../out 2>&1 && [ ! -L public/about.html ] && [ "$(cat ../mine)" = mine ] && [ ! -e public/2021 ]
told "a linked file gives way, what it leads to stays" $? ../out

# --- What is no file ---

mkfifo pipe
for thing in pipe linked-pipe; do
	[ -e $thing ] || ln -s pipe linked-pipe
	refused "zip -o $thing" 'is not replaced' "$program" zip -q -o $thing
	"$program" train -o $thing "$root/tests/seeds" >../out 2>&1
	[ $? -eq 1 ] && grep -q 'is not replaced' ../out && [ -p pipe ]
	told "refused: train -o $thing" $? ../out
done
if mknod null c 1 3 2>/dev/null; then
	refused "zip -o a device" 'is not replaced' "$program" zip -q -o null
	rm public/about.html && mknod public/about.html c 1 3
	"$program" build -q --clean >../out 2>&1
	[ $? -eq 1 ] && [ -c public/about.html ] && grep -q 'about.html: is a device' ../out
	told "refused: a device where the site has a file" $? ../out
	rm public/about.html null
else
	skip "devices" "none can be made here"
fi
: >target.zip && ln -s target.zip linked.zip
"$program" build -q >../out 2>&1 && "$program" zip -q -o linked.zip >>../out 2>&1 && [ -L linked.zip ] && [ -s target.zip ]
told "zip -o follows a link to a file" $? ../out
rm pipe linked-pipe target.zip linked.zip

# --- What a killed first build left ---

rm -rf public state
mkdir -p public.broadsheet-new/2001/02/03 && echo old >public.broadsheet-new/2001/02/03/index.html
ln -s ../assets public.broadsheet-new/linked
"$program" build -q >../out 2>&1 && [ ! -e public/2001 ] && [ ! -e public/linked ] && [ -e assets/note.txt ] &&
	[ ! -e public.broadsheet-new ]
told "what lies in the way of a first build is cleared, whoever left it" $? ../out

# --- Builds that meet in one folder ---

# A build of the other archive that waits at its first file.
cp -R pages other-pages && cp "$root"/seeds/002*.txt other-pages/2022-01-11_01.txt
conf one.conf "$usual" 'output = met'
conf two.conf "$(printf '%s\n' "$usual" | sed 's/= state/= other-state/; s/= pages/= other-pages/')" 'output = met'
for round in first later; do
	both=0
	for _ in 1 2 3 4 5 6; do
		[ $round = later ] || rm -rf met state other-state
		"$program" build -q -c one.conf >../one 2>&1 &
		"$program" build -q -c two.conf >../two 2>&1
		two=$?
		wait $!
		one=$?
		if [ $one -ne 0 ] || [ $two -ne 0 ]; then
			grep -q 'another build' ../one ../two || both=1
		fi
		# One after the other is right; at once, only one may have built.
		if [ $two -eq 0 ] && ! [ -e met/2022/01/11/index.html ] && [ $one -ne 0 ]; then
			both=1
		fi
		[ -e met/index.html ] || both=1
		"$program" check met >../out 2>&1 || both=1
	done
	told "two builds of one folder with different states do not mix: $round" $both ../one ../two ../out
done
if command -v flock >/dev/null; then
	flock met "$program" build -q -c one.conf >../out 2>&1
	[ $? -eq 1 ] && grep -q 'another build or publish is at this site' ../out
	told "the lock is the folder's own" $? ../out
	flock met "$program" publish -c two.conf sent >../out 2>&1
	[ $? -eq 1 ] && grep -q 'another build or publish is at this site' ../out && [ ! -e sent ]
	told "publish meets it, too" $? ../out
else
	skip "the lock is the folder's own" "there is no flock"
fi

# --- Static files, site pages and old addresses where the site's own files are ---

conf site.conf "$usual" 'compress = gzip' 'output = kept'
"$program" build -q >../out 2>&1
told "the site is built" $? ../out
article=$(cd kept && find 2* -name '*-*.html' | sort | head -1)
find kept -type f | sort | xargs cksum >../kept

# unkept NAME WORDS: the build is refused with these words, and nothing of the site was touched.
unkept() {
	"$program" build -q >../out 2>&1
	[ $? -eq 1 ] && grep -q -- "$2" ../out && find kept -type f | sort | xargs cksum | cmp - ../kept >>../out
	told "refused: $1" $? ../out
}
for taken in "$article:and so would" index.html:'and so would' feed.xml:'and so would' index.html.gz:'and so would' \
	about.html:'and so would' search/manifest.js:'the search index' search/0-0-0/x.js:'the search index' \
	search:'the search index' review/x.html:'not published' .broadsheet:'own lists' .broadsheet-published:'own lists' \
	index.html/x.txt:'is a file' "${article%%/*}":'is a file' topics:'is a file'; do
	name=${taken%%:*}
	mkdir -p "assets/$(dirname "$name")"
	echo x >"assets/$name"
	unkept "the static file $name" "${taken#*:}"
	rm "assets/$name"
	find assets -mindepth 1 -type d -empty -delete
done
for name in index search; do
	printf 'title: T\n\ntext\n' >"theme/pages/$name.md"
	unkept "the site page $name.md" 'and so would'
	rm "theme/pages/$name.md"
done
for alias in "$article" index.html about.html index.html/x.html note.txt/x.html; do
	printf '[%s]\nalias = %s\n' "$(ls pages)" "$alias" >pages/corrections.conf
	unkept "the old address $alias" 'the site has\|is a file'
	rm pages/corrections.conf
done
mkdir assets/topics && echo '<!DOCTYPE html><html lang="en"><head><title>t</title></head><body>x</body></html>' >assets/topics/x.html
for run in first second; do
	"$program" build >../out 2>&1 && grep -q 'topics/x.html: warning: would be topics/x.html on the site, an address of the kind' ../out &&
		[ -e kept/topics/x.html ]
	told "a static file among pages of one kind is warned of by each build: $run" $? ../out
done
rm kept/.broadsheet && "$program" build -q >../out 2>&1 && [ -e kept/topics/x.html ]
told "and it stays where the list is lost" $? ../out
rm -r assets/topics

# --- Names as long as they can be ---

for length in 230 239 240 241 251 252 253 254 255; do
	name=$(printf "%0${length}d" 0)
	echo "$length" >"assets/${name%?????}.html"
done
han=$(printf '档%.0s' $(seq 1 83))
echo han >"assets/$han.txt" # 253 bytes
conf site.conf "$usual" 'compress = gzip, brotli' 'output = long'
long=0
for option in -q -q --clean -q; do
	for file in assets/*; do echo more >>"$file"; done
	"$program" build -q $option >../out 2>&1 || { long=1; break; }
	for file in assets/*; do cmp "$file" "long/${file#*/}" || long=1; done >>../out 2>&1
done
told "names of up to 255 bytes are built again and again" $long ../out
[ -z "$(find long -name '*broadsheet-new*')" ]
told "and nothing is left beside them" $?
plan
