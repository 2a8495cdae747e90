"""Pages that say no: what is wrong, and what to do, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def refuse(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    """Answer with a page of one sentence."""
    return render(request, "marsad/refusal.html", {"title": title, "sentence": sentence}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer what cannot be understood (400)."""
    return refuse(request, 400, _("This request cannot be understood"), _("Go back and try again."))


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer whoever may not do this (403)."""
    sentence = _("Your account may not do this. An administrator can give it another role.")
    return refuse(request, 403, _("Not allowed"), sentence)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer a form that did not come from a page of ours, or whose page is too old (403)."""
    sentence = _("This form is too old or did not come from this page. Load the page again and repeat what you did.")
    return refuse(request, 403, _("The form was not taken"), sentence)


def not_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Answer for what is not there (404)."""
    return refuse(request, 404, _("There is no such page"), _("It is not in this ledger, or not for you to see."))


def at_fault(request: HttpRequest) -> HttpResponse:
    """Answer where the program is at fault (500)."""
    sentence = _("The program made a mistake; nothing was changed. Tell whoever runs it what you did.")
    return refuse(request, 500, _("Something went wrong"), sentence)
