"""The bytes that are hashed: canonical payloads, their commitments, and the links of the chain."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import rfc8785

from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = "0" * 64
"""What the first entry follows."""

# With these shapes only, a row has one serialisation and a serialisation one row.
_ROW = re.compile(
    rb'\[[1-9][0-9]*,"[a-z][a-z-]*","[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z",'
    rb'"[0-9a-f]{64}","[0-9a-f]{64}"\]'
)


class PayloadError(MarsadError):
    """A payload holds what canonical JSON cannot (RFC 8785): half a character, a number too large to be exact."""


def canonical(payload: Mapping[str, object]) -> bytes:
    """Return the canonical JSON of a payload (RFC 8785); raises PayloadError."""
    try:
        return rfc8785.dumps(payload)  # type: ignore[arg-type]
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise PayloadError(
            f"This cannot be recorded as JSON: {error}. Mend the text or the figure and try again."
        ) from error


def commitment(salt: bytes, body: bytes) -> str:
    """Return what an entry keeps of its payload: SHA-256 of the salt and the canonical bytes, in hexadecimal."""
    return hashlib.sha256(salt + body).hexdigest()


def row_bytes(seq: int, kind: bytes, at: bytes, c: bytes, prev: bytes) -> bytes:
    """Return the canonical JSON of a row: the array of sequence, kind, time, commitment and the hash before."""
    return b'[%d,"%b","%b","%b","%b"]' % (seq, kind, at, c, prev)


def row_hash(row: bytes) -> str:
    """Return the hash that chains a row (its `row_bytes`), in hexadecimal."""
    return hashlib.sha256(row).hexdigest()


def well_formed(row: bytes) -> bool:
    """Tell whether every field of a row (its `row_bytes`) has the shape that the journal writes."""
    return _ROW.fullmatch(row) is not None


def stamp(at: datetime) -> str:
    """Write a time as the journal keeps it, in UTC to the microsecond, so that texts sort as times do."""
    if at.tzinfo is None:
        raise ValueError(f"the journal needs a time with its zone, not {at}")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def unstamp(text: str) -> datetime:
    """Read a time as the journal keeps it."""
    return datetime.fromisoformat(text)
