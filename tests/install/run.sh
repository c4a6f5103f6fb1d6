#!/bin/sh
# A first archive, and where templates and static files come from. In TAP.
#
#	tests/install/run.sh PROGRAM
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset BROADSHEET_SHARE
number=0 failed=0

# told NAME STATUS: one test that is right if STATUS is 0; else $work/out is shown.
told() {
	number=$((number + 1))
	if [ "$2" -eq 0 ]; then
		echo "ok $number - $1"
		return
	fi
	failed=$((failed + 1))
	echo "not ok $number - $1"
	sed 's/^/# /' "$work/out" | head -40
}

# is_clean: the site in public/ is the one that a build from nothing gives.
is_clean() {
	rm -rf "$work/clean" && mkdir "$work/clean" && cp -R site.conf pages "$work/clean/" &&
		for folder in templates static; do
			[ ! -e $folder ] || cp -R $folder "$work/clean/"
		done &&
		(cd "$work/clean" && "$program" build -q) && diff -r "$work/clean/public" public
}

rebuilt() {
	"$program" build -q >"$work/out" 2>&1 && is_clean >>"$work/out" 2>&1
}

# ── init ──

"$program" init "my archive" >"$work/out" 2>&1 && grep -q "^    cd 'my archive'$" "$work/out" &&
	grep -q '^    broadsheet build$' "$work/out"
told "init tells the two commands to go on with" $?
sed -n 's/^    //p' "$work/out" | sed "s,^broadsheet,$program," >commands.sh
sh -e commands.sh >"$work/out" 2>&1 && [ ! -e "my archive/templates" ] && [ -s "my archive/public/index.html" ]
told "these make a site, without templates there" $?
"$program" check "my archive/public" >"$work/out" 2>&1
told "which has no faults" $?
(cd "my archive" && find . -type f ! -path './public/*' ! -path './build/*') | sort >"$work/out"
printf './%s\n' .gitignore pages/2000-01-01_01.txt pages/corrections.conf site.conf | diff - "$work/out" >"$work/diff"
told "an archive is four files" $?

printf '[site]\nno-such-key = x\n' >wrong.conf
"$program" build -c wrong.conf 2>&1 | sed -n 's/.*the keys are //p' | sed 's/,/ /g; s/ and / /' | tr -s ' ' '\n' >keys
while read -r key; do
	grep -Eq "^(# )?$key = " "my archive/site.conf" || echo "site.conf says nothing of $key"
done <keys >"$work/out"
[ -s keys ] && [ ! -s "$work/out" ]
told "its site.conf has every key" $?
# The commented keys, with the values given there, are right ones, too.
sed 's/^# \([a-z_]* = \)/\1/; s,^\(templates\|static\|weights\) = .*,,' "my archive/site.conf" >"my archive/all.conf"
sed 's/^# \(\[.*\]\)$/\1/; s/^# \([a-z]* = \)/\1/' "my archive/pages/corrections.conf" >corrections
cp "my archive/pages/corrections.conf" kept && cp corrections "my archive/pages/corrections.conf"
(cd "my archive" && "$program" build -q -c all.conf -o "$work/all") >"$work/out" 2>&1 &&
	! grep -v 'changes nothing' "$work/out"
told "and what is commented out there is right" $?
cp kept "my archive/pages/corrections.conf"

cp -R "my archive" before
"$program" init "my archive" >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q '^my archive/site.conf: is there already' "$work/out" && diff -r before "my archive" >>"$work/out"
told "init overwrites nothing" $?
mkdir half && echo mine >half/.gitignore
"$program" init half >"$work/out" 2>&1
[ $? -eq 1 ] && [ "$(ls -A half)" = .gitignore ] && [ "$(cat half/.gitignore)" = mine ]
told "nor does it make half an archive" $?
ln -s /nowhere half/site.conf && rm half/.gitignore
"$program" init half >"$work/out" 2>&1
[ $? -eq 1 ] && [ "$(ls -A half)" = site.conf ]
told "a link that leads nowhere is there, too" $?
echo x >file
"$program" init file >"$work/out" 2>&1
[ $? -eq 1 ] && [ "$(cat file)" = x ]
told "a file is no folder" $?
"$program" init >"$work/out" 2>&1
[ $? -eq 2 ]
told "init needs a folder" $?

