"""The folder of evidence for one incident: its files, and a page in Arabic and English that leads to them."""

from __future__ import annotations

import hashlib
import json
import tomllib
from datetime import UTC
from functools import cache
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any

from marsad import __version__
from marsad.model.record import claim_record
from marsad.render.calm import party_words
from marsad.render.cited import Cited
from marsad.render.document import document
from marsad.render.figures import day_words, toll_figure
from marsad.render.html import count_words, language
from marsad.render.labels import labels
from marsad.render.ledger import place_words
from marsad.render.marked import in_order, marked_text, safe
from marsad.render.rows import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.evidence import Evidence, Shown
    from marsad.model.claim import Claim
    from marsad.model.incident import Cell
    from marsad.model.reading import Reading

SUMS = "SHA256SUMS"
_TIME = "%Y-%m-%d %H:%M UTC"


def evidence_files(found: Evidence) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the folder, name and bytes; the last one has the SHA-256 of all others."""
    sums = []
    for name, data in _files(found):
        sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
        yield name, data
    yield SUMS, "".join(sums).encode()


def _files(found: Evidence) -> Iterator[tuple[str, bytes]]:
    yield "index.html", page(found).encode()
    for reading in found.readings:
        yield text_name(reading, found), reading.report.text.encode()
    for sha256, file in {one.capture.kept.sha256: one.file for one in found.captures if one.file}.items():
        yield capture_name(sha256), file
    yield "claims.json", _json(list(_claims(found)))
    tolls = {"question": found.book.question, "made_by": f"marsad {__version__}", "incident": plain(found.incident)}
    yield "tolls.json", _json(tolls)
    yield "journal.jsonl", b"".join(_line(plain(link)) for link in found.links)
    check = resources.files("marsad").joinpath("data/evidence/check.txt").read_text("utf-8")
    yield "check.py", check.encode()


def text_name(reading: Reading, found: Evidence) -> str:
    """Return where the text of a report lies."""
    return f"texts/{found.book.numbers[reading.report.id]}-{reading.report.id}.txt"


def capture_name(sha256: str) -> str:
    """Return where a capture lies."""
    return f"captures/{sha256}.warc.gz"


def _claims(found: Evidence) -> Iterator[dict[str, Any]]:
    cited = Cited(found.book)
    for id_ in found.incident.claims:
        claim = cited.claim(id_)
        reading = cited.reading(claim.report)
        yield {
            "mark": cited.mark(id_),
            "text": text_name(reading, found),
            "publisher": reading.report.publisher,
            "published": plain(reading.published.days) if reading.published else None,
            "sentence": cited.sentence(id_),
            **claim_record(claim),
        }


def page(found: Evidence) -> str:
    """Write the page: in Arabic, then in English, then the texts with their claims marked."""
    title = _words("ar")["title"].format(id=found.incident.id)
    halves = f"{_half(found, 'ar')}\n{_half(found, 'en')}\n{_texts(found)}"
    footer = f'<footer lang="en" dir="ltr">marsad {escape(__version__)}</footer>'
    return document(title, f"<main>\n{halves}\n</main>\n{footer}", _STYLES, lang="ar", direction="rtl")


_STYLES = ("page.css", "evidence.css")


@cache
def _words(lang: str) -> dict[str, str]:
    found: dict[str, dict[str, str]] = tomllib.loads(
        resources.files("marsad.render").joinpath("evidence.toml").read_text("utf-8")
    )
    return found[lang]


def _half(found: Evidence, lang: str) -> str:
    """Write all but the texts in one language."""
    words, incident = _words(lang), found.incident
    direction, other = ("rtl", "en") if lang == "ar" else ("ltr", "ar")
    cited = Cited(found.book)
    facts = (
        ("day", in_order(day_words(incident))),
        ("place", f"<bdi>{safe(place_words(incident))}</bdi>"),
        ("voices", words["comma"].join(f"<bdi>{safe(cited.voice(key))}</bdi>" for key in incident.voices)),
        ("question", f'<bdi lang="en">{safe(found.book.question)}</bdi>'),
        ("head", f'<bdi class="head" dir="ltr">{found.head.seq} {escape(found.head.hash)}</bdi>'),
    )
    listed = "".join(f"<dt>{escape(words[name])}</dt><dd>{value}</dd>" for name, value in facts)
    link = f'<a class="other" lang="{other}" href="#{other}">{escape(words["language"])}</a>'
    return f"""<section id="{lang}" lang="{lang}" dir="{direction}">
