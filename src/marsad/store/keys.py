"""The recorder's key pair (Ed25519, by the package cryptography): made on first use in the ledger's folder.

The secret key is for the owner of the folder alone. The public one is known by its fingerprint: 30 digits in groups of
five, 99 bits of its SHA-256, to be read out over a phone.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from marsad.model.problem import MarsadError
from marsad.store.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FILE = "key.pem"
_DIGITS = 30


class KeyFileError(StoreError):
    """The key cannot be made, read or used; the sentence says what to do."""


def public(home: Path) -> bytes:
    """Return the public key of the ledger's folder, 32 bytes; the pair is made where there is none."""
    return _own(home).public_key().public_bytes_raw()


def sign(home: Path, statement: bytes) -> bytes:
    """Sign with the key of the ledger's folder."""
    return _own(home).sign(statement)


def signed(key: bytes, signature: bytes, statement: bytes) -> bool:
    """Tell whether the holder of a key signed this statement."""
    _need()
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, statement)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(key: bytes) -> str:
    """Return the 30 digits by which people know a key."""
    return str(int.from_bytes(hashlib.sha256(key).digest(), "big") % 10**_DIGITS).zfill(_DIGITS)


def spoken(digits: str) -> str:
    """Write a fingerprint in groups of five."""
    return " ".join(digits[at : at + 5] for at in range(0, _DIGITS, 5))


def read_fingerprint(words: str) -> str:
    """Read a fingerprint as a person types it, in digits of either script; raises MarsadError."""
    plain = "".join(words.split()).replace("-", "")
    if len(plain) != _DIGITS or not plain.isdecimal():
        raise MarsadError(f"“{words}” is no fingerprint of a key: it has 30 digits, as `marsad key` prints them.")
    return "".join(str(int(digit)) for digit in plain)


def _own(home: Path) -> Ed25519PrivateKey:
    _need()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    path = home / FILE
    try:
        if not path.exists():
            _make(path)
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise KeyFileError(f"Others may read the key {path}; keep it for yourself: chmod 600 {path}")
        found = load_pem_private_key(path.read_bytes(), None)
    except OSError as error:
        raise KeyFileError(f"The key {path} cannot be made or read: {error.strerror}.") from error
    except (ValueError, TypeError) as error:
        raise KeyFileError(
            f"The key {path} is damaged; put it back from a copy, or remove it for a new one."
        ) from error
    if not isinstance(found, Ed25519PrivateKey):
        raise KeyFileError(f"The key {path} is of another kind than Ed25519; remove it for a new one.")
    return found


def _make(path: Path) -> None:
    """Make a key pair; the file is there whole or not at all, and takes no other's place."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    made = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{FILE}.{os.getpid()}")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(part)
        except FileExistsError:
            return  # another process made one meanwhile
        except OSError:  # a file system without links
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _need() -> None:
    try:
        import cryptography  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise KeyFileError(
            "Signing and checking bundles needs the Python package cryptography; "
            "install it with: pip install cryptography"
        ) from error
