"""Encrypting backups in the format of age, by pyrage: with a passphrase, or to public keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import ModuleType

_MARK = b"age-encryption.org/"


class SealedError(StoreError):
    """A file cannot be encrypted or decrypted; the sentence says what to do."""


def is_sealed(packed: bytes) -> bool:
    """Tell whether bytes are encrypted in the format of age."""
    return packed.startswith(_MARK)


def seal(packed: bytes, passphrase: str) -> bytes:
    """Encrypt with a passphrase."""
    sealed: bytes = _age().passphrase.encrypt(packed, passphrase)
    return sealed


def seal_to(packed: bytes, keys: Sequence[str]) -> bytes:
    """Encrypt to public keys (`age1…`): who has a secret key of one of them can read it."""
    age = _age()
    try:
        sealed: bytes = age.encrypt(packed, [age.x25519.Recipient.from_str(key) for key in keys])
    except age.RecipientError as error:
        raise SealedError(f"A key cannot be used: {error}. A public key of age begins with age1.") from error
    return sealed


def open_(packed: bytes, passphrase: str) -> bytes:
    """Decrypt with a passphrase; raises SealedError where it is the wrong one."""
    age = _age()
    try:
        opened: bytes = age.passphrase.decrypt(packed, passphrase)
    except age.DecryptError as error:
        raise SealedError(f"The passphrase does not open this backup, or it is damaged: {error}.") from error
    return opened


def open_with(packed: bytes, identity: Path) -> bytes:
    """Decrypt with the secret key in a file; raises SealedError where it is not the right one."""
    age = _age()
    try:
        lines = identity.read_text(encoding="utf-8").split()
        keys = [age.x25519.Identity.from_str(line) for line in lines if line.startswith("AGE-SECRET-KEY-")]
        opened: bytes = age.decrypt(packed, keys)
    except OSError as error:
        raise SealedError(f"The key cannot be read: {error}.") from error
    except (age.IdentityError, age.DecryptError, ValueError) as error:
        raise SealedError(f"The key in {identity} does not open this backup: {error}.") from error
    return opened


def _age() -> ModuleType:
    try:
        import pyrage
    except ImportError as error:
        raise SealedError(
            "Encrypted backups need the Python package pyrage; install it with: pip install pyrage"
        ) from error
    found: ModuleType = pyrage
    return found
