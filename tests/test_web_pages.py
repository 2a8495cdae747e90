"""What the pages show: the overview, an incident with its history and as of a day, a report with its claims marked."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

import pytest

from browsing import killed_in_all
from marsad import flow
from marsad.web.sentences import arabic


@pytest.fixture(scope="module")
def kawm(site):
    """The attack at al-Kawm: at least 15 on the first day, then 27."""
    return next(one for one in flow.ledger().ledger.incidents if "الكوم" in (one.place or ""))


def words(answer):
    """Return what a reader reads of a page."""
    page = re.sub(r"<(script|style|svg)\b.*?</\1>", "", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_overview_gives_intervals_for_the_days_places_and_parties_chosen(site):
    client = site.client()
    assert f"killed {killed_in_all()}" in words(client.get("/en/"))
    few = words(client.get("/en/?from=2019-04-01&to=2019-04-30"))
    assert "3 incidents" in few
    assert "killed 35–51+ best 45 · of them unallocated 0–6+" in few
    assert "captured –" in few
    assert "not stated; that is not none" in few
    assert "1 incident ·" in words(client.get("/en/?place=تدمر&party=isis"))


def test_the_lists_show_all_incidents_and_reports_page_by_page(site, monkeypatch):
    client = site.client()
    assert "35 reports" in words(client.get("/en/reports/"))
    assert "1 incident " in words(client.get("/en/incidents/?place=تدمر&party=isis"))
    monkeypatch.setattr("marsad.web.pages.lists.PAGE", 10)
    first, second = (words(client.get(f"/en/reports/?page={page}")) for page in (1, 2))
    assert "page 1 of 4" in first
    assert "page 2 of 4" in second
    assert first != second
    assert "page 4 of 4" in words(client.get("/en/reports/?page=99"))


def test_every_entry_of_the_way_round_is_a_page_in_the_readers_language(site):
    page = site.client().get("/ar/").content.decode()
    way = re.findall(r'href="([^"]+)"', page[page.index("<nav") : page.index("</nav>")])
    assert len(way) > 8
    assert [path for path in way if not path.startswith("/ar/")] == []


def test_an_incident_tells_its_toll_its_history_and_its_sentences(site, kawm):
    page = words(site.client().get(f"/en/incident/{kawm.id}/"))
    assert "killed 27 27" in page
    assert "rises from at least 15 to 27" in page
    assert "since 20 April 2019" in page
    assert "Euphrates Wire" in page
    assert "ارتفع إلى 27 عدد قتلى قوات النظام" in page
    assert "Nothing yet: this is what the program read." in page


def test_an_incident_as_of_a_day_is_what_had_been_published_by_then(site, kawm):
    client = site.client()
    then = words(client.get(f"/en/incident/{kawm.id}/?published=2019-04-18"))
    assert "killed 15+ 15" in then
    assert "As it had been published by 18 April 2019" in then
    assert "rises from" not in then
    before = words(client.get(f"/en/incident/{kawm.id}/?published=2019-04-01"))
    assert "By that day nothing had been published about this incident." in before


def test_charts_are_drawn_in_the_readers_language_and_kept(site, kawm):
    client = site.client()
    drawn = client.get(f"/ar/incident/{kawm.id}/chart/").content.decode()
    assert '<figure class="chart"' in drawn
    assert 'lang="ar"' in drawn
    assert "style=" not in drawn
    assert client.get(f"/ar/incident/{kawm.id}/chart/").content.decode() == drawn
    assert 'lang="en"' in client.get("/en/chart/weeks/").content.decode()
    for wrong in ("/chart/?of=drowned", "/chart/?of=missing"):
        assert client.get(f"/en/incident/{kawm.id}{wrong}").status_code == 404


def test_an_incident_is_found_by_the_beginning_of_its_id_and_none_is_told(site, kawm):
    client = site.client()
    assert client.get(f"/en/incident/{kawm.id[:6]}/").headers["Location"] == f"/en/incident/{kawm.id}/"
    missing = client.get("/ar/incident/i000000/")
    assert missing.status_code == 404
    assert "لا توجد صفحة كهذه" in words(missing)


def test_the_evidence_of_an_incident_comes_as_one_file(site, kawm):
    answer = site.client().get(f"/en/incident/{kawm.id}/evidence.zip")
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert f"evidence-{kawm.id}/index.html" in names
    assert f"evidence-{kawm.id}/SHA256SUMS" in names


def test_bulletins_of_an_incident_and_of_days_are_taken_away_in_the_language_of_the_page(site, kawm):
    client = site.client()
    page = client.get(f"/ar/incident/{kawm.id}/").content.decode()
    [address, *_] = re.findall(r'href="(/ar/incident/[^"]+/bulletin\.docx)"', page)
    assert client.get(address).content.startswith(b"PK")
    told = client.get(f"/ar/incident/{kawm.id}/bulletin.txt")
    assert "27 قتيلاً من قوات النظام السوري[1]" in told.content.decode()
    assert told.headers["Content-Disposition"] == f'attachment; filename="bulletin-{kawm.id}.txt"'
    early = client.get(f"/en/incident/{kawm.id}/bulletin.html?published=2019-04-18").content.decode()
    assert "As published by 18 April 2019." in early
    assert "/en/bulletin.txt?from=2019-04-18" in client.get("/en/incidents/?from=2019-04-18").content.decode()
    days = client.get("/en/bulletin.txt?from=2019-04-18&to=2019-04-21&place=Homs").content.decode()
    assert days.startswith("The toll of 18–21 April 2019 in Homs")
    for wrong in (
        "bulletin.pdf",
        "bulletin.txt?place=Nowhereville",
        "incident/i00/bulletin.txt",
    ):
        assert client.get(f"/en/{wrong}").status_code == 404
    for wrong in ("bulletin.txt?from=soon", f"incident/{kawm.id}/bulletin.txt?published=soon"):
        answer = client.get(f"/en/{wrong}")
        assert (answer.status_code, "“soon”" in words(answer)) == (422, True)


def test_a_report_shows_its_text_with_every_claim_and_slot_marked(site):
    page = site.client().get("/en/report/1/").content.decode()
    assert 'data-claim="c1">ما لا يقل عن 15 قتيلاً من ' in page
    assert '<mark class="slot" data-claim="c1">المرصد السوري لحقوق الإنسان</mark>' in page
    told = words(site.client().get("/ar/report/1/"))
    for said in ("قتلى 15 على الأقل", "الكوم", "18 نيسان 2019", "المرصد السوري لحقوق الإنسان"):
        assert said in told


def test_how_a_claim_was_read_is_shown_where_it_is_asked_for(site):
    client = site.client()
    part = client.get("/en/report/1/claim/1/", headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    assert "chain.head" in client.get("/en/report/2/claim/1/").content.decode() or "count" in part
    assert client.get("/en/report/1/claim/99/").status_code == 404
    assert client.get("/en/report/999/").status_code == 404


def test_every_reason_of_the_sample_ledger_is_there_in_arabic(site):
    ledger = flow.ledger().ledger
    said = {step.reason for one in ledger.incidents for step in one.history}
    said |= {relation.reason for one in ledger.incidents for relation in one.relations}
    said |= {str(relation.kind) for one in ledger.incidents for relation in one.relations}
    said |= {why for one in ledger.incidents for toll in one.tolls for _, why in toll.set_aside}
    said |= {flag for one in ledger.incidents for flag in one.flags if flag != "open"}
    assert len(said) > 80
    assert [sentence for sentence in said if arabic(sentence) is None] == []
    assert arabic("a sentence that nobody wrote") is None


@pytest.mark.parametrize(
    ("english", "written"),
    [
        ("rises from at least 15 to 27: وفاة جرحى", "ارتفعت من 15 على الأقل إلى 27: «وفاة جرحى»"),
        ("corrected downward from 15, though no word says so", "صُحّحت نزولاً من 15 دون إعلان عن ذلك"),
        ("the first figure (1 of civilian, children)", "أول رقم (1: مدنيون، أطفال)"),
        ("overtaken by 17 of wire", "تجاوزه الرقم 17 (wire)"),
    ],
)  # fmt: skip
def test_reasons_are_put_into_arabic(english, written):
    assert arabic(english) == written
