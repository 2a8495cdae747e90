"""Whether the harm of an incident came of the fighting (DESIGN, Vocabulary: conflict), with the words that tell it.

Derived from the method, the doer and the words of each claim; what most claims tell counts, the nearer to the fighting
where as many tell each. Harm of which no claim tells how it came about is taken to be of the fighting: that is what
field reports are written of.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from marsad.lang.conflict.words import told
from marsad.ledger.sentence import sentence
from marsad.model.claim import Method, Side
from marsad.model.incident import Conflict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.ledger.statement import Statement

_FIGHTING = (Method.AIRSTRIKE, Method.DRONE, Method.SHELLING, Method.CLASH)


class Ground(NamedTuple):
    """What one claim tells: `words` of its report, None where its method or its doer says it."""

    conflict: Conflict
    claim: str
    words: str | None = None


def ground(statements: Sequence[Statement]) -> Ground | None:
    """Return what decides for an incident, by the first claim that tells so; None where no claim tells."""
    found = [one for one in map(_ground, statements) if one is not None]
    order = [*Conflict]
    tellers = Counter(one.conflict for one in found)
    return max(found, key=lambda one: (tellers[one.conflict], -order.index(one.conflict)), default=None)


def _ground(statement: Statement) -> Ground | None:
    claim = statement.claim
    if claim.method is None:
        return None
    if claim.method in _FIGHTING:
        return Ground(Conflict.DIRECT, claim.id)
    conflict, words = _HOW[claim.method](statement, sentence(statement.reading.report.text, claim.quote))
    return Ground(conflict, claim.id, words)


_Told = tuple[Conflict, str | None]


def _explosion(statement: Statement, around: str) -> _Told:
    """Tell a bomb from what the fighting left behind: remnants, mines that harm others than fighters; and from gas."""
    claim = statement.claim
    words = told("left", around)
    if words is None and claim.side is not Side.COMBATANT:
        words = told("mine", around)
    if words:
        return Conflict.INDIRECT, words
    words = told("household", around) if claim.by_party is None else None
    return (Conflict.NONE, words) if words else (Conflict.DIRECT, None)


def _shooting(statement: Statement, around: str) -> _Told:
    """Tell shots of the fighting from those of a quarrel, where no party fired them or was hit."""
    claim = statement.claim
    words = told("quarrel", around) if claim.by_party is None and claim.party is None else None
    return (Conflict.NONE, words) if words else (Conflict.DIRECT, None)


def _otherwise(statement: Statement, around: str) -> _Told:
    """Tell mishaps, illness and quarrels from what people want for in a siege or a camp, and from deeds of a party."""
    claim = statement.claim
    if claim.by_party is not None:
        return Conflict.DIRECT, None
    means = claim.method_quote.text if claim.method_quote else around
    words = told("want", means)
    if words:
        besieged = told("siege", around) or told("siege", statement.reading.report.text)
        return (Conflict.INDIRECT if besieged else Conflict.NONE), words
    words = told("mishap", means) or told("quarrel", around)
    return (Conflict.NONE, words) if words else (Conflict.DIRECT, None)


_HOW = {Method.EXPLOSIVE: _explosion, Method.SHOOTING: _shooting, Method.OTHER: _otherwise}
