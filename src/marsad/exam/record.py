"""The figures and errors of an exam as records for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marsad.exam.errors import counted, errors, sort_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.exam.errors import Error
    from marsad.exam.scores import Scores
    from marsad.exam.verdict import Paper

Record = dict[str, Any]
DIGITS = 4
"""To how many digits figures are written."""


def scores_record(made: Scores) -> Record:
    """Write the figures: each part's rows, then the slots, F1 for the structures."""
    record: Record = {}
    for part in made.parts:
        rows: Record = {
            row.name: {"precision": _round(row.precision), "recall": _round(row.recall), "f1": _round(row.f1)}
            for row in part.rows
        }
        record[part.name] = {**rows, "gold": part.gold, "predicted": part.read}
    slots: Record = {slot.name: _round(slot.share) for slot in made.slots}
    record["slots"] = slots | {
        f"{kind.name}_f1": None if kind.f1 is None else _round(kind.f1) for kind in made.structures
    }
    record["asked"] = {slot.name: slot.asked for slot in made.slots}
    return record


def errors_record(papers: Sequence[Paper], examples: int = 0) -> Record:
    """Write how many errors of each kind and sort there are, with the first examples of each kind."""
    found = [(paper, error) for paper in papers for error in errors(paper)]
    record: Record = {}
    for kind, counts in counted(error for _, error in found).items():
        sorts = [{"sort": list(sort), "errors": number} for sort, number in counts.most_common()]
        record[kind] = {"errors": counts.total(), "sorts": sorts}
        if examples:
            shown = [(paper, error) for paper, error in found if error.kind == kind][:examples]
            record[kind]["examples"] = list(_examples(shown))
    return record


def _examples(found: Iterable[tuple[Paper, Error]]) -> Iterator[Record]:
    for paper, error in found:
        gold = None if error.gold is None else paper.gold[error.gold].quote
        got = None if error.got is None else paper.read[error.got].quote
        yield {
            "report": paper.sheet.name,
            "sort": list(sort_of(error)),
            "marked": error.marked,
            "read": error.read,
            "gold": gold and {"start": gold.start, "quote": gold.text},
            "predicted": got and {"start": got.start, "quote": got.text},
        }


def _round(figure: float) -> float:
    return round(figure, DIGITS)
