"""Bulletins: agreement of number and noun, wording, notes, formats, and what is no bulletin."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from io import BytesIO

import pytest

from bulletins import of_days, of_incidents, shelf
from conftest import CASEBOOK
from ledger_text import readings
from marsad.lang.ar import counted as arabic
from marsad.lang.en import counted as english
from marsad.ledger.parties import called, party_keys
from marsad.model.claim import Group
from marsad.model.count import Count
from marsad.model.incident import Cell
from marsad.render.bulletin.docx import docx
from marsad.render.bulletin.html import html
from marsad.render.bulletin.speech import People, Speech
from marsad.render.bulletin.text import paragraph_text, text
from marsad.render.charts.words import ChartWords
from session import ROOT

SPEECH = {lang: Speech(ChartWords(lang), str) for lang in ("ar", "en")}
KILLED = Cell.parse("killed")


@pytest.mark.parametrize(
    ("number", "stem", "case", "words"),
    [
        (1, "قتيل", "nom", "قتيل"),
        (1, "قتيل", "acc", "قتيلاً"),
        (2, "قتيل", "nom", "قتيلان"),
        (2, "قتيل", "gen", "قتيلين"),
        (2, "امرأة", "acc", "امرأتين"),
        (3, "قتيل", "gen", "ثلاثة قتلى"),
        (3, "امرأة", "nom", "ثلاث نساء"),
        (8, "امرأة", "nom", "ثماني نساء"),
        (8, "مدني", "nom", "ثمانية مدنيين"),
        (10, "طفل", "gen", "عشرة أطفال"),
        (10, "امرأة", "gen", "عشر نساء"),
        (11, "ضابط", "nom", "11 ضابطاً"),
        (27, "امرأة", "nom", "27 امرأة"),
        (99, "عنصر", "gen", "99 عنصراً"),
        (100, "قتيل", "nom", "100 قتيل"),
        (103, "قتيل", "nom", "103 قتلى"),
        (112, "قتيل", "nom", "112 قتيلاً"),
        (1202, "قتيل", "nom", "1,202 قتيل"),
        (5, "طبيب", "nom", "خمسة أطباء"),
        (5, "قيادي", "gen", "خمسة قياديين"),
    ],
)
def test_an_arabic_number_agrees_with_its_noun(number, stem, case, words):
    assert arabic.counted(number, arabic.noun(stem), case) == words


def test_one_and_its_noun_agree_in_gender_and_case():
    woman, dead = arabic.noun("امرأة"), arabic.noun("قتيل")
    assert arabic.counted(1, woman, "gen", bare=False) == "امرأة واحدة"
    assert arabic.counted(1, dead, "acc", bare=False) == "قتيلاً واحداً"


@pytest.mark.parametrize(
    ("number", "first", "words"),
    [
        (1, False, "one child"),
        (9, False, "nine children"),
        (10, False, "10 children"),
        (27, True, "twenty-seven children"),
    ],
)
def test_english_numbers_are_words_up_to_nine_and_where_a_sentence_begins(number, first, words):
    assert english.counted(number, english.noun("child"), first=first) == words


@pytest.mark.parametrize(
    ("count", "cell", "form", "ar", "en"),
    [
        (Count(6, None), "killed:officers", "", "ستة ضباط على الأقل", "at least six officers"),
        (Count(13, 14), "killed/civilian", "", "ما بين 13 و14 مدنياً", "between 13 and 14 civilians"),
        (Count(1, 2), "killed:women", "gen", "امرأة أو امرأتين", "one or two women"),
        (Count(0, 5), "killed", "", "ما يصل إلى خمسة أشخاص", "up to five people"),
        (Count(30, 30, approx=True), "injured", "toll", "نحو 30 جريحاً", "about 30 people wounded"),
        (Count(2, 2), "killed/combatant/isis", "gen", "عنصرين من تنظيم داعش", "two members of ISIS"),
        (Count(35, None), "killed/civilian", "toll", "35 قتيلاً على الأقل من المدنيين", "at least 35 civilians killed"),
        (Count(1, 1), "killed/civilian", "", "مدني", "one civilian"),
    ],
)
def test_people_are_counted_in_words(count, cell, form, ar, en):
    for lang, words in (("ar", ar), ("en", en)):
        [figure] = People(count, Cell.parse(cell)).said(SPEECH[lang], form)
        assert figure.words == words


@pytest.mark.parametrize(("count", "verb"), [(Count(0, 1), "was"), (Count(1, None), "was"), (Count(1, 2), "were")])
def test_an_english_verb_agrees_with_the_noun_that_is_counted(count, verb):
    assert SPEECH["en"].verb(KILLED.harm, People(count, KILLED)) == verb


def test_every_party_and_group_has_its_words_in_both_languages():
    for lang, speech in SPEECH.items():
        for group in Group:
            assert speech.people(Count(5, 5), Cell.parse(f"killed:{group}"), "")
        for key in sorted(party_keys()):
            assert speech.phrase(key, "parties"), f"phrases.toml has no party {key} in {lang}"
    known = {key: called(SPEECH["ar"].party(key)) for key in ("isis", "sdf", "hts", "syrian_government", "pmf")}
    assert all(key in keys for key, keys in known.items()), known


def test_what_is_said_in_one_language_is_said_in_the_other():
    said = tomllib.loads((ROOT / "src/marsad/render/bulletin/phrases.toml").read_text("utf-8"))
    english, arabic = ({key for key, words in said[lang].items() if isinstance(words, str)} for lang in ("en", "ar"))
    assert english == arabic


LINES = """
    2021-03-17 Wire: 2 killed, civilian, @Sarmin, on 2021-03-16, airstrike, by russia; 3 injured
    2021-03-18 Wire: now 5 killed, civilian, @Sarmin, on 2021-03-16, airstrike; of them 2 children
    2021-03-18 Post: 7 killed, civilian, @Sarmin, on 2021-03-16, airstrike
    2021-03-18 Post: no killed, @Sarmin, on 2021-03-16, airstrike, citing Ministry
    2021-03-25 Count: in all 12 killed, on 2021-03-15..2021-03-18
