"""Which entry holds what is left of another one, where a name was masked in it; a chain where that was done again."""

from __future__ import annotations

import json

from marsad.store.models import Payload
from marsad.store.verify import TOMBSTONE

MASKED = "masked"
"""The kind of an entry that holds what is left of another one."""
INSTEAD = "instead"
"""In a tombstone: pairs of an entry that went and the entry that holds its masked payload."""


class StandIns:
    """The masked entries of the journal as it is now."""

    def __init__(self) -> None:
        tombs = Payload.objects.filter(entry__kind=TOMBSTONE).order_by("entry_id").values_list("body", flat=True)
        self._next = {was: now for body in tombs for was, now in json.loads(body).get(INSTEAD, ())}
        self._before = {now: was for was, now in self._next.items()}

    def holder(self, seq: int) -> int:
        """Return the entry that holds the payload of an entry: itself, where nothing was masked in it."""
        while seq in self._next:
            seq = self._next[seq]
        return seq

    def root(self, seq: int) -> tuple[int, int]:
        """Return the entry that a holder stands for, and how often a name was masked in it."""
        steps = 0
        while seq in self._before:
            seq, steps = self._before[seq], steps + 1
        return seq, steps
