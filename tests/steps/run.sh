#!/bin/sh
# A build in steps (`broadsheet build --step`) gives the bytes of one build, in
# however many parts and whichever order; a part may be killed and run again;
# what is missing, damaged or of something else is told by name.
#
#	tests/steps/run.sh PROGRAM
# In memory, where there is some: many builds, of which each waits for its disk in the end.
[ ! -w /dev/shm ] || export TMPDIR=/dev/shm
. "$(dirname "$0")/../tap.sh"
cd "$root" || exit 1

mkdir "$work/pages"
cp seeds/*.txt tests/city/*.txt "$work/pages"
printf '没有日期的一版\n\n这一版不知道是哪一天的。\n' >"$work/pages/undated.txt"
{
	printf '[site]\ntitle = 档案\nnewspaper = 日报\nbase_url = https://example.org/a/\ncompress = gzip\n'
	printf 'source = pages\noutput = site\nstate = state\ntemplates = %s\nstatic = %s\n' "$root/templates" "$root/static"
	sed -n '/^\[topic/,$p' site.conf
} >"$work/site.conf"
cd "$work" || exit 1
sleep 0.1 # what was written this moment could change unseen, and is looked at again
told=$work/told

# step OUTPUT STEP [K/N] [OPTION...]
step() {
	step_output=$1 step_name=$2
	shift 2
	case ${1-} in
	*/*) step_part=$1 && shift && set -- --part "$step_part" "$@" ;;
	esac
	"$program" build -q -j 2 -c site.conf -o "$step_output" --step "$step_name" "$@" >>"$told" 2>&1
}

# parts OUTPUT STEP COUNT: all of them, the last ones first, every second one at the end.
parts() {
	for first in 0 1; do
		k=$(($3 - first))
		while [ $k -ge 1 ]; do
			step "$1" "$2" "$k/$3" || return 1
			k=$((k - 2))
		done
	done
}

# in_steps OUTPUT READ RENDER: a build whose steps have so many parts.
in_steps() {
	parts "$1" read "$2" && step "$1" gather && parts "$1" render "$3" && step "$1" finish
}

# same NAME SITE: one test that it is the site of one build.
same() {
	diff -r one "$2" >"$told" 2>&1
	told "$1" $? "$told"
}

# refused NAME PATTERN OUTPUT STEP…: one test that the step fails with these words.
refused() {
	refused_name=$1 refused_pattern=$2
	shift 2
	: >"$told"
	! step "$@" && grep -q "$refused_pattern" "$told"
	told "$refused_name" $? "$told"
}

: >"$told"
"$program" build -q -c site.conf -o one >"$told" 2>&1
told "one build" $? "$told"

in_steps parts-1 1 1 && in_steps parts-2 2 3 && in_steps parts-7 7 7
told "builds in steps end well" $? "$told"
same "1 part makes the same site" parts-1
same "2 parts that read and 3 that render make the same site" parts-2
same "7 parts make the same site" parts-7
[ -z "$(find state -name '*.steps')" ]
told "no file between steps is left" $?
"$program" build -c site.conf -o parts-7 >"$told" 2>&1 && grep -q ' 0 files written' "$told"
told "a build after it has nothing to do" $? "$told"
checked parts-7

# ── a part that is killed, and run again ──

