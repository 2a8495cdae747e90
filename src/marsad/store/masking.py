"""Forgetting a name: whatever holds it goes, and is held from then on by an entry with the name masked.

The letters of a name are replaced one by one, so that every offset, anchor and decision binds as before. The tombstone
says where letters were masked, in code points of the payloads' canonical JSON, and not which letters they were: with
that an older backup forgets the same again.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.model.report import Report
from marsad.store.canonical import canonical
from marsad.store.errors import RefusedError, sentences
from marsad.store.expunge import bury
from marsad.store.journal import Journal
from marsad.store.models import Entry, Payload
from marsad.store.reports import REPORT
from marsad.store.stand_ins import INSTEAD, StandIns
from marsad.store.transaction import writing
from marsad.store.verify import TOMBSTONE
from marsad.text.masked_record import masked_record
from marsad.text.masking import MASK, masked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from marsad.store.journal import JournalEntry
    from marsad.text.masking import Names

MASKED = "masked"
"""The kind of an entry that holds what is left of another one."""
MASKS = "masks"
"""In a tombstone: pairs of an entry that went and the stretches of its payload that were masked."""
_BLANK = re.compile(r"\\[nrt]")
_RUN = re.compile(f"{MASK}+")


@dataclass(frozen=True, slots=True)
class Masking:
    """What is to be masked in one entry: stretches of its payload, which `holder` holds now; `kind` is the entry's."""

    holder: int
    kind: str
    body: str
    stretches: tuple[tuple[int, int], ...]

    @property
    def left(self) -> dict[str, Any]:
        """What is left: a report keeps the id under which it came in."""
        payload: dict[str, Any] = json.loads(masked(self.body, [*self.stretches]))
        if self.kind == REPORT:
            payload |= {"stands_for": payload["id"], "text_id": Report(payload["text"]).text_id}
        return payload


def holding(names: Names, only: Collection[str] = ()) -> list[Masking]:
    """Return what is to be masked in the journal; `only` in these reports, by id, and in what is about them."""
    with sentences():
        search = _Search(names, only)
        return [masking for held in _held() if (masking := search.masking(*held))]


def masking(holder: int, root: int, stretches: tuple[tuple[int, int], ...]) -> Masking:
    """Return what is to be masked again in what an entry holds, which stands for another or for itself."""
    return Masking(holder, Entry.objects.get(seq=root).kind, Payload.objects.get(entry_id=holder).body, stretches)


def mask(found: Sequence[Masking], who: str, why: str, at: datetime | None = None) -> JournalEntry:
    """Put masked payloads in the place of those that hold a name; return the tombstone. One transaction.

    Raises RefusedError where nothing is to be masked.
    """
    if not found:
        raise RefusedError("Nothing in the ledger holds this name; nothing was changed.")
    with writing():
        stand = Journal().append_many([(MASKED, one.left) for one in found], at)
        told = {
            INSTEAD: [[one.holder, entry.seq] for one, entry in zip(found, stand, strict=True)],
            MASKS: [[one.holder, [[*stretch] for stretch in one.stretches]] for one in found],
        }
        return bury({one.holder for one in found}, {"who": who, "why": why, **told}, at)


def _held() -> Iterator[tuple[Entry, int, str]]:
    """Yield every entry that can hold a name, with the entry that holds its payload, and that."""
    standing = StandIns()
    for entry in Entry.objects.exclude(kind__in=(TOMBSTONE, MASKED)).order_by("seq").iterator(chunk_size=500):
        holder = standing.holder(entry.seq)
        body = Payload.objects.filter(entry_id=holder).values_list("body", flat=True).first()
        if body is not None:
            yield entry, holder, body


class _Search:
    """Names that are looked for in payloads."""

    def __init__(self, names: Names, only: Collection[str]) -> None:
        self._names = names
        self._texts = {id_: text for id_, text in self._reports() if not only or id_ in only}
        self._near = frozenset(only or self._texts)
        self._only = bool(only)

    def masking(self, entry: Entry, holder: int, body: str) -> Masking | None:
        """Return what is to be masked in an entry; None where that is nothing.

        What quotes a report that holds the name is looked at in every case: a quote may hold a piece of the name.
        """
        if not any(id_ in body for id_ in self._near) and (self._only or not self._in(body)):
            return None
        payload = json.loads(body)
        report = payload["id"] if entry.kind == REPORT else ""
        hidden = canonical(masked_record(payload, self._names, self._texts, report)).decode()
        stretches = tuple(run.span() for run in _RUN.finditer(_changed(body, hidden)))
        return Masking(holder, entry.kind, body, stretches) if stretches else None

    def _reports(self) -> Iterator[tuple[str, str]]:
        """Yield the reports whose text holds a name, by id, with the text masked."""
        for entry, _, body in _held():
            if entry.kind == REPORT and self._in(body):
                report = json.loads(body)
                yield report["id"], self._names.hide(report["text"])

    def _in(self, body: str) -> bool:
        return bool(self._names.spans(_BLANK.sub("  ", body)))


def _changed(body: str, hidden: str) -> str:
    """Return a line with a block wherever a letter is masked that was not before."""
    pairs = zip(body, hidden, strict=True)
    return "".join(MASK if now == MASK and was != MASK else " " for was, now in pairs)
