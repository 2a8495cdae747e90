"""A claim in the making: the words that state it, and how it hangs on others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from marsad.lang.phrases import Harmed, Victims
    from marsad.model.claim import Harm, Method, TollKind
    from marsad.model.reason import Reason
    from marsad.model.when import When
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node

T = TypeVar("T")


@dataclass(eq=False, slots=True)
class Draft:
    """A claim before its arguments are settled.

    `whole` is the claim that contains it, `lead` the one it copies from.
    """

    node: Node
    harm: Harm
    people: Victims
    sentence: Sentence
    at: int
    """The index of its node in the sentence."""
    harmed: Harmed | None = None
    whole: Draft | None = None
    lead: Draft | None = None
    relation: str = "head"
    """head, part, member, item (joined by and), line (of a breakdown)."""
    toll: TollKind | None = None
    side: str | None = None
    place: Node | None = None
    by: Node | None = None
    method: Method | None = None
    method_node: Node | None = None
    source: Node | None = None
    when: When | None = None
    said: When | None = None
    hedged: bool = False
    rules: list[str] = field(default_factory=list)
    why: dict[str, tuple[Reason, object]] = field(default_factory=dict)
    """For each slot the step that filled it, and on what: the words, or the draft it was copied from."""

    def chose(self, slot: str, reason: Reason, found: T, upon: object = None) -> T:
        """Note why a slot is filled with what was found (upon which words, if other ones), and give that back."""
        if found is not None:
            self.why[slot] = (reason, upon or found)
        return found
