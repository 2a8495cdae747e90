"""The words of a sentence at which its chain of claims may turn: people, and signs that open or close a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.reader.sentences import Sentence

LIST_SIGNS = frozenset({"PARTWORD", "OPEN", "NAMES", "MEMBERS", "COLON"})
TURNS = LIST_SIGNS | {"CLOSE", "AHEAD", "ONEOFTHEM", "FAMILYOF", "ALLOF", "EARLIER"}
"""What changes how people are read that come after; other words without a value say nothing here."""
PEOPLE = frozenset({"HARMED", "VICTIMS", "AMOUNT", "ITSPART"})


def turns_of(sentence: Sentence) -> list[int]:
    """List where words have a value or turn something, by index, ascending."""
    nodes = sentence.nodes
    found = [n for n, node in enumerate(nodes) if node.value is not None or not node.tags.isdisjoint(TURNS)]
    if "MEMBERS" in sentence.tags:  # `the death of each of X and Y`
        found = sorted({*found, *(n - 1 for n in found if n and "MEMBERS" in nodes[n].tags)})
    return found
