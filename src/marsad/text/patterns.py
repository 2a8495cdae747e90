"""Read the patterns of rules (`COUNT? PERSON`) into regular expressions over one letter a node.

Beside the expression a pattern gives what a text must hold for it to match at all, so that most rules need no search.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ATOM = re.compile(
    r"\s*(?:(?P<look>[<>])(?P<lookat>!?[A-Z_0-9]+(?:[&/]!?[A-Z_0-9]+)*)"
    r"|(?P<name>[a-z_]+):(?=\(|!?[A-Z.])"
    r"|(?P<atom>!?[A-Z_0-9]+(?:[&/]!?[A-Z_0-9]+)*)"
    r"|(?P<any>\.)"
    r"|(?P<sign>\(|\)|\||\?|\*|\+|\{\d*,?\d*\}))"
)
_CLASS = re.compile(r"!?[A-Z_0-9/]*[A-Z][A-Z_0-9/]*(?:&!?[A-Z_0-9/]+)*")
_OFTEN = 100
"""`*` and `+` stand for so many at most: without an end, a text of 100,000 commas would be searched from each anew."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a class, as a regular expression and as a number with one bit for each."""

    written: str
    bits: int


@dataclass(frozen=True, slots=True)
class Part:
    """A pattern or a part of one: the expression, the letters it can begin with, and of which sets it needs one each.

    `empty` tells that it may match no node, `plain` that the expression begins with a class.
    """

    written: str
    begins: int
    empty: bool
    needs: tuple[int, ...]
    plain: bool = False


def classes_in(pattern: str) -> Iterator[str]:
    """Walk the classes that a pattern names, as they stand and, for what must not follow, without the negation."""
    for named in _CLASS.findall(pattern):
        yield named
        yield named.removeprefix("!")


class Reader:
    """Reads one pattern. `names` are those of its groups, in their order."""

    def __init__(self, pattern: str, classes: Mapping[str, Letters]) -> None:
        self._pattern = pattern.rstrip()
        self._classes = classes
        self._at = 0
        self.names: list[str] = []

    def read(self) -> Part:
        """Return the whole pattern."""
        part = self._branches()
        if self._at < len(self._pattern):
            raise ValueError(f"a bracket is closed that was not opened in {self._pattern!r}")
        return part

    def _next(self) -> re.Match[str]:
        found = _ATOM.match(self._pattern, self._at)
        if not found:
            raise ValueError(f"the rule does not read on at {self._pattern[self._at :]!r}")
        self._at = found.end()
        return found

    def _sign(self, signs: str) -> str | None:
        """Take the next sign where it is one of these."""
        found = _ATOM.match(self._pattern, self._at)
        if not found or not found["sign"] or found["sign"][0] not in signs:
            return None
        self._at = found.end()
        return found["sign"]

    def _branches(self) -> Part:
        branches = [self._row()]
        while self._sign("|"):
            branches.append(self._row())
        return branches[0] if len(branches) == 1 else _either(branches)

    def _row(self) -> Part:
        parts: list[Part] = []
        while self._at < len(self._pattern):
            found = _ATOM.match(self._pattern, self._at)
            if found and found["sign"] and found["sign"] in "|)":
                break
            part = self._one()
            often = self._sign("?*+{")
            parts.append(_repeated(part, often) if often else part)
        return _joined(parts)

    def _one(self) -> Part:
        found = self._next()
        if found["look"]:
            return self._look(found["look"], found["lookat"])
        if found["name"]:
            self.names.append(found["name"])
            part = self._one()
            return Part(f"({part.written})", part.begins, part.empty, part.needs, part.plain)
        if found["sign"]:
            return self._bracket(found["sign"])
        letters = self._classes["!STOP" if found["any"] else found["atom"]]
        return Part(letters.written, letters.bits, empty=False, needs=(letters.bits,), plain=True)

    def _look(self, look: str, named: str) -> Part:
        """Read what must stand, or must not, before or behind the match."""
        letters = self._classes[named.removeprefix("!")]
        without = named.startswith("!")
        written = f"(?{'<' if look == '<' else ''}{'!' if without else '='}{letters.written})"
        return Part(written, 0, empty=True, needs=() if without else (letters.bits,))

    def _bracket(self, sign: str) -> Part:
        if sign != "(":
            raise ValueError(f"the rule does not read on at {sign!r} in {self._pattern!r}")
        part = self._branches()
        if not self._sign(")"):
            raise ValueError(f"a bracket is not closed in {self._pattern!r}")
        return Part(f"(?:{part.written})", part.begins, part.empty, part.needs, part.plain)


def _joined(parts: list[Part]) -> Part:
    begin = [*takewhile(lambda part: part.empty, parts), *[part for part in parts if not part.empty][:1]]
    return Part(
        "".join([part.written for part in parts]),
        _union(part.begins for part in begin),
        empty=all(part.empty for part in parts),
        needs=tuple(need for part in parts for need in part.needs),
        plain=bool(parts) and parts[0].plain,
    )


def _either(branches: list[Part]) -> Part:
    """Join branches: the text must hold what one of them needs, if each needs anything."""
    rarest = [min(part.needs, key=int.bit_count) for part in branches if part.needs]
    return Part(
        "|".join([part.written for part in branches]),
        _union(part.begins for part in branches),
        empty=any(part.empty for part in branches),
        needs=(_union(rarest),) if len(rarest) == len(branches) else (),
    )


def _repeated(part: Part, often: str) -> Part:
    often = {"*": f"{{0,{_OFTEN}}}", "+": f"{{1,{_OFTEN}}}"}.get(often, often)
    free = often == "?" or often.startswith(("{0", "{,"))
    return Part(
        part.written + often, part.begins, part.empty or free, () if free else part.needs, part.plain and not free
    )


def _union(sets: Iterable[int]) -> int:
    union = 0
    for bits in sets:
        union |= bits
    return union
