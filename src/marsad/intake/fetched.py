"""From an answer of a server to the reports in it."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from marsad.intake.capture import Capture, check_text, mend, oddities, refused
from marsad.intake.decode import decode
from marsad.model.problem import MarsadError, Problem
from marsad.model.when import Days, When, WhenBasis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.intake.fetch import Fetched
    from marsad.model.report import Report

_PARTS = frozenset({"p", "h1", "h2", "li", "blockquote", "td"})
_PASSED_OVER = frozenset({"script", "style", "nav", "header", "footer", "aside", "form", "template", "noscript"})


def fetched_captures(fetched: Fetched, default: Report) -> Iterator[Capture | Problem]:
    """Read the reports of an answer; what cannot be read is a problem that names the address.

    `default` tells what holds where the page says nothing itself; who published it is else named by the host. The
    report was seen when it was fetched.
    """
    host = (urlsplit(fetched.url).hostname or "").removeprefix("www.")
    given = replace(default, publisher=default.publisher or host)
    try:
        yield _capture(fetched, given)
    except MarsadError as error:
        yield refused(fetched.asked, f"{error}".rstrip(".") + ".")


def _capture(fetched: Fetched, default: Report) -> Capture:
    decoded = decode(fetched.body)
    text, title = decoded.text.replace("\r\n", "\n").replace("\r", "\n"), None
    if fetched.content_type != "text/plain" and "<" in text:
        page = _Words()
        page.feed(text)
        text, title = "\n".join(page.found), page.title.strip() or None
    check_text(text)
    seen = When(Days.of(fetched.at.date()), WhenBasis.METADATA)
    report = replace(default, text=mend(text), title=title and mend(title), seen=seen)
    return Capture(report, fetched.asked, problems=tuple(oddities(text, decoded, fetched.asked)))


class _Words(HTMLParser):
    """The words of a page's paragraphs, one a line, and its title."""

    def __init__(self) -> None:
        super().__init__()
        self.found, self.title = list[str](), ""
        self._hidden, self._in_title, self._words = 0, False, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the base's own
        """Begin a paragraph, or what is passed over."""
        self._hidden += tag in _PASSED_OVER
        self._in_title = self._in_title or tag == "title"
        if tag in _PARTS:
            self._end()

    def handle_endtag(self, tag: str) -> None:
        """End them."""
        self._hidden = max(self._hidden - (tag in _PASSED_OVER), 0)
        self._in_title = self._in_title and tag != "title"
        if tag in _PARTS:
            self._end()

    def handle_data(self, data: str) -> None:
        """Take words."""
        if self._in_title:
            self.title += data
        elif not self._hidden:
            self._words.append(data)

    def close(self) -> None:
        """End the last paragraph."""
        super().close()
        self._end()

    def _end(self) -> None:
        words = " ".join("".join(self._words).split())
        self._words.clear()
        if words:
            self.found.append(words)
