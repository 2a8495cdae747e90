"""A public site: what was released, for everybody, and nothing else."""

from __future__ import annotations

import pytest
from django.test import override_settings

from browsing import serving
from marsad import flow
from marsad.model.report import Report
from marsad.web import shelf
from marsad.web.roles import Role

LATER = "5 people were killed in shelling on the town of Ariha on 3 March 2021, the civil defence said."


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A site whose ledger was released to everybody, and has grown since."""
    from marsad.publish import Wanted, draft, issue
    from marsad.render.labels import labels

    with serving() as site:
        yield (
            site,
            lambda: issue(
                draft(Wanted(public=True), {one: labels(one) for one in ("ar", "en")}),
                tmp_path_factory.mktemp("out") / "release",
            ),
        )
    shelf._SHELF.clear()


def test_a_public_site_shows_what_was_released_and_nothing_else(released):
    site, release = released
    with override_settings(MARSAD_PUBLIC=True):
        everybody = site.client(None)
        assert everybody.get("/en/").status_code == 404, "nothing was released yet"
        release()
        first = everybody.get("/api/incidents?limit=500").json()
        assert first["total"] > 5
        flow.add([Report(LATER, "Wire")])
        shelf._SHELF.clear()
        assert everybody.get("/api/incidents?limit=500").json()["total"] == first["total"]
        page = everybody.get("/en/").content.decode()
        assert "Ariha" not in page
        assert "sign-out" not in page
        shown = everybody.get(f"/en/incident/{first['rows'][0]['id']}/")
        assert shown.status_code == 200
        for name in ("map", "totals", "sources", "actors", "methods"):
            assert everybody.get(f"/ar/{name}/").status_code == 200, name
    assert site.client(Role.VIEWER).get("/api/incidents?limit=500").json()["total"] == first["total"] + 1


@pytest.mark.parametrize(
    "path", ["/en/search/?q=Idlib", "/en/account/sign-in/", "/en/office/", "/api/search?q=Idlib", "/api/decisions"]
)
def test_what_rests_on_more_is_not_there(released, path):
    with override_settings(MARSAD_PUBLIC=True):
        assert released[0].client(Role.ADMINISTRATOR).get(path).status_code == 404


@pytest.mark.parametrize("path", ["/api/reports", "/api/decisions", "/en/"])
def test_nothing_is_written(released, path):
    with override_settings(MARSAD_PUBLIC=True):
        answer = released[0].client(None).post(path, "[]", content_type="application/json")
        assert answer.status_code == 404
