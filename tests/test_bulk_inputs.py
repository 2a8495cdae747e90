"""What goes into work in bulk is read whatever is damaged in it; stretches joined are the whole."""

from __future__ import annotations

import gzip
import json
import os
import pickle
import random
import sys
from datetime import date
from types import SimpleNamespace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from marsad.bulk import archive as archives
from marsad.bulk import records
from marsad.bulk.inputs import Kind, expand, pages, splits
from marsad.model.problem import MarsadError, Problem

PAGE = "<!DOCTYPE html><html><body><h1>خبر</h1>\n\n<p>قُتل {} مدنيين في بلدة الكريم.</p></body></html>"


def page(number):
    return PAGE.format(number).encode() + b"<!-- x -->\r\n" * 40


def record(number, body=None, **changed):
    """One answer of a server in a web archive."""
    body = page(number) if body is None else body
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    length = changed.get("length", len(http))
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://a.example/{number}\r\nWARC-Date: 2021-03-06T03:04:05Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    ).encode() + (http + b"\r\n\r\n")


WHOLE = [record(n) for n in range(12)]
FORMS = {
    "pages.warc": (WHOLE, b"".join),
    "pages.warc.gz": ([gzip.compress(one, mtime=0) for one in WHOLE], b"".join),
}


def read(path, aim=1 << 26):
    """Read a file in stretches; what it holds, and what is wrong."""
    [source] = expand([str(path)])
    found = [one for split in splits(source, aim) for one in pages(pickle.loads(pickle.dumps(split)))]
    return [one for one in found if not isinstance(one, Problem)], [one for one in found if isinstance(one, Problem)]


def urls(found):
    return [int(page.url.rpartition("/")[2]) for page in found]


def rows(count):
    return [
        {"id": n, "text": f"قُتل {n} مدنيين في بلدة الكريم.", "publisher": "شبكة السهل", "published": "2021-03-05"}
        for n in range(count)
    ]


def lines(count):
    return [json.dumps(one, ensure_ascii=one["id"] % 2 == 0).encode() + b"\n" for one in rows(count)]


def table(path, count=40, group=7):
    columns = {"text": [one["text"] for one in rows(count)], "published": [date(2021, 3, 5)] * count}
    pq.write_table(pa.table(columns), path, row_group_size=group)


def zst(data):
    return pa.compress(data, "zstd", asbytes=True)


@pytest.fixture
def folder(tmp_path):
    """A folder with every kind of input, and files of other kinds."""
    for name, (parts, join) in FORMS.items():
        (tmp_path / name).write_bytes(join(parts))
    (tmp_path / "one.warc.gz").write_bytes(gzip.compress(b"".join(WHOLE)))
    written = b"".join(lines(30))
    (tmp_path / "r.jsonl").write_bytes(written)
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(written))
    (tmp_path / "r.jsonl.zst").write_bytes(zst(written))
    table(tmp_path / "r.parquet")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/page.html").write_text(PAGE.format(3), encoding="utf-8")
    (tmp_path / "sub/.hidden.jsonl").write_bytes(written)
    return tmp_path


def test_a_folder_stands_for_all_in_it_sorted_with_sizes(folder):
    found = expand([str(folder), str(folder / "r.jsonl")])
    assert [source.file.removeprefix(f"{folder}/") for source in found] == [
        *("one.warc.gz", "pages.warc", "pages.warc.gz", "r.jsonl", "r.jsonl.gz", "r.jsonl.zst", "r.parquet"),
        "sub/page.html",
    ]
    assert all(source.size > 0 for source in found)
    assert expand([f"{folder}/*.jsonl*"]) == [source for source in found if "/r.jsonl" in source.file]
    assert expand([f"{folder.as_uri()}/*.jsonl*"])[0].kind is Kind.LINES


