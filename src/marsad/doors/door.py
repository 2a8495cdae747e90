"""What the commands share: the program that they belong to, options of the same meaning, the way to the ledger."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from datetime import date
    from types import ModuleType

    from rich.console import Console, RenderableType

    from marsad.flow import Book
    from marsad.ledger.as_of import Question
    from marsad.ledger.selection import Selection
    from marsad.model.audience import Audience
    from marsad.model.incident import Cell
    from marsad.present import Asked

app = typer.Typer(
    name="marsad",
    help="Field reports in Arabic and English in, a ledger of incidents out; every number with its sentences.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Conflicts(StrEnum):
    """Which incidents count, by how they came of the conflict."""

    ALL = "all"
    DIRECT = "direct"
    INDIRECT = "indirect"


ASKED_FOR = "marsad.for"
"""Under this name the context has who asks, as typed."""
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV instead of a table.")]
Country = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="The country whose names to read with: sy, iq (default: as each text says)."),
]
Recorded = Annotated[
    str | None, typer.Option("--recorded", metavar="TIME", help="As it had been recorded here by a day or time.")
]
Published = Annotated[str | None, typer.Option("--published", metavar="DAY", help="As it had been published by a day.")]
Stated = Annotated[str | None, typer.Option("--stated", metavar="DAY", help="As the release of a day stated it.")]
First = Annotated[str | None, typer.Option("--from", metavar="DAY", help="Incidents from this day on.")]
Last = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Incidents up to this day.")]
Place = Annotated[str | None, typer.Option(metavar="NAME", help="Incidents at or in this place (or p-code).")]
Party = Annotated[str | None, typer.Option(metavar="NAME", help="Incidents with this party.")]
Came = Annotated[
    Conflicts | None,
    typer.Option(
        "--conflict", help="Incidents of the fighting itself, of what it left behind or withheld, or all, mishaps too."
    ),
]
Incident = Annotated[str, typer.Argument(metavar="INCIDENT", help="The id of an incident, or its beginning.")]


def flow(context: typer.Context) -> ModuleType:
    """Point to the ledger that is meant, and return the conductor."""
    from marsad.settings import configure

    configure(context.obj)
    from marsad import flow as conductor

    return conductor


def audience(context: typer.Context) -> Audience:
    """Return who asks; raises MarsadError where --for names several."""
    from marsad.model.audience import Audience
    from marsad.settings import chosen_audience

    asked = context.meta.get(ASKED_FOR)
    if asked is not None and ("," in asked or not asked.strip()):
        raise MarsadError(f"--for says who asks: open, team, or one person, not “{asked}”.")
    return Audience(" ".join(chosen_audience(asked).split()))


def question(context: typer.Context, recorded: str | None = None, published: str | None = None) -> Question:
    """Return what is asked as of when, and by whom."""
    from marsad.intake.day import read_until
    from marsad.ledger.as_of import Question

    return Question(read_until(recorded) if recorded else None, day(published), audience(context))


def book(
    context: typer.Context, recorded: str | None = None, published: str | None = None, stated: str | None = None
) -> Book:
    """Work the ledger out as of a question, or look up what a release stated; raises MarsadError where none did."""
    if stated:
        return _stated(context, stated, alone=not (recorded or published))
    made: Book = flow(context).ledger(question(context, recorded, published))
    return made


def ask(
    context: typer.Context, recorded: str | None = None, published: str | None = None, stated: str | None = None
) -> Asked:
    """Return a question that is answered as it is asked, from the derived rows where they can (`marsad.present`)."""
    from marsad.settings import configure

    configure(context.obj)
    from marsad.present import Asked

    if stated:
        return Asked(question(context), _only_stated(stated, alone=not (recorded or published)))
    return Asked(question(context, recorded, published))


def tell_why(asked: Asked) -> None:
    """Say why the derived rows did not answer, where they could have been asked."""
    from marsad.say import say

    if asked.why:
        say(asked.why)


def _only_stated(words: str, *, alone: bool) -> date:
    asked = day(words)
    if not alone or asked is None:
        raise MarsadError("What a release stated is as it was; --stated goes without --recorded and --published.")
    return asked


def _stated(context: typer.Context, words: str, *, alone: bool) -> Book:
    asked = _only_stated(words, alone=alone)
    flow(context)
    from marsad.publish import stated_book

    return stated_book(asked, audience(context))


def console() -> Console:
    """Return where tables are printed."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def show(view: RenderableType) -> None:
    """Print a table, or several."""
    console().print(view)


def day(words: str | None) -> date | None:
    """Read a day, where one is given."""
    from marsad.intake.day import read_day

    return read_day(words) if words else None


def selected(
    first: str | None, last: str | None, place: str | None, party: str | None, conflict: Conflicts | None = None
) -> Selection:
    """Read which incidents are asked for; raises MarsadError at once where that cannot be meant."""
    from marsad.ledger.selection import Selection
    from marsad.model.incident import Conflict

    came = None if conflict is None else frozenset(one for one in Conflict if conflict in {Conflicts.ALL, str(one)})
    selection = Selection(day(first), day(last), place, party, came)
    selection.choose([])
    return selection


def times(number: int, noun: str) -> str:
    """Write a number of things: `1 report`, `2 reports`."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def counted(words: str) -> Cell:
    """Read a cell, like killed/civilian:children; raises MarsadError."""
    from dataclasses import replace

    from marsad.ledger.parties import party_key
    from marsad.model.incident import Cell

    try:
        cell = Cell.parse(words)
    except ValueError as error:
        raise MarsadError(f"{error}.") from error
    return replace(cell, party=party_key(cell.party)) if cell.party else cell
