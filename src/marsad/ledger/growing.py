"""A ledger that grows: reports come in, and only what they touch is worked out again.

What it holds after any number of steps is what `reconcile` makes of all of them at once, for there is but one way to
make it: `reconcile` puts everything into an empty one. People's decisions bind claims of the reports that they name;
other reports never change what they bind. Where one that they name comes in later, all is worked out anew. Other
decisions than before touch the reports that they name, those that copy them, and what hangs together with these.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from marsad.ledger.assertions import breakdowns
from marsad.ledger.checks import Checks
from marsad.ledger.correct import reports_named, rule
from marsad.ledger.founding import heirs
from marsad.ledger.grouping import divided, graded, settled, unkept
from marsad.ledger.groups import Groups
from marsad.ledger.incidents import Summing, told_in_order
from marsad.ledger.mentions import mentions
from marsad.ledger.near import near_misses
from marsad.ledger.periods import periods
from marsad.ledger.problems import conflicting, impossible
from marsad.ledger.restrictions import outlived
from marsad.ledger.sums import held_as_sums
from marsad.ledger.voices import origin_voice, publication, statements
from marsad.ledger.wording import Wording
from marsad.model.claim import TollKind
from marsad.model.incident import Ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from marsad.ledger.founding import Founder
    from marsad.ledger.near import NearMiss
    from marsad.ledger.statement import Statement
    from marsad.model.decision import Decision, Standing
    from marsad.model.incident import Assertion, Incident
    from marsad.model.problem import Problem
    from marsad.model.reading import Reading


_MANY = 1_000
"""From so many reports at once on it pays to work without the collector of cycles."""


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Let the collector of cycles rest, and leave what was made out of its rounds: it stays, and holds no cycles."""
    rests = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if rests:
            gc.freeze()
            gc.enable()


