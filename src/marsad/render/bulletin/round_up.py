"""The bulletin of a day, a period or a governorate: what its incidents add up to, each incident, tolls that moved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad.ledger.queries.people import People as Summed
from marsad.ledger.queries.sums import by_party, party_sum, sum_of
from marsad.ledger.selection import DIRECT
from marsad.model.claim import Group, Harm, TollKind
from marsad.model.count import Count
from marsad.model.incident import Cell
from marsad.model.when import Days
from marsad.render.bulletin.draft import Paragraph
from marsad.render.bulletin.incident import moves
from marsad.render.bulletin.places import area_name
from marsad.render.bulletin.speech import People, Things
from marsad.render.bulletin.tolls import figures, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.ledger.queries.sums import Sum
    from marsad.ledger.selection import Chosen, Selection
    from marsad.model.incident import Assertion, Incident, Toll
    from marsad.render.bulletin.draft import Bulletin, Piece
    from marsad.render.bulletin.writer import Writer

KILLED = Cell(Harm.KILLED)
MOST = 60
"""So many incidents are told one by one."""


def round_up(selection: Selection, writer: Writer, most: int = MOST) -> Bulletin:
    """Write the bulletin of a selection."""
    made = _RoundUp(selection, writer, most)
    return writer.bulletin(made.title(), [*made.paragraphs()])


@dataclass(frozen=True)
class _RoundUp:
    """One round-up being written."""

    selection: Selection
    writer: Writer
    most: int

    def title(self) -> tuple[Piece, ...]:
        """Return the title: of which days, where."""
        speech, first, last = self.writer.speech, self.selection.first, self.selection.last
        if not (first and last):
            return speech.say("title_all", days=self._days(), where=self._where())
        days = Days(first, last)
        key = "title_day" if first == last else "title_period" if speech.is_whole(days) else "title_days"
        return speech.say(key, days=speech.words.days(days), where=self._where())

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield all that is told."""
        speech, writer = self.writer.speech, self.writer
        weighed = self.selection.weigh(writer.ledger.incidents)
        chosen = [one for one in weighed if one.sure or one.likely]
        told_one_by_one = sorted((c.incident for c in chosen), key=self._deadliest)
        yield Paragraph(self._sum(chosen))
        yield Paragraph(self._harmed(chosen))
        yield Paragraph(self._left_aside(chosen, len(weighed) - len(chosen)))
        if told_one_by_one:
            yield Paragraph((speech.phrase("incidents_heading"),), heading=True)
        for one in told_one_by_one[: self.most]:
            yield Paragraph(_spaced(writer.lead(one), writer.harmed(one)), incident=one.id)
        if len(told_one_by_one) > self.most:
            more = Things(len(told_one_by_one) - self.most, "incident")
            yield Paragraph(speech.say("more_incidents", n=more))
        yield from self._headed("moved_heading", self._moved({one.id for one in told_one_by_one}))
        yield from self._headed("totals_heading", self._totals())

    def _headed(self, key: str, paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
        found = [one for one in paragraphs if one.pieces]
        if found:
            yield Paragraph((self.writer.speech.phrase(key),), heading=True)
            yield from found

    # ---- the sum

    def _sum(self, chosen: Sequence[Chosen]) -> tuple[Piece, ...]:
        speech, _writer = self.writer.speech, self.writer
        found = sum_of(chosen, KILLED)
        people, where, days = found.counted, self._where(), self._days()
        if not chosen:
            return speech.say("nothing", where=where, days=days)
        if not people.high:
            return speech.say("sum_none", where=where, days=days)
        rows, untold = self._rows(chosen)
        alone = len(rows) == 1 and not untold and rows[0].counted == people
        killed = self._people(rows[0] if alone else found, people)
        said = speech.say(
            "sum",
            killed=killed,
            killed_verb=speech.verb(Harm.KILLED, killed),
            were=speech.verb(Harm.KILLED, killed),
            incidents=Things(len(found.sure) + len(found.perhaps), "incident"),
            where=where,
            days=days,
            parts=() if alone else self._sides(rows, at_least=untold),
        )
        if not people.open and people.low < people.high:
            best = People(Count(people.best, people.best), KILLED, killed.note, TollKind.TOTAL)
            said = _spaced(said, speech.say("sum_best", best=best))
        return _spaced(said, self._groups(chosen))

    def _people(self, found: Sum, people: Summed, *, at_least: bool = False) -> People:
        """Return a sum with the note that says of which incidents it is made."""
        held = self.writer.incidents
        parts = [(held[name], held[name].toll(found.cell), part) for name, part in (*found.sure, *found.perhaps)]
        note = self.writer.notes.of_sum([part for part in parts if part[2].high], self.writer.short)
        open_top = at_least or people.open
        count = Count(people.low, None) if open_top and people.low else Count(people.low, people.high)
        return People(count, found.cell, note, TollKind.TOTAL)

    def _rows(self, chosen: Sequence[Chosen]) -> tuple[list[Sum], bool]:
        """Return how many were civilians and of which party, and whether some incidents do not tell."""
        *rows, rest = by_party(chosen, KILLED)
        shown = sorted((row for row in rows if row.counted.low), key=lambda row: -row.counted.best)
        return shown, bool(rest.counted.high)

    def _sides(self, rows: Sequence[Sum], *, at_least: bool) -> tuple[Piece, ...]:
        parts = [self._people(row, row.counted, at_least=at_least).said(self.writer.speech, "") for row in rows]
        return self.writer.speech.say("including_more", who=self.writer.speech.listed(parts)) if parts else ()

    def _groups(self, chosen: Sequence[Chosen]) -> tuple[Piece, ...]:
        """Say how many at least were children, women, officers: where a report does not tell, nobody knows."""
        parts: list[People] = []
        for group in Group:
            tolls = [(one.incident, toll) for one in chosen if one.sure for toll in _of_group(one.incident, group)]
            low = sum(toll.low for _, toll in tolls)
            if low:
                terms = [(incident, toll, _summed(toll)) for incident, toll in tolls if toll.high]
                note = self.writer.notes.of_sum(terms, self.writer.short)
                people = People(Count(low, None), replace(KILLED, group=group), note, TollKind.TOTAL)
                parts.append(people)
        return self.writer.groups(parts) if parts else ()

    def _harmed(self, chosen: Sequence[Chosen]) -> tuple[Piece, ...]:
        """Say how many at least were hurt, are missing, were captured, by the incidents that tell."""
        tolls = []
        for harm in (Harm.INJURED, Harm.MISSING, Harm.CAPTURED, Harm.CASUALTIES):
            found = party_sum(chosen, Cell(harm))
            if found.counted.low:
                stating = len(found.sure) + len(found.perhaps)
                tolls.append(self._people(found, found.counted, at_least=stating < len(chosen)))
        return self.writer.harms(tolls)

    def _left_aside(self, chosen: Sequence[Chosen], unlikely: int) -> tuple[Piece, ...]:
        """Say what the sum leaves out, or may hold too much."""
        speech = self.writer.speech
        outside = [one for one in chosen if not one.sure]
        silent = [one for one in chosen if one.incident.toll(KILLED) is None]
        left = self.selection.left_out(self.writer.ledger.incidents)
        said: tuple[Piece, ...] = ()
        if outside:
            said = _spaced(said, speech.say("perhaps", n=Things(len(outside), "incident")))
        if silent:
            said = _spaced(said, speech.say("silent", n=Things(len(silent), "incident")))
        if unlikely:
            said = _spaced(said, speech.say("outside", n=Things(unlikely, "incident")))
        return _spaced(said, speech.say("left_out", n=Things(left, "incident"))) if left else said

    # ---- what moved, what others count

    def _moved(self, chosen: set[str]) -> Iterator[Paragraph]:
        """Tell of incidents of other days whose toll moved in these."""
        first, last = self.selection.first, self.selection.last
        if not first or not last:
            return
        days = Days(first, last)
        elsewhere = replace(self.selection, first=None, last=None, conflict=self.selection.conflict or DIRECT)
        for one in elsewhere.choose(self.writer.ledger.incidents):
            steps = figures(one, KILLED)
            now = steps[-1].first if len(steps) > 1 else None
            if one.id not in chosen and now and days.meet(Days.of(now)):
                yield Paragraph(_spaced(self.writer.lead(one), moves(one, self.writer)), incident=one.id)

    def _totals(self) -> Iterator[Paragraph]:
        found = [one for one in self.writer.ledger.assertions if not one.inner and self._meant(one)]
        yield from map(Paragraph, self.writer.totals(found))

    def _meant(self, total: Assertion) -> bool:
        """Tell whether a total is about the days and the place."""
        claim = self.writer.claim(total.claim)
        here = self.selection.holds(claim.location, claim.place.text if claim.place else None)
        return here and total.scope is not None and self.selection.holds_days(total.scope)

    # ---- words

    def _where(self) -> str:
        asked, speech = self.selection, self.writer.speech
        party = speech.phrase("involving").format(who=speech.party_named(asked.party)) if asked.party else ""
        place = speech.phrase("in").format(place=area_name(asked.place, speech)) if asked.place else ""
        return party + place

    def _days(self) -> str:
        """Write the days, with their preposition and a space before it."""
        speech, first, last = self.writer.speech, self.selection.first, self.selection.last
        if first and last:
            return speech.on_days(Days(first, last))
        if first:
            return speech.phrase("since").format(day=speech.day(first))
        return speech.phrase("until").format(day=speech.day(last)) if last else ""

    def _deadliest(self, incident: Incident) -> tuple[int, str]:
        toll = incident.toll(KILLED)
        return -(toll.best if toll else 0), incident.id


def _of_group(incident: Incident, group: Group) -> list[Toll]:
    found = told(incident, Harm.KILLED)
    tolls = (found.toll, *found.groups) if found else ()
    return [toll for toll in tolls if toll.cell.group is group]


def _summed(toll: Toll) -> Summed:
    return Summed(toll.low, toll.best, toll.high, toll.open)


def _spaced(one: tuple[Piece, ...], other: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Put a sentence behind another."""
    return (*one, " ", *other) if one and other else one or other
