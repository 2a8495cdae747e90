"""A job: its folder, what it was asked, and the steps it goes through; what is done already is not done again."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from marsad.bulk import boxes
from marsad.bulk.task import Failed, Task
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from marsad.bulk.engines import Engine

WORK = "work"
"""The folder of a job in progress, in the folder of what it makes; it goes when all is written."""
_ASKED = "job.json"
TRIES = 3
"""So often a page may take its worker with it until it is passed over and listed."""
_PATIENCE = 12
"""So often a task may fail altogether, wherever it was."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step as it is told while it runs: its name, how many tasks it has, and how many were done before."""

    name: str
    tasks: int
    before: int


class Job:
    """A job in its folder, with those who do its tasks and those who are told of it."""

    def __init__(
        self,
        out: Path,
        engine: Engine,
        began: Callable[[Stage], object] = lambda _: None,
        done: Callable[[str, dict[str, Any]], object] = lambda _, __: None,
    ) -> None:
        self.out, self.work, self._engine = out, out / WORK, engine
        self._began, self._done = began, done

    def begin(self, asked: dict[str, Any]) -> None:
        """Begin, or go on where the same was asked; raises MarsadError where something else was, or all is done."""
        told = json.dumps(asked, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        there = self.work / _ASKED
        if there.exists():
            _must_be_same(json.loads(there.read_text("utf-8")), asked, self.out)
            return
        if self.out.exists() and any(entry.name != WORK for entry in self.out.iterdir()):
            raise MarsadError(f"{self.out} holds something already; name a folder that is new or empty with --out.")
        try:
            self.work.mkdir(parents=True, exist_ok=True)
            write_beside(there, told.encode())
        except OSError as error:
            raise MarsadError(f"{self.out} cannot be written: {error.strerror}.") from error

    def step(self, name: str, function: Callable[[Task], None], given: Sequence[tuple[Any, ...]]) -> list[Path]:
        """Do one task for each of what is given; return their files, in the same order.

        A worker that dies, or an error that nobody foresaw, costs the page it was at, where that happens again and
        again; the task's other pages are worked on.
        """
        tasks = [Task(f"{name}/{number:05}", str(self.work), one) for number, one in enumerate(given)]
        there, left = list[Task](), list[Task]()
        for task in tasks:
            (there if task.out.exists() else left).append(task)
        self._began(Stage(name, len(tasks), len(there)))
        for task in there:
            self._done(name, boxes.about(task.out))
        falls: dict[str, list[int | None]] = {}
        while left:
            again = []
            for task, failed in self._engine.map(function, left):
                if failed is None:
                    task.mark.unlink(missing_ok=True)
                    self._done(name, boxes.about(task.out))
                else:
                    again.append(_once_more(task, failed, falls.setdefault(task.name, [])))
            left = again
        return [task.out for task in tasks]

    def forget(self, *names: str) -> None:
        """Let the files of steps go whose rows are not needed any more."""
        for name in names:
            shutil.rmtree(self.work / name, ignore_errors=True)

    def end(self) -> None:
        """Let the folder of the work go."""
        shutil.rmtree(self.work, ignore_errors=True)


def _once_more(task: Task, failed: Failed, falls: list[int | None]) -> Task:
    """Return the task to try again; without the page at which it fell, where that is surely the cause."""
    at = task.stopped_at()
    falls.append(at)
    sure = falls.count(at) >= TRIES if failed.died else True
    if len(falls) > _PATIENCE or (at is None and sure) or any(at == number for number, _ in task.skip):
        raise MarsadError(
            f"The task {task.name} failed ({failed.why}; tries: {len(falls)}), and no page of it is the cause. "
            "What is done is kept: see that there is memory and disk enough, and give the same command again."
        )
    return replace(task, skip=(*task.skip, (at, failed.why))) if sure and at is not None else task


def _must_be_same(before: dict[str, Any], asked: dict[str, Any], out: Path) -> None:
    """Raise MarsadError, naming what is other than it was."""
    other = sorted(key for key in {*before, *asked} if before.get(key) != json.loads(json.dumps(asked.get(key))))
    if other:
        raise MarsadError(
            f"{out} holds a job that was begun otherwise: {', '.join(other)} changed since. Give the command as it "
            f"was to go on with that job; or name another folder with --out; or remove {out / WORK}."
        )


def write_beside(path: Path, data: bytes) -> dict[str, Any]:
    """Write a file beside its place and rename it into it; return its name's last parts, SHA-256 and size."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
