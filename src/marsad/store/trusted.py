"""Whom this ledger trusts: an entry for each time that a person says so of a recorder's key, or takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.store.errors import RefusedError
from marsad.store.journal import Journal

if TYPE_CHECKING:
    from marsad.store.journal import JournalEntry

TRUST = "trust"


def trust(fingerprint: str, name: str, who: str) -> JournalEntry:
    """Record that a person trusts the key of this fingerprint to be the named recorder's; raises RefusedError."""
    for what, said in (("whose key it is: --as NAME", name), ("who trusts it: --by NAME, or set MARSAD_WHO", who)):
        if not said.strip():
            raise RefusedError(f"Trusting a key says {what}. Nothing was recorded.")
    return Journal().append(TRUST, {"fingerprint": fingerprint, "name": name.strip(), "who": who.strip()})


def withdraw(fingerprint: str, who: str) -> JournalEntry:
    """Record that a key is trusted no more; what was taken in stays. Raises RefusedError."""
    if fingerprint not in trusted():
        raise RefusedError("No key of this fingerprint is trusted here. Nothing was recorded.")
    if not who.strip():
        raise RefusedError("Withdrawing trust says who does so: --by NAME, or set MARSAD_WHO. Nothing was recorded.")
    return Journal().append(TRUST, {"fingerprint": fingerprint, "name": "", "who": who.strip()})


def trusted() -> dict[str, str]:
    """Return the keys that are trusted, by fingerprint, each with its recorder's name."""
    found: dict[str, str] = {}
    for entry in Journal().entries(TRUST):
        if entry.payload:
            found[entry.payload["fingerprint"]] = entry.payload["name"]
    return {fingerprint: name for fingerprint, name in found.items() if name}
