"""Signing in: nobody makes an account for themselves, and a password that somebody else gave is changed first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import password_changed, password_set
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpResponse

    from marsad.web.models import Account

_MEANWHILE = frozenset({"account_change_password", "account_logout", "account_reauthenticate", "digits"})
"""The pages that somebody may see before the first password is changed, by the names of their addresses."""


class Request(HttpRequest):
    """A request as the pages get it: from an account, or from nobody known."""

    user: Account | AnonymousUser
    htmx: object


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """How allauth behaves here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody signs up: administrators make the accounts."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth's signature
        """After a change of the password there is work to do."""
        return reverse("overview")


class FirstPassword:
    """The middleware that leads whoever has a given password to the page on which it is changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self._answer(request)

    def process_view(
        self,
        request: Request,
        _view: object,
        _args: object,
        _kwargs: object,
    ) -> HttpResponse | None:
        """Lead there before any other page."""
        user, at = request.user, request.resolver_match
        if not user.is_authenticated or not user.must_change or (at and at.url_name in _MEANWHILE):
            return None
        return HttpResponseRedirect(reverse("account_change_password"))


def listen() -> None:
    """Take note of every changed password."""
    for signal in (password_changed, password_set):
        signal.connect(_changed, dispatch_uid="marsad.first_password")


def _changed(user: Account, **_: object) -> None:
    if user.must_change:
        user.must_change = False
        user.save(update_fields=["must_change"])
