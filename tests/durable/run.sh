#!/bin/sh
# A build that says it is done is on the disk. The site is built onto a disk in
# a file, which is copied while it is mounted: the copy has what a disk would
# have if the power went at that moment.
#
#	tests/durable/run.sh PROGRAM [SEED [CUTS]]
. "$(dirname "$0")/../tap.sh"
seed=${1:-1949} cuts=${2:-3}
PATH=$PATH:/usr/sbin:/sbin
case $program in
*/sanitize/*)
	skip "power cuts" "how it was compiled is nothing to a disk"
	plan
	;;
esac
trap 'umount "$work/disk" "$work/after" 2>/dev/null; chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
disk=$work/disk after=$work/after
mkdir "$disk" "$after" "$work/pages"

# formatted TYPE: an empty disk of that file system, mounted; false where that cannot be.
formatted() {
	umount "$disk" 2>/dev/null
	rm -f "$work/image"
	truncate -s 320M "$work/image"
	case $1 in
	xfs) mkfs.xfs -q "$work/image" ;;
	*) "mkfs.$1" -q -F "$work/image" ;;
	esac >"$work/out" 2>&1 && mount -o loop "$work/image" "$disk" 2>>"$work/out"
}

# copied: $work/copy is the disk as it was at one moment. A disk that was written
# to while it was copied has old blocks beside new ones, which no power cut leaves:
# it is copied again.
copied() {
	tries=0
	while [ $tries -lt 100 ]; do
		cp --sparse=always "$work/image" "$work/copy"
		cmp -s "$work/image" "$work/copy" && return
		tries=$((tries + 1))
	done
	echo "# the disk never rested"
	return 1
}

# cut: the power goes; $after has what is on the disk then.
cut() {
	umount "$after" 2>/dev/null
	copied || return 1
	case $type in
	xfs) mount -o loop,nouuid "$work/copy" "$after" ;;
	*) mount -o loop "$work/copy" "$after" ;;
	esac >"$work/out" 2>&1
}

# conf FOLDER: the archive, with its site and what is remembered below the folder.
conf() {
	{
		printf '[site]\ntitle = 档案\nnewspaper = 日报\nbase_url = https://example.org/a/\ncompress = gzip\n'
		printf 'source = %s/pages\noutput = %s/site\nstate = %s/state\n' "$work" "$1" "$1"
		printf 'templates = %s/templates\nstatic = %s/static\n' "$root" "$root"
	} >"$work/site.conf"
	echo "$work/site.conf"
}

# random N: a number below it, the next of the seed's.
random() {
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	echo $((seed / 65536 % $1))
}

change() {
	random 1000 >>"$work/pages/2021-01-1$(random 4)_01.txt"
	cp "$root"/seeds/000*.txt "$work/pages/2022-03-1$(random 9)_0$(random 9).txt"
}

# whole NAME: one test that the disk had all of the site when the power went.
whole() {
	cut && diff -r "$disk/site" "$after/site" >"$work/out" 2>&1
	told "$type: $1" $? "$work/out"
}

# begun: an empty disk with the site of two pages on it.
begun() {
	formatted "$type" || return 1
	rm -f "$work"/pages/*
	cp "$root"/seeds/000*.txt "$work/pages/2021-01-10_01.txt"
	cp "$root"/seeds/001*.txt "$work/pages/2021-01-11_01.txt"
	"$program" build -q -c "$(conf "$disk")" >"$work/out" 2>&1
}

# cut_while_building: the next build, on what the disk had, makes what a clean one makes.
cut_while_building() {
	change
	"$program" build -q -c "$(conf "$disk")" >"$work/out" 2>&1 &
	sleep "0.$(random 10)$(random 10)"
	copied
	wait $!
	umount "$after" "$disk" 2>/dev/null
	mv "$work/copy" "$work/image" && mount -o loop "$work/image" "$disk"
	rm -rf "$work/clean"
	"$program" build -q -c "$(conf "$disk")" >"$work/out" 2>&1 &&
		"$program" build -q -c "$(conf "$disk")" -o "$work/clean" --clean >>"$work/out" 2>&1 &&
		diff -r "$disk/site" "$work/clean" >>"$work/out" 2>&1
}

tried=
for type in ext4 xfs; do
	command -v "mkfs.$type" >/dev/null || continue
	begun || continue
	tried=yes
	whole "a first build that is done is on the disk"
	change
	"$program" build -q -c "$(conf "$disk")" >"$work/out" 2>&1
	whole "and one that changes it"
	"$program" publish -c "$(conf "$disk")" "$disk/sent" >"$work/out" 2>&1
	cut && diff -r -x .broadsheet-published "$disk/sent" "$after/sent" >"$work/out" 2>&1
	told "$type: what was published into a folder is there" $? "$work/out"
	"$program" zip -c "$(conf "$disk")" -o "$disk/site.zip" >"$work/out" 2>&1
	cut && cmp "$disk/site.zip" "$after/site.zip" >"$work/out" 2>&1
	told "$type: and what was packed" $? "$work/out"

	n=0
	while [ $n -lt "$cuts" ]; do
		n=$((n + 1)) drawn=$seed
		cut_while_building
		status=$?
		told "$type: power cut while building, seed $drawn: the next build completes it" $status "$work/out"
		[ $status -eq 0 ] || begun # what is wrong once says nothing of the next cut
	done
	umount "$after" 2>/dev/null
done
[ -n "$tried" ] || skip "power cuts" "no file system can be mounted here"
plan
