"""Which slot a column of a casebook is, by its header: whole headers, or words of harm, group and side together."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from marsad.model.claim import Group, Harm, Side
from marsad.model.incident import Cell
from marsad.text.fold import fold_word

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = re.compile(r"[^\W_]+|#")
_LEVEL = re.compile(r"(?<=[a-z])[_ ](?=\d\b)")
_ORDINAL = re.compile(r"(?<=[^\W\d])\d+$")
LOW, HIGH = ".low", ".high"
"""Behind what is counted: one end of a count that two columns tell."""
_PARENTHESIS = re.compile(r"[(\[（].*?[)\]）]")
_ARTICLE = re.compile("^(?:و?ال|لل)(?=...)")


@dataclass(frozen=True, slots=True)
class Counted:
    """What the words of a header count: a harm, a side, a group, each where a word says it."""

    harm: Harm | None
    side: Side | None
    group: Group | None
    part: bool = False
    """Whether a word says that they are counted in the column before."""
    end: str = ""
    """`.low` or `.high` where a word says that it is one end of the count."""


@dataclass(frozen=True, slots=True)
class _Words:
    fields: dict[str, str]
    harms: dict[str, Harm]
    groups: dict[str, Group]
    sides: dict[str, Side]
    counts: dict[str, str]
    noise: frozenset[str]
    nothing: frozenset[str]
    part: frozenset[str]
    low: frozenset[str]
    high: frozenset[str]
    totals: frozenset[str]


def slots_of(headers: Sequence[str]) -> list[str | None]:
    """Return the slot of each header, None where none is known or an earlier column has it already.

    A group or side without a harm («الأطفال») is part of the dead where only the dead are counted, of the dead and
    hurt together (`casualties`) where both are; else it stays open. One that a word makes a part of the column before
    («منهم أطفال») is so.
    """
    found = [_slot(header) for header in headers]
    for at, one in enumerate(found):
        if isinstance(one, Counted) and one.harm is None and one.part:
            left = (told.harm for told in found[:at][::-1] if isinstance(told, Counted) and told.harm)
            found[at] = replace(one, harm=next(left, None))
    harms = {one.harm for one in found if isinstance(one, Counted) and one.harm}
    slots: list[str | None] = []
    for one in found:
        slot = _path(one, harms) if isinstance(one, Counted) else one
        slots.append(slot if slot not in slots else None)
    return slots


def is_field(slot: str) -> bool:
    """Tell whether a slot is one of a row's own, as date or place, and counts nobody."""
    return slot in _table()["fields"]


def field_names() -> list[str]:
    """Return the slots of a row that count nobody."""
    return list(_table()["fields"])


def counted_in(slot: str) -> str:
    """Return what a slot counts, without which end of the count it is."""
    return slot.removesuffix(LOW).removesuffix(HIGH)


def says_nothing(words: str) -> bool:
    """Tell whether the words of a cell stand for an empty one."""
    return not words or fold_word(words.lower()) in _words().nothing


def is_total(words: str) -> bool:
    """Tell whether the words of a cell say that its row is the sum of others."""
    return fold_word(words.lower()).strip(" :") in _words().totals


def _slot(header: str) -> str | Counted | None:
    words = _words()
    told = header.lower()
    for written in (told, _LEVEL.sub("", told), _PARENTHESIS.sub(" ", told)):
        tokens = _tokens(written)
        names = (tokens, _bare(tokens), [_ORDINAL.sub("", token) for token in tokens if not token.isdecimal()])
        found = next((slot for name in names if (slot := words.fields.get(" ".join(name)))), None)
        if found:
            return found
    tokens = [token for token in _tokens(told) if not token.isdecimal()]
    return words.counts.get(" ".join(tokens)) or _counted(_bare(tokens))


def _counted(tokens: list[str]) -> Counted | None:
    """Return what a header counts; None where one of its words says something else."""
    words = _words()
    harms, sides, groups = set[Harm](), set[Side](), set[Group]()
    for token in tokens:
        forms = (token, token.removeprefix("و"))
        harm = next((words.harms[form] for form in forms if form in words.harms), None)
        side = next((words.sides[form] for form in forms if form in words.sides), None)
        group = next((words.groups[form] for form in forms if form in words.groups), None)
        if harm:
            harms.add(harm)
        elif side:
            sides.add(side)
        elif group:
            groups.add(group)
        elif token not in words.part | words.low | words.high and token not in {"and", "or", "او", "و"}:
            return None
    if harms == {Harm.KILLED, Harm.INJURED}:
        harms = {Harm.CASUALTIES}
    if len(harms) > 1 and Harm.CASUALTIES in harms:  # `عدد الضحايا القتلى`: the narrower word says it
        harms -= {Harm.CASUALTIES}
    if max(len(harms), len(sides), len(groups)) > 1 or not (harms or sides or groups):
        return None
    part = any(token in words.part for token in tokens)
    end = LOW if words.low & {*tokens} else HIGH if words.high & {*tokens} else ""
    return Counted(next(iter(harms), None), next(iter(sides), None), next(iter(groups), None), part, end)


def _path(counted: Counted, harms: set[Harm]) -> str | None:
    harm = counted.harm
    if harm is None and {Harm.KILLED, Harm.INJURED} <= harms:
        harm = Harm.CASUALTIES
    elif harm is None and len(harms) == 1:
        [harm] = harms
    return f"{Cell(harm, counted.side, None, counted.group)}{counted.end}" if harm else None


def _tokens(header: str) -> list[str]:
    return [_ARTICLE.sub("", token) for token in _TOKEN.findall(fold_word(header.lower()))]


def _bare(tokens: list[str]) -> list[str]:
    noise = _words().noise
    return [token for token in tokens if token not in noise]


@cache
def _words() -> _Words:
    table = _table()
    fields = {" ".join(_tokens(header)): slot for slot, headers in table["fields"].items() for header in headers}

    def by_word(name: str, kind: Any) -> dict[str, Any]:
        return {_ARTICLE.sub("", fold_word(word)): kind(key) for key, words in table[name].items() for word in words}

    return _Words(
        fields,
        by_word("harms", Harm),
        by_word("groups", Group),
        by_word("sides", Side),
        {" ".join(_tokens(header)): slot for slot, headers in table["counts"].items() for header in headers},
        *(
            frozenset(fold_word(word) for word in table[name])
            for name in ("noise", "nothing", "part", "low", "high", "totals")
        ),
    )


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("casebook.toml").read_text(encoding="utf-8"))
