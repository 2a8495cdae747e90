"""Files as recorders have them: which become reports, which are refused, and with what sentence."""

import io
import json
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.intake.capture import TEXT_LIMIT
from marsad.intake.decode import decode
from marsad.intake.files import captures, read_files
from marsad.model.problem import MarsadError, Problem
from marsad.model.when import Days, WhenBasis

ARABIC = "أفادت مصادر محلية بمقتل 7 عناصر من قوات النظام في كمين قرب بلدة السخنة شرق حمص، وإصابة آخرين."
ENGLISH = "Seven soldiers were killed in an ambush near al-Sukhnah, east of Homs, local sources said."
FRENCHY = "Seven soldiers were killed near the café “Étoile” – local sources said it’s the worst day."


def one(tmp_path, data, name="report.txt", **options):
    """Write one file and read it."""
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_files([path], **options)


# ---- encodings


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "iso8859-6"],
)
def test_arabic_in_the_encodings_that_newsrooms_use(tmp_path, encoding):
    reports, problems = one(tmp_path, ARABIC.encode(encoding))
    assert [report.text for report in reports] == [ARABIC]
    guessed = encoding in ("cp1256", "iso8859-6")
    assert [problem.kind for problem in problems] == (["encoding"] if guessed else [])


@pytest.mark.parametrize("text", [ENGLISH, FRENCHY])
def test_english_with_typographers_signs(text):
    assert decode(text.encode("cp1252")).text == text


def test_a_guessed_encoding_is_said(tmp_path):
    _, [problem] = one(tmp_path, ARABIC.encode("cp1256"))
    assert "it was read as Windows-1256, by its letters" in str(problem)


def test_utf8_that_is_cut_off_in_a_letter_is_read_and_said(tmp_path):
    [report], [problem] = one(tmp_path, ARABIC.encode()[:-2])
    assert report.text == ARABIC[:-2] + "\ufffd"
    assert "1 damaged character, shown as \ufffd" in problem.sentence


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cc"])))
@settings(max_examples=60)
def test_any_utf8_text_is_taken_letter_by_letter(text):
    assert decode(("خبر" + text).encode()).text == "خبر" + text


@given(st.binary(max_size=400))
@settings(max_examples=150)
def test_any_bytes_are_a_text_or_one_sentence(data):
    try:
        found = decode(data).text
    except MarsadError as error:
        found = str(error)
    assert isinstance(found, str)


# ---- what is refused, and how it is said


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty."),
        (b" \n\t\n", "holds no text."),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)), "is a binary file, no text; name a text file"),
        (b"{\\rtf1 5 killed}", "is an RTF document, no plain text; save its text as a .txt file"),
        (b"PK\x03\x04\x14\x00", "is a ZIP archive or an Office document"),
        (b"<!DOCTYPE html><html><body>5 killed</body></html>", "is a web page without an article"),
        (b"word " * 2_000_000, "is too large for one report"),
        (
            ("قتيل " * 250_000).encode(),
            "is too large for one report: 1,250,000 characters, the limit is 1,000,000",
        ),
    ],
    ids=["empty", "blank", "binary", "rtf", "zip", "html", "bytes", "characters"],
)
def test_refused(tmp_path, data, sentence):
    reports, [problem] = one(tmp_path, data)
    assert reports == []
    assert problem.kind == "refused"
    assert problem.where.endswith("report.txt")
    assert problem.sentence.startswith(sentence)


def test_a_missing_file_is_named_and_the_rest_is_read(tmp_path):
    good = tmp_path / "good.txt"
    good.write_text(ARABIC, encoding="utf-8")
    reports, [problem] = read_files([tmp_path / "none.txt", good])
    assert [report.name for report in reports] == ["good.txt"]
    assert problem.sentence == "there is no such file; check the name and the folder."


