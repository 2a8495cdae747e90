"""How precisions, distances and kinds of places are written on the pages that only read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from marsad.ledger.queries.pivot import Axis
from marsad.web import digits
from marsad.web.templatetags.field import month_name

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def precision(key: str) -> str:
    """Write how precisely a place is known."""
    named = {
        "point": pgettext("precision", "a point"),
        "within 1 km": pgettext("precision", "within 1 km"),
        "community": pgettext("precision", "a town or village"),
        "subdistrict": pgettext("precision", "a subdistrict"),
        "district": pgettext("precision", "a district"),
        "governorate": pgettext("precision", "a governorate"),
        "region": pgettext("precision", "a region"),
        "country": pgettext("precision", "the country"),
    }
    return digits.shown(named.get(str(key), str(key)))


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
def km(distance: float) -> SafeString:
    """Write a distance in kilometres: `5 km`, `1.5 km`."""
    number = f"{distance:.0f}" if distance >= 10 else f"{distance:.1f}".removesuffix(".0")
    return format_html("<bdi>{} {}</bdi>", digits.shown(number), _("km"))


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
def report_url(number: int | None) -> str:
    """Return the address of a report's page, empty where there is none."""
    return address("report", number) if number else ""


def address(name: str, *named: object) -> str:
    """Return the address of a page, empty as long as there is no such page."""
    try:
        return reverse(name, args=named)
    except NoReverseMatch:
        return ""
