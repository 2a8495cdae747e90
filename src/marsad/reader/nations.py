"""Institutions of another nation: `الدفاع المدني السوري` in a report on Iraq is none of Iraq's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.text.nodes import NAME, UNKNOWN

if TYPE_CHECKING:
    from marsad.actors.registry import Registry
    from marsad.text.nodes import Node


def without_foreign(nodes: list[Node], actors: Registry) -> list[Node]:
    """Take the words for a country's institutions that stand beside the name of another nation as plain words."""
    out: list[Node] = []
    done = 0
    for at in [at for at, node in enumerate(nodes) if "ORG" in node.tags]:
        if _elsewhere(nodes, at, actors):
            out += nodes[done:at]
            out += [_plain(kid) for kid in nodes[at].kids or (nodes[at],)]
            done = at + 1
    return out + nodes[done:] if done else nodes


def _elsewhere(nodes: list[Node], at: int, actors: Registry) -> bool:
    before = nodes[at - 1].form if at else ""
    after = nodes[at + 1].form if at + 1 < len(nodes) else ""
    return actors.elsewhere(str(nodes[at].attr("actor")), nodes[at].form, before, after)


def _plain(node: Node) -> Node:
    """Return a word that names nobody; others stay what they are."""
    return replace(node, tags=NAME if node.form.isascii() else UNKNOWN, word=None) if "ORG" in node.tags else node
