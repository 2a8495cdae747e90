"""What a ledger's folder remembers of expunging, so that an older backup put back there forgets the same again.

A line of JSON for each tombstone: who, why, when, and the commitments of the payloads that went. A commitment without
its salt says nothing of what it was.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from marsad.store.errors import sentences
from marsad.store.expunge import expunge
from marsad.store.models import Entry, Payload

if TYPE_CHECKING:
    from pathlib import Path

    from marsad.store.journal import JournalEntry

FILE = "expunged.jsonl"


def remember(home: Path, tombstone: JournalEntry) -> None:
    """Note in the folder what a tombstone expunged."""
    told = tombstone.payload or {}
    with sentences():
        gone = list(Entry.objects.filter(seq__in=told.get("seqs", ())).order_by("seq").values_list("c", flat=True))
    line = {"at": tombstone.at.isoformat(), "who": told.get("who"), "why": told.get("why"), "c": gone}
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / FILE).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def forget_again(home: Path) -> int:
    """Expunge what the folder remembers and the ledger holds again; return how many entries went."""
    try:
        lines = (home / FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return 0
    count = 0
    for told in map(json.loads, lines):
        with sentences():
            back = list(Payload.objects.filter(entry__c__in=told["c"]).values_list("entry_id", flat=True))
        if back:
            expunge(back, told["who"], told["why"])
            count += len(back)
    return count
