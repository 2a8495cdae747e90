"""The command that searches the ledger: search."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from marsad.doors.door import AsJson, app, audience, day, flow
from marsad.model.problem import MarsadError


class Kind(StrEnum):
    """What can be found."""

    REPORT = "report"
    CLAIM = "claim"
    INCIDENT = "incident"
    PLACE = "place"
    ACTOR = "actor"


@app.command()
def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="All of them; “in quotes” behind each other.")],
    kinds: Annotated[list[Kind] | None, typer.Option("--kind", help="Only these; can be given again.")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help="What is of this day or later.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help="What is of this day or earlier.")] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help="So many of each kind.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Search reports, claims, incidents, places, actors. Vowel signs, clitics and plain plurals do not matter."""
    since, until = day(first), day(last)
    if since and until and until < since:
        raise MarsadError(f"The days run backwards, from {since} to {until}.")
    asked = " ".join(f'"{word}"' if any(map(str.isspace, word)) and '"' not in word else word for word in words)
    wanted = tuple(dict.fromkeys(map(str, kinds or Kind)))
    conductor = flow(context)
    found = conductor.search(conductor.Sought(asked, wanted, since, until, limit), audience(context))
    if as_json:
        from marsad.render.finding import search_record
        from marsad.say import print_json

        print_json(search_record(found))
        return
    from marsad.render.finding import search_lines
    from marsad.say import terminal

    print(*search_lines(found, *terminal()), sep="\n")
