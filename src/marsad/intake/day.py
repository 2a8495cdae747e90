"""Days as people and files write them outside a text: `2019-04-18`, in digits of any script, or a time on that day."""

from __future__ import annotations

from datetime import date, datetime, time

from marsad.model.problem import MarsadError
from marsad.model.when import Days, When, WhenBasis

_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def read_day(words: str) -> date:
    """Read `YYYY-MM-DD`, or the day of an ISO time; raises MarsadError with a sentence."""
    try:
        day = datetime.fromisoformat(_plain(words)).date()
    except ValueError:
        raise MarsadError(f"“{words}” is no day. Write year, month and day, like 2019-04-18.") from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise MarsadError(f"“{words}” is no likely day: the year lies outside {_FIRST_YEAR} to {_LAST_YEAR}.")
    return day


def read_moment(words: str) -> date | datetime:
    """Read a day, or a time like `2019-04-20T18:30`, local where it names no zone; raises MarsadError."""
    day = read_day(words)
    plain = _plain(words)
    if len(plain) <= len("2019-04-20"):
        return day
    try:
        return datetime.fromisoformat(plain).astimezone()
    except (OverflowError, OSError, ValueError):
        raise MarsadError(f"“{words}” is no time. Write it like 2019-04-20T18:30.") from None


def read_until(words: str) -> datetime:
    """Read a time, or a day, which stands for its end here; raises MarsadError."""
    moment = read_moment(words)
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time.max).astimezone()


def read_days(value: object) -> When | None:
    """Read a day or a pair of days from a file's own fields; None where there is none; raises MarsadError."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return known(read_day(value))
    if isinstance(value, list) and len(value) == 2 and all(isinstance(end, str) for end in value):
        first, last = (read_day(end) for end in value)
        if last < first:
            raise MarsadError(f"the days run backwards, from {first} to {last}.")
        return When(Days(first, last), WhenBasis.METADATA)
    raise MarsadError(f"“{value}” is no day. Write year, month and day, like 2019-04-18.")


def known(day: date) -> When:
    """Make a day known from outside the text into a When."""
    return When(Days.of(day), WhenBasis.METADATA)


def _plain(words: str) -> str:
    """Write the digits of any script as 0 to 9."""
    return "".join(str(int(char)) if char.isdecimal() else char for char in words.strip())