"""


@pytest.fixture(scope="module")
def book():
    return shelf(readings(LINES))


def test_an_incident_is_told_with_all_that_bears_on_its_figure(book):
    [bulletin] = of_incidents(book, "en")
    lead, hurt, steps, doubts, total, sources = (one.words for one in bulletin.paragraphs)
    assert lead == (
        "The death toll from an air strike in Sarmin on 16 March 2021 has risen to between five and seven civilians, "
        "including two children, according to Wire."
    )
    assert hurt == "Three people were wounded."
    assert steps.startswith("The toll was first given as two people killed (17 March 2021, Wire), then")
    assert "the lowest is five civilians killed, according to Wire, and the highest seven civilians killed" in doubts
    assert "According to ministry, nobody was killed." in doubts
    assert doubts.endswith("The sources attribute it to Russian forces.")
    assert total.startswith("Count counted 12 people killed between 15 and 18 March 2021; the incidents on record")
    assert sources.startswith("Based on four reports")


def test_arabic_reads_as_a_newsroom_writes():
    [bulletin] = of_incidents(shelf(readings(LINES.split("2021-03-18 Post: 7", maxsplit=1)[0])), "ar")
    lead, *rest = (one.words for one in bulletin.paragraphs)
    assert lead.startswith("ارتفعت حصيلة الغارة الجوية في مكان ورد باسم «Sarmin» يوم 16 آذار 2021 إلى خمسة قتلى")
    assert lead.endswith("إلى خمسة قتلى من المدنيين، بينهم طفلان، بحسب «Wire».")
    assert rest[:3] == [
        "وأُصيب ثلاثة أشخاص بجروح.",
        "وكانت الحصيلة الأولى قتيلين (17 آذار 2021، «Wire»)، ثم ارتفعت إلى خمسة قتلى (18 آذار 2021، «Wire»).",
        "ونُسب ذلك إلى القوات الروسية.",
    ]


def test_every_figure_has_a_note_and_every_note_a_sentence_or_a_sum(book):
    for lang in ("ar", "en"):
        for bulletin in (*of_incidents(book, lang), of_days(book, lang, date(2021, 3, 16), date(2021, 3, 16))):
            notes = {note.number: note for note in bulletin.notes}
            assert sorted(notes) == list(range(1, len(notes) + 1))
            for figure in bulletin.figures():
                note = notes[figure.note]
                assert note.words or all(cite.quote for cite in note.cites)


def test_in_a_sum_what_is_not_told_is_at_least():
    book = shelf(
        readings("""
        2021-03-17 Wire: 4 killed, civilian, @Sarmin, on 2021-03-16, airstrike; of them 1 children
        2021-03-17 Wire: 6 killed, @Nawa, on 2021-03-16, shelling
        """)
    )
    lead = of_days(book, "en", date(2021, 3, 16), date(2021, 3, 16)).paragraphs[0].words
    assert lead == (
        "Ten people were killed in two incidents on 16 March 2021, among them at least four civilians. "
        "Among the dead was at least one child."
    )


def test_an_empty_day_says_so(book):
    for lang, words in (
        ("en", "The ledger holds no incident on 1 May 2020."),
        ("ar", "لا يتضمن السجل أي حادثة يوم 1 أيار 2020."),
    ):
        assert of_days(book, lang, date(2020, 5, 1), date(2020, 5, 1)).paragraphs[0].words == words


def test_digits_are_those_asked_for(book):
    shown = text(of_days(book, "ar", date(2021, 3, 16), date(2021, 3, 16), digits="arab"))
    assert "١٦ آذار ٢٠٢١" in shown


def test_marks_of_the_page_lead_to_notes_that_are_there(book):
    [bulletin] = of_incidents(book, "ar")
    page = html(bulletin)
    assert '<html lang="ar" dir="rtl">' in page
    marks, notes = set(re.findall(r'href="#(n\d+)"', page)), re.findall(r'<li id="(n\d+)"', page)
    assert marks == set(notes)
    assert len(notes) == len(bulletin.notes)
    assert "<script" not in page
    assert not re.search(r"https?://", page)


def test_words_of_reports_cannot_command_the_page():
    [bulletin] = of_incidents(
        shelf(readings("2021-03-17 <b>Wire</b>: 2 killed, civilian, @<i>x</i>, on 2021-03-16")), "en"
    )
    assert "<b>Wire" not in html(bulletin)
    assert "&lt;i&gt;x" in html(bulletin)


def test_the_document_opens_and_runs_from_right_to_left(book):
    document = pytest.importorskip("docx").Document
    [bulletin] = of_incidents(book, "ar")
    opened = document(BytesIO(docx(bulletin)))
    lines = [line.text for line in opened.paragraphs]
    assert lines[0] == bulletin.title.words
    assert paragraph_text(bulletin.paragraphs[0]) in lines
    anchors = re.findall(r'w:anchor="(n\d+)"', opened.element.xml)
    assert set(anchors) <= set(re.findall(r'w:bookmarkStart[^>]*w:name="(n\d+)"', opened.element.xml))
    assert opened.element.xml.count("<w:bidi/>") == len(lines)


def test_the_command_writes_what_the_documents_show(marsad, tmp_path):
    assert marsad("add", CASEBOOK).status == 0
    told = {lang: marsad("bulletin", "iff6", "--lang", lang).out for lang in ("en", "ar")}
    for lang, name in (("en", "README.md"), ("ar", "README.ar.md")):
        [shown] = re.findall(r"^> (.+\[1\].+)$", (ROOT / name).read_text("utf-8"), re.MULTILINE)
        assert shown in told[lang]
    assert "(20 April 2019, the Syrian Observatory for Human Rights) as wounded people died" in told["en"]
    twice = marsad("bulletin", "i9e1", "--lang", "ar").out
    assert "بعد وفاة جريحين[8]، ثم إلى 13 قتيلاً" in twice
    assert marsad("bulletin", "--day", "2021-09-12", "-o", tmp_path / "a.docx").out.startswith("Written: ")
    assert (tmp_path / "a.docx").read_bytes().startswith(b"PK")
    early = marsad("bulletin", "iff6", "--published", "2019-04-18").out
    assert "killed at least 15" in early
    assert "As published by 18 April 2019." in early
    assert "As published" not in told["en"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Of what?"),
        (("iff6", "--day", "2021-01-01"), "of one incident, or of days and a place"),
        (("--day", "2021-01-01", "--from", "2021-01-01"), "--day is one day"),
        (("--day", "yesterday"), "yesterday"),
        (("--from", "2021-02-01", "--to", "2021-01-01"), "run backwards"),
        (("--place", "Nowhereville"), "No list of places knows"),
        (("--day", "2021-01-01", "--lang", "fr"), "write one of: en, ar"),
        (("--day", "2021-01-01", "-o", "bulletin.xyz"), "does not say what it is"),
        (("--day", "2021-01-01", "--format", "docx"), "name a file with --out"),
        (("--day", "2021-01-01", "-o", "nowhere/bulletin.txt"), "cannot be written"),
    ],
)
def test_what_is_no_bulletin_is_told_in_a_sentence(marsad, tmp_path, words, sentence):
    (tmp_path / "in.jsonl").write_text('{"text": "Two civilians were killed in Sarmin.", "published": "2021-01-01"}\n')
    assert marsad("add", tmp_path / "in.jsonl").status == 0
    ran = marsad("bulletin", *words)
    assert ran.status == 2
    assert sentence in ran.err
