#!/bin/sh
# Learns the segmenter's weights, or tells how good they are on papers that they
# have not seen.
#
#	generator/learn/learn.sh BUILD SHARED train WEIGHTS
#	generator/learn/learn.sh BUILD SHARED eval
#	generator/learn/learn.sh BUILD METS places WEIGHTS
#
# SHARED holds press/ (annotated pages of several papers, loose articles) and
# pages/ (annotated pages of one). Pages made of the loose articles are put into
# BUILD/learn, and other forms of the printed ones; and, by Chromium, pages set in columns
# and printed to PDF, from which the model learns where things stand on a page.
# METS holds a folder a title of issues in METS and ALTO, TITLE.LANGUAGE: what the program has
# learned is taught to pages of libraries in languages with blanks between words.
set -eu
build=$1 shared=$2 task=$3
program=$build/broadsheet
room=$build/learn
press=$shared/press/pages
here=$(dirname "$0")
mkdir -p "$room"

# Forms in which the pages of a folder are met: of all, a third in each.
forms="tight torn masthead"

form() { # FOLDER FORM
	[ -f "$room/$(basename "$1")-$2/gold.json" ] ||
		python3 "$shared/press/forms.py" "$1" "$room/$(basename "$1")-$2" "$2" >/dev/null
}

# So many pages of loose articles, and as many of papers that more often have what is rare. Each of two
# networks learns from one of the two: papers that often print headlines behind their text make one that
# learned from them take headlines of other papers for such.
made() { # COUNT SEED [--small | --printed FOLDERS]
	count=$1 seed=$2
	shift 2
	for rare in "" -rare; do
		[ -f "$room/made-$seed$rare/gold.json" ] ||
			python3 "$here/make_pages.py" "$shared/press/articles" "$room/made-$seed$rare" "$count" "$seed" ${rare:+--rare} "$@"
	done
	rare=
}

# Pages that say where their lines stand: 60 set in columns of loose articles, or of printed ones too.
typeset() { # SEED [--printed FOLDERS]
	seed=$1
	shift
	[ -f "$room/typeset-$seed/gold.json" ] && return
	python3 "$here/typeset_pages.py" "$program" "$shared/press/articles" "$room/typeset-$seed" 60 "$seed" "$@" || {
		echo "learn.sh: pages in columns cannot be printed (that needs Chromium, poppler-utils and fonts of Noto CJK):" \
			"without them the model learns nothing of where lines stand" >&2
		exit 1
	}
}

# Made pages of loose articles alone; those with printed ones among them are of the national daily.
# Of pages set in columns the weights have learned two sets of loose articles; printed ones may be added.
plain="1 2 3 4 5 6 10 11 12 13 14 15 17 18 19"
small=16
columns="101 103"
printed_columns=""

# The national daily's pages stand in three folders and in four years.
national="$press/rmrb2010s $press/rmrb2019 $press/rmrb2020 $shared/pages/blank"
foreign="$press/xinmin $press/jfrb $press/nmrb $press/jingbao1920 $press/jingbao1930 tests/city"

