"""A folder of files that is written whole or not at all: beside, and then renamed."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from marsad.store.errors import StoreError
from marsad.store.failing import point

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class FolderError(StoreError):
    """A folder cannot be written; the sentence says why."""


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder with these files; raises FolderError, and then there is none.

    What a run that died left beside it is removed first.
    """
    if folder.exists() or folder.is_symlink():
        raise FolderError(f"{folder} is there already; name another folder. Nothing was written.")
    part = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700, parents=True)
        for name, data in files.items():
            path = part / name
            path.parent.mkdir(mode=0o700, exist_ok=True)
            with path.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        point("release written")
        part.rename(folder)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise FolderError(f"{folder} cannot be written: {error.strerror}. Nothing was written.") from error
    point("release in place")


def remove_folder(folder: Path) -> None:
    """Take a folder away again; raises FolderError."""
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise FolderError(f"{folder} cannot be removed: {error.strerror}. Remove it yourself.") from error


def holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Tell whether a folder holds these files and nothing else, byte for byte."""
    try:
        there = {str(path.relative_to(folder).as_posix()): path for path in folder.rglob("*") if path.is_file()}
        return there.keys() == files.keys() and all(there[name].read_bytes() == data for name, data in files.items())
    except OSError:
        return False
