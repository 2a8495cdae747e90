"""What changes the ledger: reports come in, and people decide, as from the pages and the command line."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from marsad import flow
from marsad.model.decision import DecisionKind
from marsad.model.problem import MarsadError
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.render.rows import plain
from marsad.store.journal import Journal
from marsad.web.api.access import caller
from marsad.web.api.shapes import Added, Decided, NewDecision, NewReport
from marsad.web.models import Proposed
from marsad.web.tokens import Scope
from marsad.web.wish import Wish, takes_two

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
    the decision is refused with status 409, and the answer says what changed. Where it takes two persons, it `waits`
    until another one agrees on the pages.
    """
    by = caller(request, Scope.DECIDE)
    if wanted.kind in _ELSEWHERE:
        raise MarsadError(f"A decision of the kind “{wanted.kind}” is not taken here.")
    seen = wanted.seen or request.headers.get("If-Match", "").strip('" ')
    wish = Wish(str(wanted.kind), tuple(wanted.names), tuple(wanted.words), wanted.why.strip(), seen)
    proposal = wish.propose(by.name, by.audience)
    waits = takes_two(wish, by.account)
    if waits and not dry_run:
        Proposed.objects.create(wish=wish.record(), account=by.account)
    number = 0 if dry_run or waits else flow.decide(proposal).number
    head = Journal().head().hash[:12]
    return {"number": number, "waits": waits, "seen": head, "changes": plain(proposal.changes)}


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
