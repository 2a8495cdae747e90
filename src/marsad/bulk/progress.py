"""What is told of a job while it runs: a line on the terminal, and a file of JSON lines."""

from __future__ import annotations

import json
import time
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from marsad.bulk.job import Stage

_TOLD = ("pages", "bytes", "reports", "claims", "problems")
_MEGABYTE = 1_000_000


class Progress:
    """What was done so far; `show` takes a line that replaces the one before, None where nobody looks."""

    def __init__(self, show: Any = None, log: IO[str] | None = None) -> None:
        self._show, self._log = show, log
        self._counts: Counter[str] = Counter()
        self._began = self._stage_began = time.monotonic()
        self._stage = ""
        self._tasks = self._done = self._before = 0
        self._bytes_before = 0

    def began(self, stage: Stage) -> None:
        """Take note that a step begins."""
        self._stage, self._tasks, self._before = stage.name, stage.tasks, stage.before
        self._done, self._stage_began = 0, time.monotonic()
        self._write({"event": "step", "step": stage.name, "tasks": stage.tasks, "done": stage.before})

    def done(self, stage: str, about: dict[str, Any]) -> None:
        """Take note that a task is done, now or in an earlier run."""
        self._done += 1
        earlier = self._done <= self._before
        counts = {key: n for key, n in about.items() if key in _TOLD and isinstance(n, int)}
        if stage == "read":
            counts.pop("reports", None)  # the sift has told of them
        self._counts.update(counts)
        if earlier:
            self._bytes_before += counts.get("bytes", 0)
            return
        self._write({"event": "task", "step": stage, "done": self._done, "of": self._tasks, **self._numbers()})
        if self._show:
            self._show(self.line())

    def line(self) -> str:
        """Say in one line how far it is."""
        told = self._numbers()
        left = f", {timedelta(seconds=round(told['left']))} left in this step" if told["left"] is not None else ""
        figures = ", ".join(f"{told[key]:,} {key}" for key in ("pages", "reports", "claims", "problems"))
        return f"{self._stage} {self._done:,}/{self._tasks:,}: {figures}, {told['mb_a_second']:.1f} MB/s{left}"

    def _numbers(self) -> dict[str, Any]:
        now = time.monotonic()
        fresh = self._done - self._before
        pace = (now - self._stage_began) / fresh if fresh > 0 else None
        megabytes = (self._counts["bytes"] - self._bytes_before) / _MEGABYTE
        return {
            **{key: self._counts[key] for key in _TOLD},
            "seconds": round(now - self._began, 1),
            "mb_a_second": round(megabytes / max(now - self._began, 0.001), 2),
            "left": round(pace * (self._tasks - self._done), 1) if pace is not None else None,
        }

    def _write(self, told: dict[str, Any]) -> None:
        if self._log:
            self._log.write(json.dumps(told, ensure_ascii=False) + "\n")
            self._log.flush()


@contextmanager
def telling(log: Path | None, *, terminal: bool) -> Iterator[Progress]:
    """Tell of a job on a terminal, by rich, where there is one, and in a file, where one is named."""
    stream = log.open("a", encoding="utf-8") if log else None
    try:
        if not terminal:
            yield Progress(None, stream)
            return
        from rich.console import Console

        with Console(stderr=True).status("…") as status:
            yield Progress(status.update, stream)
    finally:
        if stream:
            stream.close()
