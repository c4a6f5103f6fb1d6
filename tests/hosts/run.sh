#!/bin/sh
# What `broadsheet hosts` prints, in the servers that it is for.
#
#	tests/hosts/run.sh PROGRAM
. "$(dirname "$0")/../tap.sh"
. "$here/../servers.sh"
there node || exit 0
cd "$work" || exit 1
echo outside >outside.txt
cp -R "$root/seeds" pages
mkdir -p 'the sites'

# conf NAME BASE_URL: an archive, with its site in "the sites/NAME".
conf() {
	{
		printf '[site]\ntitle = 档案\nnewspaper = 日报\nsource = pages\nstate = state\ncompress = gzip, brotli\n'
		printf 'output = the sites/%s\nbase_url = %s\n' "$1" "$2"
		printf 'templates = %s/templates\nstatic = %s/static\n' "$root" "$root"
	} >"$1.conf"
	"$program" build -q -c "$1.conf" >out 2>&1
	told "the site of $2 is built" $? out
	checked "the sites/$1"
	mkdir "the sites/$1/.git" && : >"the sites/$1/.git/config" && : >"the sites/$1/.broadsheet-published"
	: >"the sites/$1/2022/.hidden"
	mkdir -p "the sites/$1/2022/01/19" && printf picture >"the sites/$1/2022/01/19/page.webp"
	mkdir -p "the sites/$1/.well-known" && : >"the sites/$1/.well-known/.hidden"
	echo 'Contact: mailto:editor@example.org' >"the sites/$1/.well-known/security.txt"
}
conf top https://example.org/
conf below https://example.org/some/where/
conf chinese http://example.org/%E6%A1%A3%E6%A1%88/

# refused NAME WORDS ARGUMENT...: one test.
refused() {
	refused_name=$1 refused_words=$2
	shift 2
	"$program" hosts "$@" >out 2>err
	[ $? -eq 1 ] && [ ! -s out ] && grep -q "$refused_words" err
	told "refused: $refused_name" $? out err
}
refused "an unknown host" 'expected one of caddy github gitlab nginx' -c top.conf nothing
refused "a way out of the templates" 'there is no host' -c top.conf ../home
refused "a folder that would be taken for something else" 'cannot stand' -c top.conf -o '/srv/$host' nginx
sed '/base_url/d' top.conf >nowhere.conf
for name in caddy github gitlab nginx; do
	"$program" hosts -c nowhere.conf $name >"nowhere-$name" 2>err && grep -q 'has no base_url' err
	told "without an address, $name is for any name, and that is said" $? err
done
grep -q 'server_name _;' nowhere-nginx && grep -qx ':80 {' nowhere-caddy
told "a server then answers to every name" $? nowhere-nginx nowhere-caddy
"$program" hosts -c top.conf >out && [ "$(tr '\n' ' ' <out)" = 'caddy github gitlab nginx parallel slurm snakemake ' ]
told "without a name, the names are told" $? out
mkdir -p own/hosts && echo 'own {{{host}}}' >own/hosts/nginx.mustache
sed 's|^templates = .*|templates = own|' top.conf >own.conf
[ "$("$program" hosts -c own.conf nginx)" = 'own example.org' ]
told "an archive's own template goes before" $?

# nginx_of NAME: what is printed, on a port of this machine, in a configuration as systems have it.
nginx_of() {
	"$program" hosts -c "$1.conf" nginx >block.conf || return
	sed -i "s/listen 80;/listen 127.0.0.1:$port;/; /listen \[::\]:80;/d" block.conf
	modules=/usr/lib/nginx/modules
	forms=gzip
	if [ -e $modules/ngx_http_brotli_static_module.so ]; then
		forms=gzip,br
		printf 'load_module %s/ngx_http_brotli_static_module.so;\n' $modules
	else
		sed -i /brotli_static/d block.conf
	fi
	types=$(nginx -V 2>&1 | sed -n 's/.*--conf-path=\([^ ]*\)nginx\.conf.*/\1mime.types/p')
	mkdir -p scratch
	printf 'daemon off;\npid %s/nginx.pid;\nerror_log stderr;\n' "$work"
	[ "$(id -u)" -ne 0 ] || printf 'user root;\n'
	printf 'events {}\nhttp {\n\tinclude %s;\n\tdefault_type application/octet-stream;\n' "$types"
	for folder in client_body proxy fastcgi uwsgi scgi; do
		printf '\t%s_temp_path %s/scratch/%s;\n' $folder "$work" $folder
	done
	printf '\taccess_log off;\n\tinclude %s/block.conf;\n}\n' "$work"
}

