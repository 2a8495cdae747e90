"""The ledger as a workbook, and edits in it back: each a decision by a person, or listed with its cell."""

import io
import json

import openpyxl
import pytest

from marsad.release.workbook import Page, clean, workbook_bytes
from marsad.render.sheet_words import SheetWords
from sheets import xlsx

REPORTS = [
    ("Wire A", "2021-03-03", "Shelling killed four civilians and wounded two in Ariha in Idlib province yesterday."),
    ("Wire B", "2021-03-04", "Six civilians were killed by shelling in Ariha in Idlib province on 2 March."),
    ("Wire C", "2021-03-09", "A car bomb killed three people in Azaz in Aleppo province on 8 March 2021."),
]
PEN = ("--by", "Rima", "--why", "the hospital's list")


@pytest.fixture
def edited(marsad, tmp_path):
    """A ledger of three reports, and a way to export it, edit cells by row and header, and import it."""
    lines = [json.dumps({"publisher": p, "published": d, "text": t}) for p, d, t in REPORTS]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert marsad("add", tmp_path / "in.jsonl").status == 0
    return Edited(marsad, tmp_path / "ledger.xlsx")


class Edited:
    def __init__(self, marsad, path):
        self.marsad, self.path = marsad, path

    def export(self, *words):
        self.path.unlink(missing_ok=True)
        ran = self.marsad("sheet", "export", self.path, *words)
        assert ran.status == 0, ran.err
        return openpyxl.load_workbook(self.path)

    def edit(self, *cells, words=(), lang="en"):
        book = self.export("--lang", lang)
        for sheet, row, header, value in cells:
            told = book[SheetWords(lang).titles[sheet]]
            columns = [cell.value for cell in told[1]]
            told.cell(row, columns.index(SheetWords(lang).header(header)) + 1).value = value
        book.save(self.path)
        return self.bring(*words)

    def bring(self, *words):
        return self.marsad("sheet", "import", self.path, *PEN, "--yes", *words)

    def decided(self):
        return json.loads(self.marsad("decisions", "--json").out)

    def incidents(self):
        return json.loads(self.marsad("ledger", "--json").out)["incidents"]


def toll(incident, cell="killed"):
    return next(t["best"] for t in incident["tolls"] if t["cell"] == cell)


def test_a_workbook_that_was_not_edited_decides_nothing(edited):
    edited.export()
    assert edited.bring().out == "Nothing was edited.\n"


def test_a_workbook_has_frozen_headers_filters_and_definitions(edited):
    book = edited.export()
    assert book.sheetnames == ["Incidents", "Claims", "Definitions"]
    claims = book["Claims"]
    assert (claims.freeze_panes, claims.auto_filter.ref[:2]) == ("B2", "A1")
    assert [row[0].value for row in claims["F1:F2"]] == ["Words", "killed four civilians"]
    defined = {row[0].value for row in book["Definitions"].iter_rows(min_row=4)}
    assert {cell.value for cell in claims[1]} <= defined
    assert not claims.sheet_view.rightToLeft


def test_an_arabic_workbook_runs_from_right_to_left_and_comes_back_too(edited):
    ran = edited.edit(("claims", 2, "harm", "جرحى"), ("claims", 2, "note", "رُوجعت"), lang="ar")
    assert ran.status == 0, ran.err
    book = openpyxl.load_workbook(edited.path)
    assert book.sheetnames == ["الحوادث", "الإفادات", "التعريفات"]
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    assert [(one["kind"], one["why"]) for one in edited.decided()] == [
        ("correct", "the hospital's list"),
        ("note", "رُوجعت"),
    ]
    assert ["harm", "injured"] in edited.decided()[0]["value"]


def test_edits_of_one_claim_are_one_correction(edited):
    ran = edited.edit(("claims", 2, "count", "5+"), ("claims", 2, "when", "2021-03-01..2021-03-02"))
    assert ran.status == 0, ran.err
    [decision] = edited.decided()
    assert decision["value"] == [["low", "5"], ["high", "null"], ["when", "2021-03-01..2021-03-02"]]
    assert (decision["who"], decision["why"]) == ("Rima", "the hospital's list")
    assert "Recorded as 1 decision: " in ran.out


def test_a_number_typed_as_a_number_and_a_claim_retracted(edited):
    assert edited.edit(("claims", 2, "count", 9), ("claims", 5, "retract", "x")).status == 0
    assert [one["kind"] for one in edited.decided()] == ["correct", "retract"]
    assert [one["place"] for one in edited.incidents()] == ["Ariha in Idlib province"]


def test_incidents_are_graded_merged_and_claims_moved(edited):
    first, second = (one["id"] for one in edited.incidents())
    assert edited.edit(("incidents", 2, "grade", "confirmed"), ("incidents", 3, "same_as", first)).status == 0
    assert [one["kind"] for one in edited.decided()] == ["grade", "merge"]
    [one] = edited.incidents()
    assert (one["id"], one["grade"], second in one["aliases"]) == (first, "confirmed", True)
    assert edited.edit(("claims", 5, "incident", "new")).status == 0
    assert len(edited.incidents()) == 2


def test_the_same_id_written_to_all_claims_of_an_incident_merges_it(edited):
    first, _ = (one["id"] for one in edited.incidents())
    assert edited.edit(("claims", 5, "incident", first)).status == 0
    assert [one["kind"] for one in edited.decided()] == ["merge"]


