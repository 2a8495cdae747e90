"""Laptops for tests: two recorders, each with a ledger and a key of their own, who carry bundles to each other."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from django.db import connections

from ledgers import blank_ledger
from marsad import flow, share
from marsad.forget import mask, propose_masking
from marsad.ledger.drafting import Pen, draft
from marsad.model.decision import DecisionKind
from marsad.render.rows import plain
from marsad.settings import configure
from marsad.store import reports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass
class Laptop:
    """One recorder's ledger in a folder, or in the database at an address; their key is in the folder."""

    who: str
    home: Path
    address: str | None = None

    def open(self) -> None:
        """Point Django at it."""
        if not self.home.exists():
            self.home.mkdir(mode=0o700)
            if self.address is None:
                blank_ledger(self.home)
        configure(self.home, self.address)

    def add(self, *readings, reader="reader 3") -> None:
        self.open()
        flow.open_ledger()
        reports.add(readings, reader)

    def decide(self, kind, *names, words=(), why="was there") -> None:
        self.open()
        pen = Pen(self.who, why, datetime.now(UTC))
        flow.decide(flow.propose(partial(draft, DecisionKind(kind), names, pen=pen, words=words)))

    def expunge(self, *names) -> None:
        self.open()
        flow.expunge(flow.propose_expunging(names, self.who, "a witness at risk"), self.home)

    def mask(self, *names) -> None:
        self.open()
        mask(propose_masking(names, (), self.who, "a person at risk"), self.home)

    def bundle(self, since="") -> bytes:
        self.open()
        return share.export(self.home, self.who, since)[0]

    def take(self, packed: bytes):
        self.open()
        return share.take_in(packed, self.who, self.home, trusting=True)

    def ledger(self):
        self.open()
        return flow.ledger()

    def entries(self) -> int:
        self.open()
        return flow.head().seq

    def check(self) -> None:
        """Nothing is wrong with the journal, and the derived rows are those of the journal."""
        self.open()
        assert flow.verify()[1] == []
        assert flow.rebuild().same

    @property
    def names(self) -> list[str]:
        """How the laptop calls its claims: the marks of all that stand."""
        book = self.ledger()
        return [f"{book.numbers[r.report.id]}.{c.index + 1}" for r in book.decided for c in r.claims]


def settle(one: Laptop, other: Laptop) -> None:
    """Carry bundles to and fro until nothing is new but that bundles were carried."""
    for _ in range(3):
        other.take(one.bundle())
        one.take(other.bundle())


def said(laptop: Laptop) -> object:
    """Return what a ledger says, without the numbers by which its own journal calls decisions."""
    ledger = laptop.ledger().ledger
    told = [
        (str(s.decision.kind), s.decision.who, s.decision.anchors, str(s.state), s.claims, s.disputed)
        for s in ledger.decisions
    ]
    problems = [(p.kind, p.where, p.claims) for p in ledger.problems]
    return plain(ledger.incidents), plain(ledger.assertions), plain(ledger.periods), problems, told


@contextmanager
def closing() -> Iterator[None]:
    """Let go of all databases at the end."""
    try:
        yield
    finally:
        connections.close_all()
