"""Who comes to the API: a program with a key, or somebody who is signed in to the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ninja.errors import HttpError
from ninja.security import HttpBearer, SessionAuth

from marsad.web import tokens
from marsad.web.tokens import Scope

if TYPE_CHECKING:
    from django.http import HttpRequest

    from marsad.model.audience import Audience
    from marsad.web.models import Account


@dataclass(frozen=True, slots=True)
class Caller:
    """An account, and what it may do here: all that its role allows, or less, where a key says so."""

    account: Account
    scopes: frozenset[Scope]

    @property
    def name(self) -> str:
        """The name that decisions carry."""
        return self.account.name

    @property
    def audience(self) -> Audience:
        """As whom they see the ledger."""
        return self.account.audience

    def may(self, scope: Scope) -> bool:
        """Tell whether they may do this: by their key, and by the role that the account has now."""
        role = self.account.role
        return scope in self.scopes and role is not None and role.covers(scope.role)


class Key(HttpBearer):
    """`Authorization: Bearer marsad_…`."""

    openapi_description = "A key that an administrator made, with the scopes read, add, decide."

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:  # noqa: ARG002 - ninja's signature
        """Return who it is; None for a key that does not open."""
        found = tokens.opened_by(token)
        return Caller(found.account, tokens.scopes(found)) if found else None


class SignedIn(SessionAuth):
    """The cookie of the pages; what writes needs their CSRF token, too."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller | None:  # noqa: ARG002 - ninja's signature
        """Return who it is; None where nobody is signed in, or the first password is still to be changed."""
        user = request.user
        if not user.is_authenticated or user.must_change:
            return None
        return Caller(user, frozenset(Scope))


def caller(request: HttpRequest, scope: Scope) -> Caller:
    """Return who calls; raises HttpError 403 where they may not do this."""
    found: Caller = request.auth  # type: ignore[attr-defined]
    if not found.may(scope):
        raise HttpError(403, f"This needs the scope “{scope}” and the role {scope.role}; ask an administrator.")
    return found
