"""Draft a restriction: which reports, names of sources and names of persons may be shown to whom from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.drafting import signed
from marsad.ledger.restrictions import REPORT, TO, subjects
from marsad.ledger.sight import names_of_subject
from marsad.ledger.voices import publication
from marsad.ledger.wording import Wording
from marsad.model.audience import Level
from marsad.model.decision import Decision, DecisionKind
from marsad.model.problem import MarsadError
from marsad.text.masking import Names, is_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.ledger.drafting import Desk, Pen
    from marsad.model.reading import Reading


def restriction(desk: Desk, what: Sequence[tuple[str, str]], to: str, pen: Pen) -> Decision:
    """Draft a restriction of reports (by number or id), of the names of sources, of the names of persons.

    `what` has pairs of a kind and a name. Raises MarsadError with a sentence where it cannot be one. A name need not
    stand in any report yet.
    """
    pen = signed(pen)
    try:
        level = Level.parse(to)
    except ValueError as error:
        raise MarsadError(f"{error}. Nothing was recorded.") from error
    if not what:
        raise MarsadError("Name what is to be restricted: a report, --source NAME or --person NAME.")
    found = dict.fromkeys(_meant(desk, kind, name) for kind, name in what)
    return Decision(DecisionKind.RESTRICT, (), pen.who, pen.why, pen.at, (*found, (TO, str(level))))


def _meant(desk: Desk, kind: str, name: str) -> tuple[str, str]:
    if kind == REPORT:
        return kind, desk.report(name).id
    if not is_name(name):
        raise MarsadError(f"“{name}” is no name that could be found in a report; write its letters.")
    return kind, " ".join(name.split())


def naming(decision: Decision, readings: Iterable[Reading]) -> list[str]:
    """Return the ids of the reports whose text, title or publisher holds a name that a restriction is about."""
    keys = (names_of_subject(subject).keys for subject in subjects(decision) if subject.kind != REPORT)
    names = Names(frozenset[str]().union(*keys))
    told = ((r.report.id, (r.report.text, r.report.title, r.report.publisher)) for r in readings)
    return [id_ for id_, words in told if any(names.spans(said) for said in words if said)]


def reprinting(decision: Decision, readings: Sequence[Reading]) -> list[str]:
    """Return the ids of the reports that print nearly the words of a restricted one, and are not restricted with it."""
    kept = {subject.key for subject in subjects(decision) if subject.kind == REPORT}
    wording = Wording()
    wording.put((reading.report, publication(reading)) for reading in readings if kept)
    originals = {wording.original(id_) for id_ in kept}
    return [id_ for r in readings if (id_ := r.report.id) not in kept and wording.original(id_) in originals]
