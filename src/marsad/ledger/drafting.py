"""Draft a person's decision from the names of claims and incidents, and refuse with a sentence what cannot be one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from marsad.ledger.correct import FROM
from marsad.ledger.decided import DECISION
from marsad.ledger.founding import Founder, left_behind
from marsad.ledger.grouping import GRADE
from marsad.ledger.persons import person_values
from marsad.ledger.requoting import QUOTE, moves_words, pinned, stretch
from marsad.ledger.slots import DAYS, NOTHING, SLOTS, corrections
from marsad.model.claim import Claim, TollKind
from marsad.model.decision import Decision, DecisionKind, Seen, State
from marsad.model.incident import GRADES, Incident
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from marsad.model.incident import Ledger
    from marsad.model.reading import Reading
    from marsad.model.report import Report

_MARK = re.compile(r"(\d+)\.(\d+)")
_Draft = tuple[list[Claim], tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Pen:
    """Who decides, why, and at what time."""

    who: str
    why: str
    at: datetime


@dataclass(frozen=True)
class Desk:
    """A ledger with its readings as people left them, and the numbers by which a recorder knows the reports."""

    ledger: Ledger
    readings: Sequence[Reading]
    numbers: Mapping[str, int]

    def incident(self, name: str) -> Incident:
        """Return the incident whose id begins so; raises MarsadError where none or several do."""
        found = [one for one in self.ledger.incidents if one.id.startswith(name) or name in one.aliases]
        exact = [one for one in found if one.id == name or name in one.aliases]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if found:
            raise MarsadError(f"{len(found)} incidents begin with “{name}”; write more of the id.")
        for seen, number in self._retracted():
            if Founder(0, 0, seen.id).incident.startswith(name):
                undo = f"`marsad decide undo {number}` brings it back"
                raise MarsadError(
                    f"Nothing is left of “{name}”: its claims are retracted, the first by decision {number}; {undo}."
                )
        raise MarsadError(f"No incident begins with “{name}”; `marsad ledger` lists them.")

    def report(self, name: str) -> Report:
        """Return the report of a number, or whose id begins so; raises MarsadError where none or several do."""
        if name.isdecimal():
            id_ = self._by_number.get(name)
            found = [self.reports[id_]] if id_ in self.reports else []
        else:
            found = [report for id_, report in self.reports.items() if id_.startswith(name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise MarsadError(f"{len(found)} reports begin with “{name}”; write more of the id. Nothing was changed.")
        raise MarsadError(
            f"No report is called “{name}”; `marsad show INCIDENT` lists marks like 2.1. Nothing was changed."
        )

    def text(self, claim: Claim) -> str:
        """Return the text of the report that a claim stands in."""
        return next(reading.report.text for reading in self.readings if reading.report.id == claim.report)

    def claim(self, name: str) -> Claim:
        """Return the claim of an id, of its beginning, or of a mark like 2.1; raises MarsadError."""
        if name in self.claims:
            return self.claims[name]
        found = self._called(name, self.claims.values())
        if len(found) == 1:
            return found[0]
        if found:
            raise MarsadError(f"{len(found)} claims begin with “{name}”; write more of the id.")
        for claim, number in self._retracted():
            if self._called(name, [claim]):
                undo = f"`marsad decide undo {number}` brings it back"
                raise MarsadError(f"The claim “{name}” is retracted, by decision {number}; {undo}.")
        raise MarsadError(f"No claim is called “{name}”; `marsad show INCIDENT` lists the claims with their marks.")

    def _retracted(self) -> Iterator[tuple[Claim, int]]:
        """Yield the claims that people retracted, each with the number of the decision."""
        for decision in (s.decision for s in self.ledger.decisions if s.holds):
            if decision.kind is DecisionKind.RETRACT:
                yield from ((seen.claim, decision.number) for seen in decision.saw)

    def _called(self, name: str, claims: Iterable[Claim]) -> list[Claim]:
        """Return the claims of this mark, or whose ids begin so."""
        mark = _MARK.fullmatch(name)
        if not mark:
            return [claim for claim in claims if claim.id.startswith(name)]
        place = tuple(map(int, mark.groups()))
        return [claim for claim in claims if (self.numbers.get(claim.report), claim.index + 1) == place]

    def named(self, name: str) -> Incident | Claim:
        """Return the incident or the claim of a name; only ids of incidents begin with an i."""
        return self.incident(name) if name.startswith("i") else self.claim(name)

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports by id."""
        return {reading.report.id: reading.report for reading in self.readings}

    @cached_property
    def _by_number(self) -> dict[str, str]:
        """The ids of the reports by their numbers."""
        return {str(number): id_ for id_, number in self.numbers.items()}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """All claims by id."""
        return {claim.id: claim for reading in self.readings for claim in reading.claims}

    @cached_property
    def home(self) -> dict[str, Incident]:
        """The incident of each claim."""
        return {claim: one for one in self.ledger.incidents for claim in one.claims}

    @cached_property
    def told(self) -> dict[str, dict[int, Claim]]:
        """The claims of each report by index."""
        return {reading.report.id: {c.index: c for c in reading.claims} for reading in self.readings}

    def seen(self, claim: Claim) -> Seen:
        """Return a claim with the id of its whole; persons named in it are kept only where they are named."""
        whole = None if claim.part_of is None else self.told[claim.report].get(claim.part_of)
        return Seen(replace(claim, persons=()), whole.id if whole else None)


