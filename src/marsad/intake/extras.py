"""The libraries of the extra `intake`: loaded when a file needs one; a sentence where one is missing."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from marsad.model.problem import MarsadError


def load(module: str, what: str) -> Any:
    """Load a library to read `what` (`a web page`) with; raises MarsadError where it is not installed."""
    try:
        return import_module(module)
    except ImportError:
        raise MarsadError(
            f"is {what}; to read it, install marsad with its extra: pip install 'marsad[intake]'"
        ) from None


@cache
def named(package: str) -> str:
    """Return the name of a library with its version, as it stands beside what it extracted."""
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return package
