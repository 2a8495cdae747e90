"""How the watched sources stand: when each was last seen and is next due, what came of it, what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from marsad.ledger.voices import statements
from marsad.store.watching import FILE, GIVEN_UP, SET_ASIDE, WAITING, WatchMemory

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from marsad.model.reading import Reading
    from marsad.store.watching import Kept


@dataclass(frozen=True, slots=True)
class Standing:
    """How one source stands. `reports` and `voices` are those that the audience may see."""

    name: str
    url: str
    asked: datetime | None
    seen: datetime | None
    """When it last answered."""
    due: datetime | None
    reports: int
    claims: int
    voices: tuple[str, ...]
    waiting: int
    given_up: int
    set_aside: int
    """Pages without a word of harm, which are not in the ledger."""
    failures: int
    """In a row."""
    failed: int
    """In all."""
    failed_at: datetime | None
    reason: str | None


def is_watched(home: Path) -> bool:
    """Tell whether anything was ever watched for this ledger."""
    return (home / FILE).exists()


def standings(home: Path, readings: Sequence[Reading]) -> list[Standing]:
    """Return how each source stands, with what these readings have of it; raises StoreError."""
    by_id = {reading.report.id: reading for reading in readings}
    with WatchMemory(home) as memory:
        return [_standing(memory, kept, by_id) for kept in memory.sources()]


def _standing(memory: WatchMemory, kept: Kept, by_id: dict[str, Reading]) -> Standing:
    own = [by_id[id_] for id_ in sorted(memory.reports(kept.name)) if id_ in by_id]
    voices = {told.voice for reading in own for told in statements(reading, reading, 0)}
    counts = memory.counts(kept.name)
    return Standing(
        name=kept.name,
        url=kept.url,
        asked=_time(kept.asked),
        seen=_time(kept.seen),
        due=_time(kept.due),
        reports=len(own),
        claims=sum(len(reading.claims) for reading in own),
        voices=tuple(sorted(voices)),
        waiting=counts.get(WAITING, 0),
        given_up=counts.get(GIVEN_UP, 0),
        set_aside=counts.get(SET_ASIDE, 0),
        failures=kept.failures,
        failed=kept.failed,
        failed_at=_time(kept.failed_at),
        reason=kept.reason,
    )


def _time(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=0) if seconds else None
