"""The one view that records decisions: it shows first what a decision would change, then records what was shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from marsad import flow
from marsad.ledger.unmoved import ChangedError
from marsad.model.problem import MarsadError
from marsad.render.decisions import value_words
from marsad.web import desk
from marsad.web.models import Proposed
from marsad.web.moved import shown
from marsad.web.roles import Role, asks
from marsad.web.templatetags import field
from marsad.web.wish import Wish, refusal, takes_two

if TYPE_CHECKING:
    from marsad.flow import Proposal
    from marsad.web.models import Account
    from marsad.web.sign_in import Request


@asks(Role.RECORDER)
def decide(request: Request) -> HttpResponse:
    """Show what a decision would change (`step=preview`), or record it (`step=save`); without a form, the review."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("review"))
    try:
        wish = Wish.of(request.POST)
    except MarsadError as error:
        return _page(request, None, 400, problem=str(error))
    saving = request.POST.get("step") == "save" and request.POST.get("shown") == wish.digest
    try:
        _free(wish, account(request))
        proposal = wish.propose(account(request).name, account(request).audience, draft=not saving)
        if not saving:
            return preview(request, wish, proposal)
        return _save(request, wish, proposal)
    except ChangedError as changed:
        return collided(request, wish, changed)
    except MarsadError as error:
        return _page(request, wish, 422, problem=refusal(error))


@asks(Role.RECORDER)
def undo(request: Request, number: int) -> HttpResponse:
    """Show what taking back a decision would change."""
    wish = Wish("undo", words=(str(number),))
    try:
        return preview(request, wish, wish.propose(account(request).name, account(request).audience, draft=True))
    except MarsadError as error:
        return _page(request, None, 404, problem=refusal(error))


def account(request: Request) -> Account:
    """Return who asks; the roles let nobody else come so far."""
    return request.user  # type: ignore[return-value]


def preview(request: Request, wish: Wish, proposal: Proposal, status: int = 200, **more: object) -> HttpResponse:
    """Show what a decision would change, with the form that records it."""
    shown_on = replace(wish, seen=proposal.book.seen)
    return _page(
        request, shown_on, status, decision=proposal.decision, changes=shown(proposal.changes, proposal.book), **more
    )


def collided(request: Request, wish: Wish, changed: ChangedError) -> HttpResponse:
    """Show what others changed meanwhile, and what the decision would change now; nothing that was written is lost."""
    told = meanwhile(changed)
    now = replace(wish, seen="")
    try:
        proposal = now.propose(account(request).name, account(request).audience, draft=True)
    except MarsadError as error:
        return _page(request, now, 409, problem=refusal(error), **told)
    return preview(request, now, proposal, 409, **told)


def meanwhile(changed: ChangedError) -> dict[str, object]:
    """Return what others did since somebody saw the ledger, for a page."""
    others = [(one, value_words(one)) for one in changed.decisions]
    return {"meanwhile": refusal(changed), "meanwhile_changes": shown(changed.changes), "others": others}


def recorded(request: Request, number: int) -> None:
    """Say that a decision is recorded, and how it is taken back."""
    said = _("Recorded as decision %(number)s.") % {"number": field.n(number)}
    link = format_html('<a href="{}" data-key="u">{}</a>', reverse("undo", args=[number]), _("Take it back"))
    messages.success(request, format_html("{} {}", said, link))


def back(request: Request) -> HttpResponse:
    """Go where the form came from."""
    to = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(to, allowed_hosts={request.get_host()}):
        to = reverse("review")
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": to})
    return HttpResponseRedirect(to)


def _save(request: Request, wish: Wish, proposal: Proposal) -> HttpResponse:
    person = account(request)
    if takes_two(wish, person):
        Proposed.objects.create(wish=wish.record(), account=person)
        messages.success(request, _("Proposed. It is recorded when another person agrees."))
    else:
        recorded(request, flow.decide(proposal).number)
    if wish.item:
        desk.release(wish.item, person)
    return back(request)


def _free(wish: Wish, person: Account) -> None:
    """Raise MarsadError where somebody else works on the item that a decision is about."""
    held = desk.taken().get(wish.item) if wish.item else None
    if held is not None and held.account != person:
        raise MarsadError(
            _("%(who)s works on this since %(time)s; take it over first if you agreed on that.")
            % {"who": held.account.name, "time": field.n(f"{held.at:%H:%M}")}
        )


def _page(request: Request, wish: Wish | None, status: int, **more: object) -> HttpResponse:
    person = account(request)
    page = {
        "wish": wish,
        "two": wish is not None and takes_two(wish, person),
        "next": request.POST.get("next") or request.GET.get("next") or "",
        **more,
    }
    return render(request, "marsad/decide_body.html" if request.htmx else "marsad/decide.html", page, status=status)
