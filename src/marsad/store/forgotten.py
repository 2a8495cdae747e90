"""What a ledger's folder remembers of expunging, so that an older backup put back there forgets the same again.

A line of JSON for each tombstone: who, why, when, and the commitments of the payloads that went. A commitment without
its salt says nothing of what it was. Where a name was masked, the line says where its letters stood, not which they
were.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.store.errors import StoreError, sentences
from marsad.store.expunge import expunge
from marsad.store.masking import MASKS, mask, masking
from marsad.store.models import Entry, Payload
from marsad.store.stand_ins import StandIns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from marsad.store.journal import JournalEntry

FILE = "expunged.jsonl"


@dataclass(frozen=True, slots=True)
class Gone:
    """A payload that went: the commitment of the entry that first held it, and what was masked in it.

    `step` counts the times that names had been masked in it before; `masks` is None where it went as a whole.
    """

    c: str
    step: int = 0
    masks: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """One tombstone as the folder remembers it: who, why, and the payloads that went."""

    who: str
    why: str
    gone: tuple[Gone, ...]


def remember(home: Path, tombstone: JournalEntry) -> None:
    """Note in the folder what a tombstone expunged, before the change is done: what is not noted is not removed."""
    told = tombstone.payload or {}
    line = {"at": tombstone.at.isoformat(), "who": told.get("who"), "why": told.get("why")}
    with sentences():
        line |= _noted(told)
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
    roots = [standing.root(seq) for seq in seqs]
    written = dict(Entry.objects.filter(seq__in=[root for root, _ in roots]).values_list("seq", "c"))
    noted: dict[str, Any] = {"c": [written[root] for root, _ in roots]}
    if any(step for _, step in roots):
        noted["steps"] = [step for _, step in roots]
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
        steps, masks = told.get("steps") or [0] * len(c), told.get(MASKS) or [None] * len(c)
        gone = (
            Gone(one, int(step), None if hidden is None else tuple((int(start), int(end)) for start, end in hidden))
            for one, step, hidden in zip(c, steps, masks, strict=True)
        )
        return Memory(str(told["who"]), str(told["why"]), tuple(gone))
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{where} is damaged. It tells what was expunged; mend it first. Nothing was done.") from error


def back_again(memory: Sequence[Memory]) -> int:
    """Return how many entries hold what is remembered as expunged."""
    with sentences():
        return sum(len(_back(told)) for told in memory)


def forget_again(memory: Sequence[Memory]) -> int:
    """Expunge and mask what is remembered and the ledger holds again; return how many entries that bears on."""
    count = 0
    for told in memory:
        with sentences():
            back = _back(told)
        whole = [seq for seq, _, hidden in back if hidden is None]
        named = [(seq, root, hidden) for seq, root, hidden in back if hidden is not None]
        if whole:
            expunge(whole, told.who, told.why)
        if named:
            mask([masking(*one) for one in named], told.who, told.why)
        count += len(back)
    return count


def _back(told: Memory) -> list[tuple[int, int, tuple[tuple[int, int], ...] | None]]:
    """Return what is held again of what went: the entry that holds it, the first that did, and what to mask in it."""
    standing = StandIns()
    seqs = dict(Entry.objects.filter(c__in=[one.c for one in told.gone]).values_list("c", "seq"))
    found = ((seqs[one.c], one) for one in told.gone if one.c in seqs)
    held = [(standing.holder(root), root, one) for root, one in found]
    here = {*Payload.objects.filter(entry_id__in=[seq for seq, _, _ in held]).values_list("entry_id", flat=True)}
    return [(seq, root, one.masks) for seq, root, one in held if seq in here and standing.root(seq)[1] == one.step]
