"""Forgetting a name: what holds it is found and masked for good; the folder remembers it for older backups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad import derive, flow
from marsad.intake.spellings import spellings, undone
from marsad.ledger.as_of import Question
from marsad.model.audience import TEAM
from marsad.store import captured, captures, forgotten, masking
from marsad.store.captured import CAPTURE
from marsad.store.captures import CaptureError
from marsad.store.copies import content
from marsad.store.errors import RefusedError
from marsad.store.expunge import expunge, wipe
from marsad.store.opening import open_ledger
from marsad.store.reports import REPORT
from marsad.store.transaction import writing
from marsad.text.masking import Names, is_name, name_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from marsad.model.audience import Audience
    from marsad.store.captured import Captured
    from marsad.store.masking import Masking


@dataclass(frozen=True, slots=True)
class Masked:
    """What is to be masked because it holds a name, entry by entry, by whom and why."""

    found: tuple[Masking, ...]
    who: str
    why: str
    captures: tuple[int, ...] = ()
    """The entries of captures that hold it: nothing can be masked in them, and they go as a whole."""

    def count(self, kind: str) -> int:
        """Count the entries of a kind that hold the name."""
        return len(self.captures) if kind == CAPTURE else sum(one.kind == kind for one in self.found)

    @property
    def entries(self) -> int:
        """How many entries hold the name."""
        return len(self.found) + len(self.captures)


def propose_masking(names: Sequence[str], only: Sequence[str], who: str, why: str, audience: Audience = TEAM) -> Masked:
    """Find what holds a name, in any spelling, in all reports or in `only` some. Nothing is changed.

    The audience must see the reports that it names; a name without reports goes from all that there are.
    """
    open_ledger(create=False)
    for needed, said in (("who does it: --by NAME, or set MARSAD_WHO", who), ("why: --why WORDS", why)):
        if not said.strip():
            raise RefusedError(f"Removing a name says {needed}. Nothing was removed.")
    for name in names:
        if not is_name(name):
            raise RefusedError(f"“{name}” is no name that could be found; write its letters. Nothing was removed.")
    hidden = Names(frozenset(map(name_key, names)))
    if hidden.spans(who) or hidden.spans(why):
        raise RefusedError("The reason stays for good; say it without the name. Nothing was removed.")
    reports = [flow.ledger(Question(audience=audience)).desk.report(name).id for name in only]
    found = masking.holding(hidden, reports)
    captures = tuple(_captures(hidden, {content(one.left)["id"] for one in found if one.kind == REPORT}, reports))
    if not found and not captures:
        captured.sweep()  # where a run died behind the change, before it came to the files
        wipe()
    return Masked(tuple(found), who.strip(), why.strip(), captures)


def _captures(hidden: Names, masked: Collection[str], only: Collection[str]) -> Iterator[int]:
    """Yield the entries of captures that hold a name: all of a report that does, and those in whose bytes it stands."""
    known: dict[str, bool] = {}
    for one in captured.everything():
        if only and one.report not in only:
            continue
        sha256 = one.kept.sha256
        if one.report in masked or holds(hidden, one, known):
            known[sha256] = True
            yield one.seq


def holds(hidden: Names, capture: Captured, known: dict[str, bool]) -> bool:
    """Tell whether a name stands in a capture, its address or its headers; `known` are bytes looked at before."""
    kept = capture.kept
    told = filter(None, (kept.url, kept.content_type, *(value for _, value in kept.headers)))
    if any(hidden.spans(text) for words in told for text in undone(words)):
        return True
    if kept.sha256 not in known:
        try:
            data = captures.load(kept.sha256)
        except CaptureError:  # what is not there holds nothing; verify tells of it
            data = b""
        known[kept.sha256] = any(map(hidden.spans, spellings(data)))
    return known[kept.sha256]


def mask(masked: Masked, home: Path) -> int:
    """Mask a name for good wherever it was found; return the sequence of the tombstone.

    The ledger's folder `home` remembers where its letters stood, for the day on which an older backup is put back.
    """
    with writing():
        if masked.captures:
            tombstone = expunge(masked.captures, masked.who, masked.why)
            forgotten.remember(home, tombstone)
        if masked.found or not masked.captures:
            tombstone = masking.mask(masked.found, masked.who, masked.why)
            forgotten.remember(home, tombstone)
    wipe()
    derive.anew()
    return tombstone.seq
