"""Files of other formats, and folders of them: which reports they hold, and what is said of the rest."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import stat
import sys
import zipfile
from datetime import date

import pytest

from marsad.intake.files import captures, read_files
from marsad.intake.kinds import Kind, kind_of
from marsad.intake.pdf import pdf_capture
from marsad.model.problem import MarsadError, Problem
from marsad.model.report import Report
from marsad.model.when import Days
from marsad.reader.read import read

ARABIC = "أفادت مصادر محلية بمقتل 7 عناصر من قوات النظام في كمين قرب بلدة السخنة شرق حمص، وإصابة آخرين."
MORE = "قتل 3 مدنيين بانفجار لغم أرضي في قرية الكريم غرب حماة."


def one(tmp_path, data, name, **options):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_files([path], **options)


def page(words):
    return f"<!DOCTYPE html><html><head><title>خبر</title></head><body><article><p>{words}</p></article></body></html>"


# ---- by content first, then by name


@pytest.mark.parametrize(
    ("head", "suffix", "kind"),
    [
        (b"%PDF-1.4", ".txt", Kind.PDF),
        (b"\n%PDF-1.4", "", Kind.PDF),
        (b"WARC/1.1\r\n", ".html", Kind.WARC),
        (gzip.compress(b"WARC/1.0\r\nx", mtime=0), ".gz", Kind.WARC),
        (gzip.compress(b"words", mtime=0), ".gz", Kind.TEXT),
        (b"PK\x03\x04", ".txt", Kind.ZIP),
        (b"<!doctype HTML>", ".txt", Kind.PAGE),
        (b"\xef\xbb\xbf\n<!-- saved --><html>", "", Kind.PAGE),
        ("<html>".encode("utf-16"), "", Kind.PAGE),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', "", Kind.PAGE),
        (b"<div>5 killed</div>", ".html", Kind.PAGE),
        (b"<div>5 killed</div>", ".txt", Kind.TEXT),
        (b'<?xml version="1.0"?><rss>', ".html", Kind.XML),
        (b'{"text": "a"}\n', ".txt", Kind.LINES),
        (b'{"a": 1}', ".jsonl", Kind.LINES),
        (b"[]", ".json", Kind.JSON),
        (b"day,place\n", ".csv", Kind.CSV),
        (b"3 killed", ".md", Kind.TEXT),
        (b"<!-- a -->" * 2000 + b"x", "", Kind.TEXT),
    ],
)
def test_what_a_file_is(head, suffix, kind):
    assert kind_of(head, suffix) is kind


# ---- folders


def test_a_folder_is_read_in_the_order_of_its_names_and_what_is_no_report_is_listed(tmp_path):
    for name, data in {
        "b.txt": ARABIC.encode(),
        "a/z.jsonl": json.dumps({"id": "z1", "text": MORE}).encode(),
        "a/b/page.html": page(MORE).encode(),
        "a/picture.png": b"\x89PNG\r\n",
        ".hidden/x.txt": b"3 killed",
        "a/.x.txt": b"3 killed",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (tmp_path / "a/loop").symlink_to(tmp_path)
    reports, [problem] = read_files([tmp_path])
    assert [report.name for report in reports] == ["b.txt", "z1", "page.html"]
    assert problem.where.endswith("picture.png")
    assert "is a picture (PNG)" in problem.sentence


def test_pipes_and_empty_folders_are_listed(tmp_path):
    (tmp_path / "none").mkdir()
    (tmp_path / "some").mkdir()
    os.mkfifo(tmp_path / "some/pipe")
    reports, problems = read_files([tmp_path / "none", tmp_path / "some"])
    assert reports == []
    assert [problem.sentence for problem in problems] == [
        "is a folder without files.",
        "is no file that can be read; it was passed over.",
    ]


def test_the_ledger_takes_a_folder(marsad, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/one.txt").write_text(ARABIC, encoding="utf-8")
    (tmp_path / "in/two.html").write_text(page(MORE), encoding="utf-8")
    ran = marsad("add", str(tmp_path / "in"), "--published", "2021-03-05")
    assert (ran.status, ran.out.splitlines()[-1]) == (0, "2 reports added, 3 claims; 0 known already.")


# ---- Word


def word(*blocks, **properties):
    """Write a Word document of paragraphs (words) and tables (rows of cells)."""
    import docx

    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=0, cols=len(block[0]))
        for row in block:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_paragraphs_and_tables_of_a_word_document_in_their_order(tmp_path):
    data = word(ARABIC, [["المكان", "القتلى"], ["كفرنبل", "قتل 3 مدنيين"]], MORE, title="حصيلة اليوم")
    [report], problems = one(tmp_path, data, "report.docx", published=date(2021, 3, 5))
    assert report.text.splitlines() == [ARABIC, "المكان | القتلى", "كفرنبل | قتل 3 مدنيين", MORE]
    assert (report.title, problems) == ("حصيلة اليوم", [])
    assert len(read(report).claims) >= 4


def test_a_word_document_is_known_by_what_is_in_it(tmp_path):
    [report], _ = one(tmp_path, word(ARABIC), "letter.txt")
    assert report.text == ARABIC


def test_tracked_changes_are_read_as_accepted_and_said(tmp_path):
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    import docx

    document = docx.Document()
    line = document.add_paragraph("مقتل ")._p
    line.append(parse_xml(f"<w:del {space}><w:r><w:delText>5</w:delText></w:r></w:del>"))
    line.append(parse_xml(f"<w:ins {space}><w:r><w:t>7</w:t></w:r></w:ins>"))
    document.paragraphs[0].add_run(" مدنيين بقصف على بلدة كنصفرة")
    out = io.BytesIO()
    document.save(out)
    [report], [problem] = one(tmp_path, out.getvalue(), "report.docx")
    assert report.text == "مقتل 7 مدنيين بقصف على بلدة كنصفرة"
    assert problem.kind == "tracked-changes"


def packed(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "killed killed"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (packed(word__document_xml=b"<x"), "is a damaged Word document"),
        (packed(word__document_xml=ENTITIES), "is a damaged Word document"),
        (packed(word__document_xml=bytes(1 << 28)), "is too large a Word document"),
        (word(ARABIC)[:900], "is a ZIP archive or an Office document"),
        (word(" "), "holds no text"),
    ],
    ids=["broken", "entities", "bomb", "cut off", "empty"],
)
def test_word_documents_that_are_refused(tmp_path, data, sentence):
    reports, [problem] = one(tmp_path, data, "report.docx")
    assert (reports, problem.kind) == ([], "refused")
    assert problem.sentence.startswith(sentence)


# ---- PDF


@pytest.fixture
def pdftotext(tmp_path, monkeypatch):
    """Put a program of that name first, which does what a test says."""

    def put(script):
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        program = folder / "pdftotext"
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")

    return put


PAGES = 'for last; do :; done; printf "%s\\n\\fقتل 3 مدنيين.\\n" "$(dirname "$last" | wc -l) صفحة" > "$last"'


def test_the_text_of_a_pdf_is_flagged_for_review(tmp_path, pdftotext):
    pdftotext(PAGES)
    [report], [problem] = one(tmp_path, b"%PDF-1.4 x", "report.pdf", publisher="منظمة")
    assert report.text.splitlines() == ["1 صفحة", "", "قتل 3 مدنيين."]
    assert (report.publisher, problem.kind) == ("منظمة", "flagged")
    assert problem.sentence.startswith("flagged for review: text from a PDF can be in another order")


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ('echo "Command Line Error: Incorrect password" >&2; exit 1', "is a PDF with a password"),
        ("exit 3", "is a damaged PDF"),
        ('for last; do :; done; printf "\\f\\f" > "$last"', "is a PDF without text"),
        ("kill -9 $$", "is a damaged PDF"),
    ],
)
def test_pdf_files_that_are_refused(tmp_path, pdftotext, script, sentence):
    pdftotext(script)
    _, [problem] = one(tmp_path, b"%PDF-1.4 x", "report.pdf")
    assert problem.sentence.startswith(sentence)


def test_a_pdf_that_takes_too_long_is_given_up(pdftotext):
    pdftotext("exec sleep 20")
    with pytest.raises(MarsadError, match=r"longer than 0\.3 seconds"):
        pdf_capture(b"%PDF-1.4", "a.pdf", Report(""), "a.pdf", seconds=0.3)


def test_without_pdftotext_one_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    _, [problem] = one(tmp_path, b"%PDF-1.4 x", "report.pdf")
    assert "install poppler (package poppler-utils)" in problem.sentence


PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 62>>stream
BT /F 12 Tf 10 50 Td (Shelling killed 3 civilians in Kafr Nabl.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>"""


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_a_pdf_through_the_program_itself(tmp_path):
    [report], _ = one(tmp_path, PDF, "report.pdf")
    assert report.text.strip() == "Shelling killed 3 civilians in Kafr Nabl."


