"""The list of sources to watch: a TOML file, one `[[source]]` each; what is wrong with it is told with line and key."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.intake.address import FetchError, target
from marsad.model.problem import MarsadError, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

FEED, PAGE, SITEMAP, TELEGRAM = KINDS = ("feed", "page", "sitemap", "telegram")
SIZE_LIMIT = 1_000_000
"""Bytes of the file."""
_MOST_SOURCES = 2000
_MINUTES = (1, 7 * 24 * 60)
_LANGS = ("ar", "en")
_EXTRAS = {
    TELEGRAM: "is a live Telegram channel, for which the extra `telegram` (Telethon) is needed; it is off, and this "
    "version does not have it yet. Export the channel in Telegram Desktop and add its result.json."
}


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, page of links or sitemap that is looked at every so many minutes."""

    name: str
    url: str
    kind: str = FEED
    every: int = 60
    lang: str | None = None
    publisher: str | None = None
    country: str | None = None
    links: str | None = None
    """A pattern that the addresses of reports match; for a feed or sitemap it may be left out."""


def read_sources(data: bytes, name: str, countries: Collection[str] = ()) -> tuple[list[Source], list[Problem]]:
    """Read the sources of a file; those of a kind that needs an extra are problems. Raises MarsadError.

    `countries` are those whose names are known.
    """
    if len(data) > SIZE_LIMIT:
        raise MarsadError(f"{name}: is larger than a list of sources can be ({SIZE_LIMIT:,} bytes).")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MarsadError(f"{name}, line {line}: is not in UTF-8; save the file as UTF-8.") from None
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MarsadError(f"{name}{_syntax(str(error), text)}") from None
    except RecursionError:
        raise MarsadError(f"{name}: is nested too deep for a list of sources.") from None
    found = list(_Checked(text, name, countries).sources(table))
    return [source for source in found if source.kind not in _EXTRAS], [
        Problem("needs-extra", _EXTRAS[source.kind], source.name) for source in found if source.kind in _EXTRAS
    ]


def _syntax(told: str, text: str) -> str:
    """Say where TOML cannot be understood."""
    at = re.search(r"\(at line (\d+), column (\d+)\)", told)
    what = told.partition(" (at ")[0].rstrip(".")
    line, column = (int(at[1]), f", column {at[2]}") if at else (text.rstrip().count("\n") + 1, "")
    return f", line {line}{column}: cannot be read: {what}. Write it like examples/sources.toml."


@dataclass(frozen=True, slots=True)
class _Checked:
    """The text of a file, to say on which line a fault stands."""

    text: str
    name: str
    countries: Collection[str]

    def sources(self, table: dict[str, Any]) -> Iterator[Source]:
        """Check everything; raises MarsadError at the first fault."""
        for key in table:
            if key != "source":
                raise self._fault(0, key, f"“{key}” is not known; a file of sources has only [[source]].")
        listed = table.get("source", [])
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            raise self._fault(0, "source", "write each source under a line [[source]], with two brackets.")
        if not listed:
            raise MarsadError(f"{self.name}: names no source; write each under a line [[source]].")
        if len(listed) > _MOST_SOURCES:
            raise MarsadError(f"{self.name}: names more than {_MOST_SOURCES:,} sources; make several files.")
        names = dict[str, int]()
        for number, one in enumerate(listed, 1):
            source = self._source(number, one)
            if source.name in names:
                raise self._fault(number, "name", f"“{source.name}” is the name of another source, too.")
            names[source.name] = number
            yield source

    def _source(self, number: int, one: dict[str, Any]) -> Source:
        for key in one:
            if key not in Source.__slots__:
                known = ", ".join(Source.__slots__)
                raise self._fault(number, key, f"“{key}” is not known; a source has {known}.")
        for key in ("name", "url"):
            if key not in one:
                raise self._fault(number, "", f"the source has no “{key}”.")
        for key, value in one.items():
            if key == "every":
                if not isinstance(value, int) or isinstance(value, bool) or not _MINUTES[0] <= value <= _MINUTES[1]:
                    least, most = _MINUTES
                    raise self._fault(number, key, f"“every” is a number of minutes from {least} to {most:,}.")
            elif not isinstance(value, str) or not value.strip() or not value.isprintable():
                raise self._fault(number, key, f"“{key}” must be words in quotation marks.")
        source = Source(**one)
        self._check_words(number, source)
        return source

    def _check_words(self, number: int, source: Source) -> None:
        if source.kind not in KINDS:
            raise self._fault(number, "kind", f"“{source.kind}” is no kind of source; write {', '.join(KINDS)}.")
        if source.lang and source.lang not in _LANGS:
            raise self._fault(number, "lang", f"“{source.lang}” is no language that is read; write ar or en.")
        if source.country and source.country not in self.countries:
            known = " or ".join(self.countries)
            raise self._fault(number, "country", f"“{source.country}” is no country with a pack; write {known}.")
        if source.kind == PAGE and not source.links:
            raise self._fault(number, "", "a page needs “links”, a pattern that the addresses of its reports match.")
        if source.links:
            try:
                re.compile(source.links)
            except (re.error, OverflowError, RecursionError) as error:
                raise self._fault(number, "links", f"“links” is no pattern ({error}).") from None
        if source.kind not in _EXTRAS:
            try:
                target(source.url)
            except FetchError as error:
                raise self._fault(number, "url", f"“url” {error}") from None

    def _fault(self, number: int, key: str, sentence: str) -> MarsadError:
        """Make the error that names the line of a key in the source of this number (0: before the first)."""
        return MarsadError(f"{self.name}, line {self._line(number, key)}: {sentence}")

    def _line(self, number: int, key: str) -> int:
        seen, begins = 0, 1
        for at, line in enumerate(self.text.splitlines(), 1):
            if re.match(r"\s*\[\[\s*[\"']?source[\"']?\s*\]\]", line):
                seen += 1
                if seen == number:
                    begins = at
            elif seen == number and key and re.match(rf"\s*\[?\[?\s*[\"']?{re.escape(key)}[\"']?\s*[=.\]]", line):
                return at
        return begins
