"""Tell when a part word (`including`) parts nobody who was told to be harmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.lang.phrases import Victims

if TYPE_CHECKING:
    from marsad.text.nodes import Node

_THINGS = frozenset({"THING", "PLACEHEAD", "WHERE", "STRIKE"})


def parts_nobody(nodes: list[Node], at: int, *, told: bool) -> bool:
    """Tell whether the part word at an index lists things, or parts people of whom no harm is told.

    `told`: a claim stands before it in the sentence, so that the people before it may be those.
    """
    named = bool(nodes[at].attr("harm")) or "AMONGTHEDEAD" in nodes[at].tags  # `among the dead are`: of those told
    return _of_things(nodes, at) or (not told and not named and _of_others(nodes, at))


def _of_others(nodes: list[Node], at: int) -> bool:
    """Tell whether people stand right before of whom nothing is told (`spared no civilians, including women`)."""
    return any(isinstance(node.value, Victims) and node.value.harm is None for node in nodes[max(0, at - 2) : at])


def _of_things(nodes: list[Node], at: int) -> bool:
    """Tell whether things are listed, not people (`including a crowded market`)."""
    behind = next((node for node in nodes[at + 1 : at + 3] if not node.tags & {"ART", "THE"}), None)
    return behind is not None and bool(behind.tags & _THINGS) and "PERSONADJ" not in behind.tags
