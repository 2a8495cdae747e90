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
        try:
            found: Found = self._known[find]
        except KeyError:
            found = self._known[find] = find(self)
        return found

    @property
    def letters(self) -> int:
        """How long the sentence is, in code points."""
        return self.nodes[-1].end - self.nodes[0].start if self.nodes else 0


NOWHERE = Spots()
"""No nodes at all, as in most sentences for most of what is looked for."""
_ITEM = 8


def sentences_of(nodes: list[Node]) -> list[Sentence]:
    """Cut a row of nodes into sentences."""
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
    return sentences


def _sentence(row: list[Node], index: int, line: int) -> Sentence:
    return Sentence(row, index, line, Zone.BODY, "DASH" in row[0].tags, "COLON" in row[-1].tags, tags_of(row))


def tags_of(nodes: Iterable[Node]) -> frozenset[str]:
    """Return every tag that one of these nodes has."""
    return frozenset[str]().union(*{node.tags for node in nodes})


def _plain_lists(sentences: list[Sentence]) -> None:
    """Take short lines of a name and a number for list items where a line with a colon opens them."""
    for before, sentence in pairwise(sentences):
        row = sentence.nodes
        item = 2 < len(row) <= _ITEM and "COLON" in row[-2].tags and "AMOUNT" in row[-1].tags
        if item and (before.colon or before.bullet) and before.line != sentence.line:
            sentence.bullet = True
