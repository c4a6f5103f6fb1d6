/*
 * A page that moved: who asked for one of its anchors is led to that anchor.
 * Without this the page's own meta element leads to where it moved.
 */
(function () {
	"use strict";

	var to = document.currentScript.dataset.to;
	if (location.hash && to.indexOf("#") < 0) {
		location.replace(to + location.hash);
	}
}());
