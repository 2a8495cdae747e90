"""Captures: what reports were taken out of, byte for byte, each a WARC file named after the SHA-256 of its bytes.

They lie in `captures` in the ledger's folder. A file is written before the journal names it, so that a crash leaves at
most a file that nothing names; the journal says of which report it is a capture, whence it came, and when.
"""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from marsad.store.errors import StoreError
from marsad.store.failing import point
from marsad.store.warc import pack, unpack, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.model.raw import Raw

FOLDER = "captures"
SUFFIX = ".warc.gz"
_PART = ".part"
_MANY = 20
"""With more files than this, the whole disk is told to keep what it was given, once: that is quicker."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture that is on disk: all that the journal says of it but of which report it is."""

    sha256: str
    size: int
    """Of the bytes as they were received."""
    url: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str | None = None
    fetched_at: datetime | None = None
    extractor: str | None = None


class CaptureError(StoreError):
    """A capture cannot be written or read; the sentence says which, and why."""


def folder() -> Path:
    """Return where captures lie."""
    return Path(settings.HOME[0]) / FOLDER


def place(sha256: str) -> str:
    """Return where a capture lies in the folder."""
    return f"{sha256[:2]}/{sha256}{SUFFIX}"


def put(raw: Raw) -> Kept:
    """Write the bytes of a capture to disk, once; they are safe there after `settle`. Raises CaptureError."""
    _write(raw)
    return described(raw, raw.sha256)


def described(raw: Raw, sha256: str) -> Kept:
    """Return what the journal says of a capture, which is on disk under this hash."""
    headers = tuple((whole(name), whole(value)) for name, value in raw.headers)
    url, kind = (whole(words) if words else None for words in (raw.url, raw.content_type))
    return Kept(sha256, len(raw.bytes), url, headers, kind, raw.fetched_at, raw.extractor)


def _write(raw: Raw) -> None:
    path = folder() / place(raw.sha256)
    try:
        if not path.exists():
            packed = pack(raw, datetime.now(UTC))
            path.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(mode=0o700, exist_ok=True)
            part = path.with_suffix(f".{os.getpid()}{_PART}")
            with os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
                file.write(packed)
            part.replace(path)
    except OSError as error:
        raise CaptureError(
            f"{path} cannot be written: {error.strerror}. Make room or ask for the right to write there, "
            "or say --no-keep. Nothing was recorded."
        ) from error


def settle(kept: Iterable[Kept]) -> None:
    """Make sure that captures have reached the disk, before the journal speaks of them."""
    paths = {folder() / place(one.sha256) for one in kept}
    if len(paths) > _MANY and sys.platform == "linux":
        os.sync()
    else:
        for path in {*paths, *(path.parent for path in paths), *(path.parent.parent for path in paths)}:
            _reach_disk(path)
    if paths:
        point("captures written")


def _reach_disk(path: Path) -> None:
    if path.is_dir() and os.name != "posix":
        return
    try:
        opened = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    except FileNotFoundError:  # removed meanwhile: whoever records it looks again
        return
    try:
        os.fsync(opened)
    except OSError as error:
        raise CaptureError(f"{path} does not reach the disk: {error.strerror}. Nothing was recorded.") from error
    finally:
        os.close(opened)


def is_there(sha256: str) -> bool:
    """Tell whether a capture is on disk."""
    return (folder() / place(sha256)).exists()


def packed(sha256: str) -> bytes:
    """Return the WARC file of a capture; raises CaptureError where it is not there, or not what it was."""
    return _read(sha256)[0]


def load(sha256: str) -> bytes:
    """Return the bytes of a capture, held against their hash; raises CaptureError."""
    return _read(sha256)[1]


def _read(sha256: str) -> tuple[bytes, bytes]:
    path = folder() / place(sha256)
    try:
        file = path.read_bytes()
        data = unpack(file)
    except FileNotFoundError:
        raise CaptureError(f"The capture {place(sha256)} is not in {folder()}.") from None
    except (OSError, ValueError) as error:
        raise CaptureError(f"The capture {path} cannot be read: {error}.") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise CaptureError(f"The capture {path} does not hold what was received.")
    return file, data


def put_back(sha256: str, file: bytes) -> None:
    """Write the WARC file of a capture as it was kept; raises CaptureError where it is damaged."""
    path = folder() / place(sha256)
    try:
        if hashlib.sha256(unpack(file)).hexdigest() != sha256:
            raise CaptureError(f"The capture {sha256[:16]} of the backup is damaged. Use another copy.")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(file)
        _reach_disk(path)
    except (OSError, ValueError) as error:
        raise CaptureError(f"The capture {path} cannot be put back: {error}.") from error


def remove(shas: Iterable[str]) -> int:
    """Take captures off the disk; return how many were there. Raises CaptureError."""
    count = 0
    for sha256 in shas:
        path = folder() / place(sha256)
        try:
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise CaptureError(f"{path} cannot be removed: {error.strerror}. Remove that file yourself.") from error
        _reach_disk(path.parent)
        count += 1
    return count


def on_disk() -> Iterator[tuple[str, Path]]:
    """Yield every file in the folder with the hash in its name; a file cut off in the middle has none."""
    for path in sorted(folder().glob("*/*")):
        name = path.name.removesuffix(SUFFIX)
        yield name if place(name) == f"{path.parent.name}/{path.name}" else "", path


def orphans(named: set[str]) -> list[Path]:
    """Return the files that none of the captures named is."""
    return [path for sha256, path in on_disk() if sha256 not in named]


def sweep(named: set[str]) -> int:
    """Remove the files that none of the captures named is; return how many."""
    left = orphans(named)
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