<h1>{escape(words["title"].format(id=incident.id))} {link}</h1>
<dl class="facts">{listed}</dl>
<h2>{escape(words["tolls"])}</h2>
{_tolls(found, lang)}
<h2>{escape(words["claims"])}</h2>
{_said(found, cited, lang)}
<h2>{escape(words["reports"])}</h2>
{_reports(found, lang)}
<h2>{escape(words["check"])}</h2>
{_check(words)}
</section>"""


def _table(head: list[str], rows: Iterator[list[str]]) -> str:
    names = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    lines = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<table><thead><tr>{names}</tr></thead><tbody>\n{''.join(lines)}</tbody></table>"


def _tolls(found: Evidence, lang: str) -> str:
    words = _words(lang)
    rows = (
        [
            escape(_cell(toll.cell, lang)),
            f'<bdi dir="ltr">{toll_figure(toll)}</bdi>',
            str(toll.best),
            escape(words["open"]) if toll.open else "",
        ]
        for toll in found.incident.tolls
    )
    return _table([words["cell"], words["low_high"], words["best"], ""], rows)


def _cell(cell: Cell, lang: str) -> str:
    said = labels(lang)
    parts = (cell.harm, cell.side, cell.party, cell.group)
    return _words(lang)["comma"].join(said.get(part, party_words(part)) for part in parts if part)


def _said(found: Evidence, cited: Cited, lang: str) -> str:
    words, said = _words(lang), labels(lang)

    def rows() -> Iterator[list[str]]:
        for id_ in found.incident.claims:
            claim = cited.claim(id_)
            mark = f'<a class="number" href="#{_anchor(claim.report)}-c{claim.index + 1}">{cited.mark(id_)}</a>'
            meant = f"{escape(said.get(claim.harm, claim.harm))} {in_order(count_words(claim.count, said))}"
            quote = f'<q dir="auto">{safe(cited.sentence(id_))}</q>'
            yield [mark, meant, quote, _origin(claim, cited.reading(claim.report), words)]

    return _table([words["mark"], words["said"], words["words"], words["origin"]], rows())


def _origin(claim: Claim, reading: Reading, words: dict[str, str]) -> str:
    report = reading.report
    said = [in_order(str(reading.published.days))] if reading.published else []
    said.append(f"<bdi>{safe(report.publisher or report.name or report.id)}</bdi>")
    if claim.source:
        said.append(f"{escape(words['citing'])} <bdi>{safe(claim.source.text)}</bdi>")
    return words["comma"].join(said)


def _reports(found: Evidence, lang: str) -> str:
    words = _words(lang)
    items = []
    for reading in found.readings:
        report = reading.report
        name = " · ".join(f"<bdi>{safe(part)}</bdi>" for part in (report.publisher, report.title, report.name) if part)
        link = f'<a href="{text_name(reading, found)}">{escape(words["text"])}</a>'
        kept = [one for one in found.captures if one.capture.report == report.id]
        told = "".join(f"<li>{_capture(one, words)}</li>" for one in kept)
        below = f'<ul class="kept">{told}</ul>' if kept else f" · {escape(words['no_capture'])}"
        items.append(f"<li>{name or safe(report.id)} · {link}{below}</li>")
    return f"<ol>{''.join(items)}</ol>"


def _capture(one: Shown, words: dict[str, str]) -> str:
    kept = one.capture.kept
    if one.file is None:
        return escape(words[one.why.partition(":")[0]])
    sha256 = f'<a href="{capture_name(kept.sha256)}"><bdi class="head" dir="ltr">{kept.sha256}</bdi></a>'
    tool = ", ".join(filter(None, (one.capture.tool, kept.extractor)))
    time = f'<bdi dir="ltr">{(kept.fetched_at or one.capture.at).astimezone(UTC).strftime(_TIME)}</bdi>'
    told = escape(words["captured" if kept.fetched_at else "recorded"])
    when = told.format(time=time, tool=f'<bdi dir="ltr">{safe(tool)}</bdi>')
    url = f'<br><bdi dir="ltr">{safe(kept.url)}</bdi>' if kept.url else ""
    return f"{sha256}<br>{when}{url}"


def _check(words: dict[str, str]) -> str:
    commands = {
        "check_sums": f"sha256sum -c {SUMS}",
        "check_chain": "python3 check.py",
        "check_warc": "captures/",
        "check_offsets": "claims.json",
    }
    shown = {name: f'<code dir="ltr">{escape(command)}</code>' for name, command in commands.items()}
    items = (f"<li>{escape(words[name]).format(command=command)}</li>" for name, command in shown.items())
    return f"<ul>{''.join(items)}</ul>"


def _texts(found: Evidence) -> str:
    parts = [f'<h2>{escape(_words("ar")["texts"])} · <bdi lang="en">{escape(_words("en")["texts"])}</bdi></h2>']
    for reading in found.readings:
        report, spoken = reading.report, language(reading)
        name = " · ".join(f"<bdi>{safe(part)}</bdi>" for part in (report.publisher, report.title) if part)
        direction = "rtl" if spoken == "ar" else "ltr"
        text = marked_text(reading, _anchor(report.id))
        parts.append(f"<h3>{found.book.numbers[report.id]}. {name}</h3>")
        parts.append(f'<div class="text" lang="{spoken}" dir="{direction}">{text}</div>')
    return f"<section>{''.join(parts)}</section>"


def _anchor(report: str) -> str:
    return f"r{report}"


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _line(link: dict[str, Any]) -> bytes:
    shown = {key: value for key, value in link.items() if value is not None}
    return (json.dumps(shown, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
