"""Gold: reports with the claims that a person marked; and claims of another system for the same reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from marsad.exam.fields import FIELDS, LEAST, FieldError, mark_of
from marsad.exam.mark import Mark, Sheet
from marsad.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.model.report import Report

FAULT = "gold"
"""The kind of a problem that a gold file, or a file of claims read, has."""

Answers = dict[str, tuple[Mark, ...]]
"""The claims that another system read, by the `id` of the report."""


def sheet_of(report: Report, fields: dict[str, Any], where: str) -> tuple[Sheet, list[Problem]]:
    """Take the marked claims from the fields of a report's line; what is wrong is listed, one sentence each."""
    wrong = [
        Problem(FAULT, f"the report has no “{name}”.", where)
        for name in ("id", "lang", "claims")
        if fields.get(name) is None
    ]
    if wrong:
        return Sheet(report, (), where), wrong
    marks, wrong = _marks(fields["claims"], report.text, where, FIELDS)
    return Sheet(report, marks, where), wrong


def answers_of(data: str, name: str, sheets: Sequence[Sheet]) -> tuple[Answers, list[Problem]]:
    """Read another system's claims: lines of JSON with `id` and `claims`, for reports of the gold file."""
    texts = {sheet.name: sheet.report.text for sheet in sheets}
    answers: Answers = {}
    problems: list[Problem] = []
    for number, line in enumerate(data.split("\n"), 1):
        where = f"{name}, line {number}"
        if not line.strip():
            continue
        record = _loaded(line)
        if record is None or "id" not in record or "claims" not in record:
            problems.append(Problem(FAULT, "is no JSON object with “id” and “claims”.", where))
        elif str(record["id"]) not in texts:
            problems.append(Problem(FAULT, f"the gold file has no report “{record['id']}”.", where))
        elif str(record["id"]) in answers:
            problems.append(Problem(FAULT, f"the report “{record['id']}” stands here for the second time.", where))
        else:
            marks, wrong = _marks(record["claims"], texts[str(record["id"])], where, LEAST)
            answers[str(record["id"])] = marks
            problems += wrong
    return answers, problems


def repeated(sheets: Iterable[Sheet]) -> list[Problem]:
    """Name the reports whose `id` another line of the gold file has already."""
    first: dict[str, str] = {}
    found = []
    for sheet in sheets:
        if sheet.name in first:
            found.append(Problem(FAULT, f"the id “{sheet.name}” stands in {first[sheet.name]} too.", sheet.where))
        first.setdefault(sheet.name, sheet.where)
    return found


def _loaded(line: str) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _marks(claims: object, text: str, where: str, needed: tuple[str, ...]) -> tuple[tuple[Mark, ...], list[Problem]]:
    if not isinstance(claims, list):
        return (), [Problem(FAULT, "“claims” is no list.", where)]
    marks, wrong = [], []
    for number, record in enumerate(claims):
        try:
            mark = mark_of(record, text, needed)
            _check_whole(mark, number, len(claims))
            marks.append(mark)
        except FieldError as error:
            wrong.append(Problem(FAULT, f"claim {number}{_words(record)}: {error}.", where))
    return tuple(marks), wrong


def _check_whole(mark: Mark, number: int, claims: int) -> None:
    if mark.part_of is not None and (mark.part_of >= claims or mark.part_of == number):
        raise FieldError(f"“part_of” is {mark.part_of}; it is the number of another claim, from 0 to {claims - 1}")


def _words(record: object) -> str:
    quote = record.get("quote") if isinstance(record, dict) else None
    return f" ({quote[:60]})" if isinstance(quote, str) else ""
