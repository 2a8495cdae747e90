"""For a terminal: the sentences that set the low, best and high number of one cell, and what no longer counts."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from marsad.ledger.explain import explain
from marsad.render.calm import isolate, visible
from marsad.render.cited import Cited
from marsad.render.figures import toll_figure
from marsad.render.ledger import place_words
from marsad.render.table import facts, title
from marsad.render.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from marsad.flow import Book
    from marsad.ledger.explain import Explanation, Witness
    from marsad.model.incident import Cell, Incident, Step


def explanation_view(incident: Incident, cell: Cell, book: Book) -> Group:
    """Show what the numbers of a cell rest on; raises MarsadError where nothing is stated of it."""
    cited = Cited(book)
    found = explain(book.ledger, book.decided or book.readings, incident.id, cell)
    toll = found.toll
    head = Text(f"{cell}: {toll_figure(toll)}, best {toll.best}", style="bold")
    head.append(f"\n{isolate(place_words(incident))}, incident {incident.id}", style="not bold dim")
    if book.seen:
        head.append(f"\nseen {book.seen}", style="not bold dim")
    parts: list[RenderableType] = [head]
    for heading, witnesses in _ends(found):
        parts += [title(heading), _witnesses(witnesses, cited)]
    if found.set_aside:
        parts += [title("set aside"), _witnesses(found.set_aside, cited)]
    if found.steps:
        parts += [title("step by step"), *(_step(step, cited) for step in found.steps)]
    return Group(*parts)


def _ends(found: Explanation) -> Iterator[tuple[str, Sequence[Witness]]]:
    """Give low, best and high, each with its witnesses; those that rest on the same ones together."""
    toll = found.toll
    high = f"high {toll.high}" + (", no top stated" if toll.open else "")
    ends = ((f"low {toll.low}", found.low), (f"best {toll.best}", found.best), (high, found.high))
    for _, same in groupby(ends, lambda end: {witness.claim for witness in end[1]}):
        together = list(same)
        yield " · ".join(name for name, _ in together), together[0][1]


def _witnesses(witnesses: Sequence[Witness], cited: Cited) -> RenderableType:
    """Give each witness's sentence, then who said it and when; the same words are not printed twice."""
    if not witnesses:
        return Text("  no single statement: it follows from the parts", style="dim")
    grid = facts()
    for witness in witnesses:
        said = Text(f"stated {witness.stated}, said {witness.said}", style="dim")
        lines: list[RenderableType] = [
            Words(cited.sentence(witness.claim)),
            *cited.persons(witness.claim),
            Words(cited.origin(witness.claim), "dim"),
            said,
        ]
        if witness.reason:
            lines.append(Text(visible(witness.reason), style="yellow"))
        grid.add_row(f"  {cited.mark(witness.claim)}", Group(*lines))
    return grid


def _step(step: Step, cited: Cited) -> Text:
    toll = str(step.low) if step.low == step.high else f"{step.low}–{step.high}"
    said = str(step.said) if step.said else "day not known"
    line = Text(f"  {said}: {toll}{'+' if step.open else ''}", style="bold")
    return line.append(f"  {visible(step.reason)} ({cited.mark(step.claim)})", style="not bold")
