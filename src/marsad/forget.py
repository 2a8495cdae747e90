"""Forgetting a name: what holds it is found and masked for good; the folder remembers it for older backups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad import derive, flow
from marsad.ledger.as_of import Question
from marsad.model.audience import TEAM
from marsad.store import forgotten, masking
from marsad.store.errors import RefusedError
from marsad.store.expunge import wipe
from marsad.store.opening import open_ledger
from marsad.store.transaction import writing
from marsad.text.masking import Names, is_name, name_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from marsad.model.audience import Audience
    from marsad.store.masking import Masking


@dataclass(frozen=True, slots=True)
class Masked:
    """What is to be masked because it holds a name, entry by entry, by whom and why."""

    found: tuple[Masking, ...]
    who: str
    why: str

    def count(self, kind: str) -> int:
        """Count the entries of a kind that hold the name."""
        return sum(one.kind == kind for one in self.found)


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
    if not found:
        wipe()  # where a run died behind the change, before it came to the files
    return Masked(tuple(found), who.strip(), why.strip())


def mask(masked: Masked, home: Path) -> int:
    """Mask a name for good wherever it was found; return the sequence of the tombstone.

    The ledger's folder `home` remembers where its letters stood, for the day on which an older backup is put back.
    """
    with writing():
        tombstone = masking.mask(masked.found, masked.who, masked.why)
        forgotten.remember(home, tombstone)
    wipe()
    derive.anew()
    return tombstone.seq
