"""Split what one report tells into mentions: one for each incident it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.distance import fine, km, reach, same_entry
from marsad.ledger.mention import AFTERMATH, Mention, later_news
from marsad.ledger.parties import party_chain
from marsad.ledger.place_words import likeness
from marsad.model.claim import Method, TollKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.ledger.statement import Statement
    from marsad.model.place import Location


def mentions(statements: Iterable[Statement]) -> list[Mention]:
    """Group the statements of all reports into mentions; totals tell of no incident and are left out."""
    by_report: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.claim.toll is not TollKind.TOTAL:
            by_report.setdefault(statement.claim.report, []).append(statement)
    return [mention for told in by_report.values() for mention in _split(told)]


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
        fit = min(_fit(statement, other) for other in group)
        if fit > 0 and fit >= score:
            best, score = group, fit
    return best


def _fit(one: Statement, other: Statement) -> float:
    """How well two statements of one report go together: 0 or less, they cannot tell of the same incident."""
    place = _place_fit(one, other)
    if place is None or not _days_fit(one, other) or not (_means_fit(one, other) and _doer_fit(one, other)):
        return 0.0
    return place


def _place_fit(one: Statement, other: Statement) -> float | None:
    """Compare the places two statements name: None, they cannot be one; the more, the surer."""
    a, b = one.claim.place, other.claim.place
    if a and b and a.text == b.text:
        return 3.0
    if one.claim.location and other.claim.location:
        if same_entry(one.claim.location, other.claim.location):
            return 3.0
        near = _near(one.claim.location, other.claim.location) and not _other_names(one, other)
        return 2.0 if near else None
    like = likeness(a.text, b.text) if a and b else None
    return 1.0 if like is None else 2.0 * like if like >= 0.5 else None


def _near(one: Location, other: Location) -> bool:
    """Tell whether two places of one report can be the same; two entries of the gazetteer are two places."""
    if fine(one) and fine(other) and one.pcodes and other.pcodes:
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
    if later_news(one) or later_news(other):
        return a.gap(b) <= AFTERMATH
    return a.meet(b) is not None


def _means_fit(one: Statement, other: Statement) -> bool:
    ones, others = Mention((one,)).families, Mention((other,)).families
    loose = later_news(one) or later_news(other) or TollKind.RUNNING in {one.claim.toll, other.claim.toll}
    fight = Method.CLASH in {one.claim.method, other.claim.method} and "explosive" not in ones | others
    return loose or fight or not ones or not others or ones == others


def _doer_fit(one: Statement, other: Statement) -> bool:
    """Different doers are different incidents, except where each side harms the other in one clash."""
    a, b = one.claim, other.claim
    if a.by_party is None or b.by_party is None or a.by_party == b.by_party or Method.CLASH in {a.method, b.method}:
        return True
    mutual = a.by_party in party_chain(b.party) or b.by_party in party_chain(a.party)
    return mutual or one.voice != other.voice
