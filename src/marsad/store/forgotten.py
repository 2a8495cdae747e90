"""What a ledger's folder remembers of expunging, so that an older backup put back there forgets the same again.

A line of JSON for each tombstone: who, why, when, and the commitments of the payloads that went (of what bundles
brought also the hashes under which others know it). A commitment without its salt says nothing of what it was. Where a
name was masked, the line says where its letters stood, not which they were.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from marsad.store.canonical import stamp
from marsad.store.errors import StoreError, sentences
from marsad.store.expunge import expunge
from marsad.store.masking import MASKS, ORIGIN_MASKS, mask, maskings, pairs
from marsad.store.models import Entry, ForeignRow, Payload
from marsad.store.stand_ins import StandIns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from marsad.store.journal import JournalEntry
    from marsad.store.masking import Masking, Stretches

FILE = "expunged.jsonl"


@dataclass(frozen=True, slots=True)
class Gone:
    """A payload that went: the commitment of the entry that first held it; `masks` is None where it went as a whole."""

    c: str
    masks: Stretches | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """One tombstone as the folder remembers it: who, why, when, and the payloads that went.

    `origins` are the hashes that entries brought by bundles have in their own recorders' journals; where a name was
    masked in them, `origin_masks` has the stretches of each.
    """

    who: str
    why: str
    at: datetime
    gone: tuple[Gone, ...]
    origins: tuple[str, ...] = ()
    origin_masks: tuple[tuple[str, Stretches], ...] = ()


def remember(home: Path, tombstone: JournalEntry) -> None:
    """Note in the folder what a tombstone expunged, before the change is done: what is not noted is not removed."""
    told = tombstone.payload or {}
    line = {"at": tombstone.at.isoformat(), "who": told.get("who"), "why": told.get("why")}
    with sentences():
        line |= _noted(told)
    line |= {name: told[name] for name in ("origins", ORIGIN_MASKS) if name in told}
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (home / FILE).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise StoreError(f"{home / FILE} cannot be written: {error.strerror}. Nothing was removed.") from error


def _noted(told: Mapping[str, Any]) -> dict[str, Any]:
    """Write down the payloads that went, each by the commitment of the entry that first held it."""
    standing, masks = StandIns(), dict(told.get(MASKS, ()))
    seqs = sorted(told.get("seqs", ()))
    roots = [standing.root(seq)[0] for seq in seqs]
    written = dict(Entry.objects.filter(seq__in=roots).values_list("seq", "c"))
    noted: dict[str, Any] = {"c": [written[root] for root in roots]}
    return noted | ({MASKS: [masks.get(seq) for seq in seqs]} if masks else {})


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
        c = [*map(str, told["c"])]
        masks = told.get(MASKS) or [None] * len(c)
        gone = (Gone(one, None if hidden is None else pairs(hidden)) for one, hidden in zip(c, masks, strict=True))
        origin_masks = ((str(link), pairs(hidden)) for link, hidden in told.get(ORIGIN_MASKS, ()))
        at, origins = datetime.fromisoformat(told["at"]), tuple(map(str, told.get("origins", ())))
        return Memory(str(told["who"]), str(told["why"]), at, tuple(gone), origins, tuple(origin_masks))
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{where} is damaged. It tells what was expunged; mend it first. Nothing was done.") from error


def back_again(memory: Sequence[Memory]) -> int:
    """Return how many entries hold what is remembered as expunged."""
    with sentences():
        return sum(len(whole) + len(named) for whole, named in map(_back, memory))


def forget_again(memory: Sequence[Memory]) -> int:
    """Expunge and mask what is remembered and the ledger holds again; return how many entries that bears on.

    A report that was told again after it had been expunged stays.
    """
    count = 0
    for told in memory:
        with sentences():
            whole, named = _back(told)
        if whole:
            expunge(whole, told.who, told.why, up_to=stamp(told.at))
        if named:
            mask(named, told.who, told.why)
        count += len(whole) + len(named)
    return count


def _back(told: Memory) -> tuple[list[int], list[Masking]]:
    """Return what is held again of what went: entries that hold it, and what is to be masked in others."""
    standing, known = StandIns(), [one.c for one in told.gone]
    links = [*told.origins, *(link for link, _ in told.origin_masks)]
    by_c = dict(Entry.objects.filter(c__in=known).values_list("c", "seq"))
    by_hash = dict(ForeignRow.objects.filter(hash__in=links).values_list("hash", "seq"))
    whole = {by_c[one.c] for one in told.gone if one.masks is None and one.c in by_c}
    whole |= {by_hash[link] for link in told.origins if link in by_hash}
    held = {standing.holder(seq) for seq in whole}
    named = [(by_c[one.c], one.masks) for one in told.gone if one.masks is not None and one.c in by_c]
    named += [(by_hash[link], hidden) for link, hidden in told.origin_masks if link in by_hash]
    return [*Payload.objects.filter(entry_id__in=held).values_list("entry_id", flat=True)], maskings(named)
