"""How somebody reads: the language of the address is kept for the next visit, the digits in a cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language_from_path
from django.views.decorators.http import require_POST

from marsad.web import digits
from marsad.web.digits import Digits

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

DIGITS_COOKIE = "marsad_digits"


class Preferences:
    """The middleware: digits as the cookie says; the language of the address becomes that of the next visit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the reader likes to read."""
        digits.choose(_digits(request.COOKIES.get(DIGITS_COOKIE, "")))
        response = self._answer(request)
        language = get_language_from_path(request.path_info)
        if language and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != language:
            _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
        return response


def _digits(words: str) -> Digits:
    return Digits(words) if words in list(Digits) else Digits.LATIN


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )


@login_not_required
@require_POST
def choose_digits(request: HttpRequest) -> HttpResponse:
    """Keep the digits chosen, and go back to the page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    _keep(response, DIGITS_COOKIE, _digits(request.POST.get("digits", "")))
    return response
