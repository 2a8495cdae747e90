"""Files that belong to the pages: served from the package, each under an address that changes with its bytes."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class Versioned(StaticFilesStorage):
    """Addresses with the beginning of the file's SHA-256, so that a browser may keep what it has for long."""

    def url(self, name: str | None, *, force: bool = False) -> str:  # noqa: ARG002 - Django's signature
        """Return the address of a file."""
        plain = super().url(name)
        version = _version(name or "")
        return f"{plain}?v={version}" if version else plain


@cache
def _version(name: str) -> str:
    found = finders.find(name)
    return sha256(Path(found).read_bytes()).hexdigest()[:12] if isinstance(found, str) else ""
