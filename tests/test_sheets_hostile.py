"""Workbooks and tables that are damaged, or made to do harm: refused with a sentence, never at a great cost."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.intake import workbook
from sheets import taken_in, told, xlsx


def refusal(tmp_path, data, name="bad.xlsx"):
    readings, problems = taken_in(tmp_path, data, name)
    assert readings == []
    return problems[0]


def rezipped(data, **parts):
    """Write a workbook's archive again with parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


SMALL = [["Date", "Place", "Killed"], ["2021-03-02", "Ariha", 4]]


def test_a_workbook_that_would_unpack_to_more_than_any_casebook_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "UNPACKED_LIMIT", 200_000)
    bomb = rezipped(xlsx(SMALL), **{"xl/media/big.bin": b"0" * 300_000})
    assert "unpacks to more than" in refusal(tmp_path, bomb)


def test_the_size_that_the_directory_tells_is_not_believed(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "UNPACKED_LIMIT", 200_000)
    data = bytearray(rezipped(xlsx(SMALL), **{"xl/media/big.bin": b"0" * 300_000}))
    told_size = (300_000).to_bytes(4, "little")
    while (at := data.find(told_size)) >= 0:
        data[at : at + 4] = (10).to_bytes(4, "little")
    assert refusal(tmp_path, bytes(data))


@pytest.mark.parametrize("encode", ["utf-8", "utf-16"])
def test_xml_entities_are_not_opened(tmp_path, encode):
    laughs = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet/>'
    data = rezipped(xlsx(SMALL), **{"xl/worksheets/sheet1.xml": laughs.encode(encode)})
    assert "declares XML entities" in refusal(tmp_path, data)


def sheet_xml(rows, dimension="A1:C2"):
    start = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return f'{start}<dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'


def test_huge_dimensions_cost_nothing(tmp_path):
    rows = "".join(
        f'<row r="{n}">'
        + "".join(f'<c r="{c}{n}" t="inlineStr"><is><t>{v}</t></is></c>' for c, v in zip("ABC", row, strict=True))
        + "</row>"
        for n, row in enumerate(SMALL, 1)
    )
    rows += '<row r="99999999999"><c r="A1048576"><v>1</v></c></row>'
    data = rezipped(xlsx(SMALL), **{"xl/worksheets/sheet1.xml": sheet_xml(rows, "A1:XFD1048576")})
    (only,), problems = taken_in(tmp_path, data, "huge.xlsx")
    assert told(only) == ["killed 4"]
    assert problems == ["huge.xlsx, sheet S1: has rows below 200,000; those were not read."]


def test_a_row_wider_than_any_casebook_is_refused(tmp_path):
    data = rezipped(xlsx(SMALL), **{"xl/worksheets/sheet1.xml": sheet_xml('<row r="1"><c r="ZZZ1"><v>1</v></c></row>')})
    assert "has a row of 18,278 columns" in refusal(tmp_path, data)


def test_formulas_without_a_stored_result_are_named(tmp_path):
    rows = [["Date", "Place", "Killed", "Injured"], ["2021-03-02", "Ariha", 4, "=C2+1"]]
    (only,), [problem] = taken_in(tmp_path, xlsx(rows), "sums.xlsx")
    assert told(only) == ["killed 4"]
    assert "formulas without a stored result (D2)" in problem


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 500, xlsx(SMALL)[:-300], b"", b"\x00" * 99])
def test_what_is_no_workbook_is_refused_with_a_sentence(tmp_path, data):
    assert refusal(tmp_path, data).startswith("bad.xlsx: ")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 10_000), put=st.binary(max_size=40))
def test_a_damaged_workbook_never_ends_in_a_traceback(tmp_path, cut, put):
    data = xlsx(SMALL)
    at = cut % len(data)
    taken_in(tmp_path, data[:at] + put + data[at + len(put) :], "damaged.xlsx")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12), st.text(max_size=6)), max_size=5))
def test_any_cells_are_read_or_listed(tmp_path, cells):
    lines = ["Date\tPlace\tKilled", *("\t".join(row) for row in cells)]
    taken_in(tmp_path, "\n".join(lines).encode("utf-8", "replace"), "any.tsv")
