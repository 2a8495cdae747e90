"""The quality floors: `quality.toml` has, for each gold corpus, its digest and the floor of every figure.

Corpora of reports examine the reader, corpora of series the ledger that is made of what was read.

`python tests/quality.py` (`make quality`) measures, raises floors to what is reached and writes the file again. A floor
is lowered only with `--lower "reason"`; the reason and the floor that was left stay in the file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.eval_reports import papers_of
from marsad.exam.record import scores_record
from marsad.exam.scores import scores
from series_exam import figures as series_figures
from series_exam import steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.exam.verdict import Paper

TESTS = Path(__file__).resolve().parent
FILE = TESTS / "quality.toml"
STEP = 0.005
"""Floors are rounded down to a multiple of this."""

HEAD = """\
# The quality floors, by corpus: F1 of every row over all reports and by language, the share right in each slot; for
# series the shares of steps, incidents and totals that are right. `make quality` measures and raises them,
# `python tests/quality.py --lower "reason"` lowers. Not written by hand.
"""


@dataclass(frozen=True)
class Corpus:
    """A gold file, seen from this folder, with what it was when its floors were set."""

    path: str
    digest: str = ""
    floors: dict[str, float] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        return TESTS / self.path

    @property
    def here(self) -> bool:
        return self.file.is_file()

    @property
    def of_series(self) -> bool:
        """Say whether it holds series of bulletins, with the ledger expected after each; else reports with claims."""
        return "expected" in json.loads(self.file.read_text("utf-8").partition("\n")[0])


@dataclass(frozen=True)
class Lowered:
    """A floor that was lowered, with the reason."""

    corpus: str
    figure: str
    left: float
    floor: float
    reason: str


@dataclass(frozen=True)
class Quality:
    """Everything in the file."""

    corpora: tuple[Corpus, ...]
    lowered: tuple[Lowered, ...] = ()


class LoweringError(Exception):
    """Floors would fall, and no reason was given."""


def load(file: Path = FILE) -> Quality:
    record = tomllib.loads(file.read_text("utf-8"))
    corpora = (Corpus(one["path"], one["sha256"], one["floors"]) for one in record.get("corpus", ()))
    return Quality(tuple(corpora), tuple(Lowered(**one) for one in record.get("lowered", ())))


def dump(quality: Quality) -> str:
    parts = [HEAD]
    for corpus in quality.corpora:
        floors = "\n".join(f'"{name}" = {floor:.3f}' for name, floor in corpus.floors.items())
        parts.append(f'[[corpus]]\npath = "{corpus.path}"\nsha256 = "{corpus.digest}"\n[corpus.floors]\n{floors}\n')
    for one in quality.lowered:
        fields = f'corpus = "{one.corpus}"\nfigure = "{one.figure}"\nleft = {one.left:.3f}\nfloor = {one.floor:.3f}'
        parts.append(f"[[lowered]]\n{fields}\nreason = {json.dumps(one.reason, ensure_ascii=False)}\n")
    return "\n".join(parts)


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def figures(papers: Sequence[Paper]) -> dict[str, float]:
    """Give every figure a name: `all.count`, `ar.who`, `slots.place`; what nothing asks has none."""
    record: dict[str, Any] = scores_record(scores(papers))
    slots = {f"slots.{name}": share for name, share in record.pop("slots").items() if share is not None}
    del record["asked"]
    rows = {
        f"{part}.{name}": row["f1"]
        for part, rows in record.items()
        for name, row in rows.items()
        if isinstance(row, dict)
    }
    return rows | slots


def reached_on(corpus: Corpus) -> dict[str, float]:
    """Measure: the reader on reports, the ledger on series."""
    return series_figures(steps(corpus.file)) if corpus.of_series else figures(read(corpus))


def read(corpus: Corpus) -> list[Paper]:
    return papers_of(str(corpus.file))


def falls(corpus: Corpus, reached: dict[str, float], found: str) -> list[str]:
    """Say what is wrong: another corpus than the floors are for, figures under their floors, figures without one."""
    wrong = [] if found == corpus.digest else [f"{corpus.path} is not the file that its floors were measured on"]
    for name, floor in corpus.floors.items():
        if reached.get(name, 0.0) < floor:
            wrong.append(f"{corpus.path}: {name} is {reached.get(name, 0.0):.4f}, its floor is {floor:.3f}")
    wrong += [f"{corpus.path}: {name} has no floor" for name in reached if name not in corpus.floors]
    return wrong


def renewed(corpus: Corpus, reached: dict[str, float], found: str, reason: str | None) -> tuple[Corpus, list[Lowered]]:
    """Raise the floors of a corpus to what is reached; lower those that are not reached, where a reason is given."""
    floors = {name: max(rounded(figure), corpus.floors.get(name, 0.0)) for name, figure in reached.items()}
    lowered = [
        Lowered(corpus.path, name, floor, rounded(reached.get(name, 0.0)), reason or "")
        for name, floor in corpus.floors.items()
        if reached.get(name, 0.0) < floor
    ]
    if lowered and not (reason and reason.strip()):
        raise LoweringError(
            "\n".join(f"{one.corpus}: {one.figure} {one.left:.3f} → {one.floor:.3f}" for one in lowered)
        )
    floors |= {one.figure: one.floor for one in lowered if one.figure in reached}
    return replace(corpus, digest=found, floors=floors), lowered


def rounded(figure: float) -> float:
    return round(math.floor(figure / STEP + 1e-9) * STEP, 3)


def main(words: Sequence[str] | None = None, file: Path = FILE) -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--lower", metavar="REASON", help="lower the floors that are not reached, for this reason")
    reason = asked.parse_args(words).lower
    quality = load(file)
    corpora, lowered, refused = [], list(quality.lowered), []
    for corpus in quality.corpora:
        if not corpus.here:
            sys.stdout.write(f"{corpus.path} is not here; its floors stay\n")
            corpora.append(corpus)
            continue
        try:
            made, fallen = renewed(corpus, reached_on(corpus), digest(corpus.file), reason)
        except LoweringError as error:
            refused.append(str(error))
            continue
        raised = sum(floor > corpus.floors.get(name, 0.0) for name, floor in made.floors.items())
        sys.stdout.write(f"{corpus.path}: {raised} floors raised, {len(fallen)} lowered\n")
        corpora.append(made)
        lowered += fallen
    if refused:
        sys.exit("\n".join([*refused, 'Floors are lowered only with --lower "reason"; nothing was written.']))
    file.write_text(dump(Quality(tuple(corpora), tuple(lowered))), "utf-8")


if __name__ == "__main__":
    main()