prepare() {
	for seed in $plain; do
		made 1600 $seed
	done
	made 800 $small --small
	for seed in 7 8 9; do
		made 1600 $seed --printed $press/rmrb2019 $press/rmrb2020 $press/rmrb2010s
	done
	for seed in $columns; do
		typeset $seed
	done
	for seed in $printed_columns; do
		typeset $seed --printed $press/rmrb2019 $press/rmrb2020 $press/rmrb2010s
	done
	for folder in $press/*; do
		for f in $forms wrapped; do
			form "$folder" "$f"
		done
	done
}

repeated() { # N FOLDER: the folder so many times
	n=$1
	while [ "$n" -gt 0 ]; do
		echo "$2"
		n=$((n - 1))
	done
}

# The folders of a source, each as often as it counts: those with few pages more often.
folders_of() { # SOURCE
	case $1 in
	seeds) repeated 16 tests/seeds ;;
	city) repeated 6 tests/city ;;
	national) echo $press/rmrb2019 "$room/rmrb2020-tight" "$room/rmrb2019-torn" $press/rmrb2010s \
		"$room/rmrb2010s-masthead" "$room/made-7$rare" "$room/made-8$rare" "$room/made-9$rare" \
		$(repeated 4 "$shared/pages/blank") $(repeated 3 "$shared/pages/torn") \
		$(repeated 3 "$shared/pages/lines")
		for seed in $printed_columns; do repeated 8 "$room/typeset-$seed"; done ;;
	made) for seed in $plain $small; do echo "$room/made-$seed$rare"; done
		for seed in $columns; do repeated 8 "$room/typeset-$seed"; done ;;
	*) for f in tight torn masthead; do echo "$room/$1-$f" "$press/$1" "$press/$1"; done ;;
	esac
}

sources="national xinmin jfrb nmrb jingbao1920 jingbao1930 seeds city"

# All folders but those of some sources.
all_but() { # SOURCES
	folders_of made
	for source in $sources; do
		case " $1 " in
		*" $source "*) ;;
		*) folders_of "$source" ;;
		esac
	done
}

score() { # WEIGHTS FOLDER...
	weights=$1
	shift
	"$program" train --score -w "$weights" "$@" | sed '1d'
}

# Two networks, learned side by side from all but some sources, of other made pages each: one file.
learn() { # WEIGHTS SOURCES FOLDER...
	weights=$1 left_out=$2
	shift 2
	rare=
	"$program" train -q -o "$weights.0" $(all_but "$left_out") "$@" &
	first=$!
	rare=-rare
	"$program" train -q -o "$weights.1" $(all_but "$left_out") "$@"
	wait $first
	cat "$weights.0" "$weights.1" >"$weights"
	rm "$weights.0" "$weights.1"
}

# Learned without the source, scored on it in all its forms.
eval_source() { # SOURCES FOLDER...
	without=$1
	shift
	weights=$room/without-$(echo "$without" | tr ' ' '-').bin
	learn "$weights" "$without"
	score "$weights" "$@"
}

forms_of() { # SOURCE
	echo "$press/$1" "$room/$1-tight" "$room/$1-torn" "$room/$1-wrapped" "$room/$1-masthead"
}

# Each seed by what was learned from the other four.
eval_seeds() {
	for page in seeds/*.txt; do
		name=$(basename "$page")
		for part in one rest; do
			rm -rf "$room/seeds-$part" && mkdir "$room/seeds-$part"
			cp seeds/*.txt "$room/seeds-$part"
		done
		jq --arg p "$name" 'del(.pages) | {($p): .[$p]}' tests/seeds/expected.json >"$room/seeds-one/expected.json"
		jq --arg p "$name" 'del(.pages) | del(.[$p])' tests/seeds/expected.json >"$room/seeds-rest/expected.json"
		rest=$room/seeds-rest
		learn "$room/without-seed.bin" seeds $(repeated 16 "$rest")
		score "$room/without-seed.bin" "$room/seeds-one" | sed "s,^[^ ]*,seed $name,"
	done
}

# The first network, which goes on to learn from issues whose articles libraries have told.
places() { # METS WEIGHTS
	for title in "$1"/*.*; do
		find "$title/" -iname '*mets.xml' | LC_ALL=C sort | tr '\n' '\0' |
			xargs -0 python3 "$here/mets_pages.py" "$program" "$room/mets-$(basename "$title")" "${title##*.}"
	done
	network=$here/../segment/weights.bin
	head -c $(($(wc -c <"$network") / 2)) "$network" >"$room/network.bin"
	"$program" train -q --rounds 30 --from "$room/network.bin" -o "$2" "$room"/mets-*
}

[ "$task" = places ] || prepare
case $task in
places) places "$shared" "$4" ;;
train)
	learn "$room/weights.bin" ""
	mv "$room/weights.bin" "$4"
	;;
eval)
	"$program" train --score tests/seeds | sed -n 1p
	eval_source national $national "$shared/pages/torn" "$shared/pages/wrapped" \
		"$room/rmrb2010s-tight" "$room/rmrb2020-tight" "$room/rmrb2020-masthead"
	for source in xinmin jfrb nmrb; do
		eval_source "$source" $(forms_of "$source")
	done
	eval_source "jingbao1920 jingbao1930" $(forms_of jingbao1920) $(forms_of jingbao1930)
	eval_source city tests/city
	eval_seeds
	;;
esac
