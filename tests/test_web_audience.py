"""What is kept for few is on no page of others: not in words, not in figures, not in files."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from browsing import PEOPLE
from marsad import flow
from marsad.ledger.drafting import Pen
from marsad.ledger.restricting import restriction
from marsad.ledger.restrictions import REPORT
from marsad.model.audience import Audience
from marsad.web.roles import Role


@pytest.fixture(scope="module")
def kept(site):
    """Keep report 1 for Rima alone."""
    pen = Pen("Rima", "a witness at risk", datetime.now(UTC))
    book = flow.ledger()
    decision = flow.propose(lambda desk: restriction(desk, [(REPORT, "1")], "Rima", pen), Audience("Rima"))
    flow.decide(decision)
    return next(reading.report for reading in book.readings if book.numbers[reading.report.id] == 1)


def everything(site, role):
    """Return all pages that an account of this role finds, by following every link."""
    client, waiting, seen = site.client(role), ["/en/", "/en/report/1/"], {}
    while waiting:
        path = waiting.pop()
        if path in seen or "/account/" in path or len(seen) > 120:
            continue
        answer = client.get(path)
        seen[path] = answer.content.decode("utf-8", "replace") if answer.status_code == 200 else ""
        waiting += [link.partition("#")[0] for link in _links(seen[path])]
    return seen


def _links(page):
    return re.findall(r'href="(/en/[^"]*)"', page)


def test_a_report_kept_for_rima_is_on_her_pages_and_on_nobody_elses(site, kept):
    rima, lina = everything(site, Role.REVIEWER), everything(site, Role.VIEWER)
    assert PEOPLE[Role.REVIEWER][1] == "Rima"
    own = kept.text[20:60]
    assert kept.title
    assert any(kept.title in page for page in rima.values())
    assert [path for path, page in lina.items() if kept.title in page or own in page or kept.id in page] == []
    assert lina["/en/report/1/"] == ""
    assert len(lina) > 40


def test_what_is_kept_stands_on_no_map_in_no_table_and_in_no_search_of_others(site, kept):
    asked = ("map/data.json", "totals/totals.csv", "search/?q=المرصد", "sources/", "actors/", "totals/behind/")
    rima, lina = (
        [site.client(role).get(f"/en/{path}").content.decode() for path in asked]
        for role in (Role.REVIEWER, Role.VIEWER)
    )
    same = [path for path, hers, others in zip(asked, rima, lina, strict=True) if hers == others]
    assert same == ["totals/totals.csv"]  # the figure of the report is superseded: the sums are the same without it
    assert not any(kept.title in page or kept.text[20:60] in page for page in lina)