def test_what_a_name_does_not_say_the_first_bytes_tell(folder):
    for name, kind in (("pages.warc", Kind.WARC), ("pages.warc.gz", Kind.WARC_GZ), ("r.jsonl", Kind.LINES)):
        (folder / "unnamed").write_bytes((folder / name).read_bytes())
        assert expand([str(folder / "unnamed")])[0].kind is kind


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nothing.jsonl", "there is no such file"),
        ("odd.bin", "is of no kind that is read in bulk"),
        ("empty", "holds no files"),
        ("*.none", "holds no files"),
        ("nowhere://x/y", "cannot be opened"),
    ],
)
def test_a_name_that_stands_for_nothing_is_said(tmp_path, name, sentence):
    (tmp_path / "odd.bin").write_bytes(b"\x00\x01\x02")
    (tmp_path / "empty").mkdir()
    with pytest.raises(MarsadError, match=sentence):
        expand([name if "://" in name else str(tmp_path / name)])


def test_a_file_of_another_kind_in_a_folder_is_one_problem(tmp_path):
    (tmp_path / "odd.bin").write_bytes(b"\x00\x01\x02")
    [source] = expand([str(tmp_path)])
    [problem] = pages(splits(source)[0])
    assert "is of no kind that is read in bulk" in problem.sentence


@pytest.mark.parametrize("aim", [1, 400, 1000, 5000, 1 << 26])
def test_stretches_joined_are_the_whole(folder, aim):
    for source in expand([str(folder)]):
        path = source.file
        whole, joined = read(path), read(path, aim)
        assert joined == whole
        assert whole[1] == []
        assert len(whole[0]) == (12 if "warc" in path else 40 if "parquet" in path else 1 if "html" in path else 30)


def test_archives_and_lines_are_cut(folder):
    for name in ("pages.warc", "pages.warc.gz", "r.jsonl", "r.parquet"):
        [source] = expand([str(folder / name)])
        assert len(splits(source, 1000)) > 2


def test_a_page_keeps_what_the_archive_says_of_it(folder):
    page = read(folder / "pages.warc.gz")[0][3]
    assert (page.url, page.media_type) == ("https://a.example/3", "text/html; charset=utf-8")
    assert page.fetched.isoformat() == "2021-03-06T03:04:05+00:00"
    assert page.body.startswith(b"<!DOCTYPE html>")
    with (folder / "pages.warc.gz").open("rb") as stream:
        stream.seek(page.offset)
        assert b"https://a.example/3" in gzip.decompress(stream.read(len(FORMS["pages.warc.gz"][0][3])))


def test_a_row_keeps_its_fields(folder):
    page = read(folder / "r.parquet", 1)[0][9]
    assert (page.offset, page.fields) == (9, {"text": rows(10)[9]["text"], "published": "2021-03-05"})


def test_a_row_whose_address_is_no_text_has_none(tmp_path):
    file = tmp_path / "r.parquet"
    pq.write_table(pa.table({"text": ["Three people were killed."], "url": [7]}), file)
    [page] = read(file)[0]
    assert page.url is None


# ---- damage


def spoilt(parts, chance):
    """Damage one or two records; return what is left, and the numbers of those that are whole."""
    first = chance.randrange(len(parts))
    data = [bytearray(part) for part in parts]
    kind = chance.choice(("flip", "zero", "cut", "cut off", "put in", "two cut"))
    at = chance.randrange(len(data[first]))
    hurt = {first}
    if kind == "flip":
        data[first][at] ^= 1 << chance.randrange(8)
    elif kind == "zero":
        data[first][at : at + 40] = bytes(len(data[first][at : at + 40]))
    elif kind == "cut":
        del data[first][at : at + chance.randrange(1, 200)]
    elif kind == "put in":
        data[first][at:at] = chance.randbytes(chance.randrange(1, 60))
    elif kind == "cut off":
        del data[first][at:]
        hurt.update(range(first, len(data)))
        del data[first + 1 :]
    else:  # the end of one, and the beginning of the next
        del data[first][at:]
        if first + 1 < len(data):
            del data[first + 1][: chance.randrange(len(data[first + 1]))]
            hurt.add(first + 1)
    return b"".join(data), set(range(len(parts))) - hurt


