// The commands of a workflow, as the service that it is for would run them.
//
//	node steps.mjs github|gitlab FILE
//
// Ends with 1 if the file is no such workflow; 2 if no YAML can be read here.
import { readFileSync } from 'node:fs';

const yaml = await import('../web/node_modules/yaml/dist/index.js').catch(() => process.exit(2));
const [service, file] = process.argv.slice(2);
const all = yaml.parse(readFileSync(file, 'utf8'), { strict: true });

function wrong(what) {
	console.error(`${file}: ${what}`);
	process.exit(1);
}

function github() {
	const job = all.jobs?.site;
	if (!('push' in (all.on ?? {})) || all.permissions?.pages !== 'write' || all.permissions?.['id-token'] !== 'write')
		wrong('it is not run, or may not publish');
	if (!job?.['runs-on'] || job.environment?.name !== 'github-pages' || !Array.isArray(job.steps))
		wrong('it has no job');
	const uses = job.steps.map((step) => step.uses?.replace(/@v\d+$/, '')).filter(Boolean);
	if (uses.join() !== 'actions/checkout,actions/cache,actions/upload-pages-artifact,actions/deploy-pages')
		wrong(`it uses ${uses}`);
	if (job.steps.find((step) => step.uses?.includes('upload')).with.path !== 'public')
		wrong('it publishes another folder');
	return job.steps.filter((step) => step.run).map((step) => ({ name: step.name, run: step.run }));
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
	if (name !== 'Install')
		console.log(run);
	else if (!/^make .*program$/m.test(run) || !/make .*install$/m.test(run))
		wrong('nothing is installed');
}
