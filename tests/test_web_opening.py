"""A ledger opened for the pages: its first account, and the key that signs cookies."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest
from django.test import Client

from browsing import PASSWORD
from marsad.model.problem import MarsadError
from marsad.web.opening import KEY_FILE, first_administrator, open_pages, secret_key
from postgres import another, server

WORKER = """
from marsad.settings import configure
configure(pages=True)
from marsad.web.opening import open_pages
open_pages()
from django.test import Client
client, form = Client(headers={"host": "127.0.0.1"}), {"login": "nadia", "password": "x"}
said = [client.post("/en/account/sign-in/", form) for _ in range(3)]
print(["Too many failed login attempts" in one.content.decode() for one in said])
"""
"""A process of its own in which somebody signs in wrongly three times."""


@pytest.mark.usefixtures("each_database")
def test_the_first_account_has_a_password_for_one_use(ledger_home):
    open_pages()
    username, password = first_administrator()
    assert first_administrator() is None
    client = Client(headers={"host": "127.0.0.1"})
    client.post("/en/account/sign-in/", {"login": username, "password": password})
    assert client.get("/en/").headers["Location"] == "/en/account/password/"
    new = {"oldpassword": password, "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/en/account/password/", new).headers["Location"] == "/en/"
    assert client.get("/en/").status_code == 200


def test_the_key_of_cookies_is_kept_for_its_owner_only(tmp_path, monkeypatch):
    key = secret_key(tmp_path)
    assert secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    (tmp_path / KEY_FILE).write_text("short", encoding="ascii")
    with pytest.raises(MarsadError, match="too short; remove the file"):
        secret_key(tmp_path)
    monkeypatch.setenv("MARSAD_SECRET_KEY", "guess")
    with pytest.raises(MarsadError, match="needs 32 signs"):
        secret_key(tmp_path)


@pytest.mark.long
def test_attempts_to_sign_in_are_counted_over_all_workers(tmp_path):
    if server() is None:
        pytest.skip("there is no PostgreSQL on this machine")
    setting = {**os.environ, "DATABASE_URL": another(), "MARSAD_HOME": str(tmp_path)}
    told = [
        subprocess.run([sys.executable, "-c", WORKER], env=setting, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert [one.strip() for one in told] == ["[False, False, False]", "[False, False, True]"]
