"""How a toll came to be: one step for each figure, in order of saying, with what moved and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from marsad.ledger.cells import steps_up
from marsad.ledger.stance import shown
from marsad.ledger.tolls import Tree
from marsad.model.incident import Step, Toll

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from marsad.ledger.cells import Node
    from marsad.ledger.figure import Figure
    from marsad.model.claim import Harm
    from marsad.model.incident import Cell


def history(figures: Sequence[Figure]) -> tuple[tuple[Step, ...], dict[Harm, Tree]]:
    """Return the steps of every cell, in order of saying, and the trees they lead to, by harm.

    A figure for a part moves its whole in a step of its own.
    """
    steps: list[Step] = []
    before: dict[Node, Toll] = {}
    trees: dict[Harm, Tree] = {}
    for figure in figures:
        tree = trees.setdefault(figure.node.cell.harm, Tree())
        tree.add(figure)
        for node in steps_up(figure.node):
            toll = tree.toll(node)
            if toll is None:
                continue
            was = before.get(node)
            if node is figure.node or _moved(was, toll):
                steps.append(_step(figure, node, was, toll))
            before[node] = toll
    return tuple(steps), trees


def _moved(before: Toll | None, after: Toll) -> bool:
    return before is None or (before.low, before.best, before.high) != (after.low, after.best, after.high)


def _step(figure: Figure, node: Node, before: Toll | None, after: Toll) -> Step:
    return Step(
        said=figure.said,
        voice=figure.voice,
        claim=figure.claims[0],
        cell=node.cell,
        stated=figure.interval,
        low=after.low,
        best=after.best,
        high=after.high,
        open=after.open,
        reason=_reason(figure, node, before, after) + ("" if node is figure.node else _told_of(figure)),
    )


def _reason(figure: Figure, node: Node, before: Toll | None, after: Toll) -> str:
    """Say in a sentence what the figure did to the toll."""
    if before is None:
        return "the first figure"
    aside = dict(after.set_aside)
    gone = next((aside[claim] for claim in figure.claims if claim in aside), None)
    if gone:
        return gone
    if figure.adds:
        said = f"{shown(figure.interval)} more"
    elif after.low > before.low and after.high >= before.high:
        said = f"rises from {_range(before)} to {_range(after)}"
    elif after.high < before.high and after.low <= before.low:
        said = f"corrected downward from {_range(before)}" + ("" if figure.announced else ", though no word says so")
    elif _moved(before, after):
        said = f"another figure: {shown(figure.interval)}" if node is figure.node else "a figure of a part"
    else:
        said = "told again"
    because = [words for words in figure.because if words] if figure.announced or after.low > before.low else []
    return said + (f": {'; '.join(because)}" if because and said != "told again" else "")


def _told_of(figure: Figure) -> str:
    """Say of whom a figure is that moved a larger cell; nothing where its own words leave that open."""
    cell = figure.node.cell
    who = [str(word).replace("_", " ") for word in (cell.party or cell.side, cell.group) if word]
    return f" ({shown(figure.interval)}{' more' if figure.adds else ''} of {', '.join(who)})" if who else ""


def _range(toll: Toll) -> str:
    if toll.open and toll.low == toll.high:
        return f"at least {toll.low}"
    return str(toll.low) if toll.low == toll.high else f"{toll.low}–{toll.high}"


@dataclass(frozen=True, slots=True)
class Held:
    """A figure of a cell with the days on which it held: from the day it was said up to the day before the next.

    `first` is None where nobody knows when it was said, `last` where it holds still. `step` set it; `again` are the
    steps that told it again while it held.
    """

    step: Step
    first: date | None
    last: date | None
    again: tuple[Step, ...] = ()


def held(steps: Sequence[Step], cell: Cell) -> tuple[Held, ...]:
    """Return the figures that a cell had, the oldest first; what is old stays, with its days."""
    stretches: list[list[Step]] = []
    for step in steps:
        if step.cell != cell:
            continue
        if stretches and _figure(stretches[-1][0]) == _figure(step):
            stretches[-1].append(step)
        else:
            stretches.append([step])
    firsts = [stretch[0].said.last if stretch[0].said else None for stretch in stretches]
    found = []
    for n, (stretch, first) in enumerate(zip(stretches, firsts, strict=True)):
        following = firsts[n + 1] if n + 1 < len(firsts) else None
        last = following - timedelta(1) if following else None
        if first and last and last < first:  # overtaken on its own day
            last = first
        found.append(Held(stretch[0], first, last, tuple(stretch[1:])))
    return tuple(found)


def _figure(step: Step) -> tuple[int, int, int, bool]:
    return step.low, step.best, step.high, step.open
