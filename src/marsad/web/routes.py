"""The addresses of the pages that only read: map, totals, search, sources, actors and places, methods."""

from __future__ import annotations

from django.urls import path, re_path

from marsad.web.pages import actors, bulletin, lists, methods, search, sources, totals
from marsad.web.pages import map as maps

READING = [
    path("incidents/", lists.incidents, name="incident_list"),
    path("reports/", lists.reports, name="report_list"),
    re_path(r"^bulletin\.(?P<kind>txt|html|docx)$", bulletin.of_days, name="bulletin"),
    re_path(
        r"^incident/(?P<name>[-\w]+)/bulletin\.(?P<kind>txt|html|docx)$",
        bulletin.of_incident,
        name="incident_bulletin",
    ),
    path("map/", maps.map_page, name="map"),
    path("map/data.json", maps.data, name="map_data"),
    path("map/land.json", maps.land, name="map_land"),
    path("map/background.pmtiles", maps.background, name="map_background"),
    path("totals/", totals.totals, name="totals"),
    path("totals/behind/", totals.totals_behind, name="totals_behind"),
    path("totals/totals.csv", totals.totals_file, name="totals_file"),
    path("search/", search.search, name="search"),
    path("sources/", sources.sources, name="sources"),
    path("actors/", actors.actors, name="actors"),
    path("methods/", methods.methods, name="methods"),
]
