"""What a ledger's folder remembers of expunging, so that an older backup put back there forgets the same again.

A line of JSON for each tombstone: who, why, when, and the commitments of the payloads that went (of what bundles
brought also the hashes under which others know it). A commitment without
its salt says nothing of what it was.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from marsad.store.canonical import stamp
from marsad.store.errors import StoreError, sentences
from marsad.store.expunge import expunge
from marsad.store.models import Entry, ForeignRow, Payload

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from marsad.store.journal import JournalEntry

FILE = "expunged.jsonl"


@dataclass(frozen=True, slots=True)
class Memory:
    """One tombstone as the folder remembers it: who, why, when, and the commitments of the payloads that went.

    `origins` are the hashes that entries brought by bundles have in their own recorders' journals.
    """

    who: str
    why: str
    at: datetime
    c: tuple[str, ...]
    origins: tuple[str, ...] = ()


def remember(home: Path, tombstone: JournalEntry) -> None:
    """Note in the folder what a tombstone expunged, before the change is done: what is not noted is not removed."""
    told = tombstone.payload or {}
    with sentences():
        gone = list(Entry.objects.filter(seq__in=told.get("seqs", ())).order_by("seq").values_list("c", flat=True))
    line = {"at": tombstone.at.isoformat(), "who": told.get("who"), "why": told.get("why"), "c": gone}
    line |= {"origins": told["origins"]} if "origins" in told else {}
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (home / FILE).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise StoreError(f"{home / FILE} cannot be written: {error.strerror}. Nothing was removed.") from error


def remembered(home: Path) -> list[Memory]:
    """Return what the folder remembers; raises StoreError where its file cannot be read."""
    try:
        lines = (home / FILE).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(
            f"{home / FILE} cannot be read: {error}. It tells what was expunged; mend it first."
        ) from error
    return [_memory(line, f"{home / FILE}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]


def _memory(line: str, where: str) -> Memory:
    try:
        told = json.loads(line)
        at = datetime.fromisoformat(told["at"])
        gone, origins = (tuple(map(str, told.get(name, ()))) for name in ("c", "origins"))
        return Memory(str(told["who"]), str(told["why"]), at, gone, origins)
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{where} is damaged. It tells what was expunged; mend it first. Nothing was done.") from error


def back_again(memory: Sequence[Memory]) -> int:
    """Return how many entries hold what is remembered as expunged."""
    with sentences():
        return sum(Payload.objects.filter(entry__c__in=told.c).count() for told in memory)


def forget_again(memory: Sequence[Memory]) -> int:
    """Expunge what is remembered and the ledger holds again; return how many entries went.

    A report that was told again after it had been expunged stays.
    """
    count = 0
    for told in memory:
        with sentences():
            back = list(Payload.objects.filter(entry__c__in=told.c).values_list("entry_id", flat=True))
            back += ForeignRow.objects.filter(hash__in=told.origins).values_list("seq", flat=True)
        if back:
            expunge(back, told.who, told.why, up_to=stamp(told.at))
            count += len(back)
    return count
