"""Mappings and casebooks on disk, by their paths: a saved mapping, one proposed for a casebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.intake.casebook import casebook_mapping, sheet_bytes
from marsad.intake.files import why_not
from marsad.intake.mapping import MAPPING_LIMIT, Mapping, read_mapping
from marsad.model.problem import MarsadError, Problem

if TYPE_CHECKING:
    from pathlib import Path


def saved_mapping(path: Path | None) -> Mapping | None:
    """Read what the columns of casebooks are from a file, where one is named; raises MarsadError."""
    if path is None:
        return None
    try:
        with path.open("rb") as stream:
            return read_mapping(stream.read(MAPPING_LIMIT + 1))
    except OSError as error:
        raise MarsadError(f"{path}: {why_not(path, error)}") from error
    except MarsadError as error:
        raise MarsadError(f"{path}: {error}") from error


def proposed_mapping(path: Path) -> tuple[list[str], list[Problem]]:
    """Propose what the columns of a casebook are, as the lines of a mapping; raises MarsadError."""
    try:
        with path.open("rb") as stream:
            return casebook_mapping(sheet_bytes(stream), str(path))
    except OSError as error:
        raise MarsadError(f"{path}: {why_not(path, error)}") from error
    except MarsadError as error:
        raise MarsadError(f"{path} {error}".rstrip(".") + ".") from error
