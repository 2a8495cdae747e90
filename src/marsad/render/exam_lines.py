"""An exam on a terminal: its figures row by row, its errors by kind, examples where they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.exam.errors import Kind, counted, errors
from marsad.render.calm import isolate, visible
from marsad.render.exam_words import exam_words, sort_words, value_words
from marsad.render.wrap import cells, wrap

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from marsad.exam.errors import Error, Sort
    from marsad.exam.scores import Part, Scores
    from marsad.exam.verdict import Paper
    from marsad.render.paint import Paint

_WORDS = exam_words("en")
_ROW, _SLOT, _KIND, _LABEL = 11, 18, 16, 8
_LEAST = 16
_GAP = "  "


def exam_lines(papers: Sequence[Paper], made: Scores, width: int, paint: Paint, examples: int = 0) -> Iterator[str]:
    """Show an exam in lines of a terminal."""
    for part in made.parts:
        yield from _part_lines(part, width, paint)
        yield ""
    yield from _slot_lines(made, width, paint)
    yield ""
    yield from _error_lines(papers, width, paint, examples)


def _part_lines(part: Part, width: int, paint: Paint) -> Iterator[str]:
    counts = _WORDS["summary"].format(reports=part.reports, gold=part.gold, read=part.read)
    heading = wrap(f"{_WORDS.get(part.name, visible(part.name))} · {counts}", width)
    yield from (paint(line, "bold") for line in heading)
    yield paint(_fit(f"{'row':{_ROW}}{'precision':>9}{'recall':>9}{'F1':>9}", "right in", width), "dim")
    for row in part.rows:
        figures = "".join(f"{figure:9.3f}" for figure in (row.precision, row.recall, row.f1))
        yield _fit(f"{row.name:{_ROW}}{figures}", _WORDS[f"row_{row.name}"], width)


def _slot_lines(made: Scores, width: int, paint: Paint) -> Iterator[str]:
    yield paint(_WORDS["slots"], "bold")
    yield paint(_fit(f"{'slot':{_SLOT}}{'right':>7}{'asked':>7}", "right in", width), "dim")
    for slot in made.slots:
        yield _fit(f"{slot.name:{_SLOT}}{slot.share:7.3f}{slot.asked:7}", _WORDS[f"slot_{slot.name}"], width)
    for kind in made.structures:
        figure = "–" if kind.f1 is None else f"{kind.f1:.3f}"
        yield _fit(f"{kind.name + '_f1':{_SLOT}}{figure:>7}{'':7}", _WORDS[f"slot_{kind.name}"], width)


def _fit(figures: str, meaning: str, width: int) -> str:
    """Put what figures mean behind them where there is room."""
    line = f"{figures}{_GAP}{meaning}"
    return line if cells(line) <= width else figures


def _error_lines(papers: Sequence[Paper], width: int, paint: Paint, examples: int) -> Iterator[str]:
    found = [(paper, error) for paper in papers for error in errors(paper)]
    yield paint(_WORDS["errors"], "bold")
    if not found:
        yield _WORDS["no_errors"]
        return
    yield paint(_fit(f"{'kind':{_KIND}}{'number':>6}", _WORDS["often"], width), "dim")
    for kind, sorts in counted(error for _, error in found).items():
        if sorts:
            yield from _kind_lines(kind, sorts, width)
            shown = [(paper, error) for paper, error in found if error.kind == kind][:examples]
            for paper, error in shown:
                yield from _example_lines(paper, error, width, paint)


def _kind_lines(kind: Kind, sorts: Counter[Sort], width: int) -> Iterator[str]:
    """Name a kind, how many errors it has, and of which sorts, the most frequent first."""
    told = "; ".join(f"{sort_words(kind, sort, _WORDS)} {number}" for sort, number in sorts.most_common())
    head = f"{_WORDS[f'kind_{kind}']:{_KIND}}{sorts.total():6}{_GAP}"
    for number, line in enumerate(wrap(told, max(width - len(head), _LEAST))):
        yield f"{head if number == 0 else ' ' * len(head)}{line}"


def _example_lines(paper: Paper, error: Error, width: int, paint: Paint) -> Iterator[str]:
    mark = paper.gold[error.gold] if error.gold is not None else paper.read[error.got or 0]
    yield from _labelled("", paper.sheet.name, width, paint)
    yield from _labelled("claim", mark.quote.text, width, paint)
    if error.kind not in (Kind.MISSED, Kind.SPURIOUS):
        yield from _labelled("marked", value_words(error.marked, _WORDS), width, paint)
        yield from _labelled("read", value_words(error.read, _WORDS), width, paint)


def _labelled(label: str, words: str, width: int, paint: Paint) -> Iterator[str]:
    """Give words behind a label; every line of them is kept in its own order."""
    if not label:
        yield from (f"  {isolate(line)}" for line in wrap(visible(words), max(width - 2, _LEAST)))
        return
    for number, line in enumerate(wrap(visible(words), max(width - _LABEL - 4, _LEAST))):
        yield f"  {paint(f'  {label if number == 0 else str():{_LABEL}}', 'dim')}{isolate(line)}"
