"""Conduct `marsad bulk`: archives in; Parquet of reports, claims, presence, problems out, by month of publication."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad import __version__
from marsad.bulk import boxes, parts
from marsad.bulk.copies import find_originals
from marsad.bulk.inputs import expand, splits
from marsad.bulk.job import write_beside
from marsad.bulk.opened import is_url
from marsad.bulk.reading import read_shard
from marsad.bulk.sift import sift
from marsad.model.problem import MarsadError
from marsad.reader.read import VERSION
from marsad.release.parquet import library

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.bulk.job import Job
    from marsad.bulk.page import Source, Split

KIND, FORMAT, MANIFEST = "marsad bulk", 1, "manifest.json"
_SPLIT, _SPLITS = (1 << 20, 64 << 20), (64, 2048)
"""The least and the most bytes of a split: of small inputs the fewer splits, of the largest so many, of any size."""
_SHARD, _SHARDS = 16 << 20, (32, 4096)
"""Bytes of input to a shard, and the least and the most shards: each reads a file of every other, in several steps."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the inputs as they are named, with whose names to read, seconds that a page may take."""

    inputs: tuple[str, ...]
    country: str | None = None
    page_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """An input as it is worked through: its files, and how it is cut."""

    sources: tuple[Source, ...]
    splits: tuple[Split, ...]
    shards: int

    @property
    def bytes(self) -> int:
        """How large the input is."""
        return sum(source.size for source in self.sources)


def plan(asked: Asked, out: Path | None = None) -> Plan:
    """Look at the inputs and cut them; raises MarsadError where one is not there. Workers play no part in it.

    What lies in the folder of the job is no input, where that folder stands in one that is read.
    """
    sources = tuple(one for one in expand(asked.inputs) if out is None or not _lies_in(one.file, out))
    whole = sum(source.size for source in sources)
    if not sources:
        raise MarsadError("There is nothing to read: name files (WARC, JSONL, Parquet), folders or patterns of them.")
    aim = max(min(max(whole // _SPLITS[0], _SPLIT[0]), _SPLIT[1]), whole // _SPLITS[1])
    cut = tuple(split for source in sources for split in splits(source, aim))
    return Plan(sources, cut, min(max(whole // _SHARD, _SHARDS[0]), _SHARDS[1]))


def _lies_in(file: str, folder: Path) -> bool:
    return not is_url(file) and Path(file).resolve().is_relative_to(folder.resolve())


def run(job: Job, asked: Asked, planned: Plan) -> dict[str, Any]:
    """Do the job, or go on with it; return the manifest. What was done before is not done again."""
    about = _about(asked, planned)
    if (job.out / MANIFEST).exists():
        return _same(job, about, planned)
    job.begin(about_inputs(asked, planned))
    sifted = job.step("sift", sift, [(one, planned.shards, asked.page_seconds) for one in planned.splits])
    files = [str(path) for path in sifted]
    shards = range(planned.shards)
    read = job.step("read", read_shard, [(n, len(shards), files, asked.country, asked.page_seconds) for n in shards])
    return write(job, about, sifted, read)


def write(job: Job, about: dict[str, Any], sifted: Sequence[Path], read: Sequence[Path]) -> dict[str, Any]:
    """Find what copies what among all that was read, write the tables and the manifest, and return that."""
    found = find_originals(job, read)
    here = str(job.out)
    made = job.step("write", parts.write_part, [(here, str(found), *one) for one in parts.plan(read)])
    odd = job.step("problems", parts.write_problems, [(here, [*map(str, sifted), *map(str, read)])])
    written = [file for path in (*made, *odd) for file in boxes.about(path)["files"]]
    manifest = {
        "file": KIND,
        "format": FORMAT,
        **about,
        "counts": _counts(sifted, read, found),
        "files": sorted(written, key=lambda file: str(file["name"])),
    }
    write_beside(job.out / MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode())
    job.end()
    return manifest


def _same(job: Job, about: dict[str, Any], planned: Plan) -> dict[str, Any]:
    """Return the manifest of a job that is finished; raises MarsadError where it is another, or an input changed."""
    manifest, ended = finished(job.out), (job.out / MANIFEST).stat().st_mtime_ns
    if {key: manifest.get(key) for key in about} != about:
        raise MarsadError(f"{job.out} holds another job, which is finished; name another folder with --out.")
    for source in planned.sources:
        if (_changed(source) or 0) > ended:
            raise MarsadError(
                f"{source.file} was written to since {job.out} was finished; name another folder with --out."
            )
    job.end()
    return manifest


def about_inputs(asked: Asked, planned: Plan) -> dict[str, Any]:
    """Say what a job was begun with, so that another one is known: also when its inputs were last written to."""
    return {**_about(asked, planned), "times of inputs": [_changed(source) for source in planned.sources]}


def _about(asked: Asked, planned: Plan) -> dict[str, Any]:
    return {
        "versions": {"marsad": __version__, "reader": VERSION, "pyarrow": str(library().__version__)},
        "inputs": [{"file": source.file, "bytes": source.size} for source in planned.sources],
        "options": {"country": asked.country, "page_seconds": asked.page_seconds},
    }


def _changed(source: Source) -> int | None:
    """Return when a file of this machine was last written to, None where it is elsewhere."""
    try:
        return Path(source.file).stat().st_mtime_ns
    except OSError:
        return None


def _counts(sifted: Iterable[Path], read: Iterable[Path], found: Path) -> dict[str, int]:
    """Add up what the tasks counted."""
    before, after = _summed(sifted), _summed(read)
    return {
        "pages": before["pages"],
        "bytes": before["bytes"],
        "passed": before["passed"],
        "reports": after["reports"],
        "again": after["again"],
        "copies": int(boxes.about(found)["copies"]),
        "claims": after["claims"],
        "presence": after["presences"],
        "problems": before["problems"] + after["problems"],
    }


def _summed(paths: Iterable[Path]) -> Counter[str]:
    told: Counter[str] = Counter()
    for path in paths:
        told.update({key: n for key, n in boxes.about(path).items() if isinstance(n, int)})
    return told


def finished(folder: Path) -> dict[str, Any]:
    """Return the manifest of a finished job; raises MarsadError where there is none."""
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise MarsadError(f"{folder} holds no finished job of marsad bulk: {MANIFEST} is not there.") from error
    if found.get("file") != KIND or found.get("format") != FORMAT:
        raise MarsadError(f"{folder / MANIFEST} is no manifest of this version of marsad bulk.")
    return found


def files_of(manifest: dict[str, Any], table: str) -> Sequence[str]:
    """List the files of a table, in the order of their months; those of unknown months last."""
    return [str(file["name"]) for file in manifest["files"] if file["name"].startswith(f"{table}/")]
