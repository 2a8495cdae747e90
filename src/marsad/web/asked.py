"""What an address asks: as of when, which days, places and parties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from marsad.intake.day import read_day, read_until
from marsad.ledger.as_of import Question
from marsad.ledger.selection import Selection, came
from marsad.model.problem import MarsadError
from marsad.present import Asked
from marsad.web import shelf

if TYPE_CHECKING:
    from datetime import date, datetime

    from marsad.flow import Book
    from marsad.model.audience import Audience
    from marsad.model.incident import Incident
    from marsad.web.sign_in import Request


CONFLICTS = ("direct", "indirect", "all")
"""What `conflict` may say: the fighting itself, what it left behind or withheld, or all, mishaps too."""


@dataclass(frozen=True, slots=True)
class AsOf:
    """As of when a page shows the ledger; `problem` says in a sentence what could not be read."""

    recorded: datetime | None = None
    published: date | None = None
    problem: str = ""

    @property
    def query(self) -> str:
        """Return it as part of an address, so that links stay in the same past; empty for the present."""
        asked = {"published": self.published, "recorded": self.recorded and self.recorded.isoformat()}
        parts = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(parts)}" if parts else ""

    @property
    def past(self) -> bool:
        """Tell whether the past is asked for."""
        return bool(self.published or self.recorded)


def as_of(request: Request) -> AsOf:
    """Read as of when a page is asked for: `published=DAY`, `recorded=DAY or TIME`."""
    published, recorded = (request.GET.get(name, "").strip() for name in ("published", "recorded"))
    try:
        return AsOf(read_until(recorded) if recorded else None, read_day(published) if published else None)
    except MarsadError:
        return AsOf(problem=_not_a_day(published or recorded))


def book(request: Request, when: AsOf | None = None) -> Book:
    """Return the ledger as whoever asks sees it, as of when they ask."""
    when = when or as_of(request)
    return shelf.book(request.user.audience, when.recorded, when.published)  # type: ignore[union-attr]


def about(request: Request, name: str) -> tuple[Incident, Book]:
    """Return an incident as whoever asks sees it now, and a ledger that holds what bears on it; raises MarsadError.

    While the whole ledger is being worked out, the derived rows tell, where they can.
    """
    audience: Audience = request.user.audience  # type: ignore[union-attr]
    whole = shelf.at_hand(audience)
    told = None if whole else Asked(Question(audience=audience)).at_once(name)
    if told is not None:
        return told
    whole = whole or shelf.book(audience)
    return whole.incident(name), whole


def selection(request: Request) -> tuple[Selection, str]:
    """Read which incidents are meant (`from`, `to`, `place`, `party`, `conflict`), and what could not be read of it."""
    asked = {name: request.GET.get(name, "").strip() or None for name in ("from", "to", "place", "party")}
    try:
        first, last = (read_day(words) if words else None for words in (asked["from"], asked["to"]))
    except MarsadError:
        return Selection(), _not_a_day(" ".join(filter(None, (asked["from"], asked["to"]))))
    if first and last and last < first:
        return Selection(), _("The days run backwards: the first one is later than the last.")
    conflict = request.GET.get("conflict", "")
    came_of = came(conflict) if conflict in CONFLICTS else None
    chosen = Selection(first, last, asked["place"], asked["party"], came_of)
    try:
        chosen.choose([])
    except MarsadError:
        return Selection(first, last, asked["place"], conflict=came_of), _("No such party is known: “%(words)s”.") % {
            "words": asked["party"]
        }
    return chosen, ""


def _not_a_day(words: str) -> str:
    return _("“%(words)s” is no day. Write year, month and day, like 2019-04-18.") % {"words": words}
