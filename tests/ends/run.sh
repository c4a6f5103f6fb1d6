#!/bin/sh
# How commands end where something is short or refused: with a message that says
# what it was, never with a fault, without a word, or as if all were well.
#
#	tests/ends/run.sh PROGRAM
# shellcheck disable=SC3045 # the shells of all systems that we know have these limits
. "$(dirname "$0")/../tap.sh"
. "$here/../servers.sh"
cd "$work" || exit 1
sanitized=
case $program in
*/sanitize/*) sanitized=yes ;;
esac
mkdir pages
cp "$root"/seeds/00*.txt pages

# conf NAME LINE...
conf() {
	conf=$1.conf
	{
		printf '[site]\ntitle = 档案\nnewspaper = 日报\nsource = pages\nstate = state\noutput = %s\n' "$1"
		printf 'templates = %s/templates\nstatic = %s/static\n' "$root" "$root"
		shift
		printf '%s\n' "$@"
	} >"$conf"
}

# ends NAME WORDS COMMAND...: one test that it ends with 1 and these words on standard error.
ends() {
	ends_name=$1 ends_words=$2
	shift 2
	"$@" >out 2>told
	[ $? -eq 1 ] && grep -q -- "$ends_words" told
	told "$ends_name" $? told
}

# --- Control characters of pages in messages ---

mkdir site && cat >site/index.html <<-END
	<!DOCTYPE html>
	<html lang="en"><head><title>t</title></head><body>
	<a href="a$(printf '\033[2K\033[1G')site: 1 file: all right.html">x</a>
	<a href="b$(printf '\302\233')2J$(printf '\342\200\256')c.html">x</a>
	<a href="c&#10;site/index.html:1:1: forged.html" id="x$(printf '\007')y z" class="$(printf '\b\b\b')">x</a>
	</body></html>
END
"$program" check site >out 2>&1
[ $? -eq 1 ] && tr -d '\n' <out | LC_ALL=C awk '/[\001-\037\177]/ { exit 1 }' &&
	! grep -q "$(printf '\302\233')" out && ! grep -q "$(printf '\342\200\256')" out && ! grep -q '^site/index.html:1:1: forged' out
told "check shows control characters of pages as what they are" $? out
printf '[site]\ntitle = a\033[31mb\nnewspaper = x\nbad\033key = 1\n' >odd.conf
"$program" build -c odd.conf >out 2>&1
! LC_ALL=C grep -q "$(printf '\033')" out
told "and build those of its configuration" $? out

# --- Too little of something ---

conf usual
"$program" build -q -c usual.conf >out 2>&1
told "the site is built" $? out
echo more >>"pages/$(basename "$root"/seeds/000*.txt)"
if [ -z "$sanitized" ]; then
	for kilobytes in 64 128 256 512 1024; do
		(ulimit -s $kilobytes && exec "$program" build -q --clean -c usual.conf) >out 2>told
		status=$?
		if [ $status -ne 0 ] && ! { [ $status -eq 1 ] && grep -q 'stack' told; }; then
			break
		fi
		status=0
	done
	told "a small stack is told, or does" $status told
	for files in 5 8 12 16 24; do
		(ulimit -n $files && exec "$program" build -q --clean -c usual.conf) >out 2>told
		status=$?
		if [ $status -eq 1 ] && grep -q 'Too many open files' told && ! grep -q 'was changed' told; then
			status=0
		fi
		[ $status -eq 0 ] || break
	done
	told "that no more files can be opened is told as that" $status told
	conf compressed 'compress = gzip, brotli'
	for megabytes in 30 40 50 60 80 100 140 200; do
		(ulimit -v $((megabytes * 1024)) && exec "$program" build -q -j 2 --clean -c compressed.conf) >out 2>told
		status=$?
		if [ $status -eq 0 ] || { [ -s told ] && [ $status -lt 128 ]; }; then
			status=0
		else
			break
		fi
	done
	told "too little memory is told" $status told
	echo "($megabytes MB, exit status $status)" >>told
fi
conf written 'compress = gzip, brotli'
for blocks in 1 4 16 40; do
	(trap '' XFSZ && ulimit -f $blocks && exec "$program" build -q --clean -c written.conf) >out 2>told
	[ $? -eq 1 ] && grep -q 'cannot be' told
	status=$?
	[ $status -eq 0 ] || break
done
told "a write that fails is told, also with compression" $status told

# syscalls NAME WORDS STRACE-INJECTION: what a refused system call leads to.
if [ -z "$sanitized" ] && command -v strace >/dev/null && strace -o strace.out true 2>/dev/null; then
	strace -f -o strace.out -e inject=readlink,readlinkat:error=EPERM "$program" build -q -c usual.conf >out 2>told
	[ $? -eq 1 ] && [ -s told ]
	told "where links cannot be read, that is told" $? told
	strace -f -o strace.out -e inject=syncfs:error=EIO "$program" build -q --clean -c usual.conf >out 2>told
	[ $? -eq 1 ] && grep -q 'onto the disk' told
	told "a disk that fails at the end is told" $? told
	# The first files are opened by the loader, which has words of its own. Were writing
	# refused, nothing could be told; above, files are kept short instead.
	for call in fsync rename:when=40+ mkdir:when=20+ openat:when=120+; do
		strace -f -o strace.out -e "inject=${call%%:*}:error=ENOSPC${call#"${call%%:*}"}" "$program" build -q --clean -c compressed.conf >out 2>told
		status=$?
		if [ $status -gt 1 ] || { [ $status -eq 1 ] && ! [ -s told ]; }; then
			echo "$call: exit status $status" >>told
			break
		fi
		status=0
	done
	told "whatever call is refused from some time on, it is told" $status told
else
	skip "refused system calls" "there is no strace that works"
fi

# --- Addresses and times that are none ---

conf amp 'base_url = https://example.org/a&b/'
"$program" build -q -c amp.conf >out 2>&1 && "$program" check amp >>out 2>&1 &&
	grep -q 'href="/a&amp;b/style.css"' amp/404.html && grep -q 'example.org/a&amp;b/' amp/sitemap.xml
told "an & in base_url stands escaped in pages and lists" $? out
for address in https://example.org//a/ https://example.org/a//b/ https://example.org/a//; do
	conf slashes "base_url = $address"
	ends "base_url = $address" 'slashes.conf:9:[0-9]*: .*two slashes' "$program" build -q -c slashes.conf
done
for epoch in 12345678901234567890 253402300800 -1 1e9 today; do
	ends "SOURCE_DATE_EPOCH=$epoch" "SOURCE_DATE_EPOCH '$epoch' is no time" \
		env SOURCE_DATE_EPOCH=$epoch "$program" build -q -c amp.conf
done
SOURCE_DATE_EPOCH=253402300799 "$program" build -q --clean -c amp.conf >out 2>&1 && "$program" check amp >>out 2>&1
told "the last second that SOURCE_DATE_EPOCH can name" $? out

# --- Too much of something ---

conf wordy
awk 'BEGIN { for (t = 0; t < 140; t++) { printf "[topic t%d]\nname = t%d\nwords = ", t, t
	for (i = 0; i < 500; i++) printf "%s%d词%d", i ? ", " : "", t, i; print "" } }' >>wordy.conf
ends "more words of topics than can be told apart" 'more than 65535 words' "$program" build -q -c wordy.conf
mkdir doubling
for level in $(seq 1 60); do
	printf '{{>d%d}}{{>d%d}}' $((level + 1)) $((level + 1)) >"doubling/d$level.mustache"
done
printf 'x' >doubling/d61.mustache
echo '{}' >data.json
ends "templates that double without end" 'd[0-9]*.mustache:1:[0-9]*: fills more than' \
	"$program" render doubling/d1.mustache data.json
: >doubling/d61.mustache
ends "also where they make nothing" 'fills more than' "$program" render doubling/d1.mustache data.json

# --- Clients that are slow ---

port=$(free_port)
"$program" serve -c usual.conf -p "$port" >served 2>&1 </dev/null &
servers=$!
if command -v node >/dev/null && wait_port "$port"; then
	timeout 60 node -e '
		const net = require("net"), port = Number(process.argv[1]);
		for (let i = 0; i < 600; i++) {
			const s = net.connect(port, "127.0.0.1", () => s.write("GET / HTTP/1.1\r\nHost: loc"));
			s.on("error", () => {});
		}
		setTimeout(async () => {
			for (let i = 0; i < 5; i++) {
				const r = await fetch(`http://127.0.0.1:${port}/index.html`);
				if (r.status !== 200) process.exit(1);
				await r.arrayBuffer();
			}
			process.exit(0);
		}, 3000);' "$port" >out 2>&1
	told "clients that never finish asking keep nobody out" $? out served
fi
stop_servers
plan
