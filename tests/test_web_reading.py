"""The pages that only read: totals with what stands behind each, search, sources, actors and places, methods."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest

from browsing import violations
from ledger_text import readings
from marsad.ledger.queries.speakers import speakers
from marsad.ledger.reconcile import reconcile
from marsad.model.claim import Harm
from marsad.model.incident import Cell
from marsad.places.gazetteer import gazetteer
from marsad.places.land import borders, names
from marsad.web.roles import Role

PAGES = {
    "map": "map/",
    "totals": "totals/",
    "totals-by-month": "totals/?rows=month&columns=party",
    "behind": "totals/behind/?rows=governorate&columns=harm&row=SY09&column=killed",
    "search": "search/?q=حمص",
    "search-nothing": "search/?q=zzzz",
    "sources": "sources/",
    "actors": "actors/",
    "looked-up": "actors/?q=داعش",
    "methods": "methods/",
}


def words(answer):
    page = re.sub(r"<(script|style|svg|head)\b.*?</\1>", "", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


# ---- for everybody


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_role_reads_them_and_nobody_else(site, language):
    for path in PAGES.values():
        assert site.client(Role.VIEWER).get(f"/{language}/{path}").status_code == 200, path
        assert site.client(None).get(f"/{language}/{path}").status_code == 302, path


@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_stands_in_the_way_of_anybody_and_no_page_is_too_wide(site, chromium, language):
    context, found = site.context(chromium), {}
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if language == "ar" else "light")
    for name, path in PAGES.items():
        page.goto(f"/{language}/{path}")
        for width in (1440, 768, 360):
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found[name, width] = "too wide"
        if wrong := violations(page):
            found[name] = wrong
    context.close()
    assert (found, site.asked_elsewhere) == ({}, [])


# ---- totals


def test_a_table_of_totals_has_intervals_and_an_unallocated_part(site):
    page = words(site.client().get("/en/totals/"))
    assert "Deir-ez-Zor 29–40 unallocated 13–18+" in page
    assert "1 incident that did not come of the fighting itself is not counted." in page
    assert "Deir-ez-Zor 33–44" in words(site.client().get("/en/totals/?conflict=all"))
    assert "Homs 27 –" in page
    arabic = words(site.client().get("/ar/totals/?rows=month&columns="))
    assert "نيسان 2019 35 غير موزَّعين 0–6+" in arabic
    assert "قد تكون في كل منهما" in arabic


def test_each_cell_opens_what_stands_behind_it(site):
    client = site.client()
    table = client.get("/en/totals/?rows=month&columns=").content.decode()
    addresses = [unescape(link) for link in re.findall(r'href="(/en/totals/behind/[^"]+)"', table)]
    assert len(addresses) > 8
    april = words(client.get(next(link for link in addresses if "row=2019-04" in link)))
    assert "In the incidents known 35 best 35" in april
    assert "بادية القورية" in april
    assert "stated 35+ , added up 35" in april
    assert all(client.get(link).status_code == 200 for link in addresses)
    assert client.get("/en/totals/behind/?row=nowhere").status_code == 404


def test_the_table_file_holds_the_same(site):
    answer = site.client().get("/en/totals/totals.csv?rows=governorate&columns=harm")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    [homs] = [row for row in rows if (row["row_name"], row["column"]) == ("Homs", "killed")]
    assert (homs["low"], homs["best"], homs["high"], homs["open"], homs["incidents"]) == ("27", "27", "27", "0", "1")


def test_what_is_no_axis_or_no_day_is_passed_over_or_told(site):
    client = site.client()
    assert client.get("/en/totals/?rows=nonsense&columns=rows&harm=x").status_code == 200
    assert "is no day" in words(client.get("/en/totals/?from=x"))
    assert "No such party" in words(client.get("/en/map/?party=nobody"))


# ---- search


def test_a_search_finds_words_in_any_form_and_leads_to_them(site):
    answer = site.client().get("/en/search/?q=قتل")
    assert "Reports 8" in words(answer)
    assert "<mark>قُتل</mark>" in answer.content.decode()
    assert 'href="/en/report/25/#w-c4"' in answer.content.decode()
    only = words(site.client().get("/en/search/?q=قتل&kind=claim&from=2023-01-01"))
    assert "Reports 8" not in only
    assert "Claims" in only


def test_a_search_for_nothing_is_told_so(site):
    assert "write a word or a number" in words(site.client().get("/en/search/?q=%21%21"))
    assert "Nothing was found." in words(site.client().get("/en/search/?q=zzzz"))
    assert "Nothing was found." not in words(site.client().get("/en/search/"))


def test_a_search_works_in_place_and_without_script(site, chromium):
    for script in (True, False):
        context = site.context(chromium, java_script_enabled=script)
        page = context.new_page()
        page.goto("/ar/search/")
        page.fill("[name=q]", "دركوش")
        page.keyboard.press("Enter")
        page.locator(".found mark").first.wait_for()
        assert "q=" in page.url
        context.close()


# ---- sources, actors, places


def test_ten_outlets_that_reprint_one_are_one_voice(site):
    told = readings("""
        2019-04-18 Enab: 27 killed, syrian_government, @al-Kawm, on 2019-04-18
        = 2019-04-19 Baladi
        2019-04-19 Wire citing SOHR: 27 killed, syrian_government, @al-Kawm, on 2019-04-18
    """)
    outlets, voices = speakers(told, reconcile(told).voices)
    carried = {outlet.key: outlet.carries for outlet in outlets}
    assert carried == {"enab": [], "baladi": [("enab", 1, 0)], "wire": [("sohr", 0, 1)]}
    assert {voice.key: dict(voice.carriers) for voice in voices} == {"enab": {"baladi": 1}, "sohr": {"wire": 1}}
    page = words(site.client().get("/en/sources/"))
    assert "شبكة جبل الزاوية الإخبارية (reprints 1 report)" in page
    assert "Syrian Observatory for Human Rights (cites it for 10 claims)" in page


def test_parties_and_places_are_looked_up_in_both_languages(site):
    client = site.client()
    assert "Syrian government 9 56–60" in words(client.get("/en/actors/"))
    assert "الميادين ناحية 1 10" in words(client.get("/ar/actors/"))
    looked = words(client.get("/en/actors/?q=daesh"))
    assert "تنظيم الدولة الإسلامية" in looked
    assert "counted under ISIS" in looked
    assert "SY0405" not in looked
    assert "Homs" in words(client.get("/en/actors/?q=SY04"))
    assert "No place is called so." in words(client.get("/en/actors/?q=qqqqqqqq"))


# ---- methods


def test_the_example_of_the_methods_is_what_the_ledger_makes_of_it(site):
    [incident] = reconcile(
        readings("""
        2019-04-18 SOHR: at least 15 killed, syrian_government, @al-Kawm, on 2019-04-18
        2019-04-20 SOHR: now 27 killed, syrian_government, @al-Kawm, on 2019-04-18
        2019-04-20 SANA: 25 killed, syrian_government, @al-Kawm, on 2019-04-18
        """)
    ).incidents
    toll = incident.toll(Cell(Harm.KILLED))
    assert (toll.low, toll.best, toll.high) == (25, 27, 27)
    client = site.client()
    assert "The toll is 25–27" in words(client.get("/en/methods/"))
    assert "فالحصيلة 25–27" in words(client.get("/ar/methods/"))


def test_the_methods_explain_the_same_in_both_languages(site):
    parts = [
        re.findall(r'<h2 id="(\w+)"', site.client().get(f"/{one}/methods/").content.decode()) for one in ("ar", "en")
    ]
    assert parts[0] == parts[1]
    assert len(parts[0]) == 12


# ---- the land


def test_every_border_is_drawn_once_by_its_level_and_no_country_without_outlines_has_any():
    levels = [level for level, _ in borders("sy")]
    assert {0, 1, 2, 3} == set(levels)
    assert borders("iq") == ()
    assert {place.name_en for place in names("sy") if place.kind == "governorate"} >= {"Homs", "Aleppo"}
    assert gazetteer("iq").place(next(names("iq")).pcode)
