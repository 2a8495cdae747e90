"""Pages that say no: what is wrong, and what to do, in the reader's language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _

from marsad.model.problem import MarsadError
from marsad.store.errors import StoreError
from marsad.web.templatetags.field import sentence as said

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

_NAMED = re.compile(r"^The ledger .*?(?= (?:is|cannot|could|takes|does|has) )")


class Refusals:
    """The middleware that tells in a sentence what no page caught: a ledger that is locked, full or out of reach."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer what cannot be done now (503), or not at all (422); where the ledger lies, pages do not tell."""
        if not isinstance(exception, MarsadError):
            return None
        status = 503 if isinstance(exception, StoreError) else 422
        return refuse(request, status, _("This cannot be done"), said(_NAMED.sub("The ledger", str(exception))))


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
