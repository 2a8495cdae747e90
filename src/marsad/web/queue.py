"""The queue of the review as a page shows it: what waits, in words, and what can be done about each item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from marsad import reviewing
from marsad.ledger.waiting import Waits
from marsad.model.incident import BREAKDOWN
from marsad.web import shelf
from marsad.web.templatetags import field
from marsad.web.wish import APART, LEAVE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.flow import Book
    from marsad.ledger.waiting import Item
    from marsad.model.incident import Assertion, Incident


def items(book: Book) -> list[Item]:
    """Return what waits in a ledger, worked out once."""
    return shelf.remember(book, "waiting", lambda: reviewing.items(book))


def incidents(book: Book) -> dict[str, Incident]:
    """Return the incidents of a ledger by id."""
    return shelf.remember(book, "incidents by id", lambda: {one.id: one for one in book.ledger.incidents})


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done about an item: its key on the keyboard, its words, and the form that asks for it."""

    key: str
    label: str
    kind: str
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    why: str = ""
    first: bool = False


def kind_words(kind: str) -> str:
    """Name a kind of what waits."""
    return {
        Waits.DISPUTE: _("People disagree"),
        Waits.DISAGREEMENT: _("The reader disagrees"),
        Waits.PROBLEM: _("Cannot hold together"),
        Waits.TOTAL: _("Does not add up"),
        Waits.CONTRADICTION: _("Contradictions"),
        Waits.CHANGE: _("Large changes"),
        Waits.LINK: _("May be one"),
        Waits.NEW: _("New claims"),
    }[Waits(kind)]


def reading_words(total: Assertion) -> str:
    """Say how the incidents are taken to make up a total, where that is not all of them."""
    return {
        "subset": _("some of the incidents in its days make it up"),
        "overlap": _("it would balance without one incident, which may be told twice"),
        "add-on": _("it would balance with one more incident, whose day nobody knows"),
        BREAKDOWN: _("held against the parts that its own report lists"),
    }.get(total.reading, "")


def actions(item: Item) -> list[Action]:
    """Return what can be done about an item at once, the likeliest first; the rest is done on its own page."""
    return list(_actions(item))


def _actions(item: Item) -> Iterator[Action]:
    if item.kind is Waits.NEW:
        why = _("read beside the text, and it fits")
        yield Action("a", _("Accept: it is read rightly"), "confirm", item.claims, why=why, first=True)
    elif item.kind is Waits.CHANGE:
        why = _("read beside the text, and the figure did change")
        yield Action("a", _("Accept the new figure"), "confirm", item.claims[:1], why=why, first=True)
    elif item.kind is Waits.LINK:
        yield Action("a m", _("They are one: merge"), "merge", item.incidents, why=_("one and the same"), first=True)
        yield Action("x", _("They are two: keep apart"), APART, item.incidents, why=_("two different incidents"))
    elif item.kind is Waits.DISAGREEMENT:
        why = _("the decision stands")
        yield Action("a", _("The decision stands"), LEAVE, item.claims, why=why, first=True)
    if item.kind in {Waits.DISPUTE, Waits.DISAGREEMENT}:
        for standing in item.decisions:
            number = standing.decision.number
            label = _("Take back decision %(number)s (%(who)s)") % {
                "number": field.n(number),
                "who": standing.decision.who,
            }
            yield Action("u" if len(item.decisions) == 1 else "", label, "undo", words=(str(number),))
    if item.claims and item.kind is not Waits.DISAGREEMENT:
        first = item.kind in {Waits.TOTAL, Waits.CONTRADICTION, Waits.PROBLEM}
        yield Action("l", _("Leave it as it is"), LEAVE, item.claims, why=_left_why(item.kind), first=first)


def _left_why(kind: Waits) -> str:
    if kind is Waits.TOTAL:
        return _("looked at: the total counts what is not in the ledger")
    if kind is Waits.LINK:
        return _("looked at: it cannot be said yet")
    return _("looked at, and left as it is")


def headline(item: Item, held: dict[str, Incident]) -> str:
    """Say in a line what an item is about: where, else of which kind of figure."""
    if item.total:
        stated = field.figure(item.total.stated)
        return f"{field.cell(item.total.cell)} {stated}"
    named = [held[one] for one in item.incidents if one in held]
    return " / ".join(str(field.place(one)) for one in named[:2])
