"""Where the ledger lies and how Django reaches it: settings made from MARSAD_HOME and DATABASE_URL.

The upper-case names are Django's settings, for `DJANGO_SETTINGS_MODULE=marsad.settings`; programs call `configure`.
"""

from __future__ import annotations

import os
import secrets
import sys
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from marsad.model.problem import MarsadError

LEDGER_FILE = "ledger.sqlite3"
PAGES = "marsad.web.settings"
"""The settings of the pages: these, and more."""
_HOME: list[Path] = []

# Kept by SQLite for every connection: a log beside the file, so that readers do not wait for a writer; the disk reached
# before a change counts as made; deleted bytes overwritten; rows that REPLACE takes away seen by the guards.
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA recursive_triggers=ON"
)


class SettingsError(MarsadError):
    """A setting from outside cannot be used; the sentence names it and says what would do."""


def home_folder(home: Path | None = None) -> Path:
    """Return the folder that holds the ledger: `home`, else MARSAD_HOME, else the user's data folder."""
    if home is None:
        named = os.environ.get("MARSAD_HOME", "").strip()
        home = Path(named) if named else _data_folder()
    return home.expanduser().absolute()


def database(url: str | None, home: Path) -> dict[str, Any]:
    """Return Django's settings for the database that `url` names, or for the SQLite ledger in `home` without one.

    Takes sqlite:///relative, sqlite:////absolute, sqlite:///C:/absolute and postgresql://user:password@host:port/name;
    raises SettingsError for any other.
    """
    if not url:
        return _sqlite(home / LEDGER_FILE)
    scheme, found, rest = url.partition("://")
    if found and scheme == "sqlite":
        return _sqlite(_sqlite_path(rest))
    if found and scheme in {"postgres", "postgresql"}:
        return _postgresql(url)
    raise SettingsError(
        f"DATABASE_URL is {_without_password(url)!r}; it must begin with sqlite:/// or postgresql:// "
        "(sqlite:///C:/folder/ledger.sqlite3, postgresql://user:password@host/name)."
    )


def configure(home: Path | None = None, database_url: str | None = None, *, pages: bool = False) -> Path:
    """Point Django at a ledger and return its home folder; may be called again to change to another ledger.

    Django is set up on the first call, with the settings of the `pages` too where they are to be served. `database_url`
    goes before DATABASE_URL, which goes before the file in the home folder. Nothing is opened or made here. Raises
    SettingsError.
    """
    folder = home_folder(home)
    settings = database(database_url or os.environ.get("DATABASE_URL", "").strip(), folder)
    if settings["ENGINE"].endswith("postgresql") and not (find_spec("psycopg") or find_spec("psycopg2")):
        raise SettingsError(
            "DATABASE_URL names a PostgreSQL database, but the Python package psycopg is not installed; "
            "install it with: pip install 'psycopg[binary]'"
        )
    os.environ["DJANGO_SETTINGS_MODULE"] = PAGES if pages else __name__
    DATABASES["default"] = settings
    _HOME[:] = [folder]

    import django
    from django.apps import apps
    from django.db import connections

    if apps.ready:
        connections.close_all()
        for open_one in connections.all(initialized_only=True):
            del connections[open_one.alias]
        connections.settings = connections.configure_settings(DATABASES)
    else:
        django.setup()
    return folder


def allowed_addresses() -> frozenset[tuple[str, int]]:
    """Return the addresses of one's own network that may be fetched, as MARSAD_ALLOW names them; raises SettingsError.

    `127.0.0.1:8080, [fd00::5]:443`: an address and a port each, no names.
    """
    found = set()
    for words in filter(None, map(str.strip, os.environ.get("MARSAD_ALLOW", "").split(","))):
        host, _, port = words.rpartition(":")
        try:
            found.add((str(ip_address(host.removeprefix("[").removesuffix("]"))), int(port)))
        except ValueError:
            raise SettingsError(
                f"MARSAD_ALLOW names “{words}”; write an address and a port, like 192.168.1.5:80, commas between."
            ) from None
    return frozenset(found)


def chosen_home() -> Path:
    """Return the home folder that `configure` pointed to."""
    return _HOME[0] if _HOME else home_folder()


def chosen_audience(named: str | None = None) -> str:
    """Return who asks: `named`, else MARSAD_FOR, else whoever decides here (MARSAD_WHO), else the team."""
    said = (named, os.environ.get("MARSAD_FOR"), os.environ.get("MARSAD_WHO"))
    return next((words for words in said if words is not None and words.strip()), "team")


def switched_on(setting: str) -> bool:
    """Tell whether a setting of the environment says yes."""
    return os.environ.get(setting, "").strip().lower() in {"yes", "1", "true"}


def two_persons() -> bool:
    """Tell whether a decision that moves a figure needs another person (MARSAD_TWO_PERSONS)."""
    return switched_on("MARSAD_TWO_PERSONS")


def keeps() -> bool:
    """Return whether what is read is kept byte for byte, where nobody says: as MARSAD_KEEP says, else yes."""
    return os.environ.get("MARSAD_KEEP", "").strip().lower() not in {"no", "0", "false"}


def _data_folder() -> Path:
    """Return the folder of this platform for a user's data."""
    user = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or user / "AppData" / "Local") / "marsad"
    if sys.platform == "darwin":
        return user / "Library" / "Application Support" / "marsad"
    named = os.environ.get("XDG_DATA_HOME", "")
    return (Path(named) if named.startswith("/") else user / ".local" / "share") / "marsad"


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": _SQLITE_PRAGMAS},
    }


def _sqlite_path(rest: str) -> Path:
    """Return the file of a sqlite:// address, of which `rest` is what follows the two slashes."""
    path = unquote(rest.removeprefix("/"))
    if not rest.startswith("/") or not path or path.startswith(":memory:"):
        raise SettingsError(f"DATABASE_URL is 'sqlite://{rest}'; it must name a file: sqlite:///folder/ledger.sqlite3.")
    return Path(path).expanduser().absolute()


def _postgresql(url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise SettingsError(f"DATABASE_URL {_without_password(url)!r} cannot be read: {error}.") from error
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise SettingsError(
            f"DATABASE_URL {_without_password(url)!r} names no database; write postgresql://user:password@host/name."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host or ""),
        "PORT": str(port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _without_password(url: str) -> str:
    """Return an address that may be shown: what stands between the first colon and the @ is hidden."""
    scheme, found, rest = url.partition("://")
    login, at, place = rest.rpartition("@")
    user, colon, _ = login.partition(":")
    return f"{scheme}{found}{user}{colon and ':…'}{at}{place}"


DEBUG = False
SECRET_KEY = secrets.token_urlsafe(50)  # nothing is signed here; the pages have a key that outlives the process
ALLOWED_HOSTS: list[str] = []
INSTALLED_APPS = ["marsad.store"]
HOME = _HOME
"""The ledger's folder, where its captures lie too: one path, changed by `configure` as the database is."""
# Filled by `configure`, or from the environment where Django itself is told to load this module (django-admin).
DATABASES: dict[str, Any] = {}
if os.environ.get("DJANGO_SETTINGS_MODULE") in {__name__, PAGES}:
    _HOME[:] = _HOME or [home_folder()]
    DATABASES.setdefault("default", database(os.environ.get("DATABASE_URL"), home_folder()))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
LOGGING_CONFIG = None
