// The Test Anything Protocol, as tests/run.sh reads it.

let failures = 0;

/** One test: it passed if there are no problems, which are shown else. */
export function test(name, problems) {
	const failed = problems.length > 0;
	console.log(`${failed ? "not ok" : "ok"} - ${name}`);
	for (const problem of problems.slice(0, 40))
		console.log(`# ${problem}`);
	if (problems.length > 40)
		console.log(`# … and ${problems.length - 40} more`);
	failures += failed ? 1 : 0;
}

/** A test that cannot be made here. */
export function skip(name, reason) {
	console.log(`ok - ${name} # SKIP ${reason}`);
}

/** The exit status that tells whether all passed. */
export function finish() {
	process.exitCode = failures > 0 ? 1 : 0;
}

/**
 * The folder of the built site that was named on the command line. Some tests
 * take a second one, and leave out what stands there just so.
 */
export function siteArgument() {
	const site = process.argv[2];
	if (!site) {
		console.error(`usage: node ${process.argv[1]} SITE [SITE]`);
		process.exit(2);
	}
	return site;
}
