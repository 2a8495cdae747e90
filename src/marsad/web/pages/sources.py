"""Sources and voices: who publishes, who speaks, who carries whom, and how the watched sources stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _

from marsad.ledger.queries.speakers import speakers
from marsad.model.problem import MarsadError
from marsad.settings import chosen_home
from marsad.watch.standing import is_watched, standings
from marsad.web import asked
from marsad.web.roles import Role, asks
from marsad.web.templatetags.field import language
from marsad.web.told import Teller

if TYPE_CHECKING:
    from django.http import HttpResponse

    from marsad.flow import Book
    from marsad.watch.standing import Standing
    from marsad.web.sign_in import Request

LISTED, CARRIED = 100, 6
"""So many outlets and voices are listed, and so many of those that one carries."""


@asks(Role.VIEWER)
def sources(request: Request) -> HttpResponse:
    """Show them."""
    when = asked.as_of(request)
    book = asked.book(request, when)
    teller = Teller(book, language())
    outlets, voices = speakers(book.decided, book.ledger.voices)
    watched, problem = _watched(book)
    page = {
        "as_of": when,
        "problem": when.problem or problem,
        "outlets": [
            (_name(teller, one.key), one, [(_name(teller, key), *counts) for key, *counts in one.carries[:CARRIED]])
            for one in outlets[:LISTED]
        ],
        "voices": [
            (_name(teller, one.key), one, [(_name(teller, key), n) for key, n in one.carriers.most_common(CARRIED)])
            for one in voices[:LISTED]
        ],
        "outlet_count": len(outlets),
        "voice_count": len(voices),
        "watched": watched,
    }
    return render(request, "marsad/sources.html", page)


def _name(teller: Teller, key: str) -> str:
    """Write whose voice it is; a report without a publisher speaks for nobody but itself."""
    return _("a report without a publisher") if key.startswith("report ") else teller.voice(key)


def _watched(book: Book) -> tuple[list[Standing], str]:
    """Return how the watched sources stand with what this reader sees of their reports; none where none is watched.

    A public site does not say what its makers watch.
    """
    home = chosen_home()
    if settings.MARSAD_PUBLIC or not is_watched(home):
        return [], ""
    try:
        return standings(home, book.decided), ""
    except MarsadError:
        return [], _("What the watch remembers cannot be read; marsad sources says why.")
