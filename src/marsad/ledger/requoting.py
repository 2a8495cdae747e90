"""Say which words of a report a slot rests on: a correction may name them by where they begin and end.

`place-at=120-135` says that the place is told by the words from code point 120 up to 135, and `quote-at` that the claim
itself stands in others. A claim whose own words are moved keeps its anchor, so that all earlier decisions bind it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from marsad.model.problem import MarsadError
from marsad.model.span import Quote

if TYPE_CHECKING:
    from marsad.model.claim import Claim

    Values = tuple[tuple[str, str], ...]

AT = "-at"
"""What follows a slot's name where its words are named."""
_HELD = {
    **{slot: slot for slot in ("quote", "victims", "by", "place", "when", "said", "source")},
    "method": "method_quote",
}
"""The slots that have words of their own, and what a claim calls those."""
_SAME = {"party": "victims", "side": "victims", "group": "victims"}
"""Slots whose words are those of others."""
QUOTE, COUNT = "quote", "count"
"""The claim's own words, and its count, which stands in them."""
_DAYS = {"when", "said"}
_ENDS = re.compile(r"(\d{1,9})-(\d{1,9})")


def moves_words(slot: str) -> bool:
    """Tell whether a name in a decision is that of a slot's words."""
    return slot.endswith(AT)


def stretch(slot: str, said: str) -> Values:
    """Return what a decision sets where a person names the words of a slot; raises MarsadError with a sentence."""
    name = slot.removesuffix(AT)
    name = _SAME.get(name, name)
    if name not in {*_HELD, COUNT}:
        known = ", ".join(f"{one}{AT}" for one in sorted({*_HELD, *_SAME, COUNT}))
        raise MarsadError(f"A claim has no words for “{slot}”. It has: {known}.")
    ends = _ENDS.fullmatch(said.strip())
    if not ends or int(ends[1]) >= int(ends[2]):
        raise MarsadError(f"“{said}” is no stretch of a text. Write where the words begin and end, like 120-135.")
    return ((f"{name}{AT}", f"{int(ends[1])}-{int(ends[2])}"),)


def pinned(claim: Claim, value: Values, text: str) -> Values:
    """Return what a correction sets, with the words that it names checked, and those that it says found in the text.

    `quote` and a place have the words nearest to the claim. Words of a count move the claim's own only where they stand
    outside of them. Raises MarsadError where nothing stands there.
    """
    named = {slot for slot, _ in value}
    kept: list[tuple[str, str]] = []
    for slot, said in value:
        quote = _quote(said, text) if moves_words(slot) else None
        if moves_words(slot) and (quote is None or not quote.text.strip()):
            raise MarsadError(f"The report has no words at {said}; its text ends at {len(text)}.")
        if slot == QUOTE:
            kept += [] if f"{QUOTE}{AT}" in named else [(f"{QUOTE}{AT}", _found(said, claim, text))]
        elif slot == f"{COUNT}{AT}":
            kept += [] if f"{QUOTE}{AT}" in named or _within(claim, said, text) else [(f"{QUOTE}{AT}", said)]
        else:
            kept.append((slot, said))
        if slot == "place" and f"place{AT}" not in named and text.count(said) > 1:
            kept.append((f"place{AT}", _found(said, claim, text)))
    if not kept:
        raise MarsadError("These are the words of the claim already; nothing is corrected.")
    return tuple(kept)


def _found(words: str, claim: Claim, text: str) -> str:
    """Return where words stand nearest to a claim; raises MarsadError where they do not."""
    near = [one.start() for one in re.finditer(re.escape(words), text)] if words.strip() else []
    if not near:
        raise MarsadError(f"“{words}” does not stand in the report there; select the words in its text.")
    at = min(near, key=lambda start: abs(start - claim.quote.start))
    return f"{at}-{at + len(words)}"


def _within(claim: Claim, said: str, text: str) -> bool:
    quote = _quote(said, text)
    return quote is not None and claim.quote.start <= quote.start and quote.end <= claim.quote.end


def requoted(claim: Claim, slot: str, said: str, text: str) -> Claim:
    """Return a claim with the words of a slot moved; raises ValueError where the slot has none, or the text ends."""
    name, quote = _HELD.get(slot.removesuffix(AT)), _quote(said, text)
    if name is None or quote is None:
        raise ValueError(f"no words for {slot} at {said}")
    if name == "quote":
        return replace(claim, quote=quote, read_at=claim.read_at or claim.quote.span)
    held: Any = getattr(claim, name)
    if name in _DAYS:
        if held is None:
            raise ValueError(f"{name} is empty")
        quote = replace(held, quote=quote)
    changed: Any = {name: quote}
    return replace(claim, **changed)


def stands_at(claim: Claim, slot: str) -> str | None:
    """Return where the words of a slot stand, as a decision writes it; None where it has none."""
    held: Any = getattr(claim, _HELD[slot.removesuffix(AT)])
    quote: Quote | None = held.quote if slot.removesuffix(AT) in _DAYS and held else held
    return f"{quote.start}-{quote.end}" if quote else None


def _quote(said: str, text: str) -> Quote | None:
    ends = _ENDS.fullmatch(said)
    if not ends or not int(ends[1]) < int(ends[2]) <= len(text):
        return None
    return Quote(int(ends[1]), text[int(ends[1]) : int(ends[2])])
