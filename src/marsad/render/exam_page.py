"""A page of an exam: figures, errors by kind, and each report with what was marked and what was read in it.

One file; nothing is fetched. It can be read without its script, which only filters, jumps and lights up words.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from html import escape
from importlib import resources
from typing import TYPE_CHECKING

from marsad import __version__
from marsad.exam.errors import Kind
from marsad.render.exam_card import Card
from marsad.render.exam_entries import listing
from marsad.render.exam_tables import figures, kinds_table
from marsad.render.exam_text import exam_text
from marsad.render.exam_words import exam_words
from marsad.render.html import days_words
from marsad.render.marked import in_order, safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.exam.scores import Scores
    from marsad.exam.verdict import Paper
    from marsad.render.exam_card import Onward
    from marsad.render.exam_entries import Listing

Words = dict[str, str]
_LOOKS = ("right", "wrong", "missed", "spurious")


def exam_page(papers: Sequence[Paper], made: Scores) -> str:
    """Write the page; its own words are Arabic where most of the reports are."""
    arabic = sum(paper.sheet.report.lang == "ar" for paper in papers) * 2 > len(papers)
    lang, direction = ("ar", "rtl") if arabic else ("en", "ltr")
    words = exam_words(lang)
    listings = [listing(paper) for paper in papers]
    chains = _chains(listings)
    reports = "\n".join(_report(n, each, chains[n - 1], words) for n, each in enumerate(listings, 1))
    css, script = _part("exam.css"), _part("exam.js")
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    return f"""<!doctype html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(words["title"])}</title>
<style>
{css}</style>
</head>
<body>
{_bar(listings, words)}
<main>
<h1>{escape(words["title"])}</h1>
{figures(made, words)}
{kinds_table(listings, words)}
{_contents(listings, words)}
{_legend(words)}
{reports}
</main>
<footer>{escape(words["made_by"].format(version=__version__))}</footer>
<script>{script}</script>
</body>
</html>
"""


def _part(name: str) -> str:
    return resources.files("marsad.render").joinpath(name).read_text("utf-8")


def _chains(listings: Sequence[Listing]) -> list[Onward]:
    """Lead from every error to the next of its kind, through all reports."""
    chains: list[Onward] = [{} for _ in listings]
    last: dict[Kind, tuple[int, int]] = {}
    for at, listed in enumerate(listings):
        for entry in listed.entries:
            for error in entry.errors:
                if error.kind in last:
                    before, number = last[error.kind]
                    chains[before][number, error.kind] = f"r{at + 1}-e{entry.number}"
                last[error.kind] = at, entry.number
    return chains


def _bar(listings: Sequence[Listing], words: Words) -> str:
    """Write the tools that need the script, which shows them."""
    found = Counter(error.kind for listed in listings for entry in listed.entries for error in entry.errors)
    kinds = "".join(_option(kind, f"{words[f'kind_{kind}']} ({found[kind]})") for kind in Kind if found[kind])
    choices = _option("", words["show_all"]) + _option("*", words["show_wrong"])
    group = f'<optgroup label="{escape(words["errors"])}">{kinds}</optgroup>' if kinds else ""
    return f"""<nav class="bar" hidden aria-label="{escape(words["show"])}">
<label>{escape(words["show"])} <select id="filter">{choices}{group}</select></label>
<button type="button" id="before">{escape(words["before"])}</button>
<button type="button" id="after">{escape(words["after"])}</button>
<output id="at" dir="ltr" aria-live="polite"></output> <span class="hint">{escape(words["hint"])}</span>
</nav>"""


def _option(value: str, name: str) -> str:
    return f'<option value="{value}">{escape(name)}</option>'


def _contents(listings: Sequence[Listing], words: Words) -> str:
    names = [f"<bdi>{safe(listed.paper.sheet.name)}</bdi> <small>{listed.wrong or ''}</small>" for listed in listings]
    items = "".join(f'<li><a href="#r{number}">{name}</a></li>' for number, name in enumerate(names, 1))
    return f'<details class="contents"><summary>{escape(words["reports"])}</summary><ol>{items}</ol></details>'


def _legend(words: Words) -> str:
    sides = {"right": "gold read", "wrong": "gold read", "missed": "gold", "spurious": "read"}
    marks = " ".join(f'<mark class="{look} {sides[look]}">{escape(words[f"legend_{look}"])}</mark>' for look in _LOOKS)
    return f'<p class="legend">{marks} · {escape(words["legend_lines"])}</p>'


def _report(number: int, listed: Listing, onward: Onward, words: Words) -> str:
    """Write one report: its text on one side, its entries on the other."""
    prefix, report = f"r{number}", listed.paper.sheet.report
    lang = report.lang or "en"
    direction = "rtl" if lang == "ar" else "ltr"
    cards = "\n".join(Card(entry, listed, prefix, words).html(onward) for entry in listed.entries)
    entries = f'<ol class="cards">\n{cards}\n</ol>' if cards else f'<p class="none">{escape(words["no_claims"])}</p>'
    text = exam_text(report.text, listed.entries, prefix)
    kinds = " ".join(listed.kinds)
    return f"""<article id="{prefix}" data-kinds="{kinds}">
<h2>{" · ".join(_heading(listed))}</h2>
<p class="facts">{" · ".join(_facts(listed, words))}</p>
<div class="sides"><div class="text" lang="{escape(lang)}" dir="{direction}" tabindex="-1">{text}</div>
{entries}</div>
</article>"""


def _heading(listed: Listing) -> Iterator[str]:
    report = listed.paper.sheet.report
    for part in (report.name, report.title, report.publisher):
        if part:
            yield f"<bdi>{safe(part)}</bdi>"


def _facts(listed: Listing, words: Words) -> Iterator[str]:
    published = listed.paper.sheet.report.published
    day = days_words(published.days, words) if published else words["unknown_day"]
    yield f"{escape(words['published'])}: {in_order(day)}"
    yield f"{escape(words['marked'])}: {len(listed.paper.gold)}"
    yield f"{escape(words['read'])}: {len(listed.paper.read)}"
    yield escape(words["report_errors"].format(n=listed.wrong) if listed.wrong else words["report_right"])
