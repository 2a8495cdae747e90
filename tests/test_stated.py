"""What a release stated: answered from the release that is kept, whatever is recorded since; removal reaches it."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger_text import readings
from marsad.ledger.reconcile import reconcile
from marsad.model.ledger_record import ledger_from_record, ledger_record, without
from marsad.model.record import RecordError
from releases import LINES, recorded, released, rows
from test_forgetting import AT_RISK, NAME, bytes_of

FOREVER = "2100-01-01"
PEN = ("--by", "Rima", "--why", "a witness at risk", "--yes")
TOLD = """
2021-03-02 SOHR: at least 9 killed, syrian_government, @al-Sukhna, on 2021-03-02 and 6 injured
2021-03-05 SOHR: now 14 killed, syrian_government, @al-Sukhna, on 2021-03-02; of them 2 officers
2021-03-05 Wire: in all 35 killed, syrian_government, on 2021-03-01..2021-03-04
"""


def figures(ran):
    return [(one["id"], one["tolls"]) for one in json.loads(ran.out)["incidents"]]


def test_what_was_stated_stays_whatever_comes_in(marsad, tmp_path):
    recorded(marsad, tmp_path, LINES[:1])
    before = figures(marsad("ledger", "--json"))
    released(marsad, tmp_path / "out")
    recorded(marsad, tmp_path, LINES[1:])
    marsad("decide", "correct", "1.1", "count=13", *PEN)
    assert figures(marsad("ledger", "--json")) != before
    assert figures(marsad("ledger", "--json", "--stated", FOREVER)) == before
    incident = before[0][0]
    shown = marsad("show", incident, "--stated", FOREVER)
    assert "قُتل 9 عناصر على الأقل" in shown.out, "its sentences come from the reports"
    assert "13" not in re.sub("[0-9a-f]{10,}", "", shown.out.split("How it came about")[1])
    asked = json.loads(marsad("ledger", "--json", "--stated", FOREVER).out)["question"]
    assert re.fullmatch(r"what the release of \d{4}-\d\d-\d\d stated \(entry 5\)", asked)


@pytest.mark.parametrize(
    "words", [("audit",), ("sum",), ("rank",), ("series",), ("presence",), ("history", "i"), ("explain", "i", "killed")]
)
def test_every_question_as_of_can_be_asked_of_it(words, marsad, tmp_path):
    recorded(marsad, tmp_path, LINES[:1])
    released(marsad, tmp_path / "out")
    ran = marsad(*words, "--stated", FOREVER)
    assert (ran.status, ran.err) == (0, "")


def test_the_release_of_a_period_states_only_that(marsad, tmp_path):
    recorded(marsad, tmp_path)
    released(marsad, tmp_path / "out", "--from", "2021-03-03", "--to", "2021-03-07")
    told = json.loads(marsad("ledger", "--json", "--stated", FOREVER).out)
    assert len(told["incidents"]) == 1
    assert "incidents from 2021-03-03 to 2021-03-07)" in told["question"]


def test_the_same_release_is_kept_once_and_may_be_written_again(marsad, tmp_path):
    recorded(marsad, tmp_path)
    entries = marsad("head").out.split(",")[0]
    first, again = marsad("release", tmp_path / "out"), marsad("release", tmp_path / "out")
    assert again.out.startswith("There already, the same: ")
    assert first.out.splitlines()[1:] == again.out.splitlines()[1:]
    assert marsad("head").out.split(",")[0] == f"entry {int(entries.split()[1]) + 2}"
    assert "is whole" in marsad("verify").out


def test_before_the_first_release_nothing_was_stated(marsad, tmp_path):
    recorded(marsad, tmp_path)
    released(marsad, tmp_path / "out")
    early = marsad("ledger", "--stated", "2020-01-01")
    assert (early.status, "No release is stored that could have stated anything on 2020-01-01" in early.err) == (
        2,
        True,
    )
    both = marsad("ledger", "--stated", FOREVER, "--published", "2021-03-03")
    assert (both.status, "--stated goes without --recorded and --published" in both.err) == (2, True)


def test_everybody_is_told_only_what_a_public_release_stated(marsad, tmp_path):
    recorded(marsad, tmp_path)
    released(marsad, tmp_path / "team")
    assert marsad("ledger", "--stated", FOREVER, "--for", "open").status == 2
    released(marsad, tmp_path / "public", "--public")
    assert marsad("ledger", "--stated", FOREVER, "--for", "open").status == 0


def test_what_is_restricted_since_is_left_out_as_a_whole(marsad, tmp_path):
    recorded(marsad, tmp_path)
    released(marsad, tmp_path / "out")
    assert marsad("restrict", "1", "--to", "Omar", *PEN).status == 0
    team, omar = (marsad("ledger", "--json", "--stated", FOREVER, "--for", who) for who in ("team", "Omar"))
    assert (len(figures(team)), len(figures(omar))) == (2, 3)


def test_a_report_that_is_removed_is_removed_from_what_was_stated(marsad, tmp_path):
    recorded(marsad, tmp_path)
    released(marsad, tmp_path / "out")
    claim = next(row["claim"] for row in rows(tmp_path / "out", "claims") if row["mark"] == "4.1")
    assert claim.encode() in bytes_of(tmp_path / "ledger")
    before = figures(marsad("ledger", "--json", "--stated", FOREVER))
    assert marsad("expunge", "4", *PEN).status == 0
    assert claim.partition(":")[0].encode() not in bytes_of(tmp_path / "ledger")
    after = figures(marsad("ledger", "--json", "--stated", FOREVER))
    assert after == before[:2]
    assert "is whole" in marsad("verify").out
    assert marsad("expunge", "3", *PEN).status == 0
    assert figures(marsad("ledger", "--json", "--stated", FOREVER)) == before[:1]
    assert "is whole" in marsad("verify").out


def test_what_did_not_change_is_kept_once_and_is_removed_from_every_release(marsad, tmp_path):
    recorded(marsad, tmp_path)
    released(marsad, tmp_path / "first")
    before = figures(marsad("ledger", "--json", "--stated", FOREVER))
    recorded(marsad, tmp_path, [("W", "2021-03-20", "A mine killed four people in Palmyra on 19 March 2021.")])
    released(marsad, tmp_path / "second")
    after = figures(marsad("ledger", "--json", "--stated", FOREVER))
    assert after[:3] == before
    assert len(after) == 4
    assert marsad("decide", "correct", "4.1", "count=9", *PEN).status == 0
    released(marsad, tmp_path / "third")
    assert figures(marsad("ledger", "--json", "--stated", FOREVER))[2] != before[2]
    assert marsad("expunge", "3", *PEN).status == 0
    left = [id_ for id_, _ in figures(marsad("ledger", "--json", "--stated", FOREVER))]
    assert left == [after[0][0], after[2][0], after[3][0]]
    assert "is whole" in marsad("verify").out


def test_an_older_backup_forgets_it_again(marsad, tmp_path):
    recorded(marsad, tmp_path)
    out = released(marsad, tmp_path / "out")
    report = next(row["report"] for row in rows(out, "sources") if row["number"] == "4")
    assert marsad("backup", tmp_path / "kept").status == 0
    assert marsad("expunge", "4", *PEN).status == 0
    home = tmp_path / "ledger"
    (tmp_path / "again").mkdir()
    (home / "expunged.jsonl").rename(tmp_path / "again" / "expunged.jsonl")
    assert marsad("--home", tmp_path / "again", "restore", tmp_path / "kept").status == 0
    assert report.encode() not in bytes_of(tmp_path / "again")
    stated = marsad("--home", tmp_path / "again", "ledger", "--json", "--stated", FOREVER)
    assert len(figures(stated)) == 2
    assert "is whole" in marsad("--home", tmp_path / "again", "verify").out


def test_a_name_that_is_removed_is_masked_in_what_was_stated(marsad, tmp_path):
    recorded(marsad, tmp_path, [(NAME, "2021-03-03", AT_RISK)])
    out = released(marsad, tmp_path / "out")
    incident = rows(out, "incidents")[0]["incident"]
    assert NAME in marsad("show", incident, "--stated", FOREVER).out
    for path in tmp_path.glob("in-*"):
        path.unlink()
    told = marsad("expunge", "--name", NAME, *PEN)
    assert "1 release" in told.out
    assert NAME.encode() not in bytes_of(tmp_path / "ledger")
    shown = marsad("show", incident, "--stated", FOREVER).out
    assert NAME not in shown
    assert "████ ██████" in shown
    assert "is whole" in marsad("verify").out


def test_a_bundle_leaves_what_was_stated_at_home(marsad, tmp_path):
    recorded(marsad, tmp_path)
    released(marsad, tmp_path / "out")
    assert marsad("bundle", "export", tmp_path / "rima.bundle", "--by", "Rima").status == 0
    omar = ("--home", tmp_path / "omar")
    assert marsad(*omar, "bundle", "import", tmp_path / "rima.bundle", "--by", "Omar", "--trust").status == 0
    assert len(figures(marsad(*omar, "ledger", "--json"))) == 3
    assert marsad(*omar, "ledger", "--stated", FOREVER).status == 2
    assert "is whole" in marsad(*omar, "verify").out


def test_the_record_of_a_ledger_gives_the_ledger():
    ledger = reconcile(readings(TOLD))
    record = json.loads(json.dumps(ledger_record(ledger)))
    assert ledger_from_record(record, ()) == ledger


@given(st.sets(st.sampled_from([reading.report.id for reading in readings(TOLD)])))
def test_without_some_reports_nothing_in_it_names_them(hidden):
    record = ledger_record(reconcile(readings(TOLD)))
    left = without(record, hidden)
    assert not any(id_ in json.dumps(left) for id_ in hidden)
    assert (left == record) == (not hidden)


@pytest.mark.parametrize("name", ["incidents", "voices", "decisions"])
def test_a_damaged_record_is_told(name):
    record = ledger_record(reconcile(readings(TOLD)))
    del record[name]
    with pytest.raises(RecordError, match=f"cannot be read: '{name}'"):
        ledger_from_record(record, ())
