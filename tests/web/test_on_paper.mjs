// Pictures of every kind of page on paper, kept in tests/web/on-paper: the first
// sheet of each page of a small invented archive. Whoever changes how pages
// look on paper makes them anew, and looks at them:
//
//	node tests/web/test_on_paper.mjs SITE -u
//
// They hold for the typefaces that they were made with.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch, onDisk } from "./browser.mjs";
import { listFiles, onePageOfEachKind } from "./site.mjs";
import { canPicture, difference, faultsOf, readPicture, sheetsOf, smaller, writePicture } from "./paper.mjs";
import { finish, siteArgument, skip, test } from "./tap.mjs";

const DOTS = 50;   /* an inch, to measure; half of it is kept */
const MOST = 0.05; /* of a picture may have changed */

const site = siteArgument(), anew = process.argv[3] === "-u";
const folder = join(dirname(fileURLToPath(import.meta.url)), "on-paper");
const typefaces = () => execFileSync("sh", ["-c", "fc-match 'Noto Serif CJK SC' file; fc-match 'Noto Sans CJK SC' file; fc-match KaiTi file"], { encoding: "utf8" });
const made = join(folder, "typefaces");

/** Why pictures cannot be compared here, if they cannot. */
function reason() {
	if (!canPicture)
		return "pdftoppm is not there (Debian: poppler-utils)";
	try {
		return anew || readFileSync(made, "utf8") === typefaces() ? "" : "other typefaces than the pictures were made with";
	} catch {
		return "fc-match does not tell the typefaces";
	}
}

if (reason()) {
	skip("pictures of pages on paper", reason());
	process.exit();
}
if (anew) {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder);
	writeFileSync(made, typefaces());
}

const browser = await launch();
/* Without script: the front page would show the day on which it is tested. */
const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
const files = listFiles(site).filter((file) => file !== "404.html"); /* which finds its style only on a server */
const names = [];
for (const [kind, file] of onePageOfEachKind(files, (f) => statSync(join(site, f)).size)) {
	const name = kind.replace(/\.html$/, "").replace(/[^a-z]+/g, "-") + ".png";
	names.push(name);
	await page.goto(onDisk(site) + file.split("/").map(encodeURIComponent).join("/"));
	const sheets = sheetsOf(await page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: true }), DOTS);
	const problems = sheets.flatMap((sheet, i) => faultsOf(sheet).map((fault) => `${file}: sheet ${i + 1} ${fault}`));
	const picture = smaller(sheets[0], 2), kept = join(folder, name);
	if (anew)
		writeFileSync(kept, writePicture(picture));
	else if (!existsSync(kept))
		problems.push(`there is no picture of ${file}: node tests/web/test_on_paper.mjs SITE -u makes it`);
	else if (difference(picture, readPicture(readFileSync(kept))) > MOST) {
		const now = join(site, `../printed-${name}`);
		writeFileSync(now, writePicture(picture));
		problems.push(`${file} looks otherwise than ${kept}, as ${now}: if it should, node tests/web/test_on_paper.mjs SITE -u`);
	}
	test(`a picture on paper: ${kind}`, problems);
}
await browser.close();
test("no picture is of a kind that is gone", readdirSync(folder).filter((name) => name !== "typefaces" && !names.includes(name)));
finish();
