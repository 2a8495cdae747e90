"""Any value of the model as compact JSON and back again, for rows that are made anew whenever the program changes.

A dataclass is the list of its fields in their order, without names: what was packed can only be read by the version
that packed it. What lasts (the journal, exports) is written by `record`, with names.
"""

from __future__ import annotations

import importlib
import json
import types
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from marsad import model
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
_Way = tuple["Callable[[Any], Any]", "Callable[[Any], Any]"]
_PLAIN = (str, int, float, bool)


class PackedValueError(MarsadError):
    """What was packed is damaged, or was packed by another version."""


def packed(value: object) -> str:
    """Write a value whose type is a dataclass of the model."""
    kind: Any = type(value)
    write, _ = _way(kind)
    return json.dumps(write(value), ensure_ascii=False, separators=(",", ":"))


def unpacked(kind: type[T], words: str, without: Sequence[str] = ()) -> T:
    """Read a value of this type, some lists in it as if they were empty; raises PackedValueError."""
    hint: Any = kind
    _, read = _way(hint)
    try:
        values = json.loads(words)
        for name in without:
            values[_places(hint)[name]] = ()
        made: T = read(values)
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise PackedValueError(f"A packed {kind.__name__} cannot be read: {error}.") from error
    return made


@cache
def _way(hint: Any) -> _Way:
    """Return how values of a type are written and how they are read."""
    if hint in _PLAIN:
        return _as_it_is, _as_it_is
    if hint is datetime or hint is date:
        return hint.isoformat, hint.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _value_of, hint
    if isinstance(hint, type) and is_dataclass(hint):
        return _dataclass_way(hint)
    return _generic_way(hint)


def _generic_way(hint: Any) -> _Way:
    """Return the way of what may be missing (`X | None`), of a list (`tuple[X, ...]`) or of a tuple."""
    origin, inner = get_origin(hint), get_args(hint)
    some = [one for one in inner if one is not type(None)]
    if origin in (Union, types.UnionType) and len(some) == 1:
        return _optional_way(some[0])
    if origin is tuple:
        return _list_way(inner[0]) if inner[-1] is Ellipsis else _tuple_way(inner)
    raise TypeError(f"values of {hint} cannot be packed")


def _as_it_is(value: Any) -> Any:
    return value


def _value_of(value: Any) -> Any:
    return value.value


def _optional_way(hint: Any) -> _Way:
    write, read = _way(hint)
    if write is _as_it_is:
        return _as_it_is, _as_it_is
    return (
        lambda value: None if value is None else write(value),
        lambda value: None if value is None else read(value),
    )


def _list_way(hint: Any) -> _Way:
    write, read = _way(hint)
    if write is _as_it_is:
        return list, tuple
    return lambda values: [write(value) for value in values], lambda values: tuple([read(value) for value in values])


def _tuple_way(hints: tuple[Any, ...]) -> _Way:
    ways = [_way(hint) for hint in hints]
    return (
        lambda values: [write(value) for (write, _), value in zip(ways, values, strict=True)],
        lambda values: tuple([read(value) for (_, read), value in zip(ways, values, strict=True)]),
    )


def _dataclass_way(kind: type) -> _Way:
    hints = get_type_hints(kind, None, _names())
    ways = [(field.name, *_way(hints[field.name])) for field in fields(kind)]

    def write(value: Any) -> list[Any]:
        return [one(getattr(value, name)) for name, one, _ in ways]

    to_read = [(at, one) for at, (_, _, one) in enumerate(ways) if one is not _as_it_is]
    number = len(ways)

    def read(values: list[Any]) -> Any:
        if len(values) != number:
            raise ValueError(f"{len(values)} fields in place of {number}")
        for at, one in to_read:
            if values[at] is not None:
                values[at] = one(values[at])
        return kind(*values)

    return write, read


@cache
def _places(kind: Any) -> dict[str, int]:
    return {field.name: at for at, field in enumerate(fields(kind))}


@cache
def _names() -> dict[str, Any]:
    """Return all names of the model: its files name each other's types for the checker only."""
    found: dict[str, Any] = {"date": date, "datetime": datetime}
    for module in iter_modules(model.__path__):
        if module.name != "pack":
            found |= vars(importlib.import_module(f"marsad.model.{module.name}"))
    return found
