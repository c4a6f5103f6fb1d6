#!/bin/sh
# The preview: over the wire, and in a browser.
#
#	tests/serve/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
cd "$root" || exit 1
TMPDIR=$work
export TMPDIR

include node "$here/http.mjs" "$program"
include node "$here/review.mjs" "$program"
case $program in
*/sanitize/*) ;; # a browser sees no more of it than the wire does
*)
	CHROMIUM=$(tests/web/chromium.sh)
	export CHROMIUM
	include node "$here/browser.mjs" "$program"
	include node "$here/review_browser.mjs" "$program"
	;;
esac
plan
