"""The slots of a claim that a person can correct: how each is written, checked, and set."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from marsad.ledger.parties import party_key
from marsad.ledger.requoting import moves_words, requoted, stands_at
from marsad.model.claim import Group, Harm, Method, Side, TollKind
from marsad.model.count import Count
from marsad.model.place import Location, Precision
from marsad.model.place_record import location_record
from marsad.model.problem import MarsadError
from marsad.model.record import RecordError, location_from_record
from marsad.model.span import Quote
from marsad.model.when import Days, When, WhenBasis

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

    from marsad.model.claim import Claim

Values = tuple[tuple[str, str], ...]

NOTHING = "null"
"""The value of a slot that is to be empty."""
_KINDS: dict[str, type[StrEnum]] = {"harm": Harm, "side": Side, "group": Group, "toll": TollKind, "method": Method}
_NEVER_EMPTY = {"harm", "side", "toll", "count"}
_PARTIES = {"party": "party", "by": "by_party"}
DAYS = {"when", "said"}
_ENDS = {"low", "high"}
_COUNT = re.compile(r"(\d+)(?:(\+)|\s*[-–]\s*(\d+))?")
_POINT = re.compile(r"(-?\d+(?:\.\d+)?)\s*[,;]\s*(-?\d+(?:\.\d+)?)")
_POINT_KM = 1.0
MOST = 10_000_000
"""No claim counts more people than this."""
SLOTS = ("count", "harm", "side", "group", "party", "by", "toll", "method", "when", "said", "place", "source")
"""What a person names; a count is `27`, `6+` or `5-7`, days are `2019-04-18` or `2019-04-16..2019-04-18`."""


def corrections(slot: str, words: str) -> Values:
    """Return what a decision sets for a slot as a person writes it; raises MarsadError with a sentence."""
    words = words.strip()
    empty = words.lower() in {"", NOTHING, "none", "-"}
    if slot not in SLOTS:
        raise MarsadError(f"A claim has no slot “{slot}” to correct. It has: {', '.join(SLOTS)}.")
    if empty and slot in _NEVER_EMPTY:
        raise MarsadError(f"The slot {slot} cannot be empty; retract the claim where it is none.")
    if slot == "count":
        return _read_count(words)
    if slot in _KINDS:
        return ((slot, NOTHING if empty else _read_kind(slot, words)),)
    if slot in _PARTIES:
        return ((_PARTIES[slot], NOTHING if empty else party_key(words)),)
    if slot in DAYS:
        return ((slot, NOTHING if empty else str(_shown(_read_days(words)))),)
    if slot == "source":
        return (("source_key", NOTHING if empty else words),)
    return (("place", NOTHING),) if empty else (("place", words), ("location", _located(words)))


def with_slots(claim: Claim, values: Values, text: str) -> tuple[Claim, list[str]]:
    """Return the claim with these slots set, and what no claim can say; that leaves its slot as it was."""
    unusable: list[str] = []
    ends = {slot: value for slot, value in values if slot in _ENDS}
    if ends:
        try:
            claim = replace(claim, count=_with_ends(claim.count, ends))
        except ValueError:
            unusable.append(", ".join(f"{slot} {value}" for slot, value in ends.items()))
    for slot, value in sorted(values, key=lambda pair: moves_words(pair[0])):  # what is said first, then where
        if slot in _ENDS:
            continue
        try:
            if moves_words(slot):
                claim = requoted(claim, slot, value, text)
                continue
            claim = _SETTERS[slot](claim, _known(slot, value), text)
        except (KeyError, ValueError, RecordError):
            unusable.append(f"{slot}: {value}")
    return claim, unusable


def _known(slot: str, value: str) -> str | None:
    """Return a value, None where it empties the slot; raises ValueError where that cannot be."""
    empty = value in {"", NOTHING}
    if empty and slot in _NEVER_EMPTY:
        raise ValueError(f"{slot} cannot be empty")
    return None if empty else value


def slot_value(claim: Claim, slot: str) -> str:
    """Return what a claim has in a slot, in the form in which decisions write it."""
    when = {"when": claim.when, "said": claim.said}
    if moves_words(slot):
        return stands_at(claim, slot) or NOTHING
    found = {
        "low": claim.count.low,
        "high": claim.count.high,
        "place": claim.place and claim.place.text,
        "location": claim.location and json.dumps(location_record(claim.location), ensure_ascii=False, sort_keys=True),
        **{name: days and _shown(days.days) for name, days in when.items()},
    }
    value = found[slot] if slot in found else getattr(claim, slot)
    return NOTHING if value is None else str(value)


def _read_count(words: str) -> Values:
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in words)
    found = _COUNT.fullmatch(plain)
    if not found:
        raise MarsadError(f"“{words}” is no count. Write 27, 6+ (at least 6) or 5-7.")
    low = int(found[1])
    high = None if found[2] else int(found[3]) if found[3] else low
    if high is not None and high < low:
        raise MarsadError(f"“{words}” is no count: it ends below its beginning.")
    if max(low, high or 0) > MOST:
        raise MarsadError(f"“{words}” is more people than any report can count.")
    return ("low", str(low)), ("high", NOTHING if high is None else str(high))


def _read_kind(slot: str, words: str) -> str:
    known = {str(one) for one in _KINDS[slot]}
    if words.lower() not in known:
        raise MarsadError(f"“{words}” is no {slot}. Write one of: {', '.join(sorted(known))}.")
    return words.lower()


def _read_days(words: str) -> Days:
    first, _, last = words.partition("..")
    try:
        return Days(date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip()))
    except ValueError:
        raise MarsadError(f"“{words}” are no days. Write 2019-04-18, or 2019-04-16..2019-04-18.") from None


def _shown(days: Days) -> str:
    return str(days.first) if days.first == days.last else f"{days.first}..{days.last}"


def _located(words: str) -> str:
    """Find a place by its p-code, its coordinates or its name, and write it down as it is found now."""
    from marsad.places.gazetteer import gazetteer
    from marsad.places.locate import locate  # only here: whoever asks for a list needs no map
    from marsad.places.shape import spot

    point = _POINT.fullmatch(words)
    listed = gazetteer().place(words.upper())
    found: Location | None
    if point:
        lat, lon = float(point[1]), float(point[2])
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise MarsadError(f"“{words}” lies nowhere on the map. Write latitude, longitude: 34.91,38.28.")
        found = Location(words, lat, lon, _POINT_KM, Precision.NEAR)
    else:
        found = spot(listed, ("a person gave its code",)) if listed else locate(words)
    if found is None:
        raise MarsadError(
            f"marsad knows no place “{words}”, or several. Name its p-code, or its coordinates like 34.91,38.28."
        )
    return json.dumps(location_record(found), ensure_ascii=False, sort_keys=True)


def _with_ends(count: Count, ends: Mapping[str, str]) -> Count:
    """Return the count with one or both ends corrected; raises ValueError where they are no count."""
    high = ends.get("high", count.high)
    return Count(int(ends.get("low", count.low)), None if high in {None, "", NOTHING} else int(high or 0))


def _set_kind(slot: str) -> Callable[[Claim, str | None, str], Claim]:
    def set_kind(claim: Claim, value: str | None, _text: str) -> Claim:
        kind: Any = None if value is None else _KINDS[slot](value)
        changed: Claim = replace(claim, **{slot: kind})
        if slot == "harm":
            changed = replace(changed, read_as=claim.read_as or claim.harm)  # the anchor keeps what was read
        # People of a party are combatants: a person who calls them civilians takes the party back too.
        away = slot == "side" and kind is not Side.COMBATANT and claim.party is not None
        return replace(changed, party=None) if away else changed

    return set_kind


def _set_words(slot: str) -> Callable[[Claim, str | None, str], Claim]:
    def set_words(claim: Claim, value: str | None, _text: str) -> Claim:
        changed: Any = {slot: value}
        return replace(claim, **changed)

    return set_words


def _set_days(slot: str) -> Callable[[Claim, str | None, str], Claim]:
    def set_days(claim: Claim, value: str | None, _text: str) -> Claim:
        if value is None:
            changed: Any = {slot: None}
        else:
            first, _, last = value.partition("..")
            days = Days(date.fromisoformat(first), date.fromisoformat(last or first))
            changed = {slot: When(days, WhenBasis.STATED)}
        return replace(claim, **changed)

    return set_days


def _set_party(claim: Claim, value: str | None, _text: str) -> Claim:
    return replace(claim, party=value, side=Side.COMBATANT if value else claim.side)


def _set_place(claim: Claim, value: str | None, text: str) -> Claim:
    """Set the words of a place where the report has them; a person's own words are no quote of it."""
    if value is None:
        return replace(claim, place=None, location=None, placed=True)
    at = text.find(value)
    return replace(claim, place=Quote(at, value) if at >= 0 else None, placed=True)


def _set_location(claim: Claim, value: str | None, _text: str) -> Claim:
    return replace(claim, location=location_from_record(json.loads(value)) if value else None)


_SETTERS: dict[str, Callable[[Claim, str | None, str], Claim]] = {
    **{slot: _set_kind(slot) for slot in _KINDS},
    **{slot: _set_words(slot) for slot in ("by_party", "source_key")},
    **{slot: _set_days(slot) for slot in ("when", "said")},
    "party": _set_party,
    "place": _set_place,
    "location": _set_location,
}
