"""How figures held, for a terminal and other programs: old ones stay, each with its days, voice and sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.text import Text

from marsad.ledger.history import held
from marsad.render.calm import isolate, visible
from marsad.render.cited import Cited
from marsad.render.figures import cell_words, interval_figure
from marsad.render.ledger import place_words
from marsad.render.rows import plain
from marsad.render.table import table, title
from marsad.render.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rich.console import RenderableType

    from marsad.flow import Book
    from marsad.ledger.history import Held
    from marsad.ledger.presences import HeldPresence
    from marsad.model.incident import Cell, Incident, Step


def history_view(incident: Incident, cells: Sequence[Cell], book: Book) -> Group:
    """Show the figures of these cells, the oldest first."""
    cited = Cited(book)
    head = Text(incident.id, style="bold cyan").append(f"  {isolate(place_words(incident))}", style="not bold default")
    parts: list[RenderableType] = [head]
    for cell in cells:
        rows = table("held", "toll", "who and why", "words of the report")
        for figure in held(incident.history, cell):
            rows.add_row(days_held(figure.first, figure.last), *_told(figure, cited))
        parts += [title(cell_words(cell)), rows]
    return Group(*parts)


def _told(figure: Held, cited: Cited) -> tuple[Text, RenderableType, RenderableType]:
    step = figure.step
    lines: list[RenderableType] = [Text(visible(cited.in_words(step.reason))), _who(step, cited)]
    if figure.again:
        lines += [Text("told again", style="dim"), *(_who(again, cited) for again in figure.again)]
    words = Group(Words(cited.sentence(step.claim)), Words(cited.origin(step.claim), "dim"))
    return Text(_toll(step), style="bold"), Group(*lines), words


def _who(step: Step, cited: Cited) -> Words:
    return Words(f"{cited.voice(step.voice)}, {cited.mark(step.claim)}", "dim")


def _toll(step: Step) -> str:
    toll = str(step.low) if step.low == step.high else f"{step.low}–{step.high}"
    return toll + ("+" if step.open else "")


def days_held(first: date | None, last: date | None) -> str:
    """Write the days on which something held; the newest holds still."""
    if first is None:
        return f"up to {last}" if last else "day not known"
    if last is None:
        return f"since {first}"
    return str(first) if first == last else f"{first} to {last}"


def history_record(incident: Incident, cells: Sequence[Cell], book: Book) -> dict[str, Any]:
    """Write the figures of these cells for other programs."""
    cited = Cited(book)
    return {
        "incident": incident.id,
        "question": book.question,
        "cells": {
            str(cell): [
                {
                    "from": plain(figure.first),
                    "to": plain(figure.last),
                    **plain(figure.step),
                    "sentence": cited.sentence(figure.step.claim),
                    "again": [step.claim for step in figure.again],
                }
                for figure in held(incident.history, cell)
            ]
            for cell in cells
        },
    }


def presence_history_view(groups: Sequence[Sequence[HeldPresence]]) -> Group:
    """Show what was said of the same people in the same area, the oldest first."""
    parts: list[RenderableType] = []
    for group in groups:
        first = group[0].presence
        who = (first.party or "").replace("_", " ") or (first.actor.text if first.actor else "not named")
        rows = table("held", "strength", "since", "words of the report")
        for one in group:
            presence = one.presence
            strength = interval_figure(presence.strength.interval) if presence.strength else "–"
            since = str(presence.since.days) if presence.since else "–"
            rows.add_row(
                days_held(one.first, one.last), Text(strength, style="bold"), since, Words(presence.quote.text)
            )
        parts += [Text(isolate(who), style="bold"), rows, Text()]
    return Group(*parts[:-1])
