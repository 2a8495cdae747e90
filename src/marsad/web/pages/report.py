"""One report: the text as it is stored with every claim marked, what was understood of each, versions and captures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from marsad.ledger.voice_names import voice_key
from marsad.model.claim import TollKind
from marsad.render.derivation_html import derivation_html
from marsad.render.html import language as spoken
from marsad.render.labels import labels
from marsad.render.marked import marked_text
from marsad.store.errors import RefusedError
from marsad.versions import versions_in
from marsad.web import asked, looks
from marsad.web.index import index
from marsad.web.roles import Role, asks
from marsad.web.templatetags import field
from marsad.web.told import Teller

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse

    from marsad.flow import Book
    from marsad.model.claim import Claim
    from marsad.model.incident import Incident
    from marsad.model.presence import Presence
    from marsad.model.reading import Reading
    from marsad.model.span import Quote
    from marsad.versions import Version
    from marsad.web.sign_in import Request

_PREFIX = "w"
"""What the anchors of this page begin with: `w-c1` in the text, `w-r1` beside it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot of a claim: its name, what was understood, the words for it, what that rests on."""

    name: str
    meaning: str
    quote: Quote | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A claim or presence statement beside the text: its number, what it states in short, its slots."""

    number: str
    kind: str
    head: str
    quote: Quote
    slots: tuple[Slot, ...]
    index: int | None = None
    incident: Incident | None = None


@asks(Role.VIEWER)
def report(request: Request, number: int) -> HttpResponse:
    """Show one report."""
    when = asked.as_of(request)
    book = asked.book(request, when)
    reading = _reading(book, number)
    looks.note(request.user.name, f"report {number}", [reading.report.id], book)  # type: ignore[union-attr]
    teller = Teller(book, field.language())
    incidents = index(book).incidents.get(reading.report.id, [])
    homes = {claim: one for one in incidents for claim in one.claims}
    cards = [
        Card(str(c.index + 1), str(c.harm), _head(c), c.quote, tuple(_slots(c, teller)), c.index, homes.get(c.id))
        for c in reading.claims
    ]
    cards += [
        Card(f"p{p.index + 1}", "presence", _("presence"), p.quote, tuple(_presence(p))) for p in reading.presences
    ]
    page = {
        "as_of": when,
        "problem": when.problem,
        "number": number,
        "reading": reading,
        "tongue": spoken(reading),
        "text": text_of(reading),
        "cards": cards,
        "incidents": incidents,
        "problems": [teller.reason(problem.sentence) for problem in reading.problems],
        "versions": _versions(book, number),
        "voice": teller.voice(book.ledger.voices.get(reading.report.id, "")),
        "reprints": _reprints(book, reading, incidents),
    }
    return render(request, "marsad/report.html", page)


@asks(Role.VIEWER)
def derivation(request: Request, number: int, claim: int) -> HttpResponse:
    """Show how one claim was read: the words with their classes, the rules, the reason of each slot."""
    from marsad.reader.derivation import explained

    reading = _reading(asked.book(request, asked.AsOf()), number)
    told = next((one for one in reading.claims if one.index + 1 == claim), None)
    if told is None:
        raise Http404(f"report {number} has no claim {claim}")
    derived = ""
    if not reading.report.cells:
        again, steps = explained(reading.report, reading.country)
        fitting = [(c, d) for c, d in zip(again.claims, steps, strict=True) if c.quote.span == told.anchored]
        same = [pair for pair in fitting if pair[0].harm == (told.read_as or told.harm)][:1]
        derived = derivation_html([c for c, _ in same], [d for _, d in same], labels(field.language()))
    page = {"number": number, "claim": told, "derived": mark_safe(derived)}  # noqa: S308 - it escapes every word
    return render(request, "marsad/derived.html" if request.htmx else "marsad/derivation.html", page)


def _reading(book: Book, number: int) -> Reading:
    found = index(book).readings.get(number)
    if found is None:
        raise Http404(f"there is no report {number}")
    return found


