#!/usr/bin/env python3
"""Typesets annotated pages in columns and prints them to PDF, and scores what a segmenter makes of the PDFs.

usage: typeset.py print PAGES_DIR OUT_DIR [--form modular|interlocking|upright] [--pages N]
       typeset.py score PAGES_DIR RECORDS.jsonl

PAGES_DIR holds *.txt and gold.json; every page of it, up to N spread over all, becomes OUT_DIR/NAME.pdf by Chromium.
On a modular page an article is a rectangle: its headline over some columns. On an interlocking one a headline stands
over the first of them alone, others reach up beside it, pictures are wrapped around, and articles run on over the
next column. RECORDS.jsonl is the segmenter's output. An article is exact if one record has its characters and no others;
a record tells bylines and signatures that stand inside of its text a second time.
"""
import collections, html, json, os, re, subprocess, sys, tempfile, unicodedata

CHROMIUM = next((p for p in ('/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome') if os.path.exists(p)), 'chromium')

STYLE = '''
@page { size: %dmm %dmm; margin: 0 }
body { margin: 0; font: 9pt/1.45 "Noto Serif CJK SC", serif; width: %dmm; position: relative }
header { font-size: 11pt; padding: 6mm 10mm 3mm }
#paper { position: relative; margin: 0 10mm }
article { box-sizing: border-box; padding: 0 0 4.5mm }
h1 { font-size: 17pt; line-height: 1.25; margin: 0 0 2mm; text-align: center; font-weight: 700 }
.long h1 { font-size: 24pt } .brief h1 { font-size: 13pt }
h2 { font-size: 12pt; line-height: 1.3; margin: 0 0 1.5mm; text-align: center; font-weight: 400 }
p { margin: 0; text-indent: 2em; text-align: justify } p.by { text-indent: 0; text-align: center }
.body { column-gap: 4mm }
.picture { float: right; width: 38mm; height: 26mm; background: #ccc; margin: 1mm 0 1mm 3mm }
'''

MODULAR = '''
const columns = 6, width = 400, gap = 5, one = (width - gap * (columns - 1)) / columns, sky = Array(columns).fill(0);
const mm = 96 / 25.4;
for (const a of document.querySelectorAll("article")) {
  const w = Math.min(columns, +a.dataset.columns), px = (one * w + gap * (w - 1)) * mm;
  a.style.position = "absolute"; a.style.width = px + "px";
  a.querySelector(".body").style.columnCount = w;
  let best = 0, low = Infinity;
  for (let c = 0; c + w <= columns; c++) { const top = Math.max(...sky.slice(c, c + w)); if (top < low) { low = top; best = c } }
  a.style.left = best * (one + gap) * mm + "px"; a.style.top = low + "px";
  for (let c = best; c < best + w; c++) sky[c] = low + a.offsetHeight;
}
document.getElementById("paper").style.height = Math.max(...sky) + "px";
'''

INTERLOCKING = '''
const paper = document.getElementById("paper");
paper.style.columnCount = 6; paper.style.columnGap = "4mm"; paper.style.columnFill = "balance";
let n = 0;
for (const a of document.querySelectorAll("article")) {
  const first = a.querySelector(".body p");
  if (n++ % 4 == 1 && first && a.innerText.length > 500) {
    const d = document.createElement("div"); d.className = "picture"; first.parentNode.insertBefore(d, first.nextSibling);
  }
}
for (const h of document.querySelectorAll("h1, h2")) h.style.breakAfter = "avoid";
'''

UPRIGHT = '''
const paper = document.getElementById("paper");
document.body.style.writingMode = "vertical-rl"; document.body.style.width = "auto"; document.body.style.height = "560mm";
paper.style.height = "540mm"; paper.style.columnCount = 8; paper.style.columnGap = "4mm";
'''

FORMS = {'modular': (MODULAR, 420, 594), 'interlocking': (INTERLOCKING, 420, 594), 'upright': (UPRIGHT, 420, 594)}


def article_html(lines, a):
    first, last = a['lines']
    paragraphs = a['paragraphs']
    text = [' '.join(lines[f - 1:l]).strip() for f, l in paragraphs]
    length = sum(map(len, text))
    columns = 1 if length < 250 else 2 if length < 700 else 3 if length < 1600 else 4
    sort = 'long' if columns >= 4 else 'brief' if columns == 1 else ''
    out = [f'<article class="{sort}" data-columns="{columns}">']
    out.append(f'<h1>{html.escape(text[0])}</h1>')
    body = text[1:]
    while body and body[0].startswith(('——', '（本报', '本报记者')) and len(body[0]) < 40:
        out.append(f'<h2>{html.escape(body.pop(0))}</h2>')
    out.append('<div class="body">' + ''.join(f'<p>{html.escape(t)}</p>' for t in body) + '</div></article>')
    return '\n'.join(out)


