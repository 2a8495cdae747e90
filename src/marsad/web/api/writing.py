"""What changes the ledger: reports come in, and people decide, as from the pages and the command line."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from marsad import flow
from marsad.ledger.drafting import Pen, draft
from marsad.model.decision import DecisionKind
from marsad.model.problem import MarsadError
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.render.rows import plain
from marsad.store.journal import Journal
from marsad.web.api.access import caller
from marsad.web.api.shapes import Added, Decided, NewDecision, NewReport
from marsad.web.tokens import Scope

_ELSEWHERE = frozenset({DecisionKind.RESTRICT, DecisionKind.PERSON})
"""Decisions with commands and pages of their own."""


def add(request: HttpRequest, reports: list[NewReport]) -> Any:
    """Read reports and record those that are new. A text that a publisher gave before adds nothing."""
    caller(request, Scope.ADD)
    today = datetime.now(UTC).date()
    if any(one.published and one.published > today for one in reports):
        raise MarsadError("A day of publication is yet to come. Nothing was recorded.")
    if any(not one.text.strip() for one in reports):
        raise MarsadError("A report has no words. Nothing was recorded.")
    added, readings = flow.add([_report(one, today) for one in reports])
    return {
        "new": list(added.new),
        "known": list(added.known),
        "claims": sum(len(reading.claims) for reading in readings),
        "problems": [str(problem) for problem in added.problems],
    }


def decide(request: HttpRequest, wanted: NewDecision, *, dry_run: Query[bool] = False) -> Any:
    """Decide, in the name of the account; with `dry_run` only say what it would change.

    `seen` (or the header If-Match) tells at which head the ledger was seen: where what it is about has changed since,
    the decision is refused with status 409, and the answer says what changed.
    """
    by = caller(request, Scope.DECIDE)
    if wanted.kind in _ELSEWHERE:
        raise MarsadError(f"A decision of the kind “{wanted.kind}” is not taken here.")
    seen = wanted.seen or request.headers.get("If-Match", "").strip('" ')
    pen = Pen(by.name, wanted.why, datetime.now(UTC))
    drafted = partial(draft, wanted.kind, wanted.names, pen=pen, words=wanted.words)
    proposal = flow.propose(drafted, by.audience, seen=seen)
    number = 0 if dry_run else flow.decide(proposal).number
    return {"number": number, "seen": Journal().head().hash[:12], "changes": plain(proposal.changes)}


def _report(one: NewReport, today: Any) -> Report:
    day = When(Days.of(one.published), WhenBasis.METADATA) if one.published else None
    return Report(
        one.text,
        one.publisher or None,
        one.title,
        published=day,
        seen=When(Days.of(today), WhenBasis.METADATA),
        name=one.name,
    )


def joined(router: Router) -> Router:
    """Put what writes beside what reads: an address answers both."""
    router.post("reports", response=Added, tags=["write"])(add)
    router.post("decisions", response=Decided, tags=["write"])(decide)
    return router
