"""Sentences of a report, in paragraphs and zones: headline, lead, body, related articles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
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
    bullet = "DASH" in row[0].tags
    return Sentence(row, index, line, Zone.BODY, bullet, "COLON" in row[-1].tags)


def _plain_lists(sentences: list[Sentence]) -> None:
    """Take short lines of a name and a number for list items where a line with a colon opens them."""
    for before, sentence in pairwise(sentences):
        row = sentence.nodes
        item = 2 < len(row) <= _ITEM and "COLON" in row[-2].tags and "AMOUNT" in row[-1].tags
        if item and (before.colon or before.bullet) and before.line != sentence.line:
            sentence.bullet = True


def _zones(sentences: list[Sentence]) -> None:
    related = False
    lines = {sentence.line for sentence in sentences}
    texts = _first_text(sentences)
    first = next((s.line for s in sentences if s.letters > 25), -1)
    for sentence in sentences:
        if sentence.line > 0 and any("RELATEDMARK" in node.tags for node in sentence.nodes) and sentence.letters < 60:
            related = True
        elif related and sentence.line == texts:
            related = False  # the list stood on top of the text
        if related:
            sentence.zone = Zone.RELATED
        elif sentence.line == first and len(lines) > 1 and _headline(sentence, sentences):
            sentence.zone = Zone.HEADLINE


def _first_text(sentences: list[Sentence]) -> int:
    """Return the first line that is no title but text, by its length; -1 where there is none."""
    letters: dict[int, int] = {}
    for sentence in sentences:
        letters[sentence.line] = letters.get(sentence.line, 0) + sentence.letters
    return next((line for line, length in letters.items() if length > _TEXT), -1)


def _headline(sentence: Sentence, sentences: list[Sentence]) -> bool:
    """Tell whether the line is a title: short, and without a full stop before the line's end."""
    same = [s for s in sentences if s.line == sentence.line]
    return len(same) == 1 and sentence.letters < 170
