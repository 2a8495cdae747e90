"""A decision that waits for another person: what it would change, who wants it and why; agree, decline, withdraw."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from marsad import flow, reviewing
from marsad.ledger.unmoved import ChangedError
from marsad.model.problem import MarsadError
from marsad.web import asked
from marsad.web.models import Proposed
from marsad.web.moved import shown
from marsad.web.pages.decide import account, back, meanwhile, recorded
from marsad.web.roles import Role, asks
from marsad.web.wish import Wish, refusal

if TYPE_CHECKING:
    from django.http import HttpResponse

    from marsad.web.sign_in import Request


@asks(Role.RECORDER)
def proposed(request: Request, number: int) -> HttpResponse:
    """Show a decision that waits (GET), or settle it (POST, `step=agree`, `decline` or `withdraw`)."""
    one = get_object_or_404(Proposed, pk=number)
    if one.account != request.user and not Wish.from_record(one.wish).shows(asked.book(request, asked.AsOf())):
        raise Http404(f"proposal {number} is not for whoever asks")
    if request.method != "POST":
        return _page(request, one)
    step = request.POST.get("step", "")
    if step == "withdraw" and one.account == request.user:
        one.delete()
        messages.success(request, _("Put away."))
        return back(request)
    if step not in {"agree", "decline"} or not _may_settle(request, one):
        raise PermissionDenied(step)
    if step == "decline":
        return _decline(request, one)
    return _agree(request, one)


def _may_settle(request: Request, one: Proposed) -> bool:
    """Tell whether whoever asks is another person, who may decide."""
    role = account(request).role
    return one.account != request.user and role is not None and role.covers(Role.REVIEWER) and not one.declined_by


def _agree(request: Request, one: Proposed) -> HttpResponse:
    wish = replace(Wish.from_record(one.wish), seen=request.POST.get("seen", ""))
    person = account(request)
    try:
        decided = flow.decide(wish.propose(one.account.name, person.audience, agreed=person.name))
    except MarsadError as error:
        return _page(request, one, refusal(error), 409 if isinstance(error, ChangedError) else 422)
    one.delete()
    recorded(request, decided.number)
    return back(request)


def _decline(request: Request, one: Proposed) -> HttpResponse:
    why = request.POST.get("why", "").strip()
    if not why:
        return _page(request, one, _("Say why you decline, for whoever proposed it."), 422)
    one.declined_by, one.declined_why = account(request).name, why
    one.save()
    messages.success(request, _("Declined."))
    return back(request)


def _page(request: Request, one: Proposed, problem: str = "", status: int = 200) -> HttpResponse:
    """Show it as it would be on the ledger of now; and what changed since it was proposed."""
    wish = Wish.from_record(one.wish)
    names = reviewing.kept_from(account(request).audience)
    told = {"wish": wish.masked(names), "declined": names.hide(one.declined_why)}
    page: dict[str, object] = {"one": one, **told, "settles": _may_settle(request, one), "problem": problem}
    person = account(request)
    try:
        wish.propose(one.account.name, person.audience)
    except ChangedError as changed:
        page |= meanwhile(changed)
    except MarsadError:
        pass  # told below, on the ledger of now
    try:
        proposal = replace(wish, seen="").propose(one.account.name, person.audience)
        page |= {
            "decision": proposal.decision,
            "changes": shown(proposal.changes, proposal.book),
            "seen": proposal.book.seen,
        }
    except MarsadError as error:
        page["problem"] = problem or refusal(error)
    return render(request, "marsad/proposed.html", page, status=status)
