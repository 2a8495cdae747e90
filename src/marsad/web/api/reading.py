"""What the pages show, for programs: incidents and their history, claims, reports, totals, sums, series, search."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from marsad import flow
from marsad.ledger.history import held
from marsad.ledger.queries.series import series as rows_of
from marsad.ledger.queries.step import Step
from marsad.ledger.queries.sums import by_party, by_place, summed
from marsad.ledger.split import ged_split
from marsad.model.country import DEFAULT
from marsad.model.incident import Cell
from marsad.model.problem import MarsadError
from marsad.model.record import claim_record, presence_record, report_record
from marsad.release.geo import geometry
from marsad.render.decisions import bearing, decision_rows
from marsad.render.finding import search_record
from marsad.render.history import history_record
from marsad.render.queries import series_rows, sum_rows
from marsad.render.rows import ledger_csv, plain
from marsad.store.search_rows import KINDS
from marsad.web import looks
from marsad.web.api import answers
from marsad.web.api.answers import MissingError, ask, counted, selected
from marsad.web.api.shapes import HARMS, MOST, AsOf, Chosen, Format, Part, Record, Rows, Summed, Table

if TYPE_CHECKING:
    from marsad.flow import Book
    from marsad.model.incident import Incident
    from marsad.model.place import Location

router = Router(tags=["read"])
_OfCell = Annotated[str, Query("killed", max_length=100, description="Whom to count, like killed/combatant/isis.")]
_Name = Annotated[str, Path(max_length=80, description="An incident's id, or its beginning.")]


@router.get("incidents", response=Rows)
def incidents(
    request: HttpRequest,
    response: HttpResponse,
    when: Query[AsOf],
    chosen: Query[Chosen],
    part: Query[Part],
    format: Format = Format.JSON,  # noqa: A002 - the word of the address
) -> Any:
    """List incidents with their tolls. CSV and GeoJSON hold all of them, JSON a page at a time."""
    asked = ask(request, response, when)
    found = selected(chosen).choose(asked.book.ledger.incidents)
    if format is Format.CSV:
        return answers.as_file(asked, ledger_csv(found), "text/csv; charset=utf-8")
    if format is Format.GEOJSON:
        return answers.as_file(asked, _geojson(found), "application/geo+json")
    return answers.rows(asked, found, part, _short)


@router.get("incidents/{name}", response=Record)
def incident(request: HttpRequest, response: HttpResponse, name: _Name, when: Query[AsOf]) -> Any:
    """Return one incident: tolls, relations, claims, decisions, and the dead as UCDP's GED splits them."""
    asked = ask(request, response, when)
    found = _incident(asked.book, name)
    looks.note(asked.by.name, f"incident {found.id}", found.reports, asked.book)
    claims = [claim_record(claim) for one in asked.book.decided for claim in one.claims if claim.id in found.claims]
    decided = decision_rows(bearing(found, asked.book))
    more = {"ged": plain(ged_split(found)), "claims": claims, "decisions": decided}
    return answers.record(asked, {**plain(found), **more})


@router.get("incidents/{name}/history", response=Record)
def history(request: HttpRequest, response: HttpResponse, name: _Name, when: Query[AsOf], of: _OfCell) -> Any:
    """Return how the toll of a cell came about: each figure with the days on which it held, and why it moved."""
    asked = ask(request, response, when)
    found, cell = _incident(asked.book, name), counted(of)
    if not held(found.history, cell):
        raise MissingError(f"Nothing is stated of {cell} in {found.id}.")
    return answers.record(asked, history_record(found, [cell], asked.book))


@router.get("claims", response=Rows)
def claims(request: HttpRequest, response: HttpResponse, when: Query[AsOf], part: Query[Part]) -> Any:
    """List claims as people left them, in the order of their reports."""
    asked = ask(request, response, when)
    found = [claim for reading in asked.book.decided for claim in reading.claims]
    return answers.rows(asked, found, part, claim_record)


@router.get("reports", response=Rows)
def reports(request: HttpRequest, response: HttpResponse, when: Query[AsOf], part: Query[Part]) -> Any:
    """List reports without their texts."""
    asked = ask(request, response, when)
    numbers = asked.book.numbers

    def short(reading: Any) -> dict[str, Any]:
        kept = {key: value for key, value in report_record(reading.report).items() if key not in {"text", "cells"}}
        return {"number": numbers.get(reading.report.id), "id": reading.report.id, **kept}

    return answers.rows(asked, asked.book.decided, part, short)


@router.get("reports/{number}", response=Record)
def report(
    request: HttpRequest, response: HttpResponse, number: Annotated[int, Path(ge=1, le=2**53)], when: Query[AsOf]
) -> Any:
    """Return one report with its text and its claims; offsets count code points of the text."""
    asked = ask(request, response, when)
    found = [one for one in asked.book.decided if asked.book.numbers.get(one.report.id) == number]
    if not found:
        raise MissingError(f"No report {number} is in this ledger, or it is not for you to see.")
    (reading,) = found
    looks.note(asked.by.name, f"report {number}", [reading.report.id], asked.book)
    told = {
        "report": {"id": reading.report.id, **report_record(reading.report)},
        "claims": [claim_record(claim) for claim in reading.claims],
        "presences": [presence_record(one) for one in reading.presences],
    }
    return answers.record(asked, told)


