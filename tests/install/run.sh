#!/bin/sh
# A first archive, and where templates and static files come from. In TAP.
#
#	tests/install/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
cd "$work" || exit 1
unset BROADSHEET_SHARE

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
	grep -q '^    make$' "$work/out"
told "init tells the two commands to go on with" $? "$work/out"
sed -n 's/^    //p' "$work/out" >commands.sh
sh -e commands.sh >"$work/out" 2>&1 && [ ! -e "my archive/templates" ] && [ -s "my archive/public/index.html" ]
told "these make a site, without templates there" $? "$work/out"
checked "$work/my archive/public"
(cd "my archive" && find . -type f ! -path './public/*' ! -path './build/*') | sort >"$work/out"
printf './%s\n' .github/workflows/site.yml .gitignore .gitlab-ci.yml Makefile README.md pages/2000-01-01_01.txt pages/corrections.conf site.conf |
	tee "$work/eight" | diff - "$work/out" >"$work/diff"
told "an archive is eight files" $? "$work/diff"
(cd "my archive" && "$program" hosts github 2>&3 | diff - .github/workflows/site.yml && "$program" hosts gitlab 2>&3 | diff - .gitlab-ci.yml) \
	>"$work/out" 3>/dev/null
told "its workflows are those that hosts prints" $? "$work/out"

printf '[site]\nno-such-key = x\n' >wrong.conf
"$program" build -c wrong.conf 2>&1 | sed -n 's/.*the keys are //p' | sed 's/,/ /g; s/ and / /' | tr -s ' ' '\n' >keys
while read -r key; do
	grep -Eq "^(# )?$key = " "my archive/site.conf" || echo "site.conf says nothing of $key"
done <keys >"$work/out"
[ -s keys ] && [ ! -s "$work/out" ]
told "its site.conf has every key" $? "$work/out"
# The commented keys, with the values given there, are right ones, too.
sed 's/^# \(\[.*\]\)$/\1/; s/^# \([a-z_]* = \)/\1/; s,^\(templates\|static\|weights\) = .*,,' "my archive/site.conf" >"my archive/all.conf"
sed 's/^# \(\[.*\]\)$/\1/; s/^# \([a-z]* = \)/\1/' "my archive/pages/corrections.conf" >corrections
cp "my archive/pages/corrections.conf" kept && cp corrections "my archive/pages/corrections.conf"
(cd "my archive" && mkdir scans && "$program" build -q -c all.conf -o "$work/all") >"$work/out" 2>&1 &&
	! grep -v 'changes nothing' "$work/out"
told "and what is commented out there is right" $? "$work/out"
cp kept "my archive/pages/corrections.conf"