def print_pages(folder, out, form, most):
    gold = json.load(open(f'{folder}/gold.json'))
    script, wide, high = FORMS[form]
    names = sorted(gold)
    names = [names[i * len(names) // most] for i in range(most)] if most and most < len(names) else names
    os.makedirs(out, exist_ok=True)
    for name in names:
        lines = open(f'{folder}/{name}', encoding='utf-8').read().split('\n')
        articles = ''.join(article_html(lines, a) for a in gold[name]['articles'])
        page = (f'<!doctype html><meta charset="utf-8"><style>{STYLE % (wide, high, wide)}</style><body>'
                f'<div id="paper">{articles}</div><script>addEventListener("load", () => document.fonts.ready.then(() => {{{script}\n'
                'const e = document.createElement("style"); const h = Math.ceil(document.documentElement.scrollHeight / 96 * 25.4) + 5, '
                'w = Math.ceil(Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) / 96 * 25.4); '
                'e.textContent = `@page { size: ${w}mm ${h}mm; margin: 0 }`; document.head.append(e); }))</script>')
        with tempfile.NamedTemporaryFile('w', suffix='.html', encoding='utf-8') as f:
            f.write(page)
            f.flush()
            subprocess.run([CHROMIUM, '--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer', '--virtual-time-budget=5000',
                            f'--print-to-pdf={out}/{name[:-4]}.pdf', 'file://' + f.name], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)


def norm(s):
    return re.sub(r'\s+', '', unicodedata.normalize('NFKC', s or ''))


def text_of(r, byline):
    parts = [r.get('kicker'), r.get('headline') if r.get('headline_source') == 'printed' else '', r.get('deck'), r.get('byline_text') if byline else '']
    return norm(''.join(p or '' for p in parts + [b['text'] for b in r.get('body', [])]))


def score(folder, records):
    gold = json.load(open(f'{folder}/gold.json'))
    got = collections.defaultdict(list)
    for l in open(records, encoding='utf-8'):
        r = json.loads(l)
        if r.get('kind') != 'furniture':
            got[os.path.splitext(os.path.basename(r['source']))[0]].append(r)
    exact = heads = total = tp = starts = 0
    rows = []
    for name, page in gold.items():
        stem = name[:-4]
        if stem not in got:
            continue
        lines = open(f'{folder}/{name}', encoding='utf-8').read().split('\n')
        sets = []
        firsts = collections.Counter()
        titles = set()
        for r in got[stem]:
            a, b = text_of(r, True), text_of(r, False)
            sets.append((collections.Counter(b), collections.Counter(a)))
            firsts[a[:8]] += 1
            starts += 1
            titles.add(norm(r.get('headline')))
            titles.add(norm(r.get('kicker')) + norm(r.get('headline')))
        wrong = []
        for a in page['articles']:
            t = norm(''.join(lines[a['lines'][0] - 1:a['lines'][1]]))
            total += 1
            hit = any(least <= collections.Counter(t) <= most for least, most in sets)
            exact += hit
            wrong += [] if hit else [t[:12]]
            tp += firsts[t[:8]] > 0
            heads += norm(a['headline']) in titles
        rows.append((len(wrong) / len(page['articles']), stem, wrong))
    p, r = tp / max(1, starts), tp / max(1, total)
    print(f'pages {len(rows)} articles {total} boundary F1 {2 * p * r / max(1e-9, p + r):.3f} exact {exact / max(1, total):.3f} headline {heads / max(1, total):.3f}')
    if '--worst' in sys.argv:
        for x in sorted(rows)[::-1][:int(sys.argv[sys.argv.index('--worst') + 1])]:
            print(' ', *x)


def main():
    option = lambda name, default: sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default
    if len(sys.argv) >= 4 and sys.argv[1] == 'print':
        print_pages(sys.argv[2], sys.argv[3], option('--form', 'modular'), int(option('--pages', '0')))
    elif len(sys.argv) >= 4 and sys.argv[1] == 'score':
        score(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)


main()
