"""The files that go into work in bulk: found, cut into stretches that can be read apart, and read page by page."""

from __future__ import annotations

import glob
import os
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.bulk import archive, lines, rows, single
from marsad.bulk.opened import is_url, opened, system_of, unreachable, why
from marsad.bulk.page import Kind, Page, Source, Split, damaged
from marsad.intake.kinds import HEAD
from marsad.intake.kinds import Kind as Held
from marsad.intake.kinds import kind_of as held_in
from marsad.model.problem import MarsadError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["AIM", "Kind", "Page", "Source", "Split", "expand", "pages", "splits"]

AIM = 64 << 20
"""Bytes of a stretch, about."""
_ENDINGS = {
    ".warc": Kind.WARC,
    ".warc.gz": Kind.WARC_GZ,
    ".jsonl": Kind.LINES,
    ".ndjson": Kind.LINES,
    ".jsonl.gz": Kind.LINES_GZ,
    ".ndjson.gz": Kind.LINES_GZ,
    ".jsonl.zst": Kind.LINES_ZST,
    ".ndjson.zst": Kind.LINES_ZST,
    ".parquet": Kind.PARQUET,
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".txt": Kind.PAGE,
}
_HELD = {Held.WARC: Kind.WARC, Held.LINES: Kind.LINES, Held.PAGE: Kind.PAGE}
_ROOMS = {
    Kind.WARC: archive,
    Kind.WARC_GZ: archive,
    Kind.LINES: lines,
    Kind.LINES_GZ: lines,
    Kind.LINES_ZST: lines,
    Kind.PARQUET: rows,
    Kind.PAGE: single,
    Kind.OTHER: single,
}


def expand(where: Sequence[str]) -> list[Source]:
    """List the files that names stand for: files, folders with all in them, patterns (`*`), URLs; sorted, each once.

    Raises MarsadError for a name that stands for nothing, and for a file that is named itself and of no kind that can
    be read. In folders and patterns such a file is kept: what comes of it is one problem.
    """
    found: dict[str, Source] = {}
    for name in where:
        listed = [*(_of_url(name) if is_url(name) else _of_path(name))]
        if not listed:
            raise MarsadError(f"{name}: holds no files; name an archive, a file of reports, or a folder of them.")
        if len(listed) == 1 and listed[0].file == name and listed[0].kind is Kind.OTHER:
            raise MarsadError(f"{name}: is of no kind that is read in bulk; {single.KINDS}.")
        found.update((source.file, source) for source in listed)
    return [found[file] for file in sorted(found)]


def splits(source: Source, aim_bytes: int = AIM) -> list[Split]:
    """Cut a file into stretches of about so many bytes that can be read apart; joined they are the whole.

    Raises MarsadError where it cannot be opened.
    """
    try:
        cuts = _ROOMS[source.kind].cuts(source, max(aim_bytes, 1))
    except unreachable() as error:
        raise MarsadError(f"{source.file}: cannot be read ({why(error)}).") from None
    return [Split(source.file, source.kind, start, stop) for start, stop in pairwise(cuts)]


def pages(split: Split) -> Iterator[Page | Problem]:
    """Read the pages of a stretch one after the other; what is damaged is a problem, and the rest is read."""
    try:
        yield from _ROOMS[split.kind].pages(split)
    except unreachable() as error:
        yield damaged(split.file, split.start, f"cannot be read ({why(error)}).")
    except MarsadError as error:
        yield damaged(split.file, split.start, f"{error}")


def _of_path(name: str) -> Iterator[Source]:
    path = Path(name)
    if path.is_dir():
        for folder, inner, names in os.walk(path, onerror=_raised):
            inner[:] = sorted(one for one in inner if not one.startswith("."))
            paths = (Path(folder) / one for one in names if not one.startswith("."))
            yield from (_source(str(one), one.stat().st_size) for one in paths if one.is_file())
    elif path.is_file():
        yield _source(name, path.stat().st_size)
    elif glob.has_magic(name):
        for one in glob.iglob(name, recursive=True):  # noqa: PTH207  a pattern may be absolute
            if Path(one).is_file():
                yield _source(one, Path(one).stat().st_size)
    else:
        raise MarsadError(f"{name}: there is no such file; check the name and the folder.")


def _raised(error: OSError) -> None:
    """Raise what a folder inside is closed by: what lies there would be missing without a word."""
    raise MarsadError(
        f"{error.filename}: cannot be read ({why(error)}); open it, or name the files beside it."
    ) from None


def _of_url(name: str) -> Iterator[Source]:
    system, path = system_of(name)
    try:
        if glob.has_magic(path):
            listed = system.glob(path, detail=True)
        elif system.isdir(path):
            listed = system.find(path, detail=True)
        else:
            listed = {path: system.info(path)}
        for one, about in sorted(listed.items()):
            if about.get("type") != "directory" and not Path(one).name.startswith("."):
                yield _source(system.unstrip_protocol(one), about.get("size") or 0)
    except unreachable() as error:
        raise MarsadError(f"{name}: cannot be read ({why(error)}).") from None


def _source(file: str, size: int) -> Source:
    """Tell of what kind a file is: by its name, and where that says nothing by its first bytes."""
    name = file.rpartition("/")[2].lower()
    kind = next((_ENDINGS[end] for end in sorted(_ENDINGS, key=len, reverse=True) if name.endswith(end)), None)
    return Source(file, kind or _by_bytes(file), size)


def _by_bytes(file: str) -> Kind:
    try:
        with opened(file) as stream:
            head = stream.read(HEAD)
    except unreachable() as error:
        raise MarsadError(f"{file}: cannot be read ({why(error)}).") from None
    kind = _HELD.get(held_in(head), Kind.OTHER)
    return Kind.WARC_GZ if kind is Kind.WARC and head.startswith(b"\x1f\x8b") else kind
