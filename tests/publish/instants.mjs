// Whether a reader meets a dead link at any instant of a publication.
//
//	node instants.mjs log OLD NEW LOG        what was put and removed, in order
//	node instants.mjs backwards OLD NEW LOG  the same in the opposite order
//	node instants.mjs snapshots OLD NEW FOLDER  FOLDER/0, FOLDER/1… as it was after each step
//
// A step of a snapshot may have been done in any order: whatever file of it
// came first, nothing that can be reached may lead to nothing. A reader enters
// by the first page, and by the feed and the sitemap where they are known from
// before, and goes where links lead.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

const entries = ['feed.xml', 'sitemap.xml', 'robots.txt'];
const linked = /\b(?:href|src)="([^"#?]*)|<(?:loc|id)>([^<#]*)|^Sitemap: (\S*)/gm;
const base = 'https://example.org/some/where/';
const texts = new Map(); // hash → bytes
const links = new Map(); // hash and folder → targets

function read(folder) {
	const site = new Map();
	for (const name of readdirSync(folder, { recursive: true })) {
		const path = join(folder, name);
		if (!statSync(path).isFile() || name.endsWith('.broadsheet-new') || name === '.broadsheet-published' || name === '.broadsheet')
			continue;
		const bytes = readFileSync(path);
		const hash = createHash('sha1').update(bytes).digest('hex');
		texts.set(hash, bytes);
		site.set(name, hash);
	}
	return site;
}

function target(link, from) {
	if (link.startsWith(base))
		return decodeURIComponent(link.slice(base.length)) || 'index.html';
	if (link === '' || /^[a-z]+:/.test(link))
		return null;
	return posix.normalize(posix.join(posix.dirname(from), decodeURIComponent(link)));
}

function targets(path, hash) {
	const key = `${hash} ${posix.dirname(path)}`;
	if (!links.has(key)) {
		const found = new Set();
		if (/\.(html|xml|txt)$/.test(path)) {
			for (const match of texts.get(hash).toString().matchAll(linked)) {
				const to = target((match[1] ?? match[2] ?? match[3]).replaceAll('&amp;', '&'), path);
				if (to !== null && to !== '.')
					found.add(to.endsWith('/') ? `${to}index.html` : to);
			}
		}
		links.set(key, found);
	}
	return links.get(key);
}

// The index of a search page that was reached must be there in full.
function index(site, manifest) {
	const period = known.find((other) => other.get('search/manifest.js') === manifest);
	return [...period.keys()].filter((path) => path.startsWith('search/') && !site.has(path));
}

function dead(site, before) {
	const seen = new Set(before.has('index.html') ? entries.filter((path) => before.has(path)) : []);
	if (site.has('index.html'))
		seen.add('index.html');
	for (const path of seen) {
		if (!site.has(path))
			return `${path} is gone`;
		for (const to of targets(path, site.get(path))) {
			if (!site.has(to))
				return `${path} leads to ${to}`;
			seen.add(to);
		}
	}
	if (seen.has('search.html')) {
		const missing = index(site, site.get('search/manifest.js'));
		if (missing.length)
			return `search/manifest.js leads to ${missing[0]}`;
	}
	return null;
}

function verify(site, before, what) {
	const found = dead(site, before);
	if (found) {
		console.error(`${what}: ${found}`);
		process.exit(1);
	}
}

function along(old, fresh, lines) {
	const site = new Map(old);
	for (const line of lines) {
		const [what, path] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)];
		if (path === '.broadsheet-published')
			continue;
		if (what === 'put')
			site.set(path, fresh.get(path));
		else
			site.delete(path);
		verify(site, old, line);
	}
	for (const [path, hash] of fresh) {
		if (site.get(path) !== hash)
			throw new Error(`${path} is not as it was to be`);
	}
	console.log(`${lines.length} instants`);
}

function between(before, after, number) {
	let count = 0;
	for (const path of new Set([...before.keys(), ...after.keys()])) {
		if (before.get(path) === after.get(path))
			continue;
		const site = new Map(before);
		if (after.has(path))
			site.set(path, after.get(path));
		else
			site.delete(path);
		verify(site, before, `step ${number}, ${path} first`);
		count++;
	}
	verify(after, before, `after step ${number}`);
	return count;
}

const [mode, ...folders] = process.argv.slice(2);
const known = folders.slice(0, 2).map(read);
if (mode === 'snapshots') {
	const numbers = readdirSync(folders[2]).map(Number).sort((a, b) => a - b);
	const sites = numbers.map((number) => read(join(folders[2], String(number))));
	let count = 0;
	for (let i = 1; i < sites.length; i++)
		count += between(sites[i - 1], sites[i], i);
	console.log(`${sites.length} snapshots, ${count} files`);
} else {
	const lines = readFileSync(folders[2], 'utf8').split('\n').slice(0, -1);
	along(...known, mode === 'backwards' ? lines.reverse() : lines);
}
