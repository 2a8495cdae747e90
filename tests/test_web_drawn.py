"""What pages draw: where something was, the small map of the overview, charts in the dark; and searching the past."""

from __future__ import annotations

import re
from html import unescape
from importlib.resources import files

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from browsing import words
from marsad.places.locate import locate
from marsad.render.charts import palette
from marsad.web.sketch import WIDE, sketch


def drawn(place, language="en"):
    with translation.override(language):
        return str(sketch(locate(place)))


def width(picture, kind):
    """Return how wide the path of a class is, in units of the drawing."""
    [path] = re.findall(rf'class="{kind}" d="([^"]+)"', picture)
    across = [float(x) for x in re.findall(r"[ML]?(-?[\d.]+) -?[\d.]+", path)]
    return max(across) - min(across)


@pytest.mark.parametrize(
    ("words", "kind", "least", "most"),
    [
        ("حي الشعار", "where", 8, 20),  # some hundred metres: small, and no dot
        ("بلدة البوكمال", "where", 30, 70),
        ("محافظة درعا", "where", 80, 230),  # an area of our own outlines
        ("ريف حلب الشمالي", "where", 120, WIDE),  # a sector
        ("نهر الفرات", "course", 100, WIDE),
    ],
)
def test_a_place_is_drawn_as_wide_as_the_words_leave_it_open(words, kind, least, most):
    assert least <= width(drawn(words), kind) <= most


def test_names_about_it_are_in_the_language_of_the_reader_and_none_lies_over_another():
    assert "Abu Kamal" in drawn("بلدة البوكمال", "en")
    assert "البوكمال" in drawn("بلدة البوكمال", "ar")
    found = re.findall(r'<text x="(\S+)" y="(\S+)" class="rank-\d">([^<]+)', drawn("دمشق"))
    texts = [(float(x), float(y), words) for x, y, words in found]
    assert len(texts) > 3
    for one in texts:
        others = [o for o in texts if o is not one and abs(o[1] - one[1]) < 12]
        assert all(abs(o[0] - one[0]) > 3.1 * (len(unescape(o[2])) + len(one[2])) / 2 for o in others)


def test_near_places_are_shown_in_their_country_and_those_of_a_country_are_not():
    assert 'class="inset"' in drawn("دمشق")
    assert 'class="inset"' not in drawn("نهر الفرات")


def test_an_incident_shows_where_it_was_without_a_script(site):
    page = site.client().get("/en/incidents/").content.decode()
    incident = re.search(r"/en/incident/(\w+)/[^>]*>(?:<[^>]+>)?وسط مدينة الراعي", page)
    told = site.client().get(f"/en/incident/{incident[1]}/").content.decode()
    figure = re.search(r'<figure class="sketch"><svg.*?</figure>', told, re.DOTALL)[0]
    assert 'class="where"' in figure
    assert "±" in figure.partition("<figcaption")[2], "what is drawn is said, too"


def test_the_overview_draws_a_map_of_the_days_chosen_and_a_table_says_the_same(site, chromium):
    context = site.context(chromium)
    page = context.new_page()
    page.goto("/en/?from=2019-01-01&to=2019-12-31")
    page.wait_for_selector("#map[data-drawn=yes]")
    page.locator(".map-same summary").click()
    rows = page.locator(".map-same tbody tr")
    assert page.locator("#map").get_attribute("data-shown") == str(rows.count())
    assert rows.count() == page.locator("table.incidents tbody tr").count()
    page.locator("#map canvas").click(position={"x": 5, "y": 5})
    context.close()


def test_a_choice_of_many_years_shows_its_latest_year(site):
    told = site.client().get("/en/").content.decode()
    assert "from=2022-06-07&amp;to=2023-06-07" in told
    assert "from=2019-04-18" in site.client().get("/en/?to=2019-12-31").content.decode()


def test_every_colour_of_a_chart_has_another_where_it_is_dark():
    style = (files("marsad.web") / "static/marsad/marsad.css").read_text("utf-8")
    dark = style[style.index("figure.chart { background: var(--sheet); }") :]
    used = {palette.INK, palette.QUIET, palette.GRID, palette.PAPER, palette.SURE, palette.BAND, palette.BEST}
    assert [colour for colour in used if f'[fill="{colour}"]' not in dark or f'[stroke="{colour}"]' not in dark] == []


def test_a_search_of_the_past_finds_what_had_been_published(site):
    client = site.client()
    now, then = (words(client.get(f"/en/search/?q=27&kind=claim{past}")) for past in ("", "&published=2019-04-18"))
    assert "claim 2.3" in now
    assert "claim 2.3" not in then
    assert "As it had been published by 18 April 2019" in then
    answer = client.get("/en/search/?q=قتيلاً&kind=report&published=2019-04-18").content.decode()
    assert 'href="/en/report/1/?published=2019-04-18"' in answer
    assert "is no day" in words(client.get("/en/search/?q=27&published=never"))


def test_addresses_of_the_api_are_its_own():
    assert reverse("api:incidents") == "/api/incidents"
    with pytest.raises(NoReverseMatch):
        reverse("incidents")


def test_lists_and_incidents_are_taken_along_as_files(site):
    client = site.client()
    told = client.get("/en/incidents/?from=2019-04-01&to=&place=").content.decode()
    address = unescape(re.search(r'href="(/api/incidents\?[^"]*format=csv)"', told)[1])
    assert address == "/api/incidents?from=2019-04-01&format=csv"
    assert client.get(address).headers["Content-Type"].startswith("text/csv")
    incident = re.search(r"/en/incident/(\w+)/", told)[1]
    told = client.get(f"/en/incident/{incident}/").content.decode()
    assert incident in client.get(re.search(r'href="(/api/incidents/[^"]+)"', told)[1]).content.decode()
