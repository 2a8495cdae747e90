"""Pages of news: the article without what stands beside it, and what the page says of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from marsad.intake.capture import Capture, Raw, check_text, mend, oddities
from marsad.intake.decode import decode
from marsad.intake.extras import load, named
from marsad.intake.furniture import Cleared, clear
from marsad.intake.page_facts import Facts, facts_of
from marsad.intake.visible import is_overgrown
from marsad.model.problem import MarsadError, Problem
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE_LIMIT = 1 << 23
"""Bytes of one page."""
ELEMENTS = 30_000
"""Elements of one page: what takes a second to read has more."""
_SHORTEST = 20
"""Letters: what is shorter is no article."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]{2,40})", re.IGNORECASE)
_NAMED = re.compile(r"charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]{2,40})", re.IGNORECASE)
_SIGNS = (0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0xFFFD)
"""Signs without a shape: soft hyphens, joiners, marks and controls of direction."""
_BARS = re.compile(r"^\|\s*|\s*\|\s*$")
"""What the extraction puts around the cells of a table's row."""
_VEILED = {sign: 0x10280 + n for n, sign in enumerate(_SIGNS)}
_UNVEILED = {veil: sign for sign, veil in _VEILED.items()}
_SHAPELESS = re.compile(f"[{''.join(map(chr, _SIGNS))}]")
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no tree of markup can hold: controls, halves of characters, what is no character."""
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


def page_capture(data: bytes, where: str, default: Report, name: str | None, answer: Raw | None = None) -> Capture:
    """Read one page; raises MarsadError with a sentence where it holds no article.

    `answer` tells how a server gave it: URL, headers, media type, time. A day of publication behind that time is a
    problem, and the page is read without it.
    """
    if len(data) > PAGE_LIMIT:
        raise MarsadError(f"is too large a page: more than {PAGE_LIMIT:,} bytes; save its words as a .txt file")
    answer = replace(answer or Raw(b""), bytes=data)
    if is_overgrown(data):
        raise MarsadError("is no page that a browser would show: one of its elements has thousands of attributes")
    decoded = decode(data, charset(data, answer.content_type))
    unfit = len(_UNFIT.findall(decoded.text))
    decoded = replace(decoded, broken=decoded.broken + unfit) if unfit else decoded
    tree = tree_of(decoded.text)
    facts = facts_of(tree, answer.url)
    if facts.is_list:
        raise MarsadError("is a front page or a list of articles, no article; name the pages of the articles")
    cleared = clear(tree)
    text = "" if cleared.only_links else _article(tree)
    if sum(map(str.isalpha, text)) < _SHORTEST:
        raise MarsadError("is a web page without an article; save its words as a .txt file and read that")
    if facts.dated and facts.dated not in text:
        text = f"{facts.dated}\n{text}"
    check_text(text)
    problems = [*oddities(text, decoded, where), *_hidden(cleared, where)]
    published, seen = _clocks(facts, answer, default, where, problems)
    report = Report(
        mend(text),
        publisher=facts.publisher or default.publisher,
        title=mend(facts.title) if facts.title else None,
        lang=_agreed(facts.lang, text),
        published=published,
        seen=seen,
        name=name,
    )
    fields = _fields(report, facts, cleared)
    raw = replace(answer, content_type=answer.content_type or "text/html", extractor=named("trafilatura"))
    return Capture(report, where, fields, tuple(problems), raw)


def charset(data: bytes, media_type: str | None) -> str | None:
    """Return the encoding that a server or a page names for itself; the server's word comes first."""
    said = _NAMED.search(media_type or "")
    if said:
        return said[1]
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def tree_of(text: str) -> Any:
    """Make the tree of a page; raises MarsadError where it has none, or is too large a one."""
    etree, html = load("lxml.etree", "a web page"), load("lxml.html", "a web page")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    plain = _UNFIT.sub("\ufffd", _DECLARED.sub("", text)).encode("utf-8")
    try:
        tree: Any = html.document_fromstring(plain, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise MarsadError("is a web page without words") from error
    if sum(1 for _ in tree.iter()) > ELEMENTS:
        raise MarsadError(f"is too large a page: more than {ELEMENTS:,} elements; save its words as a .txt file")
    return tree


def _article(tree: Any) -> str:
    """Return the article of a page, a paragraph a line."""
    trafilatura = load("trafilatura", "a web page")
    _veil(tree)
    found = trafilatura.extract(tree, fast=True, include_comments=False, include_tables=True, with_metadata=False)
    lines = (_BARS.sub("", line.rstrip()) for line in (found or "").translate(_UNVEILED).splitlines())
    return "\n".join(line for line in lines if line.strip())


def _veil(tree: Any) -> None:
    """Put letters of no living script in the place of signs without a shape, which the extraction would drop."""
    for element in tree.iter():
        for part in ("text", "tail"):
            words = getattr(element, part)
            if words and not words.isascii() and _SHAPELESS.search(words):
                setattr(element, part, _UNFIT.sub("\ufffd", words).translate(_VEILED))


def _clocks(
    facts: Facts, answer: Raw, default: Report, where: str, problems: list[Problem]
) -> tuple[When | None, When | None]:
    """Return when a page was published, by its metadata, and when it was seen; never published after it was seen."""
    seen = default.seen
    if answer.fetched_at is not None:
        seen = When(Days.of(answer.fetched_at.date()), WhenBasis.METADATA)
    if facts.published is None:
        return default.published, seen
    days = facts.published
    if seen is not None and days.first > seen.days.last:
        sentence = f"says that it came out on {days}, but was seen on {seen.days}; it was read without that day."
        problems.append(Problem("no-day", sentence, where))
        return default.published, seen
    if seen is not None and days.last > seen.days.last:
        days = Days(days.first, seen.days.last)
    return When(days, WhenBasis.METADATA), seen


def _agreed(lang: str | None, text: str) -> str | None:
    """Return the language that a page names, where its script bears that out: many themes name one for all pages."""
    arabic = sum("\u0600" <= char <= "\u06ff" for char in text)
    script = "ar" if 2 * arabic > sum(map(str.isalpha, text)) else "en"
    return lang if lang == script else None


def _hidden(cleared: Cleared, where: str) -> Iterator[Problem]:
    if cleared.hidden:
        first = cleared.hidden[0]
        yield Problem(
            "hidden-text",
            f"holds words amid its text that a browser does not show ({len(cleared.hidden)}; the first: "
            f"“{first[:60]}{'…' if len(first) > 60 else ''}”). They were left out; look at the page as it is shown.",
            where,
        )


def _fields(report: Report, facts: Facts, cleared: Cleared) -> dict[str, Any]:
    """Return a page as a line of JSON has it; `beside` are the headlines of other articles that stand on it."""
    days = report.published.days if report.published else None
    known = {
        "id": report.name,
        "source": report.publisher,
        "title": report.title,
        "url": facts.url,
        "published": [str(days.first), str(days.last)] if days else None,
        "text": report.text,
        "beside": cleared.beside,
    }
    return {key: value for key, value in known.items() if value}