parts killed read 3 && step killed gather && step killed render 1/3
told "a build in steps is begun" $? "$told"
[ ! -e killed ]
told "nothing of a new site is seen before it is finished" $?
files=$(echo state/*.steps)
cp "$files/read-2-of-3" read.before
step killed read 2/3 && cmp "$files/read-2-of-3" read.before >>"$told" 2>&1
told "a part that is read again leaves the same bytes" $? "$told"
refused "a part that was not rendered is named" 'render-2-of-3: is missing: run --step render --part 2/3' killed finish
timeout -s KILL 0.1 "$program" build -q -c site.conf -o killed --step render --part 2/3 >"$told" 2>&1
step killed render 2/3 && step killed render 3/3 && step killed finish
told "a part that was killed is run again" $? "$told"
same "then the site is the same" killed

# ── what does not fit ──

refused "without records nothing is gathered" 'has no part of the step read' other gather
step other read 1/2
refused "a part that was not read is named" 'read-2-of-2: is missing: run --step read --part 2/2' other gather
step other read 2/2
files=$(echo state/*.steps)
cp "$files/read-1-of-2" read.whole
printf 'X' | dd of="$files/read-1-of-2" bs=1 seek=2000 conv=notrunc 2>/dev/null
refused "a damaged part is named" 'read-1-of-2: is damaged or was cut off: run --step read --part 1/2' other gather
head -c 2000 read.whole >"$files/read-1-of-2"
refused "a part that was cut off is named" 'read-1-of-2: is damaged or was cut off' other gather
# Another by its bytes, and without what a linker has called it.
cp "$program" another && objcopy --remove-section .note.gnu.build-id another && printf 'x' >>another
./another build -q -c site.conf -o other --step read --part 1/2 >"$told" 2>&1
refused "a part of another program is named" 'read-1-of-2: was made by another version' other gather
cp read.whole "$files/read-1-of-2"
step other read 1/3
refused "parts of two counts do not meet" 'of which there are 2 and others of which there are 3' other gather
rm "$files/read-1-of-3"
refused "nothing is rendered that was not gathered" 'run --step gather first' other render 1/1
step other gather
told "what was mended is gathered" $? "$told"
refused "another configuration is refused" 'gather: was made by another version of the program, or with another' other render 1/1 --review
cp site.conf site.conf.before
sed -i.sed 's/^title = .*/title = 另一档案/' site.conf
refused "another title is refused" 'gather: was made by another version of the program, or with another' other render 1/1
cp site.conf.before site.conf
step other render 1/2
cp pages/undated.txt undated.before
printf '又一句话。\n' >>pages/undated.txt
refused "a page that changed is told" 'is no longer of this archive' other render 2/2
refused "and is not gathered as it was" 'undated.txt: changed after it was read, or never was: run --step read --part [12]/2' other gather
"$program" build -q --step read -c site.conf >"$told" 2>&1
[ $? -eq 2 ] && grep -q 'step read needs --part K/N' "$told"
told "a step that has parts needs one" $? "$told"

# ── where there is a site already ──

# links_lead SITE: whether every link leads somewhere; the list of its files is settled in the end.
links_lead() {
	"$program" check "$1" >"$told" 2>&1
	grep -q ' links' "$told" && sed -i.sed '/stands at an address of the site/d; / links/d' "$told" && [ ! -s "$told" ]
}

rm -f pages/2003-08-30_07.txt
cp pages/2024-06-04_02.txt pages/2024-06-05_01.txt
sleep 0.1
"$program" build -q -c site.conf -o one >"$told" 2>&1
echo mine >parts-7/mine.txt
parts parts-7 read 2 && step parts-7 gather && links_lead parts-7 && step parts-7 render 2/2 &&
	links_lead parts-7 && step parts-7 render 1/2 && step parts-7 finish
told "a site is built again in steps, and no link of it is dead meanwhile" $? "$told"
[ -e parts-7/mine.txt ] && rm parts-7/mine.txt
told "what is not broadsheet's stays in it" $?
same "it is the site of one build" parts-7
step parts-7 read 1/1 && step parts-7 gather && step parts-7 render 1/1 && "$program" build -q -c site.conf -o parts-7 >"$told" 2>&1
told "a build goes on where steps were given up" $? "$told"
same "and makes the same site" parts-7
refused "steps do not go on after it" 'run --step gather' parts-7 finish

# ── on batch engines ──

export BROADSHEET="$program" JOBS=2 PARTS=3
# printed ENGINE: what it is to run, in ENGINE.run.
printed() {
	"$program" hosts -c "$1.conf" "$1" >"$1.run" 2>"$told" && [ ! -s "$told" ]
}

# engine NAME COMMAND...: one test that it builds the site with what is printed for it.
engine() {
	sed "s/^output = .*/output = with $1/; /^base_url/d" site.conf >"$1.conf"
	sed '/^base_url/d' site.conf >one.conf
	"$program" build -q -c one.conf -o one >"$told" 2>&1 && printed "$1" &&
		(shift && "$@") >"$told" 2>&1 && diff -r one "with $1" >>"$told" 2>&1
	told "$1 builds the site with what hosts prints" $? "$told"
}

if command -v parallel >/dev/null 2>&1; then
	engine parallel sh parallel.run
else
	skip "GNU parallel builds the site" "parallel is not installed"
fi
if command -v snakemake >/dev/null 2>&1; then
	engine snakemake snakemake -q -s snakemake.run --cores 2 --config parts=3 "broadsheet=$program"
else
	skip "Snakemake builds the site" "snakemake is not installed"
fi

# wait_slurm: submits, and returns when the last job is done.
wait_slurm() {
	last=$(sh slurm.run --output="$work/slurm-%x-%A_%a.log") || return
	while squeue -h -j "$last" 2>/dev/null | grep -q .; do sleep 1; done
}
if command -v sinfo >/dev/null 2>&1 && sinfo >/dev/null 2>&1; then
	engine slurm wait_slurm
else
	# Without Slurm, what is submitted is at least run, in order.
	mkdir played
	cat >played/sbatch <<'END'
#!/bin/sh
tasks=
for option; do
	case $option in
	--array=1-*) tasks=$(seq "${option#--array=1-}") ;;
	esac
done
job=$(mktemp) && cat >"$job"
for SLURM_ARRAY_TASK_ID in ${tasks:-0}; do
	export SLURM_ARRAY_TASK_ID
	sh "$job" >&2 || exit 1
done
rm "$job"
echo 7
END
	chmod +x played/sbatch
	PATH=$work/played:$PATH engine slurm sh slurm.run
	skip "Slurm itself" "no Slurm answers here"
fi

plan
