"""The map: incidents by days, party and harm as precisely as is known, who stayed where, and a table beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from marsad.actors.registry import countries
from marsad.ledger.queries.people import people
from marsad.model.claim import Harm
from marsad.model.incident import Cell
from marsad.model.place import Precision
from marsad.places.land import area, borders, names
from marsad.web import asked
from marsad.web.choices import harm, parties
from marsad.web.headers import allowing
from marsad.web.mapped import map_data, presences, shown
from marsad.web.roles import Role, asks
from marsad.web.small_map import LISTED
from marsad.web.templatetags.field import address
from marsad.web.tiles import piece, tiles

if TYPE_CHECKING:
    from marsad.web.sign_in import Request

_LAND_AGE = "private, max-age=86400"
"""The land is the same for everybody and moves slowly."""


@asks(Role.VIEWER)
@allowing(worker_src="'self'")
def map_page(request: Request) -> HttpResponse:
    """Show the map and its table."""
    when = asked.as_of(request)
    selection, problem = asked.selection(request)
    book = asked.book(request, when)
    counted = harm(request)
    chosen = shown(book, selection)
    query = request.GET.urlencode()
    page = {
        "as_of": when,
        "selection": selection,
        "problem": when.problem or problem,
        "harm": counted,
        "harms": list(Harm),
        "parties": parties(book),
        "conflict": request.GET.get("conflict", ""),
        "left_out": selection.left_out(book.ledger.incidents),
        "rows": [(one, people(one.incident, Cell(counted))) for one in chosen[:LISTED]],
        "number": len(chosen),
        "nowhere": sum(one.incident.location is None for one in chosen),
        "data_url": f"{reverse('map_data')}?{query}" if query else reverse("map_data"),
        "presences": presences(book, selection),
        **drawing(),
    }
    return render(request, "marsad/map.html", page)


def drawing() -> dict[str, object]:
    """Return what the drawn map needs on any page, besides the address of its data."""
    return {
        "incident_url": address("incident", "0"),
        "report_url": address("report", 0),
        "tiles": tiles() is not None,
        "precisions": list(Precision),
    }


@asks(Role.VIEWER)
def data(request: Request) -> HttpResponse:
    """Give what the map shows."""
    selection, _ = asked.selection(request)
    found = map_data(asked.book(request), selection, harm(request))
    return JsonResponse(found, json_dumps_params={"separators": (",", ":"), "ensure_ascii": False})


@asks(Role.VIEWER)
def land(request: Request) -> HttpResponse:  # noqa: ARG001 - the land is the same for everybody
    """Give the land as GeoJSON: countries, borders, names."""
    features = [feature for country in countries() for feature in _land(country)]
    response = JsonResponse(
        {"type": "FeatureCollection", "features": features},
        content_type="application/geo+json",
        json_dumps_params={"separators": (",", ":"), "ensure_ascii": False},
    )
    response.headers["Cache-Control"] = _LAND_AGE
    return response


def _land(country: str) -> list[dict[str, Any]]:
    outer = [_feature("Polygon", [ring], kind="country") for ring in area(country.upper(), country)]
    lines: dict[int, list[Any]] = {}
    for level, line in borders(country):
        lines.setdefault(level, []).append(line)
    inner = [_feature("MultiLineString", found, kind="border", level=level) for level, found in sorted(lines.items())]
    named = [
        _feature("Point", [place.lon, place.lat], kind="name", ar=place.name_ar, en=place.name_en, rank=_rank(place))
        for place in names(country)
    ]
    return [*outer, *inner, *named]


def _rank(place: Any) -> int:
    """Return how soon a name is shown: governorates first, then towns by how well they are known."""
    return 4 if place.kind == "governorate" else int(place.rank)


def _feature(shape: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": shape, "coordinates": coordinates}, "properties": properties}


@asks(Role.VIEWER)
def background(request: Request) -> HttpResponse:
    """Give a piece of the background that was set, if one was."""
    path = tiles()
    if path is None:
        raise Http404
    return piece(request, path)
