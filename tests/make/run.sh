#!/bin/sh
# What the source and its Makefile promise: the names at the top and no others,
# a second make that does nothing, an installed program that works far from its
# source.
#
#	tests/make/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
unset MAKEFLAGS MAKELEVEL MFLAGS MAKEOVERRIDES
build=$(dirname "$program")/make-test

# result NAME FILE: the test passed if the file is empty, which is shown else.
result() {
	! [ -s "$2" ]
	told "$1" $? "$2"
}

# try COMMAND...: its output is shown if it fails, and ends the test.
try() {
	"$@" >"$work/log" 2>&1 && return
	not_ok "$*" "$work/log"
	plan
}

if git -C "$root" ls-files >"$work/tracked" 2>/dev/null; then
	cut -d / -f 1 "$work/tracked" | sort -u | grep -vxE \
		'\..*|"?tests|Makefile|generator|templates|static|seeds|site\.conf|README\.md|LICENSE' >"$work/done"
	result "nothing else stands at the top of the source" "$work/done"
fi

# What is compiled already need not be once more: make sees whether it fits.
made=$(dirname "$program")
mkdir -p "$build" && cp -p "$made/compile.txt" "$made/packages.mk" "$made"/main.* "$build"
for folder in "$root"/generator/*/; do
	[ ! -d "$made/$(basename "$folder")" ] || cp -Rp "$made/$(basename "$folder")" "$build"
done
find "$build" -name '*.d' -exec sed -i.old "s|^[^ ]*/\\([a-z]*/[a-z_]*\\.o:\\)|$build/\\1|; s|^[^ ]*/main\\.o:|$build/main.o:|" {} +

try make BUILD="$build" OUTPUT="$work/site" PREFIX="$work/usr" all
try make BUILD="$build" PREFIX="$work/usr" install
touch "$work/stamp"
sleep 1
try make BUILD="$build" OUTPUT="$work/site" PREFIX="$work/usr" all
grep -E '^  (compile|link|join)' "$work/log" >"$work/done"
result "a second make compiles nothing" "$work/done"
find "$build" "$work/site" -type f -newer "$work/stamp" >"$work/done"
result "a second make writes no file" "$work/done"
make -n BUILD="$build" TEST=text check 2>&1 | grep -q "tests/run\.sh.*area:text" && : >"$work/done" || echo "make check runs no tests" >"$work/done"
result "make check runs the tests" "$work/done"
mkdir "$work/source" && cp -Rp "$root/Makefile" "$root/generator" "$work/source"
cd "$work/source" || exit 1
touch generator/zip/pack.h
try make BUILD="$build" PREFIX="$work/usr" program
sed -n 's/^  compile //p' "$work/log" >"$work/again"
grep -q 'zip/pack\.c' "$work/again" && [ "$(wc -l <"$work/again")" -lt 10 ] && : >"$work/done" || cp "$work/again" "$work/done"
result "a changed header has those compiled that include it, and no others" "$work/done"
try make BUILD="$build" compile_commands.json
jq -e 'map(select(.file == "generator/main.c" and (.command | contains(" -c ")))) | length == 1' compile_commands.json >"$work/log" 2>&1 && : >"$work/done" || cp "$work/log" "$work/done"
result "compile_commands.json tells how each file is compiled" "$work/done"
cd "$root" || exit 1

mkdir -p "$work/far/pages"
cp seeds/*.txt "$work/far/pages"
printf '[site]\ntitle = 档案\nnewspaper = 日报\nsource = pages\n' >"$work/far/site.conf"
cd "$work/far" || exit 1
try "$work/usr/bin/broadsheet" build
[ -s public/index.html ] && [ -s public/style.css ] && : >"$work/done" || ls -R >"$work/done"
result "an installed program builds a site" "$work/done"
checked public
[ -s "$work/usr/share/man/man1/broadsheet.1" ] && : >"$work/done" || echo "no manual" >"$work/done"
result "the manual is installed" "$work/done"
cd "$root" || exit 1
try make BUILD="$build" PREFIX="$work/usr" uninstall
find "$work/usr" -type f >"$work/done"
result "uninstall takes away all that install has put there" "$work/done"
try make BUILD="$build" OUTPUT="$work/site" ZIP="$work/some.zip" PREFIX="$work/usr" zip
[ -s "$work/some.zip" ] && : >"$work/done" || ls "$work" >"$work/done"
result "make zip makes an archive" "$work/done"

# ── a release: the program, linked to find its libraries beside itself ──

# bare ROOT: the C library and nothing else, for the program in ROOT/opt.
bare() {
	mkdir -p "$1/proc" "$1/tmp"
	ldd "$1"/opt/*/bin/broadsheet | grep -oE '/[^ ]*/(libc|libm|ld-linux[^/ ]*)\.so\.[0-9]+' | while read -r file; do
		mkdir -p "$1$(dirname "$file")" && cp -L "$file" "$1$file"
	done
}

