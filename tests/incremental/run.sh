#!/bin/sh
# An incremental build gives the bytes of a clean one: random edits of a small
# archive, after each of which the two are compared. A build that is killed,
# interrupted or refused by the disk leaves a whole site, and the next one
# completes it.
#
#	tests/incremental/run.sh PROGRAM [SEED [SECONDS]]
. "$(dirname "$0")/../tap.sh"
command -v node >/dev/null || { skip "incremental builds" "node is not there"; plan; }
trap 'umount "$work/small" 2>/dev/null; rm -rf "$work"' EXIT

# preloaded NAME: compiles it; nothing where that cannot be, or would not be borne.
preloaded() {
	case $program in
	*/sanitize/*) return 1 ;;
	esac
	# shellcheck disable=SC2086 # a compiler may be two words
	${CC:-cc} -shared -fPIC -D_GNU_SOURCE -o "$work/$1.so" "tests/incremental/$1.c" -ldl 2>/dev/null
}

# conf NAME: the seeds, written to $work/NAME/site and remembered beside it.
conf() {
	mkdir -p "$work/$1"
	{
		echo "[site]"
		echo "base_url = https://example.org/a/"
		echo "state = $work/$1/state"
		echo "output = $work/$1/site"
		for folder in seeds templates static; do
			echo "$folder = $PWD/$folder" | sed 's/^seeds/source/'
		done
		sed -e 1,/^.site.$/d -e '/^source/d' -e '/^output/d' site.conf
	} >"$work/$1.conf"
	echo "$work/$1.conf"
}

"$program" build -q -c "$(conf usual)" >"$work/out" 2>&1
told "the seeds are built" $? "$work/out"
checked "$work/usual/site"

if preloaded reversed; then
	LD_PRELOAD=$work/reversed.so "$program" build -q -c "$(conf reversed)" >"$work/out" 2>&1 &&
		diff -r "$work/usual/site" "$work/reversed/site" >"$work/out" 2>&1
	told "folders in the opposite order make the same bytes" $? "$work/out"
else
	skip "folders in the opposite order make the same bytes" "no library can be preloaded"
fi

# A disk on which the site has no room, and then has.
mkdir "$work/small"
if mount -t tmpfs -o size=400k tmpfs "$work/small" 2>/dev/null; then
	full=$(conf small)
	"$program" build -q -c "$full" >"$work/out" 2>&1
	[ $? -eq 1 ] && grep -q 'No space' "$work/out" && [ ! -e "$work/small/site/index.html" ]
	told "a full disk is told, and no part of a site is shown" $? "$work/out"
	mount -o remount,size=64m "$work/small"
	"$program" build -q -c "$full" >"$work/out" 2>&1 && diff -r "$work/usual/site" "$work/small/site" >"$work/out" 2>&1
	told "with room the next build completes it" $? "$work/out"
else
	skip "a full disk is told" "nothing can be mounted here"
fi

shim=
seconds=15
case $program in
*/sanitize/*) ;;
*) seconds=25 ;;
esac
preloaded faults && shim=$work/faults.so
include node tests/incremental/batches.mjs "$program"
include node tests/incremental/edits.mjs "$program" "${1:-1949}" "${2:-$seconds}"
# shellcheck disable=SC2086 # no shim is no argument
include node tests/incremental/faults.mjs "$program" "${1:-1949}" "${2:-$seconds}" $shim
if preloaded meanwhile; then
	include node tests/incremental/meanwhile.mjs "$program" "${1:-1949}" "$((${2:-10} / 4))" "$work/meanwhile.so"
else
	skip "files that are saved while a build reads them" "no library can be preloaded"
fi
plan
