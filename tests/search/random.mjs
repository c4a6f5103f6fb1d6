/** Numbers below n that look random and are the same each time. */
export function random(seed) {
	let state = seed >>> 0;
	return function (n) {
		state = (state + 0x6D2B79F5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return Math.floor(((t ^ (t >>> 14)) >>> 0) / 4294967296 * n);
	};
}
