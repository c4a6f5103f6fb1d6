/*
 * A filter over the names of all authors: the list is in author-names.js,
 * which is asked for when something is typed. Without script there are letters.
 */
(function () {
	"use strict";

	var box = document.querySelector(".author-filter");
	var MOST = 60;
	var names = null;

	function load(then) {
		if (names) {
			then();
			return;
		}
		var script = document.createElement("script");
		script.src = box.dataset.names;
		script.onload = function () {
			names = window.broadsheetAuthors || [];
			then();
		};
		document.head.append(script);
	}

	/* [name, articles, years, place]: a place is told only where it is not the name's own. */
	function item(entry) {
		var li = document.createElement("li");
		var a = document.createElement("a");
		a.href = box.dataset.root + (entry[3] || "authors/" + encodeURIComponent(entry[0]) + ".html");
		a.textContent = entry[0];
		li.append(a);
		[entry[1], entry[2]].forEach(function (fact) {
			if (fact) {
				var span = document.createElement("span");
				span.className = "facts";
				span.textContent = fact;
				li.append(" ", span);
			}
		});
		return li;
	}

	function show() {
		var typed = box.querySelector("input").value.trim().toLowerCase();
		var found = typed ? names.filter(function (entry) {
			return entry[0].toLowerCase().indexOf(typed) >= 0;
		}) : [];
		var status = box.querySelector("[role=status]");
		/* Who wrote most comes first. */
		found.sort(function (a, b) {
			return b[1] - a[1];
		});
		box.querySelector(".names").replaceChildren.apply(box.querySelector(".names"), found.slice(0, MOST).map(item));
		status.textContent = typed ? status.dataset.found.replace("%s", found.length) : "";
		document.documentElement.classList.toggle("filtered", typed !== "");
	}

	if (box) {
		box.hidden = false;
		box.querySelector("input").addEventListener("input", function () {
			load(show);
		});
	}
}());
