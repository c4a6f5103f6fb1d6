/*
 * Articles that a reader keeps: a list in this browser and nowhere else. On an
 * article's page a button puts it there; saved.html shows the list, prints it
 * and hands it over as RIS, BibTeX, CSL-JSON and CSV.
 */
(function () {
	"use strict";

	var KEY = "broadsheet.saved";
	var root = new URL(".", document.currentScript.src).href;

	/* Some browsers keep nothing for files opened from the disk. */
	function read() {
		try {
			var list = JSON.parse(localStorage.getItem(KEY) || "[]");
			return Array.isArray(list) ? list : [];
		} catch (e) {
			return [];
		}
	}

	function write(list) {
		try {
			localStorage.setItem(KEY, JSON.stringify(list));
			return true;
		} catch (e) {
			return false;
		}
	}

	function place(list, url) {
		return list.findIndex(function (entry) {
			return entry.url === url;
		});
	}

	/* ── an article ── */

	function textOf(node) {
		return node ? node.textContent.trim() : "";
	}

	function entryOf(reading) {
		var article = reading.querySelector(".article");
		var time = document.querySelector(".crumbs ~ .head time, .article time");
		var anchor = article.id ? "#" + article.id : "";
		var mark = article.id ? "-" + article.id : "";
		return {
			url: location.href.replace(/[?#].*/, "").slice(root.length) + anchor,
			title: textOf(article.querySelector("h1, h2")),
			date: time ? time.dateTime : "",
			names: Array.from(article.querySelectorAll("[rel=author]")).map(textOf),
			cite: textOf(document.getElementById("gbt-2015" + mark)),
			csl: textOf(document.getElementById("csl" + mark))
		};
	}

	function showButton(button, list) {
		var kept = place(list, entryOf(button.closest(".reading")).url) >= 0;
		button.setAttribute("aria-pressed", String(kept));
	}

	function toggle(button) {
		var list = read(), entry = entryOf(button.closest(".reading")), at = place(list, entry.url);
		if (at >= 0) {
			list.splice(at, 1);
		} else {
			list.push(entry);
		}
		if (write(list)) {
			showButton(button, list);
		}
	}

	/* ── files ── */

	/* cite-formats.js is asked for when it is needed. */
	function withFormats(then) {
		if (window.broadsheetCite) {
			then();
			return;
		}
		var script = document.createElement("script");
		script.src = root + "cite-formats.js";
		script.onload = then;
		document.head.append(script);
	}

	/* Each article has a list of one. A table has its address even if that is only this copy's. */
	function itemsOf(list, form) {
		return list.reduce(function (all, entry) {
			return all.concat(JSON.parse(entry.csl || "[]").map(function (item) {
				return form === "csv" && !item.URL ? Object.assign(item, { URL: root + entry.url }) : item;
			}));
		}, []);
	}

	function hand(list, form, name) {
		withFormats(function () {
			window.broadsheetCite.hand(itemsOf(list, form), form, name);
		});
	}

	/* ── saved.html ── */

	function row(entry, index) {
		var item = document.getElementById("saved-entry").content.firstElementChild.cloneNode(true);
		var link = item.querySelector("a");
		link.href = root + entry.url;
		link.textContent = entry.title;
		item.querySelector("time").dateTime = entry.date;
		item.querySelector("time").textContent = entry.date;
		item.querySelector(".who").textContent = entry.names.join("、");
		item.querySelector(".citation").textContent = entry.cite;
		item.querySelector("button").dataset.forget = index;
		return item;
	}

	function show() {
		var list = read();
		var page = document.getElementById("saved");
		page.querySelector("ol").replaceChildren.apply(page.querySelector("ol"), list.map(row));
		page.classList.toggle("empty", list.length === 0);
		page.querySelector("[role=status]").textContent = page.dataset.count.replace("%s", list.length);
	}

	function forget(button) {
		var list = read();
		list.splice(Number(button.dataset.forget), 1);
		write(list);
		show();
		(document.querySelector("#saved ol button") || document.getElementById("main")).focus();
	}

	document.addEventListener("click", function (event) {
		var button = event.target.closest("button");
		if (!button) {
			return;
		}
		if (button.dataset.save !== undefined) {
			toggle(button);
		} else if (button.dataset.file) {
			var entry = entryOf(button.closest(".reading"));
			hand([entry], button.dataset.file, entry.url.replace(/\.html|#/g, "").replace(/\//g, "-"));
		} else if (button.dataset.forget) {
			forget(button);
		} else if (button.dataset.hand) {
			hand(read(), button.dataset.hand, "articles");
		} else if (button.dataset.print !== undefined) {
			window.print();
		}
	});

	var list = read();
	document.querySelectorAll("[data-save]").forEach(function (button) {
		showButton(button, list);
	});
	if (document.getElementById("saved")) {
		document.querySelector("#saved .tools").hidden = false;
		show();
		addEventListener("storage", show);
	}
}());
