"""Keeping what was read: bytes go to disk as they come in, and the reports go on to the ledger with where they lie."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from marsad.intake.capture import until_today
from marsad.model.problem import Problem
from marsad.store import captures
from marsad.store.opening import open_ledger
from marsad.store.warc import NoWarcError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from marsad.intake.capture import Capture
    from marsad.model.raw import Raw
    from marsad.model.report import Report
    from marsad.store.captures import Kept


@dataclass(slots=True)
class Incoming:
    """Reports on their way into the ledger, what is on disk of what they were taken out of, and what was odd."""

    reports: list[Report] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kept: list[tuple[str, Kept]] = field(default_factory=list)
    """The id of a report, and a capture of it."""


def incoming(found: Iterable[Capture | Problem], today: date, *, keep: bool = True) -> Incoming:
    """Take in what is read, one by one, so that no more than one file is held at a time; raises MarsadError.

    Days of reports that lie behind `today` are problems, and the reports are read without them. The bytes are written
    to disk where they are to be kept; the journal does not know of them before `flow.add`. A ledger is made where
    there is none.
    """
    taken = Incoming()
    shelf = _Shelf(taken) if keep else None
    for one in found:
        if isinstance(one, Problem):
            taken.problems.append(one)
            continue
        report, yet_to_come = until_today(one, today)
        taken.reports.append(report)
        taken.problems.extend((*one.problems, *yet_to_come))
        if shelf and one.raw:
            shelf.put(report, one.raw)
    captures.settle(kept for _, kept in taken.kept)
    return taken


class _Shelf:
    """Writes captures down, each once; without the library that does so it says that, once."""

    def __init__(self, taken: Incoming) -> None:
        self._taken = taken
        self._last: tuple[bytes, str] | None = None
        """The bytes that were written last, and their hash: a document can hold many reports."""
        self._works = True

    def put(self, report: Report, raw: Raw) -> None:
        if not self._works:
            return
        if self._last is None:
            open_ledger()  # before anything is written beside it: it may be another's, or of a newer marsad
        try:
            same = self._last is not None and self._last[0] is raw.bytes
            kept = captures.described(raw, self._last[1]) if self._last and same else captures.put(raw)
        except NoWarcError as error:
            self._taken.problems.append(Problem("not-kept", str(error)))
            self._works = False
            return
        self._last = (raw.bytes, kept.sha256)
        self._taken.kept.append((report.id, kept))
