"""Keys by which programs come to the API in somebody's name: made once, shown once, kept as a hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from marsad.web.models import Token
from marsad.web.roles import Role

if TYPE_CHECKING:
    from collections.abc import Collection

    from marsad.web.models import Account

_PREFIX = "marsad_"
DAYS = 90
"""How long a key opens, where nobody says."""


class Scope(StrEnum):
    """What a key may be used for, within what the account itself may do."""

    READ = "read"
    ADD = "add"
    DECIDE = "decide"

    @property
    def role(self) -> Role:
        """The least role of an account that may do this."""
        return {Scope.READ: Role.VIEWER, Scope.ADD: Role.RECORDER, Scope.DECIDE: Role.RECORDER}[self]


def make(account: Account, name: str, scopes: Collection[Scope], days: int = DAYS) -> tuple[Token, str]:
    """Make a key and return it with its words, which nobody can read again later."""
    words = _PREFIX + secrets.token_urlsafe(32)
    until = datetime.now(UTC) + timedelta(days)
    token = Token.objects.create(
        account=account, name=name, digest=_digest(words), scopes=" ".join(sorted(scopes)), until=until
    )
    return token, words


def opened_by(words: str) -> Token | None:
    """Return the key of these words, where it opens: it has not run out, and its account may sign in."""
    if not words.startswith(_PREFIX):
        return None
    now = datetime.now(UTC)
    found = Token.objects.select_related("account").filter(digest=_digest(words), until__gt=now).first()
    if found is None or not found.account.is_active:
        return None
    if found.used is None or now - found.used > timedelta(minutes=1):
        Token.objects.filter(pk=found.pk).update(used=now)
    return found


def scopes(token: Token) -> frozenset[Scope]:
    """Return what a key may be used for."""
    return frozenset(Scope(word) for word in token.scopes.split())


def _digest(words: str) -> str:
    """Return the hash that is kept: the words are 256 random bits, so that a plain SHA-256 cannot be guessed back."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