def test_some_claims_move_by_a_split_and_a_link(edited):
    _, second = (one["id"] for one in edited.incidents())
    ran = edited.edit(("claims", 4, "incident", second))
    assert ran.status == 0, ran.err
    assert [one["kind"] for one in edited.decided()] == ["split", "link"]
    assert [toll(one) for one in edited.incidents()] == [4, 3]


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (("claims", 2, "count", "many"), "Claims!H2: count “many”: “many” is no count."),
        (("claims", 2, "words", "five dead"), "no edit decides it"),
        (("incidents", 2, "killed_best", 99), "no edit decides it"),
        (("claims", 2, "harm", ""), "cannot be empty"),
        (("claims", 2, "place", "Nowhereville"), "knows no place “Nowhereville”"),
        (("claims", 2, "incident", "izzz"), "No incident begins with “izzz”"),
        (("claims", 2, "claim", "other"), "is no row that was exported"),
        (("incidents", 2, "grade", "good"), "is no grade"),
    ],
)
def test_an_edit_that_can_be_no_decision_is_listed_with_its_cell(edited, cell, sentence):
    ran = edited.edit(cell)
    assert (ran.status, edited.decided()) == (2, [])
    assert sentence in ran.err
    assert "marsad: Claims!" in ran.err or "marsad: Incidents!" in ran.err


def test_what_can_be_decided_is_decided_beside_what_cannot(edited):
    ran = edited.edit(("claims", 2, "count", 5), ("claims", 3, "count", "several"))
    assert (ran.status, [one["kind"] for one in edited.decided()]) == (2, ["correct"])


def test_a_row_that_is_gone_retracts_nothing(edited):
    book = edited.export()
    book["Claims"].delete_rows(2)
    book.save(edited.path)
    ran = edited.bring()
    assert (ran.status, "nothing follows from that" in ran.err, edited.decided()) == (2, True, [])


def test_a_conflict_with_what_was_decided_meanwhile_is_refused_and_shown(edited):
    book = edited.export()
    assert edited.marsad("decide", "correct", "1.1", "count=7", "--by", "Omar", "--why", "x", "--yes").status == 0
    book["Claims"].cell(2, 8).value = 5
    book["Claims"].cell(2, 10).value = "combatant"
    book.save(edited.path)
    ran = edited.bring()
    assert "Claims!H2: count was “4” when exported and is “7” since; the edit to “5” was not taken." in ran.err
    assert [one["who"] for one in edited.decided()] == ["Omar", "Rima"]
    assert edited.decided()[1]["value"] == [["side", "combatant"]]


def test_what_was_decided_already_is_not_decided_again(edited):
    book = edited.export()
    assert edited.marsad("decide", "correct", "1.1", "count=7", "--by", "Omar", "--why", "x", "--yes").status == 0
    book["Claims"].cell(2, 8).value = 7
    book.save(edited.path)
    assert edited.bring().out == "Nothing was edited.\n"


def test_nothing_is_recorded_before_somebody_agrees(edited):
    book = edited.export()
    book["Claims"].cell(2, 8).value = 5
    book.save(edited.path)
    asked = edited.marsad("sheet", "import", edited.path, *PEN, stdin="n\n")
    assert "Claims!H2: count 4 → 5" in asked.out.replace("\u2068", "").replace("\u2069", "")
    assert asked.out.endswith("Nothing was recorded.\n")
    assert edited.decided() == []
    assert "A decision says who decides" in edited.marsad("sheet", "import", edited.path, "--why", "x").err


def test_another_ledgers_workbook_is_refused(edited, tmp_path):
    edited.export()
    assert edited.marsad("--home", tmp_path / "other", "add", tmp_path / "in.jsonl").status == 0
    ran = edited.marsad("--home", tmp_path / "other", "sheet", "import", edited.path, *PEN)
    assert (ran.status, "from another ledger" in ran.err) == (2, True)


def test_a_workbook_of_ones_own_is_refused(edited):
    edited.path.write_bytes(xlsx([["Date", "Killed"], ["2021-03-02", 4]]))
    assert "This is no workbook of `marsad sheet export`" in edited.bring().err


def test_what_is_kept_from_somebody_is_not_in_their_workbook(edited):
    edited.marsad("restrict", "2", "--to", "Rima", "--by", "Omar", "--why", "x", "--yes")
    book = edited.export("--for", "open")
    cells = [str(cell.value) for sheet in book for row in sheet for cell in row]
    assert not [cell for cell in cells if "Wire B" in cell or "Six" in cell]
    book.save(edited.path)
    assert "was for somebody else" in edited.bring("--for", "Rima").err, "Rima sees more than was exported"
    assert edited.bring("--for", "open").out == "Nothing was edited.\n"


@pytest.mark.parametrize("words", ["=1+1", "+49", "-5", "@cmd", "\tx", "\rx", '=HYPERLINK("http://x")'])
def test_no_words_become_a_formula(words):
    data = workbook_bytes([Page("P", [["header"], [words]])])
    cell = openpyxl.load_workbook(io.BytesIO(data))["P"]["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_words_with_what_xml_cannot_hold_are_written_all_the_same():
    assert clean("a\x00b\ud800") == "a\ufffdb\ufffd"
    workbook_bytes([Page("P", [["header"], ["a\x00b"]])])


def test_a_report_that_looks_like_a_formula_is_text_and_no_edit(edited, tmp_path):
    text = "=cmd. Two people were killed in Azaz on 8 March 2021, +49 said."
    (tmp_path / "evil.jsonl").write_text(json.dumps({"publisher": "=cmd", "text": text, "id": "+1"}), encoding="utf-8")
    edited.marsad("add", tmp_path / "evil.jsonl")
    book = edited.export()
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    book.save(edited.path)
    assert edited.bring().out == "Nothing was edited.\n"