# ── where templates come from ──

cd "my archive" || exit 1
mkdir -p templates/partials && printf '<p class="mine">MINE</p>\n' >templates/partials/holdings.mustache
rebuilt && grep -q '>MINE<' public/index.html
told "one partial of one's own goes before the installed one, the rest stays" $?
mkdir templates/i18n && printf '[words]\nhome = 大门\n' >templates/i18n/zh-Hans.conf
rebuilt && grep -q 大门 public/index.html
told "so does one word" $?
printf '[words]\nnew_word = x\n' >templates/i18n/en.conf
"$program" build -q >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q "^templates/i18n/zh-Hans.conf: the word 'new_word' is missing: translate line 2 of templates/i18n/en.conf" "$work/out"
told "a word of one language alone is told of" $?
rm -r templates/i18n
mkdir templates/pages && printf 'title: 关于本馆\n\n馆藏。\n' >templates/pages/about.md && : >templates/pages/cite.md
rebuilt
status=$?
grep -q 关于本馆 public/about.html && [ ! -e public/cite.html ] && [ -s public/correct.html ] && [ $status -eq 0 ]
told "so does a page, and an empty one takes the installed one away" $?
sed -i.old 's/^language = .*/language = en/' site.conf
rebuilt && grep -q 关于本馆 public/about.html
told "one's own page goes before an installed one in the site's language" $?
mv site.conf.old site.conf
mkdir static && echo '/* mine */' >static/style.css && echo x >static/more.txt
rebuilt && [ "$(cat public/style.css)" = '/* mine */' ] && [ -s public/more.txt ] && cmp -s "$root/static/reader.js" public/reader.js
told "so does a static file" $?
printf '{{#a}' >templates/home.mustache
"$program" build -q >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q '^templates/home.mustache:1:' "$work/out"
told "a fault in one's own template is told of" $?
rm -r templates static
rebuilt && diff -r ../before/public public >>"$work/out"
told "without them the installed ones are back" $?

"$program" init --templates >"$work/out" 2>&1 && diff -r "$root/templates" templates >>"$work/out" && diff -r "$root/static" static >>"$work/out"
told "init --templates copies them out" $?
touch "$work/mark"
"$program" build >"$work/out" 2>&1 && [ -z "$(find public -type f -newer "$work/mark")" ]
told "which changes no file of the site" $?
echo mine >static/style.css && rm static/icon.svg templates/home.mustache
"$program" init --templates . >"$work/out" 2>&1 && [ "$(cat static/style.css)" = mine ] && [ -s static/icon.svg ] &&
	grep -q '^\.: 2 files copied ' "$work/out"
told "again, it copies what is missing and no more" $?
rm -r templates static

# ── where the installed set is ──

mkdir -p "$work/moved/bin" "$work/moved/share/broadsheet"
cp "$program" "$work/moved/bin/" && cp -R "$root/templates" "$root/static" "$root/starter" "$work/moved/share/broadsheet/"
echo '/* moved */' >"$work/moved/share/broadsheet/static/style.css"
ln -s "$work/moved/bin/broadsheet" "$work/linked"
"$work/linked" build -q >"$work/out" 2>&1 && [ "$(cat public/style.css)" = '/* moved */' ]
told "a program that was moved with its files finds them, also by a link" $?
mkdir -p "$work/other/templates" && cp -R "$root/static" "$work/other/"
BROADSHEET_SHARE=$work/other "$program" build -q >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q 'zh-Hans.conf' "$work/out"
told "BROADSHEET_SHARE names another set, whole" $?
BROADSHEET_SHARE='' "$program" build -q >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q '^templates: there is no template home.mustache: add it, or install' "$work/out"
told "and if it is empty, there is none" $?
BROADSHEET_SHARE='' "$program" init "$work/none" >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q 'are not found' "$work/out" && [ ! -e "$work/none" ]
told "without one, init says so" $?
sed "s/^.site.\$/&\\ntemplates = tempaltes/" site.conf >typo.conf
"$program" build -q -c typo.conf >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q "^typo.conf:[0-9]*:13: there is no folder 'tempaltes'" "$work/out"
told "a folder of templates that is named has to be there" $?

echo "1..$number"
[ $failed -eq 0 ]
