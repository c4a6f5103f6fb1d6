# shellcheck shell=sh
# shellcheck disable=SC2154 # work is of tap.sh
# Servers of this machine for the tests, sourced behind tests/tap.sh: each on a
# free port of 127.0.0.1, and ended with the test.
servers=
trap 'stop_servers; chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
PATH=$PATH:/usr/sbin:/sbin

stop_servers() {
	for servers_pid in $servers; do
		kill "$servers_pid" 2>/dev/null && wait "$servers_pid" 2>/dev/null
	done
	servers=
}

free_port() {
	node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => {
		console.log(s.address().port); s.close(); })'
}

# wait_port PORT: until somebody answers there, or half a minute is over.
wait_port() {
	node -e 'const end = Date.now() + 30000, net = require("net");
		const attempt = () => net.connect(process.argv[1], "127.0.0.1", () => process.exit(0))
			.on("error", () => Date.now() > end ? process.exit(1) : setTimeout(attempt, 50));
		attempt();' "$1"
}

# serve PORT COMMAND...: starts it, and returns when it answers.
serve() {
	servers_port=$1
	shift
	"$@" >"$work/server.log" 2>&1 </dev/null &
	servers="$servers $!"
	wait_port "$servers_port"
}

# there NAME: whether the program is; says what is skipped without it.
there() {
	command -v "$1" >/dev/null 2>&1 && return
	echo "skipped: what needs $1, which is not there"
	return 1
}
