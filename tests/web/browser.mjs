// Chromium, the pages of a built site in it, and what must not happen there.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** Starts the Chromium that tests/web/chromium.sh found. */
export function launch() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
		args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
			"--disable-background-networking", "--disable-component-update", "--disable-sync"],
	});
}

const types = {
	".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript",
	".svg": "image/svg+xml", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8",
	".json": "application/json", ".jsonl": "application/x-ndjson", ".csv": "text/csv", ".png": "image/png",
};

/** Serves the folder below a path on loopback: {address, close}. */
export async function serve(folder, path = "/some/where/") {
	const server = createServer(async (request, response) => {
		const url = decodeURIComponent(new URL(request.url, "http://x").pathname);
		const file = join(resolve(folder), url.slice(path.length));
		try {
			if (!url.startsWith(path))
				throw new Error("outside");
			const body = await readFile(file);
			response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
			response.end(body);
		} catch {
			response.writeHead(404).end();
		}
	});
	await new Promise((done) => server.listen(0, "127.0.0.1", done));
	return {
		address: `http://127.0.0.1:${server.address().port}${path}`,
		close: () => new Promise((done) => server.close(done)),
	};
}

/** The address of the folder for a page that is opened from the disk. */
export function onDisk(folder) {
	return pathToFileURL(resolve(folder)).href + "/";
}

/**
 * A page that notes, in the array it is given, errors on the console, failed
 * requests and requests that leave the site.
 */
export async function watchedPage(context, address, problems) {
	const page = await context.newPage();
	page.on("console", (m) => m.type() === "error" && problems.push(`${page.url()}: console: ${m.text()}`));
	page.on("pageerror", (e) => problems.push(`${page.url()}: ${e.message}`));
	page.on("requestfailed", (r) => {
		// Walking on while an icon is still on its way aborts its request.
		if (r.failure()?.errorText !== "net::ERR_ABORTED")
			problems.push(`${page.url()}: failed: ${r.url()}`);
	});
	page.on("request", (r) => {
		if (!r.url().startsWith(address) && !r.url().startsWith("data:"))
			problems.push(`${page.url()}: asks for ${r.url()}`);
	});
	page.on("response", (r) => r.status() >= 400 && problems.push(`${page.url()}: ${r.status()} for ${r.url()}`));
	return page;
}

/** How many pixels the page is wider than the window. */
export function overhang(page) {
	return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
