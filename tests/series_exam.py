"""The exam of tolls as they evolve: after each bulletin the ledger beside the one that a careful person expects.

The format and the rules of comparison are those of `tests/gold/README.md`: incidents are the same that lead most
bulletins in common; an incident that leads none is known by its dead.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.intake.series import read_series
from marsad.ledger.exam import step
from marsad.ledger.reconcile import reconcile
from marsad.model.problem import Problem
from marsad.reader.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from marsad.model.reading import Reading

Row = dict[str, Any]
HARMS = ("killed", "injured", "missing", "captured")


@dataclass(frozen=True)
class Step:
    """What is expected after a bulletin, what the ledger had then, and whether the bulletin is the last."""

    series: str
    number: int
    last: bool
    want: Row
    have: Row


def steps(file: Path) -> list[Step]:
    """Feed every series of the file to a ledger of its own, bulletin by bulletin."""
    found: list[Step] = []
    expected = {row["id"]: row["expected"] for row in rows(file)}
    for series in read_series(str(file)):
        assert not isinstance(series, Problem), str(series)
        readings: list[Reading] = []
        for number, report in enumerate(series.bulletins):
            readings.append(read(report))
            names = {reading.report.id: reading.report.name or "" for reading in readings}
            want, last = expected[series.id][number], number == len(series.bulletins) - 1
            found.append(Step(series.id, number, last, want, step(reconcile(readings), names)))
    return found


def rows(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def figures(found: Sequence[Step]) -> dict[str, float]:
    """Give the shares that are right: of steps, of incidents and their tolls, of totals, of series to their end."""
    incidents = [(wanted, met) for one in found for wanted, met in _beside(one)]
    totals = [_told(total, one.have["assertions"]) for one in found for total in one.want["assertions"]]
    counted = {"count_ok": [_counted(one) for one in found]}
    tolls = {f"{harm}_ok": [_same(wanted, met, harm) for wanted, met in incidents] for harm in ("killed", "injured")}
    whole = {"all_harms_ok": [_right(wanted, met) for wanted, met in incidents], "verdict_ok": totals}
    ends = {"last_ok": [_whole(one) for one in found if one.last]}
    return {name: sum(right) / len(right) for name, right in (counted | tolls | whole | ends).items()}


def _beside(one: Step) -> Iterator[tuple[Row, Row | None]]:
    """Put beside each expected incident the one of the ledger, None where there is none."""
    want, have = one.want["incidents"], one.have["incidents"]
    mates = _by_leads(want, have)
    for number, wanted in enumerate(want):
        if number not in mates:
            free = (other for other in range(len(have)) if other not in mates.values())
            told = next((other for other in free if _known_by_its_dead(wanted, have[other])), None)
            mates |= {} if told is None else {number: told}
    yield from ((wanted, have[mates[n]] if n in mates else None) for n, wanted in enumerate(want))


def _by_leads(want: Sequence[Row], have: Sequence[Row]) -> dict[int, int]:
    """Pair those that lead most bulletins in common first, each once."""
    common = [
        (-len(shared), here, there)
        for here, wanted in enumerate(want)
        for there, met in enumerate(have)
        if (shared := set(wanted["lead"]) & set(met["lead"]))
    ]
    mates: dict[int, int] = {}
    for _, here, there in sorted(common):
        if here not in mates and there not in mates.values():
            mates[here] = there
    return mates


def _known_by_its_dead(wanted: Row, met: Row) -> bool:
    return wanted["killed"] == met["killed"] and not (wanted["lead"] and met["lead"])


def _same(wanted: Row, met: Row | None, harm: str) -> bool:
    return met is not None and (wanted[harm] or None) == (met[harm] or None)


def _right(wanted: Row, met: Row | None) -> bool:
    return all(_same(wanted, met, harm) for harm in HARMS)


def _told(total: Row, have: Sequence[Row]) -> bool:
    slots = ("bulletin", "low", "verdict", "by")
    return any(all(total[slot] == met[slot] for slot in slots) for met in have)


def _counted(one: Step) -> bool:
    return len(one.want["incidents"]) == len(one.have["incidents"])


def _whole(one: Step) -> bool:
    tolls = all(_right(wanted, met) for wanted, met in _beside(one))
    return _counted(one) and tolls and all(_told(t, one.have["assertions"]) for t in one.want["assertions"])
