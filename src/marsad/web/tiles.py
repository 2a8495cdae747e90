"""A background map of one's own: a PMTiles file that MARSAD_TILES names, given to the browser piece by piece."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from django.http import HttpResponse

if TYPE_CHECKING:
    from django.http import HttpRequest

SETTING = "MARSAD_TILES"
BEGINNING = b"PMTiles"
MOST = 16 * 1024 * 1024
"""No piece is larger: a tile and a directory of them have some hundred kilobytes."""
_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")


def tiles() -> Path | None:
    """Return the file, None where none is named, or what is named is no PMTiles file that can be read."""
    named = os.environ.get(SETTING, "").strip()
    if not named:
        return None
    path = Path(named)
    try:
        with path.open("rb") as file:
            return path if file.read(len(BEGINNING)) == BEGINNING else None
    except OSError:
        return None


def piece(request: HttpRequest, path: Path) -> HttpResponse:
    """Answer a request for a stretch of bytes (RFC 9110, Range); without one, or with a wrong one, 416."""
    size = path.stat().st_size
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    first = int(asked[1]) if asked else size
    if first >= size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    last = min(int(asked[2]) if asked and asked[2] else size - 1, size - 1, first + MOST - 1)
    with path.open("rb") as file:
        file.seek(first)
        body = file.read(max(0, last - first + 1))
    headers = {
        "Content-Range": f"bytes {first}-{last}/{size}",
        "Accept-Ranges": "bytes",
        "Content-Encoding": "identity",
    }
    return HttpResponse(body, status=206, content_type="application/octet-stream", headers=headers)
