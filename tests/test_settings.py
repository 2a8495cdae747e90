"""Where the ledger lies: the folder and the database that the settings name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest
from django.db import connection, connections

from marsad import settings
from marsad.settings import SettingsError, configure, database, home_folder

HOME = Path("/home/amal/ledger")


def test_the_home_folder_is_the_one_named(monkeypatch, tmp_path):
    monkeypatch.setenv("MARSAD_HOME", str(tmp_path / "named"))
    assert home_folder() == tmp_path / "named"
    assert home_folder(tmp_path / "given") == tmp_path / "given"


@pytest.mark.parametrize(
    ("platform", "variable", "folder"),
    [
        ("linux", {}, "/home/amal/.local/share/marsad"),
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/marsad"),
        ("linux", {"XDG_DATA_HOME": "relative"}, "/home/amal/.local/share/marsad"),
        ("darwin", {}, "/home/amal/Library/Application Support/marsad"),
        ("win32", {"LOCALAPPDATA": "/users/amal/AppData/Local"}, "/users/amal/AppData/Local/marsad"),
        ("win32", {}, "/home/amal/AppData/Local/marsad"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths of the other platforms")
def test_without_a_name_it_is_the_users_data_folder(monkeypatch, platform, variable, folder):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/amal"))
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variable.items():
        monkeypatch.setenv(name, value)
    assert home_folder() == Path(folder)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        (None, str(HOME / "ledger.sqlite3")),
        ("sqlite:////srv/ledger.sqlite3", "/srv/ledger.sqlite3"),
        ("sqlite:////srv/%D9%85%D8%B1%D8%B5%D8%AF #1.sqlite3", "/srv/مرصد #1.sqlite3"),
        ("sqlite:///here.sqlite3", str(Path("here.sqlite3").absolute())),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths of the other platforms")
def test_the_file_of_an_sqlite_ledger(url, path):
    assert database(url, HOME)["NAME"] == path


def test_a_windows_path_keeps_its_drive():
    name = database("sqlite:///C:/Users/Amal H/ledger.sqlite3", HOME)["NAME"]
    assert name.endswith("C:/Users/Amal H/ledger.sqlite3") or PureWindowsPath(name).drive == "C:"


def test_the_parts_of_a_postgresql_address():
    found = database("postgresql://amal:p%40ss@db.example.org:5433/war%20ledger?sslmode=require", HOME)
    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "war ledger",
        "USER": "amal",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://amal:secret@host/name", "must begin with sqlite:/// or postgresql://"),
        ("ledger.sqlite3", "must begin with sqlite:/// or postgresql://"),
        ("sqlite://", "must name a file"),
        ("sqlite:///", "must name a file"),
        ("sqlite:///:memory:", "must name a file"),
        ("postgresql://amal:secret@host/", "names no database"),
        ("postgresql://amal:secret@host:port/name", "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_said_without_the_password(url, sentence):
    with pytest.raises(SettingsError, match=sentence) as error:
        database(url, HOME)
    assert "secret" not in str(error.value)


def test_postgresql_without_its_package_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "find_spec", lambda name: None)
    with pytest.raises(SettingsError, match=r"pip install 'psycopg\[binary\]'"):
        configure(tmp_path, "postgresql://amal@host/name")


def test_the_address_given_goes_before_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/environment.sqlite3")
    configure(tmp_path)
    assert connection.settings_dict["NAME"] == str(tmp_path / "environment.sqlite3")
    configure(tmp_path, f"sqlite:///{tmp_path}/given.sqlite3")
    assert connection.settings_dict["NAME"] == str(tmp_path / "given.sqlite3")
    connections.close_all()
    assert list(tmp_path.iterdir()) == []


def test_the_settings_module_serves_django_by_itself_and_costs_nothing_before(tmp_path):
    code = (
        "import marsad.settings, sys; assert 'django' not in sys.modules; "
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'marsad.settings'; del sys.modules['marsad.settings']; "
        "import django; django.setup(); from django.core.management import call_command; "
        "call_command('migrate', verbosity=0); from marsad.store.journal import Journal; print(Journal().head().seq)"
    )
    environment = {"MARSAD_HOME": str(tmp_path), "PYTHONPATH": str(Path(settings.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout, done.stderr) == ("0\n", "")
