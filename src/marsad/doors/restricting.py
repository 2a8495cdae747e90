"""The command that says to whom a report, a source or a person may be shown: restrict."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from marsad.doors.deciding import By, Why, Yes, record
from marsad.doors.door import app, audience, flow, times

Reports = Annotated[
    list[str] | None, typer.Argument(metavar="[REPORT…]", help="Numbers, like the 2 of 2.1, or ids of reports.")
]


@app.command()
def restrict(
    context: typer.Context,
    reports: Reports = None,
    sources: Annotated[
        list[str] | None, typer.Option("--source", metavar="NAME", help="The name of a source; can be given again.")
    ] = None,
    persons: Annotated[
        list[str] | None, typer.Option("--person", metavar="NAME", help="The name of a person; can be given again.")
    ] = None,
    to: Annotated[
        str, typer.Option("--to", metavar="LEVEL", help="open (lifts it), team, or names with commas between.")
    ] = "team",
    by: By = "",
    why: Why = "",
    yes: Yes = False,
) -> None:
    """Say who may see a report, or the name of a source or person. Everything that --for asks for honours it."""
    from datetime import UTC, datetime

    from marsad.ledger.drafting import Pen
    from marsad.ledger.restricting import naming, reprinting, restriction
    from marsad.ledger.restrictions import PERSON, REPORT, SOURCE
    from marsad.model.audience import OPEN

    conductor = flow(context)
    what = [(REPORT, name) for name in reports or ()]
    what += [(SOURCE, name) for name in sources or ()]
    what += [(PERSON, name) for name in persons or ()]
    drafted = partial(restriction, what=what, to=to, pen=Pen(by, why, datetime.now(UTC)))
    proposal = conductor.propose(drafted, audience(context), shown_to=OPEN)
    for id_ in reprinting(proposal.decision, proposal.book.readings) if to != "open" else ():
        number = proposal.book.numbers[id_]
        print(f"Report {number} prints the same words: restrict it too, or they stay in sight.")
    if sources or persons:
        print(f"The name stands in {times(len(naming(proposal.decision, proposal.book.readings)), 'report')} so far.")
    print("What changes for everybody else, --for open:")
    record(conductor, proposal, yes=yes)
