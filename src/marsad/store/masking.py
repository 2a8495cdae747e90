"""Forgetting a name: whatever holds it goes, and is held from then on by an entry with the name masked.

The letters of a name are replaced one by one, so that every offset, anchor and decision binds as before. The tombstone
says where letters were masked, in code points of what entries say (`_plain`), and not which letters they were: with
that an older backup forgets the same again, and so does whoever took the entries in from a bundle.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.model.report import Report
from marsad.store.canonical import canonical
from marsad.store.captured import CAPTURE
from marsad.store.copies import FOREIGN, LEFT, content, plain_kind
from marsad.store.errors import RefusedError, sentences
from marsad.store.expunge import BUNDLE, bury
from marsad.store.journal import Journal
from marsad.store.models import Entry, ForeignRow, Payload
from marsad.store.reports import REPORT
from marsad.store.stamps import STAMP
from marsad.store.stand_ins import INSTEAD, MASKED, StandIns
from marsad.store.transaction import writing
from marsad.store.trusted import TRUST
from marsad.store.verify import TOMBSTONE
from marsad.text.masked_record import masked_record
from marsad.text.masking import MASK, Names, laid_over, masked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import datetime

    from marsad.store.journal import JournalEntry

Stretches = tuple[tuple[int, int], ...]
MASKS, ORIGIN_MASKS = "masks", "origin_masks"
"""In a tombstone: pairs of an entry that went and the stretches of what it said that were masked; of those that bundles
brought also pairs of the hash by which others know the entry, and the same."""
_STANDS_FOR = "stands_for"
_ELSE = (TOMBSTONE, MASKED, CAPTURE, BUNDLE, TRUST, STAMP, FOREIGN + TOMBSTONE, FOREIGN + CAPTURE)
"""Entries that hold no words of reports, but who did what; or what is left of others."""
_BLANK = re.compile(r"\\[nrt]")
_RUN = re.compile(f"{MASK}+")


@dataclass(frozen=True, slots=True)
class Masking:
    """What is to be masked in one entry: stretches of what it says, in its payload, which `holder` holds now.

    `root` is the entry that first held it, `kind` what kind of entry that is, whoever recorded it.
    """

    holder: int
    root: int
    kind: str
    body: str
    stretches: Stretches

    @property
    def left(self) -> dict[str, Any]:
        """What is left: a report keeps the id under which it came in, what a bundle brought loses its salt."""
        said: dict[str, Any] = json.loads(masked(_plain(self.body), [*self.stretches]))
        if self.kind == REPORT:
            said |= {_STANDS_FOR: said["id"], "text_id": Report(said["text"]).text_id}
        whole: dict[str, Any] = json.loads(self.body)
        return said if content(whole) is whole else {**whole, "content": said, "salt": ""}

    @property
    def moves(self) -> bool:
        """Tell whether anything stands there that is not masked yet."""
        plain = _plain(self.body)
        return masked(plain, [*self.stretches]) != plain


def pairs(told: object) -> Stretches:
    """Read stretches as tombstones have them; raises TypeError or ValueError where they are none."""
    if not isinstance(told, Sequence):
        raise TypeError("stretches are a list of pairs")
    return tuple((int(start), int(end)) for start, end in told)


def holding(names: Names, only: Collection[str] = ()) -> list[Masking]:
    """Return what is to be masked in the journal; `only` in these reports, by id, and in what is about them."""
    with sentences():
        texts = {id_: names.hide(said["text"]) for id_, said, body in _reports() if _in(names, body)}
        search = _Search(names, {id_: text for id_, text in texts.items() if not only or id_ in only}, only)
        return [masking for held in _held() if (masking := search.masking(*held))]


def unlike_their_copies() -> list[Masking]:
    """Return what is to be masked since in another copy of the same report it is, and in all that quotes it."""
    with sentences():
        if not Entry.objects.filter(kind__in=(MASKED, LEFT + REPORT)).exists():
            return []
        texts, hidden = dict[str, str](), set[str]()
        for id_, said, _ in _reports():
            texts[id_] = laid_over(said["text"], 0, texts.get(id_, said["text"]))
            texts[id_] = laid_over(texts[id_], 0, said["text"])
            hidden |= {id_} if _STANDS_FOR in said else set()
        search = _Search(Names(), {id_: texts[id_] for id_ in hidden}, hidden)
        return [masking for held in _held() if hidden and (masking := search.masking(*held))]


def maskings(wanted: Iterable[tuple[int, Stretches]]) -> list[Masking]:
    """Return what of these stretches is still to be masked, each in what first stood in an entry."""
    standing, found = StandIns(), dict[int, set[tuple[int, int]]]()
    for root, stretches in wanted:
        found.setdefault(root, set()).update(stretches)
    kinds = dict(Entry.objects.filter(seq__in=found).values_list("seq", "kind"))
    made = []
    for root in sorted(found):
        body = Payload.objects.filter(entry_id=standing.holder(root)).values_list("body", flat=True).first()
        if body is not None and kinds[root] not in _ELSE:
            kind, stretches = plain_kind(kinds[root]), tuple(sorted(found[root]))
            made.append(Masking(standing.holder(root), root, kind, body, stretches))
    return [one for one in made if one.moves]


def mask(found: Sequence[Masking], who: str, why: str, at: datetime | None = None) -> JournalEntry:
    """Put masked payloads in the place of those that hold a name; return the tombstone. One transaction.

    Raises RefusedError where nothing is to be masked.
    """
    if not found:
        raise RefusedError("Nothing in the ledger holds this name; nothing was changed.")
    with writing():
        stand = Journal().append_many([(MASKED, one.left) for one in found], at)
        links = dict(ForeignRow.objects.filter(seq__in=[one.root for one in found]).values_list("seq", "hash"))
        told: dict[str, Any] = {
            INSTEAD: [[one.holder, entry.seq] for one, entry in zip(found, stand, strict=True)],
            MASKS: [[one.holder, [[*stretch] for stretch in one.stretches]] for one in found],
        }
        others = [[links[one.root], [[*stretch] for stretch in one.stretches]] for one in found if one.root in links]
        told |= {ORIGIN_MASKS: others} if others else {}
        return bury({one.holder for one in found}, {"who": who, "why": why, **told}, at)


def _plain(body: str) -> str:
    """Return what a payload says, in the canonical JSON in which stretches count.

    Of what a bundle brought it is the content; a report that is masked already counts as if it had its id alone: so
    the stretches are the same whenever, and at whoever's, they are masked.
    """
    said = {**content(json.loads(body))}
    said.pop(_STANDS_FOR, None)
    return canonical(said).decode()


def _held() -> Iterator[tuple[Entry, int, str]]:
    """Yield every entry that can hold a name, with the entry that holds its payload, and that.

    A capture is none of them: nothing can be masked in bytes as they were received, so it goes as a whole.
    """
    standing = StandIns()
    for entry in Entry.objects.exclude(kind__in=_ELSE).order_by("seq").iterator(chunk_size=500):
        holder = standing.holder(entry.seq)
        body = Payload.objects.filter(entry_id=holder).values_list("body", flat=True).first()
        if body is not None:
            yield entry, holder, body


def _reports() -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield what every report says, with its id before and its payload behind; copies of one as well."""
    for entry, _, body in _held():
        if plain_kind(entry.kind) == REPORT:
            said = content(json.loads(body))
            yield said["id"], said, body