for language in en de fr; do
	"$program" init --language $language in-$language >"$work/said" 2>&1 && ! grep -r '[{}][{}]' in-$language/site.conf in-$language/pages >"$work/out" &&
		(cd in-$language && find . -type f | sort >"$work/files" && sed 's/^# \(\[.*\]\)$/\1/; s/^# \([a-z]* = \)/\1/' pages/corrections.conf >"$work/corrections" &&
			cp "$work/corrections" pages/corrections.conf && "$program" build -q) >>"$work/out" 2>&1 &&
		! grep -v 'changes nothing' "$work/out" >&2 && grep -q "<html lang=\"$language\"" in-$language/public/index.html &&
		[ "$(cat in-$language/public/data/*.jsonl | jq -r 'select(.headline) | .byline | length' | tr '\n' ' ')" = '1 1 0 ' ]
	told "an archive in $language begins with a page in it, cut as it should be" $? "$work/said" "$work/out"
	! LC_ALL=C grep -q "$(printf '[\344-\351][\200-\277][\200-\277]')" in-$language/pages/* && cmp -s "$work/eight" "$work/files"
	told "and has the same files" $? "$work/files"
done
"$program" init --language it italian >"$work/out" 2>&1
[ $? -eq 2 ] && [ ! -e italian ] && grep -q "'it': take zh-Hans, en, de or fr" "$work/out"
told "of another language there is nothing to begin with" $? "$work/out"

cp -R "my archive" before
"$program" init "my archive" >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q '^my archive/site.conf: is there already' "$work/out" && diff -r before "my archive" >>"$work/out"
told "init overwrites nothing" $? "$work/out"
mkdir half && echo mine >half/.gitignore
"$program" init half >"$work/out" 2>&1
[ $? -eq 1 ] && [ "$(ls -A half)" = .gitignore ] && [ "$(cat half/.gitignore)" = mine ]
told "nor does it make half an archive" $? "$work/out"
ln -s /nowhere half/site.conf && rm half/.gitignore
"$program" init half >"$work/out" 2>&1
[ $? -eq 1 ] && [ "$(ls -A half)" = site.conf ]
told "a link that leads nowhere is there, too" $? "$work/out"
echo x >file
"$program" init file >"$work/out" 2>&1
[ $? -eq 1 ] && [ "$(cat file)" = x ]
told "a file is no folder" $? "$work/out"
"$program" init >"$work/out" 2>&1
[ $? -eq 2 ]
told "init needs a folder" $? "$work/out"

# ── where templates come from ──

cd "my archive" || exit 1
mkdir -p templates/partials && printf '<p class="mine">MINE</p>\n' >templates/partials/holdings.mustache
rebuilt && grep -q '>MINE<' public/index.html
told "one partial of one's own goes before the installed one, the rest stays" $? "$work/out"
mkdir templates/i18n && printf '[words]\nhome = 大门\n' >templates/i18n/zh-Hans.conf
rebuilt && grep -q 大门 public/index.html
told "so does one word" $? "$work/out"
printf '[words]\nnew_word = x\n' >templates/i18n/en.conf
"$program" build -q >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q "^templates/i18n/zh-Hans.conf: the word 'new_word' is missing: translate line 2 of templates/i18n/en.conf" "$work/out"
told "a word of one language alone is told of" $? "$work/out"
rm -r templates/i18n
mkdir templates/pages && printf 'title: 关于本馆\n\n馆藏。\n' >templates/pages/about.md && : >templates/pages/cite.md
rebuilt
status=$?
grep -q 关于本馆 public/about.html && [ ! -e public/cite.html ] && [ -s public/correct.html ] && [ $status -eq 0 ]
told "so does a page, and an empty one takes the installed one away" $? "$work/out"
sed -i.old 's/^language = .*/language = en/' site.conf
rebuilt && grep -q 关于本馆 public/about.html
told "one's own page goes before an installed one in the site's language" $? "$work/out"
mv site.conf.old site.conf
mkdir static && echo '/*! mine */' >static/style.css && echo x >static/more.txt
rebuilt && [ "$(cat public/style.css)" = '/*! mine */' ] && [ -s public/more.txt ] && cmp -s ../before/public/reader.js public/reader.js
told "so does a static file" $? "$work/out"
echo LINKED >"$work/linked-to" && ln -s "$work/linked-to" templates/partials/crumbs.mustache
"$program" build >"$work/out" 2>&1 && grep -q 'crumbs.mustache: warning: is a link and was left out' "$work/out" &&
	! grep -rq LINKED public
told "a template that is a link is left out, as is said" $? "$work/out"
rm templates/partials/crumbs.mustache
printf '{{#a}' >templates/home.mustache
"$program" build -q >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q '^templates/home.mustache:1:' "$work/out"
told "a fault in one's own template is told of" $? "$work/out"
rm -r templates static
rebuilt && diff -r ../before/public public >>"$work/out"
told "without them the installed ones are back" $? "$work/out"

"$program" init --templates >"$work/out" 2>&1 && diff -r -x starter -x starters "$root/templates" templates >>"$work/out" && diff -r "$root/static" static >>"$work/out"
told "init --templates copies them out" $? "$work/out"
touch "$work/mark"
"$program" build >"$work/out" 2>&1 && [ -z "$(find public -type f ! -name .broadsheet -newer "$work/mark")" ]
told "which changes no file of the site" $? "$work/out"
echo mine >static/style.css && rm static/icon.svg templates/home.mustache
"$program" init --templates . >"$work/out" 2>&1 && [ "$(cat static/style.css)" = mine ] && [ -s static/icon.svg ] &&
	grep -q '^\.: 2 files copied ' "$work/out"
told "again, it copies what is missing and no more" $? "$work/out"
rm -r templates static

# ── where the installed set is ──

mkdir -p "$work/moved/bin" "$work/moved/share/broadsheet"
cp "$program" "$work/moved/bin/" && cp -R "$root/templates" "$root/static" "$work/moved/share/broadsheet/"
echo '/*! moved */' >"$work/moved/share/broadsheet/static/style.css"
ln -s "$work/moved/bin/broadsheet" "$work/linked"
"$work/linked" build -q >"$work/out" 2>&1 && [ "$(cat public/style.css)" = '/*! moved */' ]
told "a program that was moved with its files finds them, also by a link" $? "$work/out"
mkdir -p "$work/other/templates" && cp -R "$root/static" "$work/other/"
BROADSHEET_SHARE=$work/other "$program" build -q >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q 'zh-Hans.conf' "$work/out"
told "BROADSHEET_SHARE names another set, whole" $? "$work/out"
BROADSHEET_SHARE='' "$program" build -q >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q '^templates: there is no template home.mustache: add it, or install' "$work/out"
told "and if it is empty, there is none" $? "$work/out"
BROADSHEET_SHARE='' "$program" init "$work/none" >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q 'are not found' "$work/out" && [ ! -e "$work/none" ]
told "without one, init says so" $? "$work/out"
sed "s/^.site.\$/&\\ntemplates = tempaltes/" site.conf >typo.conf
"$program" build -q -c typo.conf >"$work/out" 2>&1
[ $? -eq 1 ] && grep -q "^typo.conf:[0-9]*:13: there is no folder 'tempaltes'" "$work/out"
told "a folder of templates that is named has to be there" $? "$work/out"

