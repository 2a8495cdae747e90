"""A person's decision: it binds every later recomputation, and says who, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class DecisionKind(StrEnum):
    """What a person can decide."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    LINK = "link"
    PART = "part"
    MERGE = "merge"
    SPLIT = "split"
    GRADE = "grade"
    RETRACT = "retract"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision by a named person with a reason, bound to anchors (claim ids), not to incident ids.

    `value` is what the kind needs: slot and value of a correction, a grade, the words of a note.
    """

    kind: DecisionKind
    anchors: tuple[str, ...]
    who: str
    why: str
    at: datetime
    value: tuple[tuple[str, str], ...] = ()
