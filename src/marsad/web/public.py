"""The public site (MARSAD_PUBLIC=yes): released incidents for everybody, read-only, and nobody signs in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.http import Http404
from django.urls import Resolver404, resolve

from marsad.model.audience import OPEN
from marsad.model.problem import MarsadError
from marsad.web.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from marsad.flow import Book

SHOWN = frozenset(
    "overview incident incident_list report report_list derivation map map_data map_land map_background totals "
    "totals_behind totals_file sources actors methods digits api api_description weeks steps".split()
)
"""The pages of the public site, by the names of their addresses: those that rest on what was released alone."""
_CALLS = frozenset("incidents incident history claims reports report totals sums series presence".split())
"""The calls of the API that do."""
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Everybody:
    """Whoever reads the public site: a viewer from whom everything is kept that is not for everybody."""

    is_authenticated = is_active = is_public = True
    is_anonymous = is_staff = is_superuser = must_change = False
    pk = id = None
    name = username = ""
    role = Role.VIEWER
    audience = OPEN
    groups: ClassVar[tuple[()]] = ()

    def has_perm(self, _name: str, _object: object = None) -> bool:
        """Have no right of Django's own."""
        return False

    has_module_perms = has_perm


class Public:
    """The middleware of the public site: everybody is a viewer; other pages are not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        if settings.MARSAD_PUBLIC:
            request.user = Everybody()  # type: ignore[assignment]
        return self._answer(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Let nobody to pages that rest on more than what was released."""
        if settings.MARSAD_PUBLIC and not _is_shown(request):
            raise Http404


def _is_shown(request: HttpRequest) -> bool:
    try:
        at = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return False
    if at.url_name in SHOWN:
        return request.method not in _UNSAFE or at.url_name == "digits"
    return request.path_info.startswith("/api/") and at.url_name in _CALLS and request.method not in _UNSAFE


def released(day: date | None) -> Book:
    """Return what the release that stood on a day, or stands now, said to everybody; raises Http404 where none did.

    Who decided what among the recorders is not said.
    """
    from marsad.publish import stated_book

    try:
        found = stated_book(day or datetime.now(UTC).date(), OPEN)
    except MarsadError as error:
        raise Http404 from error
    return replace(found, ledger=replace(found.ledger, decisions=()))
