"""What differs between two ledgers, for a terminal: incidents before and after, totals that turn, problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from marsad.render.audit import problem_line, verdict_words
from marsad.render.calm import visible
from marsad.render.figures import NOT_STATED, cell_words, day_words, interval_figure, toll_figure
from marsad.render.ledger import place_words
from marsad.render.table import table, title
from marsad.render.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType
    from rich.table import Table

    from marsad.ledger.moves import Difference, Move, Turn
    from marsad.model.incident import Cell, Incident


def difference_parts(found: Difference) -> list[RenderableType]:
    """Show all that differs, a heading before each part; where nothing does, a sentence."""
    if not found:
        return [Text("No figure of the ledger changes.")]
    parts: list[RenderableType] = []
    if found.moves:
        parts += [title("Incidents, before and after"), _moves(found.moves)]
    if found.turns:
        parts += [title("Totals, before and after"), _turns(found.turns)]
    if found.raised:
        parts += [title("New problems"), *map(problem_line, found.raised)]
    if found.settled:
        parts += [title("Problems that go"), *map(problem_line, found.settled)]
    return parts


def _moves(moves: Sequence[Move]) -> Group:
    """Show incident by incident what changes."""
    parts: list[RenderableType] = []
    for move in moves:
        was, now = {one.id: one for one in move.before}, {one.id: one for one in move.after}
        for key in dict.fromkeys((*was, *now)):
            rows = table("", "before", "after")
            for what, before, after in _differing(was.get(key), now.get(key), move):
                rows.add_row(what, before, Text(after, style="bold"))
            parts += [Text(key, style="cyan"), Words(place_words(now.get(key) or was[key]), "dim"), rows]
    return Group(*parts)


def _differing(was: Incident | None, now: Incident | None, move: Move) -> Iterator[tuple[str, str, str]]:
    """List what changes in an incident: a name, before, after."""
    if was is None or now is None:
        ids = [one.id for one in (move.after if now is None else move.before)]
        whole = was or now
        cells = {cell: toll for cell, toll in _tolls(whole).items() if cell.side is None and cell.group is None}
        gone = f"in {', '.join(ids)}" if ids else "gone"
        came = f"out of {', '.join(ids)}" if ids else "new"
        yield ("", "an incident", gone) if now is None else ("", came, "an incident")
        for cell, toll in cells.items():
            yield (cell_words(cell), toll, NOT_STATED) if now is None else (cell_words(cell), NOT_STATED, toll)
        return
    before, after = _tolls(was), _tolls(now)
    for cell in dict.fromkeys((*before, *after)):
        one, other = before.get(cell, NOT_STATED), after.get(cell, NOT_STATED)
        if one != other:
            yield cell_words(cell), one, other
    for name, one, other in _other_facts(was, now):
        if one != other:
            yield name, one, other


def _other_facts(was: Incident, now: Incident) -> Iterator[tuple[str, str, str]]:
    yield "day", day_words(was), day_words(now)
    yield "place", visible(place_words(was)), visible(place_words(now))
    yield "parties", ", ".join(was.parties) or NOT_STATED, ", ".join(now.parties) or NOT_STATED
    yield "method", str(was.method or NOT_STATED), str(now.method or NOT_STATED)
    yield "grade", was.grade or NOT_STATED, now.grade or NOT_STATED
    yield "note", ", ".join(was.flags) or NOT_STATED, ", ".join(now.flags) or NOT_STATED
    yield "claims", str(len(was.claims)), str(len(now.claims))


def _tolls(incident: Incident | None) -> dict[Cell, str]:
    """Write every toll, with its best where the interval leaves a choice."""
    return {
        toll.cell: toll_figure(toll) + (f" (best {toll.best})" if toll.low != toll.high else "")
        for toll in (incident.tolls if incident else ())
    }


def _turns(turns: Sequence[Turn]) -> Table:
    rows = table("total", "before", "after")
    for turn in turns:
        found = turn.after or turn.before
        if found:
            rows.add_row(
                f"{interval_figure(found.stated)} {cell_words(found.cell)}",
                verdict_words(turn.before) if turn.before else NOT_STATED,
                Text(verdict_words(turn.after) if turn.after else NOT_STATED, style="bold"),
            )
    return rows
