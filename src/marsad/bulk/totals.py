"""Check the totals of some voices: each against the incidents that bear on it, wherever these were made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from marsad.bulk import boxes
from marsad.bulk.deal import INNER, PROBLEMS, voice_box, voice_shard
from marsad.bulk.keyed import assertion_line, problem_line
from marsad.bulk.told import told, unpacked
from marsad.ledger.assertions import assertion
from marsad.ledger.periods import periods
from marsad.ledger.scope import Item, Scope
from marsad.model.count import Interval
from marsad.model.incident import Incident

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.bulk.task import Task
    from marsad.ledger.statement import Statement
    from marsad.model.incident import Assertion, PeriodSum


def check(task: Task) -> None:
    """Check the totals of a shard of voices; `given` are its number, how many there are, and the files."""
    shard, shards, tellers, made = task.given
    lines = {row for data in boxes.packed(map(Path, tellers), voice_box(shard)) for row in data.split(b"\n")}
    reports = sorted(map(told, map(unpacked, lines)), key=lambda one: one.number)
    stated = {t.claim.id: t for one in reports for t in one.totals if voice_shard(t.voice, shards) == shard}
    bearing: dict[str, dict[str, tuple[str, str, Item]]] = {}
    for claim, incident, first, how, low, high, open_top in boxes.rows(map(Path, made), f"bearing {shard}"):
        bearing.setdefault(claim, {})[incident] = first, how, Item(incident, Interval(low, high), open_top)
    with boxes.writing(task.out) as out:
        checked = []
        for key, total in stated.items():
            found, problems = assertion(total, _scope(total, bearing.get(key, {}).values()))
            checked.append(found)
            for problem in problems:
                out.put(PROBLEMS, problem_line(problem))
        apart = {one.claim: one.unallocated for one in _periods(checked, stated)}
        for found in checked:
            total = stated[found.claim]
            out.put(INNER, assertion_line((0, total.arrival, total.claim.index), found, apart.get(found.claim)))
        for one in reports:
            for place, inner in enumerate(one.inner):
                if inner.claim in stated:
                    out.put(INNER, assertion_line((1, one.number, place), inner, apart.get(inner.claim)))
        out.about = {"totals": len(checked)}


def _scope(total: Statement, bearing: Iterable[tuple[str, str, Item]]) -> Scope:
    """Sort the incidents that bear on a total, as `ledger.checks` does."""
    sorted_in: dict[str, list[Item]] = {"covered": [], "uncertain": [], "possible": []}
    for _, how, item in sorted(bearing, key=lambda held: held[0]):
        sorted_in[how].append(item)
    return Scope(total.when, *(tuple(sorted_in[key]) for key in ("covered", "uncertain", "possible")))


def _periods(checked: list[Assertion], stated: dict[str, Statement]) -> tuple[PeriodSum, ...]:
    """Return the sums of the periods of these voices, of which only what is unallocated is asked: it needs no tolls."""
    named = {key for one in checked for key in one.uncertain}
    return periods(checked, stated, [Incident(key, (), ()) for key in named])
