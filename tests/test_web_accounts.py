"""Accounts: administrators make them and switch them off; a second factor is asked for where it is on."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings

from browsing import PASSWORD, PEOPLE
from marsad.model.audience import TEAM, Audience
from marsad.web.models import Account
from marsad.web.roles import Role

OFFICE = "/en/office/marsad_web/account/"
NEW = {"username": "sami", "name": "Sami", "role": "recorder", "in_person": "on", "usable_password": "true"}
GIVEN = {"password1": "a door by the river", "password2": "a door by the river"}


def test_an_administrator_makes_an_account_whose_password_is_changed_at_its_first_use(site):
    hala = site.client(Role.ADMINISTRATOR)
    assert hala.post(f"{OFFICE}add/", NEW | GIVEN).status_code == 302
    sami = Account.objects.get(username="sami")
    assert (sami.role, sami.must_change, sami.audience) == (Role.RECORDER, True, Audience("Sami"))
    sami.in_person = False
    assert sami.audience == TEAM
    client = site.client(None)
    client.post("/en/account/sign-in/", {"login": "sami", "password": GIVEN["password1"]})
    assert client.get("/en/").headers["Location"] == "/en/account/password/"


def test_two_accounts_cannot_have_one_name(site):
    again = NEW | GIVEN | {"username": "other", "name": PEOPLE[Role.REVIEWER][1]}
    page = site.client(Role.ADMINISTRATOR).post(f"{OFFICE}add/", again)
    assert "already exists" in page.content.decode()
    assert not Account.objects.filter(username="other").exists()


def test_where_everybody_must_have_a_second_factor_nobody_works_without_one(site, monkeypatch):
    monkeypatch.setattr(settings, "SECOND_FACTOR_REQUIRED", True)
    client = site.client(Role.REVIEWER)
    assert client.get("/en/").headers["Location"] == "/en/account/second/on/"
    assert client.get("/en/account/second/on/", follow=True).status_code == 200
    assert client.get("/en/account/password/").status_code == 200


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECORDER, Role.REVIEWER])
def test_the_back_office_is_for_administrators_alone(site, role):
    for path in ("/en/office/", OFFICE, f"{OFFICE}add/"):
        answer = site.client(role).get(path, follow=True)
        assert answer.status_code == 403
        assert "Your account may not do this" in answer.content.decode()
    assert site.client(None).get(OFFICE).status_code == 302


def test_the_last_administrator_stays_and_no_account_is_deleted(site):
    hala, client = site.account(Role.ADMINISTRATOR), site.client(Role.ADMINISTRATOR)
    less = {"username": hala.username, "name": hala.name, "role": "viewer", "is_active": "on"}
    page = client.post(f"{OFFICE}{hala.pk}/change/", less).content.decode()
    assert "This is the last administrator; make another one first." in page
    assert client.post(f"{OFFICE}{hala.pk}/delete/", {"post": "yes"}).status_code == 403


def test_who_is_switched_off_is_out_at_once(site):
    omar, client = site.account(Role.RECORDER), site.client(Role.RECORDER)
    assert client.get("/en/").status_code == 200
    off = {"username": omar.username, "name": omar.name, "role": "recorder"}
    assert site.client(Role.ADMINISTRATOR).post(f"{OFFICE}{omar.pk}/change/", off).status_code == 302
    assert client.get("/en/").status_code == 302


def code_of(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_with_a_second_factor_the_password_alone_lets_nobody_in(site):
    username, _ = PEOPLE[Role.VIEWER]
    client = site.client(None)
    client.post("/en/account/sign-in/", {"login": username, "password": PASSWORD})
    again = client.get("/en/account/second/on/").headers["Location"]
    page = client.post(again, {"password": PASSWORD}, follow=True)
    assert "data:image/svg+xml" in page.content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page.content.decode())[1]
    assert client.post("/en/account/second/on/", {"code": code_of(secret)}).status_code == 302
    codes = re.findall(r"<code>([0-9]+)</code>", client.get("/en/account/second/codes/").content.decode())
    assert len(codes) == 10
    client.post("/en/account/sign-out/")

    answer = client.post("/en/account/sign-in/", {"login": username, "password": PASSWORD})
    assert answer.headers["Location"].startswith("/en/account/second/code/")
    assert client.get("/en/").status_code == 302
    assert "Incorrect code" in client.post("/en/account/second/code/", {"code": "000000"}).content.decode()
    assert client.post("/en/account/second/code/", {"code": codes[0]}).status_code == 302
    assert client.get("/en/").status_code == 200

    lina = site.account(Role.VIEWER)
    taken = {"action": "remove_second_factor", "_selected_action": [lina.pk]}
    site.client(Role.ADMINISTRATOR).post(OFFICE, taken)
    client.post("/en/account/sign-out/")
    assert client.post("/en/account/sign-in/", {"login": username, "password": PASSWORD}).headers["Location"] == "/en/"