def test_the_largest_report_is_read(tmp_path):
    [report], problems = one(tmp_path, ("قتيل " * (TEXT_LIMIT // 5)).encode())
    assert len(report.text) == TEXT_LIMIT
    assert problems == []


# ---- what is kept and listed


def test_bidi_controls_stay_in_the_text_and_are_listed(tmp_path):
    trick = "مقتل \u202e72\u202c مدنياً"  # looks like 27 on a screen
    [report], [problem] = one(tmp_path, trick)
    assert report.text == trick
    assert "2 hidden controls" in problem.sentence
    assert "U+202E, is character 5" in problem.sentence


def test_ordinary_direction_marks_are_no_problem(tmp_path):
    assert one(tmp_path, "مقتل 27\u200f شخصاً")[1] == []


def test_line_ends_are_one_character_so_that_a_text_has_one_identity(tmp_path):
    [unix], _ = one(tmp_path, "سطر\nآخر")
    [windows], _ = one(tmp_path, "سطر\r\nآخر")
    assert unix.text_id == windows.text_id


def test_the_day_that_is_known_from_outside(tmp_path):
    [report], _ = one(tmp_path, ARABIC, published=date(2019, 4, 18), publisher="عنب بلدي")
    assert report.published.days == Days.of(date(2019, 4, 18))
    assert report.published.basis is WhenBasis.METADATA
    assert report.publisher == "عنب بلدي"


# ---- JSON lines


def lines(*records):
    return "\n".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records) + "\n"


def test_fields_of_a_line(tmp_path):
    line = {
        "id": 7,
        "text": ARABIC,
        "source": "وكالة",
        "title": "كمين",
        "lang": "ar",
        "published": "2019-04-18T09:30:00Z",
        "seen": ["2019-04-19", "٢٠١٩-٠٤-٢٠"],
    }
    [report], problems = one(tmp_path, lines(line), "reports.jsonl", published=date(2020, 1, 1), publisher="other")
    assert problems == []
    assert (report.name, report.publisher, report.title, report.lang) == ("7", "وكالة", "كمين", "ar")
    assert str(report.published.days) == "2019-04-18"
    assert str(report.seen.days) == "2019-04-19 to 2019-04-20"


def test_damaged_lines_are_named_and_the_others_read(tmp_path):
    text = lines(
        {"id": "a", "text": ARABIC},
        '{"id": "b", "text": "cut off',
        "[1, 2]",
        {"id": "d", "title": "no words"},
        "",
        {"id": "f", "text": "  "},
        "[" * 100_000,
        '{"text": ' + "9" * 5000 + "}",
        {"id": "i", "text": ENGLISH},
    )
    reports, problems = one(tmp_path, text, "reports.jsonl")
    assert [report.name for report in reports] == ["a", "i"]
    said = {problem.where.rsplit("line ", 1)[1]: problem.sentence for problem in problems}
    assert said["2"].startswith("is damaged JSON (at character 20: Unterminated string")
    assert said["3"].startswith("is no report")
    assert said["4"].startswith("has no field “text”")
    assert said["6"].startswith("holds no text")
    assert said["7"].startswith("is JSON that no report needs")
    assert said["8"].startswith("is JSON that no report needs")
    assert len(said) == 6


def test_a_day_that_is_none_is_listed_and_the_report_read(tmp_path):
    [report], [problem] = one(tmp_path, lines({"text": ARABIC, "published": "18/4"}), "reports.jsonl")
    assert report.published is None
    assert "“18/4” is no day. Write year, month and day, like 2019-04-18." in problem.sentence


def test_one_line_in_another_encoding_does_not_spoil_the_others(tmp_path):
    data = lines({"text": ARABIC}).encode() + lines({"text": ARABIC + " 2"}).encode("cp1256")
    reports, [problem] = one(tmp_path, data, "reports.jsonl")
    assert [report.text for report in reports] == [ARABIC, ARABIC + " 2"]
    assert problem.where.endswith("line 2")
    assert "Windows-1256" in problem.sentence


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_lines_with_a_byte_order_mark(tmp_path, encoding):
    reports, problems = one(tmp_path, lines({"text": ARABIC}, {"text": ENGLISH}).encode(encoding), "reports.jsonl")
    assert [report.text for report in reports] == [ARABIC, ENGLISH]
    assert problems == []


def test_halves_of_characters_and_nul_are_replaced_in_place(tmp_path):
    [report], [problem] = one(tmp_path, '{"text": "killed \\ud83d 5 \\u0000 men"}', "reports.jsonl")
    assert report.text == "killed \ufffd 5 \ufffd men"
    assert "2 damaged characters" in problem.sentence


@pytest.mark.parametrize("name", ["reports.json", "reports.jsonl"])
def test_a_json_document_with_a_list_or_lines(tmp_path, name):
    records = [{"text": ARABIC}, {"text": ENGLISH}]
    text = json.dumps(records, indent=1) if name.endswith(".json") else lines(*records)
    assert [report.text for report in one(tmp_path, text, name)[0]] == [ARABIC, ENGLISH]
    assert [report.text for report in one(tmp_path, lines(*records), "lines.json")[0]] == [ARABIC, ENGLISH]


def test_a_file_of_lines_without_reports(tmp_path):
    assert [problem.sentence for problem in one(tmp_path, "\n\n", "reports.jsonl")[1]] == ["holds no reports."]


# ---- standard input


@pytest.mark.parametrize("data", [ARABIC.encode(), lines({"text": ARABIC}).encode(), ARABIC.encode("cp1256")])
def test_standard_input_is_a_text_or_lines(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    [report], _ = read_files(["-"])
    assert report.text == ARABIC


def test_lines_come_one_by_one(tmp_path):
    path = tmp_path / "stream.txt"
    path.write_text(lines({"id": "a", "text": ARABIC, "note": [1]}, "{"), encoding="utf-8")
    stream = captures([path], lines=True)
    assert next(stream).fields["note"] == [1]
    assert isinstance(next(stream), Problem)