# ---- Telegram


def export(*messages, **chat):
    return json.dumps({"name": "شبكة السهل", "type": "public_channel", "id": 7, **chat, "messages": [*messages]})


def message(number, text, **fields):
    return {"id": number, "type": "message", "date": "2021-03-05T21:40:00", "text": text, **fields}


def test_each_message_with_words_is_a_report_of_its_channel(tmp_path):
    links = ["عاجل | ", {"type": "bold", "text": "مقتل 3 مدنيين"}, " بقصف على ", {"type": "hashtag", "text": "#كفرنبل"}]
    data = export(
        {"id": 1, "type": "service", "action": "create_channel", "text": ""},
        message(2, links),
        message(3, "", photo="(File not included)"),
        message(4, ARABIC, forwarded_from="مراسل البادية", reply_to_message_id=2, edited="2021-03-07T08:00:00"),
    )
    path = tmp_path / "result.json"
    path.write_text(data, encoding="utf-8")
    first, second, passed = captures([path])
    assert first.report.text == "عاجل | مقتل 3 مدنيين بقصف على #كفرنبل"
    assert (first.report.publisher, first.report.name) == ("شبكة السهل", "شبكة السهل/2")
    assert first.report.published.days == Days.of(date(2021, 3, 5))
    assert second.fields["forwarded_from"] == "مراسل البادية"
    assert (second.fields["reply_to"], second.fields["edited"]) == (2, "2021-03-07T08:00:00")
    [edited] = second.problems
    assert edited.sentence.startswith("was edited on 2021-03-07")
    assert passed.sentence == (
        "1 service message and 1 message without words (pictures, videos) of “شبكة السهل” passed over."
    )


