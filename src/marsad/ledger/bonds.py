"""What people decided about which mentions tell of one incident, and which of several."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from marsad.ledger.clusters import cluster
from marsad.ledger.correct import pairs_decided
from marsad.model.decision import DecisionKind
from marsad.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from marsad.ledger.decided import Bound
    from marsad.ledger.links import Links
    from marsad.ledger.mention import Key, Mention

_DECIDING = frozenset({DecisionKind.MERGE, DecisionKind.LINK, DecisionKind.SPLIT})


class Bonds:
    """The decisions that put mentions together or set them apart, as they bind now."""

    def __init__(self) -> None:
        self._bound: list[Bound] = []
        self._together: dict[Key, set[Key]] = {}
        self._decided: dict[Key, str] = {}
        """Each mention that a decision is about, with the first of its claims."""

    def bind(self, bound: Sequence[Bound], told: Callable[[str], Sequence[Mention]]) -> set[Key]:
        """Take the decisions as bound now; return the mentions that some decision is or was about."""
        deciding = [b for b in bound if b.decision.kind in _DECIDING]
        if not deciding and not self._bound:
            return set()
        reports = sorted({claim.partition(":")[0] for b in deciding for claim in b.claims})
        mentions = [mention for report in reports for mention in told(report)]
        together: dict[Key, set[Key]] = defaultdict(set)
        for one, other in pairs_decided(mentions, deciding)[0]:
            together[mentions[one].key].add(mentions[other].key)
            together[mentions[other].key].add(mentions[one].key)
        named = {claim for b in deciding for claim in b.claims}
        decided = {m.key: m.statements[0].claim.id for m in mentions if any(s.claim.id in named for s in m.statements)}
        changed = decided.keys() ^ self._decided.keys()
        changed |= {key for key in decided if together.get(key) != self._together.get(key)}
        self._bound, self._together, self._decided = deciding, dict(together), decided
        return changed

    def of(self, key: Key) -> AbstractSet[Key]:
        """Return the mentions that people put together with this one."""
        return self._together.get(key, frozenset())

    def cluster(self, members: Sequence[Mention], links: Links) -> tuple[list[list[Mention]], list[list[Mention]]]:
        """Return the mentions of each incident of a group; and, where people put some together, what else it were."""
        if self._decided.keys().isdisjoint(mention.key for mention in members):
            return cluster(members, links), []
        together, apart = pairs_decided(members, self._bound)
        clusters = cluster(members, links, together, apart)
        return clusters, cluster(members, links, (), apart) if together else []

    def contradictions(self, home: Mapping[Key, str]) -> Iterator[Problem]:
        """Yield the mentions that people put together and that, by another decision, they also set apart."""
        for one in sorted(self._together):
            for other in sorted(self._together[one]):
                if one < other and home[one] != home[other]:
                    yield Problem(
                        "contradictory decisions",
                        "people decided that these tell of one incident and also that they don't, and both cannot "
                        "hold; they are kept apart. Undo one of the decisions",
                        one[0],
                        (self._decided[one], self._decided[other]),
                    )
