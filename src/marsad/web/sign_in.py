"""Signing in: nobody makes an account for themselves, and a password that somebody else gave is changed first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import password_changed, password_set
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpResponse

    from marsad.web.models import Account

_MEANWHILE = frozenset({"account_change_password", "account_logout", "account_reauthenticate", "digits"})
"""The pages that somebody may see before the first password is changed, by the names of their addresses."""
_SETTING_UP = _MEANWHILE | {"mfa_activate_totp", "mfa_reauthenticate"}
"""Those before the second factor is on, where nobody works without one."""


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


class FirstThings:
    """The middleware that leads people to what comes before any work.

    A password that somebody else gave is changed; a second factor is set up, where everybody must have one.
    """

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
        page = at.url_name if at else None
        if not user.is_authenticated:
            return None
        if user.must_change:
            return None if page in _MEANWHILE else HttpResponseRedirect(reverse("account_change_password"))
        if settings.SECOND_FACTOR_REQUIRED and page not in _SETTING_UP and not is_mfa_enabled(user):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return None


def listen() -> None:
    """Take note of every changed password."""
    for signal in (password_changed, password_set):
        signal.connect(_changed, dispatch_uid="marsad.first_password")


def _changed(user: Account, **_: object) -> None:
    if user.must_change:
        user.must_change = False
        user.save(update_fields=["must_change"])
