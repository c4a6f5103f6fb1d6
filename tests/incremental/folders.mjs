// Files below a folder, and whether two folders hold the same.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Paths of all files, sorted. */
export function filesOf(folder) {
	if (!existsSync(folder))
		return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile())
		.map((e) => join(e.parentPath ?? e.path, e.name)).sort();
}

/** What is in one folder and not in the other, or not the same. */
export function compareFolders(a, b) {
	const names = (folder) => filesOf(folder).map((f) => f.slice(folder.length + 1));
	const left = names(a), right = new Set(names(b)), problems = [];
	for (const name of left) {
		if (!right.delete(name))
			problems.push(`${name} should not be there`);
		else if (!readFileSync(join(a, name)).equals(readFileSync(join(b, name))))
			problems.push(`${name} is not that of a clean build`);
	}
	return [...problems, ...[...right].map((name) => `${name} is not there`)];
}
