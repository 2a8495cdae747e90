"""The pages in a browser, in both languages: nothing is asked of another host, nothing stands in the way of anybody."""

from __future__ import annotations

import pytest

from browsing import PASSWORD, PEOPLE, violations
from marsad import flow
from marsad.web.roles import Role

LANGUAGES = ("ar", "en")
WIDTHS = (360, 768, 1440)
DRAWN = {"overview", "overview-chosen", "incident", "incident-then"}
"""The pages with a chart."""


@pytest.fixture(scope="module")
def pages(site):
    """Every page there is, by its name."""
    incident = next(one.id for one in flow.ledger().ledger.incidents if "الكوم" in (one.place or ""))
    return {
        "overview": "",
        "overview-chosen": "?from=2021-01-01&to=2021-12-31",
        "incident": f"incident/{incident}/",
        "incident-then": f"incident/{incident}/?published=2019-04-18",
        "incidents": "incidents/",
        "reports": "reports/",
        "report": "report/2/",
        "password": "account/password/",
        "nowhere": "nowhere/",
    }


@pytest.fixture(scope="module")
def reader(site, chromium):
    """Give a window that is signed in as a reviewer."""
    context = site.context(chromium)
    yield context
    context.close()


def test_somebody_signs_in_reads_an_incident_and_its_report_and_signs_out(site, chromium):
    context = site.context(chromium, None, locale="ar")
    page = context.new_page()
    page.goto("/ar/")
    page.fill("[name=login]", PEOPLE[Role.VIEWER][0])
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    page.get_by_role("link", name="وسط مدينة الراعي شمالي حلب").first.click()
    assert page.locator("h1").inner_text() == "وسط مدينة الراعي شمالي حلب"
    page.locator(".report-card h3 a").first.click()
    assert page.locator(".text mark.claim").count() > 0
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("dir") == "ltr"
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    assert "/account/sign-in/" in page.url
    context.close()


def test_a_claim_and_its_words_light_up_together(site, reader):
    page = reader.new_page()
    page.goto("/en/report/1/")
    page.locator(".claim-card a.number").first.focus()
    assert page.locator(".text mark.claim.lit").count() > 0
    page.locator("h1").hover()
    page.locator(".claim-card a.number").first.evaluate("one => one.blur()")
    assert page.locator(".text .lit").count() == 0
    page.locator(".text mark.claim").first.hover()
    assert page.locator(".claim-card.lit").count() == 1
    page.get_by_role("link", name="How it was read").first.click()
    page.locator(".derived").first.wait_for()
    assert page.url.endswith("/report/1/")


def test_the_slider_leads_into_the_past_and_back(site, reader, pages):
    page = reader.new_page()
    page.goto(f"/en/{pages['incident']}")
    slider = page.locator("input[type=range]")
    assert slider.is_visible()
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_url("**published=2019-04-18*")
    assert "15+" in page.locator("table.tolls").inner_text()
    page.get_by_role("link", name="Back to the present").click()
    assert "27" in page.locator("table.tolls").inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_stands_in_the_way_of_those_who_see_or_hear_pages_otherwise(site, reader, pages, language):
    page, found = reader.new_page(), {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for name, path in pages.items():
            page.goto(f"/{language}/{path}")
            page.wait_for_load_state("networkidle")
            found[scheme, name] = violations(page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><img src="data:,"></main></html>')
    assert any(one.startswith("image-alt") for one in violations(page))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_wider_than_the_window(site, reader, pages, language):
    page, wide = reader.new_page(), []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for name, path in pages.items():
            page.goto(f"/{language}/{path}")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append((name, width))
    assert wide == []


def test_the_pages_work_by_keyboard_alone(site, reader):
    page = reader.new_page()
    page.goto("/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.locator("table.incidents tbody a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/incident/**")


def test_pages_say_nothing_to_the_console_and_ask_nothing_of_another_host(site, chromium, pages):
    context, said = site.context(chromium), []
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for language in LANGUAGES:
        for name, path in pages.items():
            page.goto(f"/{language}/{path}")
            page.wait_for_load_state("networkidle")
            assert page.locator("figure.chart svg").count() == (name in DRAWN)
            if name == "nowhere":
                said.clear()  # the browser itself tells of the status 404
    assert (said, site.asked_elsewhere) == ([], [])
    page.evaluate("new Image().src = 'https://elsewhere.example/pixel.png'")
    page.wait_for_timeout(200)
    assert any("Content Security Policy" in one for one in said)
    context.close()
