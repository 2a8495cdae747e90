"""What people restricted: to whom a report, the name of a source or of a person may be shown; the latest word holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad.ledger.decided import DECISION, undone
from marsad.ledger.persons import NAME
from marsad.ledger.voice_names import voice_key
from marsad.model.audience import Level
from marsad.model.decision import DecisionKind, State
from marsad.text.masking import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from marsad.model.audience import Audience
    from marsad.model.decision import Decision, Standing

REPORT, SOURCE, PERSON = "report", "source", "person"
KINDS = (REPORT, SOURCE, PERSON)
TO = "to"
"""The name under which a restriction has its level."""
TEAM_LEVEL = Level.parse("team")


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """What is restricted: the id of a report, the voice of a source, the name of a person as names are compared."""

    kind: str
    key: str


@dataclass(frozen=True)
class Restrictions:
    """The level of everything that people ever restricted, as it stands; what is not listed is open."""

    levels: dict[Subject, Level]

    def hidden(self, audience: Audience) -> dict[Subject, Level]:
        """Return what may not be shown to whoever asks."""
        return {subject: level for subject, level in self.levels.items() if not level.admits(audience)}


def subjects(decision: Decision) -> list[Subject]:
    """Return what a restriction is about."""
    return [Subject(kind, _KEYS[kind](words)) for kind, words in decision.value if kind in KINDS]


def named(decision: Decision) -> list[Subject]:
    """Return the person whom a decision names in a claim."""
    names = decision.values(NAME) if decision.kind is DecisionKind.PERSON else ()
    return [Subject(PERSON, _person_key(name)) for name in names]


def restrictions(decisions: Sequence[Decision]) -> Restrictions:
    """Return how everything restricted stands under these decisions: all there are, whatever is asked as of when.

    The name of a person whom anybody named in a claim is for the team, until somebody says otherwise: taking the
    naming back does not lift that.
    """
    levels: dict[Subject, Level] = {}
    taken_back = undone(decisions)
    for decision in decisions:
        for subject in named(decision):
            levels.setdefault(subject, TEAM_LEVEL)
        if decision.kind is DecisionKind.RESTRICT and decision.number not in taken_back:
            levels.update(dict.fromkeys(subjects(decision), level_of(decision)))
    return Restrictions(levels)


def level_of(decision: Decision) -> Level:
    """Return the level that a restriction sets; one that cannot be read, of a damaged entry, shows it to nobody."""
    try:
        return Level.parse(",".join(decision.values(TO)))
    except ValueError:
        return Level(())


def outlived(standings: Sequence[Standing]) -> list[Standing]:
    """Mark the restrictions of which later ones say all anew."""
    later: dict[Subject, int] = {}
    found: list[Standing] = []
    for standing in reversed(standings):
        about = (
            subjects(standing.decision) if standing.decision.kind is DecisionKind.RESTRICT and standing.holds else []
        )
        if about and all(subject in later for subject in about):
            standing = replace(standing, state=State.OVERRULED, by=min(later[subject] for subject in about))  # noqa: PLW2901
        elif about:
            later |= dict.fromkeys(about, standing.decision.number)
        found.append(standing)
    return found[::-1]


def taken_back_by(decision: Decision) -> Iterable[int]:
    """Return the numbers of the decisions that an undo takes back."""
    if decision.kind is DecisionKind.UNDO:
        yield from (int(words) for words in decision.values(DECISION) if words.isdecimal())


def _report_key(words: str) -> str:
    return words


def _person_key(words: str) -> str:
    return name_key(words) or words  # a name that was masked for good is nobody else's


_KEYS: dict[str, Callable[[str], str]] = {REPORT: _report_key, SOURCE: voice_key, PERSON: _person_key}
