"""What people decided about which mentions tell of one incident, and which of several."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from marsad.ledger.clusters import cluster
from marsad.ledger.grouping import TOGETHER, pairs_decided
from marsad.model.decision import DecisionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from marsad.ledger.links import Links
    from marsad.ledger.mention import Key, Mention
    from marsad.model.decision import Standing

_DECIDING = frozenset({*TOGETHER, DecisionKind.SPLIT})


class Bonds:
    """The decisions that put mentions together or set them apart, as they bind now."""

    def __init__(self) -> None:
        self._standings: list[Standing] = []
        self._together: dict[Key, set[Key]] = {}
        self._decided: set[Key] = set()
        """The mentions that some decision is about."""

    def bind(self, standings: Sequence[Standing], told: Callable[[str], Sequence[Mention]]) -> set[Key]:
        """Take the decisions as they stand now; return the mentions of which others are decided than before."""
        deciding = [s for s in standings if s.holds and s.decision.kind in _DECIDING]
        if not deciding and not self._standings:
            return set()
        reports = sorted({claim.partition(":")[0] for standing in deciding for claim in standing.claims})
        mentions = [mention for report in reports for mention in told(report)]
        together: dict[Key, set[Key]] = defaultdict(set)
        for one, other in pairs_decided(mentions, deciding)[0]:
            together[mentions[one].key].add(mentions[other].key)
            together[mentions[other].key].add(mentions[one].key)
        named = {claim for standing in deciding for claim in standing.claims}
        decided = {m.key for m in mentions if any(s.claim.id in named for s in m.statements)}
        changed = decided ^ self._decided
        changed |= {key for key in decided if together.get(key) != self._together.get(key)}
        self._standings, self._together, self._decided = deciding, dict(together), decided
        return changed

    def of(self, key: Key) -> AbstractSet[Key]:
        """Return the mentions that people put together with this one."""
        return self._together.get(key, frozenset())

    def cluster(self, members: Sequence[Mention], links: Links) -> tuple[list[list[Mention]], list[list[Mention]]]:
        """Return the mentions of each incident of a group; and, where people put some together, what else it were."""
        if self._decided.isdisjoint(mention.key for mention in members):
            return cluster(members, links), []
        together, apart = pairs_decided(members, self._standings)
        clusters = cluster(members, links, together, apart)
        return clusters, cluster(members, links, (), apart) if together else []
