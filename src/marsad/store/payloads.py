"""What entries say, as it was recorded: every payload that is read is first held against its entry's hash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.store.canonical import commitment, row_bytes, row_hash
from marsad.store.errors import DamagedError
from marsad.store.models import Entry
from marsad.store.stand_ins import StandIns

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOGETHER = 500
_COLUMNS = ("seq", "kind", "at", "c", "prev", "hash", "payload__salt", "payload__body")


@dataclass(frozen=True, slots=True)
class Said:
    """What one entry says, in canonical JSON, and when it was recorded."""

    body: str
    at: str


def said(seqs: Sequence[int]) -> dict[int, Said]:
    """Return what these entries say, or what is left of it, by sequence; expunged ones are left out.

    Raises DamagedError.
    """
    found: dict[int, Said] = {}
    bare: dict[int, str] = {}
    for start in range(0, len(seqs), _TOGETHER):
        rows = Entry.objects.filter(seq__in=seqs[start : start + _TOGETHER]).values_list(*_COLUMNS)
        for seq, kind, at, c, prev, stored, salt, body in rows:
            check_row(seq, kind, at, c, prev, stored)
            if body is not None:
                check_payload(seq, c, bytes(salt), body)
                found[seq] = Said(body, at)
            else:
                bare[seq] = at
    standing = StandIns() if bare else None
    holders = {holder: seq for seq in bare if standing and (holder := standing.holder(seq)) != seq}
    left = said([*holders]) if holders else {}
    return found | {holders[holder]: Said(one.body, bare[holders[holder]]) for holder, one in left.items()}


def check_row(seq: int, kind: str, at: str, c: str, prev: str, stored: str) -> None:  # noqa: PLR0913
    """Raise DamagedError where an entry is not what was recorded."""
    if row_hash(row_bytes(seq, kind.encode(), at.encode(), c.encode(), prev.encode())) != stored:
        raise _damaged(seq)


def check_payload(seq: int, c: str, salt: bytes, body: str) -> None:
    """Raise DamagedError where a payload is not what was recorded."""
    if commitment(salt, body.encode()) != c:
        raise _damaged(seq)


def _damaged(seq: int) -> DamagedError:
    return DamagedError(
        f"Entry {seq} of the journal is damaged: it does not hold what was recorded. marsad verify lists all damage; "
        "leave this ledger as it is, and restore the last backup into another folder (--home)."
    )
