"""For whom a release is: nothing restricted stands in it, no named victim, and for everybody no words of reports."""

import json

import openpyxl
import pyarrow.parquet
import pytest

from marsad.ledger.sight import Sight
from releases import released, rows
from test_restrictions import KEPT, NAMES, PERSON, kept  # noqa: F401 - a fixture

WORDS = ("clerk", "بقصف على", "rose to 5")


def texts(folder):
    """Yield every file as text: workbooks and Parquet unpacked."""
    for path in folder.iterdir():
        data = path.read_bytes()
        if path.suffix == ".xlsx":
            yield path.name, str([[*sheet.values] for sheet in openpyxl.load_workbook(path)])
        elif path.suffix == ".parquet":
            yield (
                path.name,
                str(
                    pyarrow.parquet.read_table(path)
                    .drop_columns(["geometry"] if "inc" in path.name else [])
                    .to_pylist()
                ),
            )
        else:
            yield path.name, data.decode()


@pytest.mark.parametrize("words", [("--public",), ("--for", "open"), ("--public", "--for", "Rima")])
def test_nothing_restricted_stands_in_a_release_for_everybody(words, kept, tmp_path):  # noqa: F811
    out = released(kept, tmp_path / "out", *words)
    for name, text in texts(out):
        assert not KEPT.search(text), name
        assert not NAMES.search(text), name
        assert not any(told in text for told in WORDS), name
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["options"]["public"]
    assert {row["place_words"] for row in rows(out, "incidents")} == {""}


@pytest.mark.parametrize("words", [(), ("--for", "Rima")])
def test_a_release_for_the_team_keeps_what_few_may_see_and_named_persons_out(words, kept, tmp_path):  # noqa: F811
    out = released(kept, tmp_path / "out", *words)
    for name, text in texts(out):
        assert not KEPT.search(text), name
        assert PERSON not in text, name
    assert any(row["place_words"] for row in rows(out, "incidents")), "the team may see words for places"


def test_the_check_sees_what_is_restricted(kept, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setattr(Sight, "of", lambda _seen, readings, people: (readings, people))
    ran = kept("release", tmp_path / "out", "--public")
    assert ran.status == 2
    assert "holds what is restricted" in ran.err
    assert not (tmp_path / "out").exists()
