"""Split what one report tells into mentions: one for each incident it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.deeds import families
from marsad.ledger.distance import beside, fine, holds, is_list, km, reach, same_entry
from marsad.ledger.mention import Mention, later_news
from marsad.ledger.parties import allied, party_chain
from marsad.ledger.place_words import likeness
from marsad.ledger.sayings import same_sentence
from marsad.ledger.timing import AFTERMATH
from marsad.model.claim import Harm, Method, TollKind
from marsad.model.when import WhenBasis

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.ledger.statement import Statement
    from marsad.model.place import Location


UNSAID = 1
"""Days between what a report dates and what it only tells on its own day, within which both may be one incident."""


def mentions(statements: Iterable[Statement]) -> list[Mention]:
    """Group the statements of one report into mentions; totals tell of no incident and are left out."""
    return _split([s for s in statements if s.claim.toll is not TollKind.TOTAL])


def _split(told: Sequence[Statement]) -> list[Mention]:
    """Put each whole with the mention before it that it can belong to, the best first; parts follow their wholes."""
    groups: list[list[Statement]] = []
    home: dict[int, list[Statement]] = {}
    for statement in sorted(told, key=lambda s: (_depth(s, told), s.claim.quote.start)):
        parent = statement.parent.index if statement.parent else None
        group = home.get(parent) if parent is not None else None
        group = group if group is not None else _nearest(statement, groups)
        if group is None:
            group = []
            groups.append(group)
        group.append(statement)
        home[statement.claim.index] = group
    return [Mention(tuple(sorted(g, key=lambda s: s.claim.index))) for g in groups]


def _depth(statement: Statement, told: Sequence[Statement]) -> int:
    """How many wholes of this report stand above it; a cycle ends where it closes."""
    parents = {s.claim.index: s.parent.index for s in told if s.parent}
    seen: set[int] = set()
    at: int | None = statement.claim.index
    while at in parents and at not in seen:
        seen.add(at)
        at = parents[at]
    return len(seen)


def _nearest(statement: Statement, groups: list[list[Statement]]) -> list[Statement] | None:
    best, score = None, 0.0
    for group in groups:
        fits = [_fit(statement, other) for other in group]
        fit = max((f for f in fits if f is not None), default=0.0)
        if None not in fits and fit > 0 and fit >= score:
            best, score = group, fit
    return best


def _fit(one: Statement, other: Statement) -> float | None:
    """How well two statements of one report go together; None, they cannot tell of the same incident."""
    if (one.claim.teaser or other.claim.teaser) and not _one_headline(one, other):
        return None
    if not (_days_fit(one, other) and _means_fit(one, other) and _doer_fit(one, other)):
        return None
    if (_stray(one) or _stray(other)) and not _same_figure(one, other):
        return None
    return _place_fit(one, other)


def _one_headline(one: Statement, other: Statement) -> bool:
    """Tell whether two claims stand in one headline of another article, or in two of the same words."""
    a, b = one.claim, other.claim
    return a.teaser and b.teaser and (same_sentence(one, other) or a.quote.text == b.quote.text)


def _stray(statement: Statement) -> bool:
    """Tell whether a claim says neither where nor when, as in a list of other headlines: it may be of anything."""
    claim = statement.claim
    return claim.place is None and claim.when is None and statement.parent is None and not later_news(statement)


def _same_figure(one: Statement, other: Statement) -> bool:
    return one.claim.harm is other.claim.harm and _counts_agree(one, other)


def _place_fit(one: Statement, other: Statement) -> float | None:
    """Compare the places two statements name: None, they cannot be one; the more, the surer."""
    a, b = one.claim.place, other.claim.place
    if a and b and a.text == b.text:
        return 3.0
    here, there = one.claim.location, other.claim.location
    if here and there:
        if same_entry(here, there):
            return 3.0
        if fine(here) != fine(there) or holds(here, there):
            return _around(one, other)
        return 2.0 if _near(here, there) and not _other_names(one, other) else None
    if (here and a and b and not fine(here)) or (there and a and b and not fine(there)):
        return _around(one, other)
    like = likeness(a.text, b.text) if a and b else None
    return 1.0 if like is None else 2.0 * like if like >= 0.5 else None


def _around(one: Statement, other: Statement) -> float | None:
    """Tell how well the wider place of a headline holds the narrower one of the text: not without counts that agree."""
    here, there = one.claim.location, other.claim.location
    if here and there and km(here, there) > max(here.radius_km, there.radius_km) + 5:
        return None
    if here and there and beside(here, there) and _other_names(one, other):
        return None
    if one.claim.harm is not other.claim.harm:
        return 1.0
    return 1.5 if _counts_agree(one, other) else 0.0


def _counts_agree(one: Statement, other: Statement) -> bool:
    a, b = one.claim.count, other.claim.count
    return a.vague or b.vague or a.interval.meet(b.interval) is not None


def _near(one: Location, other: Location) -> bool:
    """Tell whether two places of one report can be the same; two entries of the gazetteer are two places."""
    if fine(one) and fine(other) and one.pcodes and other.pcodes and is_list(one) == is_list(other):
        return False
    return km(one, other) <= max(reach(one, other), 3.0)


def _other_names(one: Statement, other: Statement) -> bool:
    """Tell whether the words of one report name two places that have no name in common, near as they may lie."""
    a, b = one.claim.place, other.claim.place
    return a is not None and b is not None and likeness(a.text, b.text) == 0.0


def _days_fit(one: Statement, other: Statement) -> bool:
    a, b = one.when, other.when
    if a is None or b is None:
        return True
    updates = TollKind.RUNNING in {one.claim.toll, other.claim.toll} and one.claim.harm is not other.claim.harm
    if later_news(one) or later_news(other) or (updates and same_sentence(one, other)):
        return a.gap(b) <= AFTERMATH
    if one.claim.harm is not other.claim.harm and (_taken_in(one) or _taken_in(other)):
        return a.gap(b) <= 1
    if a.meet(b) is None and (_undated(one) or _undated(other)):
        return a.gap(b) <= UNSAID  # what goes on about an attack seldom says its day again
    return a.meet(b) is not None


def _undated(statement: Statement) -> bool:
    """Tell whether no word gives the day, so that it is only taken for the report's own."""
    return statement.claim.when is not None and statement.claim.when.basis is WhenBasis.REPORT


