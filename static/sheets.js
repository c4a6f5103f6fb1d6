/*
 * In the list of an issue's pages, the one that is being read is marked and
 * kept in sight. The list works without it.
 */
(function () {
	"use strict";

	var list = document.querySelector(".sheets.here ul");
	var links = list ? Array.from(list.querySelectorAll("a")) : [];
	var current = null;

	function mark(link) {
		if (link === current) {
			return;
		}
		if (current) {
			current.removeAttribute("aria-current");
		}
		current = link;
		if (link) {
			link.setAttribute("aria-current", "true");
			list.scrollLeft = link.offsetLeft - (list.clientWidth - link.offsetWidth) / 2;
		}
	}

	/* The last page whose head has passed the upper third of the window. */
	function look() {
		var limit = innerHeight / 3;
		mark(links.reduce(function (found, link) {
			var sheet = document.getElementById(link.hash.slice(1));
			return sheet && sheet.getBoundingClientRect().top < limit ? link : found;
		}, null));
	}

	var waiting = false;
	function later() {
		if (!waiting) {
			waiting = true;
			requestAnimationFrame(function () {
				waiting = false;
				look();
			});
		}
	}

	if (links.length > 0) {
		addEventListener("scroll", later, { passive: true });
		addEventListener("resize", later);
		look();
	}
}());
