"""Sentences of a report, in paragraphs and zones: headline, lead, body, related articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from marsad.text.nodes import Node

Found = TypeVar("Found")


_TITLE = 170
"""A headline is shorter, in code points, and has no full stop before the line's end."""
_CUT = 3
"""From so many cut headlines on a list is one of other articles."""


class Zone(StrEnum):
    """The part of a page that a sentence stands in (CONSTRUCTIONS, table of zones)."""

    HEADLINE = "headline"
    BODY = "body"
    RELATED = "related"


class Spots(dict[int, "Node"]):
    """Some nodes by their index in a sentence, ascending; `order` are the indexes."""

    def __init__(self, found: Iterable[tuple[int, Node]] = ()) -> None:
        super().__init__(found)
        self.order = tuple(self)


@dataclass(eq=False, slots=True)
class Sentence:
    """A row of nodes up to a full stop or the end of the line. `line` counts lines, `bullet` marks list items."""

    nodes: list[Node]
    index: int
    line: int
    zone: Zone = Zone.BODY
    bullet: bool = False
    colon: bool = False
    """It ends in a colon: what follows is its list."""
    tags: frozenset[str] = frozenset()
    """Every tag that one of its nodes has."""
    taken: frozenset[int] = frozenset()
    """The ids of the nodes that name parties as victims."""
    _known: dict[Any, Any] = field(default_factory=dict)

    def once(self, find: Callable[[Sentence], Found]) -> Found:
        """Return what `find` finds in this sentence; it looks once, however many claims ask."""
        if find not in self._known:
            self._known[find] = find(self)
        found: Found = self._known[find]
        return found

    @property
    def letters(self) -> int:
        """How long the sentence is, in code points."""
        return self.nodes[-1].end - self.nodes[0].start if self.nodes else 0


_ITEM = 8
_TEXT = 250
"""A line of so many letters is no title."""


def sentences_of(nodes: list[Node]) -> list[Sentence]:
    """Cut a row of nodes into sentences and tell their zones."""
    sentences: list[Sentence] = []
    row: list[Node] = []
    line = 0
    for node in nodes:
        if "STOP" not in node.tags:
            row.append(node)
            continue
        if row:
            sentences.append(_sentence(row, len(sentences), line))
            row = []
        line += "LINE" in node.tags
    if row:
        sentences.append(_sentence(row, len(sentences), line))
    _plain_lists(sentences)
    _zones(sentences)
    return sentences


def _sentence(row: list[Node], index: int, line: int) -> Sentence:
    tags = frozenset().union(*{node.tags for node in row})
    return Sentence(row, index, line, Zone.BODY, "DASH" in row[0].tags, "COLON" in row[-1].tags, tags)


def _plain_lists(sentences: list[Sentence]) -> None:
    """Take short lines of a name and a number for list items where a line with a colon opens them."""
    for before, sentence in pairwise(sentences):
        row = sentence.nodes
        item = 2 < len(row) <= _ITEM and "COLON" in row[-2].tags and "AMOUNT" in row[-1].tags
        if item and (before.colon or before.bullet) and before.line != sentence.line:
            sentence.bullet = True


def _zones(sentences: list[Sentence]) -> None:
    related = False
    texts = _first_text(sentences)
    first = next((s.line for s in sentences if s.letters > 25), -1)
    headline = [s for s in sentences if s.line == first]
    titled = len(headline) == 1 and any(s.line != first for s in sentences)
    tail = _cut_tail(sentences)
    for sentence in sentences:
        related = related or sentence.line == tail
        if sentence.line > 0 and "RELATEDMARK" in sentence.tags and sentence.letters < 60:
            related = True
        elif related and sentence.line == texts:
            related = False  # the list stood on top of the text
        if related:
            sentence.zone = Zone.RELATED
        elif titled and sentence.line == first and sentence.letters < _TITLE:
            sentence.zone = Zone.HEADLINE


def _letters(sentences: list[Sentence]) -> dict[int, int]:
    """Count the letters of each line."""
    letters: dict[int, int] = {}
    for sentence in sentences:
        letters[sentence.line] = letters.get(sentence.line, 0) + sentence.letters
    return letters


def _first_text(sentences: list[Sentence]) -> int:
    """Return the first line that is no title but text, by its length; -1 where there is none."""
    return next((line for line, length in _letters(sentences).items() if length > _TEXT), -1)


def _cut_tail(sentences: list[Sentence]) -> int:
    """Return the line from which a page ends in a list of other headlines, cut off with dots; -1 where it does not."""
    last = {sentence.line: sentence for sentence in sentences}
    found: list[int] = []
    for line, length in sorted(_letters(sentences).items(), reverse=True):
        if length >= _TITLE:
            break
        if line > 0 and "DOTS" in last[line].nodes[-1].tags:
            found.append(line)
    return found[-1] if len(found) >= _CUT else -1
