"""Days of the calendar out of the numbers and words of a rule, the same in every language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.phrases import Day, value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.text.nodes import Node
    from marsad.text.rules import Match

_YEARS = range(1900, 2101)


def number_attr(node: Node | None, name: str) -> int | None:
    """Return an attribute of a word as a number (`month`, `weekday`), None where the word or the attribute is not."""
    said = node.attr(name) if node else None
    return None if said is None else int(said)


def year_of(number: int | None) -> int | None:
    """Return a number that can be a year, None for any other."""
    return number if number in _YEARS else None


def calendar_day(  # noqa: PLR0913  a date has these parts
    day: int | None, month: int | None, year: int | None, weekday: int | None, rel: str | None, *, year_said: bool
) -> Day | None:
    """Return a day of a month; None for a day that no month has, or where what stands as the year can be none."""
    if day is None or not 1 <= day <= 31 or (year_said and year is None):
        return None
    return Day("date", day=day, month=month, year=year, weekday=weekday, rel=rel)


def numeric_date(numbers: Sequence[int | None]) -> Day | None:
    """Return the day of three numbers, day or year first (`18/4/2019`, `2019-04-18`), None where they are none."""
    if len(numbers) != 3 or None in numbers:
        return None
    first, month, last = (int(n or 0) for n in numbers)
    day, year = (first, last) if first <= 31 else (last, first)
    if not (1 <= day <= 31 and 1 <= month <= 12 and year in _YEARS):
        return None
    return Day("date", day=day, month=month, year=year)


def days_of_month(first: int | None, until: Day | None) -> Day | None:
    """Return the span from a day of a month to a later one that names the month; None where it runs backwards."""
    if first is None or until is None or until.kind != "date" or not until.day or not 1 <= first < until.day:
        return None
    return Day("since", day=first, month=until.month, year=until.year, rel=until.rel or "date", until=until)


def span_of_days(match: Match) -> Day | None:
    """Read the days between two days (`between Monday and Wednesday`)."""
    start, until = value(match.one("start"), Day), value(match.one("until"), Day)
    if start is None or until is None or start.kind not in _DAYS or until.kind not in _DAYS:
        return None
    return Day("since", start.day, start.month, start.year, start.weekday, start.back, start.rel or start.kind, until)


def both_days(match: Match) -> Day | None:
    """Read two days told as one stretch (`on Wednesday and Thursday`, `on September 16 and 17`)."""
    start, until, last = value(match.one("start"), Day), value(match.one("until"), Day), match.one("last")
    if last is not None and start is not None and start.kind == "date":
        number = int(last.form) if last.form.isdecimal() else 0
        until = replace(start, day=number) if start.day is not None and start.day < number <= _LAST else None
    first = match.one("first")
    if first is not None and until is not None and until.kind == "date":
        number = int(first.form) if first.form.isdecimal() else 0
        start = replace(until, day=number) if until.day is not None and 0 < number < until.day else None
    behind = match.one("until")
    if start is None or until is None or (behind is not None and behind.leaves()[0].tags & {"ON", "FI"}):
        return None
    if start.kind not in _PAIRED or until.kind not in _PAIRED or (start.kind == "date") != (until.kind == "date"):
        return None
    if start.back < until.back:
        start, until = until, start
    kind = "yesterday" if start.kind == "offset" else start.rel or start.kind
    return Day("since", start.day, start.month, start.year, start.weekday, start.back, kind, until)


_LAST = 31
_DAYS = frozenset({"date", "weekday", "yesterday", "today"})
_PAIRED = _DAYS | {"offset"}
