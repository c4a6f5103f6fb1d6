#!/bin/sh
# Fuzz targets, one after the other; what they find is in BUILD/fuzz/found/.
#
#	tests/fuzz/fuzz.sh BUILD SECONDS [TARGET]...
set -u
[ $# -ge 2 ] || { echo "usage: $0 BUILD SECONDS [TARGET]..." >&2; exit 2; }
build=$1 seconds=$2
shift 2
fuzzer=$build/fuzz/tests/fuzz/fuzzer
found=$build/fuzz/found
here=$(dirname "$0")
# shellcheck disable=SC2046 # names without blanks
[ $# -gt 0 ] || set -- $(sed -n 's/^.*X(\([a-z_]*\)).*/\1/p' "$here/targets.h") shards
# Targets that want files have them in memory, where that is a folder.
[ -n "${TMPDIR-}" ] || [ ! -w /dev/shm ] || export TMPDIR=/dev/shm
mkdir -p "$found"
failed=0

# fuzzed TARGET: false if something was found.
fuzzed() {
	if [ "$1" = shards ]; then
		node "$here/shards.mjs" "$build/broadsheet" "$seconds"
		return
	fi
	mkdir -p "$build/fuzz/corpus/$1"
	"$fuzzer" "$1" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 \
		-artifact_prefix="$found/$1-" "$build/fuzz/corpus/$1" "$here/corpus/$1"
}

for target; do
	log=$build/fuzz/$target.log
	if fuzzed "$target" >"$log" 2>&1; then
		echo "$target: nothing found in $(sed -n 's/^Done //p' "$log")"
	else
		failed=1
		echo "$target: FAILED, see $log"
		grep -E 'ERROR|SUMMARY|runtime error|Test unit written|^FAILED' "$log" | head -5
	fi
done
exit $failed
