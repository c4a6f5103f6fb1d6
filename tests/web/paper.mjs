// What a page looks like on paper: a PDF of Chromium's as pictures of its
// sheets, by poppler's pdftoppm, and what is measured on them.

import { execFileSync, spawnSync } from "node:child_process";
import { deflateSync, inflateSync } from "node:zlib";

export const canPicture = !spawnSync("pdftoppm", ["-v"]).error;

/** The sheets of a PDF in grey, 0 is black: [{ width, height, pixels }]. */
export function sheetsOf(pdf, dotsAnInch) {
	const bytes = execFileSync("pdftoppm", ["-gray", "-r", String(dotsAnInch), "-"], { input: pdf, maxBuffer: 1 << 30 });
	const sheets = [];
	for (let at = 0; at < bytes.length;) {
		const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString("latin1", at, at + 40));
		const from = at + head.length;
		at = from + width * height;
		sheets.push({ width: Number(width), height: Number(height), pixels: bytes.subarray(from, at) });
	}
	return sheets;
}

const INK = 160;     /* what is darker is printed */
const BLACK = 60;    /* and that is black, as no grey of charts is */
const MARGIN = 14;   /* millimetres at the edges where nothing stands; the style sheet says 16 and 18 */
const BADGE = [9, 3]; /* millimetres: no letter and no rule is black over so wide and high a piece */

/** What is wrong with a sheet: it is empty, something is cut off at its edge, or black with nothing to be read on it. */
export function faultsOf({ width, height, pixels }) {
	const dots = width / 210, faults = [];
	const margin = Math.floor(MARGIN * dots);
	let ink = 0, outside = 0;
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			if (pixels[y * width + x] >= INK)
				continue;
			ink++;
			outside += x < margin || x >= width - margin || y < margin || y >= height - margin;
		}
	}
	if (ink === 0)
		faults.push("is empty");
	if (outside > 0)
		faults.push(`${outside} dots of ink are at its edge`);
	const black = blackPiece({ width, height, pixels }, Math.round(BADGE[0] * dots), Math.round(BADGE[1] * dots));
	if (black)
		faults.push(`is black at ${black.map((n) => Math.round(n / dots))} mm`);
	return faults;
}

/** Where a piece of so many dots is black all over: [x, y], or null. */
function blackPiece({ width, height, pixels }, wide, high) {
	const above = new Uint16Array(width); /* how many black dots end here, from above */
	for (let y = 0; y < height; y++) {
		for (let x = 0, run = 0; x < width; x++) {
			above[x] = pixels[y * width + x] < BLACK ? above[x] + 1 : 0;
			run = above[x] >= high ? run + 1 : 0;
			if (run >= wide)
				return [x, y];
		}
	}
	return null;
}

/* ── pictures that are kept: grey PNG files without filters ── */

const crcTable = Array.from({ length: 256 }, (_, n) => {
	for (let k = 0; k < 8; k++)
		n = n & 1 ? 0xEDB88320 ^ n >>> 1 : n >>> 1;
	return n >>> 0;
});
const crc = (bytes) => (bytes.reduce((c, b) => crcTable[(c ^ b) & 255] ^ c >>> 8, -1) ^ -1) >>> 0;

function chunk(type, data) {
	const body = Buffer.concat([Buffer.from(type, "latin1"), data]), out = Buffer.alloc(body.length + 8);
	out.writeUInt32BE(data.length, 0);
	body.copy(out, 4);
	out.writeUInt32BE(crc(body), body.length + 4);
	return out;
}

export function writePicture({ width, height, pixels }) {
	const head = Buffer.alloc(13), rows = Buffer.alloc((width + 1) * height);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head[8] = 8; /* bits a dot, in grey */
	for (let y = 0; y < height; y++)
		Buffer.from(pixels.buffer, pixels.byteOffset + y * width, width).copy(rows, y * (width + 1) + 1);
	return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), chunk("IHDR", head), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

/** Of a file that writePicture() made. */
export function readPicture(bytes) {
	const width = bytes.readUInt32BE(16), height = bytes.readUInt32BE(20), length = bytes.readUInt32BE(33);
	const rows = inflateSync(bytes.subarray(41, 41 + length)), pixels = Buffer.alloc(width * height);
	for (let y = 0; y < height; y++)
		rows.copy(pixels, y * width, y * (width + 1) + 1, (y + 1) * (width + 1));
	return { width, height, pixels };
}

/** A picture of a part of the size, each dot as grey as those that it stands for. */
export function smaller({ width, height, pixels }, by) {
	const w = Math.floor(width / by), h = Math.floor(height / by), out = Buffer.alloc(w * h);
	for (let y = 0; y < h; y++) {
		for (let x = 0; x < w; x++) {
			let sum = 0;
			for (let i = 0; i < by * by; i++)
				sum += pixels[(y * by + Math.floor(i / by)) * width + x * by + i % by];
			out[y * w + x] = Math.round(sum / by / by);
		}
	}
	return { width: w, height: h, pixels: out };
}

/** How unlike two pictures are: the share of their pieces of 8 × 8 dots whose grey differs by more than a tenth. */
export function difference(one, other) {
	if (one.width !== other.width || one.height !== other.height)
		return 1;
	const a = smaller(one, 8).pixels, b = smaller(other, 8).pixels;
	return a.reduce((sum, grey, i) => sum + (Math.abs(grey - b[i]) > 25), 0) / a.length;
}
