"""Files of the job between its steps: rows in named boxes, so that a later task takes out of each file what it needs.

A file is written beside its place and renamed into it, so it is there whole or not at all. It ends with an index of
its boxes and with what the task that wrote it counted. The same rows in the same order are the same bytes.
"""

from __future__ import annotations

import json
import os
import struct
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MAGIC = b"MARSBOX1"
_FOOT = struct.Struct("<Q8s")
_CODEC = pa.Codec("zstd", 1)
RAW = "#"
"""What the names of boxes begin with that hold numbers as numpy has them."""
_FULL = 16 << 20
"""Bytes that are kept in memory until boxes are written out."""
Record = dict[str, Any]


@dataclass(slots=True)
class Boxes:
    """Boxes that are being filled; `about` is what the task wants to tell of them."""

    out: Any
    about: Record = field(default_factory=dict)
    _open: dict[str, list[bytes]] = field(default_factory=dict)
    _index: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)
    _held: int = 0

    def put(self, box: str, row: Record | list[Any]) -> None:
        """Put a row into a box; it is written as JSON."""
        self.pack(box, json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))

    def pack(self, box: str, data: bytes) -> None:
        """Put bytes into a box; in one of RAW they follow one another, in others a line feed parts them."""
        self._open.setdefault(box, []).append(data)
        self._held += len(data)
        if self._held > _FULL:
            self.flush()

    def flush(self) -> None:
        """Write out what is held."""
        for box, rows in self._open.items():
            whole = (b"" if box.startswith(RAW) else b"\n").join(rows)
            data = _CODEC.compress(whole, asbytes=True)
            self._index.setdefault(box, []).append((self.out.tell(), len(data), len(whole)))
            self.out.write(data)
        self._open.clear()
        self._held = 0

    def finish(self) -> None:
        """Write the index, and behind it its length."""
        self.flush()
        foot = json.dumps({"about": self.about, "boxes": self._index}, ensure_ascii=False).encode()
        self.out.write(foot)
        self.out.write(_FOOT.pack(len(foot), _MAGIC))


@contextmanager
def writing(path: Path) -> Iterator[Boxes]:
    """Fill the boxes of a new file, which stands in its place once all is well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    with beside.open("wb") as out:
        boxes = Boxes(out)
        yield boxes
        boxes.finish()
    beside.replace(path)


def about(path: Path) -> Record:
    """Return what the task that wrote a file told."""
    found: Record = _foot(path)["about"]
    return found


def names(path: Path) -> list[str]:
    """List the boxes of a file."""
    return [*_foot(path)["boxes"]]


def rows(paths: Iterable[Path], box: str) -> Iterator[Any]:
    """Yield the rows of one box of several files, in their order."""
    for data in packed(paths, box):
        yield from map(json.loads, data.decode("utf-8", "surrogatepass").split("\n"))


def packed(paths: Iterable[Path], box: str) -> Iterator[bytes]:
    """Yield the bytes of one box of several files, as they were written out."""
    for path in paths:
        chunks = _foot(path)["boxes"].get(box, ())
        if chunks:
            with path.open("rb") as file:
                for start, length, whole in chunks:
                    file.seek(start)
                    yield _unpacked(path, file.read(length), whole)


def _unpacked(path: Path, data: bytes, whole: int) -> bytes:
    try:
        found: bytes = _CODEC.decompress(data, whole, asbytes=True)
    except (OSError, pa.ArrowInvalid) as error:
        raise _damaged(path) from error
    return found


def _foot(path: Path) -> Record:
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _FOOT.size))
            length, magic = _FOOT.unpack(file.read(_FOOT.size))
            file.seek(max(0, size - _FOOT.size - length))
            foot: Record = json.loads(file.read(length)) if magic == _MAGIC else {}
            if "boxes" not in foot:
                raise _damaged(path)
            return foot
    except (OSError, struct.error, ValueError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> MarsadError:
    return MarsadError(f"{path} is damaged; remove it and give the same command again.")
