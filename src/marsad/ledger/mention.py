"""A mention: what one report tells of one incident."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from marsad.ledger.deeds import Circumstances, circumstances
from marsad.ledger.distance import fine
from marsad.ledger.tallies import GONE, Tally, tally
from marsad.ledger.timing import AFTERMATH, Timing, timing
from marsad.ledger.whereabouts import Where, where
from marsad.model.claim import TollKind
from marsad.model.when import Days, WhenBasis

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.ledger.statement import Statement
    from marsad.model.claim import Claim, Harm
    from marsad.model.count import Interval
    from marsad.model.place import Location

Key = tuple[str, int]
"""What tells a mention from all others: its report, and the first of its claims there."""


@dataclass(frozen=True)
class Mention:
    """The statements of one report about one incident, in the order of the text."""

    statements: tuple[Statement, ...]

    @cached_property
    def key(self) -> Key:
        """An order that depends on the words alone."""
        return self.report, min(s.claim.index for s in self.statements)

    @cached_property
    def report(self) -> str:
        """The id of the report."""
        return self.statements[0].claim.report

    @property
    def arrival(self) -> int:
        """The place of its report in the order of readings."""
        return self.statements[0].arrival

    @property
    def published(self) -> Days | None:
        """When its report came out."""
        return self.statements[0].published

    @cached_property
    def days(self) -> Days | None:
        """The days on which it puts the event: those that most precisely agree, deaths of wounds left aside."""
        told = [s.claim for s in self.statements if s.claim.when and not later_news(s)]
        said = [claim.when.days for claim in told if claim.when and not _of_the_report(claim)]
        settled = settled_days(said, [claim.when.days for claim in told if claim.when and _of_the_report(claim)])
        return _not_after(settled, [s.claim.when.days for s in self.statements if s.claim.when and later_news(s)])

    @cached_property
    def day_by_report(self) -> bool:
        """Tell whether no word says the day, or only when it was said: it is then the report's and may be off."""
        told = [s.claim for s in self.statements if s.claim.when and not later_news(s)]
        return bool(told) and all(_of_the_report(claim) for claim in told)

    @cached_property
    def teaser(self) -> bool:
        """Tell whether it is a headline of another article, which the report itself says nothing of."""
        return all(s.claim.teaser for s in self.statements)

    @cached_property
    def window(self) -> Days | None:
        """The days on which the event can have been: told, or some days up to publication."""
        if self.days:
            return self.days.shift(-2).hull(self.days.shift(1)) if self.day_by_report else self.days
        last = [s.when.last for s in self.statements if s.when] or ([self.published.last] if self.published else [])
        return Days(Days.of(min(last)).shift(-AFTERMATH).first, min(last)) if last else None

    @cached_property
    def location(self) -> Location | None:
        """The most precise place on the map."""
        known = [claim.location for claim in self._placing if claim.location]
        return min(known, key=lambda place: (not fine(place), place.radius_km), default=None)

    @cached_property
    def place(self) -> str | None:
        """The words of the place, those on the map first, then the fullest."""
        told = [claim for claim in self._placing if claim.place]
        best = max(told, key=lambda c: (c.location is not None, len(c.place.text) if c.place else 0), default=None)
        return best.place.text if best and best.place else None

    @property
    def placed(self) -> bool:
        """Tell whether a person said where it was."""
        return any(s.claim.placed for s in self.statements)

    @property
    def _placing(self) -> list[Claim]:
        """The claims that tell where it was: those that a person placed, else all."""
        claims = [s.claim for s in self.statements]
        return [claim for claim in claims if claim.placed] or claims

    @cached_property
    def timing(self) -> Timing:
        """When it was, as far as two mentions are compared by that."""
        return timing(self.days, self.day_by_report, self.window, self.updates, self.rises, self.teaser)

    @cached_property
    def where(self) -> Where:
        """Where it was, as far as two mentions are compared by that."""
        return where(self.place, self.location)

    @cached_property
    def circumstances(self) -> Circumstances:
        """How it was, by whom and to whom."""
        claims = [s.claim for s in self.statements]
        return circumstances(
            frozenset(claim.method for claim in claims if claim.method is not None),
            frozenset(claim.by_party for claim in claims if claim.by_party),
            frozenset(claim.party or str(claim.side) for claim in claims),
        )

    @cached_property
    def tally(self) -> Tally:
        """The counts it gives for each harm, wholes only."""
        counts: dict[Harm, tuple[Interval, ...]] = {}
        for s in self.statements:
            if s.parent is None and not s.claim.count.vague:
                counts[s.claim.harm] = (*counts.get(s.claim.harm, ()), s.claim.count.interval)
        return tally(tuple(sorted(counts.items())), self.denies, self.updates, self.rises, self.remains)

    @cached_property
    def voices(self) -> frozenset[str]:
        """The voices that speak in it."""
        return frozenset(s.voice for s in self.statements)

    @cached_property
    def rises(self) -> bool:
        """Tell whether words say that a figure is a new one."""
        return any(s.claim.toll is TollKind.RUNNING for s in self.statements)

    @cached_property
    def denies(self) -> bool:
        """Tell whether all it says is that nobody was harmed."""
        return all(s.claim.count.high == 0 for s in self.statements)

    @cached_property
    def remains(self) -> bool:
        """Tell whether all it says, parts left aside, is who are still missing or held of those told of before."""
        wholes = [s.claim for s in self.statements if s.parent is None]
        gone = all(claim.harm in GONE for claim in wholes)
        return gone and all(claim.toll is TollKind.RUNNING for claim in wholes)

    @cached_property
    def updates(self) -> bool:
        """Tell whether it gives a new figure for something told before."""
        return self.rises or any(later_news(s) for s in self.statements)


def _of_the_report(claim: Claim) -> bool:
    """Tell whether no word says the day of a claim: it is that of the report, or that on which it was said."""
    if claim.when is None or claim.when.basis in {WhenBasis.REPORT, WhenBasis.SEEN}:
        return True
    return claim.said is not None and claim.said.days == claim.when.days


def later_news(statement: Statement) -> bool:
    """Tell whether the claim is about people who died, or were found, after the event: its day is not the event's."""
    return statement.claim.moved_from is not None or statement.adds


def _not_after(days: Days | None, later: Sequence[Days]) -> Days | None:
    """Narrow the days of an event down to those before anybody died of it, or was found."""
    last = min((one.last for one in later), default=None)
    return Days(days.first, last) if days and last and days.first <= last < days.last else days


def settled_days(stated: Sequence[Days], by_report: Sequence[Days]) -> Days | None:
    """Return the days that words state, narrowed where they are a span by those that reports only took as their own."""
    agreed = agreed_days(stated)
    if agreed is None:
        return agreed_days(by_report)
    return agreed_days([agreed, *(days for days in by_report if days.meet(agreed))]) if agreed.length > 1 else agreed


def agreed_days(days: Iterable[Days]) -> Days | None:
    """Narrow days down to what agrees: the shortest stretches first, of those what most agree with, then the earliest.

    What does not agree with those is left aside.
    """
    agreed: Days | None = None
    told = [*days]
    if told and told.count(told[0]) == len(told):
        return told[0]
    most = {one: sum(one.meet(other) is not None for other in told) for one in told}
    for stretch in sorted(told, key=lambda d: (d.length, -most[d], d.first)):
        agreed = stretch if agreed is None else agreed.meet(stretch) or agreed
    return agreed
