"""Who looked at what is kept for few is noted; looking at the rest is nobody's business."""

from __future__ import annotations

from datetime import UTC, datetime

from marsad import flow
from marsad.ledger.drafting import Pen
from marsad.ledger.restricting import restriction
from marsad.ledger.restrictions import REPORT
from marsad.web.roles import Role


def test_looking_at_a_restricted_report_is_noted_once(site):
    from marsad.web.models import Looked

    reader = site.client(Role.REVIEWER)
    assert reader.get("/en/report/1/").status_code == 200
    assert not Looked.objects.exists()
    pen = Pen("Hala", "a witness is at risk", datetime.now(UTC))
    flow.decide(flow.propose(lambda desk: restriction(desk, [(REPORT, "1")], "Rima", pen), site.account().audience))
    for _ in range(2):
        assert reader.get("/en/report/1/").status_code == 200
    assert site.client(Role.VIEWER).get("/en/report/1/").status_code == 404
    reader.get("/en/report/2/")
    reader.get("/api/reports/1")
    assert list(Looked.objects.values_list("who", "what")) == [("Rima", "report 1")]
    listed = site.client(Role.ADMINISTRATOR).get("/en/office/marsad_web/looked/").content.decode()
    assert "report 1" in listed
    assert site.client(Role.ADMINISTRATOR).post("/en/office/marsad_web/looked/1/delete/").status_code in {403, 404}


def test_a_bulletin_that_cites_a_restricted_report_of_no_incident_in_it_is_noted(site):
    from marsad.web.models import Looked

    pen = Pen("Hala", "a witness is at risk", datetime.now(UTC))
    flow.decide(flow.propose(lambda desk: restriction(desk, [(REPORT, "28")], "Rima", pen), site.account().audience))
    told = site.client(Role.REVIEWER).get("/en/bulletin.txt?from=2022-03-01&to=2022-03-31").content.decode()
    assert "28.1 " in told
    noted = Looked.objects.filter(what__startswith="bulletin").values_list("who", "what")
    assert list(noted) == [("Rima", "bulletin 2022-03-01 2022-03-31")]
