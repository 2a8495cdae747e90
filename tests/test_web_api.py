"""The API: the same ledger for other programs, by key, with the same rules as the pages."""

from __future__ import annotations

import json

import pytest

from marsad.web.roles import Role

BOMB = "قُتل سبعة مدنيين وأصيب خمسة بانفجار سيارة مفخخة في مدينة الباب أمس."


@pytest.fixture
def key(site):
    """Make a key for an account of a role, and return a caller that uses it."""
    from marsad.web.tokens import Scope, make

    def of(role=Role.REVIEWER, scopes=tuple(Scope), days=1):
        _, words = make(site.account(role), "a test", scopes, days)
        client = site.client(None)

        def call(method, path, body=None, **headers):
            sent = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
            return getattr(client, method)(
                f"/api/{path}", **sent, headers={"authorization": f"Bearer {words}", **headers}
            )

        return call

    return of


def test_nobody_comes_in_without_a_key(site):
    answer = site.client(None).get("/api/incidents")
    assert answer.status_code == 401
    assert "Authorization" in answer.json()["error"]
    assert site.client(None).get("/api/incidents", headers={"authorization": "Bearer marsad_no"}).status_code == 401


def test_whoever_is_signed_in_to_the_pages_may_read(site):
    assert site.client(Role.VIEWER).get("/api/incidents?limit=2").json()["total"] > 2


def test_a_key_that_has_run_out_opens_nothing(key):
    assert key(days=0)("get", "incidents").status_code == 401


def test_a_key_does_what_its_scopes_and_its_account_allow(key):
    from marsad.web.tokens import Scope

    note = {"kind": "note", "names": ["1.1"], "why": "looked at"}
    assert key(scopes=[Scope.READ])("post", "decisions", note).status_code == 403
    assert key(Role.VIEWER)("post", "decisions", note).status_code == 403
    assert key(Role.VIEWER)("post", "reports", [{"text": BOMB}]).status_code == 403
    assert key(scopes=[Scope.DECIDE])("get", "incidents").status_code == 403


def test_incidents_come_by_pages_and_as_files(key):
    call = key()
    first = call("get", "incidents?limit=4").json()
    second = call("get", f"incidents?limit=4&offset={first['next']}").json()
    assert len({row["id"] for row in first["rows"] + second["rows"]}) == 8
    assert call("get", "incidents?format=csv").content.decode().startswith("incident,first_day")
    shapes = json.loads(call("get", "incidents?format=geojson").content)
    assert len(shapes["features"]) == first["total"]
    assert {one["geometry"]["type"] for one in shapes["features"] if one["geometry"]} <= {
        "Polygon",
        "LineString",
        "MultiPolygon",
    }


def test_an_incident_has_its_sentences_and_its_history(key):
    call = key()
    one = call("get", "incidents?place=تدمر").json()["rows"][0]
    found = call("get", f"incidents/{one['id']}").json()["record"]
    assert {claim["report"] for claim in found["claims"]} == set(found["reports"])
    told = call("get", f"incidents/{one['id']}/history").json()["record"]
    assert "15" in json.dumps(told)
    assert call("get", "incidents/iffffffff").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["claims", "reports", "reports/1", "totals", "sums", "sums?by=place", "series?by=month", "presence", "decisions",
     "search?q=القورية", "sums?by=party&format=csv", "series?format=csv"],
)  # fmt: skip
def test_what_the_pages_show_is_there(key, path):
    answer = key(Role.VIEWER)("get", path)
    assert answer.status_code == 200, answer.content


