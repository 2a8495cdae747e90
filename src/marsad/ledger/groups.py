"""Mentions in groups that can only be put together among themselves, and the incidents that each group comes to.

Two mentions are of one group where a pair above the bar, or a person's decision, leads from one to the other, over
however many steps. Whatever comes in, groups that it has no link to stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from marsad.ledger.blocks import Shelves
from marsad.ledger.bonds import Bonds
from marsad.ledger.grouping import graded
from marsad.ledger.incidents import incident, with_aliases
from marsad.ledger.leading import lead, main_mention
from marsad.ledger.links import Links
from marsad.model.decision import DecisionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from marsad.ledger.evidence import Pair
    from marsad.ledger.founding import Founder
    from marsad.ledger.mention import Key, Mention
    from marsad.ledger.wording import Wording
    from marsad.model.decision import Standing
    from marsad.model.incident import Incident


@dataclass(frozen=True)
class Made:
    """An incident with the mentions it was made of."""

    incident: Incident
    mentions: tuple[Mention, ...]

    @cached_property
    def order(self) -> tuple[int, int]:
        """Where it stands in the ledger: by its founding claim."""
        return min((mention.arrival, mention.key[1]) for mention in self.mentions)


class Groups:
    """All mentions of a ledger, in groups, and its incidents."""

    def __init__(self, wording: Wording) -> None:
        self._bonds = Bonds()
        self.heirs: Mapping[str, Founder] = {}
        """The claims that stand in for founding ones which people retracted."""
        self._shelves = Shelves()
        self._links = Links(wording)
        self._mentions: dict[Key, Mention] = {}
        self._by_report: dict[str, list[Key]] = {}
        self._group: dict[Key, set[Key]] = {}
        """For each mention its group, itself included."""
        self._made: dict[str, Made] = {}
        self._home: dict[Key, str] = {}
        self._lead: dict[str, str | None] = {}
        self._finished: dict[str, Incident] = {}
        self._loose: set[Key] = set()
        """Mentions whose groups have to be found anew, also such as are here no longer."""
        self._fresh: set[Key] = set()
        """Mentions that are new or other than before."""
        self._moved: set[str] = set()
        """Reports of whose mentions some belong to another incident than before."""

    def put(self, report: str, told: Sequence[Mention]) -> None:
        """Put what a report tells in place of what it told before."""
        for key in self._by_report.pop(report, ()):
            self._loose |= self._group.get(key, {key})
            self._shelves.take(self._mentions.pop(key))
            self._links.take(key)
        self._moved.add(report)
        self._by_report[report] = [mention.key for mention in told]
        main = main_mention(told)
        if main is not None:
            self._links.main.add(main)
        for mention in told:
            self._links.put(mention, self._shelves.near(mention))
            self._mentions[mention.key] = mention
            self._shelves.put(mention)
            self._fresh.add(mention.key)

    def settle(self, standings: Sequence[Standing]) -> tuple[set[str], list[Made]]:
        """Work out anew the groups that were touched; return the ids of the incidents that go, and those that come."""
        self._fresh |= self._bonds.bind(standings, self.told)
        near = {other for key in self._fresh & self._mentions.keys() for other in self._links.of(key)}
        for key in self._fresh | near:
            self._loose |= self._group.get(key, {key})
        before = {key: home for key in self._loose if (home := self._home.pop(key, None))}
        made = [one for group in self._regrouped() for one in self._incidents(group, before)]
        stayed = {one.incident.id for one in made if self._made.get(one.incident.id) is one}
        gone = set(before.values()) - stayed
        self._moved |= {mention.report for key in gone for mention in self._made.pop(key).mentions}
        new = [one for one in made if one.incident.id not in stayed]
        for one in new:
            self._made[one.incident.id] = one
            self._moved |= {mention.report for mention in one.mentions}
        self._loose.clear()
        self._fresh.clear()
        return gone, new

    def finish(self, new: Iterable[Made], standings: Sequence[Standing]) -> list[Incident]:
        """Settle which reports lead with which incident; return the incidents that are new or other than before."""
        touched = {one.incident.id for one in new}
        for report in self._moved:
            told = [(self._home[mention.key], mention) for mention in self.told(report)]
            first = lead(told, {key: len(self._made[key].incident.reports) for key, _ in told})
            if first != self._lead.get(report):
                touched |= {key for key in (first, self._lead.get(report)) if key in self._made}
            self._lead[report] = first
        self._moved.clear()
        led = [
            replace(one, lead=tuple(r for r in one.reports if self._lead[r] == one.id))
            for one in (self._made[key].incident for key in touched)
        ]
        changed, _, _ = graded(led, standings, self.homes(standings))
        self._finished.update((one.id, one) for one in changed)
        return changed

    def incidents(self) -> list[Incident]:
        """Return all incidents, in the order of their founding claims."""
        for key in self._finished.keys() - self._made.keys():
            del self._finished[key]
        return [self._finished[one.incident.id] for one in sorted(self._made.values(), key=lambda made: made.order)]

    def of_reports(self, reports: Iterable[str]) -> list[Incident]:
        """Return the incidents of which these reports tell."""
        homes = dict.fromkeys(self._home[mention.key] for report in sorted(reports) for mention in self.told(report))
        return [self._finished[home] for home in homes]

    def told(self, report: str) -> list[Mention]:
        """Return the mentions of a report."""
        return [self._mentions[key] for key in self._by_report.get(report, ())]

    def homes(self, standings: Iterable[Standing]) -> dict[str, str]:
        """Return the incident, by id, of each claim that decisions name and that stands in one."""
        named = {claim for standing in standings for claim in (*standing.claims, *standing.left)}
        reports = sorted({claim.partition(":")[0] for claim in named})
        told = ((mention, s.claim.id) for key in reports for mention in self.told(key) for s in mention.statements)
        return {claim: self._home[mention.key] for mention, claim in told if claim in named}

    def near(self) -> Iterator[tuple[Mention, Mention, str, str]]:
        """Yield the mentions of two incidents that may well be one, each pair once, with the ids of the two."""
        for key, mention in self._mentions.items():
            for other in sorted({*self._links.of(key), *self._links.nearly(key)}):
                one, two = self._home[key], self._home[other]
                if key < other and one != two:
                    yield mention, self._mentions[other], one, two

    def compare(self, one: Mention, other: Mention) -> Pair:
        """Return what speaks for and against two mentions' telling of one incident."""
        return self._links.compare(one, other)

    def apart(self, standings: Sequence[Standing]) -> set[frozenset[str]]:
        """Return the pairs of incidents, by id, that people hold apart."""
        splits = [one for one in standings if one.holds and one.decision.kind is DecisionKind.SPLIT]
        home = self.homes(splits)
        sides = [({home.get(c, "") for c in one.claims}, {home.get(c, "") for c in one.left}) for one in splits]
        return {frozenset((one, other)) for out, left in sides for one in out for other in left}

    def _regrouped(self) -> Iterator[set[Key]]:
        """Find the groups of the mentions that are loose."""
        left = self._loose & self._mentions.keys()
        for key in self._loose:
            self._group.pop(key, None)
        while left:
            group = {left.pop()}
            ahead = [*group]
            while ahead:
                key = ahead.pop()
                more = (self._links.of(key).keys() | self._bonds.of(key)) - group
                group |= more
                ahead += more
            left -= group
            self._group.update(dict.fromkeys(group, group))
            yield group

    def _incidents(self, group: set[Key], before: Mapping[Key, str]) -> list[Made]:
        """Return the incidents of a group; one of which nothing has changed is the one it was."""
        members = [self._mentions[key] for key in sorted(group)]
        clusters, apart = self._bonds.cluster(members, self._links)
        made = [
            (None if apart else self._same(mentions, before)) or Made(incident(mentions, self.heirs), tuple(mentions))
            for mentions in clusters
        ]
        if apart:
            listed = with_aliases([one.incident for one in made], apart, self.heirs)
            made = [replace(one, incident=other) for one, other in zip(made, listed, strict=True)]
        for one in made:
            self._home.update((mention.key, one.incident.id) for mention in one.mentions)
        return made

    def _same(self, mentions: Sequence[Mention], before: Mapping[Key, str]) -> Made | None:
        """Return the incident that was made of these very mentions, or None."""
        was = self._made.get(before.get(mentions[0].key, ""))
        if was is None or len(was.mentions) != len(mentions):
            return None
        return was if all(a is b for a, b in zip(was.mentions, mentions, strict=True)) else None
