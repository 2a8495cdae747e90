"""The review and all that writes: accept, correct, add, merge, split, undo; each shown before, and none lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browsing import saved, serving, violations, words
from marsad import flow
from marsad.ledger.waiting import Waits
from marsad.model.claim import Harm
from marsad.model.decision import DecisionKind
from marsad.model.incident import Cell
from marsad.web.roles import Role

KILLED = Cell(Harm.KILLED)
LANGUAGES = ("ar", "en")


@pytest.fixture
def desk():
    """A server of its own for each test: they write."""
    with serving() as site:
        yield site


@pytest.fixture(params=LANGUAGES)
def page(request, desk, chromium):
    """A reviewer's page in each language; what it said in its console is in `page.said`."""
    context = desk.context(chromium)
    page = context.new_page()
    page.language = request.param
    page.said = []
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("console", lambda told: page.said.append(told.text) if told.type == "error" else None)
    yield page
    assert page.said == []
    assert desk.asked_elsewhere == []
    context.close()


def to(page, path):
    page.goto(f"/{page.language}/{path}")


def incident(words):
    """Return the incident at a place."""
    return next(one for one in flow.ledger().ledger.incidents if words in (one.place or ""))


def decisions():
    return [standing.decision for standing in flow.ledger().ledger.decisions]


def record(page):
    """Record what is shown, and wait for the page that comes then."""
    page.locator("[data-save]").wait_for()
    with page.expect_navigation():
        page.locator("[data-save]").click()


def test_the_queue_is_worked_through_by_keyboard(page):
    to(page, "review/?kind=new")
    first = page.locator(".queue a[aria-current]").inner_text()
    page.keyboard.press("j")
    page.wait_for_url("**at=**")
    assert page.locator(".queue a[aria-current]").inner_text() != first
    page.keyboard.press("k")
    expect(page.locator(".queue a[aria-current]")).to_have_text(re.compile(re.escape(first.splitlines()[-1])))
    page.wait_for_load_state()
    page.keyboard.press("a")
    page.locator("[data-save]").wait_for()
    expect(page.locator("[data-save]")).to_be_focused()
    assert decisions() == []
    with page.expect_navigation():
        page.keyboard.press("Enter")
    [made] = decisions()
    assert (made.kind, made.who) == (DecisionKind.CONFIRM, "Rima")
    assert page.locator(".queue a[aria-current]").inner_text() != first
    page.keyboard.press("u")
    page.locator("textarea[name=why]").fill("a slip of the hand")
    record(page)
    assert [one.kind for one in decisions()] == [DecisionKind.CONFIRM, DecisionKind.UNDO]
    assert flow.ledger().ledger.decisions[0].holds is False


def test_the_keys_are_listed_and_can_be_switched_off(page):
    to(page, "review/")
    page.keyboard.press("Shift+Slash")
    expect(page.locator("dialog#keys")).to_be_visible()
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("dialog#keys")).to_be_hidden()
    before = page.url
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.wait_for_timeout(200)
    assert page.url == before
    assert page.locator("[data-save]").count() == 0


def test_a_claim_is_corrected_by_selecting_words_and_the_toll_moves(page):
    to(page, "report/1/")
    with page.expect_navigation():
        page.locator(".claim-card a", has_text=re.compile("Correct|تصحيح")).first.click()
    select(page, "15 قتيلاً")
    page.locator("[data-use=count]").click()
    expect(page.locator("#slot-count")).to_have_value("15")
    page.locator("#pen-form textarea").fill("the words before it do not belong to it")
    page.locator("#pen-form button").click()
    preview = page.locator("#decide")
    expect(preview.locator("[data-save]")).to_be_visible()
    record(page)
    [made] = decisions()
    assert dict(made.value) == {"low": "15", "high": "15"}
    assert flow.ledger().desk.claim("1.1").count.high == 15


def test_a_place_corrected_by_selecting_words_quotes_the_words_that_were_selected(page):
    to(page, "report/2/correct/?claim=3")
    text = flow.ledger().desk.report("2").text
    select(page, "كتيبتين")
    page.locator("[data-use=by]").click()
    expect(page.locator("#slot-by")).to_have_value("كتيبتين")
    page.locator("#slot-by").fill("isis")
    select(page, "دير الزور", last=True)
    page.locator("[data-use=place]").click()
    expect(page.locator("#slot-place")).to_have_value("دير الزور")
    select(page, "27 عدد")
    page.locator("[data-use=quote]").click()
    page.locator("#pen-form textarea").fill("these words say it")
    page.locator("#pen-form button").click()
    record(page)
    set_to = dict(decisions()[-1].value)
    place = text.rindex("دير الزور")
    assert set_to["place-at"] == f"{place}-{place + len('دير الزور')}"
    assert "by-at" not in set_to, "what was written anew is not what was selected"
    told = flow.ledger().desk.claim("2.3")
    assert (told.place.start, told.quote.text) == (place, "27 عدد")


