"""Captures: what was read is kept byte for byte, checked, found by its report, and gone where it must be forgotten."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from datetime import UTC, date, datetime

import pytest
from warcio.archiveiterator import ArchiveIterator

from marsad import flow, keep
from marsad.forget import mask, propose_masking
from marsad.intake.capture import Capture, Raw
from marsad.intake.spellings import spellings
from marsad.model.report import Report
from marsad.store import captured, captures
from marsad.store.journal import Journal

pytestmark = pytest.mark.usefixtures("each_database", "ledger_home")

TODAY = date(2021, 3, 9)
FETCHED = datetime(2021, 3, 4, 9, 30, tzinfo=UTC)
URL = "https://idlib-post.example/news/7"
TEXT = "قُتل 3 مدنيين بقصف على مدينة أريحا بريف إدلب."
OTHER = "قُتل مدني بقصف على بلدة سرمين بريف إدلب."
PAGE = f"<html><body><nav>بريد إدلب</nav><p>{TEXT}</p><aside>بعدسة سالم الراوي</aside></body></html>"


def page(html=PAGE, text=TEXT, url=URL, encoding="utf-8", publisher="بريد إدلب"):
    headers = (("Content-Type", f"text/html; charset={encoding}"), ("Server", "nginx"))
    raw = Raw(html.encode(encoding), url, headers, f"text/html; charset={encoding}", FETCHED, "trafilatura 2.1.0")
    return Capture(Report(text, publisher), url, raw=raw)


def add(*found, keeping=True):
    taken = keep.incoming(found, TODAY, keep=keeping)
    return flow.add(taken.reports, None, taken.kept)[0]


def files():
    return sorted(path for path in captures.folder().rglob("*") if path.is_file())


def bytes_on_disk():
    """Return all that the folder of captures holds, unpacked."""
    return b"".join(gzip.decompress(path.read_bytes()) for path in files())


def test_a_page_is_kept_as_it_was_received():
    one = page(encoding="cp1256")
    added = add(one)
    [found] = captured.of_reports(added.new)
    assert captures.load(found.kept.sha256) == one.raw.bytes
    assert (found.kept.url, found.kept.headers, found.kept.fetched_at) == (URL, one.raw.headers, FETCHED)
    assert (found.tool, found.kept.extractor) == (captured.TOOL, "trafilatura 2.1.0")
    entry = [*Journal().entries("capture")][-1]
    assert entry.payload["sha256"] == one.raw.sha256
    assert (captures.folder() / entry.payload["file"]).exists()
    assert flow.verify() == (3, [])


def test_any_warc_reader_opens_it():
    add(page())
    [path] = files()
    with path.open("rb") as file:
        records = [(r.rec_type, r.rec_headers, r.content_stream().read()) for r in ArchiveIterator(file)]
    (kind, headers, data), (about, _, told) = records
    assert (kind, about) == ("resource", "metadata")
    assert data == PAGE.encode()
    assert headers.get_header("WARC-Target-URI") == URL
    assert headers.get_header("WARC-Date") == "2021-03-04T09:30:00Z"
    assert headers.get_header("WARC-Payload-Digest") == f"sha256:{page().raw.sha256}"
    assert b"Server: nginx\r\n" in told


def test_lines_and_addresses_that_would_break_a_record_do_not():
    url = "https://idlib-post.example/a b\r\nWARC-Type: warcinfo"
    raw = Raw(b"x", url, (("X-Odd", "one\r\ntwo: \ud800"),), "text/html\r\nX: y", FETCHED)
    add(Capture(Report(TEXT, "Wire"), url, raw=raw))
    [path] = files()
    with path.open("rb") as file:
        assert [record.rec_type for record in ArchiveIterator(file)] == ["resource", "metadata"]
    assert flow.verify()[1] == []


def test_the_same_again_adds_nothing_and_other_bytes_of_the_same_text_another_capture():
    add(page())
    head = flow.head()
    assert add(page()).new == ()
    assert flow.head() == head
    add(page(PAGE.replace("nav", "header")))
    assert len(captured.everything()) == 2
    assert len(files()) == 2
    assert len(flow.ledger().readings) == 1
    assert flow.rebuild().same


def test_reports_of_one_document_share_its_bytes():
    document = json.dumps([{"text": TEXT}, {"text": OTHER}]).encode()
    both = [Capture(Report(text, "Wire"), "list.json", raw=Raw(document)) for text in (TEXT, OTHER)]
    add(*both)
    assert len(captured.everything()) == 2
    assert len(files()) == 1


def test_nothing_is_kept_where_that_is_not_wanted():
    add(page(), keeping=False)
    assert (captured.everything(), files()) == ([], [])


def test_bytes_that_are_gone_or_changed_are_told():
    add(page(), page(text=OTHER, html="<p>x</p>", url=None))
    first, second = (captures.folder() / captures.place(c.kept.sha256) for c in captured.everything())
    first.unlink()
    second.write_bytes(second.read_bytes()[:-40])
    _, problems = flow.verify()
    assert [p.where for p in problems] == ["entry 5", "entry 6"]
    assert "is not in" in problems[0].sentence
    whole = captures.folder() / captures.place(captured.everything()[0].kept.sha256)
    whole.parent.mkdir(exist_ok=True)
    add(page(text=OTHER, html="<p>y</p>", url=None))
    other = captures.folder() / captures.place(captured.everything()[-1].kept.sha256)
    whole.write_bytes(other.read_bytes())
    assert "does not hold what was received" in flow.verify()[1][0].sentence


def test_a_file_that_a_dead_program_left_is_named_and_goes():
    add(page())
    left = captures.folder() / "ab" / "half.part"
    left.parent.mkdir()
    left.write_bytes(b"x")
    captures.put(Raw(b"never recorded"))
    assert len(captured.orphans()) == 2
    flow.rebuild()
    assert captured.orphans() == []
    assert len(files()) == 1


def test_what_was_removed_while_it_was_being_added_is_told():
    taken = keep.incoming([page()], TODAY)
    captured.sweep()
    added, _ = flow.add(taken.reports, None, taken.kept)
    assert added.new
    assert "was removed from the disk meanwhile" in added.problems[0].sentence
    assert captured.everything() == []


def test_an_expunged_report_takes_its_captures_with_it(ledger_home):
    add(page(), page(text=OTHER, html=f"<p>{OTHER}</p>", url=URL + "8"))
    assert TEXT.encode() in bytes_on_disk()
    flow.expunge(flow.propose_expunging(["1"], "Rima", "a witness at risk"), ledger_home)
    assert TEXT.encode() not in bytes_on_disk()
    assert OTHER.encode() in bytes_on_disk()
    assert [c.report for c in captured.everything()] == [Report(OTHER, "بريد إدلب").id]
    assert flow.verify()[1] == []
    assert captured.orphans() == []


def test_with_one_report_of_a_document_the_whole_document_goes(ledger_home):
    document = json.dumps([{"text": TEXT}, {"text": OTHER}], ensure_ascii=False).encode()
    add(*(Capture(Report(text, "Wire"), "list.json", raw=Raw(document)) for text in (TEXT, OTHER)))
    flow.expunge(flow.propose_expunging(["1"], "Rima", "a witness at risk"), ledger_home)
    assert (files(), captured.everything()) == ([], [])
    assert len(flow.ledger().readings) == 1


NAME = "سالم الراوي"


def docx(words):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f"<w:p><w:r>{words}</w:r></w:p>")
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        f"<p>{TEXT}</p><aside>بعدسة سالم <b>الراوي</b></aside>".encode(),
        f"<p>{TEXT}</p><aside>بعدسة سالم الر<b>اوي</b></aside>".encode(),
        f"بعدسة {NAME}".encode("cp1256"),
        f"بعدسة {NAME}".encode("utf-16"),
        json.dumps({"text": f"بعدسة {NAME}"}).encode(),
        "".join(f"&#{ord(sign)};" for sign in NAME).encode(),
        gzip.compress(f"بعدسة {NAME}".encode()),
        docx("سالِم الــراوي"),
        b"<a href='/tag/%D8%B3%D8%A7%D9%84%D9%85-%D8%A7%D9%84%D8%B1%D8%A7%D9%88%D9%8A'>x</a>",
    ],
    ids=["tags between", "tags within", "cp1256", "utf-16", "json", "entities", "gzip", "docx", "address"],
)
def test_a_name_that_is_masked_takes_the_captures_that_hold_it(ledger_home, data):
    add(Capture(Report(TEXT, "Wire"), "x", raw=Raw(data)), page(text=OTHER, html=f"<p>{OTHER}</p>"))
    mask(propose_masking([NAME], (), "Rima", "a person at risk"), ledger_home)
    assert [c.report for c in captured.everything()] == [Report(OTHER, "بريد إدلب").id]
    assert len(files()) == 1
    assert len(flow.ledger().readings) == 2
    assert flow.verify()[1] == []


def test_a_name_in_the_text_or_the_address_is_enough(ledger_home):
    told = f"قُتل مدني في سرمين، بحسب {NAME}."
    add(
        Capture(Report(told, "Wire"), "x", raw=Raw(b"%PDF- nothing can be read here")),
        page(url="https://idlib-post.example/salem-al-rawi/7"),
        page(text=OTHER, html=f"<p>{OTHER}</p>"),
    )
    found = propose_masking([NAME, "Salem al-Rawi"], (), "Rima", "a person at risk")
    assert (found.count("report"), found.count("capture")) == (1, 2)
    mask(found, ledger_home)
    assert len(files()) == 1


def test_a_name_nobody_wrote_is_in_no_spelling():
    assert not any(NAME in text for text in spellings(PAGE.replace(NAME, "").encode()))


def test_the_index_is_made_again_from_the_journal():
    add(page())
    before = captured.reports_at(URL + "#part")
    flow.rebuild()
    assert captured.reports_at(URL.replace("https://idlib", "HTTPS://Idlib")) == before != []
