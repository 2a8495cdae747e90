"""A task: one piece of work of a step, which writes one file. Where that file stands, the task is done."""

from __future__ import annotations

import struct
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MARK = struct.Struct("<q")
BETWEEN = -1
"""The number that a task notes while it is at no page."""


@dataclass(frozen=True, slots=True)
class Task:
    """What to do: `name` is unique in its job and the name of its file; `given` are values that pickle.

    `skip` are the numbers of pages, counted in the task, that are passed over, with why.
    """

    name: str
    work: str
    given: tuple[Any, ...] = ()
    skip: tuple[tuple[int, str], ...] = ()

    @property
    def out(self) -> Path:
        """The file that it writes."""
        return Path(self.work) / f"{self.name}.box"

    @property
    def mark(self) -> Path:
        """Where it notes at which page it is, for those who find it dead."""
        return Path(self.work) / f"{self.name}.at"

    def stopped_at(self) -> int | None:
        """Return the number of the page at which it was when it ended, None where it noted none."""
        try:
            at = int(_MARK.unpack(self.mark.read_bytes())[0])
        except (OSError, struct.error):
            return None
        return at if at >= 0 else None


@contextmanager
def marking(task: Task) -> Iterator[Callable[[int], object]]:
    """Let a task note the number of each page before it works on it."""
    task.mark.parent.mkdir(parents=True, exist_ok=True)
    with task.mark.open("wb", buffering=0) as file:

        def mark(number: int) -> None:
            file.seek(0)
            file.write(_MARK.pack(number))

        yield mark
        mark(BETWEEN)


@dataclass(frozen=True, slots=True)
class Failed:
    """What became of a task that wrote nothing: `why` names the error; with `died` its worker is gone."""

    why: str
    died: bool = False
