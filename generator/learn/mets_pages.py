#!/usr/bin/env python3
"""Makes annotated pages of issues in METS and ALTO, whose articles libraries have told.

usage: mets_pages.py PROGRAM OUT LANGUAGE METS_FILE...

PROGRAM reads an issue with its METS, and so the articles of it, and each of its pages without,
and so the lines and where they stand. METS has an order of its own: a line of it is found by its
box among those of the page. What an article's lines are is told as far as METS does: its headline,
and then whatever may follow one; what METS says nothing of may be anything. LANGUAGE is the paper's: en, de or fr.
"""
import collections
import json
import os
import subprocess
import sys
import tempfile

HEAD = "start-kicker start-headline"
NO_HEAD = "start-lead start-caption"
MORE_HEAD = "headline deck"
REST = "body continuation lead subhead byline caption deck end-headline"
ANY = "furniture " + " ".join([HEAD, NO_HEAD, MORE_HEAD, REST])


def letters(text):
    return sum(c.isalnum() for c in text or "")


def places_of(told, lines):
    """Where each line, as METS orders them, stands among the page's own."""
    places = collections.defaultdict(list)
    for i, line in enumerate(lines):
        places[place_of(line)].append(i)
    return [places[place_of(line)].pop(0) for line in told]


def place_of(line):
    return tuple(line["box"][:4]) if line.get("box") else line["text"]


def labels_of(lines, articles, places):
    """What each line of a page may be."""
    labels = ["furniture"] * len(lines)
    for article in articles:
        printed = article["headline_source"] == "printed"
        head = letters(article["kicker"]) + letters(article["headline"]) if printed else 0
        told = article["confidence"] == 1
        seen = 0
        for first, last in article["lines"]:
            for i in places[first - 1 : last]:
                if not told:
                    labels[i] = ANY
                elif seen == 0:
                    labels[i] = HEAD if head else NO_HEAD
                else:
                    labels[i] = MORE_HEAD if seen < head else REST
                seen += max(1, letters(lines[i]["text"]))
    return labels


def main():
    program, out, language = sys.argv[1:4]
    os.makedirs(out, exist_ok=True)
    pages = {}
    with tempfile.TemporaryDirectory() as room:
        conf = os.path.join(room, "site.conf")
        with open(conf, "w", encoding="utf-8") as f:
            f.write(f"[site]\ntitle = t\nnewspaper = t\npaper_language = {language}\nsource = .\n")

        def read(*arguments):
            done = subprocess.run([program, "segment", "-c", conf, *arguments], capture_output=True, check=False)
            return [json.loads(line) for line in done.stdout.splitlines()]

        for mets in sys.argv[4:]:
            articles = {}
            for article in read(mets):
                if "headline" in article:
                    articles.setdefault(article["source"], []).append(article)
            for page in read("--lines", mets):
                source = page["source"]
                lines = read("--lines", source)[0]["lines"]
                places = places_of(page["lines"], lines)
                name = f"{len(pages):03}.txt"
                with open(os.path.join(out, name), "w", encoding="utf-8") as f:
                    f.writelines(line["text"] + "\n" for line in lines)
                pages[name] = {
                    "language": language,
                    "labels": labels_of(lines, articles.get(source, []), places),
                    "boxes": [line.get("box") for line in lines],
                    "blocks": [line.get("block", 0) for line in lines],
                }
    with open(os.path.join(out, "gold.json"), "w", encoding="utf-8") as f:
        json.dump(pages, f, ensure_ascii=False)


main()
