"""Correct a claim of a report, or add one that the reader missed, beside the text in which words can be selected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from marsad.ledger.parties import party_keys
from marsad.ledger.slots import slot_value
from marsad.model.claim import Group, Harm, Method, Side, TollKind
from marsad.model.problem import MarsadError
from marsad.render.html import language as spoken
from marsad.web import asked
from marsad.web.pages.report import text_of
from marsad.web.roles import Role, asks
from marsad.web.templatetags import field
from marsad.web.templatetags.wishes import slot_word
from marsad.web.understanding import count_value, days_value, guessed
from marsad.web.understanding import understood as meant

if TYPE_CHECKING:
    from enum import StrEnum

    from django.utils.safestring import SafeString

    from marsad.flow import Book
    from marsad.model.claim import Claim
    from marsad.model.reading import Reading
    from marsad.web.sign_in import Request

_CHOICES: dict[str, type[StrEnum]] = {"harm": Harm, "side": Side, "group": Group, "toll": TollKind, "method": Method}
_WAYS = ("2019-04-18", "2019-04-16..2019-04-18")
_EMPTY = frozenset({"group", "method"})
_LEFT = ("place", "when", "by", "method", "said", "source")
"""The slots that a missed claim takes from the one before it."""


@dataclass(frozen=True, slots=True)
class Field:
    """A slot as a form shows it: its name, its words, its value, its choices where they are few."""

    slot: str
    label: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    words: bool = False
    """Whether words of the text can be taken for it."""

    @property
    def figures(self) -> bool:
        """Whether it holds figures alone, which run left to right."""
        return self.slot in {"count", "when", "said"}

    @property
    def keyed(self) -> bool:
        """Whether it holds the key of a party."""
        return self.slot in {"party", "by"}


@asks(Role.RECORDER)
def correct(request: Request, number: int) -> HttpResponse:
    """Show the form for a claim (`claim`, its number), or for a missed one (`quote` and `start`, or neither)."""
    book = asked.book(request, asked.AsOf())
    reading = _reading(book, number)
    index = request.GET.get("claim", "")
    claim = next((one for one in reading.claims if str(one.index + 1) == index), None)
    if index and claim is None:
        raise Http404(f"report {number} has no claim {index}")
    quote, start = _selected(request, reading)
    shown = claim or guessed(reading, quote)
    page = {
        "number": number,
        "reading": reading,
        "tongue": spoken(reading),
        "text": text_of(reading),
        "claim": claim,
        "quote": quote,
        "start": start,
        "fields": fields(shown, adding=claim is None),
        "wholes": [one for one in reading.claims if claim is None or (one is not claim and one.harm is claim.harm)],
        "whole": _whole(claim, reading),
        "parties": sorted(party_keys()),
        "seen": book.seen,
        "next": request.GET.get("next") or reverse("report", args=[number]),
        "problem": "" if not quote or start >= 0 else _("These words do not stand in the text."),
    }
    return render(request, "marsad/correct_form.html" if request.htmx else "marsad/correct.html", page)


@asks(Role.RECORDER)
def understood(request: Request, number: int) -> JsonResponse:
    """Say what words of a report (`words`) mean for a `slot`, as the form writes it."""
    reading = _reading(asked.book(request, asked.AsOf()), number)
    slot, words = request.GET.get("slot", ""), request.GET.get("words", "")[:500]
    return JsonResponse({"value": meant(reading, slot, words)})


def fields(claim: Claim | None, *, adding: bool) -> list[Field]:
    """Return the slots of a claim as form fields; of a missed one those that it does not take from the one before."""
    value = _values(claim)
    value |= dict.fromkeys(_LEFT, "") if adding else {}
    day, people = _days_hint(), _("27, 6+ (at least 6), or 5-7")
    left = _("as in the claim before it") if adding else ""
    return [
        *([_field("quote", value, words=True)] if claim and not adding else []),
        _field("count", value, hint=people, words=True),
        _field("harm", value),
        _field("side", value),
        _field("party", value, hint=_("a key or a name; it makes them combatants"), words=True),
        _field("group", value),
        _field("place", value, hint=left, words=True),
        _field("when", value, hint=left or day, words=True),
        _field("by", value, hint=left, words=True),
        _field("method", value),
        _field("toll", value),
        _field("said", value, hint=left or day),
        _field("source", value, hint=left, words=True),
    ]


def _days_hint() -> SafeString:
    """Write how days are written, each way on one line and left to right."""
    one, several = (format_html('<bdi class="figure" dir="ltr">{}</bdi>', way) for way in _WAYS)
    return format_html(_("{}, or {}"), one, several)


def _field(slot: str, value: dict[str, str], hint: str = "", *, words: bool = False) -> Field:
    return Field(slot, slot_word(slot), value[slot], _choices(slot) if slot in _CHOICES else (), hint, words)


def _values(claim: Claim | None) -> dict[str, str]:
    if claim is None:
        return dict.fromkeys(("count", "party", "group", "place", "when", "by", "method", "said", "source"), "") | {
            "harm": str(Harm.KILLED),
            "side": str(Side.UNKNOWN),
            "toll": str(TollKind.EVENT),
        }
    named = ("harm", "side", "party", "group", "method", "toll", "place")
    kept = {slot: slot_value(claim, slot) for slot in named} | {
        "by": slot_value(claim, "by_party"),
        "source": slot_value(claim, "source_key"),
    }
    return {slot: "" if value == "null" else value for slot, value in kept.items()} | {
        "count": count_value(claim.count),
        "when": days_value(claim.when.days) if claim.when else "",
        "said": days_value(claim.said.days) if claim.said else "",
        "quote": claim.quote.text,
    }


def _choices(slot: str) -> tuple[tuple[str, str], ...]:
    empty = (("", "–"),) if slot in _EMPTY else ()
    return (*empty, *((str(one), field.word(one)) for one in _CHOICES[slot]))


def _selected(request: Request, reading: Reading) -> tuple[str, int]:
    """Return the words selected and where they stand: there, else where they stand nearest; -1 where they do not."""
    text, quote = reading.report.text, request.GET.get("quote", "").strip("\r\n")[:2_000]
    said = request.GET.get("start", "")
    start = int(said) if said.isascii() and said.isdecimal() else 0
    if not quote:
        return "", -1
    places, at = [], text.find(quote)
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    return quote, min(places, key=lambda place: abs(place - start), default=-1)


def _whole(claim: Claim | None, reading: Reading) -> Claim | None:
    return next((one for one in reading.claims if claim and one.index == claim.part_of), None)


def _reading(book: Book, number: int) -> Reading:
    try:
        id_ = book.desk.report(str(number)).id
    except MarsadError as error:
        raise Http404(str(error)) from error
    return next(reading for reading in book.decided if reading.report.id == id_)
