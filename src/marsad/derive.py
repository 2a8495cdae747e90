"""Keep the derived rows in step with the journal: onward from where they stand, or anew from the journal alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from marsad.ledger.growing import Growing
from marsad.ledger.voice_names import written
from marsad.store import projections, reports, search
from marsad.store.journal import Journal
from marsad.store.records import Beside
from marsad.store.transaction import reconciling, writing

if TYPE_CHECKING:
    from marsad.ledger.growing import Change
    from marsad.model.incident import Ledger
    from marsad.model.reading import Reading
    from marsad.store.journal import Head

_MANY = 300
"""Where more incidents than this move at once, all rows are written again."""


@dataclass(slots=True)
class _Standing:
    """The ledger of one database as this process has it, at a head of the journal."""

    head: Head
    growing: Growing


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of making the derived rows again: their digest, and that of the rows that stood there before.

    `before` is None where there were none, or where entries had come in since.
    """

    digest: str
    before: str | None
    incidents: int

    @property
    def same(self) -> bool:
        """Tell whether the rows came out as they stood; true too where there was nothing to compare with."""
        return self.before in (None, self.digest)


_standing: dict[str, _Standing] = {}


def onward() -> None:
    """Bring the derived rows up to the present head of the journal.

    A process that has them already adds what is new; the first time, and after decisions or new readings of older
    reports, all is worked out anew. So it is where a report comes in of which a decision spoke before it was there.
    """
    with reconciling():
        head, rows = Journal().head(), projections.derived_from()
        standing = _standing.pop(_database(), None)  # back in its place where all goes well
        between = _between(standing, rows[0], head) if standing and rows else None
        if standing is None or between is None:
            _anew()
            return
        others, new = between
        standing.growing.put(others)
        change = standing.growing.put(new)
        with writing():
            untouched = projections.derived_from() == rows
            if untouched:
                _write(standing.growing, change, head)
        if untouched:
            _standing[_database()] = _Standing(head, standing.growing)
        else:  # somebody decided meanwhile, or derived on SQLite
            _anew()


def anew() -> tuple[int, str]:
    """Make the derived rows again from the journal; return the number of incidents and the digest of the rows."""
    with reconciling():
        return _anew()


def _anew() -> tuple[int, str]:
    while True:
        head = Journal().head()
        growing = Growing(reports.decisions(head.seq))
        growing.put(reports.readings(head.seq))
        with writing():
            rows = projections.derived_from()
            if rows is None or rows[0].seq <= head.seq or not Journal().holds(rows[0]):
                return made(growing, head)


def made(growing: Growing, head: Head) -> tuple[int, str]:
    """Write all derived rows from the ledger as it is at a head; return the number of incidents and the digest."""
    ledger = growing.ledger()
    _standing.clear()
    digest = _rebuild(growing, ledger, head)
    _standing[_database()] = _Standing(head, growing)
    return len(ledger.incidents), digest


def _between(standing: _Standing, rows: Head, head: Head) -> tuple[list[Reading], list[Reading]] | None:
    """Return what other processes derived since this one last did, and what nobody has derived yet.

    None where that cannot be caught up with.
    """
    journal = Journal()
    if rows.seq < standing.head.seq or not (journal.holds(standing.head) and journal.holds(rows)):
        return None
    others, new = reports.fresh(standing.head.seq, rows.seq), reports.fresh(rows.seq, head.seq)
    return None if others is None or new is None else (others, new)


def _write(growing: Growing, change: Change, head: Head) -> None:
    if change.anew or len(change.incidents) + len(change.gone) > _MANY:
        _rebuild(growing, growing.ledger(), head)
        return
    with writing():
        also = Beside(growing.standings(), written(change.readings))
        projections.update(change.readings, change.gone, change.incidents, change.assertions, head, also)
        search.go_on(change.readings, change.gone, change.incidents, head)


def _rebuild(growing: Growing, ledger: Ledger, head: Head) -> str:
    """Write all derived rows, and bring what can be searched in step with them; return the digest of the rows."""
    readings = growing.readings()
    with writing():
        digest = projections.rebuild(ledger, readings, head, written(readings))
        search.renew(readings, ledger.incidents, head)
    return digest


def _database() -> str:
    return str(sorted((key, str(value)) for key, value in connection.settings_dict.items() if key in {"NAME", "HOST"}))