@pytest.mark.parametrize("name", FORMS)
def test_damage_of_a_record_costs_that_record(tmp_path, name):
    chance = random.Random(11)
    for turn in range(120):
        data, whole = spoilt(FORMS[name][0], chance)
        path = tmp_path / f"{turn}.{name}"
        path.write_bytes(data)
        if not data:
            continue
        found, problems = read(path)
        bodies = [one.body for one in found]
        assert {page(number) for number in whole} <= {*bodies}, turn
        assert len(bodies) == len({*bodies})
        assert all(problem.where.startswith(f"{path}, byte ") for problem in problems)
        assert problems or len(found) == 12 or name == "pages.warc" or data.endswith(WHOLE[-1][-4:])
        assert read(path, chance.choice((1, 700, 2500))) == (found, problems), turn


def test_noise_is_no_archive_and_raises_nothing(tmp_path):
    chance = random.Random(5)
    for name in ("a.warc", "a.warc.gz", "a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.parquet", "a.html"):
        for size in (1, 20, 3000):
            (tmp_path / name).write_bytes(chance.randbytes(size))
            found, problems = read(tmp_path / name)
            assert len(problems) > 0 or name in {"a.jsonl", "a.html"}
            assert len(found) == 0 or name in {"a.jsonl", "a.html"}


def test_a_wrong_length_is_told_and_the_page_is_read_up_to_the_next_record(tmp_path):
    for length in (10, 100_000, 3_000_000_000):
        parts = [record(0), record(1, length=length), record(2)]
        (tmp_path / "a.warc").write_bytes(b"".join(parts))
        found, [problem] = read(tmp_path / "a.warc")
        assert urls(found) in ([0, 1, 2], [0, 2])
        assert problem.where == f"{tmp_path}/a.warc, byte {len(parts[0]):,}"
        assert "wrong length" in problem.sentence or "more than 50,000,000 bytes" in problem.sentence


def test_a_truncated_archive_is_told(tmp_path):
    packed = FORMS["pages.warc.gz"][0]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(packed)[:-20])
    found, [problem] = read(tmp_path / "a.warc.gz")
    assert urls(found) == [*range(11)]
    assert "breaks off" in problem.sentence


def test_a_page_that_is_too_large_is_passed_over_and_the_next_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "PAGE_LIMIT", 5_000)
    monkeypatch.setattr(archives, "PAGE_LIMIT", 5_000)
    parts = [record(0), record(1, b"<html>" + b"x" * 2_000_000), record(2)]
    for name, data in (("a.warc", b"".join(parts)), ("a.warc.gz", b"".join(map(gzip.compress, parts)))):
        (tmp_path / name).write_bytes(data)
        found, [problem] = read(tmp_path / name)
        assert urls(found) == [0, 2]
        assert "more than 5,000 bytes" in problem.sentence


def test_a_binary_called_a_page_is_told(tmp_path):
    (tmp_path / "a.warc").write_bytes(record(0, b"\x89PNG\x00\x01\x02") + record(1) + record(2, "<p>قتلى</p>".encode()))
    found, [problem] = read(tmp_path / "a.warc")
    assert urls(found) == [1, 2]
    assert "is called text/html; charset=utf-8, and is a binary file" in problem.sentence


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
def test_packed_lines_that_break_off_are_read_so_far_and_told(tmp_path, name):
    pack = gzip.compress if name.endswith("gz") else zst
    written = b"".join(lines(3000))
    (tmp_path / name).write_bytes(pack(written)[:-3000])
    found, [problem] = read(tmp_path / name)
    assert 0 < len(found) < 3000
    assert b"".join(page.body for page in found) == written[: sum(len(page.body) for page in found)]
    assert "is damaged" in problem.sentence