@pytest.mark.parametrize(
    ("path", "status"),
    [("incidents?from=2020-02-30", 422), ("incidents?from=2020-02-02&to=2020-01-01", 400), ("incidents?limit=0", 422),
     ("incidents?party=nobody", 400), ("incidents?recorded=x", 400), ("sums?of=killed/robots", 400),
     ("reports/999", 404), ("search?q=%20", 400), ("nothing", 404)],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_a_sentence(key, path, status):
    answer = key()("get", path)
    assert answer.status_code == status
    assert answer.json()["error"].endswith(".") if status != 404 or path != "nothing" else True


def test_an_answer_is_not_sent_again(key):
    call = key()
    tag = call("get", "incidents")["ETag"]
    again = call("get", "incidents", **{"if-none-match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    call("post", "reports", [{"text": BOMB, "publisher": "Wire"}])
    assert call("get", "incidents", **{"if-none-match": tag}).status_code == 200
    assert key(Role.VIEWER)("get", "incidents", **{"if-none-match": tag}).status_code == 200


def test_a_report_is_read_and_recorded_once(key):
    call = key(Role.RECORDER)
    report = [{"text": BOMB.replace("الباب", "إعزاز"), "publisher": "Wire", "published": "2026-11-20"}]
    added = call("post", "reports", report).json()
    assert (len(added["new"]), added["claims"]) == (1, 2)
    assert call("post", "reports", report).json()["known"] == added["new"]
    assert call("post", "reports", [{"text": BOMB, "published": "2999-01-01"}]).status_code == 400


def test_a_decision_says_what_it_would_change_before_it_does(key):
    call = key()
    call("post", "reports", [{"text": BOMB, "publisher": "Wire", "published": "2026-11-20"}])
    (one,) = call("get", "incidents?place=الباب&from=2026-11-01").json()["rows"]
    claim = next(c for c in call("get", f"incidents/{one['id']}").json()["record"]["claims"] if c["harm"] == "killed")
    wanted = {"kind": "correct", "names": [claim["id"]], "words": ["count=8"], "why": "the list of the hospital"}
    tried = call("post", "decisions?dry_run=true", wanted).json()
    assert tried["number"] == 0
    assert tried["changes"]["moves"]
    assert call("get", f"incidents/{one['id']}").json()["record"]["decisions"] == []
    made = call("post", "decisions", wanted).json()
    (decision,) = call("get", f"incidents/{one['id']}").json()["record"]["decisions"]
    assert (decision["number"], decision["who"]) == (made["number"], "Rima")


def test_what_takes_two_persons_waits_for_the_second(key, monkeypatch):
    from marsad.web.models import Proposed

    wanted = {"kind": "correct", "names": ["3.1"], "words": ["count=40"], "why": "counted again"}
    told = key(Role.RECORDER)("post", "decisions", wanted).json()
    assert (told["number"], told["waits"]) == (0, True)
    monkeypatch.setattr("django.conf.settings.TWO_PERSONS", True)
    assert key()("post", "decisions", wanted).json()["waits"]
    assert Proposed.objects.count() == 2
    assert not key()("post", "decisions", {**wanted, "kind": "note", "words": []}).json()["waits"]


def test_the_second_of_two_decisions_is_refused_and_shown_what_changed(key):
    first, second = key(), key(Role.ADMINISTRATOR)
    seen = first("get", "incidents").json()["seen"]
    wanted = {"kind": "correct", "names": ["1.1"], "words": ["count=16"], "why": "counted again", "seen": seen}
    assert first("post", "decisions", wanted).status_code == 200
    late = second("post", "decisions", {**wanted, "words": ["count=14"]})
    assert late.status_code == 409
    assert "correct by Rima" in late.json()["error"]
    assert "changes" in late.json()


def test_a_signed_in_page_needs_its_token_to_write(site):
    from django.test import Client

    client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
    client.force_login(site.account(), backend="allauth.account.auth_backends.AuthenticationBackend")
    note = {"kind": "note", "names": ["1.1"], "why": "looked at"}
    assert client.post("/api/decisions", json.dumps(note), content_type="application/json").status_code == 403


def test_an_administrator_makes_a_key_and_sees_it_once(site):
    client = site.client(Role.ADMINISTRATOR)
    filled = {"account": site.account(Role.VIEWER).pk, "name": "the newsroom's chart", "scopes": ["read"], "days": 30}
    page = client.post("/en/office/marsad_web/token/add/", filled, follow=True).content.decode()
    words = next(part for part in page.replace("<", " ").split() if part.startswith("marsad_") and len(part) > 40)
    assert words not in client.get("/en/office/marsad_web/token/").content.decode()
    answer = site.client(None).get("/api/incidents", headers={"authorization": f"Bearer {words}"})
    assert answer.status_code == 200
    assert site.client(Role.REVIEWER).get("/en/office/marsad_web/token/", follow=True).status_code == 403


def test_the_api_is_documented_without_anything_from_outside(site):
    page = site.client(None).get("/api/", headers={"accept-language": "en"})
    told = site.client(None).get("/api/openapi.json").json()
    assert page.status_code == 200
    for path in told["paths"]:
        assert path in page.content.decode()
    assert "http" not in "".join(part for part in page.content.decode().split('"') if part.endswith((".js", ".css")))
