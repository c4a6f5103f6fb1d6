/*
 * The front page knows this day in other years only of the newest issue's day;
 * here it becomes the reader's: that of today, or the next that has an issue.
 */
(function () {
	"use strict";

	var section = document.querySelector(".on-this-day");
	var root = section ? section.dataset.root : "";

	function load(file, then) {
		var script = document.createElement("script");
		script.src = root + file;
		script.onload = then;
		document.head.append(script);
	}

	/* All days of the year that have an issue, as 01-19; issue-dates.js has a bit for each. */
	function days() {
		var found = {};
		var years = window.broadsheetDates || {};
		Object.keys(years).forEach(function (year) {
			for (var month = 0; month < 12; month++) {
				var bits = parseInt(years[year].slice(month * 8, month * 8 + 8), 16);
				for (var day = 1; day <= 31; day++) {
					if (bits & (1 << day)) {
						found[String(month + 1).padStart(2, "0") + "-" + String(day).padStart(2, "0")] = true;
					}
				}
			}
		});
		return Object.keys(found).sort();
	}

	function row(entry) {
		var item = section.querySelector("template").content.firstElementChild.cloneNode(true);
		var link = item.querySelector("a");
		link.href = root + entry[1];
		link.textContent = entry[0];
		item.querySelector("time").dateTime = entry[2];
		item.querySelector("time").textContent = entry[3];
		return item;
	}

	function show(day) {
		load("on/" + day + ".js", function () {
			var list = section.querySelector("ol");
			section.querySelector(".day").textContent = window.broadsheetDay.label;
			section.querySelector(".day").href = root + "on/" + day + ".html";
			list.replaceChildren.apply(list, window.broadsheetDay.rows.map(row));
			section.hidden = false;
		});
	}

	if (section) {
		load("issue-dates.js", function () {
			var now = new Date(), all = days();
			var today = String(now.getMonth() + 1).padStart(2, "0") + "-" + String(now.getDate()).padStart(2, "0");
			var next = all.find(function (day) {
				return day >= today;
			});
			if (all.length > 0) {
				show(next || all[0]);
			}
		});
	}
}());
