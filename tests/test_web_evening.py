"""One recorder's evening: reports in, the queue worked through, a total made to balance, a workbook out."""

from __future__ import annotations

import io

import openpyxl
import pytest

from browsing import serving
from evening import EXPECTED, TOWNS, reports
from marsad import flow, workbooks
from marsad.ledger.correct import ADDED
from marsad.model.audience import TEAM
from marsad.model.claim import Harm
from marsad.model.decision import DecisionKind
from marsad.model.incident import Cell, Verdict
from marsad.render.sheet_words import SheetWords


@pytest.fixture
def page(chromium):
    with serving(reports()) as site:
        context = site.context(chromium)
        yield context.new_page()
        context.close()


def tolls():
    """Return killed and injured by town, as the ledger has them; where a town has several incidents, of the first."""
    found = {}
    for one in flow.ledger().ledger.incidents:
        figures = [toll and toll.best for toll in (one.toll(Cell(harm)) for harm in (Harm.KILLED, Harm.INJURED))]
        named = [town for town, name in TOWNS.items() if town in (one.place or "") or name in (one.place or "")]
        for town in named if figures[0] else ():
            found.setdefault(town, figures)
    return found


def month():
    [total] = [one for one in flow.ledger().ledger.assertions if not one.inner]
    return total.verdict, total.by


def press(page, key):
    """Press a key that shows what a decision would change, and record it by Enter."""
    page.keyboard.press(key)
    page.locator("[data-save]").wait_for()
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.long
def test_one_recorders_evening(page):
    assert month() == (Verdict.OVER, 2)

    # The month's total counts two people less than its incidents: a hamlet and the town beside it are told as two.
    page.goto("/ar/review/")
    assert "يزيد 2" in page.locator(".case .sum").inner_text()
    hamlet = page.locator(".case tbody tr", has_text="Umm al-Zaytun")
    with page.expect_navigation():
        hamlet.locator("a").last.click()
    page.locator("label", has_text="Salqin").locator("input").check()
    form = page.locator("form", has=page.locator("button[value=merge]"))
    form.locator("textarea").fill("المزرعة من سلقين، والقتيلان أنفسهما")
    form.locator("button[value=merge]").click()
    page.locator("[data-save]").wait_for()
    assert "متوازن" in page.locator("#decide").inner_text()
    with page.expect_navigation():
        page.locator("[data-save]").click()
    assert month() == (Verdict.BALANCES, None)

    # The rest, item by item, by keyboard alone.
    worked = 0
    while page.locator(".case").count():
        press(page, "a" if page.locator("[data-key~=a]").count() else "l")
        worked += 1
        assert worked < 40
    assert "لا شيء ينتظر" in page.locator("main").inner_text()

    assert tolls() == EXPECTED
    assert month() == (Verdict.BALANCES, None)
    decided = [standing.decision for standing in flow.ledger().ledger.decisions]
    assert {one.who for one in decided} == {"Rima"}
    assert {one.kind for one in decided} >= {DecisionKind.MERGE, DecisionKind.CONFIRM}
    assert not [one for one in decided if one.values(ADDED)]
    assert flow.verify()[1] == []

    made = workbooks.export(SheetWords("ar"), TEAM)
    book = openpyxl.load_workbook(io.BytesIO(made.data), read_only=True)
    said = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert all(any(words in cell for cell in said for words in pair) for pair in TOWNS.items())
