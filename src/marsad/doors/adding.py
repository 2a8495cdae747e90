"""The decisions about what no reading has: a claim that was missed, and two incidents that are not one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from marsad.doors.deciding import By, SeenAt, Why, Yes, decide, settle
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from marsad.ledger.drafting import Desk, Pen
    from marsad.model.decision import Decision

_LISTED = 8
"""So many places are named where words stand in a text more than once."""


@decide.command()
def add(
    context: typer.Context,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The number of a report, or its id.")],
    slots: Annotated[list[str], typer.Argument(metavar="SLOT=VALUE…", help="harm=killed count=3, place=NAME …")],
    quote: Annotated[
        str, typer.Option("--quote", metavar="WORDS", help="The words of the claim, as the text has them.")
    ],
    start: Annotated[
        int | None,
        typer.Option("--start", metavar="N", min=0, help="Where they begin, if they stand in it more than once."),
    ] = None,
    by: By = "",
    why: Why = "",
    seen: SeenAt = "",
    yes: Yes = False,
) -> None:
    """Add a claim that the reader missed. What no slot sets is as in the claim before it."""

    def drafted(desk: Desk, pen: Pen) -> Decision:
        from marsad.ledger.adding import missed
        from marsad.model.span import Quote

        told = desk.report(report)
        at = start if start is not None else _only(told.text, quote)
        return missed(told.id, Quote(at, quote), slots, desk, pen)

    settle(context, drafted, (by, why, seen), yes=yes)


@decide.command()
def apart(
    context: typer.Context,
    one: Annotated[str, typer.Argument(metavar="INCIDENT", help="The id of an incident, or its beginning.")],
    other: Annotated[str, typer.Argument(metavar="INCIDENT", help="Another one.")],
    by: By = "",
    why: Why = "",
    seen: SeenAt = "",
    yes: Yes = False,
) -> None:
    """Keep two incidents apart, whatever evidence comes."""

    def drafted(desk: Desk, pen: Pen) -> Decision:
        from marsad.ledger.adding import apart as kept_apart

        return kept_apart([one, other], desk, pen)

    settle(context, drafted, (by, why, seen), yes=yes)


def _only(text: str, quote: str) -> int:
    """Return where words stand in a text; raises MarsadError where they stand in it more than once, or not."""
    found = text.count(quote) if quote.strip() else 0
    if found == 1:
        return text.index(quote)
    if not found:
        raise MarsadError(f"“{quote}” does not stand in the report; copy the words as its text has them.")
    places = [str(at) for at in range(len(text)) if text.startswith(quote, at)]
    more = " …" if len(places) > _LISTED else ""
    raise MarsadError(
        f"“{quote}” stands in the report {found} times; --start says which: {', '.join(places[:_LISTED])}{more}."
    )
