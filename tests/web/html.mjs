// Just enough of HTML to find tags and their attributes in pages that
// html-validate has found well formed.

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescape(text) {
	return text.replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (whole, name) => {
		if (name[0] !== "#")
			return entities[name.toLowerCase()] ?? whole;
		const hex = name[1].toLowerCase() === "x";
		return String.fromCodePoint(parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10));
	});
}

const tagPattern = /<!--[\s\S]*?-->|<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>|<([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const attributePattern = /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

function attributes(text) {
	const found = {};
	for (const [, name, double, single, bare] of text.matchAll(attributePattern))
		found[name.toLowerCase()] = unescape(double ?? single ?? bare ?? "");
	return found;
}

/** All start tags as {name, attributes}; scripts and styles without content. */
export function tags(html) {
	const found = [];
	for (const [whole, raw, name, rest] of html.matchAll(tagPattern)) {
		if (raw) {
			const head = whole.slice(0, whole.indexOf(">"));
			found.push({ name: raw.toLowerCase(), attributes: attributes(head.slice(raw.length + 1)) });
		} else if (name) {
			found.push({ name: name.toLowerCase(), attributes: attributes(rest) });
		}
	}
	return found;
}