if command -v dpkg-parsechangelog >/dev/null && [ "$(uname -s)" = Linux ]; then
	rm -f "$build/broadsheet"
	release() {
		try make BUILD="$build" RELEASE_BUILD="$build" RELEASE_ROOT="$work/release" release
		mv "$build"/broadsheet-*.tar.gz "$work/$1.tar.gz"
	}
	release first
	grep -q '^needs glibc 2' "$work/log" && : >"$work/done" || cp "$work/log" "$work/done"
	result "a release says which C library it needs" "$work/done"
	(umask 077 && TZ=Pacific/Kiritimati release second)
	cmp "$work/first.tar.gz" "$work/second.tar.gz" >"$work/done" 2>&1
	result "the same files make the same release" "$work/done"
	mkdir -p "$work/bare/opt" && tar -xzf "$work/first.tar.gz" -C "$work/bare/opt"
	rm -f "$build/broadsheet"
	(cd "$work/bare"/opt/* && ls bin/broadsheet share/broadsheet/templates/starter/site.conf share/man/man1/broadsheet.1 \
		share/doc/broadsheet/README.md share/doc/broadsheet/LICENSE share/bash-completion/completions/broadsheet) >/dev/null 2>"$work/done"
	for library in "$work"/bare/opt/*/lib/broadsheet/*; do
		[ -s "$library" ] || echo "no $library"
	done >>"$work/done"
	for owner in libcmark libicu libjansson; do
		ls "$work"/bare/opt/*/share/doc/broadsheet/libraries/$owner* >/dev/null 2>>"$work/done"
	done
	result "program, libraries with their copyrights, manual and completions are in it" "$work/done"
	if [ "$(id -u)" -eq 0 ] && unshare -m true 2>/dev/null; then
		bare "$work/bare"
		inside=$(basename "$work"/bare/opt/*)
		unshare -m sh -ec "mount -t proc proc '$work/bare/proc'
			chroot '$work/bare' /opt/$inside/bin/broadsheet init /tmp/paper
			chroot '$work/bare' /opt/$inside/bin/broadsheet build -c /tmp/paper/site.conf
			chroot '$work/bare' /opt/$inside/bin/broadsheet check /tmp/paper/public" >"$work/log" 2>&1 && : >"$work/done" || cp "$work/log" "$work/done"
		result "it makes an archive and its site where there is nothing but a C library" "$work/done"
	else
		skip "a release runs with a C library alone" "only root may make such a place"
	fi
else
	skip "a release" "it is made on Debian"
fi

# ── a Debian package, of the program as it is ──

if ! command -v dpkg-gencontrol >/dev/null; then
	skip "a Debian package" "dpkg-gencontrol is not there"
	plan
fi
deb=$(dpkg-parsechangelog -l generator/packaging/debian/changelog -S Version)
deb=broadsheet_${deb}_$(dpkg --print-architecture).deb

package() {
	try make BUILD="$build" DEB_BUILD="$build" DEB_FLAGS= DEB_ROOT="$work/$1" deb
	mv "$build/$deb" "$work/$1.deb"
}

package first
(umask 077 && TZ=Pacific/Kiritimati package second)
cmp "$work/first.deb" "$work/second.deb" >"$work/done" 2>&1
result "the same files make the same package" "$work/done"
dpkg-deb -e "$work/first.deb" "$work/control" && dpkg-deb -x "$work/first.deb" "$work/files"
grep -q '^Depends: .*libc6.*libcmark.*libicu' "$work/control/control" && : >"$work/done" || cp "$work/control/control" "$work/done"
result "it needs the libraries that the program is linked with" "$work/done"
(cd "$work/files" && md5sum -c "$work/control/md5sums" 2>&1 | grep -v ': OK$'; find . -type f | wc -l | cat - "$work/control/md5sums" |
	awk 'NR == 1 { n = $1 } END { if (NR - 1 != n) print NR - 1, "sums of", n, "files" }') >"$work/done"
result "each of its files has its sum" "$work/done"
(cd "$work/files" && ls usr/share/man/man1/broadsheet.1.gz usr/share/doc/broadsheet/copyright usr/share/doc/broadsheet/changelog.gz \
	usr/share/bash-completion/completions/broadsheet usr/share/zsh/vendor-completions/_broadsheet \
	usr/share/fish/vendor_completions.d/broadsheet.fish usr/share/broadsheet/templates/starter/site.conf) >/dev/null 2>"$work/done"
result "manual, copyright and completions are in it" "$work/done"

# Into a folder, by a dpkg that knows what this system has.
mkdir -p "$work/installed" "$work/admin/info" "$work/admin/updates"
cp /var/lib/dpkg/status "$work/admin/" && : >"$work/admin/available"
into_folder() {
	dpkg --admindir="$work/admin" --instdir="$work/installed" --log="$work/dpkg.log" "$@" >"$work/log" 2>&1
}
if [ "$(id -u)" -ne 0 ]; then
	skip "the package installs, runs and goes" "only root may install"
	plan
fi
into_folder --install "$work/first.deb" && : >"$work/done" || grep -v 'files list file' "$work/log" >"$work/done"
result "the package installs" "$work/done"
cd "$work" || exit 1
{ ./installed/usr/bin/broadsheet init new && cd new && ../installed/usr/bin/broadsheet build &&
	../installed/usr/bin/broadsheet check; } >"$work/log" 2>&1 && : >"$work/done" || cp "$work/log" "$work/done"
result "it makes an archive and its site, which has no faults" "$work/done"
into_folder --purge broadsheet && find "$work/installed" -mindepth 1 >"$work/done" || cp "$work/log" "$work/done"
result "purged, nothing is left of it" "$work/done"
plan
