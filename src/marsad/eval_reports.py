"""What `marsad eval` does: reports with marked claims in, figures and errors of the reader out, nothing kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from marsad.exam.gold import answers_of, repeated, sheet_of
from marsad.exam.mark import Sheet, marks_of
from marsad.exam.scores import scores
from marsad.exam.verdict import examine
from marsad.intake.files import captures
from marsad.model.problem import MarsadError, Problem
from marsad.say import print_json, say, terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.exam.verdict import Paper

_HARMLESS = frozenset({"encoding", "bidi-control", "damaged-characters"})
"""Problems of a text that change nothing in an exam."""


def eval_reports(
    gold: str, predicted: Path | None = None, *, as_json: bool = False, examples: int = 0, html: Path | None = None
) -> None:
    """Compare what is read in marked reports with the marks, and print what came of it. Raises MarsadError."""
    if html:
        _must_not_overwrite(html, gold, predicted)
    papers = papers_of(gold, predicted)
    made = scores(papers)
    if html:
        from marsad.render.exam_page import exam_page

        _write(html, exam_page(papers, made))
    if as_json:
        from marsad.exam.record import errors_record, scores_record

        print_json({**scores_record(made), "errors": errors_record(papers, examples)})
    else:
        from marsad.render.exam_lines import exam_lines

        print(*exam_lines(papers, made, *terminal(), examples), sep="\n")
    if html:
        say(f"Written: {html}")


def papers_of(gold: str, predicted: Path | None = None) -> list[Paper]:
    """Read the reports of a gold file, or take what another system read in them. Raises MarsadError."""
    sheets = _sheets(gold)
    if predicted is None:
        from marsad.reader.read import read

        return [examine(sheet, marks_of(read(sheet.report))) for sheet in sheets]
    answers, problems = answers_of(_content(predicted), str(predicted), sheets)
    _stop_at([*repeated(sheets), *problems], str(predicted))
    return [examine(sheet, answers.get(sheet.name, ())) for sheet in sheets]


def _sheets(gold: str) -> list[Sheet]:
    sheets, problems = [], []
    for found in captures([gold], lines=True):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        sheet, wrong = sheet_of(found.report, found.fields, found.where)
        sheets.append(sheet)
        problems += [problem for problem in found.problems if problem.kind not in _HARMLESS] + wrong
    _stop_at(problems, gold)
    return sheets


def _stop_at(problems: Sequence[Problem], name: str) -> None:
    """Name everything that is wrong with a file, and raise MarsadError: figures over a part of it would mislead."""
    for problem in problems:
        say(str(problem))
    if problems:
        things = "one thing is" if len(problems) == 1 else f"{len(problems)} things are"
        raise MarsadError(f"Nothing was compared: {things} wrong in {name}.")


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise MarsadError(f"{path} is not in UTF-8; write it so.") from error
    except OSError as error:
        raise MarsadError(f"{path} cannot be read: {error.strerror}.") from error


def _must_not_overwrite(out: Path, gold: str, predicted: Path | None) -> None:
    if out.absolute() in {Path(gold).absolute(), predicted and predicted.absolute()}:
        raise MarsadError(f"{out} is one of the files to compare; name another file for the page.")


def _write(out: Path, content: str) -> None:
    try:
        out.write_text(content, encoding="utf-8", newline="\n")
    except OSError as error:
        raise MarsadError(f"{out} cannot be written: {error.strerror}.") from error