@router.get("totals", response=Rows)
def totals(request: HttpRequest, response: HttpResponse, when: Query[AsOf], part: Query[Part]) -> Any:
    """List totals that reports state, each checked against the incidents that it covers."""
    asked = ask(request, response, when)
    return answers.rows(asked, asked.book.ledger.assertions, part, plain)


@router.get("sums", response=Rows)
def sums(
    request: HttpRequest,
    response: HttpResponse,
    when: Query[AsOf],
    chosen: Query[Chosen],
    of: _OfCell,
    by: Summed = Summed.HARM,
    format: Table = Table.JSON,  # noqa: A002 - the word of the address
) -> Any:
    """Sum people over days, places, parties: nobody twice, and what only totals state apart, as unallocated."""
    asked = ask(request, response, when)
    cell, selection, book = counted(of), selected(chosen), asked.book
    if by is Summed.HARM:
        cells = [counted(harm + of.removeprefix(str(cell.harm))) for harm in HARMS]
        found = [summed(book.ledger, book.desk.claims, one, selection) for one in cells]
    else:
        weighed = selection.weigh(book.ledger.incidents)
        found = by_place(weighed, cell) if by is Summed.PLACE else by_party(weighed, cell)
        found.append(summed(book.ledger, book.desk.claims, cell, selection))
    written = sum_rows(found)
    return (
        answers.as_csv(asked, written)
        if format is Table.CSV
        else answers.rows(asked, written, Part(offset=0, limit=MOST), dict)
    )


@router.get("series", response=Rows)
def series(
    request: HttpRequest,
    response: HttpResponse,
    when: Query[AsOf],
    chosen: Query[Chosen],
    part: Query[Part],
    of: _OfCell,
    by: Step = Step.WEEK,
    format: Table = Table.JSON,  # noqa: A002 - the word of the address
) -> Any:
    """Return people over time."""
    asked = ask(request, response, when)
    found = rows_of(asked.book.ledger, asked.book.desk.claims, counted(of), selected(chosen), by)
    written = series_rows(found)
    return answers.as_csv(asked, written) if format is Table.CSV else answers.rows(asked, written, part, dict)


@router.get("presence", response=Rows)
def presence(request: HttpRequest, response: HttpResponse, when: Query[AsOf], part: Query[Part]) -> Any:
    """List who was said to be in an area, how strong, since when, as of when."""
    asked = ask(request, response, when)
    found = [one for reading in asked.book.decided for one in reading.presences]
    return answers.rows(asked, found, part, presence_record)


@router.get("decisions", response=Rows)
def decisions(request: HttpRequest, response: HttpResponse, when: Query[AsOf], part: Query[Part]) -> Any:
    """List what people decided, and whether it holds."""
    asked = ask(request, response, when)
    return answers.rows(asked, decision_rows(asked.book.ledger.decisions), part, dict)


@router.get("search", response=Record)
def search(
    request: HttpRequest,
    response: HttpResponse,
    q: Annotated[str, Query(min_length=1, max_length=400)],
    limit: Annotated[int, Query(10, ge=1, le=200)],
) -> Any:
    """Find reports, claims, incidents, places and actors that hold all the words, in Arabic or English."""
    asked = ask(request, response)
    found = flow.search(flow.Sought(q, tuple(KINDS), None, None, limit), asked.by.audience)
    return answers.record(asked, search_record(found))


def _incident(book: Book, name: str) -> Incident:
    try:
        return book.incident(name)
    except MarsadError as error:
        raise MissingError(str(error)) from error


def _short(incident: Incident) -> dict[str, Any]:
    """Write an incident without its claims, relations and history."""
    left_out = {"history", "relations", "claims", "reports", "problems"}
    short = {key: value for key, value in plain(incident).items() if key not in left_out}
    return {**short, "claims": len(incident.claims), "reports": len(incident.reports)}


def _country(location: Location) -> str:
    code = location.pcodes[-1][:2].lower() if location.pcodes else ""
    return code if code.isalpha() else DEFAULT


def _geojson(found: list[Incident]) -> str:
    """Write incidents as features (RFC 7946), each with the shape that its words leave open, never a bare dot."""
    features = [
        {
            "type": "Feature",
            "id": one.id,
            "geometry": geometry(one.location, _country(one.location)).record() if one.location else None,
            "properties": {
                "days": plain(one.when),
                "place": one.place,
                "parties": list(one.parties),
                "grade": plain(one.grade),
                "killed": plain(one.toll(Cell.parse("killed"))),
                "injured": plain(one.toll(Cell.parse("injured"))),
            },
        }
        for one in found
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
