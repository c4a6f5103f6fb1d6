#!/bin/sh
# A site as one archive, as another program unpacks it. In TAP.
#
#	tests/zip/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
# Without a UTF-8 locale unzip writes names in ASCII.
export LC_ALL=C.UTF-8
cp -R "$root/seeds" "$root/templates" "$root/static" "$work" && cd "$work" || exit 1
sed 's/^\[site\]/&\ncompress = gzip, brotli/' "$root/site.conf" >site.conf

# Some files that no build would make: empty, not ASCII, long, and long without being shorter deflated.
: >static/empty
mkdir static/另版 && echo 正文 >static/另版/第一版.txt
awk 'BEGIN { for (i = 0; i < 400000; i++) print i * 7919 % 1000003 }' >static/long.txt
head -c 3000000 /dev/urandom >static/noise.bin
echo kept | gzip >static/alone.gz
"$program" build -q --review
cp -R public bare && rm -r bare/review && find bare \( -name '*.gz' -o -name '*.br' \) ! -name alone.gz -exec rm {} +

"$program" zip >out 2>&1 && grep -Eq '^public\.zip: [0-9]+ files of [0-9.]+ MB in [0-9.]+ MB$' out
told "zip packs the site beside it" $? out
unzip -tq public.zip >out 2>&1
told "the archive is sound" $? out
unzip -q public.zip -d unpacked >out 2>&1 && diff -r -x .broadsheet bare unpacked >>out
told "unpacked, it is the site without what readers have no use for" $? out
checked "$work/unpacked"
zipinfo -1 public.zip >names && LC_ALL=C sort names | diff - names >out
told "its names are sorted" $? out
zipinfo -T -h -l public.zip | grep '^-' | grep -v '^-rw-r--r--  4.5 unx .*  *[0-9]* \(stor\|defN\) 19800101.000000 ' >out
[ -s names ] && [ ! -s out ]
told "its files have one time, and may be read by all" $? out
zipinfo -v public.zip | grep 'length of extra field' | grep -v ' 0 bytes' >out
[ ! -s out ]
told "and have nothing beside" $? out
zipinfo -m public.zip | grep -E ' (noise.bin|empty|alone.gz)$' | grep -c stor >out
zipinfo -m public.zip | grep -E ' (long.txt|index.html|style.css)$' | grep -c defN >>out
[ "$(tr '\n' ' ' <out)" = "3 3 " ]
told "what gets no smaller is stored" $? out

touch mark && sleep 1
"$program" zip >out 2>&1 && grep -q ', as it was$' out && [ -z "$(find public.zip -newer mark)" ]
told "packed again, it is the same" $? out
cp -R public elsewhere && find elsewhere -exec touch -t 203001020304 {} + && chmod -R go-r elsewhere
(umask 077 && TZ=Pacific/Kiritimati LC_ALL=C "$program" zip -q -o elsewhere.zip elsewhere/) >out 2>&1 && cmp public.zip elsewhere.zip >>out
told "so it is elsewhere, of other times, modes and zones" $? out
"$program" build -q && "$program" zip -q -o other.zip >out 2>&1 && cmp public.zip other.zip >>out
told "so it is without a review" $? out

(cd public && "$program" zip -o ../named.zip . >../out 2>&1) && cmp public.zip named.zip >>out
told "the current folder can be packed" $? out
(cd public && "$program" zip . >../out 2>&1)
[ $? -eq 1 ] && grep -q 'name one with -o' out
told "but not without a name" $? out
cp site.conf before.conf
"$program" zip -o site.conf >out 2>&1
[ $? -eq 1 ] && grep -q '^site.conf: is no archive' out && cmp site.conf before.conf >>out
told "what is no archive is not replaced by one" $? out

"$program" zip -o public/site.zip >out 2>&1
[ $? -eq 1 ] && grep -q '^public/site.zip: lies in the site itself' out && [ ! -e public/site.zip ]
told "an archive in the site is refused" $? out
mkdir nothing
"$program" zip nothing >out 2>&1
[ $? -eq 1 ] && grep -q '^nothing: holds no site' out && [ ! -e nothing.zip ]
told "an empty folder is no site" $? out
"$program" zip nowhere >out 2>&1
[ $? -eq 1 ] && grep -q '^nowhere' out
told "a folder that is not there is named" $? out
"$program" zip a b >out 2>&1
[ $? -eq 2 ]
told "two folders are a wrong command line" $? out

# A file may get no longer than that, as on a disk that is full.
echo PK mine >public.zip
(trap '' XFSZ && ulimit -f 200 && exec "$program" zip) >out 2>&1
[ $? -eq 1 ] && grep -q '^public.zip: cannot be written' out && [ "$(cat public.zip)" = "PK mine" ] &&
	[ ! -e public.zip.broadsheet-new ]
told "without room the old archive stays, and no part of a new one" $? out

plan
