"""What people decided about incidents: claims put together, set apart, graded; the latest decision holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.ledger.contradictions import contradiction
from marsad.ledger.correct import FROM
from marsad.ledger.mention import Mention
from marsad.model.decision import DecisionKind, State
from marsad.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from marsad.ledger.statement import Statement
    from marsad.model.decision import Standing
    from marsad.model.incident import Incident

TOGETHER = frozenset({DecisionKind.MERGE, DecisionKind.LINK})
_OF_INCIDENTS = frozenset({DecisionKind.SPLIT, DecisionKind.GRADE})
GRADE = "grade"
DISPUTED = "disputed"
"""The flag of an incident about whose claims two persons decided differently."""
_Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Bar:
    """A split: none of `out` may be with any of `left`; None there means with any other claim."""

    out: frozenset[str]
    left: frozenset[str] | None
    standing: Standing

    def parts(self, group: set[str]) -> bool:
        """Tell whether the split goes through a group of claims that are to be together."""
        rest = group - self.out if self.left is None else group & self.left
        return bool(group & self.out) and bool(rest)


def settled(standings: Sequence[Standing]) -> tuple[list[Standing], list[Problem]]:
    """Overrule links and splits that later ones contradict; each contradiction is a problem with both names."""
    bars: list[_Bar] = []
    groups: list[tuple[set[str], list[Standing]]] = []
    overruled: dict[int, tuple[Standing, Standing]] = {}
    for standing in reversed([s for s in standings if s.holds and s.claims]):
        against = None
        if standing.decision.kind in TOGETHER:
            against = _join(standing, groups, bars)
        elif standing.decision.kind is DecisionKind.SPLIT:
            against = _set_apart(standing, groups, bars)
        if against is not None:
            overruled[id(standing)] = standing, against
    problems = [
        contradiction(earlier.decision, later.decision, "what is one incident", (*earlier.claims, *later.claims))
        for earlier, later in reversed(overruled.values())
    ]
    disputed = {id(s) for pair in overruled.values() if _by_two(*pair) for s in pair}
    marked = [(id(s), _disputed(s) if id(s) in disputed else s) for s in standings]
    return [_overruled(s, overruled[key][1]) if key in overruled else s for key, s in marked], problems


def _disputed(standing: Standing) -> Standing:
    return replace(standing, disputed=(*dict.fromkeys((*standing.disputed, *standing.claims)),))


def _by_two(one: Standing, other: Standing) -> bool:
    return one.decision.who != other.decision.who


def _overruled(standing: Standing, by: Standing) -> Standing:
    return replace(standing, state=State.OVERRULED, by=by.decision.number)


def _join(standing: Standing, groups: list[tuple[set[str], list[Standing]]], bars: Sequence[_Bar]) -> Standing | None:
    """Put claims together with all that they are together with already; or return the split that forbids it."""
    claims = set(standing.claims)
    touched = [group for group in groups if group[0] & claims]
    union = claims.union(*(members for members, _ in touched))
    against = next((bar.standing for bar in bars if bar.parts(union)), None)
    if against is None:
        groups[:] = [group for group in groups if group not in touched]
        groups.append((union, [standing, *(s for _, told in touched for s in told)]))
    return against


def _set_apart(
    standing: Standing, groups: Sequence[tuple[set[str], list[Standing]]], bars: list[_Bar]
) -> Standing | None:
    """Note a split, or return the link that forbids it."""
    out = frozenset(standing.claims)
    bar = _Bar(out, None if _from_all(standing) else frozenset(standing.left) - out, standing)
    for members, told in groups:
        if bar.parts(members):
            return next((s for s in told if bar.parts(set(s.claims))), told[0])
    bars.append(bar)
    return None


def _from_all(split: Standing) -> bool:
    """Tell whether a split names nothing that it leaves behind: it sets its claims apart from all others."""
    return not split.decision.values(FROM)


def divided(mentions: Sequence[Mention], standings: Sequence[Standing]) -> list[Mention]:
    """Cut mentions that a split goes through; the parts of a claim go with it."""
    splits = [s for s in standings if s.holds and s.decision.kind is DecisionKind.SPLIT and s.claims]
    found = list(mentions)
    for split in splits:
        out = set(split.claims)
        found = [piece for mention in found for piece in _cut(mention, out)]
    return found


def _cut(mention: Mention, out: set[str]) -> Iterator[Mention]:
    taken = {s.claim.index for s in mention.statements if s.claim.id in out}
    if not taken:
        yield mention
        return
    for _ in mention.statements:  # parts of parts, as deep as they go
        taken |= {s.claim.index for s in mention.statements if s.parent and s.parent.index in taken}
    pieces: tuple[list[Statement], list[Statement]] = ([], [])
    for s in mention.statements:
        pieces[s.claim.index not in taken].append(s)
    yield from (Mention(tuple(piece)) for piece in pieces if piece)


def pairs_decided(mentions: Sequence[Mention], standings: Sequence[Standing]) -> tuple[_Pairs, _Pairs]:
    """Return which mentions people put together, and which they set apart, by position."""
    home = {s.claim.id: at for at, mention in enumerate(mentions) for s in mention.statements} if standings else {}
    together: _Pairs = []
    apart: _Pairs = []
    for standing in (s for s in standings if s.holds):
        at = sorted({home[claim] for claim in standing.claims if claim in home})
        if standing.decision.kind in TOGETHER:
            together += list(pairwise(at))
        elif standing.decision.kind is DecisionKind.SPLIT and at:
            left = {home[claim] for claim in standing.left if claim in home}
            if _from_all(standing):
                left = set(range(len(mentions)))
            apart += [(one, other) for one in at for other in sorted(left - set(at))]
    return together, apart


def graded(
    incidents: Sequence[Incident], standings: Sequence[Standing], home: Mapping[str, str]
) -> tuple[list[Incident], list[Standing], list[Problem]]:
    """Give incidents the grade that a person decided, and a flag where people differ; the latest grade holds.

    A grade goes with the first of its claims that still stands in an incident. `home` has the incident, by id, of each
    claim that the decisions name, whether or not it is among these incidents.
    """
    given = [s for s in standings if s.holds and s.decision.kind is DecisionKind.GRADE and s.decision.values(GRADE)]
    latest: dict[str, Standing] = {}
    problems: list[Problem] = []
    differing: set[int] = set()
    disputed = {home[claim] for s in standings for claim in s.disputed if claim in home}
    for standing in given:
        key = next((home[claim] for claim in standing.claims if claim in home), None)
        if key is None:
            continue
        before = latest.get(key)
        if before and _grade(before) != _grade(standing):
            about = f"the grade of {key}, {_grade(before)} and {_grade(standing)}"
            problems.append(contradiction(before.decision, standing.decision, about, standing.claims))
            if _by_two(before, standing):
                differing |= {id(before), id(standing)}
                disputed.add(key)
        latest[key] = standing
    found = [replace(one, grade=_grade(latest[one.id])) if one.id in latest else one for one in incidents]
    found = [_marked(one) if one.id in disputed else one for one in found]
    ranked = [(id(s), _outgraded(s, home, latest) if s in given else s) for s in standings]
    return found, [_disputed(s) if key in differing else s for key, s in ranked], problems


def _marked(incident: Incident) -> Incident:
    """Flag an incident about which two persons decided differently."""
    return replace(incident, flags=(*dict.fromkeys((*incident.flags, DISPUTED)),))


def _outgraded(standing: Standing, home: Mapping[str, str], latest: Mapping[str, Standing]) -> Standing:
    """Mark a grade that a later one replaced."""
    now = next((latest[home[claim]] for claim in standing.claims if claim in home), standing)
    return standing if now is standing else _overruled(standing, now)


def _grade(standing: Standing) -> str:
    return standing.decision.values(GRADE)[-1]


def unkept(standings: Sequence[Standing], home: Mapping[str, str]) -> list[Problem]:
    """List links that could not be held beside the others, splits that others undid, and what binds nothing now."""
    grouping = [s for s in standings if s.holds and s.claims and s.decision.kind in {*TOGETHER, *_OF_INCIDENTS}]
    found = ((standing, _why_not(standing, home)) for standing in grouping)
    return [
        Problem("decision not kept", f"the {s.decision.named} ({s.decision.number}) {why}", "", s.claims)
        for s, why in found
        if why
    ]


def _why_not(standing: Standing, home: Mapping[str, str]) -> str:
    """Say why a decision about incidents has no effect; nothing where it has."""
    placed = [home[claim] for claim in standing.claims if claim in home]
    kind = standing.decision.kind
    needed = 2 if kind in TOGETHER and len(standing.claims) > 1 else 1
    if kind is not DecisionKind.SPLIT and len(placed) < needed:
        return "names claims that stand in no incident any more (retracted, or totals); decide again"
    beside = set(placed) & {home[claim] for claim in standing.left if claim in home}
    if (kind in TOGETHER and len(set(placed)) > 1) or (kind is DecisionKind.SPLIT and beside):
        return "cannot be held beside the others"
    return ""