def _taken_in(statement: Statement) -> bool:
    """Tell whether people are hurt or missing who no word says where or when: `the hospital took in eight wounded`."""
    claim = statement.claim
    known = claim.place is not None or claim.when is None or claim.when.basis is not WhenBasis.REPORT
    return claim.harm in {Harm.INJURED, Harm.MISSING} and not known and statement.parent is None


def _means_fit(one: Statement, other: Statement) -> bool:
    ones, others = families([one.claim.method]), families([other.claim.method])
    loose = later_news(one) or later_news(other) or TollKind.RUNNING in {one.claim.toll, other.claim.toll}
    agreed = one.claim.harm is not other.claim.harm or _counts_agree(one, other)
    fight = Method.CLASH in {one.claim.method, other.claim.method} and "explosive" not in ones | others
    return loose or fight or agreed or not ones or not others or ones == others


def _doer_fit(one: Statement, other: Statement) -> bool:
    """Different doers are different incidents, except allies, and where each side harms the other in one clash.

    One figure told twice is of one incident, of whose doers each telling may name another.
    """
    a, b = one.claim, other.claim
    if a.by_party is None or b.by_party is None or a.by_party == b.by_party or Method.CLASH in {a.method, b.method}:
        return True
    mutual = a.by_party in party_chain(b.party) or b.by_party in party_chain(a.party)
    return mutual or allied(a.by_party, b.by_party, one.when) or one.voice != other.voice or _one_number(one, other)


def _one_number(one: Statement, other: Statement) -> bool:
    """Tell whether both tell of the same harm to the same number of people, more than one."""
    a, b = one.claim, other.claim
    return a.harm is b.harm and a.count.interval == b.count.interval and a.count.low > 1 and not a.count.vague
