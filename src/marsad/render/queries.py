"""Answers to what the field asks, as tables for a terminal and as rows for other programs."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.text import Text

from marsad.render.figures import NOT_STATED, cell_words, day_words, short_ids
from marsad.render.ledger import place_words
from marsad.render.table import table, title
from marsad.render.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType
    from rich.table import Table

    from marsad.ledger.queries.news import News
    from marsad.ledger.queries.people import People
    from marsad.ledger.queries.rank import Place
    from marsad.ledger.queries.series import Row as Stretch
    from marsad.ledger.queries.series import Series
    from marsad.ledger.queries.sums import Sum
    from marsad.ledger.queries.unallocated import Unallocated
    from marsad.model.incident import Cell, Incident, Ledger

Row = dict[str, Any]
_EMPTY = 2
"""More stretches in a row without anybody are one row on a terminal."""


def people_figure(people: People) -> str:
    """Write a number of people: `27`, `15–27`, `27+`."""
    body = str(people.low) if people.low == people.high else f"{people.low}–{people.high}"
    return f"{body}+" if people.open else body


def sums_view(sums: Sequence[Sum], name: str) -> Group:
    """Show sums, one a row; under them what only totals state, each with its days."""
    rows = table(name)
    for column in ("incidents", "people", "best", "unallocated", "sum"):
        rows.add_column(column, justify="right", overflow="fold")
    for one in sums:
        apart = people_figure(one.unallocated) if one.apart else NOT_STATED
        rows.add_row(
            Words(one.name or cell_words(one.cell)),
            _incidents(one),
            people_figure(one.counted),
            str(one.counted.best),
            apart,
            Text(people_figure(one.total), style="bold"),
        )
    totals = [u for one in sums for u in one.apart]
    silent = sums[-1].silent if len({one.cell.harm for one in sums}) == 1 else 0
    parts: list[RenderableType] = [rows]
    if totals:
        parts += [title("Of whom only totals speak"), _apart(totals)]
    if silent:
        parts.append(
            Text(f"\nOf {_times(silent)} nothing is stated that bears on this; that is not none.", style="dim")
        )
    return Group(*parts)


def _times(number: int) -> str:
    return f"{number} incident" if number == 1 else f"{number} incidents"


def _incidents(one: Sum) -> str:
    """Write how many incidents are summed, and how many perhaps lie outside."""
    return f"{len(one.sure)} + {len(one.perhaps)} perhaps" if one.perhaps else str(len(one.sure))


def _apart(apart: Iterable[Unallocated]) -> Table:
    rows = table("days", "people", "totals")
    for one in apart:
        rows.add_row(str(one.days), people_figure(one.people), str(len(one.claims)))
    return rows


def series_view(found: Series) -> Group:
    """Show a series, one stretch a row, with a bar for the best figure."""
    rows = table(cell_words(found.cell))
    for column in ("incidents", "low–high", "best", "unallocated"):
        rows.add_column(column, justify="right", overflow="fold")
    rows.add_column("", no_wrap=True)
    most = max((row.sum.counted.best for row in found.rows), default=0)
    for empty, together in groupby(found.rows, key=_is_empty):
        stretch = list(together)
        if empty and len(stretch) > _EMPTY:
            rows.add_row(f"{stretch[0].label} to {stretch[-1].label}", "0", "0", "0", "", "")
            continue
        for row in stretch:
            rows.add_row(*_series_row(row, most))
    parts: list[RenderableType] = [rows]
    if found.undated.perhaps:
        people = people_figure(found.undated.counted)
        parts.append(Text(f"\nDay not known: {_times(len(found.undated.perhaps))}, {people} people, in no row."))
    if found.apart:
        parts += [title("Of whom only totals over several rows speak"), _apart(found.apart)]
    return Group(*parts)


def _series_row(row: Stretch, most: int) -> tuple[RenderableType, ...]:
    counted = row.sum.counted
    apart = people_figure(row.sum.unallocated) if row.sum.apart else ""
    bar = "▇" * round(20 * counted.best / most) if most else ""
    figures = people_figure(counted), str(counted.best), apart
    return row.label, _incidents(row.sum), *figures, Text(bar, style="cyan")


def _is_empty(row: Stretch) -> bool:
    return not (row.sum.sure or row.sum.perhaps or row.sum.apart)


def rank_view(places: Sequence[Place], ledger: Ledger) -> Table:
    """Show ranked incidents; a place is an interval where tolls leave it open."""
    short = short_ids(one.id for one in ledger.incidents)
    rows = table("place", "incident", "day", "where, parties")
    for column in ("people", "best", "may tie with"):
        rows.add_column(column, justify="right", overflow="fold")
    for place in places:
        one = place.incident
        where = Group(Words(place_words(one)), Text(", ".join(one.parties).replace("_", " "), style="dim"))
        ties = ", ".join(short[key] for key in place.ties[:3]) + (" …" if len(place.ties) > 3 else "")
        rows.add_row(
            _place_words(place),
            Text(short[one.id], style="cyan"),
            day_words(one) + ("" if place.sure else " (perhaps)"),
            where,
            Text(people_figure(place.people), style="bold"),
            str(place.people.best),
            f"{len(place.ties)}: {ties}" if place.ties else NOT_STATED,
        )
    return rows


def rank_words(place: Place) -> str:
    """Say whether an incident surely has the most people."""
    if not place.ties:
        return f"{people_figure(place.people)}, and no other can have as many"
    others = "one other" if len(place.ties) == 1 else f"{len(place.ties)} others"
    return f"{people_figure(place.people)}, and {others} may have as many or more"


def _place_words(place: Place) -> str:
    return str(place.first) if place.first == place.last else f"{place.first}–{place.last}"


def news_view(found: News, ledger: Ledger) -> Group:
    """Show what a period brought."""
    short = short_ids(one.id for one in ledger.incidents)
    parts: list[RenderableType] = []
    headings = (
        (f"Newly counted, happened in {found.days}", found.happened),
        ("Newly counted, happened at another time", found.earlier),
        ("Newly counted, day not known", found.undated),
        ("Counted before, counted no more", found.gone),
    )
    for heading, incidents in headings:
        if incidents:
            parts += [title(heading), _listed(incidents, found.cell, short)]
    if found.moved:
        rows = table("incident", "day", "place", "before", "after")
        for moved in found.moved:
            one = moved.incident
            ends = people_figure(moved.before), Text(people_figure(moved.after), style="bold")
            rows.add_row(Text(short[one.id], style="cyan"), day_words(one), Words(place_words(one)), *ends)
        parts += [title("Counted before, with another toll now"), rows]
    return Group(*parts)


def _listed(incidents: Sequence[Incident], cell: Cell, short: dict[str, str]) -> Table:
    from marsad.ledger.queries.people import people

    rows = table("incident", "day", "place", cell_words(cell))
    for one in incidents:
        found = people(one, cell)
        figure = people_figure(found) if found else NOT_STATED
        name = Text(short.get(one.id, one.id), style="cyan")
        rows.add_row(name, day_words(one), Words(place_words(one)), Text(figure, style="bold"))
    return rows


# ---- for other programs


def _ends(people: People, prefix: str = "") -> Row:
    return {f"{prefix}{end}": getattr(people, end) for end in ("low", "best", "high", "open")}


def _sum_row(one: Sum) -> Row:
    counts = {"incidents": len(one.sure), "perhaps": len(one.perhaps), "silent": one.silent}
    return {**counts, **_ends(one.counted), **_ends(one.unallocated, "unallocated_"), **_ends(one.total, "sum_")}


def sum_rows(sums: Sequence[Sum]) -> list[Row]:
    """Write sums as rows."""
    return [{"name": one.name or str(one.cell.harm), "cell": str(one.cell), **_sum_row(one)} for one in sums]


def series_rows(found: Series) -> list[Row]:
    """Write a series as rows; the incidents of no known day stand last, without days."""
    rows = [
        {"row": row.label, "first": str(row.days.first), "last": str(row.days.last), **_sum_row(row.sum)}
        for row in found.rows
    ]
    undated = [{"row": "day not known", "first": None, "last": None, **_sum_row(found.undated)}]
    return rows + (undated if found.undated.perhaps else []) + [_apart_row(one) for one in found.apart]


def _apart_row(one: Unallocated) -> Row:
    days = {"row": "totals", "first": str(one.days.first), "last": str(one.days.last)}
    nobody = {"incidents": 0, "perhaps": 0, "silent": 0, "low": 0, "best": 0, "high": 0, "open": False}
    return {**days, **nobody, **_ends(one.people, "unallocated_"), **_ends(one.people, "sum_")}


def rank_rows(places: Sequence[Place]) -> list[Row]:
    """Write ranked incidents as rows."""
    return [
        {
            "first_place": place.first,
            "last_place": place.last,
            "incident": place.incident.id,
            "first": place.incident.when and str(place.incident.when.first),
            "last": place.incident.when and str(place.incident.when.last),
            "place": place_words(place.incident),
            "parties": list(place.incident.parties),
            **_ends(place.people),
            "sure": place.sure,
            "may_tie_with": list(place.ties),
        }
        for place in places
    ]


def news_record(found: News) -> Row:
    """Write what a period brought."""
    kinds = ("happened", "earlier", "undated", "gone")
    return {
        "cell": str(found.cell),
        "days": [str(found.days.first), str(found.days.last)],
        **{kind: [one.id for one in getattr(found, kind)] for kind in kinds},
        "moved": [
            {"incident": moved.incident.id, **_ends(moved.before, "before_"), **_ends(moved.after, "after_")}
            for moved in found.moved
        ],
    }
