"""The incidents of a bundle of groups: clustered, derived, and held against the totals that may cover them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from marsad.bulk import boxes
from marsad.bulk.deal import month_box, voice_shard
from marsad.bulk.keyed import line, problem_line
from marsad.bulk.pairing import LINK
from marsad.bulk.told import PLACE_BITS, told, unpacked
from marsad.ledger.clusters import cluster
from marsad.ledger.incidents import incident, told_in_order
from marsad.ledger.scope import held_against, incident_shelves, total_shelves
from marsad.ledger.split import ged_split
from marsad.release.incidents import incidents, tolls
from marsad.release.material import Issued, Made, Material

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from marsad.bulk.boxes import Boxes
    from marsad.bulk.task import Task
    from marsad.bulk.told import Told
    from marsad.ledger.links import Links
    from marsad.ledger.mention import Key, Mention
    from marsad.ledger.statement import Statement
    from marsad.model.incident import Incident

_NO_JOURNAL = Made(0, "", datetime(1, 1, 1, tzinfo=UTC))


class Known:
    """The links of a bundle's mentions, as they were found; it stands in for `Links` where mentions are clustered."""

    def __init__(self, links: Iterable[tuple[int, int, float]], keys: Mapping[int, Key]) -> None:
        self._for: dict[Key, dict[Key, float]] = {key: {} for key in keys.values()}
        self._nearly: dict[Key, set[Key]] = {key: set() for key in keys.values()}
        for one, other, score in links:
            a, b = keys[one], keys[other]
            if np.isnan(score):
                self._nearly[a].add(b)
                self._nearly[b].add(a)
            else:
                self._for[a][b] = self._for[b][a] = score

    def of(self, key: Key) -> Mapping[Key, float]:
        """Return the mentions that this one can be put together with, with the score of each pair."""
        return self._for[key]

    def nearly(self, key: Key) -> set[Key]:
        """Return those for which the evidence does not quite do."""
        return self._nearly[key]


class Sums:
    """The totals that may cover incidents of a month, read as they are asked for."""

    def __init__(self, files: Sequence[str]) -> None:
        self._files = [Path(file) for file in files]
        self._by_shelf: dict[object, list[Statement]] = {}

    def own(self, reports: Iterable[Told]) -> None:
        """Take in the totals of reports that tell of incidents here."""
        for one in reports:
            if one.totals:
                self._by_shelf[one.said.report.id] = one.totals

    def near(self, one: Incident) -> dict[str, Statement]:
        """Return the totals to hold an incident against, by their claims."""
        found = (total for shelf in incident_shelves(one) for total in self._on(shelf))
        return {total.claim.id: total for total in found}

    def _on(self, shelf: object) -> list[Statement]:
        if isinstance(shelf, int) and shelf not in self._by_shelf:
            lines = (row for data in boxes.packed(self._files, month_box(shelf)) for row in data.split(b"\n"))
            stated = (total for row in lines for total in told(unpacked(row)).totals)
            self._by_shelf[shelf] = [total for total in stated if shelf in total_shelves(total)]
        return self._by_shelf.get(shelf, [])


def make(task: Task) -> None:
    """Make the incidents of a bundle; `given` are its number, shards, and the files: routed, grouped, told."""
    number, shards, routed, grouped, tellers = task.given
    lines = (row for data in boxes.packed(map(Path, routed), str(number)) for row in data.split(b"\n"))
    reports = {one.number: one for one in map(told, map(unpacked, lines))}
    members = _numbers(grouped, f"#mentions {number}")
    mentions = {n: reports[n >> PLACE_BITS].mentions[n & ((1 << PLACE_BITS) - 1)] for n in members}
    known = Known(_links(grouped, f"#links {number}"), {n: mention.key for n, mention in mentions.items()})
    sums = Sums(tellers)
    sums.own(reports.values())
    counts: Counter[str] = Counter()
    with boxes.writing(task.out) as out:
        for one, told_of in _incidents({m.key: m for m in mentions.values()}, known):
            _put(out, one, told_of, counts)
            for claim, total in sums.near(one).items():
                held = held_against(total, one, told_of)
                if held is not None:
                    how, item = held
                    bearing = [claim, one.id, min(one.claims), how, item.interval.low, item.interval.high, item.open]
                    out.put(f"bearing {voice_shard(total.voice, shards)}", bearing)
        out.about = dict(counts)


def _incidents(mentions: Mapping[Key, Mention], known: Known) -> Iterator[tuple[Incident, list[Statement]]]:
    """Yield the incidents of the groups that links make of mentions, with what is told of each."""
    left = {*mentions}
    for start in sorted(mentions):
        if start not in left:
            continue
        group, ahead = {start}, [start]
        while ahead:
            more = known.of(ahead.pop()).keys() - group
            group |= more
            ahead += more
        left -= group
        for found in cluster([mentions[key] for key in sorted(group)], cast("Links", known)):
            yield incident(found, {}), told_in_order(found)


def _put(out: Boxes, one: Incident, told_of: Sequence[Statement], counts: Counter[str]) -> None:
    """Put the rows of an incident, its tolls and its problems."""
    country = {s.claim.report: s.reading.country for s in told_of}
    issued = Issued(
        one,
        ged_split(one),
        tuple(sorted({party for s in told_of if (party := s.claim.by_party)})),
        Counter(country[report] for report in one.reports).most_common(1)[0][0],
    )
    material = Material(_NO_JOURNAL, (issued,))
    order = told_of[0].arrival, told_of[0].claim.index
    stretch = order[0] >> PLACE_BITS
    (row,) = incidents(material).rows
    out.put(f"incidents {stretch}", line(order, row))
    for place, toll in enumerate(tolls(material).rows):
        out.put(f"tolls {stretch}", line((*order, place), toll))
    for problem in one.problems:
        out.put("problems", problem_line(replace(problem, where=one.id)))
    counts.update(incidents=1, tolls=len(one.tolls))


def _numbers(file: str, box: str) -> list[int]:
    found: list[int] = []
    for data in boxes.packed([Path(file)], box):
        found += np.frombuffer(data, "<i8").tolist()
    return found


def _links(file: str, box: str) -> list[Any]:
    return [row for data in boxes.packed([Path(file)], box) for row in np.frombuffer(data, LINK).tolist()]
