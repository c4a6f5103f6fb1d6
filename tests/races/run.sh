#!/bin/sh
# Every command, with options that bring other code to all threads, as compiled
# with ThreadSanitizer: no two threads use one thing at once.
#
#	tests/races/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
. "$here/../servers.sh"
unset MAKEFLAGS MAKELEVEL MFLAGS MAKEOVERRIDES
cd "$root" || exit 1
case $program in
*/sanitize/*)
	skip "races" "one sanitizer excludes the other"
	plan
	;;
esac

threads=$(dirname "$program")/threads
echo 'int main(void) { return 0; }' >"$work/probe.c"
# shellcheck disable=SC2086 # a compiler may be two words
if ! ${CC:-cc} -fsanitize=thread -o "$work/probe" "$work/probe.c" 2>"$work/out" || ! "$work/probe" 2>"$work/out"; then
	skip "races" "no ThreadSanitizer here: $(head -1 "$work/out")"
	plan
fi
if ! make BUILD="$threads" CC="${CC:-cc}" CFLAGS="-O1 -g1 -fsanitize=thread" program >"$work/out" 2>&1; then
	not_ok "the program is compiled with ThreadSanitizer" "$work/out"
	plan
fi
raced=$threads/broadsheet
export TSAN_OPTIONS="exitcode=66 halt_on_error=0 history_size=4 suppressions=$here/suppressions.txt"

# clean NAME STATUS COMMAND...: one test that it ends with that status and has no race.
clean() {
	clean_name=$1 clean_status=$2
	shift 2
	"$@" >"$work/out" 2>"$work/told"
	[ $? -eq "$clean_status" ] && ! grep -q ThreadSanitizer "$work/told"
	told "no race: $clean_name" $? "$work/told"
}

# The seeds twice over: with more jobs than threads may be ahead, what they made is taken meanwhile.
mkdir "$work/pages"
day=10
for page in seeds/*.txt seeds/*.txt; do
	cp "$page" "$work/pages/2021-01-${day}_01.txt"
	day=$((day + 1))
done

# conf NAME LINE...: a configuration with these lines.
conf() {
	conf=$work/$1.conf
	{
		printf '[site]\ntitle = 档案\nnewspaper = 日报\nbase_url = https://example.org/a/\nstate = %s/state\noutput = %s/site\n' "$work" "$work/$1"
		printf 'source = %s/pages\ntemplates = %s/templates\nstatic = %s/static\n' "$work" "$root" "$root"
		shift
		printf '%s\n' "$@"
		sed -n '/^.topic/,$p' site.conf
	} >"$conf"
}

# built_once NAME LINE...: a first build of another kind of site.
built_once() {
	conf "$@"
	clean "$1, built" 0 "$raced" build -q -j 2 -c "$conf"
	clean "$1, checked" 0 "$raced" check "$work/$1/site"
}

# built NAME LINE...: a first build, one that finds nothing to do, and ones after changes.
built() {
	conf "$@"
	clean "$1, built" 0 "$raced" build -q -j 2 -c "$conf"
	clean "$1, nothing changed" 0 "$raced" build -q -j 2 -c "$conf"
	echo "一行新的文字。" >>"$work/pages/2021-01-12_01.txt"
	cp seeds/000*.txt "$work/pages/2021-02-03_02.txt"
	clean "$1, changed" 0 "$raced" build -q -j 2 -c "$conf"
	rm "$work/pages/2021-02-03_02.txt"
	clean "$1, a page less" 0 "$raced" build -q -j 2 -c "$conf"
	clean "$1, clean" 0 "$raced" build -q -j 2 -c "$conf" --clean
	clean "$1, checked" 0 "$raced" check "$work/$1/site"
}

built usual 'page_size = 3'
built_once compressed 'compress = gzip, brotli'
built_once by-page 'articles = page' 'compress = brotli'
conf usual 'page_size = 3'
clean "with a review" 0 "$raced" build -q -j 2 -c "$conf" --review
clean "and without it" 0 "$raced" build -q -j 2 -c "$conf"
echo '<a href="nowhere.html">x</a>' >>"$work/usual/site/about.html"
clean "faults are found" 1 "$raced" check "$work/usual/site"
"$raced" build -q -j 2 -c "$conf" --clean
clean "each file is told of" 0 "$raced" build -j 2 -c "$conf" --explain

clean "segment" 0 "$raced" segment seeds/*.txt
clean "segment --explain" 0 "$raced" segment --explain seeds/*.txt
clean "publish" 0 "$raced" publish -c "$conf" "$work/sent"
clean "publish again" 0 "$raced" publish -c "$conf" --prune "$work/sent"
clean "publish --dry-run" 0 "$raced" publish -c "$conf" -n "$work/sent"
clean "zip" 0 "$raced" zip -c "$conf" -o "$work/site.zip" "$work/usual/site"
clean "hosts" 0 "$raced" hosts -c "$conf" nginx
clean "init" 0 "$raced" init "$work/begun"
echo '{"a": 1}' >"$work/data.json" && echo '{{a}}' >"$work/a.mustache"
clean "render" 0 "$raced" render "$work/a.mustache" "$work/data.json"
clean "train --score" 0 "$raced" train --score tests/seeds
clean "train" 0 "$raced" train -q -o "$work/weights.bin" tests/seeds

# What is read through another program, on all threads at once.
mkdir "$work/bin"
{
	printf '#!/bin/sh\necho "<page width=\\"400\\" height=\\"300\\">"\n'
	printf 'for y in 20 32 44 56; do\n'
	printf '\techo "<word xMin=\\"20\\" yMin=\\"$y\\" xMax=\\"120\\" yMax=\\"$((y + 10))\\">县里修通一条公路通车</word>"\ndone\necho "</page>"\n'
} >"$work/bin/pdftotext"
chmod +x "$work/bin/pdftotext"
for day in 1 2 3 4 5 6 7 8; do
	echo '%PDF-1.4' >"$work/pages/2023-01-0${day}_01.pdf"
done
conf printed 'sqlite = yes'
clean "PDF documents, and the database" 0 env PATH="$work/bin:$PATH" "$raced" build -q -j 4 -c "$conf"
[ -e "$work/printed/site/2023/01/08/01.html" ]
told "which were read" $?
day=$(printf '[%s:3]\nstart = yes\n[%s:15]\nstart = yes\n' 2021-01-10_01.txt 2021-01-10_01.txt)
printf '%s\n' "$day" >"$work/pages/corrections.conf"
clean "learn" 0 env PATH="$work/bin:$PATH" "$raced" learn -q -c "$conf" -o "$work/learned.bin"
rm "$work/pages/corrections.conf" "$work"/pages/*.pdf
conf usual 'page_size = 3'

# The preview while files change and clients ask.
port=$(free_port)
"$raced" serve -c "$conf" -p "$port" >"$work/served" 2>&1 </dev/null &
serving=$!
servers=$serving
if wait_port "$port"; then
	node -e '
		const fs = require("fs"), [origin, page] = process.argv.slice(1);
		const wait = (ms) => new Promise((done) => setTimeout(done, ms));
		(async () => {
			for (let i = 0; i < 4; i++) {
				fs.appendFileSync(page, "又一行。\n");
				await Promise.all([..."abcdefgh"].map(async () => {
					for (const path of ["", "style.css", "search.html", "nowhere", "about.html"])
						await fetch(origin + path).then((r) => r.arrayBuffer()).catch(() => {});
				}));
				await wait(1500);
			}
			process.exit(0);
		})();' "http://127.0.0.1:$port/a/" "$work/pages/2021-01-13_01.txt"
	kill -TERM "$serving"
	wait "$serving"
	[ $? -ne 66 ] && ! grep -q ThreadSanitizer "$work/served"
	told "no race: serve while files change" $? "$work/served"
else
	not_ok "the preview starts" "$work/served"
fi
servers=

# The review, which writes while it builds and answers; each preview tells into a file of its own.
TSAN_OPTIONS="$TSAN_OPTIONS log_path=$work/races" node tests/serve/review.mjs "$raced" >"$work/out" 2>&1
grep -q '^ok - review: a correction is written' "$work/out" && ! grep -q '^not ok' "$work/out" && ! ls "$work"/races.* >/dev/null 2>&1
told "no race: serve --review" $? "$work/out" "$work"/races.*
plan
