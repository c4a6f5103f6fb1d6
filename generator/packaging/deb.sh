#!/bin/sh
# Makes a Debian package of what was installed into a folder with PREFIX=/usr,
# the same to the byte for the same files and SOURCE_DATE_EPOCH, which without it
# is the day of the changelog.
#
#	generator/packaging/deb.sh ROOT OUT
#
# The package is OUT/broadsheet_VERSION_ARCHITECTURE.deb; ROOT gets what else
# belongs into it, and its program is stripped. DEBFULLNAME and DEBEMAIL name
# somebody else who answers for the package.
set -eu
umask 022
root=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
debian=$(cd "$(dirname "$0")" && pwd)/debian
changelog=$debian/changelog
program=$root/usr/bin/broadsheet
doc=$root/usr/share/doc/broadsheet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 TZ=UTC

field() {
	dpkg-parsechangelog -l "$changelog" -S "$1"
}

[ "broadsheet $(field Version)" = "$("$program" --version)" ] || {
	echo "$changelog: has version $(field Version), and the program says $("$program" --version): write what is new" >&2
	exit 1
}
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(field Timestamp)}
export SOURCE_DATE_EPOCH
architecture=$(dpkg --print-architecture)
package=$out/broadsheet_$(field Version)_$architecture.deb

strip --strip-unneeded --remove-section=.comment --remove-section=.note "$program"
[ ! -e "$root/usr/share/man/man1/broadsheet.1" ] || gzip -9nf "$root/usr/share/man/man1/broadsheet.1"
mkdir -p "$doc" "$root/DEBIAN"
cp "$debian/copyright" "$doc/copyright"
gzip -9nc "$changelog" >"$doc/changelog.gz"
mkdir -p "$root/usr/share/lintian/overrides"
cp "$debian/lintian-overrides" "$root/usr/share/lintian/overrides/broadsheet"

# The tools read a source package's folder.
mkdir "$work/debian"
sed "s/^Maintainer: .*/Maintainer: ${DEBFULLNAME:-broadsheet contributors} <${DEBEMAIL:-broadsheet@example.org}>/" \
	"$debian/control" >"$work/debian/control"
cp "$changelog" "$work/debian/changelog"
cd "$work"
dpkg-shlibdeps -Tsubstvars "$program" 2>told || { cat told >&2; exit 1; }
(cd "$root" && find usr -type f | LC_ALL=C sort | tr '\n' '\0' | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
dpkg-gencontrol -Tsubstvars -P"$root" -O >"$root/DEBIAN/control"

find "$root" -type d -exec chmod 755 {} +
find "$root" -type f ! -path "$program" -exec chmod 644 {} +
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
# One thread always: how the work is shared shows in the compressed bytes.
DPKG_DEB_THREADS_MAX=1 dpkg-deb --root-owner-group -Zxz --build "$root" "$work/new.deb" >/dev/null
mv "$work/new.deb" "$package"
echo "$package"
