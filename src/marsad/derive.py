"""The ledger of the present as this process holds it, and the derived rows, both kept in step with the journal.

A process works the ledger out of the journal once; from then on it goes on from where it stands, by what was recorded
since: new reports, and what people decided. Rows go on from where they stand too, whoever wrote them.
"""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import reduce
from threading import RLock
from typing import TYPE_CHECKING

from django.db import connection

from marsad.ledger.growing import Change, Growing
from marsad.ledger.sight import sight
from marsad.ledger.voice_names import written
from marsad.store import projections, reports, search, shelf
from marsad.store.journal import Head, Journal
from marsad.store.records import Beside, Moved
from marsad.store.transaction import reconciling, writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from marsad.ledger.near import NearMiss
    from marsad.ledger.sight import Sight
    from marsad.model.audience import Audience
    from marsad.model.decision import Decision
    from marsad.model.incident import Ledger
    from marsad.model.reading import Reading
    from marsad.store.shelf import Made

_MANY = 300
"""Where more incidents than this move at once, all rows are written again."""
_STEPS = 100
"""So many steps back from where the ledger stands rows can be to be brought up to it; else all are written again."""

_SOON = 0.2
"""Seconds that a look at the ledger of another thread is waited for."""


@dataclass(slots=True)
class Standing:
    """The ledger of one database as this process has it, at a head of the journal."""

    head: Head
    growing: Growing
    people: Sequence[Decision]
    steps: deque[tuple[str, Change]] = field(default_factory=lambda: deque(maxlen=_STEPS))
    """The latest changes, each with the hash of the head that it went on from."""
    book: object = None
    """What the conductor shows of it at this head, once it was asked for."""
    names: Mapping[str, str] = field(default_factory=dict)
    """How reports write voices."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """The number of each report by id."""

    def since(self, hash_: str) -> Change | None:
        """Return what moved since an earlier head; None where that is not known any more."""
        if hash_ == self.head.hash:
            return Change()
        behind = [at for at, _ in self.steps]
        if hash_ not in behind:
            return None
        return reduce(Change.then, [change for _, change in self.steps][behind.index(hash_) :])


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


_standing: dict[str, Standing] = {}
_lock = RLock()
"""Held by the thread that looks at the ledger or moves it; it is taken before that of whoever writes to the journal."""


@contextmanager
def holding() -> Iterator[Standing]:
    """Give the ledger at the present head, and let no other thread move it meanwhile."""
    with _lock:
        yield _present()


@dataclass(frozen=True, slots=True)
class Held:
    """What the ledger that this process holds knows beside what a Book shows of it, as of a head of the journal.

    Where the ledger has gone on meanwhile, it is what is known now.
    """

    head: Head

    def near_misses(self) -> list[NearMiss]:
        """Return the pairs of incidents that may well be one, the likeliest first."""
        with holding() as standing:
            return standing.growing.near_misses()

    def alone(self) -> Ledger:
        """Return what the readings alone make of the claims that people decided on."""
        with holding() as standing:
            return standing.growing.alone()


def under(decision: Decision, head: Head) -> Ledger:
    """Return the ledger at a head of the journal as it were with one more decision; nothing is recorded."""
    with holding() as standing:
        growing, people = standing.growing, standing.people
        if standing.head.seq != head.seq:  # somebody recorded something since: then that ledger is made by itself
            people = reports.decisions(head.seq)
            growing = Growing(people)
            growing.put(reports.readings(head.seq))
        with growing.deciding([*people, decision]):
            return growing.ledger()


def forget() -> None:
    """Let go of the ledger that this process holds."""
    with _lock:
        _standing.clear()


def goes_on() -> bool:
    """Tell whether this process has the ledger and can go on with it at once, so that it is not worked out anew."""
    if not _lock.acquire(timeout=_SOON):
        return False
    try:
        standing = _standing.get(_database())
        if standing is None or not Journal().holds(standing.head):
            return False
        return reports.since(standing.head.seq, Journal().head().seq) is not None
    finally:
        _lock.release()


def shows_all(audience: Audience) -> bool:
    """Tell whether nothing is hidden from somebody, so that the ledger as this process holds it is theirs."""
    people = reports.decisions()
    return sight(people, audience).hides_nothing(people)


def hidden_from(audience: Audience) -> Sight:
    """Return what somebody may not see."""
    return sight(reports.decisions(), audience)


def still_holds(head: Head) -> bool:
    """Tell whether nothing but new reports and decisions came into the journal since a head, and nothing went."""
    return Journal().holds(head) and reports.since(head.seq, Journal().head().seq) is not None


def onward() -> None:
    """Bring the derived rows up to the present head of the journal.

    A process that has the ledger already adds what is new; the first time, and after what a bundle brought or new
    readings of older reports, all is worked out anew. So it is where a report comes in of which a decision spoke
    before it was there.
    """
    with reconciling(), holding() as standing, writing():
        rows = shelf.made()
        if rows is None or not _covers(rows, standing.head):
            _write(standing, rows)


def anew() -> tuple[int, str]:
    """Make the derived rows again from the journal; return the number of incidents and the digest of the rows."""
    with reconciling(), _lock:
        while True:
            _standing.clear()
            standing = _present()
            with writing():
                rows = shelf.made()
                if rows is None or rows.seq <= standing.head.seq or not _holds(rows):
                    ledger = standing.growing.ledger()
                    return len(ledger.incidents), _rebuild(standing.growing, ledger, standing.head)


def _present() -> Standing:
    """Return the ledger at the present head: gone on with by what was recorded since, where that can be."""
    head = Journal().head()
    standing = _standing.pop(_database(), None)  # back in its place where all goes well
    if standing is None or not _gone_on(standing, head):
        people = reports.decisions(head.seq)
        standing = Standing(head, Growing(people), people)
        standing.growing.put(reports.readings(head.seq))
        standing.names = written(standing.growing.readings())
        standing.numbers = reports.numbers(head.seq)
    _standing.clear()
    _standing[_database()] = standing
    return standing


def _gone_on(standing: Standing, head: Head) -> bool:
    """Take in what was recorded since; tell whether that could be done."""
    if standing.head == head:
        return True
    if not Journal().holds(standing.head):
        return False
    new = reports.since(standing.head.seq, head.seq)
    if new is None:
        return False
    readings, decided = new
    change = standing.growing.put(readings)
    if readings:
        standing.names = {**written(change.readings), **standing.names}
        standing.numbers = reports.numbers(head.seq)
    if decided:
        before = standing.growing.readings()
        standing.people = reports.decisions(head.seq)
        change = change.then(standing.growing.decide(standing.people))
        if change.anew or _renames(before, change.readings):
            standing.names = written(standing.growing.readings())
    standing.steps.append((standing.head.hash, change))
    standing.head, standing.book = head, None
    return True


def _renames(before: Iterable[Reading], after: Iterable[Reading]) -> bool:
    """Tell whether what was decided about readings bears on how voices are written."""
    now = {one.report.id: one for one in after}
    were = [one for one in before if one.report.id in now]
    return any(written([one]) != written([now[one.report.id]]) for one in were)


def _covers(rows: Made, head: Head) -> bool:
    """Tell whether rows are of this head, or of a later one that another process has derived."""
    return shelf.is_of_this_version(rows) and rows.seq >= head.seq and _holds(rows)


def _holds(rows: Made) -> bool:
    return Journal().holds(Head(rows.seq, rows.hash, None))


def _write(standing: Standing, rows: Made | None) -> None:
    """Bring rows from where they are to where the ledger stands."""
    growing, head = standing.growing, standing.head
    change = standing.since(rows.hash) if rows and shelf.is_of_this_version(rows) else None
    if change is None or change.anew or len(change.incidents) + len(change.gone) > _MANY:
        _rebuild(growing, growing.ledger(), head)
        return
    here = shelf.told(one.report.id for one in change.readings)
    names = written(one for one in change.readings if one.report.id not in here)
    again = [one for one in change.readings if one.report.id in here]
    if not projections.keeps_claims(again) or (again and {**names, **projections.voices()} != standing.names):
        _rebuild(growing, growing.ledger(), head)
        return
    moved = Moved(change.readings, change.gone, change.incidents, change.assertions, change.untold)
    projections.update(moved, head, Beside(growing.standings(), names))
    search.go_on(moved, head)


def _rebuild(growing: Growing, ledger: Ledger, head: Head) -> str:
    """Write all derived rows, and bring what can be searched in step with them; return the digest of the rows."""
    readings = growing.readings()
    with writing():
        digest = projections.rebuild(ledger, readings, head, written(readings))
        search.renew(readings, ledger.incidents, head)
    return digest


def _database() -> str:
    return str(sorted((key, str(value)) for key, value in connection.settings_dict.items() if key in {"NAME", "HOST"}))
