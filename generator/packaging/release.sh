#!/bin/sh
# Makes an archive of what was installed into a folder with PREFIX=/usr/local, for
# machines without a compiler: unpacked anywhere, its program runs, with the
# libraries that it was linked with beside it. Only the C library is the
# machine's own. The same to the byte for the same files and SOURCE_DATE_EPOCH,
# which without it is the day of the changelog.
#
#	generator/packaging/release.sh ROOT OUT
#
# The archive is OUT/broadsheet-VERSION-SYSTEM-MACHINE.tar.gz; ROOT is changed on
# the way. Whose libraries these are is told by Debian's files of copyrights, so
# it is made on Debian or Ubuntu.
set -eu
umask 022
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$1" && pwd)/usr/local
mkdir -p "$2"
out=$(cd "$2" && pwd)
program=$root/bin/broadsheet
libraries=$root/lib/broadsheet
doc=$root/share/doc/broadsheet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C TZ=UTC

version=$("$program" --version)
name=broadsheet-${version#broadsheet }-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(dpkg-parsechangelog -l "$here/debian/changelog" -S Timestamp)}

# What the program loads, but for the C library, which has to be that of the machine.
loaded() {
	ldd "$program" | awk '$2 == "=>" && $3 ~ /^\// { print $3 }' |
		grep -vE '/(libc|libm|libdl|librt|libpthread|libresolv|ld-linux[^/]*)\.so\.[0-9]+$'
}
loaded >"$work/libraries"
mkdir -p "$libraries" "$doc/libraries"
while read -r library; do
	cp -L "$library" "$libraries/"
	# Where /lib is a link to /usr/lib, dpkg may know the file by either name.
	owner=$(dpkg -S "$library" 2>/dev/null || dpkg -S "${library#/usr}" 2>/dev/null || dpkg -S "/usr$library")
	owner=${owner%%:*}
	cp -L "/usr/share/doc/$owner/copyright" "$doc/libraries/$owner"
done <"$work/libraries"
# An identity of the build would differ with the folder that it was made in.
strip --strip-unneeded --remove-section=.comment --remove-section=.note --remove-section=.note.gnu.build-id "$program"
cp "$here/../../README.md" "$here/../../LICENSE" "$doc/"

# Nothing that the program loads may come from the machine that made it.
loaded | grep -Fv "$root/bin/../lib/broadsheet/" >"$work/strangers" || true
if [ -s "$work/strangers" ]; then
	echo "$program: would not find $(tr '\n' ' ' <"$work/strangers")elsewhere: link it as make release does" >&2
	exit 1
fi

mv "$root" "$work/$name"
find "$work/$name" -type d -exec chmod 755 {} +
find "$work/$name" -type f ! -path '*/bin/broadsheet' -exec chmod 644 {} +
(cd "$work" && find "$name" ! -type d | sort | tar --no-recursion --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 \
	--numeric-owner --format=ustar -cf - -T - | gzip -9n) >"$work/new"
mv "$work/new" "$out/$name.tar.gz"
echo "$out/$name.tar.gz"
find "$work/$name/bin" "$work/$name/lib" -type f -exec objdump -T {} + |
	grep -oE 'GLIBC_[0-9.]+' | sort -uV | tail -1 | sed 's/GLIBC_/needs glibc /; s/$/ or newer/'
