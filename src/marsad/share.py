"""Sharing: bundles of this journal for other recorders, and theirs taken in; the derived rows follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad import derive
from marsad.store import bundle, exchange, foreign, projections
from marsad.store.journal import Head, Journal
from marsad.store.opening import open_ledger

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from marsad.store.foreign import ForeignHead, Taken
    from marsad.store.journal import JournalEntry


def export(home: Path, recorder: str, since: str = "", *, captures: bool = False) -> tuple[bytes, Head, int]:
    """Return the bytes of a signed bundle of this journal, its head, and the sequence that it begins after.

    With `captures` what the recorder's reports were taken out of goes along.
    """
    open_ledger(create=False)
    return bundle.pack(home, recorder, since, with_captures=captures)


def take_in(packed: bytes, who: str, home: Path, *, trusting: bool = False) -> Taken:
    """Take another recorder's bundle in, all that is new of it or nothing; with `trusting` their key is trusted first.

    What they expunged or masked is so here, and what the ledger's folder remembers as expunged does not come back.
    """
    taken = exchange.take_in(packed, who, home, trusting=trusting)
    if taken.new or taken.captures or not projections.is_current():
        derive.anew()
    return taken


def kinds_gone(tombstones: Sequence[JournalEntry]) -> list[tuple[str, int]]:
    """Return how many entries of each kind a bundle's tombstones took or masked here."""
    return foreign.kinds_gone(tombstones)


def heads() -> tuple[Head, list[ForeignHead]]:
    """Return where the journal ends, and how far those of other recorders are here."""
    open_ledger(create=False)
    return Journal().head(), foreign.heads()
