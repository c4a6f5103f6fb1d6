/*
 * The article of a page as it reads and as CommonMark. What cmark made of that
 * again is what stands on the page; tests/web/test_text.mjs compares the two.
 */
var broadsheetText = (function () {
	"use strict";

	var sign = /[\p{P}\p{S}]$/u;

	/* No character of the paper is a sign of Markdown. */
	function escaped(text) {
		return text.replace(/[\\`*_[\]<>&#~|]/g, "\\$&");
	}

	/* What begins a line must not be taken for an item of a list or the line below a heading. */
	function guarded(line) {
		return line.replace(/^(\d+)([.)])/, "$1\\$2").replace(/^[-+=]/, "\\$&");
	}

	/* The inside of a block: its lines. Two stars behind a sign close only before a blank. */
	function inside(node, markdown) {
		return Array.from(node.childNodes, function (child) {
			if (child.nodeName === "BR") {
				return "\n";
			}
			if (child.nodeType === Node.TEXT_NODE) {
				var text = child.data.replace(/[ \t]*\n[ \t]*/g, "");
				return markdown ? escaped(text) : text;
			}
			var part = inside(child, markdown);
			if (!markdown || child.nodeName !== "STRONG") {
				return part;
			}
			return "**" + part + "**" + (sign.test(part) ? " " : "");
		}).join("");
	}

	function block(node, markdown) {
		var text = inside(node, markdown).trim();
		if (!markdown) {
			return text;
		}
		text = text.split("\n").map(guarded).join("\\\n");
		if (/^H\d$/.test(node.nodeName)) {
			return "#".repeat(Number(node.nodeName[1])) + " " + text;
		}
		return node.closest(".caption") ? "> " + text.replace(/\n/g, "\n> ") : text;
	}

	function whole(article, source, markdown) {
		var nodes = article.querySelectorAll("hgroup > :not(.note), .text :is(p, h2, h3)");
		var blocks = Array.from(nodes, function (node) {
			return block(node, markdown);
		});
		return blocks.concat(source ? block(source, markdown) : []).join("\n\n") + "\n";
	}

	return {
		/* The headline and all that belongs to it, the text, and source, an element, at its end. */
		plain: function (article, source) {
			return whole(article, source, false);
		},
		markdown: function (article, source) {
			return whole(article, source, true);
		}
	};
}());
