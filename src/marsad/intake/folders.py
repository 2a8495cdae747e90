"""Folders: every file in them, in the order of their names, so that a folder gives the same reports every time."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.intake.capture import refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model.problem import Problem


def files_in(folder: Path) -> Iterator[Path | Problem]:
    """Walk a folder and the folders in it; hidden files and folders (`.name`) and links to folders are passed over.

    What cannot be listed, and what is no file (a pipe, a device), is a problem.
    """
    unlisted: list[OSError] = []
    empty = True
    for place, folders, names in os.walk(folder, onerror=unlisted.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(place) / name
            empty = False
            yield path if path.is_file() else refused(str(path), "is no file that can be read; it was passed over.")
    for error in unlisted:
        yield refused(str(error.filename or folder), f"cannot be listed ({error.strerror or error}).")
    if empty and not unlisted:
        yield refused(str(folder), "is a folder without files.")