def select(page, words, *, last=False):
    """Select words of the report's text as a hand does, and let go of them; the last of them that stand there."""
    page.evaluate(
        """([words, last]) => {
          let found = null;
          const walker = document.createTreeWalker(document.querySelector('[data-select]'), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = last ? walker.currentNode.data.lastIndexOf(words) : walker.currentNode.data.indexOf(words);
            if (at >= 0 && (last || !found)) found = [walker.currentNode, at];
          }
          if (!found) throw new Error('no such words');
          const range = document.createRange();
          range.setStart(...found);
          range.setEnd(found[0], found[1] + words.length);
          document.getSelection().removeAllRanges();
          document.getSelection().addRange(range);
          document.dispatchEvent(new MouseEvent('mouseup', {bubbles: true}));
        }""",
        [words, last],
    )
    page.locator("#selected").wait_for()


def test_a_missed_claim_is_added_where_its_words_stand(page):
    to(page, "report/1/")
    select(page, "كتيبتين")
    with page.expect_navigation():
        page.locator("#selected .adds").click()
    expect(page.locator("[data-slot=quote]")).to_have_value("كتيبتين")
    page.locator("#slot-count").fill("2")
    page.locator("#slot-harm").select_option("missing")
    page.locator("#pen-form textarea").fill("so the recorder heard by phone")
    page.locator("#pen-form button").click()
    record(page)
    book = flow.ledger()
    added = next(claim for claim in book.desk.told[book.desk.report("1").id].values() if claim.harm is Harm.MISSING)
    text = next(reading.report.text for reading in book.readings if reading.report.id == added.report)
    assert text[added.quote.start : added.quote.end] == "كتيبتين"
    assert book.desk.home[added.id].toll(Cell(Harm.MISSING)).best == 2
    assert not [problem for problem in book.ledger.problems if "decision" in problem.kind]


def test_what_is_no_claim_is_taken_out(page):
    to(page, "report/1/correct/?claim=1")
    page.locator("#pen details summary").click()
    page.locator("#pen details button").first.click()
    record(page)
    assert [one.kind for one in decisions()] == [DecisionKind.RETRACT]


def test_incidents_are_merged_and_set_apart_with_the_evidence_in_view(page):
    to(page, "review/?kind=link")
    assert page.locator(".evidence tbody tr").count() > 3
    page.keyboard.press("m")
    expect(page.locator("#decide .difference").first).to_be_visible()
    record(page)
    [merged] = decisions()
    assert merged.kind is DecisionKind.MERGE
    page.keyboard.press("u")
    page.locator("textarea[name=why]").fill("too early")
    record(page)
    to(page, "review/?kind=link")
    page.keyboard.press("x")
    record(page)
    assert decisions()[-1].kind is DecisionKind.SPLIT
    to(page, "review/?kind=link")
    assert page.locator(".evidence").count() == 0


def test_claims_are_split_off_an_incident_and_the_page_tells_of_it(page):
    target = incident("دركوش")
    to(page, f"incident/{target.id}/")
    page.locator(f"a[href$='/incident/{target.id}/edit/']").click()
    page.locator("input[type=checkbox][name=names]").nth(9).check()
    page.locator("button[value=split]").click()
    form = page.locator("form", has=page.locator("button[value=split]"))
    form.locator("textarea").fill("another strike")
    page.locator("button[value=split]").click()
    record(page)
    assert decisions()[-1].kind is DecisionKind.SPLIT
    to(page, f"incident/{target.id}/edit/")
    assert "another strike" in page.locator("main").inner_text()


def test_an_incident_is_graded_and_noted(page):
    target = incident("الكوم")
    to(page, f"incident/{target.id}/edit/")
    form = page.locator("form", has=page.locator("input[value=grade]"))
    form.locator("input[value=contested]").check()
    form.locator("textarea").fill("the army denies it")
    form.locator("button").click()
    record(page)
    assert flow.ledger().incident(target.id).grade == "contested"


