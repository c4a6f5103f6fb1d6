#!/usr/bin/env python3
"""Makes annotated pages that say where their lines stand: typeset in columns, printed, and read again.

usage: typeset_pages.py PROGRAM ARTICLES_FOLDER OUT COUNT SEED [--printed GOLD_FOLDER...]

What stands on a page is made as by make_pages.py, or is what printed pages hold. Each is set in a
style sheet of its own: how large and in which face heads, decks and captions are, where they stand,
how many columns there are, whether articles are rectangles or run on from column to column. Chromium
prints the pages to PDF, PROGRAM reads them, and what was read is found again in what was set.
Each page is also written as recognition would have it (ALTO): blocks, no or coarse sizes of type,
boxes that are a little off. The same seed makes the same pages, with the same Chromium and fonts.
"""
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from xml.sax.saxutils import quoteattr

import make_pages
from make_pages import LABELS, Dice, bit

CHROMIUM = next((p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome") if os.path.exists(p)), "chromium")
SHEETS = 12  # of one run of Chromium, all of one size

INNER = bit("headline", "deck", "byline", "lead", "body", "continuation", "subhead", "caption", "end-headline")


# ---- what is set: articles of blocks, each with a role for the style sheet and the labels it may have
def is_name(text):
    return len(text) < 30 and re.match("^[（(■□◎●/◆]?(本报|新华社|特约|通讯员|记者|作者|文)", text) is not None


def roles(r, blocks):
    """[(text, mask)] of one article: [(text, role)], by chance where the mask leaves that open."""
    out = []
    spoken = head = False
    for i, (text, mask) in enumerate(blocks):
        short = len(text) <= 40 and "。" not in text
        following = blocks[i + 1][0] if i + 1 < len(blocks) else ""
        if mask & bit("furniture"):
            role = "furniture"
        elif mask & bit("start-caption", "caption") and not mask & bit("body", "deck", "subhead", "lead"):
            role = "caption"
        elif mask == bit("continuation"):
            role = "rest"
        elif mask & bit("end-headline") and not mask & bit("body"):
            role = "headline"
        elif i == 0 and mask & bit("start-kicker", "start-headline"):
            may_kick = mask & bit("start-kicker") and i + 1 < len(blocks) and blocks[1][1] & bit("headline")
            role = "kicker" if mask == bit("start-kicker") or (may_kick and len(following) <= 30 and r.p(0.35)) else "headline"
            head = role == "headline"
        elif mask & bit("headline") and not spoken and not head:
            role = "headline"
            head = True
        elif mask == bit("byline") or (short and mask & bit("byline") and is_name(text)):
            role = "byline"
        elif mask & bit("deck") and not spoken and short:
            role = "deck"
        elif mask == bit("headline"):
            role = "headline"
        elif mask & bit("subhead") and short and (mask == bit("subhead") or (spoken and len(text) <= 16)):
            role = "subhead"
        else:
            role = "text"
        spoken = spoken or role in ("text", "subhead")
        out.append((text, role))
    return out


def made(r, articles, printed):
    """One page: furniture, articles, furniture."""
    style = make_pages.style(r)
    style["old"] = False
    style["tear"] = style["gap"] = 0
    blocks, masks, of = make_pages.page(r, style, articles, printed if r.p(0.5) else None, False)
    top, bottom, at = [], [], {}
    for text, mask, k in zip(blocks, masks, of):
        if k < 0:
            (bottom if at else top).append(text)
        else:
            at.setdefault(k, []).append((text, mask))
    return top, [roles(r, at[k]) for k in sorted(at)], bottom


def printed_page(r, printed):
    """Articles that stood side by side."""
    n = r.choice([3, 5, 7, 9, 12, 16])
    from_ = r.randrange(0, max(1, len(printed) - n))
    return [], [roles(r, a) for a in printed[from_ : from_ + n]], []


# ---- style sheets
FACES = ['"Noto Serif CJK SC"', '"Noto Sans CJK SC"']


def rule(selector, **of):
    return selector + " { " + "; ".join(f'{k.replace("_", "-")}: {v}' for k, v in of.items()) + " }\n"


def setting(r):
    return r.choice(["center", "center", "left"])


def sheet_style(r, n, columns, column, gap):
    """The rules of sheet number n, and what its script is told."""
    me = f"#s{n} "
    size = r.choice([6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10])
    leading = r.choice([1.15, 1.25, 1.35, 1.45, 1.6])
    face, other = r.sample(FACES, 2)
    head = other if r.p(0.4) else face
    plain = r.p(0.15)  # heads hardly larger than the text
    large = [r.uniform(1.05, 1.4) if plain else r.uniform(1.25, 1.8), 0, 0]
    large[1] = large[0] * r.uniform(1.05, 1.5)
    large[2] = large[1] * r.uniform(1.05, 1.6)
    at = setting(r)
    before = r.choice([0, 0, 0.5, 1])
    space = lambda lo, hi: f"{r.uniform(lo, hi):.2f}mm"
    css = rule(me, font=f"{size}pt/{leading} {face}", font_weight=r.choice([400, 400, 400, 500]))
    css += rule(me + "p", margin=f"{r.choice([0, 0, 0, before])}em 0 0", text_indent=r.choice(["2em", "2em", "2em", "1em", "0"]), text_align=r.choice(["justify", "justify", "left"]))
    for k in range(3):
        css += rule(me + f".size{k} .headline", font_size=f"{size * large[k]:.2f}pt")
    css += rule(me + ".headline", font_family=head, font_weight=r.choice([700, 700, 700, 400]), line_height=r.uniform(1.1, 1.35), text_align=at, margin=f"0 0 {space(0, 2.5)}", text_indent=0)
    css += rule(me + ".kicker", font_size=f"{size * r.uniform(0.95, 1.5):.2f}pt", font_family=r.choice(FACES), text_align=at, margin=f"0 0 {space(0, 1.5)}", text_indent=0)
    css += rule(me + ".deck", font_size=f"{size * r.uniform(0.95, 1.45):.2f}pt", font_family=r.choice(FACES), text_align=at if r.p(0.8) else setting(r), margin=f"0 0 {space(0, 1.5)}", text_indent=0)
    css += rule(me + ".byline", font_size=f"{size * r.choice([1, 1, 0.9, 1.1]):.2f}pt", font_family=r.choice(FACES), text_align=r.choice(["center", "left", "right", "left"]), margin=f"0 0 {space(0, 1)}", text_indent=r.choice([0, 0, "2em"]))
    css += rule(me + ".subhead", font_size=f"{size * r.choice([1, 1, 1, 1.1, 1.2, 1.3]):.2f}pt", font_family=r.choice(FACES), font_weight=r.choice([700, 700, 400]), text_align=setting(r), margin=f"{r.choice([0, 0, 0.4, 0.8])}em 0 {r.choice([0, 0, 0.4])}em", text_indent=r.choice([0, 0, "2em"]))
    css += rule(me + ".caption", font_size=f"{size * r.uniform(0.8, 1):.2f}pt", font_family=r.choice(FACES), margin=f"{space(0, 1)} 0 {space(0.5, 2)}", text_indent=r.choice([0, 0, "2em"]))
    css += rule(me + "article", padding=f"0 0 {space(1.5, 7)}", **({"border_bottom": "0.3pt solid"} if r.p(0.2) else {}))
    css += rule(me + ".boxed", border="0.4pt solid", padding="1.5mm")
    css += rule(me + ".body", column_gap=f"{gap:.2f}mm")
    css += rule(me + ".furniture", font_size=f"{size * r.choice([0.9, 1, 1.2, 1.6, 3]):.2f}pt", margin="0", text_indent=0, text_align=setting(r))
    css += rule(me + ".paper", column_gap=f"{gap:.2f}mm")
    plan = {
        "form": r.choice(["modular"] * 4 + ["flow"] * 2 + ["serial"] * 3),
        "columns": columns,
        "column": column,
        "gap": gap,
        "wide": r.uniform(150, 500),
        "first": r.p(0.15),
        "boxed": r.choice([0, 0, 0.1]),
        "pictures": r.choice([0, 0, 0.2, 0.5]),
        "sides": r.p(0.5),
    }
    return css, plan


def article_html(r, blocks, plan, n, k):
    length = sum(len(t) for t, role in blocks if role in ("text", "rest"))
    columns = 1 if plan["form"] == "serial" else max(1, min(plan["columns"], 1 + int(length / plan["wide"] * r.uniform(0.7, 1.2))))
    size = 0 if columns == 1 else 1 if columns <= 3 else 2
    head, body = [], []
    for i, (text, role) in enumerate(blocks):
        tag = f'<p class="{role}" id="b{n}-{k}-{i}">{html.escape(text)}</p>'
        (head if not body and role in ("kicker", "headline", "deck", "byline") else body).append(tag)
    if body and r.p(plan["pictures"]):
        where = f'float: {r.choice(["left", "right"])}; width: {r.choice([40, 60])}%' if plan["sides"] and columns == 1 else ""
        body.insert(r.randrange(0, min(3, len(body)) + 1), f'<div class="picture" style="height: {r.randrange(15, 50)}mm; {where}"></div>')
    if plan["first"]:
        body, head = head + body, []
    boxed = " boxed" if r.p(plan["boxed"]) else ""
    return f'<article class="size{size}{boxed}" data-columns="{columns}">{"".join(head)}<div class="body">{"".join(body)}</div></article>'


SCRIPT = """
const mm = 96 / 25.4;
for (const sheet of document.querySelectorAll(".sheet")) {
  const plan = JSON.parse(sheet.dataset.plan), paper = sheet.querySelector(".paper");
  const high = sheet.clientHeight - paper.offsetTop - sheet.querySelector(".foot").offsetHeight - 12 * mm;
  const articles = [...paper.querySelectorAll("article")], one = plan.column, gap = plan.gap;
  if (plan.form == "modular") {
    const sky = Array(plan.columns).fill(0);
    for (const a of articles) {
      let w = +a.dataset.columns, placed = false;
      for (; w > 0 && !placed; w--) {
        a.style.width = (one * w + gap * (w - 1)) * mm + "px";
        a.querySelector(".body").style.columnCount = w;
        let best = 0, low = Infinity;
        for (let c = 0; c + w <= plan.columns; c++) { const top = Math.max(...sky.slice(c, c + w)); if (top < low) { low = top; best = c } }
        if (low + a.offsetHeight > high) continue;
        a.style.left = best * (one + gap) * mm + "px"; a.style.top = low + "px";
        for (let c = best; c < best + w; c++) sky[c] = low + a.offsetHeight;
        placed = true;
      }
      if (!placed) a.remove();
    }
  } else {
    paper.style.columnCount = plan.columns;
    paper.style.height = high + "px";
    paper.style.columnFill = plan.form == "flow" ? "balance" : "auto";
    for (const h of paper.querySelectorAll(".kicker, .headline, .deck")) h.style.breakAfter = "avoid";
    while (paper.scrollWidth > paper.clientWidth + 2 && articles.length > 1) articles.pop().remove();
    if (paper.scrollWidth > paper.clientWidth + 2) paper.remove();
  }
}
"""

FIXED = """
body { margin: 0 } p { margin: 0 } article { box-sizing: border-box; break-inside: auto }
.sheet { position: relative; overflow: hidden; break-after: page; box-sizing: border-box; padding: 6mm 8mm }
.paper { position: relative } .modular article { position: absolute } .picture { background: #ddd; margin: 1mm }
.top { margin-bottom: 3mm } .foot { position: absolute; bottom: 4mm; left: 8mm; right: 8mm }
"""


def furniture_html(texts, n, name):
    return "".join(f'<p class="furniture" id="b{n}-{name}-{i}">{html.escape(t)}</p>' for i, t in enumerate(texts))


def document(r, sheets):
    """HTML of sheets of one size: [(top, articles, bottom)]."""
    columns = r.choice([3, 4, 4, 5, 5, 6, 6, 7, 8])
    column, gap = r.uniform(32, 62), r.choice([3, 3.5, 4, 5, 6])
    width = columns * column + (columns - 1) * gap
    high = width * r.uniform(1.1, 1.6)
    css, bodies = "", []
    for n, (top, articles, bottom) in enumerate(sheets):
        rules, plan = sheet_style(r, n, columns, column, gap)
        css += rules
        inside = "".join(article_html(r, a, plan, n, k) for k, a in enumerate(articles))
        bodies.append(
            f'<div class="sheet {plan["form"]}" id="s{n}" data-plan="{html.escape(json.dumps(plan))}" style="width: {width + 16:.1f}mm; height: {high:.1f}mm">'
            f'<div class="top">{furniture_html(top, n, "top")}</div><div class="paper">{inside}</div><div class="foot">{furniture_html(bottom, n, "foot")}</div></div>'
        )
    page = f"@page {{ size: {width + 16:.1f}mm {high + 0.2:.1f}mm; margin: 0 }}"
    return f'<!doctype html><meta charset="utf-8"><style>{page}{FIXED}{css}</style><body>{"".join(bodies)}<script>{SCRIPT}</script>'


def print_pdf(page, out):
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as f:
        f.write(page)
        f.flush()
        subprocess.run(
            [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out}", "file://" + f.name],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600,
        )


# ---- what was read, found again in what was set
def norm(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


class Setting:
    """A sheet's blocks as one string, in which lines are found."""

    def __init__(self, top, articles, bottom):
        self.blocks = []  # from, to, article or -1, number in it, role
        self.text = ""
        for k, blocks in [(-1, [(t, "furniture") for t in top])] + list(enumerate(articles)) + [(-1, [(t, "furniture") for t in bottom])]:
            for i, (text, role) in enumerate(blocks):
                text = norm(text)
                self.blocks.append((len(self.text), len(self.text) + len(text), k, i, role))
                self.text += text + "\0"
        self.used = bytearray(len(self.text))
        self.block_of = [None] * len(self.text)
        for b in self.blocks:
            for at in range(b[0], b[1]):
                self.block_of[at] = b
        self.end = 0

    def find(self, line):
        """(block, place in it), or None; the place that follows the line before goes first."""
        line = norm(line)
        if not line:
            return None
        best, at = -1, self.text.find(line)
        while at >= 0:
            if at == self.end or at == self.end + 1:
                best = at
                break
            if not self.used[at]:
                exact = self.block_of[at] and self.block_of[at][0] == at and self.block_of[at][1] == at + len(line)
                if best < 0 or (exact and not best_exact):
                    best, best_exact = at, exact
            at = self.text.find(line, at + 1)
        if best < 0:
            return None
        for k in range(best, best + len(line)):
            self.used[k] = 1
        self.end = best + len(line)
        return self.block_of[best], best - self.block_of[best][0]


FOLLOWS = {}


def may_follow(before, after):
    """As label_may_follow() has it."""
    if not FOLLOWS:
        names = lambda s: [LABELS.index(x) for x in s.split()]
        begins = names("furniture start-kicker start-headline start-caption start-lead")
        spoken = names("lead body subhead continuation start-lead")
        inner = names("byline caption deck")
        every = range(len(LABELS))
        of = {
            "headline": names("start-kicker start-caption start-headline headline caption"),
            "deck": names("start-headline headline deck"),
            "lead": [b for b in every if b not in spoken + names("furniture end-headline")],
            "body": spoken + inner + names("start-caption"),
            "continuation": spoken + names("caption start-caption"),
            "subhead": spoken + inner + names("start-headline headline"),
            "caption": [b for b in every if b not in names("furniture end-headline")],
            "end-headline": spoken + names("caption byline end-headline"),
            "byline": [b for b in every if b not in names("furniture")],
        }
        for b in every:
            for a in every:
                FOLLOWS[b, a] = b != LABELS.index("subhead") if a in begins else b in of[LABELS[a]]
    return FOLLOWS[before, after]


def preferred(role, first, within, spoken):
    """The labels of a block of a role: first of its piece of an article, or within a paragraph that began before."""
    if role == "furniture":
        return bit("furniture")
    if first:
        return {"kicker": bit("start-kicker"), "headline": bit("start-headline"), "caption": bit("start-caption"), "deck": bit("start-headline", "start-lead"), "byline": bit("start-lead", "start-headline"), "subhead": bit("start-headline", "start-lead")}.get(role, bit("start-lead"))
    if role == "kicker":
        return bit("headline", "deck", "subhead", "end-headline")
    if role == "headline":
        return bit("headline") if not spoken else bit("end-headline", "subhead")
    if role == "deck":
        return bit("deck")
    if role in ("byline", "caption", "subhead"):
        return bit(role)
    if within or role == "rest":
        return bit("continuation")
    return bit("body") if spoken else bit("lead")


def annotate(page, setting):
    """The lines that PROGRAM read of a page, each with its labels; None where too many are not found."""
    lines = [l for l in page["lines"]]
    found, last, lost = [], None, 0
    setting.end = 0
    for l in lines:
        at = setting.find(l["text"])
        lost += at is None and bool(l["text"].strip())
        found.append(at)
    if not lines or lost > max(1, len(lines) // 50):
        return None
    # Blocks of the reader: lines of one paragraph.
    starts = [i for i, l in enumerate(lines) if l["text"].strip() and (i == 0 or l.get("block") != lines[i - 1].get("block"))]
    masks, article, before, spoken = [0] * len(lines), None, None, False
    pieces = []
    for i in starts:
        if found[i] is None:
            masks[i] = INNER | bit("furniture") if article is not None else bit("furniture")
            pieces.append(article)
            continue
        (f, t, k, number, role), offset = found[i]
        first = k != article or (role in ("kicker", "headline") and number == 0 and offset == 0)
        if first:
            spoken = False
        masks[i] = preferred(role, first and k >= 0, offset > 0, spoken)
        spoken = spoken or role in ("text", "rest", "subhead") or (first and role in ("byline", "deck"))
        article = k
        pieces.append((k, "new") if first else k)
    reach = None
    for n, i in enumerate(starts):
        ends = n + 1 == len(starts) or masks[starts[n + 1]] & bit("furniture", "start-kicker", "start-headline", "start-caption", "start-lead")
        if ends and masks[i] == bit("subhead"):
            masks[i] = bit("body", "byline", "caption")
        for mask in (masks[i], INNER if not masks[i] & bit("furniture", "start-kicker", "start-headline", "start-caption", "start-lead") else masks[i], INNER | masks[i]):
            if ends:
                mask &= ~bit("subhead")
            now = {b for b in range(len(LABELS)) if mask >> b & 1 and (b < 5 if reach is None else any(may_follow(x, b) for x in reach))}
            if now:
                break
        if not now:
            return None
        masks[i], reach = mask, now
    labels = []
    mask = bit("furniture")
    for i in range(len(lines)):
        mask = masks[i] or (mask if labels else bit("furniture"))
        labels.append(make_pages.names_of(mask))
    return {"labels": labels, "boxes": [l["box"] for l in lines], "blocks": [l.get("block", 0) for l in lines], "articles": []}


# ---- as recognition has it
def alto(r, page, setting):
    """The same lines as ALTO, in the order in which they were set."""
    at = []
    for l in page["lines"]:
        where = setting.find(l["text"])
        if where is None:
            return None
        at.append(where)
    order = sorted(range(len(at)), key=lambda i: (at[i][0][0], at[i][1]))
    sized, off = r.p(0.4), r.choice([0.03, 0.08, 0.15])
    apart = r.choice(["role", "paragraph", "column"])
    bold = sized and r.p(0.5)
    sizes = {}
    blocks, last = [], None
    for i in order:
        block, place = at[i]
        line = page["lines"][i]
        head = block[4] not in ("text", "rest", "subhead", "byline")
        new = last is None or block[2] != last[0][2] or line["box"][6] != last[1] or (head or last[2]) and block[4] != last[0][4] or (apart == "paragraph" and place == 0)
        if apart == "column" and last is not None and line["box"][6] == last[1] and r.p(0.8):
            new = head != last[2]
        if new:
            blocks.append([])
        blocks[-1].append((line, block))
        last = (block, line["box"][6], head)
    out = ['<?xml version="1.0" encoding="UTF-8"?><alto><Description><MeasurementUnit>pixel</MeasurementUnit></Description><Styles>']
    body = []
    for n, b in enumerate(blocks):
        body.append(f'<TextBlock ID="B{n}">')
        for line, block in b:
            left, top, width, height, size = line["box"][:5]
            tall = r.uniform(0.85, 1.1)
            x, y = left + r.gauss(0, off * size), top + r.gauss(0, off * size)
            style = ""
            if sized:
                key = (round(size * r.uniform(0.97, 1.03)), bold and block[4] in ("headline", "subhead") and r.p(0.9))
                style = f' STYLEREFS="{sizes.setdefault(key, f"T{len(sizes)}")}"'
            p = lambda v: round(v * 300 / 72)
            body.append(f'<TextLine{style} HPOS="{p(x)}" VPOS="{p(y)}" WIDTH="{p(width * r.uniform(0.98, 1.02))}" HEIGHT="{p(height * tall)}"><String CONTENT={quoteattr(line["text"])}/></TextLine>')
        body.append("</TextBlock>")
    for (size, is_bold), name in sizes.items():
        out.append(f'<TextStyle ID="{name}" FONTSIZE="{size}"{" FONTSTYLE=%sbold%s" % (chr(34), chr(34)) if is_bold else ""}/>')
    out.append(f'</Styles><Layout><Page WIDTH="{round(page["width"] * 300 / 72)}" HEIGHT="{round(page["height"] * 300 / 72)}"><PrintSpace>')
    return "".join(out + body) + "</PrintSpace></Page></Layout></alto>"


def read(program, path):
    done = subprocess.run([program, "segment", "--lines", path], capture_output=True, check=False)
    return [json.loads(l) for l in done.stdout.decode().splitlines()]


def keep(out, gold, name, page, annotation):
    with open(f"{out}/{name}", "w", encoding="utf-8") as f:
        f.write("".join(re.sub(r"[\r\n]", " ", l["text"]) + "\n" for l in page["lines"]))
    gold[name] = annotation


def make(program, out, count, seed, by_source, printed):
    r = Dice(seed)
    gold, n, left_out = {}, 0, 0
    room = tempfile.mkdtemp()
    loose = [a for articles in by_source.values() for a in articles]
    while n < count:
        sheets = [printed_page(r, printed) if printed and r.p(0.5) else made(r, loose, printed) for _ in range(min(SHEETS, count - n))]
        print_pdf(document(r, sheets), f"{room}/p.pdf")
        pages = read(program, f"{room}/p.pdf")
        for page in pages:
            sheet = sheets[max(page["part"], 1) - 1]
            name = f"t{n:05d}"
            n += 1
            annotation = annotate(page, Setting(*sheet))
            if annotation:
                keep(out, gold, name + ".txt", page, annotation)
            xml = alto(r, page, Setting(*sheet))
            if xml:
                with open(f"{room}/p.xml", "w", encoding="utf-8") as f:
                    f.write(xml)
                for other in read(program, f"{room}/p.xml"):
                    recognised = annotate(other, Setting(*sheet))
                    if recognised:
                        keep(out, gold, name + "-alto.txt", other, recognised)
            left_out += not annotation
        n += len(sheets) - len(pages)
    with open(f"{out}/gold.json", "w", encoding="utf-8") as f:
        json.dump(gold, f, ensure_ascii=False)
    shutil.rmtree(room)
    return len(gold), left_out


def main():
    program, source, out, count, seed = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
    printed = make_pages.load_printed(sys.argv[7:]) if "--printed" in sys.argv else None
    by_source = {f.split(".")[0]: make_pages.load(f"{source}/{f}", f.split(".")[0]) for f in sorted(os.listdir(source))}
    os.makedirs(out, exist_ok=True)
    kept, left_out = make(program, out, count, seed, by_source, printed)
    print(f"{out}: {kept} pages, {left_out} could not be annotated")


if __name__ == "__main__":
    main()
