"""Bind people's decisions to the claims of the present reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.model.problem import Problem
from marsad.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.model.claim import Claim
    from marsad.model.decision import Decision


@dataclass(frozen=True, slots=True)
class Bound:
    """A decision with the ids of the claims that its anchors bind now."""

    decision: Decision
    claims: tuple[str, ...]


def bind(decisions: Sequence[Decision], claims: Iterable[Claim]) -> tuple[list[Bound], list[Problem]]:
    """Bind each anchor to its claim, else to the one claim that overlaps with the same harm; the rest are listed."""
    by_report: dict[str, list[Claim]] = {}
    for claim in claims:
        by_report.setdefault(claim.report, []).append(claim)
    bound, problems = [], []
    for decision in decisions:
        ids = []
        for anchor in decision.anchors:
            found = _find(anchor, by_report)
            if len(found) == 1:
                ids.append(found[0].id)
            else:
                problems.append(_unbound(decision, anchor, found))
        bound.append(Bound(decision, tuple(ids)))
    return bound, problems


def _find(anchor: str, by_report: dict[str, list[Claim]]) -> list[Claim]:
    report, span, harm = _parse(anchor)
    if span is None:
        return []
    told = [c for c in by_report.get(report, ()) if c.harm == harm]
    exact = [c for c in told if c.quote.span == span]
    return exact or [c for c in told if c.quote.span.overlaps(span)]


def _parse(anchor: str) -> tuple[str, Span | None, str]:
    report, _, rest = anchor.partition(":")
    ends, _, harm = rest.partition(":")
    start, _, end = ends.partition("-")
    if not (start.isdecimal() and end.isdecimal() and int(start) <= int(end)):
        return report, None, harm
    return report, Span(int(start), int(end)), harm


def _unbound(decision: Decision, anchor: str, found: Sequence[Claim]) -> Problem:
    kind = "ambiguous decision" if found else "orphan decision"
    what = f"now fits {len(found)} claims" if found else "fits no claim of the present reading"
    sentence = (
        f"the decision to {decision.kind} by {decision.who} of {decision.at:%Y-%m-%d} {what} at {anchor}; "
        "decide again on the claim you mean"
    )
    return Problem(kind, sentence, anchor.partition(":")[0], tuple(c.id for c in found))
