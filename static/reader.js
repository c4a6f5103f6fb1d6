/*
 * The reader's tools: text size, vertical setting, copying the citation, and
 * the arrow keys between neighbours. The page is whole without them.
 */
(function () {
	"use strict";

	var root = document.documentElement;
	var sizes = [1, 2, 3, 4];
	var usual = 2;

	/* Some browsers keep nothing for files opened from the disk. */
	function recall(name) {
		try {
			return localStorage.getItem("broadsheet." + name);
		} catch (e) {
			return null;
		}
	}

	function remember(name, value) {
		try {
			localStorage.setItem("broadsheet." + name, value);
		} catch (e) {
			return;
		}
	}

	function size() {
		var n = Number(recall("size"));
		return sizes.indexOf(n) < 0 ? usual : n;
	}

	function setSize(n) {
		sizes.forEach(function (s) {
			root.classList.toggle("size-" + s, s === n && s !== usual);
		});
		document.querySelectorAll("[data-do=smaller]").forEach(function (b) {
			b.disabled = n === sizes[0];
		});
		document.querySelectorAll("[data-do=larger]").forEach(function (b) {
			b.disabled = n === sizes[sizes.length - 1];
		});
	}

	/* What scrolls sideways must be reachable by the keyboard. */
	function setVertical(on) {
		root.classList.toggle("vertical", on);
		document.querySelectorAll("[data-do=vertical]").forEach(function (b) {
			b.setAttribute("aria-pressed", String(on));
		});
		document.querySelectorAll(".article .text").forEach(function (t) {
			if (on) {
				t.setAttribute("tabindex", "0");
			} else {
				t.removeAttribute("tabindex");
			}
		});
	}

	function select(node) {
		var range = document.createRange();
		range.selectNodeContents(node);
		getSelection().removeAllRanges();
		getSelection().addRange(range);
	}

	/* The clipboard is closed to pages opened from the disk in some browsers; then the old way. */
	function copy(text, node, done) {
		function old() {
			select(node);
			if (document.execCommand("copy")) {
				done();
			}
		}
		if (navigator.clipboard) {
			navigator.clipboard.writeText(text).then(done, old);
		} else {
			old();
		}
	}

	function say(button, text) {
		var usualText = button.textContent;
		if (usualText === text) {
			return;
		}
		button.textContent = text;
		setTimeout(function () {
			button.textContent = usualText;
		}, 2000);
	}

	var acts = {
		smaller: function () {
			remember("size", Math.max(size() - 1, sizes[0]));
			setSize(size());
		},
		larger: function () {
			remember("size", Math.min(size() + 1, sizes[sizes.length - 1]));
			setSize(size());
		},
		vertical: function () {
			var on = !root.classList.contains("vertical");
			remember("vertical", on ? "yes" : "no");
			setVertical(on);
		},
		copy: function (button) {
			var node = document.getElementById("citation");
			copy(node.textContent.trim(), node, function () {
				say(button, button.dataset.done);
			});
		}
	};

	function follow(event) {
		var inText = event.target.closest("input, textarea, select, [tabindex], [contenteditable]");
		var rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
		if (!rel || inText || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
			return;
		}
		var link = document.querySelector(".pager a[rel=" + rel + "]");
		if (link) {
			link.click();
		}
	}

	setSize(size());
	setVertical(recall("vertical") === "yes");
	document.querySelectorAll(".tools").forEach(function (t) {
		t.hidden = false;
	});
	document.addEventListener("click", function (event) {
		var button = event.target.closest("[data-do]");
		if (button) {
			acts[button.dataset.do](button);
		}
	});
	document.addEventListener("keydown", follow);
}());
