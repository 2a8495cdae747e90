"""What the frame of every page needs: the way round, the other language, who is signed in, the digits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from marsad.web import digits
from marsad.web.public import SHOWN

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the way round: its words, its address, whether it is where the reader is."""

    words: str
    url: str
    here: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame shows."""
    language = get_language() or "ar"
    other = "en" if language == "ar" else "ar"
    return {
        "language": language,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "other_language": other,
        "other_url": translate_url(request.get_full_path(), other),
        "digits": str(digits.chosen()),
        "navigation": list(_entries(request)),
    }


def _entries(request: HttpRequest) -> list[Entry]:
    """Return the pages of the way round that there are, in order."""
    here = request.resolver_match.url_name if request.resolver_match else None
    named = (
        ("overview", _("Overview")),
        ("review", _("Review")),
        ("incident_list", _("Incidents")),
        ("report_list", _("Reports")),
        ("map", _("Map")),
        ("totals", _("Totals")),
        ("search", _("Search")),
        ("sources", _("Sources")),
        ("actors", _("Actors and places")),
        ("methods", _("Methods")),
    )
    found = []
    for name, words in named:
        if settings.MARSAD_PUBLIC and name not in SHOWN:
            continue
        try:
            found.append(Entry(words, reverse(name), name in {here, f"{here}_list"}))
        except NoReverseMatch:
            continue
    return found
