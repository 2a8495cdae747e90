"""How the reader came to a claim: the words with their classes, the rules that joined them, the reason of each slot."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model.reason import Reason
    from marsad.model.span import Quote


class Standing(StrEnum):
    """Where the words of a slot stand, seen from the claim.

    Inside it, next to its end, behind or before it in its sentence, some sentences earlier or later, or in a headline.
    """

    INSIDE = "inside"
    NEXT = "next"
    BEHIND = "behind"
    BEFORE = "before"
    EARLIER = "earlier"
    LATER = "later"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A word or phrase of a list with its classes."""

    quote: Quote
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """What a rule made of its parts."""

    rule: str
    quote: Quote
    tags: tuple[str, ...]
    parts: tuple[Tree, ...]
    seen: Quote | None = None
    """All the words that the rule saw, where it made its chunk of some of them only."""

    def rules(self) -> Iterator[str]:
        """Walk the names of the rules, outermost first."""
        yield self.rule
        for part in self.parts:
            if isinstance(part, Chunk):
                yield from part.rules()


Tree: TypeAlias = Leaf | Chunk


@dataclass(frozen=True, slots=True)
class Choice:
    """One slot of a claim: what it was filled with, by which step, on which words, where they stand.

    `sentences` is how many sentences lie between them and the claim's. `claim` is the index of the claim that it was
    copied from. `notes` tell what the registry of actors or the gazetteer made of the words.
    """

    slot: str
    value: str
    reason: Reason
    tree: Tree | None = None
    standing: Standing | None = None
    sentences: int = 0
    claim: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """How one claim came about: `index` is the claim's, `tree` its words, `steps` the reader's own rules."""

    index: int
    tree: Tree
    choices: tuple[Choice, ...]
    steps: tuple[Reason, ...] = ()

    def rules(self) -> Iterator[str]:
        """Walk the names of every rule and step that had a hand in the claim."""
        for tree in (self.tree, *(choice.tree for choice in self.choices)):
            if isinstance(tree, Chunk):
                yield from tree.rules()
        yield from self.steps
        yield from (choice.reason for choice in self.choices)
