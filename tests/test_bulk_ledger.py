"""A ledger in bulk is the ledger: every incident, toll and checked total that `marsad ledger` makes of the reports."""

from __future__ import annotations

from importlib.resources import files

import pytest

from bulked import job_of, ledger_rows, rows_in
from marsad.bulk import ledger, linked, stalls
from marsad.bulk.engines import Here
from marsad.bulk.job import Job
from marsad.intake.lines import line_captures
from marsad.model.report import Report
from marsad.reader.read import read
from marsad.sample.invent import invent


def casebook():
    with (files("marsad") / "data" / "casebook" / "reports.jsonl").open("rb") as stream:
        return [read(one.report) for one in line_captures(stream, "casebook", Report(""))]


def bulk_ledger(readings, tmp_path):
    done = job_of(readings, tmp_path / "read")
    ledger.run(Job(tmp_path / "ledger", Here()), done)
    return tmp_path / "ledger"


@pytest.mark.parametrize("readings", [casebook, lambda: invent(60).readings], ids=["casebook", "invented"])
def test_every_row_of_the_ledger(readings, tmp_path, monkeypatch):
    monkeypatch.setattr(linked, "MOST", 7)  # many bundles, and areas in every month: much crosses their edges
    monkeypatch.setattr(stalls, "MOST", 5)
    found = readings()
    made = bulk_ledger(found, tmp_path)
    for table, rows in ledger_rows(found).items():
        assert rows or table == "problems"
        assert rows_in(made / f"{table}.parquet") == rows, table


def test_a_pair_that_is_lost_at_an_edge_is_seen(tmp_path, monkeypatch):
    monkeypatch.setattr(stalls, "MOST", 5)
    monkeypatch.setattr(stalls.Stall, "compares", lambda stall, one, other: one.keys() == other.keys() == {stall.month})
    made = bulk_ledger(casebook(), tmp_path)
    assert rows_in(made / "incidents.parquet") != ledger_rows(casebook())["incidents"]
