"""The commands by which the ledger goes out as data: release."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from marsad.doors.door import First, Last, app, audience, flow, selected, times

Public = Annotated[bool, typer.Option("--public", help="For everybody: nothing restricted, no words of reports.")]

Base = Annotated[
    Path | None, typer.Option(metavar="OLD", help="The folder of an earlier release: CHANGES tells what differs.")
]


@app.command()
def release(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to make; it must not be there yet.")],
    first: First = None,
    last: Last = None,
    base: Base = None,
    public: Public = False,
) -> None:
    """Write the ledger as a dataset into a folder. Tables in its own columns and in UCDP's, ACLED's and Airwars'."""
    selection = selected(first, last, None, None)
    flow(context)
    from marsad import publish
    from marsad.release.dictionary import LANGUAGES
    from marsad.render.labels import labels

    wanted = publish.Wanted(selection.first, selection.last, public or audience(context).everybody, base)
    made = publish.draft(wanted, {lang: labels(lang) for lang in LANGUAGES})
    entry, there = publish.issue(made, out)
    material = made.material
    told = f"{times(len(material.incidents), 'incident')} out of {times(len(material.reports), 'report')}"
    print(f"{'There already, the same:' if there else 'Wrote'} {out}, {told}, as of entry {material.made.seq}.")
    print(f"Kept as entry {entry}: --stated tells what it said.")
    if made.warnings:
        print(f"Warnings: {len(made.warnings)}; manifest.json lists them.")
