"""The command by which a report, or a name, is forgotten for good: expunge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marsad.doors.deciding import By, Why, Yes, agreed
from marsad.doors.door import app, audience, flow, show, times
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Sequence

Reports = Annotated[
    list[str] | None, typer.Argument(metavar="[REPORT…]", help="Numbers, like the 2 of 2.1, or ids of reports.")
]

_NOUNS = {kind: kind for kind in ("report", "reading", "decision", "capture")} | {"stated": "release"}
"""The kinds of entries that can hold a name, and what they are to people."""


@app.command()
def expunge(
    context: typer.Context,
    reports: Reports = None,
    names: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="Remove this name instead; again for each way to write it."),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--report", metavar="REPORT", help="With --name: only in this report.")
    ] = None,
    by: By = "",
    why: Why = "",
    yes: Yes = False,
) -> None:
    """Remove reports, or a name, for good. What is removed is in no file any more; a tombstone stays."""
    if bool(reports) == bool(names) or (only and not names):
        raise MarsadError(
            "Name reports to remove, or a name to remove with --name (and where, with --report). Nothing was removed."
        )
    if names:
        _mask(context, names, only or (), (by, why), yes=yes)
    else:
        _remove(context, reports or (), (by, why), yes=yes)


def _remove(context: typer.Context, reports: Sequence[str], pen: tuple[str, str], *, yes: bool) -> None:
    conductor = flow(context)
    removal = conductor.propose_expunging(reports, *pen, audience(context))
    from marsad.render.forgetting import removal_view
    from marsad.settings import chosen_home

    show(removal_view(removal))
    if not yes and not agreed("Remove them for good?", "removed"):
        print("Nothing was removed.")
        return
    tombstone = conductor.expunge(removal, chosen_home())
    print(f"Removed {times(len(removal.reports), 'report')}. {_noted(tombstone)}")


def _mask(
    context: typer.Context, names: Sequence[str], only: Sequence[str], pen: tuple[str, str], *, yes: bool
) -> None:
    from marsad.settings import chosen_home

    flow(context)
    from marsad import forget

    masked = forget.propose_masking(names, only, *pen, audience(context))
    where = [times(masked.count(kind), noun) for kind, noun in _NOUNS.items() if masked.count(kind)]
    if not where:
        raise MarsadError("Nothing in the ledger holds this name; try each way to write it. Nothing was removed.")
    print(f"The name stands in {', '.join(where)}. Each of its letters becomes a block.")
    if masked.captures:
        print("What was received with it cannot be masked: its captures go as a whole.")
    if not yes and not agreed("Remove it for good?", "removed"):
        print("Nothing was removed.")
        return
    tombstone = forget.mask(masked, chosen_home())
    print(f"Removed the name from {times(masked.entries, 'entry').replace('entrys', 'entries')}. {_noted(tombstone)}")


def _noted(tombstone: int) -> str:
    return f"Entry {tombstone} of the journal says that it was done, when and by whom."