# with_nginx NAME PATH, with_caddy NAME PATH: all tests of a site whose address has that path.
with_nginx() {
	port=$(free_port)
	nginx_of "$1" >nginx.conf
	nginx -t -c "$work/nginx.conf" >out 2>&1 && ! grep -q warn out
	told "nginx takes the block of $1" $? out
	serve "$port" nginx -c "$work/nginx.conf" || not_ok "nginx starts" server.log
	include node "$here/served.mjs" "http://127.0.0.1:$port$2" "the sites/$1" $forms
	stop_servers
}

with_caddy() {
	port=$(free_port)
	{
		printf '{\n\tadmin off\n\tauto_https off\n}\n'
		"$program" hosts -c "$1.conf" caddy | sed "s|^\(http://\)\{0,1\}example\.org {|http://127.0.0.1:$port {|"
	} >Caddyfile
	export XDG_CONFIG_HOME=$work/caddy XDG_DATA_HOME=$work/caddy
	caddy adapt --config Caddyfile --adapter caddyfile >adapted 2>out
	told "Caddy takes the block of $1" $? out
	serve "$port" caddy run --config Caddyfile --adapter caddyfile || not_ok "Caddy starts" server.log
	include node "$here/served.mjs" "http://127.0.0.1:$port$2" "the sites/$1" gzip,br
	stop_servers
}

for server in nginx caddy; do
	there $server || continue
	with_$server top /
	with_$server below /some/where/
	with_$server chinese /%E6%A1%A3%E6%A1%88/
done

# --- Workflows: their steps are run, but for installing ---

mkdir bin archive
ln -s "$program" bin/broadsheet
sed 's/^source.*/source = pages/' below.conf >archive/site.conf
cp -R pages archive/pages
for service in github gitlab; do
	"$program" hosts -c archive/site.conf $service >workflow.yml && sed -i 's|archive/site.conf|site.conf|' workflow.yml
	node "$here/steps.mjs" $service workflow.yml >steps 2>out
	status=$?
	[ $status -ne 2 ] || { echo "skipped: the workflow of $service, as no YAML can be read"; continue; }
	[ $status -eq 0 ] && grep -q 'broadsheet build' steps && grep -q 'git clone' workflow.yml
	told "a workflow for $service" $? out
	rm -rf archive/public sent
	mkdir -p archive/public/.git archive/public/2022 archive/public/.well-known
	: >archive/public/2022/.hidden
	: >archive/public/.well-known/security.txt
	(cd archive && PATH=$work/bin:$PATH DEST=$work/sent sh -eu "$work/steps") >out 2>&1 &&
		[ -s sent/index.html ] && [ -s archive/public/index.html ]
	told "builds, tests and publishes" $? out
	find archive/public -name '.?*' >out
	[ "$(cat out)" = archive/public/.well-known ] && [ -e archive/public/.well-known/security.txt ]
	told "and what is uploaded has no file that is nobody's business" $? out
done
mkdir source && mkdir source/generator && : >source/generator/main.c && cp archive/site.conf source
"$program" hosts -c source/site.conf github >out 2>&1 && ! grep -q BROADSHEET out && grep -q 'uses: ./.github/actions/site$' out
told "in broadsheet's own source there is nothing to fetch" $? out

# --- Files for Netlify and Cloudflare Pages, within what these take ---

printf '[%s]\nalias = 2000/01/01/old.html, 2000/01/01/老.html\n' "$(basename "$(find pages -name '*.txt' | sort | head -1)")" \
	>pages/corrections.conf
"$program" build -q -c below.conf >out 2>&1
node "$here/rules.mjs" 'the sites/below' /some/where/ >out 2>&1
told "_headers and _redirects are within the rules of Netlify and Cloudflare Pages" $? out

plan
