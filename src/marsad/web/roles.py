"""What somebody may do: four roles, each with all that the ones before it may."""

from __future__ import annotations

from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from marsad.web.sign_in import Request


class Role(StrEnum):
    """The roles, as Django's groups are named, from the least to the most."""

    VIEWER = "viewer"
    """Reads what the team may see."""
    RECORDER = "recorder"
    """Brings reports in and proposes."""
    REVIEWER = "reviewer"
    """Decides: confirms, corrects, merges, splits, grades."""
    ADMINISTRATOR = "administrator"
    """Makes accounts, restricts and forgets."""

    def covers(self, other: Role) -> bool:
        """Tell whether this role may do what another may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


def asks(role: Role) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let a view answer those only whose role covers this one; the others get a page that says so (status 403)."""

    def guard(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
            held = request.user.role if request.user.is_authenticated else None
            if held is None or not held.covers(role):
                raise PermissionDenied(str(role))
            return view(request, *args, **kwargs)

        return guarded

    return guard
