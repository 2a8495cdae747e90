"""Work out the days that words mean, from the report's own day or interval."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from marsad.model.when import Days, WhenBasis

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.lang.phrases import Day

RELATIVE_KINDS = frozenset({"offset", "today", "yesterday", "weekday", "weekend", "night", "past", "since", "ago"})


def resolve(day: Day, own: Days | None) -> Days | None:
    """Return the days meant, or None where words and report do not tell the year or day.

    `own` is the report's day. A day and month without a year is the nearest such day; a bare weekday is the last one
    before (or on) the report's day, one behind `today` the nearest (CONSTRUCTIONS 4.1). Words may also count beyond
    the calendar (`over the past 999999999 days`).
    """
    try:
        if day.kind in _SAID:
            return _SAID[day.kind](day, own)
        return _COUNTED[day.kind](day, own) if own is not None and day.kind in _COUNTED else None
    except (OverflowError, ValueError):
        return None


def basis_of(day: Day) -> WhenBasis:
    """Tell whether the words state a date or count from the report's day."""
    return WhenBasis.RELATIVE if day.kind in RELATIVE_KINDS or (day.rel and not day.year) else WhenBasis.STATED


_SUNDAY = 6
"""The last day of the weekend of English papers."""


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _date(day: Day, own: Days | None) -> Days | None:
    month, year = day.month, day.year
    if month is None:
        if own is None:
            return None
        month, year = own.last.month, own.last.year
        if day.rel == "last":
            month, year = (12, year - 1) if month == 1 else (month - 1, year)
    if year is None:
        if own is None:
            return None
        if day.rel == "last_year":
            exact = _safe(own.last.year - 1, month, day.day or 1)
            return Days.of(exact) if exact else None
        found = [d for y in (-1, 0, 1) if (d := _safe(own.last.year + y, month, day.day or 1))]
        nearest = min(found, key=lambda d: abs((d - own.last).days), default=None)
        return Days.of(nearest) if nearest else None
    exact = _safe(year, month, day.day or 1)
    return Days.of(exact) if exact else None


def _whole_month(year: int, month: int, until: Days | None) -> Days:
    last = date(year, month, monthrange(year, month)[1])
    if until is not None and date(year, month, 1) <= until.last < last:
        last = until.last
    return Days(date(year, month, 1), last)


def _month(day: Day, own: Days | None) -> Days | None:
    if day.month is not None and day.year is not None:
        return _whole_month(day.year, day.month, own)
    if own is None:
        return None
    year, month = own.last.year, own.last.month
    if day.month is None:
        if day.rel == "last":
            year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        return _whole_month(year, month, own)
    if day.rel == "last_year" or day.month > month or (day.month == month and day.rel == "last"):
        year -= 1
    return _whole_month(year, day.month, own)


def _year(day: Day, own: Days | None) -> Days | None:
    if day.year is not None:
        last = date(day.year, 12, 31)
        if own is not None and own.last.year == day.year:
            last = own.last
        return Days(date(day.year, 1, 1), last)
    if own is None:
        return None
    if day.rel == "last":
        return Days(date(own.last.year - 1, 1, 1), date(own.last.year - 1, 12, 31))
    return Days(date(own.last.year, 1, 1), own.last)


def _since(day: Day, own: Days | None) -> Days | None:
    if own is None:
        return None
    start = _start(day, own)
    end = resolve(day.until, own) if day.until is not None else None
    if day.weekday is not None and start is not None and end is not None and end.last < start:
        start -= timedelta(7)  # `between Friday and Saturday of last week`
    last = end.last if end is not None and start is not None and end.last >= start else own.last
    return Days(start, last) if start and start <= last else None


def _start(day: Day, own: Days) -> date | None:
    """Return the first day of a span that words give by its beginning."""
    if day.month is not None:
        year = day.year or (own.last.year if day.month <= own.last.month else own.last.year - 1)
        return _safe(year, day.month, day.day or 1)
    if day.year is not None:
        return date(day.year, 1, 1)
    if day.rel in {"yesterday", "today"}:
        return own.first - timedelta(day.back)
    if day.weekday is not None:
        return _last_weekday(day.weekday, own, last=False).first
    return own.last.replace(day=1) if day.rel == "month" else date(own.last.year, 1, 1)


def _last_weekday(weekday: int, own: Days, *, last: bool) -> Days:
    back = (own.last.weekday() - weekday) % 7
    if last and back == 0:
        back = 7
    if back == 6 and not last and own.length == 1:
        back = -1  # written in one time zone and dated in another: tomorrow's weekday, not that of six days ago
    return Days.of(own.last - timedelta(back))


def _near_weekday(weekday: int, own: Days) -> Days:
    ahead = (weekday - own.last.weekday() + 3) % 7 - 3
    return Days.of(own.last + timedelta(ahead))


def _weekday(day: Day, own: Days) -> Days:
    found = _last_weekday(day.weekday or 0, own, last=day.rel == "last")
    return Days(found.first - timedelta(day.back), found.last)


_SAID: dict[str, Callable[[Day, Days | None], Days | None]] = {
    "date": _date,
    "month": _month,
    "year": _year,
    "since": _since,
}
"""Kinds that words may tell by themselves."""
_COUNTED: dict[str, Callable[[Day, Days], Days]] = {
    "today": lambda day, own: own if day.weekday is None else _near_weekday(day.weekday, own),
    "yesterday": lambda day, own: own.shift(-1) if day.weekday is None else _near_weekday(day.weekday, own.shift(-1)),
    "offset": lambda day, own: own.shift(-day.back),
    "ago": lambda day, own: Days(
        own.first - timedelta(day.back + day.back // 4), own.last - timedelta(day.back * 3 // 4)
    ),
    "night": lambda _, own: Days(own.first - timedelta(1), own.last),
    "past": lambda day, own: Days(own.first - timedelta(day.back), own.last),
    "weekday": _weekday,
    "weekend": lambda _, own: Days(
        _last_weekday(_SUNDAY, own, last=False).first - timedelta(1), _last_weekday(_SUNDAY, own, last=False).last
    ),
}
"""Kinds that count from the report's own day."""
