"""A statement as a report: the words as somebody noted them, with what is known of how they were taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.intake.capture import TEXT_LIMIT, check_text, mend, oddities
from marsad.intake.day import known
from marsad.intake.decode import decode
from marsad.model.problem import MarsadError, Problem
from marsad.model.report import Report

if TYPE_CHECKING:
    from datetime import date

    from marsad.model.evidence import Evidence

BYTE_LIMIT = 4 * TEXT_LIMIT
"""Bytes of the words of one statement."""


def statement_report(data: bytes, by: str, day: date, evidence: Evidence) -> tuple[Report, list[Problem]]:
    """Make a report of noted words; raises MarsadError. Who took them is the publisher, the day it was the report's."""
    if len(data) > BYTE_LIMIT:
        raise MarsadError(f"The words of the statement cannot be taken: they are more than {BYTE_LIMIT:,} bytes.")
    try:
        decoded = decode(data) if data else None
        text = (decoded.text if decoded else "").replace("\r\n", "\n").replace("\r", "\n")
        check_text(text)
    except MarsadError as error:
        raise MarsadError(f"The file with the words of the statement {f'{error}'.rstrip('.')}.") from error
    name = f"{evidence.kind} {day}"
    report = Report(mend(text), publisher=by, published=known(day), name=name, evidence=evidence)
    return report, oddities(text, decoded, name)
