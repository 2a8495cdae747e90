"""One thing that was looked at, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How something stands."""

    OK = "ok"
    NOTE = "note"
    """Nothing is wrong; a person may want to know, or to do something."""
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at (a short key), how it stands, a sentence for people, and what to do where it is not ok."""

    name: str
    state: State
    sentence: str
    advice: str = ""
