#!/bin/sh
# Installs what broadsheet is built or tested with, where it is missing and this
# system's package manager may be used; else prints the line to run.
#
#	generator/needs.sh build|test|tools|lint|bench|deb|screenshots
#
# Nothing at all is run when everything is there.
set -u

# One line a need: name, how to see that it is there, and its package for
# apt-get, dnf, pacman, apk, zypper and brew (- where it comes with another).
build_needs='
compiler   command:cc            gcc,libc6-dev     gcc               gcc        gcc,musl-dev  gcc              gcc
pkg-config command:pkg-config    pkg-config        pkgconf-pkg-config pkgconf   pkgconf       pkg-config       pkgconf
cmark      module:libcmark       libcmark-dev      cmark-devel       cmark      cmark-dev     cmark-devel      cmark
ICU        module:icu-i18n       libicu-dev        libicu-devel      icu        icu-dev,icu-data-full libicu-devel icu4c
jansson    module:jansson        libjansson-dev    jansson-devel     jansson    jansson-dev   libjansson-devel jansson
libmicrohttpd module:libmicrohttpd libmicrohttpd-dev libmicrohttpd-devel libmicrohttpd libmicrohttpd-dev libmicrohttpd-devel libmicrohttpd
expat      module:expat          libexpat1-dev     expat-devel       expat      expat-dev     libexpat-devel   expat
libxml2    module:libxml-2.0     libxml2-dev       libxml2-devel     libxml2    libxml2-dev   libxml2-devel    libxml2
zlib       module:zlib           zlib1g-dev        zlib-devel        zlib       zlib-dev      zlib-devel       zlib
libdeflate module:libdeflate     libdeflate-dev    libdeflate-devel  libdeflate libdeflate-dev libdeflate-devel libdeflate
brotli     module:libbrotlienc   libbrotli-dev     brotli-devel      brotli     brotli-dev    libbrotli-devel  brotli
xxHash     module:libxxhash      libxxhash-dev     xxhash-devel      xxhash     xxhash-dev    xxhash-devel     xxhash
SQLite     module:sqlite3        libsqlite3-dev    sqlite-devel      sqlite     sqlite-dev    sqlite3-devel    sqlite
OpenCC     command:opencc        opencc            opencc-tools      opencc     opencc        opencc           opencc
'
test_needs='
cmocka     module:cmocka         libcmocka-dev     libcmocka-devel   cmocka     cmocka-dev    libcmocka-devel  cmocka
sqlite3    command:sqlite3       sqlite3           sqlite            sqlite     sqlite        sqlite3          sqlite
unzip      command:unzip         unzip             unzip             unzip      unzip         unzip            -
jq         command:jq            jq                jq                jq         jq            jq               jq
cmark      command:cmark         cmark             cmark             cmark      cmark         cmark            cmark
node       command:node          nodejs            nodejs            nodejs     nodejs        nodejs           node
npm        command:npm           npm               nodejs-npm        npm        npm           npm              -
chromium   chromium              chromium          chromium          chromium   chromium      chromium         chromium
'
# What publishes, serves, and reads and draws PDF and pictures, for tests that are left out without it.
tools_needs='
git        command:git           git               git               git        git           git              git
rsync      command:rsync         rsync             rsync             rsync      rsync         rsync            rsync
rclone     command:rclone        rclone            rclone            rclone     rclone        rclone           rclone
ssh        command:ssh           openssh-client    openssh-clients   openssh    openssh-client openssh-clients openssh
sshd       server:sshd           openssh-server    openssh-server    openssh    openssh-server openssh-server  -
nginx      server:nginx          nginx             nginx             nginx      nginx         nginx            nginx
nginx-brotli module-of-nginx:ngx_http_brotli_static_module libnginx-mod-http-brotli-static - - - - -
caddy      server:caddy          caddy             caddy             caddy      caddy         caddy            caddy
poppler    command:pdftoppm      poppler-utils     poppler-utils     poppler    poppler-utils poppler-tools    poppler
libvips    command:vipsthumbnail libvips-tools     vips-tools        libvips    vips-tools    vips-tools       vips
'
lint_needs='
cppcheck   command:cppcheck      cppcheck          cppcheck          cppcheck   cppcheck      cppcheck         cppcheck
'
bench_needs='
hugo       command:hugo          hugo              hugo              hugo       hugo          hugo             hugo
node       command:node          nodejs            nodejs            nodejs     nodejs        nodejs           node
npm        command:npm           npm               nodejs-npm        npm        npm           npm              -
'
deb_needs='
dpkg-dev   command:dpkg-gencontrol dpkg-dev        dpkg-dev          dpkg       dpkg-dev      dpkg             dpkg
'
screenshots_needs='
CJK-font   font:zh               fonts-noto-cjk    google-noto-sans-cjk-fonts noto-fonts-cjk font-noto-cjk google-noto-sans-sc-fonts font-noto-sans-cjk-sc
'

