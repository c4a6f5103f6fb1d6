#!/bin/sh
# Reads the code strictly: warnings as errors with every compiler that is there,
# static analysis, scripts and the manual.
#
#	tests/lint.sh -b BUILD
set -u
[ "${1-}" = -b ] && [ -n "${2-}" ] || { echo "usage: tests/lint.sh -b BUILD" >&2; exit 2; }
build=$2
status=0

has() {
	command -v "$1" >/dev/null 2>&1
}

# check NAME COMMAND...: says what was looked at, and what it found.
check() {
	name=$1
	shift
	if "$@" >"$build/lint.log" 2>&1; then
		echo "clean  $name"
	else
		echo "FAILED $name:"
		grep -v '^  compile' "$build/lint.log"
		status=1
	fi
}

# What gcc warns of rests on what its optimiser sees, what clang warns of does not.
strict() {
	case $1 in
	clang) level=-O0 ;;
	*) level=-O2 ;;
	esac
	make BUILD="$build/strict-$1" CC="$1" CFLAGS="$level -Werror" strict
}

sources() {
	find generator tests -name '*.c' | LC_ALL=C sort
}

analyse_cppcheck() {
	mkdir -p "$build/cppcheck"
	cppcheck --cppcheck-build-dir="$build/cppcheck" --quiet --std=c11 --language=c --error-exitcode=1 --inline-suppr -j "$cores" \
		--enable=warning,performance,portability --suppress=missingIncludeSystem \
		--library=tests/jansson.cfg -D_GNU_SOURCE -Igenerator generator
}

analyse_tidy() {
	sources | xargs -P "$cores" -n 4 tests/tidy.sh "$build/tidy"
}

scripts() {
	for script in .ci/run $(find generator tests -name '*.sh' -not -path '*/node_modules/*'); do
		sh -n "$script" || return 1
	done
}

# What came after Node 18, which is Debian 12's own.
newer_than_node() {
	! grep -rnE '\.(toSorted|toReversed|toSpliced|groupBy|fromAsync|withResolvers|isWellFormed)\(|import\.meta\.(dirname|filename)' \
		tests --include='*.mjs' --exclude-dir=node_modules
}

long_files() {
	! find generator -name '*.[ch]' -exec wc -l {} + | grep -v ' total$' | awk '$1 > 700' | grep .
}

mkdir -p "$build"
cores=$(getconf _NPROCESSORS_ONLN)
FLAGS=$(pkg-config --cflags libcmark icu-i18n jansson expat libxml-2.0 cmocka zlib libdeflate libbrotlienc sqlite3)
export FLAGS
for compiler in gcc clang; do
	has $compiler && check "warnings of $compiler" strict $compiler
done
has cppcheck && check "cppcheck" analyse_cppcheck
has clang-tidy && check "clang-tidy" analyse_tidy
check "shell scripts" scripts
has shellcheck && check "shellcheck" shellcheck -x -P SCRIPTDIR -S warning generator/*.sh generator/*/*.sh tests/*.sh tests/*/*.sh .ci/run
has mandoc && check "manual" mandoc -T lint -W warning generator/broadsheet.1
check "no script newer than Node 18" newer_than_node
check "no file above 700 lines" long_files
exit $status