def draft(kind: DecisionKind, names: Sequence[str], desk: Desk, pen: Pen, words: Sequence[str] = ()) -> Decision:
    """Draft a decision on what is named; `words` are corrections (`slot=value`), a grade, or a decision's number.

    Raises MarsadError with a sentence where it cannot be one.
    """
    pen = signed(pen)
    claims, value = _DRAFTS[kind](names, desk, words)
    dated(value, pen)
    return Decision(
        kind=kind,
        anchors=tuple(dict.fromkeys(claim.id for claim in claims)),
        who=pen.who,
        why=pen.why,
        at=pen.at,
        value=value,
        saw=tuple(map(desk.seen, dict.fromkeys(claims))),
    )


def signed(pen: Pen) -> Pen:
    """Return who decides and why, without blanks around; raises MarsadError where one is not said."""
    for what, said in (("who decides: --by NAME, or set MARSAD_WHO", pen.who), ("why: --why WORDS", pen.why)):
        if not said.strip():
            raise MarsadError(f"A decision says {what}. Nothing was recorded.")
    return Pen(pen.who.strip(), pen.why.strip(), pen.at)


def dated(value: Sequence[tuple[str, str]], pen: Pen) -> None:
    """Raise MarsadError where a correction sets a day that is yet to come; a day more is left between two clocks."""
    for slot, said in value:
        if slot in DAYS and said != NOTHING and said[:10] > f"{pen.at + timedelta(1):%Y-%m-%d}":
            raise MarsadError(f"{slot}={said} is yet to come. Nothing was recorded.")


def _all_claims(names: Sequence[str], desk: Desk, _words: Sequence[str]) -> _Draft:
    """Take claims, and all claims of incidents."""
    claims: list[Claim] = []
    for named in map(desk.named, _some(names)):
        claims += [named] if isinstance(named, Claim) else [desk.claims[c] for c in named.claims]
    return claims, ()


def _retract(names: Sequence[str], desk: Desk, words: Sequence[str]) -> _Draft:
    """Take claims away; of incidents that lose their founding claim, note what is left: their ids go on with it."""
    claims, _ = _all_claims(names, desk, words)
    out = {claim.id for claim in claims}
    value: tuple[tuple[str, str], ...] = ()
    for home in {desk.home[claim].id: desk.home[claim] for claim in out & desk.home.keys()}.values():
        if home.claims[0] in out:
            value += left_behind(home.claims[0], [claim for claim in home.claims if claim not in out])
    return claims, tuple(sorted(value))


def _correct(names: Sequence[str], desk: Desk, words: Sequence[str]) -> _Draft:
    if not words:
        raise MarsadError(f"What is to be corrected? Write slot=value; the slots are {', '.join(SLOTS)}.")
    value: list[tuple[str, str]] = []
    for piece in words:
        slot, sign, said = piece.partition("=")
        if not sign:
            raise MarsadError(f"“{piece}” is no correction. Write slot=value, like count=27 or party=isis.")
        slot = slot.strip().lower()
        new = sets(slot, said)
        if {key for key, _ in new} & {key for key, _ in value}:
            raise MarsadError(f"“{piece}” sets a slot that is set before; give each slot one value.")
        value += new
    claims = [_one_claim(name, desk) for name in _some(names)]
    if len(claims) == 1:
        return claims, pinned(claims[0], tuple(value), desk.text(claims[0]))
    if any(moves_words(slot) or slot == QUOTE for slot, _ in value):
        raise MarsadError("Words stand in one place of one report; name one claim to correct by them.")
    return claims, tuple(value)


def sets(slot: str, said: str) -> tuple[tuple[str, str], ...]:
    """Return what a slot, its words (`place-at`) or the claim's own (`quote`) are set to; raises MarsadError."""
    if slot == QUOTE:
        return ((QUOTE, said.strip()),)
    return stretch(slot, said) if moves_words(slot) else corrections(slot, said)


def _person(names: Sequence[str], desk: Desk, words: Sequence[str]) -> _Draft:
    claim = _one_claim(_some(names)[0], desk)
    said = {slot: words for slot, _, words in (piece.partition("=") for piece in words)}
    return [claim], person_values(claim, desk.text(claim), said)


def _founders(names: Sequence[str], desk: Desk, _words: Sequence[str]) -> _Draft:
    """Take a claim for itself and the founding claim for an incident; they must be two at least."""
    claims = [_founder(name, desk) for name in names]
    if len({claim.id for claim in claims}) < 2:
        raise MarsadError("Name two or more that are one incident.")
    return claims, ()


def _merge(names: Sequence[str], desk: Desk, words: Sequence[str]) -> _Draft:
    """Take all that the incidents of these names tell, parts with their wholes: what was together stays together."""
    claims, value = _founders(names, desk, words)
    homes = {desk.home[claim.id].id: desk.home[claim.id] for claim in claims}
    if len(homes) < 2:
        raise MarsadError(f"These are one incident already, {next(iter(homes))}.")
    return [claim for home in homes.values() for claim in wholes(home, desk)], value