def _in(names: Names, line: str) -> bool:
    return bool(names.spans(_BLANK.sub("  ", line)))


@dataclass(frozen=True, slots=True)
class _Search:
    """Names that are looked for in payloads, and masked texts of reports, by id; `only` in what is about these."""

    names: Names
    texts: Mapping[str, str]
    only: Collection[str]

    def masking(self, entry: Entry, holder: int, body: str) -> Masking | None:
        """Return what is to be masked in an entry; None where that is nothing.

        What quotes a report that holds the name is looked at in every case: a quote may hold a piece of the name.
        """
        near = self.only or self.texts
        if not any(id_ in body for id_ in near) and (self.only or not _in(self.names, body)):
            return None
        plain, kind = _plain(body), plain_kind(entry.kind)
        said = json.loads(plain)
        report = said["id"] if kind == REPORT else ""
        hidden = masked_record(said, self.names, self.texts, report)
        if report in self.texts:
            hidden["text"] = laid_over(hidden["text"], 0, self.texts[report])
        stretches = tuple(run.span() for run in _RUN.finditer(_changed(plain, canonical(hidden).decode())))
        return Masking(holder, entry.seq, kind, body, stretches) if stretches else None


def _changed(plain: str, hidden: str) -> str:
    """Return a line with a block wherever a letter is masked that was not before."""
    both = zip(plain, hidden, strict=True)
    return "".join(MASK if now == MASK and was != MASK else " " for was, now in both)
