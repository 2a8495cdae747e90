"""A claim in the making: the words that state it, and how it hangs on others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.lang.phrases import Harmed, Victims
    from marsad.model.claim import Harm, Method, TollKind
    from marsad.model.when import When
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node


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
