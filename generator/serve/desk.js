/*
 * The review that saves: a line is clicked, what it is is chosen, and
 * corrections.conf says so. Only `broadsheet serve --review` gives this to a
 * page; what it is called there is in the page's #desk, the token that it
 * writes with in this script's own element.
 */
(function () {
	"use strict";

	var desk = document.getElementById("desk");
	var token = document.currentScript.dataset.token;
	var PATH = "/.broadsheet/corrections";
	var MEMORY = "broadsheet-desk"; /* what is told to this page when it is loaded again */
	var state = null; /* what the file says now, see serve/correction_desk.h */
	var panel = null; /* the open form */

	/* --- What is known --- */

	function part() {
		return Number(desk.dataset.part || 0);
	}

	/* What the section about these lines, or about that of several articles on one line, says: {key: value}. */
	function said(line, until, ofPart, again) {
		var found = state.sections.find(function (s) {
			return s.line === line && s.until === until && s.again === (again || 0) && s.part === ofPart;
		});
		return found ? found.keys : {};
	}

	/* Where a form was, or the page before it was loaded again; only what is not seen is scrolled to. */
	function focusOn(element) {
		var box = element.getBoundingClientRect();
		element.focus({ preventScroll: true });
		if (box.top < 0 || box.bottom > innerHeight - desk.offsetHeight)
			element.scrollIntoView({ block: "center" });
	}

	function tell(text) {
		desk.querySelector("[role=status]").textContent = text;
	}

	function remember(what) {
		what.page = location.pathname;
		sessionStorage.setItem(MEMORY, JSON.stringify(what));
	}

	function recall() {
		var what = JSON.parse(sessionStorage.getItem(MEMORY) || "null");
		sessionStorage.removeItem(MEMORY);
		return what && what.page === location.pathname ? what : null;
	}

	/* --- Asking --- */

	/* Resolves to {ok, answer}; what could not be asked at all is told. */
	function ask(request) {
		request.file = desk.dataset.file;
		return fetch(PATH, {
			method: "POST",
			headers: { "Content-Type": "application/json", "X-Broadsheet-Token": token },
			body: JSON.stringify(request)
		}).then(function (response) {
			if (response.status === 403 || response.status === 405)
				throw new Error(desk.dataset.lost);
			return response.json().then(function (answer) {
				state = answer;
				showState();
				return { ok: response.ok, status: response.status, answer: answer };
			});
		}).catch(function (error) {
			var text = error instanceof TypeError || error instanceof SyntaxError ? desk.dataset.lost : error.message;
			tell(text);
			return { ok: false, answer: { messages: [text] } };
		});
	}

	/* Why nothing was written, in the reader's language, and what the program says of it. */
	function refusal(result) {
		var word = { 409: "stale", 422: "refused", 500: "failed" }[result.status];
		return (word ? [desk.dataset[word]] : []).concat(result.answer.messages).join("\n");
	}

	function fault(text) {
		if (panel)
			panel.querySelector(".desk-fault").textContent = text;
		else
			tell(text);
	}

	/* Writes what is another value than now; the page is loaded again once the site is built. */
	function save(edits, line) {
		edits = edits.filter(function (e) {
			return e.value !== e.was;
		});
		if (edits.length === 0) {
			close();
			return;
		}
		ask({ edits: edits }).then(function (result) {
			if (!result.ok) {
				fault(refusal(result));
				return;
			}
			var text = [desk.dataset.saved + state.undo.said].concat(result.answer.messages).join("\n");
			close();
			tell(text);
			remember({ line: line, text: text });
		});
	}

	function undo() {
		if (!state || !state.undo)
			return;
		var what = state.undo;
		ask({ undo: what.step }).then(function (result) {
			var text = result.ok ? desk.dataset.undone + what.said : refusal(result);
			tell(text);
			if (result.ok)
				remember({ line: null, text: text, scroll: true });
		});
	}

	/* --- What there is is shown beside its line --- */

	function lines() {
		return Array.from(document.querySelectorAll(".lines > li, .block > p.facts"));
	}

	function numberOf(element) {
		return element.value || Number(element.parentElement.id.slice(1));
	}

	function showState() {
		var button = desk.querySelector("button");
		button.hidden = !state.undo;
		button.querySelector("code").textContent = state.undo ? state.undo.said : "";
		if (state.fault)
			tell(state.fault);
		document.querySelectorAll(".said").forEach(function (old) {
			old.remove();
		});
		lines().forEach(function (element) {
			var words = state.sections.filter(function (s) {
				return s.line === numberOf(element);
			}).map(function (s) {
				return (s.again ? "-" + s.again + " " : "") + (s.until ? "–" + s.until + " " : "") + Object.keys(s.keys).map(function (key) {
					return key + " = " + s.keys[key];
				}).join(", ");
			});
			if (words.length > 0)
				element.querySelector(".edit").before(make("code", "said", words.join("; ")), " ");
		});
	}

	function make(name, className, text) {
		var element = document.createElement(name);
		element.className = className;
		element.textContent = text;
		return element;
	}

	function makeButton(className, text, label) {
		var button = make("button", className, text);
		button.type = "button";
		if (label)
			button.setAttribute("aria-label", label);
		return button;
	}

	/* --- The form --- */

	function close() {
		if (!panel)
			return;
		var opener = panel.opener;
		panel.remove();
		panel = null;
		opener.setAttribute("aria-expanded", "false");
		focusOn(opener);
	}

	/* open: the fields of the article stay open, whatever is said of it. */
	function fill(keys, open) {
		Object.keys(keys).forEach(function (key) {
			var field = panel.elements[key], none = panel.querySelector("[data-none=" + key + "]");
			if (field)
				field.value = keys[key];
			if (none)
				none.checked = keys[key] === "";
		});
		var details = panel.querySelector("details");
		if (details)
			details.open = open || Array.from(details.querySelectorAll("[name]")).some(function (field) {
				return field.name in keys;
			});
	}

	/* What the form says of a key: a value, "" for none, null where nothing is said. */
	function valueOf(field) {
		var none = panel.querySelector("[data-none=" + field.name + "]"), text = field.value.trim();
		return text !== "" ? text : none && none.checked ? "" : null;
	}

	/* How many articles begin on the line, as far as the page or the file tells; 1 at least. */
	function articlesOn(line) {
		var address = new RegExp("[-#]" + line + "-(\\d+)(?:\\.html)?$");
		var found = Array.from(document.querySelectorAll(".made h2 a"), function (link) {
			return Number((address.exec(link.getAttribute("href")) || [])[1] || 1);
		});
		state.sections.forEach(function (s) {
			if (s.line === line)
				found.push(s.again);
		});
		return Math.max.apply(null, [1].concat(found));
	}

	/* Which of several articles on the line the form is about: 0 is the first, then 2, as the file counts. */
	function chosenArticle() {
		var field = panel.elements.again;
		return field && Number(field.value) > 1 ? Number(field.value) : 0;
	}

	/* Lets one choose among the articles of a line where there are several. */
	function offerArticles(line) {
		var field = panel.elements.again, most = articlesOn(line);
		field.closest("label").hidden = most < 2;
		for (var i = 1; i <= most; i++)
			field.append(new Option(i, i));
		field.addEventListener("change", function () {
			panel.querySelectorAll("details [name]").forEach(function (other) {
				if (other !== field)
					other.value = "";
			});
			panel.querySelectorAll("details [data-none]").forEach(function (none) {
				none.checked = false;
			});
			fill(said(line, 0, 0, chosenArticle()), true);
		});
	}

	function edit(about, key, value) {
		var keys = said(about.line, about.until, about.part, about.again);
		return { line: about.line, until: about.until, part: about.part, again: about.again || 0, key: key, value: value, was: key in keys ? keys[key] : null };
	}

	/* All of the form's fields, but for those of choices. */
	function edits(about) {
		return Array.from(panel.querySelectorAll("[name]")).filter(function (field) {
			return field.name !== "until" && field.name !== "again";
		}).map(function (field) {
			var ofArticle = field.closest("details") ? Object.assign({}, about, { again: chosenArticle() }) : about;
			return edit(field.name === "encoding" ? { line: 0, until: 0, part: 0 } : ofArticle, field.name, valueOf(field));
		});
	}

	/* From the line up to the one that the form names, or the line alone. */
	function range(line) {
		var until = Number(panel.elements.until.value);
		return { line: line, until: until > line ? until : 0, part: 0 };
	}

	function showChoices(line) {
		panel.querySelectorAll(".choices").forEach(function (group) {
			var about = group.dataset.key === "role" ? range(line) : { line: line, until: 0, part: 0 };
			var now = said(about.line, about.until, 0)[group.dataset.key] || "";
			group.querySelectorAll("button").forEach(function (button) {
				button.setAttribute("aria-pressed", String(button.value === now));
			});
		});
	}

	function connect(about, line) {
		var form = panel;
		form.querySelector(".close").addEventListener("click", close);
		form.addEventListener("keydown", function (event) {
			if (event.key === "Escape")
				close();
		});
		form.addEventListener("submit", function (event) {
			event.preventDefault();
			save(edits(about), line);
		});
		form.addEventListener("click", function (event) {
			var button = event.target.closest(".choices button");
			if (!button)
				return;
			var key = button.parentElement.dataset.key;
			save([edit(key === "role" ? range(line) : about, key, button.value || null)], line);
		});
		form.addEventListener("input", function (event) {
			var none = form.querySelector("[data-none=" + (event.target.name || "x") + "]");
			if (none)
				none.checked = false;
			if (event.target.dataset.none)
				form.elements[event.target.dataset.none].value = "";
			if (event.target.name === "until")
				showChoices(line);
		});
	}

	/* Opens the form of a template behind an element. */
	function open(template, opener, place, title) {
		var same = panel && panel.opener === opener;
		close();
		if (same || !state)
			return false;
		panel = document.getElementById(template).content.firstElementChild.cloneNode(true);
		panel.opener = opener;
		panel.querySelector("h3").textContent = title;
		panel.setAttribute("aria-label", title);
		opener.setAttribute("aria-expanded", "true");
		place.append(panel);
		return true;
	}

	function openLine(element) {
		var line = numberOf(element), opener = element.querySelector(".edit");
		var text = document.getElementById("desk-line").content.querySelector("h3").textContent;
		if (!open("desk-line", opener, element, text.replace("#", line)))
			return;
		var longer = state.sections.find(function (s) {
			return s.line === line && s.until > 0;
		});
		panel.elements.until.min = line;
		if (longer)
			panel.elements.until.value = longer.until;
		offerArticles(line);
		fill(said(line, 0, 0));
		showChoices(line);
		connect({ line: line, until: 0, part: 0 }, line);
		(panel.querySelector("[aria-pressed=true]") || panel.querySelector(".choices button")).focus();
	}

	function openPage(opener) {
		if (!open("desk-page", opener, opener.parentElement, desk.dataset.editPage))
			return;
		fill(said(0, 0, 0));
		if (part() > 0)
			fill(said(0, 0, part()));
		connect({ line: 0, until: 0, part: part() }, null);
		panel.elements.date.focus();
	}

	/* --- The page --- */

	function isBusy(event) {
		return event.target.closest("a, button, input, select, summary, form, label") || !getSelection().isCollapsed;
	}

	function addLine(element) {
		var label = desk.dataset.editLine.replace("#", numberOf(element));
		var button = makeButton("edit", desk.dataset.edit, label);
		button.setAttribute("aria-expanded", "false");
		element.append(" ", button);
		button.addEventListener("click", function () {
			openLine(element);
		});
		element.addEventListener("click", function (event) {
			/* With the shift key: the lines from the open form's up to this one. */
			if (event.shiftKey && panel && panel.elements.until && !panel.contains(event.target)) {
				getSelection().removeAllRanges();
				panel.elements.until.value = numberOf(element);
				panel.elements.until.dispatchEvent(new Event("input", { bubbles: true }));
			} else if (!isBusy(event)) {
				openLine(element);
			}
		});
	}

	/* "[p.txt:3]\nstart = yes\n": the section is told by the element. */
	function proposed(box) {
		var about = { line: Number(box.dataset.line), until: Number(box.dataset.last || 0), part: 0 };
		if (about.line === 0)
			about.part = part();
		return box.querySelector("pre").textContent.split("\n").filter(function (line) {
			return line && line[0] !== "[";
		}).map(function (line) {
			var sign = line.indexOf("=");
			return edit(about, line.slice(0, sign).trim(), line.slice(sign + 1).trim());
		});
	}

	function addAccept(box) {
		var pre = box.querySelector("pre");
		var button = makeButton("accept", desk.dataset.accept, desk.dataset.accept + " " + pre.textContent.trim().replace(/\n/g, ", "));
		box.append(button);
		button.addEventListener("click", function () {
			if (state)
				save(proposed(box), Number(box.dataset.line) || null);
		});
	}

	function walk(event) {
		var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		var here = event.target.closest(".edit");
		if (!here || !step || event.altKey || event.ctrlKey || event.metaKey)
			return;
		var all = Array.from(document.querySelectorAll(".edit"));
		var next = all[all.indexOf(here) + step];
		event.preventDefault();
		if (next)
			next.focus();
	}

	function isUndo(event) {
		return (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === "z" && !event.target.closest("input, select, textarea");
	}

	/* Where the page was before it was loaded again. */
	function goOn() {
		var what = recall();
		if (!what)
			return;
		tell(what.text);
		var element = lines().find(function (e) {
			return numberOf(e) === what.line;
		});
		if (element)
			focusOn(element.querySelector(".edit"));
	}

	function begin() {
		var place = make("p", "edit-page", "");
		var page = makeButton("", desk.dataset.editPage);
		page.setAttribute("aria-expanded", "false");
		place.append(page);
		page.addEventListener("click", function () {
			openPage(page);
		});
		document.querySelector(".provenance").append(place);
		document.querySelectorAll(".provenance .note").forEach(function (note) {
			note.hidden = !note.hasAttribute("data-desk");
		});
		lines().forEach(addLine);
		document.querySelectorAll(".proposal").forEach(addAccept);
		desk.hidden = false;
		desk.querySelector("button").addEventListener("click", undo);
		document.addEventListener("keydown", function (event) {
			if (isUndo(event)) {
				event.preventDefault();
				undo();
			} else {
				walk(event);
			}
		});
		ask({}).then(goOn);
	}

	if (desk)
		begin();
})();
