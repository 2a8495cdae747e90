"""A ledger opened for the pages: its first account, and the key that signs cookies."""

from __future__ import annotations

import stat

import pytest
from django.test import Client

from browsing import PASSWORD
from marsad.model.problem import MarsadError
from marsad.web.opening import KEY_FILE, first_administrator, open_pages, secret_key


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