@dataclass(frozen=True, slots=True)
class Change:
    """What came of new reports or decisions: incidents that go, those new or other than before; checked totals.

    `readings` are those that are new or other than before, as people left them; `untold` the totals, by claim, that
    were checked before and may be so no longer. With `anew` all was worked out again, and stands here.
    """

    readings: tuple[Reading, ...] = ()
    gone: tuple[str, ...] = ()
    incidents: tuple[Incident, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    untold: tuple[str, ...] = ()
    anew: bool = False

    def then(self, later: Change) -> Change:
        """Return what came of this and of a later one."""
        incidents = {one.id: one for one in (*self.incidents, *later.incidents)}
        for gone in later.gone:
            incidents.pop(gone, None)
        untold = {*later.untold}
        kept = (one for one in self.assertions if one.claim not in untold)
        return Change(
            tuple({one.report.id: one for one in (*self.readings, *later.readings)}.values()),
            tuple(sorted({*self.gone, *later.gone} - incidents.keys())),
            tuple(incidents.values()),
            tuple({(one.claim, one.inner): one for one in (*kept, *later.assertions)}.values()),
            tuple(dict.fromkeys((*self.untold, *later.untold))),
            self.anew or later.anew,
        )


@dataclass(slots=True)
class _Held:
    """One report in the ledger: what it says under people's decisions, and what is wrong with that alone."""

    given: Reading
    arrival: int
    said: Reading
    too_large: list[Problem] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    inner: list[Assertion] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    impossible: list[Problem] = field(default_factory=list)
    voice: str = ""


class Growing:
    """The ledger of the readings put in, under these decisions."""

    def __init__(self, decisions: Sequence[Decision] = ()) -> None:
        self._decisions = decisions
        self._named = reports_named(decisions)
        self._begin()

    def _begin(self) -> None:
        """Hold nothing."""
        self._held: dict[str, _Held] = {}
        self._wording = Wording()
        self._groups = Groups(self._wording)
        self._checks = Checks()
        self._summing = Summing()
        self._rule()

    def put(self, readings: Iterable[Reading]) -> Change:
        """Take in readings in their order; a report that is here already is passed over."""
        fresh = {reading.report.id: reading for reading in readings if reading.report.id not in self._held}
        with _without_collecting() if len(fresh) > _MANY else nullcontext():
            return self._put(fresh)

    def _put(self, fresh: Mapping[str, Reading]) -> Change:
        if not self._held or self._named.isdisjoint(fresh):
            return self._take(fresh)
        before = self._groups.incidents()
        whole = {**{key: held.given for key, held in self._held.items()}, **fresh}
        self._begin()
        change = self._take(whole)
        here = {one.id for one in change.incidents}
        return replace(change, gone=tuple(one.id for one in before if one.id not in here), anew=True)

    def decide(self, decisions: Sequence[Decision]) -> Change:
        """Let these decisions hold instead of those that held; what they do not bear on stays as it is."""
        before, heirs, was = self._standings, self._groups.heirs, set(self._named & self._held.keys())
        self._decisions, self._named = decisions, reports_named(decisions)
        said = {key: self._held[key].said for key in was | (self._named & self._held.keys())}
        self._as_read(said)
        self._rule()
        changed = {key for key, reading in said.items() if self._held[key].said != reading}
        for key in said.keys() - changed:
            self._held[key].said = said[key]
        moved = reports_named(one.decision for one in _differing(before, self._standings))
        moved |= {claim.partition(":")[0] for claim in _unlike(heirs, self._groups.heirs)}
        touched = {*changed, *self._wording.copies(changed), *moved} & self._held.keys()
        return self._say_anew(sorted(touched, key=lambda key: self._held[key].arrival), changed)

    def _take(self, fresh: Mapping[str, Reading]) -> Change:
        for reading in fresh.values():
            self._held[reading.report.id] = _Held(reading, len(self._held), reading)
        self._decide(fresh)
        told = [(held.said.report, publication(held.said)) for held in map(self._held.__getitem__, fresh)]
        return self._say_anew(dict.fromkeys((*fresh, *sorted(self._wording.put(told)))), fresh)

    def _say_anew(self, touched: Iterable[str], changed: Iterable[str]) -> Change:
        """Let reports tell anew what they tell, of which these say something else, and settle what that moves."""
        touched = list(touched)
        untold = [claim for key in touched for claim in self._checked(key)]
        inner = [assertion for report in touched for assertion in self._say(report)]
        gone, made = self._groups.settle(self._standings)
        for key in gone:
            self._checks.take_incident(key)
        for one in made:
            self._checks.put_incident(one.incident, told_in_order(one.mentions))
        checked = self._checks.settle()
        finished = self._groups.finish(made, self._standings)
        return Change(
            tuple(self._held[key].said for key in changed),
            tuple(sorted(gone - {one.id for one in finished})),
            tuple(finished),
            (*checked.values(), *inner),
            tuple(untold),
        )

    def given(self) -> list[Reading]:
        """Return the readings put in, as they were read."""
        return [held.given for held in self._held.values()]

    def readings(self) -> list[Reading]:
        """Return the readings put in, as people left them."""
        return [held.said for held in self._held.values()]

    def standings(self) -> list[Standing]:
        """Return the decisions with how each stands now, as the whole ledger has them."""
        return graded((), self._standings, self._groups.homes(self._standings))[1]

    def ledger(self) -> Ledger:
        """Return the whole ledger as it stands."""
        checks = [*self._checks]
        checked = [assertion for _, assertion, _ in checks]
        totals = {total.claim.id: total for total, _, _ in checks}
        held = self._held.values()
        home = self._groups.homes(self._standings)
        found, decided, disputed = graded(self._groups.incidents(), self._standings, home)
        incidents = self._summing.of(found, checked)
        return Ledger(
            incidents=incidents,
            assertions=(*checked, *(a for one in held for a in one.inner)),
            periods=periods(checked, totals, incidents),
            problems=(
                *self._unruled,
                *disputed,
                *unkept(decided, home),
                *(problem for one in held for problem in one.problems),
                *(problem for one in held for problem in one.too_large if problem.claims[0] in totals),
                *(problem for one in held for problem in one.impossible),
                *conflicting(incidents),
                *(problem for _, _, found in checks for problem in found),
            ),
            decisions=tuple(decided),
            voices={key: one.voice for key, one in self._held.items()},
        )

    @contextmanager
    def deciding(self, decisions: Sequence[Decision]) -> Iterator[None]:
        """Let other decisions hold for a while."""
        before = self._decisions
        try:
            self.decide(decisions)
            yield
        finally:
            self.decide(before)

    def alone(self) -> Ledger:
        """Return of the ledger that the readings make without people the incidents of which people decide."""
        named = self._named & self._held.keys()
        with self.deciding(()):
            return Ledger(incidents=tuple(self._groups.of_reports(named)))

    def near_misses(self) -> list[NearMiss]:
        """Return the pairs of incidents that may well be one, the likeliest first; none that people hold apart."""
        return near_misses(self._groups, self._standings)

    def _rule(self) -> None:
        """Bind the decisions to the claims of the reports that they name, as far as those are here."""
        named = [self._held[key] for key in sorted(self._named & self._held.keys())]
        ruled = rule([held.said for held in named], self._decisions)
        for held, said in zip(named, ruled.readings, strict=True):
            held.said = said
        self._standings, contradictory = settled(outlived(ruled.standings))
        told = {held.said.report.id: (held.arrival, held.said) for held in named}
        self._groups.heirs = heirs(self._standings, told)
        self._unruled = (*ruled.problems, *contradictory)

    def _decide(self, fresh: Iterable[str]) -> None:
        """Work out what new reports say: as they were read, their sums held as such, and as people decided."""
        for key in fresh:
            held = self._held[key]
            [held.said], held.too_large = held_as_sums([held.given])
        if not self._named.isdisjoint(fresh):
            self._rule()

    def _as_read(self, keys: Iterable[str]) -> None:
        """Let reports say what was read, their sums held as such, whatever people decided."""
        for key in keys:
            held = self._held[key]
            [held.said], held.too_large = held_as_sums([held.given])

    def _say(self, key: str) -> list[Assertion]:
        """Put what a report tells where it belongs, in place of what it told before."""
        held = self._held[key]
        for statement in held.statements:
            if statement.claim.toll is TollKind.TOTAL:
                self._checks.take_total(statement.claim.id)
        held.statements = statements(held.said, self._original(key), held.arrival)
        for statement in held.statements:
            if statement.claim.toll is TollKind.TOTAL:
                self._checks.put_total(statement)
        told = mentions(held.statements)
        self._groups.put(key, divided(told, self._standings) if key in self._named else told)
        held.inner, held.problems = breakdowns(held.statements)
        held.impossible = list(impossible(held.statements))
        held.voice = origin_voice(self._original(key))
        return held.inner

    def _checked(self, key: str) -> Iterator[str]:
        """Yield the totals of a report, by claim, that are checked as it tells them now."""
        held = self._held[key]
        yield from (s.claim.id for s in held.statements if s.claim.toll is TollKind.TOTAL)
        yield from (one.claim for one in held.inner)

    def _original(self, key: str) -> Reading:
        return self._held[self._wording.original(key)].said


def _differing(before: Sequence[Standing], now: Sequence[Standing]) -> Iterator[Standing]:
    """Yield the decisions, as they stood and as they stand, that do not stand as they did, or not in their place."""
    for was, stands in zip_longest(before, now):
        if was != stands:
            yield from filter(None, (was, stands))


def _unlike(one: Mapping[str, Founder], other: Mapping[str, Founder]) -> set[str]:
    """Return the claims that stand in for others in one of the two, and not for the same in the other."""
    return {claim for claim in one.keys() | other.keys() if one.get(claim) != other.get(claim)}
