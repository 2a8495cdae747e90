"""The record of a ledger: everything derived, as JSON, and back again without loss.

It is written field by field as the model's values have them; cells, days and intervals are objects. What people decided
stands in it by the number of the decision, whose words are the journal's.
"""

from __future__ import annotations

import dataclasses
import sys
from datetime import date
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from marsad.model import claim, count, incident, place, problem, when
from marsad.model.decision import Standing, State
from marsad.model.incident import Ledger
from marsad.model.record import RecordError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from marsad.model.decision import Decision

_NAMES = {**vars(claim), **vars(count), **vars(place), **vars(problem), **vars(when), **vars(incident), "date": date}
_NAMES |= {"Standing": Standing}
_DECISIONS, _VOICES = "decisions", "voices"
_LISTS = ("incidents", "assertions", "periods", "problems", _DECISIONS)


def ledger_record(ledger: Ledger) -> dict[str, Any]:
    """Write a ledger."""
    found = {name: _written(getattr(ledger, name)) for name in (*_LISTS[:-1], _VOICES)}
    standings = [_written(dataclasses.replace(one, decision=None)) for one in ledger.decisions]  # type: ignore[arg-type]
    numbers = [one.decision.number for one in ledger.decisions]
    told = [{**one, "decision": number} for one, number in zip(standings, numbers, strict=True)]
    return {**found, _DECISIONS: told}


def ledger_from_record(record: Mapping[str, Any], decisions: Collection[Decision]) -> Ledger:
    """Read a ledger; a decision that is not among these is left out. Raises RecordError."""
    known = {one.number: one for one in decisions}
    try:
        parts = {name: _read(_hints(Ledger)[name], record[name]) for name in (*_LISTS[:-1], _VOICES)}
        standings = tuple(
            _standing(known[one["decision"]], one) for one in record[_DECISIONS] if one["decision"] in known
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise RecordError(f"A ledger record cannot be read: {error}.") from error
    return Ledger(**parts, decisions=standings)


def _standing(decision: Decision, told: Mapping[str, Any]) -> Standing:
    claims, left, disputed = (tuple(told[name]) for name in ("claims", "left", "disputed"))
    return Standing(decision, State(told["state"]), claims, left, told["by"], disputed)


def without(record: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Return a ledger's record without all that rests on these reports or incidents, by their ids.

    Whole incidents and whole totals go, no figure is worked out anew; totals that cover an incident that goes, go.
    """
    gone = {one["id"] for one in record["incidents"] if names_any(one, names)}
    named = {*names, *gone}
    kept = {name: [one for one in record[name] if not names_any(one, named)] for name in _LISTS}
    return {**record, **kept, _VOICES: {key: voice for key, voice in record[_VOICES].items() if key not in names}}


def names_any(value: Any, words: Collection[str]) -> bool:
    """Tell whether any of these words stands in a string of a JSON value."""
    if isinstance(value, str):
        return any(word in value for word in words)
    if isinstance(value, dict):
        return any(names_any(one, words) for one in value.values())
    return isinstance(value, list) and any(names_any(one, words) for one in value)


def _written(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _written(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_written(one) for one in value]
    if isinstance(value, dict):
        return {key: _written(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, StrEnum) else value


def _read(hint: Any, value: Any) -> Any:
    """Read a value of the kind that a field's type says."""
    if isinstance(hint, UnionType):
        kind = next(kind for kind in get_args(hint) if kind is not type(None))
        return None if value is None else _read(kind, value)
    if get_origin(hint) in {tuple, dict}:
        return _read_many(get_origin(hint), get_args(hint), value)
    if dataclasses.is_dataclass(hint):
        return _read_fields(hint, value)
    if hint is date:
        return date.fromisoformat(value)
    if hint in {int, str, bool} and type(value) is not hint:
        raise TypeError(f"{value!r} is no {hint.__name__}")
    return hint(value)


def _read_many(many: Any, kinds: tuple[Any, ...], value: Any) -> Any:
    if many is dict:
        return {key: _read(kinds[1], one) for key, one in value.items()}
    if kinds[-1] is ...:
        return tuple(_read(kinds[0], one) for one in value)
    return tuple(_read(kind, one) for kind, one in zip(kinds, value, strict=True))


def _read_fields(kind: Any, value: Any) -> Any:
    hints = _hints(kind)
    return kind(**{field.name: _read(hints[field.name], value[field.name]) for field in dataclasses.fields(kind)})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, {**vars(sys.modules[kind.__module__]), **_NAMES})