def test_an_export_of_several_chats_and_of_none(tmp_path):
    chat = json.loads(export(message(1, MORE)))
    reports, _ = one(tmp_path, json.dumps({"about": "x", "chats": {"list": [chat, {**chat, "name": "ب"}]}}), "r.json")
    assert [report.publisher for report in reports] == ["شبكة السهل", "ب"]
    _, [problem] = one(tmp_path, export(), "empty.json")
    assert problem.sentence == "the export of “شبكة السهل” holds no messages."


def test_damaged_messages_are_counted_and_the_others_read(tmp_path):
    data = export(None, [1], message(3, MORE, date="yesterday"), {"id": 4, "text": [7, {"text": None}]})
    [report], [day, passed] = one(tmp_path, data, "result.txt")
    assert (report.text, report.published) == (MORE, None)
    assert "“yesterday” is no day" in day.sentence
    assert "1 message without words (pictures, videos) and 2 damaged messages" in passed.sentence


# ---- web archives


def archive(*answers, gzipped=True):
    """Write a WARC of answers: URL, media type, body, and perhaps a status and headers."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    for url, media, body, *rest in answers:
        status, more = (*rest, *("200 OK", ())[len(rest) :])
        headers = StatusAndHeaders(status, [("Content-Type", media), *more], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2021-03-06T10:00:00Z"},
            )
        )
    return out.getvalue()


@pytest.mark.parametrize("gzipped", [True, False])
def test_pages_of_an_archive_with_where_and_when_they_were_seen(tmp_path, gzipped):
    data = archive(
        ("https://www.sahl.example/1", "text/html; charset=utf-8", page(MORE).encode()),
        ("https://www.sahl.example/x.png", "image/png", b"\x89PNG"),
        ("https://www.sahl.example/old", "text/html", b"<html></html>", "301 Moved"),
        ("https://www.sahl.example/2", "text/html", gzip.compress(page(ARABIC).encode("cp1256"), mtime=0),
         "200 OK", [("Content-Encoding", "gzip")]),
        gzipped=gzipped,
    )  # fmt: skip
    path = tmp_path / "pages.warc.gz"
    path.write_bytes(data)
    first, second, passed = captures([path])
    assert (first.report.text, first.report.publisher) == (MORE, "sahl.example")
    assert first.report.seen.days == Days.of(date(2021, 3, 6))
    assert (first.raw.url, first.raw.content_type) == ("https://www.sahl.example/1", "text/html; charset=utf-8")
    assert second.report.text == ARABIC
    assert passed.sentence == (
        "passed over: 1 answers of other kinds (pictures, scripts); 1 answers that are no page (moved, not found)."
    )


def test_an_archive_that_is_cut_off_gives_what_stands_before(tmp_path):
    whole = archive(*[(f"https://sahl.example/{n}", "text/html", page(MORE + str(n)).encode()) for n in range(3)])
    reports, problems = one(tmp_path, whole[: len(whole) - 60], "pages.warc.gz")
    assert len(reports) >= 2
    assert all(isinstance(problem, Problem) for problem in problems)


def test_an_answer_that_unpacks_without_end_is_refused(tmp_path):
    bomb = gzip.compress(b"<html>" + bytes(1 << 25))
    data = archive(("https://sahl.example/", "text/html", bomb, "200 OK", [("Content-Encoding", "gzip")]))
    _, [problem] = one(tmp_path, data, "pages.warc")
    assert problem.sentence.startswith("is too large a page")


# ---- standard input


@pytest.mark.parametrize("data", [page(MORE).encode(), word(MORE), export(message(1, MORE)).encode()])
def test_standard_input_is_read_by_what_it_holds(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    [report], _ = read_files(["-"])
    assert report.text == MORE


# ---- the libraries are an extra


@pytest.mark.parametrize(("data", "name"), [(page(MORE).encode(), "a.html"), (word(MORE), "a.docx")])
def test_a_missing_library_is_one_sentence(tmp_path, monkeypatch, data, name):
    for module in ("docx", "lxml.etree", "lxml.html", "trafilatura"):
        monkeypatch.setitem(sys.modules, module, None)
    _, [problem] = one(tmp_path, data, name)
    assert problem.sentence.endswith("install marsad with its extra: pip install 'marsad[intake]'.")
