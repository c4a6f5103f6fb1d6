// Whether _headers and _redirects of a site are such as Netlify and Cloudflare
// Pages take, and say what they should.
//
//	node rules.mjs FOLDER ROOT
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, root] = process.argv.slice(2);
const problems = [];
const lines = (name) => readFileSync(join(folder, name), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));

function expect(holds, what) {
	if (!holds)
		problems.push(what);
}

// --- _headers: a path, then indented headers; at most 100 paths, 2,000 characters a line, one * in a path ---

const rules = [];
for (const line of lines('_headers')) {
	expect(line.length <= 2000, `too long: ${line}`);
	if (/^\s/.test(line)) {
		const [, name, value] = line.match(/^\s+([A-Za-z-]+): (\S.*)$/) ?? [];
		expect(name && rules.length, `no header: ${line}`);
		rules.at(-1)?.headers.push([name.toLowerCase(), value]);
	} else {
		expect(/^\/[!-~]*$/.test(line) && line.split('*').length <= 2, `no path: ${line}`);
		rules.push({ path: line, headers: [] });
	}
}
expect(rules.length > 0 && rules.length <= 100, `${rules.length} paths`);

// All that fit are sent, and of one name joined with a comma, so no two may fit one file.
function headers(path) {
	const fit = rules.filter((rule) => new RegExp(`^${rule.path.replace(/[.+?^$()[\]{}|\\]/g, '\\$&')
		.replaceAll('*', '.*').replace(/:[a-z]+/g, '[^/]+')}$`).test(path));
	const all = fit.flatMap((rule) => rule.headers);
	expect(new Set(all.map(([name]) => name)).size === all.length, `${path} gets a header twice`);
	return Object.fromEntries(all);
}
expect(/^default-src 'none'/.test(headers(root)['content-security-policy']), 'the first page has no policy');
expect(/immutable/.test(headers(`${root}search/738000-4-0/4e00-0-0-780262ab.js`)['cache-control']), 'parts of the search index are not kept');
expect(!headers(`${root}search/manifest.js`)['cache-control'], 'the list of these parts is kept');
expect(headers(`${root}data/2022.jsonl`)['access-control-allow-origin'] === '*', 'data cannot be read from elsewhere');
expect(headers(`${root}2022/index.html`)['x-content-type-options'] === 'nosniff', 'types are guessed');

// --- _redirects: at most 2,000 of 1,000 characters, lines that are left out counted, too ---
//
// Netlify takes the first that fits, and one without ! only where there is no
// file; Cloudflare Pages does not know the !, leaves that line out, and always
// follows the other.
const hidden = [`${root}.broadsheet ${root}404.html 404!`, `${root}.broadsheet ${root}404.html 302`];
hidden.forEach((line) => expect(lines('_redirects').includes(line), `the list of the site's own files is shown: no ${line}`));
const redirects = lines('_redirects').filter((line) => !hidden.includes(line)).map((line) => {
	expect(line.length <= 1000 && /^\/[!-~]+ \/[!-~]+ 301!?$/.test(line), `no redirect: ${line}`);
	return line.split(' ');
});
const plain = redirects.filter(([, , code]) => code === '301');
expect(plain.length > 0 && lines('_redirects').length === 2 * plain.length + hidden.length, `${plain.length} redirects`);
expect(lines('_redirects').length <= 2000 && plain.every(([from]) => !/\*|:[A-Za-z]/.test(from)), 'more rules, or other ones, than Cloudflare Pages takes');
for (const [from, to] of plain) {
	expect(redirects.find(([path]) => path === from)[2] === '301!', `Netlify shows the file at ${from}`);
	expect(from.startsWith(root) && existsSync(join(folder, decodeURI(from.slice(root.length)))), `${from} has no page of its own`);
	expect(to.startsWith(root) && existsSync(join(folder, decodeURI(to.slice(root.length)).replace(/#.*/, ''))), `${to} is dead`);
}

problems.forEach((problem) => console.log(problem));
process.exit(problems.length ? 1 : 0);
