"""Where the time of reading goes: the passes of the reader wrapped in clocks, outside the reader itself."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from marsad.reader import claims, language, read
from marsad.text import rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STAGES: tuple[tuple[str, Any, str], ...] = (
    ("fold", read, "fold"),
    ("words", language, "nodes_of"),
    ("rules", rules.Grammar, "run"),
    ("sentences", read, "sentences_of"),
    ("own day", read, "own_day"),
    ("drafts", read, "drafts_of"),
    ("arguments", read, "settle"),
    ("sources", read, "settle_sources"),
    ("days", read, "settle_days"),
    ("kinds", read, "settle_kinds"),
    ("claims", read, "claims_of"),
    ("map", claims, "locate"),
    ("presence", read, "presences_of"),
)
"""Name, where the pass is called from, what it is called there."""


class Clocks:
    """The seconds that each stage took, those of the stages called inside it not counted twice."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys([name for name, _, _ in STAGES], 0.0)
        self._inner = [0.0]

    def timed(self, name: str, run: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that does the same and counts its time."""

        def clocked(*args: Any, **named: Any) -> Any:
            self._inner.append(0.0)
            start = time.process_time()
            try:
                return run(*args, **named)
            finally:
                took = time.process_time() - start
                self.seconds[name] += took - self._inner.pop()
                self._inner[-1] += took

        return clocked


@contextmanager
def clocks() -> Iterator[Clocks]:
    """Put clocks on the passes for a while."""
    kept = [(place, name, getattr(place, name)) for _, place, name in STAGES]
    found = Clocks()
    for (stage, _, _), (place, name, run) in zip(STAGES, kept, strict=True):
        setattr(place, name, found.timed(stage, run))
    try:
        yield found
    finally:
        for place, name, run in kept:
            setattr(place, name, run)
