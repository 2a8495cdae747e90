"""What words that somebody selects mean for a slot of a claim, read by the reader in a sentence of their kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marsad.ledger.parties import called
from marsad.ledger.slots import NOTHING
from marsad.model.report import Report
from marsad.model.when import WhenBasis
from marsad.reader.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model.claim import Claim
    from marsad.model.count import Count
    from marsad.model.reading import Reading
    from marsad.model.when import Days

_SENTENCES: dict[str, dict[str, tuple[str, ...]]] = {
    "count": {"ar": ("{}", "مقتل {}", "مقتل {} أشخاص"), "en": ("{}", "{} killed", "{} people were killed")},
    "when": {"ar": ("مقتل شخص {}",), "en": ("One person was killed {}", "One person was killed on {}")},
    "party": {"ar": ("مقتل {}", "مقتل عنصر من {}"), "en": ("{} killed", "A fighter of {} was killed")},
    "by": {"ar": ("مقتل شخص برصاص {}", "مقتل شخص بقصف {}"), "en": ("One person was killed by {}",)},
}
"""Sentences in which words of a slot are read; the first that gives an answer holds."""
_SAID = frozenset({WhenBasis.STATED, WhenBasis.RELATIVE})


def understood(reading: Reading, slot: str, words: str) -> str:
    """Return what words of a report mean for a slot, as a form writes it; the words themselves where they say all."""
    words = " ".join(words.split())
    if slot not in _SENTENCES:
        return words
    for claim in _claims(reading, slot, words):
        meant = _value(claim, slot)
        if meant:
            return meant
    if slot in {"party", "by"}:
        return next(iter(sorted(called(words))), words)
    return words


def guessed(reading: Reading, words: str) -> Claim | None:
    """Return the claim that the reader sees in these words alone, None where it sees none."""
    return next(iter(_read(reading, words).claims), None)


def count_value(count: Count) -> str:
    """Write a count as a form does: `27`, `6+`, `5-7`."""
    if count.high is None:
        return f"{count.low}+"
    return str(count.low) if count.low == count.high else f"{count.low}-{count.high}"


def days_value(days: Days) -> str:
    """Write days as a form does: `2019-04-18`, `2019-04-16..2019-04-18`."""
    return str(days.first) if days.first == days.last else f"{days.first}..{days.last}"


def _claims(reading: Reading, slot: str, words: str) -> Iterator[Claim]:
    language = "en" if re.search("[A-Za-z]", words) else "ar"
    for sentence in _SENTENCES[slot][language]:
        yield from _read(reading, sentence.format(words)).claims[:1]


def _read(reading: Reading, text: str) -> Reading:
    """Read words as if they stood alone in a report of the same day."""
    alone = Report(text, reading.report.publisher, published=reading.published or reading.report.published)
    return read(alone, reading.country)


def _value(claim: Claim, slot: str) -> str:
    if slot == "count":
        return count_value(claim.count)
    if slot == "when":
        return days_value(claim.when.days) if claim.when and claim.when.basis in _SAID else ""
    value = claim.party if slot == "party" else claim.by_party
    return value if value and value != NOTHING else ""
