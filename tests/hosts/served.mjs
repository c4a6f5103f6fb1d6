// Whether a web server hands out a site as it should, in TAP.
//
//	node served.mjs ADDRESS FOLDER gzip[,br]
//
// ADDRESS is that of the site's first page, FOLDER holds its files; then the
// compressed forms that the server sends of files that have them.
import { readFileSync, readdirSync, statSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import http from 'node:http';
import zlib from 'node:zlib';

const [address, folder, forms] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
let number = 0, failed = 0;

function told(name, problems) {
	number++;
	if (problems.length) {
		failed++;
		console.log(`not ok ${number} - ${name}`);
		problems.slice(0, 10).forEach((problem) => console.log(`# ${problem}`));
	} else {
		console.log(`ok ${number} - ${name}`);
	}
}

function get(path, headers = {}) {
	return new Promise((resolve, reject) => {
		const url = new URL(address.replace(/\/$/, '') + path.split('/').map(encodeURIComponent).join('/'));
		http.get(url, { agent, headers }, (answer) => {
			const parts = [];
			answer.on('data', (part) => parts.push(part));
			answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
		}).on('error', reject);
	});
}

const read = (path) => readFileSync(join(folder, path));
const files = readdirSync(folder, { recursive: true })
	.filter((path) => statSync(join(folder, path)).isFile() && !/(^|\/)\./.test(path)).sort();

// differences: what of the wanted headers is not so.
function differences(path, answer, status, wanted) {
	const found = answer.status === status ? [] : [`${path}: ${answer.status} for ${status}`];
	for (const [name, value] of Object.entries(wanted)) {
		const is = answer.headers[name];
		if (value instanceof RegExp ? !value.test(is ?? '') : is !== value)
			found.push(`${path}: ${name} is ${is}`);
	}
	return found;
}

async function check(name, path, status, wanted, headers) {
	told(name, differences(path, await get(path, headers), status, wanted));
}

const types = { html: /^text\/html/, css: /^text\/css/, js: /javascript/, svg: /^image\/svg/, xml: /xml/, json: /json/ };
const problems = [];
for (const path of files) {
	const answer = await get(`/${path}`);
	const type = types[path.split('.').pop()];
	problems.push(...differences(path, answer, 200, type && !/\.(gz|br)$/.test(path) ? { 'content-type': type } : {}));
	if (!answer.body.equals(read(path)))
		problems.push(`${path}: other bytes`);
}
told(`all ${files.length} files are there`, problems);

const safe = {
	'content-security-policy': /default-src 'none'.*connect-src 'self'.*frame-ancestors 'self'$/,
	'x-content-type-options': 'nosniff', 'referrer-policy': 'strict-origin-when-cross-origin',
	'permissions-policy': /camera=\(\)/,
};
const folders = [...new Set(files.map((path) => path.replace(/[^/]*$/, '')))];
const indexed = folders.filter((path) => existsSync(join(folder, path, 'index.html')));
const home = await get('/');
told('the first page', [
	...differences('/', home, 200, { ...safe, 'cache-control': 'no-cache', 'content-type': /^text\/html; charset=utf-8/i }),
	...(home.body.equals(read('index.html')) ? [] : ['other bytes'])]);
await check('a folder with an index', `/${indexed.at(-1)}`, 200, { 'content-type': /^text\/html/ });
await check('and without its slash', `/${indexed.at(-1).slice(0, -1)}`,
	(await get(`/${indexed.at(-1).slice(0, -1)}`)).status === 301 ? 301 : 308,
	{ location: new RegExp(`(^|[/.])${indexed.at(-1)}$`) });
const bare = address.replace(/\/$/, '');
if (new URL(bare).pathname !== '/') {
	const answer = await new Promise((resolve) => http.get(bare, (a) => { a.resume(); resolve(a); }));
	const to = new URL(answer.headers.location ?? '', bare).pathname;
	told('the folder of the site without its slash', [301, 302, 308].includes(answer.statusCode) && to === `${new URL(bare).pathname}/`
		? [] : [`${answer.statusCode} ${to}`]);
}

const same = await get('/', { 'if-none-match': home.headers.etag ?? 'none' });
told('a file that the browser has is not sent again', differences('/', same, 304, {}));
await check('a part of a file', '/style.css', 206, { 'content-range': /^bytes 0-9\// }, { range: 'bytes=0-9' });

await check('styles are kept for an hour', '/style.css', 200, { 'cache-control': 'public, max-age=3600' });
const shard = files.find((path) => /^search\/\d+-\d+-\d+\/[0-9a-f]+-[^/]*\.js$/.test(path));
await check('the search index for ever', `/${shard}`, 200, { 'cache-control': 'public, max-age=31536000, immutable' });
await check('but for the list of its parts', '/search/manifest.js', 200, { 'cache-control': 'no-cache' });
await check('feeds are asked for anew', '/feed.xml', 200, { 'cache-control': 'no-cache' });
await check('data may be read from elsewhere', '/data/articles.csv', 200,
	{ 'access-control-allow-origin': '*', 'content-type': /charset=utf-8/i });
await check('pictures of pages, too', '/2022/01/19/page.webp', 200, { 'access-control-allow-origin': '*', 'content-type': /^image\/webp/ });
await check('pages may not', '/about.html', 200, { 'access-control-allow-origin': undefined });

for (const path of ['/nothing.html', '/2022/nothing/', '/data/', '/.broadsheet', '/.broadsheet-published', '/.git/config', '/2022/.hidden']) {
	const answer = await get(path);
	told(`${path} is not there, and a page says so`, [
		...differences(path, answer, 404, { ...(path === '/nothing.html' ? safe : {}), 'cache-control': 'no-cache', 'content-type': /^text\/html/ }),
		...(answer.body.equals(read('404.html')) ? [] : ['it is another page'])]);
}
await check('what is meant for everybody, in .well-known', '/.well-known/security.txt', 200, {});
for (const path of ['/%2ebroadsheet', '/%2Egit/config', '/.well-known/.hidden', '/2022/../.broadsheet', '//.broadsheet']) {
	const url = new URL(address);
	const status = await new Promise((resolve) => http.get({ host: url.hostname, port: url.port,
		path: url.pathname.replace(/\/$/, '') + path }, (a) => { a.resume(); resolve(a.statusCode); }));
	told(`${path} is not there either`, status === 404 || (status > 300 && status < 309) ? [] : [`${status}`]);
}
for (const path of ['/%2e%2e/outside.txt', '/..%2foutside.txt', '/2022/%2e%2e/%2e%2e/outside.txt']) {
	const url = new URL(address);
	const answer = await new Promise((resolve) => http.get({ host: url.hostname, port: url.port,
		path: url.pathname.replace(/\/$/, '') + path }, (a) => {
		const parts = [];
		a.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts).toString()));
	}));
	told(`${path} leads nowhere`, answer.includes('outside') ? ['out of the folder'] : []);
}

const open = { gzip: zlib.gunzipSync, br: zlib.brotliDecompressSync };
const endings = { gzip: 'gz', br: 'br' };
for (const form of (forms ?? '').split(',').filter(Boolean)) {
	const wrong = [];
	for (const path of files.filter((path) => files.includes(`${path}.${endings[form]}`))) {
		const answer = await get(`/${path}`, { 'accept-encoding': form });
		wrong.push(...differences(path, answer, 200, { 'content-encoding': form, vary: /accept-encoding/i }));
		if (!answer.body.equals(read(`${path}.${endings[form]}`)))
			wrong.push(`${path}: not the file that was compressed before`);
		else if (!open[form](answer.body).equals(read(path)))
			wrong.push(`${path}: other bytes`);
	}
	told(`files are sent compressed as they are: ${form}`, wrong);
}
agent.destroy();
console.log(`1..${number}`);
process.exit(failed ? 1 : 0);
