"""The journal's rows as others can check them: each with its hashes, and what the entries say that may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.store.errors import sentences
from marsad.store.models import Entry
from marsad.store.stand_ins import StandIns

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


@dataclass(frozen=True, slots=True)
class Link:
    """One row of the journal: `c` is the SHA-256 of salt and payload, where both are shown."""

    seq: int
    kind: str
    at: str
    c: str
    prev: str
    hash: str
    salt: str | None = None
    """In hexadecimal."""
    payload: str | None = None


def chain(shown: Collection[int], until: int) -> Iterator[Link]:
    """Yield the rows from the first whose words are shown up to a sequence; a masked entry is shown by its stand-in."""
    with sentences():
        standing = StandIns()
        open_ones = {standing.holder(seq) for seq in shown}
        first = min((*open_ones, *shown), default=until)
        rows = Entry.objects.filter(seq__gte=first, seq__lte=until).order_by("seq").select_related("payload")
        for entry in rows.iterator(chunk_size=500):
            kept = getattr(entry, "payload", None) if entry.seq in open_ones else None
            told = (bytes(kept.salt).hex(), kept.body) if kept else (None, None)
            yield Link(entry.seq, entry.kind, entry.at, entry.c, entry.prev, entry.hash, *told)
