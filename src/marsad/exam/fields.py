"""The fields of a marked claim, each with what it may hold; what it may not is told in a sentence."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from marsad.exam.mark import WORDS, Mark
from marsad.model.claim import Group, Harm, Method, Side, TollKind
from marsad.model.count import Count
from marsad.model.span import Quote, Span
from marsad.model.when import Days

if TYPE_CHECKING:
    from collections.abc import Iterator

Record = dict[str, Any]
Closed = TypeVar("Closed", bound=StrEnum)

FIELDS = (
    *("quote", "start", "harm", "low", "high", "approx", "vague", "victims", "side", "group", "party", "part_of"),
    *("toll", "by", "method", "place", "when", "source", "hedged"),
)
"""What GUIDELINES has a gold claim tell."""

LEAST = FIELDS[:5]
"""What another system's claim must tell."""


class FieldError(ValueError):
    """A field holds what it may not; the text is the sentence."""


def mark_of(record: object, text: str, needed: tuple[str, ...] = FIELDS) -> Mark:
    """Make a mark of a claim's record; raises FieldError."""
    if not isinstance(record, dict):
        raise FieldError("is no JSON object")
    missing = [f"“{field}”" for field in needed if field not in record]
    if missing:
        raise FieldError(f"lacks {_listed(missing)}")
    quote = _quote(record, text)
    return Mark(
        quote=quote,
        harm=_needed(record, "harm", Harm),
        count=_count(record),
        side=_closed(record, "side", Side) if "side" not in needed else _needed(record, "side", Side),
        group=_closed(record, "group", Group),
        party=_words(record, "party"),
        part_of=_index(record, "part_of"),
        toll=_closed(record, "toll", TollKind) if "toll" not in needed else _needed(record, "toll", TollKind),
        method=_closed(record, "method", Method),
        when=_days(record),
        hedged=_yes_or_no(record, "hedged"),
        victims=_words(record, "victims"),
        by=_words(record, "by"),
        place=_words(record, "place"),
        source=_words(record, "source"),
        spans=tuple(_spans(record, text, quote)),
    )


def _quote(record: Record, text: str) -> Quote:
    words, start = record["quote"], record["start"]
    if not isinstance(words, str) or not words.strip():
        raise FieldError("“quote” holds no words")
    if not _whole(start):
        raise FieldError(f"“start” is {start!r}; it is the number of characters before the quote")
    quote = Quote(start, words)
    if quote.stands_in(text):
        return quote
    at = text.find(words)
    where = f"the first such words begin at {at}" if at >= 0 else "these words stand nowhere in the text"
    raise FieldError(f"the quote does not stand at its start, {start}: {where}")


def _count(record: Record) -> Count:
    low, high = record["low"], record["high"]
    if not _whole(low):
        raise FieldError(f"“low” is {low!r}; it is a whole number")
    if high is not None and not (_whole(high) and high >= low):
        raise FieldError(f"“high” is {high!r}; it is a whole number not below “low”, or null")
    return Count(low, high, bool(_yes_or_no(record, "approx")), bool(_yes_or_no(record, "vague")))


def _needed(record: Record, field: str, kinds: type[Closed]) -> Closed:
    found = _closed(record, field, kinds)
    if found is None:
        raise FieldError(f"“{field}” is null; it is {_either(kinds)}")
    return found


def _closed(record: Record, field: str, kinds: type[Closed]) -> Closed | None:
    value = record.get(field)
    if value is None:
        return None
    if value not in list(kinds):
        raise FieldError(f"“{field}” is {value!r}; it is {_either(kinds)}")
    return kinds(value)


def _words(record: Record, field: str) -> str | None:
    value = record.get(field)
    if value is not None and not isinstance(value, str):
        raise FieldError(f"“{field}” is {value!r}; it holds words, or null")
    return value


def _index(record: Record, field: str) -> int | None:
    value = record.get(field)
    if value is not None and not _whole(value):
        raise FieldError(f"“{field}” is {value!r}; it is the number of a claim, the first being 0, or null")
    return value


def _yes_or_no(record: Record, field: str) -> bool | None:
    value = record.get(field)
    if value is not None and not isinstance(value, bool):
        raise FieldError(f"“{field}” is {value!r}; it is true or false")
    return value


def _days(record: Record) -> Days | None:
    value = record.get("when")
    if value is None:
        return None
    try:
        first, last = map(date.fromisoformat, value)
        return Days(first, last)
    except (TypeError, ValueError):
        raise FieldError(f"“when” is {value!r}; it is a first and a last day, like 2019-04-18, or null") from None


def _spans(record: Record, text: str, quote: Quote) -> Iterator[tuple[str, Span]]:
    """Say where the words of a claim stand: where they begin nearest to its quote."""
    for slot in WORDS:
        words = record.get(slot)
        if words and (starts := _starts(text, words)):
            at = min(starts, key=lambda start: max(start - quote.end, quote.start - start - len(words), 0))
            yield slot, Span(at, at + len(words))


def _starts(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _either(kinds: type[StrEnum]) -> str:
    return f"one of {', '.join(kinds)}"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
