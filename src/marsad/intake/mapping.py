"""What the columns of a casebook are, as a person wrote it down in a file: read, checked, and proposed.

order = "day-month-year"
[columns]
"التاريخ" = "date"
"عدد القتلى" = "killed"
"من الأطفال" = "killed:children"
"رقم الملف" = ""            # kept in the text, no slot

`each = "killed"` is for a list of persons: every row counts one.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from marsad.intake.headers import counted_in, field_names, is_field
from marsad.model.incident import Cell
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Iterable

ORDERS = ("day-month-year", "month-day-year")
_KEYS = {"each", "publisher", "order", "header", "sheets", "columns"}
MAPPING_LIMIT = 1 << 20
"""Bytes of one mapping."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """The slots of columns by their headers; an empty slot keeps a column in the text and out of the claims.

    `order` is that of numbers in days like 3/4/2019, `header` the row of the headers, `sheets` those to read; empty
    and None leave it to the casebook. What no entry names is recognised where it can be, unless `only` is set.
    """

    columns: dict[str, str] = field(default_factory=dict)
    order: str | None = None
    header: int | None = None
    sheets: tuple[str, ...] = ()
    publisher: str | None = None
    each: str | None = None
    """What a row without a count counts one of, where each row is a person (`killed`)."""

    def slot(self, header: str) -> str | None:
        """Return what the mapping says of a column, None where it says nothing."""
        return self.columns.get(header)


def read_mapping(data: bytes) -> Mapping:
    """Read a mapping; raises MarsadError with a sentence that names what is wrong in it."""
    if len(data) > MAPPING_LIMIT:
        raise MarsadError("is too large for a mapping of columns.")
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise MarsadError(
            f"is no mapping that can be read: {error}. `marsad sheet mapping FILE` proposes one."
        ) from None
    if unknown := table.keys() - _KEYS:
        raise MarsadError(f"has “{min(unknown)}”, which no mapping has. It has: {', '.join(sorted(_KEYS))}.")
    columns = table.get("columns", {})
    if not isinstance(columns, dict) or not all(isinstance(slot, str) for slot in columns.values()):
        raise MarsadError('says of its columns what is no slot. Write a line for each: "header" = "slot".')
    for header, slot in columns.items():
        check_slot(header, slot)
    slots = [slot for slot in columns.values() if slot]
    if twice := next((slot for slot in slots if slots.count(slot) > 1), None):
        raise MarsadError(f"gives the slot “{twice}” to two columns; a row has each slot once.")
    return Mapping(
        {" ".join(header.split()): slot for header, slot in columns.items()},
        _one_of(table, "order", ORDERS),
        _row(table),
        tuple(_names(table)),
        _text(table, "publisher"),
        _each(table),
    )


def _each(table: dict[str, Any]) -> str | None:
    slot = _text(table, "each")
    if slot is not None:
        check_slot("each", slot)
        if is_field(slot) or slot != counted_in(slot):
            raise MarsadError(
                f"says each = “{slot}”, which counts nobody. Write what befell the person of a row: killed."
            )
    return slot


def check_slot(header: str, slot: str) -> None:
    """Raise MarsadError where a slot is none that a row has."""
    if not slot or is_field(slot):
        return
    try:
        Cell.parse(counted_in(slot))
    except ValueError as error:
        fields = ", ".join(field_names())
        raise MarsadError(
            f"gives the column “{header}” the slot “{slot}”, which no row has. The slots are {fields}, "
            f"and what is counted, like killed, injured/civilian or killed:children; .low and .high for its two ends "
            f"({error})."
        ) from None


def mapping_lines(columns: Iterable[tuple[str, str | None, str]], order: str | None, header: int | None) -> list[str]:
    """Write a mapping as a file: for each column its header, its slot, and an example of what stands in it."""
    lines = [
        "# What the columns of this casebook are, for `marsad add --map`. An empty slot keeps a column in the text.",
        f"# Slots: {', '.join(field_names())};",
        "# and what is counted: killed, injured, missing, captured, casualties, with /civilian or /combatant, and",
        "# :children, :women, :men … behind it (killed/civilian, killed:children); .low and .high for its two ends.",
    ]
    lines += [f"order = {_quoted(order)}" if order else f'# order = "{ORDERS[0]}"   # of days like 3/4/2019']
    lines += [f"header = {header}   # the row of the headers"] if header else []
    lines += ["", "[columns]"]
    for name, slot, example in columns:
        lines.append(f"{_quoted(name)} = {_quoted(slot or '')}" + (f"   # {example}" if example else ""))
    return lines


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_of(table: dict[str, Any], key: str, known: tuple[str, ...]) -> str | None:
    value = table.get(key)
    if value is not None and value not in known:
        raise MarsadError(f"says {key} = “{value}”. Write one of: {', '.join(known)}.")
    return value


def _text(table: dict[str, Any], key: str) -> str | None:
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise MarsadError(f"says {key} = {value}, which is no name. Put it between quotes.")
    return value or None


def _row(table: dict[str, Any]) -> int | None:
    value = table.get("header")
    if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
        raise MarsadError(f"says header = {value}. Write the number of the row in which the headers stand, like 3.")
    return value


def _names(table: dict[str, Any]) -> list[str]:
    value = table.get("sheets", [])
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise MarsadError('says which sheets in no list of names. Write it like sheets = ["2019", "2020"].')
    return value
