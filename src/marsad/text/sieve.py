"""The sieve: tells quickly that a stored text holds none of the words and phrases that a reader looks for.

It never misses one: what stands between two spaces is read as `nodes_of` reads it, and then remembered, so that most of
a text costs one look-up. What is new and does not even hold the letters of a wanted form needs no reading.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import filterfalse, pairwise
from typing import TYPE_CHECKING

from marsad.text.fold import breaks_words, fold
from marsad.text.nodes import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from marsad.text.lexicon import Lexicon, Word
    from marsad.text.nodes import Node

_KEPT = 300_000
"""So many stretches are remembered at most."""
_LONG = 60
"""A stretch that is longer is not remembered."""


class Sieve:
    """Looks for words that a condition holds for, in the words and phrases of a lexicon.

    `core` gives what of a form stands, letter for letter, in every word that the language takes apart into it.
    """

    def __init__(self, lexicon: Lexicon, wanted: Callable[[Word], bool], core: Callable[[str], str]) -> None:
        self._lexicon = lexicon
        self._wanted = wanted
        self._core = core
        self._held: set[str] = set()
        self._parts: set[str] = set()
        """Stretches that hold a word of a wanted phrase."""
        self._apart: set[str] = set()
        """The same with what stands around it, where that makes no such phrase."""
        self._harmless: set[str] = set()

    def holds(self, text: str) -> bool:
        """Tell whether a stored text may hold a wanted word or phrase; False is certain."""
        if breaks_words(text):
            return True
        row = text.split()
        unsure = set(filterfalse(self._harmless.__contains__, row))
        if not unsure:
            return False
        if not self._held.isdisjoint(unsure) or self._learn(unsure - self._parts):
            return True
        unsure = {stretch for stretch in unsure if stretch in self._parts or len(stretch) >= _LONG}
        return bool(unsure) and any(self._phrase_at(row, at) for at, stretch in enumerate(row) if stretch in unsure)

    def is_part(self, stretch: str) -> bool:
        """Tell of a stretch by which `holds` found nothing whether it does with what stands around it."""
        return stretch in self._parts or len(stretch) >= _LONG

    def _learn(self, new: set[str]) -> bool:
        """Read stretches that were never met before; tell whether one holds a wanted word."""
        if not new:
            return False
        parts: set[str] = set()
        for stretch in self._suspect(list(new)):
            nodes = words_of(fold(stretch), self._lexicon)
            if any(map(self._is_wanted, nodes)):
                _keep(self._held, {stretch})
                return True
            if any(node.form in self._phrase_words for node in nodes):
                parts.add(stretch)
        _keep(self._parts, parts)
        _keep(self._harmless, new - parts)
        return False

    def _is_wanted(self, node: Node) -> bool:
        return node.form in self._words or (node.word is not None and self._wanted(node.word))

    def _suspect(self, stretches: list[str]) -> Iterator[str]:
        """Walk the stretches that hold the letters of a wanted form, folded all at once."""
        for stretch, folded in zip(stretches, fold("\n".join(stretches)).text.split("\n"), strict=True):
            if self._letters.search(folded):
                yield stretch

    def _phrase_at(self, row: list[str], at: int) -> bool:
        """Tell whether two words stand side by side here without which no wanted phrase does."""
        first, last = at - 1, at + 1
        while first > 0 and not any(map(str.isalnum, row[first])):  # quotes are silent
            first -= 1
        while last < len(row) - 1 and not any(map(str.isalnum, row[last])):
            last += 1
        around = " ".join(row[max(first, 0) : last + 1])
        if around in self._apart:
            return False
        forms = [node.form for node in words_of(fold(around), self._lexicon)]
        if not self._pairs.isdisjoint(pairwise(forms)):
            return True
        _keep(self._apart, {around})
        return False

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(form for form, word in self._lexicon.entries() if " " not in form and self._wanted(word))

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        """Two words of each wanted phrase in which no single word is wanted: the longest and one beside it."""
        pairs: set[tuple[str, str]] = set()
        for form, word in self._lexicon.entries():
            parts = form.split(" ")
            if len(parts) > 1 and self._wanted(word) and self._words.isdisjoint(parts):
                pairs.add(max(pairwise(parts), key=lambda pair: max(map(len, pair))))
        return frozenset(pairs)

    @cached_property
    def _phrase_words(self) -> frozenset[str]:
        return frozenset(max(pair, key=len) for pair in self._pairs)

    @cached_property
    def cores(self) -> frozenset[str]:
        """Letters of which a folded text holds some wherever it holds a wanted word or phrase."""
        return frozenset(self._core(form.lower()) for form in self._words | self._phrase_words)

    @cached_property
    def _letters(self) -> re.Pattern[str]:
        return re.compile(any_of(self.cores))


def _keep(memo: set[str], stretches: set[str]) -> None:
    """Remember stretches; a memo that is full is begun anew."""
    if len(memo) > _KEPT:
        memo.clear()
    memo.update(stretch for stretch in stretches if len(stretch) < _LONG)


def any_of(forms: Iterable[str]) -> str:
    """Write an expression that finds any of these, letter by letter: a plain list of them is far slower."""
    after: dict[str, list[str]] = {}
    for form in forms:
        if not form:
            return ""
        after.setdefault(form[0], []).append(form[1:])
    branches = [re.escape(letter) + any_of(rest) for letter, rest in sorted(after.items())]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
