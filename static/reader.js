/*
 * The reader's tools: text size, vertical setting, copying citations and the
 * text, and the arrow keys between neighbours. The page is whole without them.
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

	/* Upright text runs on to the left, where a wheel does not turn by itself; at its ends the page goes on. */
	function turn(event) {
		var text = event.currentTarget;
		var before = text.scrollLeft;
		if (event.deltaX || event.ctrlKey || event.shiftKey) {
			return;
		}
		text.scrollLeft -= event.deltaMode === 1 ? event.deltaY * 20 : event.deltaY;
		if (text.scrollLeft !== before) {
			event.preventDefault();
		}
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
				t.addEventListener("wheel", turn, { passive: false });
			} else {
				t.removeAttribute("tabindex");
				t.removeEventListener("wheel", turn);
			}
		});
	}

	/* The clipboard is closed to pages opened from the disk in some browsers; then the old way. */
	function copy(text, done) {
		function old() {
			var area = document.createElement("textarea");
			var focused = document.activeElement;
			area.value = text;
			area.className = "unseen";
			document.body.append(area);
			area.select();
			if (document.execCommand("copy")) {
				done();
			}
			area.remove();
			focused.focus();
		}
		if (navigator.clipboard) {
			navigator.clipboard.writeText(text).then(done, old);
		} else {
			old();
		}
	}

	/* GB/T 7714—2015 asks on which day a page of the net was read: when it is copied or printed. */
	function fillToday() {
		var now = new Date();
		var day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (n) {
			return String(n).padStart(2, "0");
		});
		document.querySelectorAll(".today").forEach(function (node) {
			node.textContent = "[" + day.join("-") + "]";
		});
	}

	/* On paper a page of a site that does not know its address says from where it came. */
	function tellAddress() {
		fillToday();
		if (!document.querySelector("link[rel=canonical]")) {
			document.querySelectorAll(".provenance").forEach(function (node) {
				node.dataset.address = location.href;
			});
		}
	}

	/* The article that the button belongs to, as it reads or as Markdown; broadsheetText is in reader-text.js. */
	function article(form, button) {
		var reading = button.closest(".reading");
		return broadsheetText[form](reading.querySelector(".article"), reading.querySelector(".citation"));
	}

	/* Says on the button for a moment that it is done; its width stays. */
	function done(button) {
		return function () {
			var usual = Array.from(button.childNodes);
			if (button.dataset.said) {
				return;
			}
			button.dataset.said = "yes";
			button.style.minWidth = button.offsetWidth + "px";
			button.replaceChildren(button.dataset.done);
			setTimeout(function () {
				button.replaceChildren.apply(button, usual);
				delete button.dataset.said;
			}, 2000);
		};
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
			fillToday();
			copy(document.getElementById(button.dataset.of).textContent.trim(), done(button));
		},
		text: function (button) {
			fillToday();
			copy(article("plain", button), done(button));
		},
		markdown: function (button) {
			fillToday();
			copy(article("markdown", button), done(button));
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
	addEventListener("beforeprint", tellAddress);
}());