def _head(claim: Claim) -> str:
    return f"{field.word(claim.harm)} {field.count(claim.count)}"


def _slots(claim: Claim, teller: Teller) -> Iterator[Slot]:
    """Return what a claim states beside its count, each with its words."""
    if claim.victims or field.victims(claim):
        yield Slot(_("Victims"), field.victims(claim), claim.victims)
    kinds = list(_kinds(claim))
    if kinds:
        yield Slot(_("Kind"), field.comma().join(kinds))
    if claim.place or claim.location:
        at = claim.location
        meaning = field.located(at) if at else ""
        basis = f"{field.sentence(at.precision)} {field.reach(at)}" if at else ""
        yield Slot(_("Place"), meaning, claim.place, mark_safe(basis))  # noqa: S308 - made of our own words and figures
    for name, when in ((_("Happened"), claim.when), (_("Said"), claim.said)):
        if when:
            yield Slot(name, field.days(when), when.quote, field.word(when.basis))
    if claim.by or claim.by_party:
        yield Slot(_("By"), field.word(claim.by_party), claim.by)
    if claim.method:
        yield Slot(_("Method"), field.word(claim.method), claim.method_quote)
    if claim.source or claim.source_key:
        yield Slot(_("Source"), teller.voice(claim.source_key) if claim.source_key else "", claim.source)
    for person in claim.persons:
        yield Slot(_("Named"), str(person))


def _kinds(claim: Claim) -> Iterator[str]:
    if claim.toll is not TollKind.EVENT:
        yield field.word(claim.toll)
    if claim.part_of is not None:
        yield _("part of claim %(n)s") % {"n": field.n(claim.part_of + 1)}
    if claim.adds:
        yield _("adds to the others")
    if claim.moved_from:
        yield _("counted before as: %(harm)s") % {"harm": field.word(claim.moved_from)}
    if claim.teaser:
        yield _("headline of another article")
    if claim.hedged:
        yield pgettext("claim", "not confirmed")


def _presence(one: Presence) -> Iterator[Slot]:
    """Return what a presence statement tells, each with its words."""
    if one.actor or one.party:
        yield Slot(_("Who"), field.word(one.party), one.actor)
    if one.strength:
        yield Slot(_("Strength"), field.count(one.strength), one.strength_quote)
    if one.area_km2 is not None:
        yield Slot(_("Area"), field.n(f"{one.area_km2:g} {field.kilometres()}²"), one.area_quote)
    for bound in one.bounds:
        yield Slot(_("Bound"), "", bound)
    for besieger in one.besieged_by:
        yield Slot(_("Besieged by"), "", besieger)
    for name, when in ((_("Since"), one.since), (_("As of"), one.as_of)):
        if when:
            yield Slot(name, field.days(when), when.quote, field.word(when.basis))


def _versions(book: Book, number: int) -> list[Version]:
    try:
        return versions_in(book, str(number))
    except RefusedError:
        return []


def _reprints(book: Book, reading: Reading, incidents: list[Incident]) -> list[tuple[int, str]]:
    """Return the reports of other publishers that speak with the same voice about the same incidents."""
    voices, report = book.ledger.voices, reading.report
    voice = voices.get(report.id)
    beside = {id_ for one in incidents for id_ in one.reports} - {report.id}
    told = {id_: index(book).readings[book.numbers[id_]].report for id_ in beside}
    found = []
    for id_, other in told.items():
        another = voice_key(other.publisher or "") != voice_key(report.publisher or "")
        if voice and voices.get(id_) == voice and another:
            found.append((book.numbers[id_], other.publisher or other.name or id_))
    return sorted(found)


def text_of(reading: Reading) -> SafeString:
    """Return the text of a report with its claims marked, as its page shows it."""
    return mark_safe(marked_text(reading, _PREFIX, answering=True))  # noqa: S308 - it escapes every word
