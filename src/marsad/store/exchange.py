"""Taking another recorder's bundle in: read, checked, trusted, recorded; all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.store import bundle, foreign, forgotten
from marsad.store.errors import NoLedgerError, RefusedError
from marsad.store.expunge import wipe
from marsad.store.opening import open_ledger
from marsad.store.transaction import writing
from marsad.store.trusted import trust, trusted

if TYPE_CHECKING:
    from pathlib import Path

    from marsad.store.foreign import Taken


def take_in(packed: bytes, who: str, home: Path, *, trusting: bool = False) -> Taken:
    """Take in all that is new of a bundle, in the ledger of the folder `home`; with `trusting` its key is trusted.

    What its recorder expunged is expunged here, and what the folder remembers as expunged does not come back. Raises
    RefusedError and PackedError.
    """
    if not who.strip():
        raise RefusedError("Taking a bundle in says who does so: --by NAME, or set MARSAD_WHO. Nothing was taken in.")
    found, memory = bundle.unpack(packed), forgotten.remembered(home)
    try:
        open_ledger(create=trusting)
    except NoLedgerError as error:
        raise foreign.untrusted(found) from error
    with writing():
        foreign.refuse_own(found)
        if trusting and found.fingerprint not in trusted():
            trust(found.fingerprint, found.signed.recorder, who)
        taken = foreign.take(found, foreign.trusted_name(found), who.strip())
        for tombstone in taken.tombstones:
            forgotten.remember(home, tombstone)
        again = forgotten.forget_again(memory) if taken.new or taken.captures else 0
    if taken.tombstones or again:
        wipe()
    return taken