def test_damage_of_a_line_costs_that_line(tmp_path):
    chance = random.Random(3)
    parts, path = lines(20), tmp_path / "a.jsonl"
    for turn in range(40):
        data, whole = spoilt(parts, chance)
        path.write_bytes(data)
        found, problems = read(path)
        lost = {parts[n] for n in whole} - {one.body for one in found}
        assert len(lost) < 2, turn  # where the end of the line before it is gone, both are one
        assert (found, problems) == read(path, chance.choice((30, 100, 700))), turn


def test_a_line_that_is_too_long_is_passed_over(tmp_path, monkeypatch):
    monkeypatch.setattr("marsad.bulk.lines.PAGE_LIMIT", 1000)
    (tmp_path / "a.jsonl").write_bytes(b"".join([lines(1)[0], b"x" * 5000 + b"\n", lines(2)[1]]))
    found, [problem] = read(tmp_path / "a.jsonl")
    assert [page.offset for page in found] == [0, len(lines(1)[0]) + 5001]
    assert "more than 1,000 bytes" in problem.sentence


def test_a_damaged_table_is_told(tmp_path):
    table(tmp_path / "a.parquet")
    data = bytearray((tmp_path / "a.parquet").read_bytes())
    (tmp_path / "a.parquet").write_bytes(data[:-30])
    assert "is a damaged table" in read(tmp_path / "a.parquet")[1][0].sentence
    data[60:90] = bytes(30)
    (tmp_path / "a.parquet").write_bytes(data)
    found, problems = read(tmp_path / "a.parquet")
    assert len(found) >= 33 or problems


def test_a_table_without_texts_is_told(tmp_path):
    pq.write_table(pa.table({"words": ["x"]}), tmp_path / "a.parquet")
    assert "has no column “text”" in read(tmp_path / "a.parquet")[1][0].sentence


def test_a_reader_that_trusted_lengths_would_be_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "_ENDED", records.re.compile(b""))
    (tmp_path / "a.warc").write_bytes(record(0, length=len(WHOLE[0]) + 300) + record(1))
    assert urls(read(tmp_path / "a.warc")[0]) != [0, 1]


def test_a_library_that_is_not_installed_is_named(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    found, [problem] = read(folder / "pages.warc.gz")
    assert (found, "install marsad with its extra" in problem.sentence) == ([], True)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(MarsadError, match=r"r\.parquet: to read it, install marsad with its extra"):
        read(folder / "r.parquet")


def test_a_folder_inside_that_cannot_be_read_is_said(folder, monkeypatch):
    def closed(top, onerror):
        onerror(PermissionError(13, "Permission denied", f"{top}/sub"))
        return iter(())

    monkeypatch.setattr(os, "walk", closed)
    with pytest.raises(MarsadError, match=r"sub: cannot be read \(Permission denied\)"):
        expand([str(folder)])


def test_a_store_that_lets_nobody_in_is_said(monkeypatch):
    class BotoCoreError(Exception):
        """As the library of `s3://` has it: no OSError."""

    def refused(*_, **__):
        raise BotoCoreError("Unable to locate credentials")

    monkeypatch.setitem(sys.modules, "botocore.exceptions", SimpleNamespace(BotoCoreError=BotoCoreError))
    monkeypatch.setattr("fsspec.implementations.memory.MemoryFileSystem.isdir", refused)
    with pytest.raises(MarsadError, match=r"memory://kept: cannot be read \(Unable to locate credentials\)"):
        expand(["memory://kept"])


def test_files_of_a_store_are_read_by_their_address():
    import fsspec

    with fsspec.open("memory://archive/a.jsonl", "wb") as file:
        file.write(b'{"text": "3 civilians were killed in Saraqib."}\n' * 3)
    [source] = expand(["memory://archive"])
    [split] = splits(source)
    assert [page.offset for page in pages(split)] == [0, 48, 96]
