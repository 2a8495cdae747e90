"""How precisely days are known, in the terms of other data sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.model.when import Days

_WEEK, _MONTH = 7, 31


def date_prec(days: Days | None) -> int | None:
    """Return UCDP's precision: 1 the day, 2 two to six days, 3 a week, 4 up to a month, 5 longer; None for no day."""
    if days is None:
        return None
    length = days.length
    return 1 if length == 1 else 2 if length < _WEEK else 3 if length == _WEEK else 4 if length <= _MONTH else 5


def time_precision(days: Days | None) -> int | None:
    """Return ACLED's precision: 1 the day, 2 within a week, 3 longer; None for no day."""
    if days is None:
        return None
    return 1 if days.length == 1 else 2 if days.length <= _WEEK else 3
