"""Open a ledger for the pages: its schema, the tables of accounts, the key that signs cookies, the first account."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from marsad.model.problem import MarsadError
from marsad.settings import chosen_home
from marsad.store.errors import sentences
from marsad.store.opening import open_ledger
from marsad.web.models import Account
from marsad.web.roles import Role

if TYPE_CHECKING:
    from pathlib import Path

KEY_FILE = "pages.key"
_ATTEMPTS = 3  # other workers may make the same tables at this moment
_LEAST = 32


def open_pages(*, create: bool = True) -> None:
    """Make ready what the pages need; raises MarsadError with a sentence where that cannot be."""
    open_ledger(create=create)
    with sentences():
        _make_tables()
        for role in Role:
            Group.objects.get_or_create(name=str(role))
    settings.SECRET_KEY = secret_key(chosen_home())


def _make_tables() -> None:
    """Bring the tables of accounts and sessions up to date; where another worker does so now, take what it made."""
    for attempt in range(_ATTEMPTS):
        executor = MigrationExecutor(connection)
        targets = executor.loader.graph.leaf_nodes()
        try:
            if settings.SHARED:
                call_command("createcachetable", verbosity=0)
            if not executor.migration_plan(targets):
                return
            executor.migrate(targets)
        except DatabaseError:
            if attempt + 1 == _ATTEMPTS:
                raise


def secret_key(home: Path) -> str:
    """Return the key that signs cookies: MARSAD_SECRET_KEY, else that of the home folder, made where there is none."""
    named = os.environ.get("MARSAD_SECRET_KEY", "").strip()
    if named:
        if len(named) < _LEAST:
            raise MarsadError(f"MARSAD_SECRET_KEY is too short; it needs {_LEAST} signs that nobody can guess.")
        return named
    file = home / KEY_FILE
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as new:
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    except OSError as error:
        raise MarsadError(
            f"The key of the pages cannot be written to {file}: {error.strerror}. Set MARSAD_SECRET_KEY, "
            "or name another folder with --home."
        ) from error
    try:
        key = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise MarsadError(
            f"The key of the pages in {file} cannot be read; remove the file, a new one is made."
        ) from error
    if len(key) < _LEAST:
        raise MarsadError(f"The key of the pages in {file} is too short; remove the file, a new one is made.")
    return key


def first_administrator() -> tuple[str, str] | None:
    """Make an administrator where there is no account yet; return how to sign in, once: name and password."""
    if Account.objects.exists():
        return None
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    name = " ".join(os.environ.get("MARSAD_WHO", "").split()) or "administrator"
    account = Account(username="admin", name=name, must_change=True)
    account.set_password(password)
    account.save()
    account.give(Role.ADMINISTRATOR)
    return account.username, password
