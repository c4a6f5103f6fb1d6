// The commands of a workflow, as the service that it is for would run them; those of an action of ours in its place.
//
//	node steps.mjs github|gitlab FILE
//
// Ends with 1 if the file is no such workflow; 2 if no YAML can be read here.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

const yaml = await import('../web/node_modules/yaml/dist/index.js').catch(() => process.exit(2));
const [service, file] = process.argv.slice(2);
const all = yaml.parse(readFileSync(file, 'utf8'), { strict: true });

function wrong(what) {
	console.error(`${file}: ${what}`);
	process.exit(1);
}

const quoted = (text) => `'${String(text).replaceAll("'", "'\\''")}'`;

/** What an input is given: a variable of the repository is one of the environment here. */
function valueOf(given) {
	const variable = /^\$\{\{ vars\.(\w+) \}\}$/.exec(given);
	return variable ? `"\${${variable[1]}-}"` : quoted(given);
}

/** The steps of an action of our own, with what it is given in their environment. */
function expand(step) {
	const folder = step.uses.replace(/^\.\/(\.broadsheet\/)?/, "");
	const action = yaml.parse(readFileSync(`${here}/../../${folder}/action.yml`, "utf8"), { strict: true });
	for (const name of Object.keys(step.with))
		if (!(name in action.inputs))
			wrong(`${step.uses} takes no ${name}`);
	if (action.runs.using !== "composite" || action.runs.steps.some((s) => s.run && s.shell !== "bash"))
		wrong(`${step.uses} cannot be run`);
	return action.runs.steps.map(function (inner) {
		const env = Object.entries(inner.env ?? {}).map(function ([name, value]) {
			const input = /^\$\{\{ inputs\.(\w+) \}\}$/.exec(value);
			return input ? `export ${name}=${valueOf(step.with[input[1]] ?? action.inputs[input[1]].default)}\n` : "";
		});
		return inner.run ? { ...inner, run: env.join("") + inner.run } : inner;
	});
}

function github() {
	const job = all.jobs?.site;
	if (!('push' in (all.on ?? {})) || all.permissions?.pages !== 'write' || all.permissions?.['id-token'] !== 'write')
		wrong('it is not run, or may not publish');
	if (!job?.['runs-on'] || job.environment?.name !== 'github-pages' || !Array.isArray(job.steps))
		wrong('it has no job');
	const steps = job.steps.flatMap((step) => step.uses?.startsWith("./") ? expand(step) : [step]);
	const uses = steps.map((step) => step.uses?.replace(/@v\d+$/, '')).filter(Boolean);
	if (uses.join() !== 'actions/checkout,actions/cache,actions/upload-pages-artifact,actions/deploy-pages')
		wrong(`it uses ${uses}`);
	if (steps.find((step) => step.uses?.includes('upload')).with.path !== 'public')
		wrong('it publishes another folder');
	return steps.filter((step) => step.run).map((step) => ({ name: step.name, run: step.run }));
}

function gitlab() {
	const job = all.pages;
	if (!job?.image || job.artifacts?.paths?.join() !== 'public' || !job.rules?.[0]?.if)
		wrong('it publishes nothing');
	return [{ name: 'Install', run: job.before_script.join('\n') }, { name: 'Script', run: job.script.join('\n') }];
}

for (const { name, run } of service === 'github' ? github() : gitlab()) {
	if (typeof run !== 'string' || run.includes('${{'))
		wrong(`the step ${name} is no command`);
	if (name === 'Fetch broadsheet')
		continue;
	if (name !== 'Install')
		console.log(run);
	else if (!/^ *make .*program$/m.test(run) || !/make .*install$/m.test(run))
		wrong('nothing is installed');
}