def wholes(home: Incident, desk: Desk) -> list[Claim]:
    """Return the claims of an incident that are no parts of others in it."""
    here = set(home.claims)
    return [claim for claim in map(desk.claims.__getitem__, home.claims) if desk.seen(claim).whole not in here]


def _part(names: Sequence[str], desk: Desk, _words: Sequence[str]) -> _Draft:
    if len(names) != 2:
        raise MarsadError("Name two claims: the part, then the whole that it is counted in.")
    part, whole = (_one_claim(name, desk) for name in names)
    if part.report != whole.report:
        raise MarsadError("The two claims stand in different reports; only a report's own claims are parts of another.")
    if part.harm is not whole.harm:
        raise MarsadError(f"A part has the harm of its whole; {part.harm} is no part of {whole.harm}.")
    told = desk.told[part.report]
    at, above = whole, [whole.index]
    while at.part_of in told and at.part_of not in above:
        at = told[at.part_of]
        above.append(at.index)
    if part.index in above:
        raise MarsadError("The whole is itself counted in that part; a claim cannot be part of itself.")
    return [part, whole], ()


def _split(names: Sequence[str], desk: Desk, _words: Sequence[str]) -> _Draft:
    claims = [_placed(_one_claim(name, desk), desk) for name in _some(names)]
    homes = {desk.home[claim.id].id: desk.home[claim.id] for claim in claims}
    if len(homes) > 1:
        raise MarsadError(f"These claims stand in {len(homes)} incidents ({', '.join(homes)}); split one at a time.")
    [home] = homes.values()
    out = {claim.id for claim in claims}
    wholes = {c: desk.seen(desk.claims[c]).whole for c in home.claims}
    while more := {c for c, whole in wholes.items() if whole in out} - out:  # parts go with their wholes
        out |= more
    left = [claim for claim in home.claims if claim not in out]
    if not left:
        raise MarsadError(f"These are all the claims of {home.id}; nothing would be left to set them apart from.")
    return claims, tuple((FROM, claim) for claim in left)


def _grade(names: Sequence[str], desk: Desk, words: Sequence[str]) -> _Draft:
    if len(names) != 1:
        raise MarsadError("Name one incident to grade.")
    grade = "".join(words).lower()
    if grade not in GRADES:
        raise MarsadError(f"“{' '.join(words)}” is no grade. Write one of: {', '.join(GRADES)}.")
    home = desk.home[_founder(names[0], desk).id]
    first_told = {claim.partition(":")[0]: claim for claim in reversed(home.claims)}
    ordered = [claim for claim in home.claims if claim in first_told.values()]
    return [desk.claims[claim] for claim in ordered], ((GRADE, grade),)


def _undo(names: Sequence[str], desk: Desk, words: Sequence[str]) -> _Draft:
    if names or len(words) != 1 or not words[0].isdecimal():
        raise MarsadError("Name the number of one decision; `marsad decisions` lists them.")
    number = int(words[0])
    standing = next((s for s in desk.ledger.decisions if s.decision.number == number), None)
    if standing is None:
        raise MarsadError(f"There is no decision {number}; `marsad decisions` lists them.")
    if standing.state is State.UNDONE:
        raise MarsadError(f"Decision {number} is undone already, by {standing.by}.")
    return [], ((DECISION, str(number)),)


def _some(names: Sequence[str]) -> Sequence[str]:
    if not names:
        raise MarsadError("Name the claims that you decide on; `marsad show INCIDENT` lists them with their marks.")
    return names


def _one_claim(name: str, desk: Desk) -> Claim:
    named = desk.named(name)
    if isinstance(named, Incident):
        raise MarsadError(f"{named.id} is an incident; name one of its claims, `marsad show {named.id}` lists them.")
    return named


def _founder(name: str, desk: Desk) -> Claim:
    named = desk.named(name)
    return desk.claims[named.claims[0]] if isinstance(named, Incident) else _placed(named, desk)


def _placed(claim: Claim, desk: Desk) -> Claim:
    """Return a claim that stands in an incident."""
    if claim.id not in desk.home:
        what = "a total over several incidents" if claim.toll is TollKind.TOTAL else "retracted"
        raise MarsadError(f"“{claim.quote.text}” is {what} and stands in no incident.")
    return claim


_DRAFTS: dict[DecisionKind, Callable[[Sequence[str], Desk, Sequence[str]], _Draft]] = {
    DecisionKind.CONFIRM: _all_claims,
    DecisionKind.RETRACT: _retract,
    DecisionKind.NOTE: _all_claims,
    DecisionKind.CORRECT: _correct,
    DecisionKind.LINK: _founders,
    DecisionKind.PERSON: _person,
    DecisionKind.MERGE: _merge,
    DecisionKind.PART: _part,
    DecisionKind.SPLIT: _split,
    DecisionKind.GRADE: _grade,
    DecisionKind.UNDO: _undo,
}
