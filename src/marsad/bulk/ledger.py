"""Conduct `marsad bulk-ledger`: incidents, tolls and checked totals from the Parquet of `marsad bulk`.

What `marsad ledger` makes of the same reports, in the order in which they came out, is what comes out here. Reports
are compared in blocks by month and area; what crosses the edge of a block is settled after.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad import __version__
from marsad.bulk import boxes
from marsad.bulk.deal import INNER, PROBLEMS, Sizes, deal, tell
from marsad.bulk.incidents import make
from marsad.bulk.job import write_beside
from marsad.bulk.keyed import PROBLEM_COLUMNS, row_of
from marsad.bulk.linked import group, route
from marsad.bulk.pairing import pair
from marsad.bulk.run import MANIFEST, files_of, finished
from marsad.bulk.stalls import Stall, share_out
from marsad.bulk.totals import check
from marsad.model.problem import MarsadError
from marsad.reader.read import VERSION
from marsad.release.claims import ASSERTION_COLUMNS
from marsad.release.incidents import INCIDENT_COLUMNS, TOLL_COLUMNS
from marsad.release.parquet import arrow_table, library
from marsad.release.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.bulk.job import Job
    from marsad.bulk.task import Task
    from marsad.release.table import Column

KIND = "marsad bulk-ledger"
_SHARD = 4_000
"""Reports to a shard."""
_SHARDS = 1024


def run(job: Job, folder: Path) -> dict[str, Any]:
    """Do the job, or go on with it; return the manifest."""
    told = finished(folder)
    source = hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    about: dict[str, Any] = {
        "versions": {"marsad": __version__, "reader": VERSION, "pyarrow": str(library().__version__)}
    }
    about = {**about, "manifest": source, "read with": told["versions"]}
    if (job.out / MANIFEST).exists():
        return _same(job, about)
    job.begin(about)
    parts = files_of(told, "reports")
    rows = {str(file["name"]): int(file["rows"]) for file in told["files"]}
    firsts = [sum(rows[name] for name in parts[:n]) for n in range(len(parts))]
    shards = min(max(4, sum(rows[name] for name in parts) // _SHARD), _SHARDS)
    given = [(str(folder / name), first, shards) for name, first in zip(parts, firsts, strict=True)]
    dealt = _names(job.step("deal", deal, given))
    tellers = _names(job.step("tell", tell, [(n, shards, dealt) for n in range(shards)]))
    job.forget("deal")
    paired = _names(job.step("pair", pair, [(stalls, tellers) for stalls in _stalls(tellers)]))
    (grouped,) = job.step("group", group, [(tellers, paired)])
    routed = _names(job.step("route", route, [(n, tellers[n], str(grouped)) for n in range(shards)]))
    bundles = range(boxes.about(grouped)["bundles"])
    made = _names(job.step("incidents", make, [(n, shards, routed, str(grouped), tellers) for n in bundles]))
    checked = _names(job.step("totals", check, [(n, shards, tellers, made) for n in range(shards)]))
    (written,) = job.step("tables", write, [(str(job.out), made, tellers, checked)])
    manifest = {"file": KIND, "format": 1, **about, **boxes.about(written)}
    write_beside(job.out / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode())
    job.end()
    return manifest


def write(task: Task) -> None:
    """Write the tables, a stretch of incidents at a time; `given` are the folder and the files of the steps."""
    folder, made, tellers, checked = task.given
    out, counts, files = Path(folder), {}, []
    stretches = sorted(
        {int(name.partition(" ")[2]) for file in made for name in boxes.names(Path(file)) if "s " in name}
    )
    wanted: list[tuple[str, Sequence[Column], Sequence[str], list[str]]] = [
        ("incidents", INCIDENT_COLUMNS, made, [f"incidents {n}" for n in stretches]),
        ("tolls", TOLL_COLUMNS, made, [f"tolls {n}" for n in stretches]),
        ("assertions", ASSERTION_COLUMNS, [*tellers, *checked], [INNER]),
        ("problems", PROBLEM_COLUMNS, [*tellers, *made, *checked], [PROBLEMS]),
    ]
    for key, columns, sources, names in wanted:
        counts[key], told = _written(out / f"{key}.parquet", key, columns, sources, names)
        files.append({"name": f"{key}.parquet", "rows": counts[key], **told})
    with boxes.writing(task.out) as box:
        box.about = {"counts": counts, "files": files}


def _written(
    path: Path, key: str, columns: Sequence[Column], sources: Sequence[str], names: Sequence[str]
) -> tuple[int, dict[str, Any]]:
    """Write a table beside its place and rename it into it; return its rows, and its SHA-256 and size."""
    arrow, rows = library(), 0
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    schema = arrow_table(Table(key, tuple(columns), ())).schema
    with arrow.parquet.ParquetWriter(beside, schema, compression="zstd") as writer:
        for table in _stretches(key, columns, sources, names):
            rows += len(table.rows)
            writer.write_table(arrow_table(table))
    digest = hashlib.sha256()
    with beside.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    told = {"sha256": digest.hexdigest(), "bytes": beside.stat().st_size}
    beside.replace(path)
    return rows, told


def _stretches(key: str, columns: Sequence[Column], sources: Sequence[str], names: Sequence[str]) -> Iterator[Table]:
    """Yield the rows of a table in their order, a box after another."""
    for name in names:
        lines = sorted(boxes.rows(map(Path, sources), name), key=lambda line: line[0])
        yield Table(key, tuple(columns), tuple(row_of(line, columns) for line in lines))


def _stalls(tellers: Sequence[str]) -> list[list[Stall]]:
    """Share out the comparing of all mentions to tasks."""
    sizes = Sizes()
    for file in tellers:
        sizes.add(boxes.about(Path(file)))
    return share_out(sizes.months, sizes.areas)


def _names(paths: Sequence[Path]) -> list[str]:
    return [str(path) for path in paths]


def _same(job: Job, about: dict[str, Any]) -> dict[str, Any]:
    """Return the manifest of a job that is finished; raises MarsadError where it is of other reports."""
    manifest: dict[str, Any] = json.loads((job.out / MANIFEST).read_text("utf-8"))
    if {key: manifest.get(key) for key in about} != about:
        raise MarsadError(f"{job.out} holds another ledger, which is finished; name another folder with --out.")
    job.end()
    return manifest
