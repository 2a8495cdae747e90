"""The totals of a ledger, each held against the incidents that it may cover; where one moves, it is held again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.ledger.assertions import assertion
from marsad.ledger.scope import Scope, held_against, incident_shelves, total_shelves

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.ledger.scope import Item
    from marsad.ledger.statement import Statement
    from marsad.model.incident import Assertion, Incident
    from marsad.model.problem import Problem


@dataclass(slots=True)
class _Check:
    """A total with the incidents that bear on it: how, with which interval, and their place in the order."""

    total: Statement
    bearing: dict[str, tuple[str, str, Item]] = field(default_factory=dict)
    assertion: Assertion | None = None
    problems: list[Problem] = field(default_factory=list)


class Checks:
    """Totals and incidents on shelves, so that either is held against few of the other."""

    def __init__(self) -> None:
        self._checks: dict[str, _Check] = {}
        self._incidents: dict[str, tuple[Incident, Sequence[Statement]]] = {}
        self._total_shelves: dict[object, set[str]] = {}
        self._incident_shelves: dict[object, set[str]] = {}
        self._stale: set[str] = set()

    def put_total(self, total: Statement) -> None:
        """Take in a total."""
        key = total.claim.id
        self._checks[key] = check = _Check(total)
        self._stale.add(key)
        near: set[str] = set()
        for shelf in total_shelves(total):
            self._total_shelves.setdefault(shelf, set()).add(key)
            near |= self._incident_shelves.get(shelf, set())
        for incident in near:
            self._hold(check, *self._incidents[incident])

    def take_total(self, key: str) -> None:
        """Forget a total, by its claim."""
        for shelf in total_shelves(self._checks.pop(key).total):
            self._total_shelves[shelf].discard(key)
        self._stale.discard(key)

    def put_incident(self, incident: Incident, told: Sequence[Statement]) -> None:
        """Take in an incident with its statements."""
        self._incidents[incident.id] = incident, told
        near: set[str] = set()
        for shelf in incident_shelves(incident):
            self._incident_shelves.setdefault(shelf, set()).add(incident.id)
            near |= self._total_shelves.get(shelf, set())
        for key in near:
            if self._hold(self._checks[key], incident, told):
                self._stale.add(key)

    def take_incident(self, key: str) -> None:
        """Forget an incident."""
        incident, _ = self._incidents.pop(key)
        for shelf in incident_shelves(incident):
            self._incident_shelves[shelf].discard(key)
            for total in self._total_shelves.get(shelf, ()):
                if self._checks[total].bearing.pop(key, None):
                    self._stale.add(total)

    def settle(self) -> dict[str, Assertion]:
        """Check anew what has moved; return those assertions by the claim of their total."""
        moved: dict[str, Assertion] = {}
        for key in self._stale:
            check = self._checks[key]
            made, check.problems = assertion(check.total, _scope(check))
            if made != check.assertion:
                moved[key] = check.assertion = made
        self._stale.clear()
        return moved

    def __iter__(self) -> Iterator[tuple[Statement, Assertion, list[Problem]]]:
        """Yield the totals with their assertions, in the order of the readings."""
        for check in sorted(self._checks.values(), key=lambda c: (c.total.arrival, c.total.claim.index)):
            if check.assertion is not None:
                yield check.total, check.assertion, check.problems

    @staticmethod
    def _hold(check: _Check, incident: Incident, told: Sequence[Statement]) -> bool:
        held = held_against(check.total, incident, told)
        if held is not None:
            check.bearing[incident.id] = min(incident.claims), *held
        return held is not None


def _scope(check: _Check) -> Scope:
    sorted_in: dict[str, list[Item]] = {"covered": [], "uncertain": [], "possible": []}
    for _, how, item in sorted(check.bearing.values(), key=lambda held: held[0]):
        sorted_in[how].append(item)
    return Scope(check.total.when, *(tuple(sorted_in[key]) for key in ("covered", "uncertain", "possible")))
