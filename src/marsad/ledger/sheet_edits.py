"""Edits in a sheet that came back, as decisions: what each cell would decide, or why it cannot."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.ledger.drafting import draft
from marsad.ledger.slots import corrections
from marsad.ledger.worksheets import CLAIMS, GRADE, INCIDENT, NOTE, RETRACT, SAME_AS, SLOT_COLUMNS
from marsad.model.decision import DecisionKind
from marsad.model.problem import MarsadError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.ledger.drafting import Desk, Pen
    from marsad.model.decision import Decision
    from marsad.model.sheet import SheetEdit

NEW = frozenset({"new", "جديد", "جديدة"})
"""In the column of incidents: this claim is of an incident of its own."""
NO = frozenset({"no", "0", "false", "لا"})
Drafted = list[tuple["Decision", "tuple[SheetEdit, ...]"]]


def decisions_of(edits: Sequence[SheetEdit], desk: Desk, pen: Pen) -> tuple[Drafted, list[Problem]]:
    """Return the decisions that edits make, each with its cells, and a problem for each cell that can make none.

    Several slots of one claim are one correction; claims moved together to one incident are moved together.
    """
    made: Drafted = []
    problems: list[Problem] = []
    by_row: dict[tuple[str, str], list[SheetEdit]] = defaultdict(list)
    for edit in edits:
        by_row[edit.sheet, edit.row].append(edit)
    for (sheet, row), told in by_row.items():
        if sheet == CLAIMS:
            slots = [edit for edit in told if edit.column in SLOT_COLUMNS and _usable(edit, problems)]
            words = [f"{edit.column}={edit.now}" for edit in slots]
            _try(made, problems, slots, DecisionKind.CORRECT, [row], desk, pen, words)
        for edit in told:
            if edit.column == RETRACT and edit.now.lower() not in NO:
                _try(made, problems, [edit], DecisionKind.RETRACT, [row], desk, pen)
            elif edit.column == NOTE and edit.now:
                _try(made, problems, [edit], DecisionKind.NOTE, [row], desk, replace(pen, why=edit.now))
            elif edit.column == GRADE:
                _try(made, problems, [edit], DecisionKind.GRADE, [row], desk, pen, [edit.now])
            elif edit.column == SAME_AS and edit.now:
                _try(made, problems, [edit], DecisionKind.MERGE, [row, edit.now], desk, pen)
    _move([edit for edit in edits if edit.column == INCIDENT], desk, pen, made, problems)
    return made, problems


def _usable(edit: SheetEdit, problems: list[Problem]) -> bool:
    try:
        corrections(edit.column, edit.now)
    except MarsadError as error:
        problems.append(_no(edit, error))
        return False
    return True


def _no(edit: SheetEdit, error: MarsadError) -> Problem:
    return Problem("no-decision", f"{edit.column} “{edit.now}”: {error}", edit.where)


def _try(  # noqa: PLR0913  a decision has these parts
    made: Drafted,
    problems: list[Problem],
    edits: Sequence[SheetEdit],
    kind: DecisionKind,
    names: Sequence[str],
    desk: Desk,
    pen: Pen,
    words: Sequence[str] = (),
) -> None:
    """Draft a decision; what cannot be one is a problem of its first cell."""
    if not edits:
        return
    try:
        made.append((draft(kind, names, desk, pen, words), tuple(edits)))
    except MarsadError as error:
        problems.append(_no(edits[0], error))


def _move(edits: Iterable[SheetEdit], desk: Desk, pen: Pen, made: Drafted, problems: list[Problem]) -> None:
    """Move claims to other incidents: all of one incident is a merge, some of it a split and a link."""
    together: dict[tuple[str, str], list[SheetEdit]] = defaultdict(list)
    for edit in edits:
        home = desk.home.get(edit.row)
        try:
            target = edit.now.lower() if edit.now.lower() in NEW else desk.incident(edit.now or "?").id
        except MarsadError as error:
            problems.append(_no(edit, error))
            continue
        if home is None:
            sentence = "this claim stands in no incident (a total over several, or retracted) and cannot be moved."
            problems.append(Problem("no-decision", sentence, edit.where))
        else:
            together[home.id, target].append(edit)
    for (home_id, target), some in together.items():
        claims = [edit.row for edit in some]
        whole = set(claims) == set(desk.incident(home_id).claims)
        if whole and target not in NEW:
            _try(made, problems, some, DecisionKind.MERGE, [home_id, target], desk, pen)
            continue
        before = len(made)
        _try(made, problems, some, DecisionKind.SPLIT, claims, desk, pen)
        if target not in NEW and len(made) > before:
            _try(made, problems, some, DecisionKind.LINK, [*claims, target], desk, pen)
