// html-validate over the pages of the site: of each kind, all that are not very many.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { filesUnlike, kindOf, listFiles, someOfEachKind } from "./site.mjs";
import { finish, siteArgument, test } from "./tap.mjs";

const site = siteArgument();
const here = dirname(fileURLToPath(import.meta.url));
const rules = JSON.parse(readFileSync(join(here, "html-validate.json"), "utf8"));
const validator = new HtmlValidate(new FileSystemConfigLoader(rules));

const MOST = 200;
const problemsOfKind = new Map();
const pagesOfKind = new Map();
for (const file of someOfEachKind(filesUnlike(process.argv[3], site, listFiles(site)), MOST)) {
	const kind = kindOf(file);
	const problems = problemsOfKind.get(kind) ?? [];
	problemsOfKind.set(kind, problems);
	pagesOfKind.set(kind, (pagesOfKind.get(kind) ?? 0) + 1);
	const report = validator.validateStringSync(readFileSync(join(site, file), "utf8"), file);
	for (const result of report.results)
		for (const m of result.messages)
			problems.push(`${file}:${m.line}:${m.column}: ${m.message} (${m.ruleId})`);
}
for (const [kind, problems] of problemsOfKind)
	test(`valid HTML: ${kind} (${pagesOfKind.get(kind)})`, problems);
finish();