def test_of_two_who_decide_at_once_the_second_sees_what_changed_and_loses_nothing(page, desk, chromium):
    other = desk.context(chromium, Role.ADMINISTRATOR).new_page()
    for one, count in ((page, "20"), (other, "21")):
        one.goto(f"/{page.language}/report/1/correct/?claim=1")
        one.locator("#slot-count").fill(count)
        one.locator("#pen-form textarea").fill(f"I heard of {count}")
        one.locator("#pen-form button").click()
        one.locator("[data-save]").wait_for()
    record(page)
    other.locator("[data-save]").click()
    told = other.locator(".collision")
    told.wait_for()
    assert "Rima" in told.inner_text()
    assert "20" in told.inner_text()
    assert other.locator("#decide textarea").input_value() == "I heard of 21"
    assert other.locator("#decide [name=slot-count]").input_value() == "21"
    record(other)
    assert flow.ledger().desk.claim("1.1").count.low == 21
    assert [one.who for one in decisions()] == ["Rima", "Hala"]
    to(page, "review/?kind=dispute")
    assert "Hala" in page.locator(".case").inner_text()


def test_without_script_all_of_it_works(desk):
    client = desk.client()
    item = flow.ledger().desk.claim("1.1").id
    form = {"kind": "correct", "names": item, "slot-count": "16", "was-count": "15+", "why": "counted again"}
    shown = client.post("/en/decide/", form | {"step": "preview"})
    assert shown.status_code == 200
    hidden = dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', shown.content.decode()))
    assert hidden["slot-count"] == "16"
    saved = client.post("/en/decide/", form | {"step": "save", "seen": hidden["seen"], "shown": hidden["shown"]})
    assert saved.status_code == 302
    assert "Recorded as decision" in words(client.get("/en/review/"))
    assert flow.ledger().desk.claim("1.1").count.low == 16


def test_two_do_not_work_on_one_item(desk):
    rima, hala = desk.client(), desk.client(Role.ADMINISTRATOR)
    page = rima.get("/en/review/?kind=new").content.decode()
    item = re.search(r'name="item" value="(new-\w+)"', page)[1]
    rima.post("/en/review/take/", {"item": item, "how": "take"})
    assert "Rima works on this" in words(hala.get(f"/en/review/?at={item}"))
    assert f'value="{item}"' not in hala.get("/en/review/?kind=new").content.decode()
    claims = re.findall(r'name="names" value="([^"]+)"', page)
    form = {"kind": "confirm", "names": claims, "why": "x", "item": item, "step": "preview"}
    refused = hala.post("/en/decide/", form)
    assert (refused.status_code, "Rima works on this since" in words(refused)) == (422, True)
    hala.post("/en/review/take/", {"item": item, "how": "over"})
    assert hala.post("/en/decide/", form).status_code == 200


@pytest.mark.parametrize("kind", [Waits.TOTAL, Waits.LINK, Waits.NEW, Waits.CONTRADICTION, Waits.CHANGE])
def test_what_was_looked_at_and_left_is_remembered_and_comes_back_when_undone(desk, kind):
    client = desk.client()
    page = client.get(f"/en/review/?kind={kind}").content.decode()
    form = next(form for form in page.split("<form")[1:] if 'value="leave"' in form)
    names = re.findall(r'name="names" value="([^"]+)"', form)
    item = re.search(r'name="item" value="([^"]+)"', form)[1]
    assert saved(client, {"kind": "leave", "names": names, "item": item, "why": "looked at"}).status_code == 302
    assert f"at={item}" not in client.get("/en/review/").content.decode()
    assert item not in client.get(f"/en/review/?kind={kind}").content.decode()
    number = decisions()[-1].number
    saved(client, {"kind": "undo", "words": str(number), "why": "look again"})
    assert item in client.get(f"/en/review/?kind={kind}").content.decode()


def test_nobody_is_kept_out_of_the_review(page):
    target = incident("دركوش")
    for path in ("review/?kind=link", "review/?kind=total", "report/1/correct/?claim=1", f"incident/{target.id}/edit/"):
        to(page, path)
        assert violations(page) == [], path
    to(page, "review/?kind=link")
    page.keyboard.press("m")
    page.locator("[data-save]").wait_for()
    assert violations(page) == []
    for width, path in ((360, None), (768, None), (360, "review/"), (360, "review/?kind=total")):
        page.set_viewport_size({"width": width, "height": 800})
        if path:
            to(page, path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
