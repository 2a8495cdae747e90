"""What a report was taken out of, as it was received."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Raw:
    """The bytes that a report was taken out of, and what came with them; each field as given, none worked out."""

    bytes: bytes = field(repr=False)
    url: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    """The HTTP headers as they came, name and value, in their order; a name may come twice."""
    content_type: str | None = None
    """The media type, like `text/html; charset=windows-1256`."""
    fetched_at: datetime | None = None
    """When it was received, with its zone; None for what was no answer of a server."""
    extractor: str | None = None
    """What took the text out of the bytes, with its version, like `trafilatura 2.1.0`; None where they are the text."""

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.bytes).hexdigest()
