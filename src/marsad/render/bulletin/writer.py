"""What every bulletin of a ledger writes with: its speech, its notes, the claims, and sentences on one incident."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from marsad.ledger.queries.people import People as Summed
from marsad.model.claim import Harm, TollKind
from marsad.model.count import Count
from marsad.model.incident import Cell, Verdict
from marsad.model.problem import MarsadError
from marsad.render.bulletin.draft import Bulletin, Figure, Paragraph
from marsad.render.bulletin.notes import Notes
from marsad.render.bulletin.places import at, where
from marsad.render.bulletin.speech import People, Speech, Things
from marsad.render.bulletin.tolls import Told, Way, claims_of_step, count_of, figures, told, way
from marsad.render.cited import Cited
from marsad.render.figures import short_ids

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from marsad.ledger.history import Held
    from marsad.model.claim import Claim
    from marsad.model.count import Interval
    from marsad.model.incident import Assertion, Incident, Ledger, Step, Toll
    from marsad.model.reading import Reading
    from marsad.render.bulletin.draft import Piece
    from marsad.render.bulletin.speech import Slot
    from marsad.render.charts.words import ChartWords
    from marsad.render.cited import Shelf

_REASONS = {Harm.INJURED: "died", Harm.MISSING: "found"}
_BODY = ".body"
"""The end of the names of the rules that read bodies."""
_OTHER_HARMS = (Harm.INJURED, Harm.MISSING, Harm.CAPTURED, Harm.CASUALTIES)
_MOST_NAMES = 3
_MOST_TOTALS = 10


@dataclass(frozen=True)
class Writer:
    """Writes about a ledger in one language; `at` is the time of the journal, `question` what was asked, in words."""

    shelf: Shelf
    words: ChartWords
    at: datetime | None = None
    question: str = ""

    @cached_property
    def cited(self) -> Cited:
        """The claims by their ids."""
        return Cited(self.shelf)

    @cached_property
    def speech(self) -> Speech:
        """How this bulletin speaks."""
        return Speech(self.words, self.cited.voice)

    @cached_property
    def notes(self) -> Notes:
        """The notes so far."""
        return Notes(self.cited, self.readings, self.speech)

    @property
    def readings(self) -> Sequence[Reading]:
        """The readings as people left them."""
        return self.shelf.decided or self.shelf.readings

    @property
    def ledger(self) -> Ledger:
        """The ledger."""
        return self.shelf.ledger

    @cached_property
    def short(self) -> Mapping[str, str]:
        """The short ids of incidents."""
        return short_ids(one.id for one in self.ledger.incidents)

    @cached_property
    def incidents(self) -> Mapping[str, Incident]:
        """The incidents by their ids."""
        return {one.id: one for one in self.ledger.incidents}

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """The claims by their ids."""
        return {claim.id: claim for reading in self.readings for claim in reading.claims}

    def claim(self, claim_id: str) -> Claim:
        """Return a claim."""
        return self.cited.claim(claim_id)

    # ---- figures

    def people(self, toll: Toll, kind: TollKind | None = None) -> People:
        """Return a toll as it is told, with its note."""
        return People(count_of(toll, self.claim), toll.cell, self.notes.of_toll(toll), kind)

    def stated(self, claim_id: str, cell: Cell, kind: TollKind | None = None) -> People:
        """Return what one claim states."""
        return People(self.claim(claim_id).count, cell, self.notes.of_claims([claim_id]), kind)

    def parts(self, tolls: Sequence[Toll], kind: TollKind | None = None) -> tuple[Piece, ...]:
        """Return tolls as a list."""
        return self.speech.listed([self.people(toll, kind).said(self.speech, "") for toll in tolls])

    # ---- who speaks

    def voices_of(self, incident: Incident, claims: Sequence[str]) -> list[str]:
        """Return the names of the voices of claims, as the history of the incident has them."""
        said = {step.claim: step.voice for step in incident.history}
        return list(dict.fromkeys(self.speech.voice(said.get(claim) or self._voice(claim)) for claim in claims))

    def _voice(self, claim_id: str) -> str:
        claim = self.claim(claim_id)
        return claim.source_key or self.ledger.voices.get(claim.report, claim.report)

    def names(self, voices: Sequence[str], most: int = _MOST_NAMES) -> str:
        """Return some names as a list in words."""
        return "".join(map(str, self.speech.listed([[name] for name in voices[:most]])))

    def by(self, incident: Incident, toll: Toll) -> str:
        """Say according to whom a toll stands, with the comma before it."""
        voices = self.voices_of(incident, (*toll.best_claims, *toll.low_claims))
        return self.speech.phrase("by").format(who=self.names(voices)) if voices else ""

    # ---- sentences

    def lead(self, incident: Incident) -> tuple[Piece, ...]:
        """Say what happened, where, when, with how many dead, and how their number moved."""
        found = told(incident, Harm.KILLED)
        place, day = where(incident, self.speech), self.speech.on_days(incident.when)
        if found is None:
            return self._harmed_only(incident, place, day)
        toll = found.toll
        if toll.high == 0:
            return self._unkilled("nobody", incident, place, day, self.by(incident, toll))
        moved = self.moved(incident)
        kind = TollKind.RUNNING if moved in {Way.ROSE, Way.FELL} else TollKind.EVENT
        killed = self._least_denied(incident, toll, kind)
        shown = found.rows or found.groups
        slots: dict[str, Slot] = {
            "killed": killed,
            "parts": self._including(killed, shown, kind),
            "pause": self.speech.phrase("pause") if shown else "",
            "where": place,
            "day": day,
            "sources": self.by(incident, toll),
            "killed_verb": self.speech.verb(Harm.KILLED, killed),
            "were": self.speech.verb(Harm.KILLED, killed),
            "means": self.speech.phrase(str(incident.method or ""), "means"),
            "means_of": self.speech.phrase(str(incident.method or "other"), "means_of"),
        }
        if kind is TollKind.RUNNING:
            slots["means"] = slots["means"] or self.speech.phrase("other", "means_of")
            said = self.speech.say(str(moved), **slots)
        else:
            said = self.speech.say("event" if slots["means"] else "event_no_means", **slots)
        return _begun(self._with_groups(said, found, kind))

    def _unkilled(self, key: str, incident: Incident, place: str, day: str, sources: str = "") -> tuple[Piece, ...]:
        means = self.speech.phrase(str(incident.method or ""), "means") or self.speech.phrase("other", "means_of")
        return _begun(self.speech.say(key, means=means, where=place, day=day, sources=sources))

    def _harmed_only(self, incident: Incident, place: str, day: str) -> tuple[Piece, ...]:
        """Say what happened by those who were hurt, where nobody tells of the dead."""
        tolls = self.others(incident)
        if not tolls:
            return self._unkilled("not_killed", incident, place, day)
        people, harm = self.people(tolls[0]), tolls[0].cell.harm
        means = self.speech.phrase(str(incident.method or ""), "means")
        said = self.speech.say(
            "harmed_only",
            means=means or ("" if self.words.rtl else self.speech.phrase("other", "means_of")),
            people=people,
            verb=self.speech.verb(harm, people),
            manner=self.speech.phrase(str(harm), "manner"),
            where=place,
            day=day,
            sources=self.by(incident, tolls[0]),
        )
        return _begun(said)

    def others(self, incident: Incident) -> list[Toll]:
        """Return the tolls of those hurt, missing, captured."""
        found = (told(incident, harm) for harm in _OTHER_HARMS)
        return [one.toll for one in found if one and one.toll.high]

    def harmed(self, incident: Incident) -> tuple[Piece, ...]:
        """Say how many were hurt, are missing, were captured, beyond what the lead says."""
        tolls = self.others(incident)
        return self.harms([self.people(toll) for toll in tolls[not incident.toll(Cell(Harm.KILLED)) :]])

    def _including(self, whole: People, tolls: Sequence[Toll], kind: TollKind) -> tuple[Piece, ...]:
        key = "including_two" if whole.count.high == whole.count.low == 2 else "including"
        return self.speech.say(key, who=self.parts(tolls, kind)) if tolls else ()

    def _with_groups(self, said: tuple[Piece, ...], found: Told, kind: TollKind) -> tuple[Piece, ...]:
        if not (found.rows and found.groups):
            return said
        return (*said, " ", *self.groups([self.people(toll, kind) for toll in found.groups]))

    def groups(self, people: Sequence[People]) -> tuple[Piece, ...]:
        """Say who was among the dead."""
        who = self.speech.listed([one.said(self.speech, "") for one in people])
        return self.speech.say("groups", who=who, were=self.speech.verb(Harm.KILLED, people[0]))

    def _least_denied(self, incident: Incident, toll: Toll, kind: TollKind) -> People:
        """Return a toll as it is told; one that somebody denies, by the figure of those who do not."""
        if toll.low or toll.open:
            return self.people(toll, kind)
        stating = [claim for claim in (*toll.best_claims, *toll.high_claims) if self.claim(claim).count.high != 0]
        del incident
        if not stating or len({self.claim(claim).count for claim in stating}) > 1:
            return self.people(toll, kind)
        return People(self.claim(stating[0]).count, toll.cell, self.notes.of_claims(stating), kind)

    def harms(self, counted: Sequence[People]) -> tuple[Piece, ...]:
        """Say of each harm but killing how many it befell."""
        pieces: list[Piece] = []
        for people in counted:
            harm = people.cell.harm
            verb, phrase = self.speech.verb(harm, people), self.speech.phrase(str(harm))
            begun = phrase if pieces else phrase.replace("{people}", "{people:first}")
            pieces.append(self.speech.phrase("harmed_next" if pieces else "harmed_first"))
            manner = self.speech.phrase(str(harm), "manner")
            pieces += self.speech.fill(begun, people=people, verb=verb, were=verb, manner=manner)
        return (*pieces, self.speech.phrase("stop")) if pieces else ()

    def moved(self, incident: Incident) -> Way | None:
        """Tell how the toll of all killed moved last; None where it never did."""
        steps = figures(incident, Cell(Harm.KILLED))
        return way(steps[-2].step, steps[-1].step) if len(steps) > 1 else None

    def step(self, incident: Incident, one: Held) -> People:
        """Return the figure of a step."""
        step = one.step
        note = self.notes.of_claims(claims_of_step(incident, step))
        return People(count_of(step, self.claim), step.cell, note, TollKind.RUNNING)

    def said(self, one: Held) -> tuple[Piece, ...]:
        """Say when and by whom a step was said, in parentheses, and why it rose where the words count those."""
        step = one.step
        who = self.speech.voice(step.voice)
        if step.said is None:
            said = self.speech.say("said_undated", who=who)
        else:
            said = self.speech.say("said", day=self.words.days(step.said), who=who)
        return (*said, *self._why(step))

    def _why(self, step: Step) -> tuple[Piece, ...]:
        """Say why a figure rose, where its report tells: wounded people died, missing ones or bodies were found."""
        told = [claim for claim in self._of_report(step.claim) if self._tells_why(claim, step)]
        said = [self._reason(claim) for claim in told]
        return self.speech.say("because", why=self.speech.listed(said)) if said else ()

    def _tells_why(self, claim: Claim, step: Step) -> bool:
        known = claim.moved_from in _REASONS or any(rule.endswith(_BODY) for rule in claim.rules)
        own = claim.id == step.claim and claim.adds and claim.moved_from in _REASONS
        return (
            known and claim.harm is Harm.KILLED and claim.count.high != 0 and (own or claim.quote.text in step.reason)
        )

    def _of_report(self, claim_id: str) -> list[Claim]:
        report = self.claim(claim_id).report
        return [claim for claim in self.claims.values() if claim.report == report]

    def _reason(self, claim: Claim) -> tuple[Piece, ...]:
        """Write one reason as a figure: how many died of wounds or were found, or that some did."""
        key = _REASONS.get(claim.moved_from, "found_body") if claim.moved_from else "found_body"
        words = self.speech.phrase(f"{key}_some")
        if not claim.count.vague:
            words = self.speech.phrase(key).format(n=self.speech.moved(claim.count, claim.moved_from))
        return (Figure(words, Cell(Harm.KILLED), claim.count, self.notes.of_claims([claim.id]), TollKind.EVENT),)

    # ---- totals

    def totals(self, found: Sequence[Assertion]) -> list[tuple[Piece, ...]]:
        """Say what others counted, each figure once with all who gave it."""
        alike: dict[object, list[Assertion]] = {}
        for one in sorted(found, key=lambda one: one.scope is None):
            low = (one.cell, one.stated, one.verdict, tuple(name for name, _ in one.covers))
            alike.setdefault(low, []).append(one)
        return [self._total(group) for group in alike.values()][:_MOST_TOTALS]

    def _total(self, alike: Sequence[Assertion]) -> tuple[Piece, ...]:
        """Say what somebody counted in some days, and how that compares with the incidents on record."""
        found, held = alike[0], self.incidents
        covers = [(held[name], part) for name, part in found.covers if name in held]
        parts = [(one, one.toll(found.cell), _people(part)) for one, part in covers]
        summed = Count(found.summed.low, found.summed.high)
        if not parts or (summed.low == 0 and summed.high == 0):
            return ()
        key = {Verdict.BALANCES: "balances", Verdict.SHORT: "short", Verdict.OVER: "over", Verdict.OPEN: "open"}
        claims = [one.claim for one in alike]
        claim = self.claim(claims[0])
        voices = dict.fromkeys(self.speech.voice(self._voice(one)) for one in claims)
        stated = People(claim.count, found.cell, self.notes.of_claims(claims), TollKind.TOTAL)
        said = self.speech.say(
            f"total_{key[found.verdict]}",
            who=self.names([*voices]),
            where=at(claim.location, self.speech) if claim.location else "",
            days=self.speech.on_days(found.scope),
            stated=stated,
            summed=People(summed, found.cell, self.notes.of_sum(parts, self.short), TollKind.TOTAL),
            by=self.speech.number(found.by or 0),
        )
        return _begun(said)

    # ---- the whole

    def bulletin(self, title: tuple[Piece, ...], paragraphs: Sequence[Paragraph]) -> Bulletin:
        """Put a bulletin together."""
        day = self.speech.day(self.at.date()) if self.at else "–"
        reports = Things(len(self.readings), "report")
        return Bulletin(
            language=self.words.language,
            title=Paragraph(_plain(title), heading=True),
            paragraphs=tuple(one for one in paragraphs if one.pieces),
            notes=self.notes.all,
            draft=self.speech.phrase("draft"),
            made_of=self.speech.plain("made_of", reports=reports, day=day, question=self.question).strip(),
            notes_heading=self.speech.phrase("notes"),
            also=self.speech.phrase("also"),
        )


def words_of(language: str, digits: str) -> ChartWords:
    """Return the words of a language; raises MarsadError for another one."""
    from marsad.render.charts.phrases import CATALOGUE
    from marsad.render.charts.words import ChartWords

    if language not in CATALOGUE:
        raise MarsadError(f"There is no bulletin in “{language}”; write one of: en, ar.")
    return ChartWords(language, digits)


def _begun(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Begin a sentence with a capital letter."""
    first = pieces[0]
    return (first[:1].upper() + first[1:], *pieces[1:]) if isinstance(first, str) else pieces


def _plain(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the words alone: a title has no notes."""
    return ("".join(piece.words if isinstance(piece, Figure) else piece for piece in pieces),)


def _people(interval: Interval) -> Summed:
    """Return an interval as a sum of people has it."""
    return Summed(interval.low, interval.low, interval.greatest, interval.high is None)
