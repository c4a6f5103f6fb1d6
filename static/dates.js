/*
 * Going to a date, from any page: a button in the head opens a box for a date
 * and the years of the archive. Which days have an issue is in issue-dates.js,
 * which is asked for when it is first needed. Without script the menu leads to
 * all years.
 */
(function () {
	"use strict";

	var box = document.querySelector(".go");
	var root = box ? box.dataset.root : "";
	var days = null; // sorted: "1998-01-09"

	function two(n) {
		return String(n).padStart(2, "0");
	}

	/* issue-dates.js has a number for each month of a year, in hexadecimal, with a bit for each day. */
	function unpack(years) {
		var list = [];
		Object.keys(years).sort().forEach(function (year) {
			for (var month = 0; month < 12; month++) {
				var bits = parseInt(years[year].slice(month * 8, month * 8 + 8), 16);
				for (var day = 1; day <= 31; day++) {
					if (bits & (1 << day)) {
						list.push(year + "-" + two(month + 1) + "-" + two(day));
					}
				}
			}
		});
		return list;
	}

	function load(then) {
		if (days) {
			then();
			return;
		}
		var script = document.createElement("script");
		script.src = root + "issue-dates.js";
		script.onload = function () {
			days = unpack(window.broadsheetDates || {});
			then();
		};
		document.head.append(script);
	}

	function address(day) {
		return root + day.replace(/-/g, "/") + "/index.html";
	}

	function link(text, href, name) {
		var a = document.createElement("a");
		a.href = href;
		a.textContent = text;
		if (name) {
			a.className = name;
		}
		return a;
	}

	/* The day of this page, or the nearest that its address tells. */
	function here() {
		var found = /(?:^|\/)(\d{4})(?:\/(\d\d))?(?:\/(\d\d))?\/[^/]*$/.exec(location.pathname);
		return found ? [found[1], found[2], found[3]].filter(Boolean).join("-") : "";
	}

	function showYears() {
		var list = box.querySelector(".go-years");
		var year = here().slice(0, 4), last = "";
		if (list.firstChild) {
			return;
		}
		days.forEach(function (day) {
			var y = day.slice(0, 4);
			if (y === last) {
				return;
			}
			last = y;
			var item = document.createElement("li");
			var a = link(y, root + y + "/index.html");
			if (y === year) {
				a.setAttribute("aria-current", "true");
			}
			/* Decades stand below each other. */
			if (list.children.length === 0 || y.slice(3) === "0") {
				item.className = "first";
			}
			item.style.gridColumn = String(Number(y.slice(3)) + 1);
			item.append(a);
			list.append(item);
		});
	}

	function open() {
		var input = box.querySelector("input");
		input.min = days[0] || "";
		input.max = days[days.length - 1] || "";
		if (!input.value) {
			input.value = here().length === 10 ? here() : input.max;
		}
		showYears();
		box.querySelector("form").hidden = false;
		box.querySelector("button").setAttribute("aria-expanded", "true");
		input.focus();
	}

	function close() {
		box.querySelector("form").hidden = true;
		box.querySelector("button").setAttribute("aria-expanded", "false");
	}

	/* There is no paper of that day: the ones around it. */
	function offer(day) {
		var next = days.findIndex(function (d) {
			return d > day;
		});
		var before = next < 0 ? days[days.length - 1] : days[next - 1];
		var note = box.querySelector(".go-note");
		note.replaceChildren(box.dataset.none.replace("%s", day));
		[before, next < 0 ? undefined : days[next]].forEach(function (d) {
			if (d) {
				note.append(" ", link(d, address(d)));
			}
		});
	}

	function go(event) {
		var day = box.querySelector("input").value;
		event.preventDefault();
		if (days.indexOf(day) >= 0) {
			location.href = address(day);
		} else if (day) {
			offer(day);
		}
	}

	if (box) {
		box.hidden = false;
		box.querySelector("button").addEventListener("click", function () {
			if (box.querySelector("form").hidden) {
				load(open);
			} else {
				close();
			}
		});
		box.querySelector("form").addEventListener("submit", go);
		box.addEventListener("keydown", function (event) {
			if (event.key === "Escape" && !box.querySelector("form").hidden) {
				close();
				box.querySelector("button").focus();
			}
		});
	}
}());
