"""The commands that ask the ledger: history, sum, rank, series, new."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.doors.door import AsJson, Incident, Published, Recorded, app, book, counted, show
from marsad.model.problem import MarsadError
from marsad.say import print_json


@app.command()
def history(
    context: typer.Context,
    incident: Incident,
    cell: Annotated[
        str | None, typer.Argument(metavar="[CELL]", help="What is counted, like killed/combatant/isis:officers.")
    ] = None,
    recorded: Recorded = None,
    published: Published = None,
    as_json: AsJson = False,
) -> None:
    """Print how a toll came about. Every figure with the days on which it held, voice, reason and sentence."""
    from marsad.ledger.history import held
    from marsad.render.history import history_record, history_view

    asked = book(context, recorded, published)
    found = asked.incident(incident)
    cells = [counted(cell)] if cell else [t.cell for t in found.tolls if t.cell.side is None and t.cell.group is None]
    if cell and not held(found.history, cells[0]):
        known = ", ".join(str(toll.cell) for toll in found.tolls)
        raise MarsadError(f"Nothing is stated of {cells[0]} in {found.id}; it has {known}.")
    if as_json:
        print_json(history_record(found, cells, asked))
    else:
        show(history_view(found, cells, asked))
