"""The command by which a report is forgotten for good: expunge."""

from __future__ import annotations

from typing import Annotated

import typer

from marsad.doors.deciding import By, Why, Yes, agreed
from marsad.doors.door import app, audience, flow, show, times

Reports = Annotated[list[str], typer.Argument(metavar="REPORT…", help="Numbers, like the 2 of 2.1, or ids.")]


@app.command()
def expunge(context: typer.Context, names: Reports, by: By = "", why: Why = "", yes: Yes = False) -> None:
    """Remove reports for good. Their text, what was read in it, and the decisions about it go; a tombstone stays."""
    conductor = flow(context)
    removal = conductor.propose_expunging(names, by, why, audience(context))
    from marsad.render.forgetting import removal_view
    from marsad.settings import chosen_home

    show(removal_view(removal))
    if not yes and not agreed("Remove them for good?", "removed"):
        print("Nothing was removed.")
        return
    tombstone = conductor.expunge(removal, chosen_home())
    gone = times(len(removal.reports), "report")
    print(f"Removed {gone}. Entry {tombstone} of the journal says that it was done, when and by whom.")
