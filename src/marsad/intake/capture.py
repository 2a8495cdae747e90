"""A report as it came in: the stored text, where it came from, and what is odd about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from marsad.model.problem import MarsadError, Problem
from marsad.model.raw import Raw

if TYPE_CHECKING:
    from datetime import date

    from marsad.intake.decode import Decoded
    from marsad.model.report import Report

__all__ = ["REFUSED", "TEXT_LIMIT", "Capture", "Raw", "check_text", "mend", "oddities", "refused", "until_today"]

TEXT_LIMIT = 1_000_000
"""Characters of one report. A report is an article; a long novel has about as many."""

REFUSED = "refused"
"""The kind of a problem for which something was not read at all."""

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Capture:
    """A report with where it stands (file, line), the fields of its JSON line, and the problems of its text."""

    report: Report
    where: str
    fields: dict[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    raw: Raw | None = None
    """The bytes that the report was taken out of; None where nobody kept them."""


def refused(where: str, sentence: str) -> Problem:
    """Say that something was not read, and why."""
    return Problem(REFUSED, sentence, where)


def check_text(text: str) -> None:
    """Raise MarsadError where a text is empty or too large to be one report."""
    if not text.strip():
        raise MarsadError("holds no text.")
    if len(text) > TEXT_LIMIT:
        raise MarsadError(
            f"is too large for one report: {len(text):,} characters, the limit is {TEXT_LIMIT:,}. "
            "Cut it into single reports, or put them one a line into a .jsonl file."
        )


def mend(text: str) -> str:
    """Put U+FFFD where a character cannot be stored (NUL, half of a pair), so that every offset stays."""
    return _UNSTORABLE.sub("\ufffd", text)


def oddities(raw: str, decoded: Decoded | None, where: str) -> list[Problem]:
    """List what a recorder should know about a text that was read: hidden controls, characters that were lost."""
    found = []
    if decoded and decoded.guessed:
        sentence = f"is not in UTF-8; it was read as {decoded.encoding}, by its letters. Check the words."
        found.append(Problem("encoding", sentence, where))
    controls = list(_BIDI.finditer(raw))
    if controls:
        first = controls[0]
        found.append(
            Problem(
                "bidi-control",
                f"holds {_times(len(controls), 'hidden control')} that can show words and numbers in another order "
                f"than they are stored (the first, U+{ord(first[0]):04X}, is character {first.start()}). "
                "They are kept; compare the numbers with the original.",
                where,
            )
        )
    lost = (decoded.broken if decoded else 0) + len(_UNSTORABLE.findall(raw))
    if lost:
        found.append(
            Problem(
                "damaged-characters",
                f"holds {_times(lost, 'damaged character')}, shown as \ufffd. The rest was read.",
                where,
            )
        )
    return found


def until_today(capture: Capture, today: date) -> tuple[Report, list[Problem]]:
    """Return a report without the days that are yet to come, and a problem for each.

    A day more is left for the hours between two clocks.
    """
    report = capture.report
    problems = []
    for name in ("published", "seen"):
        when = getattr(report, name)
        if when and (when.days.first - today).days > 1:
            sentence = f"field “{name}”: {when.days} is yet to come. The report was read without it."
            problems.append(Problem("no-day", sentence, capture.where))
            without: dict[str, Any] = {name: None}
            report = replace(report, **without)
    return report, problems


def _times(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
