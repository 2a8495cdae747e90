"""Pairs of incidents that may well be one: evidence speaks for it, though not enough, or something forbade it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.ledger.evidence import Evidence, Pair
    from marsad.ledger.groups import Groups
    from marsad.ledger.mention import Mention
    from marsad.model.decision import Standing
    from marsad.model.incident import Ledger


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Two incidents, by id, and the likeliest pair of what is told of them: founding claims, score, evidence.

    `one` is the incident whose id is less. Scores are as `pairs` gives them: from NEARLY on, with BAR for a link.
    """

    one: str
    other: str
    claims: tuple[str, str]
    score: float
    evidence: tuple[Evidence, ...]


class Compared(Protocol):
    """What knows which mentions were compared with which, and what the ledger were had nobody decided anything."""

    def near_misses(self) -> list[NearMiss]:
        """Return the pairs of incidents that may well be one, the likeliest first."""

    def alone(self) -> Ledger:
        """Return what the readings alone make of the claims that people decided on."""


def near_misses(groups: Groups, standings: Sequence[Standing]) -> list[NearMiss]:
    """Return the pairs of incidents that may well be one, the likeliest first; none that people hold apart."""
    apart = groups.apart(standings)
    best: dict[frozenset[str], NearMiss] = {}
    for one, other, home, there in groups.near():
        between = frozenset((home, there))
        if between in apart:
            continue
        pair = groups.compare(one, other)
        before = best.get(between)
        if not pair.barred and (before is None or pair.score > before.score):
            best[between] = _near((one, home), (other, there), pair)
    return sorted(best.values(), key=lambda near: (-round(near.score, 6), near.one, near.other))


def _near(one: tuple[Mention, str], other: tuple[Mention, str], pair: Pair) -> NearMiss:
    (first, home), (second, there) = sorted((one, other), key=lambda side: side[1])
    told = first.statements[0].claim.id, second.statements[0].claim.id
    return NearMiss(home, there, told, pair.score, pair.evidence)
