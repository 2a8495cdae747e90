"""The last step: Parquet by month of publication, in parts that are large enough for others and small enough for us."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.bulk import boxes
from marsad.bulk.job import write_beside
from marsad.bulk.reading import UNKNOWN
from marsad.bulk.sift import PROBLEMS
from marsad.bulk.tables import page_problems, tables
from marsad.model.record import problem_from_record
from marsad.release.parquet import parquet_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.bulk.task import Task
    from marsad.release.table import Table

MOST = 10_000
"""Reports to a part, unless a single shard has more of one month."""


def plan(read: Sequence[Path]) -> list[tuple[str, int, list[int], list[str]]]:
    """Cut the months into parts: month, number, the shards that go into it, and their files."""
    held: dict[str, list[tuple[int, int]]] = {}
    for number, path in enumerate(read):
        for month, many in boxes.about(path)["months"].items():
            held.setdefault(month, []).append((number, many))
    parts = []
    for month in sorted(held):
        cut: list[list[int]] = []
        room = 0
        for number, many in held[month]:
            if not cut or many > room:
                cut.append([])
                room = MOST
            cut[-1].append(number)
            room -= many
        for at, shards in enumerate(cut):
            parts.append((month, at, shards, [str(read[n]) for n in shards]))
    return parts


def write_part(task: Task) -> None:
    """Write one part of every table; `given` are the folder, where originals stand, and a part of the plan."""
    folder, originals, month, number, shards, read = task.given
    first = {copy: original for n in shards for copy, original in boxes.rows([Path(originals)], str(n))}
    made = tables([*boxes.rows(map(Path, read), month)], first)
    _written(task, [(_name(table.key, month, f"part-{number:04}"), table) for table in made], Path(folder))


def write_problems(task: Task) -> None:
    """Write what is wrong with pages that gave no report; `given` are the folder and the files."""
    folder, files = task.given
    found = map(problem_from_record, boxes.rows(map(Path, files), PROBLEMS))
    table = page_problems(found)
    _written(task, [(_name(table.key, UNKNOWN, "pages"), table)], Path(folder))


def _written(task: Task, made: Sequence[tuple[str, Table]], folder: Path) -> None:
    files: list[dict[str, Any]] = []
    for name, table in made:
        if table.rows or table.key == "reports":
            told = write_beside(folder / name, parquet_bytes(table))
            files.append({"name": name, "rows": len(table.rows), **told})
    with boxes.writing(task.out) as out:
        out.about = {"files": files}


def _name(key: str, month: str, part: str) -> str:
    return f"{key}/month={month}/{part}.parquet"