# ── completions ──

cd "$work" || exit 1
for shell in bash zsh fish; do
	"$root/generator/completions/completions.sh" "$program" $shell >completion.$shell 2>"$work/out"
	told "completions for $shell are made" $? "$work/out"
done

# offered SHELL COMMAND OPTION: whether the option stands in what is about that command.
offered() {
	case $1 in
	bash) grep "^	$2) words=" completion.bash | grep -Eq -- "[' ]$3 " ;;
	zsh) sed -n "/^	$2)/,/;;/p" completion.zsh | grep -Eq -- "[',]$3[=}']" ;;
	fish) grep -Eq -- "subcommand_from $2' .*-l ${3#--} " completion.fish ;;
	esac
}

"$program" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' >names
for shell in bash zsh fish; do
	while read -r name; do
		grep -Eq "(^|[ '])$name([ ':]|$)" completion.$shell || echo "$name is missing"
		"$program" help "$name" | grep -Eo '^ +(-[a-z], )?--[a-z-]+' | grep -Eo -- '--[a-z-]+' >options
		while read -r option; do
			offered $shell "$name" "$option" || echo "$name $option is missing"
		done <options
	done <names >"$work/out"
	[ -s names ] && [ ! -s "$work/out" ]
	told "$shell is told of all commands and options" $? "$work/out"
done

# in_bash EXPECTED TYPED: what a bash makes of that line with tabs in it.
in_bash() {
	{
		echo ". $work/completion.bash"
		echo 'broadsheet() { printf "<%s>" "$@"; echo; }'
		printf '%b\nexit\n' "$2"
	} | timeout 30 script -q -c 'bash --norc --noprofile -i' /dev/null >"$work/out" 2>&1
	grep -qF -- "$1" "$work/out"
}

mkdir -p "folder of pages" && echo x >"folder of pages/file.txt" && echo x >foldernot
if command -v bash >/dev/null && script -q -c true /dev/null </dev/null >/dev/null 2>&1 && command -v timeout >/dev/null; then
	in_bash '<init><--templates>' 'broadsheet ini\t--tem\t'
	told "bash completes a command and an option" $? "$work/out"
	in_bash '<build><--output=folder of pages/>' 'broadsheet build --output=folder\t'
	told "bash completes a folder, and no file" $? "$work/out"
	in_bash '<segment><folder of pages/file.txt>' 'broadsheet seg\tfolder\\ \tfi\t'
	told "bash completes a file in a folder" $? "$work/out"
	in_bash '<help><serve>' 'broadsheet help ser\t'
	told "bash completes what help is about" $? "$work/out"
else
	skip "bash completes" "no bash, or no terminal for it"
fi

if command -v zsh >/dev/null && command -v timeout >/dev/null; then
	mkdir functions && cp completion.zsh functions/_broadsheet
	cat >zsh-test <<'ZSH'
zmodload zsh/zpty
zpty z 'zsh -f -i'
zpty -w z "PS1=; fpath=($PWD/functions \$fpath); autoload -U compinit; compinit -u -D; echo RE''ADY"
zpty -r z out '*READY*'
zpty -w -n z $'broadsheet ini\t--tem\t'
zpty -r z out '*--templates*'
ZSH
	timeout 60 zsh -f zsh-test >"$work/out" 2>&1
	told "zsh completes a command and an option" $? "$work/out"
else
	skip "zsh completes" "no zsh"
fi

if command -v fish >/dev/null; then
	# in_fish EXPECTED TYPED
	in_fish() {
		HOME=$work fish -c "source completion.fish; complete -C '$2'" >"$work/out" 2>&1
		cut -f 1 "$work/out" | sort | tr '\n' ' ' | grep -Fqx -- "$1 "
	}
	in_fish 'init' 'broadsheet ini' && in_fish '--templates' 'broadsheet init --t' && in_fish '--clean --config' 'broadsheet build --c'
	told "fish completes commands and options" $? "$work/out"
	in_fish 'folder of pages/' 'broadsheet build -o folde'
	told "fish completes a folder, and no file" $? "$work/out"
else
	skip "fish completes" "no fish"
fi

plan
