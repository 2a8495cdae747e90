"""Checking the journal: every row, every link, every payload, the guards and the file under them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import connection

from marsad.model.problem import Problem
from marsad.store.canonical import ROOT, commitment, row_bytes, row_hash, well_formed
from marsad.store.errors import sentences
from marsad.store.guards import missing_guards

if TYPE_CHECKING:
    from collections.abc import Iterator

TOMBSTONE = "expunge"

# Bytes, not text: a damaged byte need not be text any more.
_BYTES = {"sqlite": "CAST({} AS BLOB)", "postgresql": "convert_to({}, 'UTF8')"}
_MEND = "Restore the last backup beside this ledger and compare; change nothing here."


@dataclass(slots=True)
class _Chain:
    """What is known while walking along the chain."""

    seq: int = 0
    hashes: frozenset[bytes] = frozenset({ROOT.encode()})
    """The hash before, as it stands and as it was worked out: they differ where it was damaged."""
    bare: set[int] = field(default_factory=set)
    """Entries without a payload."""
    expunged: dict[int, int] = field(default_factory=dict)
    """Expunged entries, each with its tombstone."""
    problems: list[Problem] = field(default_factory=list)

    def blame(self, kind: str, seq: int, sentence: str) -> None:
        """Note a damage at a sequence."""
        self.problems.append(Problem(kind, f"{sentence} {_MEND}", f"entry {seq}"))


def verify() -> list[Problem]:
    """Return what is wrong with the journal, each problem with the sequence where it is (`where`: `entry 12`).

    An end cut off leaves no trace inside; compare the head with one noted elsewhere. Raises StoreError where the
    database cannot be read at all.
    """
    chain = _Chain()
    with sentences():
        for row in _rows():
            _check_row(chain, *row)
        for seq in _orphans():
            chain.blame("orphan payload", seq, f"A payload stands for entry {seq}, but no such entry.")
        guards = missing_guards()
        damages = _file_damages()
    for seq in sorted(chain.bare - chain.expunged.keys()):
        chain.blame("missing payload", seq, f"Entry {seq} has no payload, and no tombstone says that it was expunged.")
    for seq in sorted(chain.expunged.keys() - chain.bare):
        chain.blame(
            "returned payload", seq, f"Entry {chain.expunged[seq]} expunged entry {seq}, yet its payload is there."
        )
    return [
        *chain.problems,
        *(Problem("missing guard", f"The trigger {name} is gone from the database. {_MEND}", name) for name in guards),
        *(Problem("damaged file", f"The database file is damaged: {damage}. {_MEND}", "file") for damage in damages),
    ]


def _rows() -> Iterator[tuple[Any, ...]]:
    """Yield seq, kind, at, c, prev, hash, then seq, salt and body of the payload; all but the sequences as bytes."""
    raw = _BYTES[connection.vendor].format
    columns = [raw(f"e.{name}") for name in ("kind", "at", "c", "prev", "hash")]
    query = (
        f"SELECT e.seq, {', '.join(columns)}, p.seq, p.salt, {raw('p.body')} "  # noqa: S608
        "FROM journal_entry e LEFT JOIN journal_payload p ON p.seq = e.seq "
        "WHERE e.seq > %s ORDER BY e.seq LIMIT 1000"
    )
    last = -(2**62)
    with connection.cursor() as cursor:
        while True:
            cursor.execute(query, [last])
            rows = cursor.fetchall()
            if not rows:
                return
            for seq, *values, kept, salt, body in rows:
                yield seq, *map(bytes, values), kept, bytes(salt or b""), bytes(body or b"")
            last = rows[-1][0]


def _check_row(  # noqa: PLR0913
    chain: _Chain,
    seq: int,
    kind: bytes,
    at: bytes,
    c: bytes,
    prev: bytes,
    stored: bytes,
    kept: int | None,
    salt: bytes,
    body: bytes,
) -> None:
    """Check one row against the one before, against its own hash, and its payload against its commitment."""
    if seq > chain.seq + 1:
        gone = f"Entry {chain.seq + 1} is" if seq == chain.seq + 2 else f"The entries {chain.seq + 1} to {seq - 1} are"
        chain.blame("gap", chain.seq + 1, f"{gone} missing from the journal.")
    row = row_bytes(seq, kind, at, c, prev)
    worked_out = row_hash(row).encode()
    whole = worked_out == stored and well_formed(row)
    if not whole:
        chain.blame("damaged entry", seq, f"Entry {seq} is damaged: its hash does not fit what it holds.")
    elif seq == chain.seq + 1 and prev not in chain.hashes:
        before = max(chain.seq, 1)
        chain.blame(
            "broken link", before, f"Entry {seq} does not follow what stands before it: entry {before} was replaced."
        )
    if kept is None:
        chain.bare.add(seq)
    else:
        fits = commitment(salt, body).encode() == c
        if whole and not fits:
            chain.blame("damaged payload", seq, f"The payload of entry {seq} is damaged: it is not what was recorded.")
        if fits and kind == TOMBSTONE.encode():
            chain.expunged.update(dict.fromkeys(json.loads(body).get("seqs", ()), seq))
    chain.seq = seq
    chain.hashes = frozenset({stored, worked_out})


def _orphans() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM journal_payload WHERE seq NOT IN (SELECT seq FROM journal_entry) ORDER BY seq")
        return [seq for (seq,) in cursor.fetchall()]


def _file_damages() -> list[str]:
    """Return what SQLite's own check of the file says, but for a sound one."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(5)")
        return [text for (text,) in cursor.fetchall() if text != "ok"]
