"""Sentences of a report, in paragraphs and zones: headline, lead, body, related articles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.text.nodes import Node


class Zone(StrEnum):
    """The part of a page that a sentence stands in (CONSTRUCTIONS, table of zones)."""

    HEADLINE = "headline"
    BODY = "body"
    RELATED = "related"


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

    @property
    def letters(self) -> int:
        """How long the sentence is, in code points."""
        return self.nodes[-1].end - self.nodes[0].start if self.nodes else 0


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
    _zones(sentences)
    return sentences


def _sentence(row: list[Node], index: int, line: int) -> Sentence:
    bullet = "DASH" in row[0].tags
    return Sentence(row, index, line, Zone.BODY, bullet, "COLON" in row[-1].tags)


def _zones(sentences: list[Sentence]) -> None:
    related = False
    lines = Counter(sentence.line for sentence in sentences)
    first = next((s.line for s in sentences if s.letters > 25), -1)
    for sentence in sentences:
        if sentence.line > 0 and sentence.letters < 60 and any("RELATEDMARK" in node.tags for node in sentence.nodes):
            related = True
        if related:
            sentence.zone = Zone.RELATED
        elif sentence.line == first and len(lines) > 1 and lines[first] == 1 and sentence.letters < 170:
            sentence.zone = Zone.HEADLINE  # a title is short, and has no full stop before the line's end
