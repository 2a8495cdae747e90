"""Duals that are spelled like plurals: `استشهاد مواطنين` is two where the body tells two of the same noun."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.model.count import Count
from marsad.reader.sentences import Zone

if TYPE_CHECKING:
    from marsad.reader.draft import Draft
    from marsad.text.nodes import Node

_TWO = Count(2, 2)
_STEM = 4
"""Nouns that share so many letters are the same noun in another form."""


def settle_duals(drafts: list[Draft]) -> None:
    """Count two in a headline whose noun may be a dual, where the body counts two of them."""
    body = [draft for draft in drafts if draft.sentence.zone is Zone.BODY and draft.people.count == _TWO]
    for draft in drafts:
        noun = _noun(draft)
        if draft.sentence.zone is not Zone.HEADLINE or noun is None or not draft.people.count.vague:
            continue
        if noun.attr("number") in {"du|pl", "pl|du"} and any(_alike(noun, d) for d in body if d.harm is draft.harm):
            draft.people = replace(draft.people, count=_TWO, counted=True)
            draft.rules.append("duals.of_the_body")


def _noun(draft: Draft) -> Node | None:
    return next((leaf for leaf in draft.node.leaves() if leaf.tags & {"PERSON", "HARMNOUN"}), None)


def _alike(noun: Node, draft: Draft) -> bool:
    other = _noun(draft)
    return other is not None and other.form[:_STEM] == noun.form[:_STEM]
