"""An earlier release, read back: checked whole against its manifest before anything is compared with it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.model.problem import MarsadError
from marsad.release.folder import FORMAT, KIND, MANIFEST

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, str]


class BaseError(MarsadError):
    """A folder is no release, or not as it was written; the sentence says which."""


@dataclass(frozen=True)
class Base:
    """A release as it was written: its manifest and the hash of that, its incidents, its tolls by incident and cell."""

    manifest: dict[str, Any]
    digest: str
    incidents: dict[str, Row]
    tolls: dict[tuple[str, str], Row]

    @property
    def head(self) -> tuple[int, str]:
        """The entry of the journal that it was made of, and its hash."""
        return int(self.manifest["head"]["entry"]), str(self.manifest["head"]["hash"])

    @property
    def public(self) -> bool:
        """Tell whether it was for everybody."""
        return bool(self.manifest["options"]["public"])


def read_base(folder: Path) -> Base:
    """Read a release and check every file against its hash; raises BaseError."""
    told, digest = _manifest(folder)
    files = {one["name"]: _checked(folder, one) for one in told["files"]}
    try:
        incidents = {row["incident"]: row for row in _rows(files["incidents.csv"])}
        tolls = {(row["incident"], row["cell"]): row for row in _rows(files["tolls.csv"])}
    except (KeyError, ValueError, csv.Error) as error:
        raise BaseError(f"{folder} is no release that can be compared: {error}. Name another base.") from error
    return Base(told, digest, incidents, tolls)


def _manifest(folder: Path) -> tuple[dict[str, Any], str]:
    try:
        data = (folder / MANIFEST).read_bytes()
        told = json.loads(data)
        if told["file"] != KIND:
            raise ValueError(f"it says to be a {told['file']}")  # noqa: TRY301 - told as the others, below
        if told["format"] > FORMAT:
            raise BaseError(f"A newer marsad made the release in {folder} (format {told['format']}); update marsad.")
        _, _ = told["head"]["entry"] + 0, told["head"]["hash"] + told["head"]["recorded"]
        _, _ = told["options"]["public"], [(one["name"], one["sha256"]) for one in told["files"]]
    except OSError as error:
        raise BaseError(f"{folder} is no release: its {MANIFEST} cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError, TypeError) as error:
        raise BaseError(f"{folder} is no release, or its {MANIFEST} is damaged: {error}.") from error
    return told, hashlib.sha256(data).hexdigest()


def _checked(folder: Path, one: dict[str, str]) -> bytes:
    path = folder / one["name"]
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BaseError(
            f"The release in {folder} is not whole: {path.name} cannot be read ({error.strerror})."
        ) from error
    if hashlib.sha256(data).hexdigest() != one["sha256"]:
        raise BaseError(f"The release in {folder} is damaged: {path.name} is not what its manifest says.")
    return data


def _rows(data: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))
