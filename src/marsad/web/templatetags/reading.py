"""How months, axes, kinds of places and what was found are written on the pages that only read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from marsad.ledger.queries.pivot import Axis
from marsad.model.when import Days
from marsad.web import digits
from marsad.web.templatetags.field import address, days, language, month_name

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from marsad.lang.search.snippet import Snippet
    from marsad.model.actor import Held
    from marsad.model.place import Place
    from marsad.store.search_hits import Hit

register = template.Library()


@register.filter
def month(label: str) -> str:
    """Write a month or year as ISO 8601 has it (`2019-04`) in words."""
    year, _hyphen, number = label.partition("-")
    return digits.shown(f"{month_name(int(number))} {year}" if number.isdigit() else year)


@register.filter
def axis(key: str) -> str:
    """Write what rows or columns are."""
    named = {
        Axis.GOVERNORATE: _("governorate"),
        Axis.MONTH: _("month"),
        Axis.YEAR: _("year"),
        Axis.HARM: _("harm"),
        Axis.PARTY: _("who was harmed"),
        Axis.GROUP: _("group"),
    }
    return named[Axis(key)]


@register.filter
def kind_of_place(key: str) -> str:
    """Write what an entry of the gazetteer is."""
    named = {
        "country": _("country"),
        "governorate": _("governorate"),
        "district": _("district"),
        "subdistrict": _("subdistrict"),
        "community": _("town or village"),
        "neighbourhood": _("neighbourhood"),
        "site": _("site"),
        "desert": _("desert"),
        "mountain": _("mountain"),
        "river": _("river"),
        "lake": _("lake"),
        "dam": _("dam"),
        "base": _("base"),
        "camp": _("camp"),
        "road": _("road"),
        "region": _("region"),
        "crossing": _("crossing"),
        "border": _("border"),
        "field": _("oil or gas field"),
        "airport": _("airport"),
    }
    return named.get(key, key)


@register.filter
def kind_of_actor(key: str) -> str:
    """Write what kind of actor one is."""
    named = {
        "state": _("state"),
        "army": _("army"),
        "service": _("security service"),
        "militia": _("militia"),
        "armed group": _("armed group"),
        "coalition": _("coalition"),
        "civil": _("civil body"),
        "unknown": _("kind not known"),
    }
    return named.get(key, key)


@register.filter
def name_of(place: Place) -> str:
    """Return the gazetteer's name of a place in the reader's language."""
    first, other = (place.name_ar, place.name_en) if language() == "ar" else (place.name_en, place.name_ar)
    return first or other


@register.filter
def coordinate(degrees: float) -> str:
    """Write a latitude or longitude to about ten metres."""
    return digits.shown(f"{degrees:.4f}")


@register.filter
def held_days(held: Held) -> SafeString:
    """Write the days on which something held: `since 1 January 2017`, `until …`, `… – …`; nothing for always."""
    if held.first and held.last:
        return days(Days(held.first, held.last))
    if held.first:
        return format_html(_("since {}"), days(held.first))
    return format_html(_("until {}"), days(held.last)) if held.last else mark_safe("")


@register.filter
def kind_found(key: str) -> str:
    """Write what kind of thing was found."""
    named = {
        "report": _("Reports"),
        "claim": _("Claims"),
        "incident": _("Incidents"),
        "place": _("Places"),
        "actor": _("Actors"),
    }
    return named.get(key, key)


@register.filter
def marked(found: Snippet) -> SafeString:
    """Write a snippet with what was found in it marked."""
    pieces, at = [], 0
    for start, end in found.marks:
        pieces.append((found.text[at:start], found.text[start:end]))
        at = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), found.text[at:])


@register.filter
def found_days(told: str) -> SafeString:
    """Write the days of what was found, which the search gives as `2019-04-18` or `2019-04-18 to 2019-04-20`."""
    first, _to, last = told.partition(" to ")
    return days(Days(date.fromisoformat(first), date.fromisoformat(last or first)))


@register.filter
def found_url(hit: Hit, past: str = "") -> str:
    """Return the address of what was found, in the past (`?published=…`) where that is asked; empty without a page."""
    number, _dot, claim = hit.name.partition(".")
    if hit.kind == "claim" and number.isdigit() and claim.isdigit():
        return f"{address('report', int(number))}{past}#w-c{claim}"
    if hit.kind == "report":
        return f"{address('report', int(hit.name))}{past}" if hit.name.isdigit() else ""
    if hit.kind == "incident":
        return f"{address('incident', hit.id)}{past}"
    return f"{address('actors')}?{urlencode({'q': hit.id})}"


@register.filter
def report_url(number: int | None) -> str:
    """Return the address of a report's page, empty where there is none."""
    return address("report", number) if number else ""