# Whether a server that is installed would be started at once, which no test is worth.
starts_services() {
	[ -d /run/systemd/system ]
}

is_there() {
	case $1 in
	command:*) command -v "${1#command:}" >/dev/null 2>&1 ;;
	module:*)  pkg-config --exists "${1#module:}" 2>/dev/null ;;
	font:*)    fc-list ":lang=${1#font:}" 2>/dev/null | grep -q . ;;
	server:*)  starts_services || (PATH=$PATH:/usr/sbin; command -v "${1#server:}" >/dev/null 2>&1) ;;
	module-of-nginx:*)
		starts_services || [ -e "/usr/lib/nginx/modules/${1#*:}.so" ] || ! command -v apt-get >/dev/null 2>&1 ;;
	chromium)  "$(dirname "$0")/../tests/web/chromium.sh" >/dev/null 2>&1 ;;
	esac
}

# The needs of the list on stdin that are missing, as their lines.
missing() {
	while read -r name check rest; do
		[ -z "$name" ] || is_there "$check" || echo "$name $check $rest"
	done
}

manager() {
	for m in apt-get dnf pacman apk zypper brew; do
		command -v $m >/dev/null 2>&1 && echo $m && return
	done
	echo none
}

# The packages of the needs on stdin for manager $1, in one line.
packages() {
	case $1 in
	apt-get) n=3 ;; dnf) n=4 ;; pacman) n=5 ;; apk) n=6 ;; zypper) n=7 ;; *) n=8 ;;
	esac
	awk -v n=$n '{
		count = split($n, parts, ",")
		for (i = 1; i <= count; i++)
			if (parts[i] != "-" && !seen[parts[i]]++)
				line = line " " parts[i]
	} END { print line }'
}

command_line() {
	case $1 in
	apt-get) echo "apt-get install -y --no-install-recommends$2" ;;
	dnf)     echo "dnf install -y$2" ;;
	pacman)  echo "pacman -S --needed --noconfirm$2" ;;
	apk)     echo "apk add$2" ;;
	zypper)  echo "zypper --non-interactive install$2" ;;
	brew)    echo "brew install$2" ;;
	esac
}

# Runs a command as root, without a question, when that is allowed.
as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@" </dev/null
	else
		sudo -n "$@" </dev/null
	fi
}

may_install() {
	[ "$1" = brew ] && return
	[ "$(id -u)" = 0 ] && return
	command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null
}

install() {
	echo "broadsheet needs$2: $line"
	case $1 in
	brew) $line </dev/null ;;
	apt-get)
		# A fresh system has no list of packages, an old one an outdated list.
		export DEBIAN_FRONTEND=noninteractive
		as_root $line -o DPkg::Lock::Timeout=300 -q >/dev/null 2>&1 ||
			{ as_root apt-get update -q >/dev/null &&
			  as_root $line -o DPkg::Lock::Timeout=300 -q >/dev/null; } ;;
	*) as_root $line ;;
	esac
}

case ${1-} in
build)       needs=$build_needs ;;
test)        needs=$build_needs$test_needs ;;
tools)       needs=$tools_needs ;;
lint)        needs=$build_needs$test_needs$lint_needs ;;
bench)       needs=$build_needs$bench_needs ;;
deb)         needs=$build_needs$deb_needs ;;
screenshots) needs=$build_needs$test_needs$screenshots_needs ;;
*)           echo "usage: $0 build|test|tools|lint|deb|screenshots" >&2; exit 2 ;;
esac

lacking=$(echo "$needs" | missing)
[ -n "$lacking" ] || exit 0
names=$(echo "$lacking" | awk '{ printf " %s", $1 }')
manager=$(manager)
if [ "$manager" = none ]; then
	echo "broadsheet needs$names; please install them and run make again" >&2
	exit 1
fi
line=$(command_line "$manager" "$(echo "$lacking" | packages "$manager")")
if ! may_install "$manager"; then
	echo "broadsheet needs$names; please run this line, then make again:" >&2
	echo "    sudo $line" >&2
	exit 1
fi
# Not every system has every tool, so each comes by itself, and none has to.
if [ "$1" = tools ]; then
	echo "$lacking" | while read -r name rest; do
		line=$(command_line "$manager" "$(echo "$name $rest" | packages "$manager")")
		install "$manager" " $name" || echo "without $name: tests of it are left out"
	done
	exit 0
fi
install "$manager" "$names"
lacking=$(echo "$needs" | missing | awk '{ printf " %s", $1 }')
if [ -n "$lacking" ]; then
	echo "broadsheet still misses$lacking after: $line" >&2
	exit 1
fi
