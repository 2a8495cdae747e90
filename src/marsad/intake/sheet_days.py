"""Days as sheets have them: dates, serial numbers, 20190418, and 3/4/2019, of which only the column tells the order."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.intake.table import Value

DAY_SLOTS = frozenset({"date", "last_date", "said", "published"})
DMY, MDY = "day-month-year", "month-day-year"
_NUMERIC = re.compile(r"(\d{1,4})\s*[-/.\\،٫]\s*(\d{1,2})\s*[-/.\\،٫]\s*(\d{1,4})(?:[T\s].*)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_SERIALS = range(20_000, 80_000)
"""Serial numbers of days from 1954 to 2119: others are no likely day."""
_YEARS = range(1900, 2101)


def order_of(values: Iterable[Value], labels: Sequence[str] = ()) -> str | None:
    """Return in which order the days of a column are written: as its header says, or as a day above 12 shows.

    None where nothing shows it, or both are shown.
    """
    for label in map(str.lower, labels):
        if re.search(r"d{1,2}\W+m{1,2}", label):
            return DMY
        if re.search(r"m{1,2}\W+d{1,2}", label):
            return MDY
    shown = set()
    for value in values:
        if isinstance(value, str) and (found := _NUMERIC.fullmatch(_plain(value))):
            first, second, last = map(int, found.groups())
            if last in _YEARS and first <= 12 < second <= 31:
                shown.add(MDY)
            elif last in _YEARS and second <= 12 < first <= 31:
                shown.add(DMY)
    return shown.pop() if len(shown) == 1 else None


def day_of(value: Value, order: str | None, epoch: date) -> tuple[str | None, str | None]:
    """Return the day of a cell in ISO form, or None where its words may tell it, and what leaves it open."""
    if isinstance(value, datetime):
        return value.date().isoformat(), None
    if isinstance(value, date):
        return value.isoformat(), None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(value, epoch)
    words = _plain(value) if isinstance(value, str) else ""
    if found := _SERIAL.fullmatch(words):
        return _serial(int(found[1]), epoch)
    found = _COMPACT.fullmatch(words) or _NUMERIC.fullmatch(words)
    return _numeric(found, words, order) if found else (None, None)


def _numeric(found: re.Match[str], words: str, order: str | None) -> tuple[str | None, str | None]:
    """Return the day of three numbers: the year first or last, the month where the order says or only it can be."""
    first, second, last = map(int, found.groups())
    if first in _YEARS:
        return _iso(first, second, last, words)
    if last not in _YEARS:
        return None, f"“{words}” does not say its year in four digits. It was read without it."
    if second > 12 or (first <= 12 and order == MDY):
        return _iso(last, first, second, words)
    if first > 12 or first == second or order == DMY:
        return _iso(last, second, first, words)
    return None, (
        f"“{words}” may be one of two days; no cell of the column shows whether the day or the month stands first. "
        f'A mapping says it: order = "{DMY}". It was read without it.'
    )


def _serial(number: float, epoch: date) -> tuple[str | None, str | None]:
    if int(number) in _SERIALS:
        return (epoch + timedelta(int(number))).isoformat(), None
    if number in _YEARS:
        return None, None
    return None, f"“{number}” is no day. Write it like 2019-04-18. It was read without it."


def _iso(year: int, month: int, day: int, words: str) -> tuple[str | None, str | None]:
    try:
        return date(year, month, day).isoformat(), None
    except ValueError:
        return None, f"“{words}” is a day that no month has. It was read without it."


def _plain(words: str) -> str:
    """Write the digits of any script as 0 to 9, without hidden marks of direction."""
    return "".join(
        str(int(char)) if char.isdecimal() else char for char in words.strip() if char not in "\u200e\u200f\u061c"
    )
