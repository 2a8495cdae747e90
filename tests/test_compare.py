"""Other people's exports held against the ledger: what agrees, what differs, what either lacks; files that are bad."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from marsad import flow
from marsad.actors.foreign import parties_named
from marsad.intake.exports import read_export
from marsad.ledger.matching import compared
from marsad.model.count import Interval
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from releases import LINES, recorded, released
from stories import told_in_lines

GED = "relid,date_start,date_end,where_prec,latitude,longitude,adm_1,country,side_a,side_b,best,high,low"
AMBUSH = "SYR-1,2021-03-02,2021-03-02,1,34.88,38.87,Homs Governorate,Syria,Government of Syria,IS,14,14,14"
SHELLING = "SYR-2,2021-03-04,2021-03-04,1,35.90,36.72,Idlib Governorate,Syria,Government of Syria,Civilians,5,6,5"
ELSEWHERE = "SYR-3,2021-03-02,2021-03-02,1,35.33,40.14,Deir ez-Zor,Syria,SDF,IS,2,2,2"
THREE = f"{GED}\n{AMBUSH}\n{SHELLING}\n{ELSEWHERE}"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "ged" / "dev.jsonl"


@pytest.fixture
def ledger(marsad, tmp_path):
    recorded(marsad, tmp_path)

    def compare(kind, text, *words):
        path = tmp_path / "theirs.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return marsad("compare", kind, path, *words)

    return compare


def told(ran):
    return {(row["theirs"], row["outcome"]) for row in json.loads(ran.out)}


def test_agreements_differences_and_what_either_lacks(ledger):
    ran = ledger("ged", THREE, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert told(ran) == {("SYR-1", "agree"), ("SYR-2", "differ"), ("SYR-3", "only theirs")}
    [differ] = [row for row in json.loads(ran.out) if row["outcome"] == "differ"]
    assert (differ["their_best"], differ["our_low"], differ["our_high"], differ["days_apart"]) == (5, 3, 3, 1)
    assert differ["same_party"]
    shown = ledger("ged", THREE)
    assert shown.out.splitlines()[-1] == (
        "2 matched: 1 agree, 1 differ, 0 without a number on one side; 1 only theirs, 0 only ours."
    )
    assert "theirs are more" in " ".join(shown.out.split())
    rows = list(csv.DictReader(io.StringIO(ledger("ged", f"{GED}\n{AMBUSH}", "--csv").out)))
    assert (rows[0]["outcome"], rows[0]["our_parties"]) == ("agree", "isis; syrian_government")


def test_what_only_we_have_is_of_the_days_that_they_tell_of(ledger):
    march = "SYR-9,2021-03-01,2021-03-31,6,34.8,38.9,,Syria,,,1,1,1"
    outcomes = [row["outcome"] for row in json.loads(ledger("ged", f"{GED}\n{AMBUSH}\n{march}", "--json").out)]
    assert sorted(outcomes) == ["agree", "differ", "only ours"]
    assert told(ledger("ged", f"{GED}\n{AMBUSH}\n{march}", "--json", "--to", "2020-01-01")) == set()


@pytest.mark.parametrize("kind", ["ged", "acled", "airwars"])
def test_our_own_release_agrees_with_us(kind, marsad, tmp_path):
    recorded(marsad, tmp_path)
    out = released(marsad, tmp_path / "out")
    found = json.loads(marsad("compare", kind, out / f"{kind}.csv", "--json").out)
    assert {row["outcome"] for row in found} <= {"agree", "ours not stated", "theirs not stated"}
    assert all(row["theirs"] == row["incident"] for row in found)
    assert found


def test_acled_as_it_is_exported(ledger):
    head = "event_id_cnty,event_date,time_precision,actor1,actor2,country,admin1,latitude,longitude,geo_precision"
    row = "SYR1,02 March 2021,1,Islamic State (Syria),Military Forces of Syria (2000-2024),Syria,Homs,34.88,38.87,2,13"
    ran = ledger("acled", f"\ufeff{head},fatalities\n{row}\n", "--json")
    [pair] = [row for row in json.loads(ran.out) if row["theirs"]]
    assert (pair["outcome"], pair["first_day"], pair["same_party"]) == ("differ", "2021-03-02", True)


def test_airwars_counts_civilians_by_least_and_most(ledger):
    text = "Unique_ID,Incident_Date,Latitude,Longitude,Civilians reported killed\nRS1,2021-03-03,35.90,36.72,2–4\n"
    [pair] = [row for row in json.loads(ledger("airwars", text, "--json").out) if row["theirs"]]
    assert (pair["outcome"], pair["their_low"], pair["their_high"], pair["our_low"]) == ("agree", 2, 4, 3)


def test_rows_of_other_countries_are_counted_and_passed_over(ledger):
    mali = "MLI-1,2021-03-02,2021-03-02,1,14.5,-4.2,Mopti,Mali,Government of Mali,JNIM,3,3,3"
    ran = ledger("ged", f"{GED}\n{mali}\n{AMBUSH}")
    assert ran.out.splitlines()[-1] == "Events of other countries, passed over: 1."


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("X,2021-13-02,,1,34,38,,Syria,,,1,1,1", "“2021-13-02” is no day; the row was passed over."),
        ("X,0021-03-02,,1,34,38,,Syria,,,1,1,1", "is no likely day: the year lies outside 1900 to 2100; the row was"),
        ("X,2021-03-02,2021-03-01,1,34,38,,Syria,,,1,1,1", "its days run backwards, from 2021-03-02 to 2021-03-01;"),
        ("X,2021-03-02,,1,134,38,,Syria,,,1,1,1", "134° is nowhere on the globe; the row was passed over."),
        ("X,2021-03-02,,1,here,38,,Syria,,,1,1,1", "“here” is no latitude or longitude; the row was passed over."),
        ("X,2021-03-02,,1,34,38,,Syria,,,many,1,1", "“many” is no number of people; the row was passed over."),
        ("X,2021-03-02,,1,34", "it has not as many cells as the header; the row was passed over."),
        ("X,2021-03-02,,1,34,38,,Syria,,,1,1,2", "its dead are out of order (2, 1, 1); all were taken as possible."),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_its_line(row, problem, ledger, tmp_path):
    ran = ledger("ged", f"{GED}\n{AMBUSH}\n{row}\n")
    [sentence] = ran.sentences
    assert sentence.startswith(f"marsad: {tmp_path / 'theirs.csv'}, line 3: ")
    assert problem in sentence
    assert ran.status == (0 if "taken as possible" in problem else 2)
    assert "1 matched: 1 agree" in ran.out


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a,b\n1,2\n", "is no export of UCDP GED as CSV: it lacks the column relid or id. Nothing was compared."),
        ("", "is no export of UCDP GED as CSV: it lacks the column relid or id. Nothing was compared."),
        (GED + "\n", "holds no event of UCDP GED that can be read. Nothing was compared."),
        (GED + '\n"SYR-1,2021', "is damaged below line 1 (unexpected end of data); get the export again. Nothing was"),
        (b"\x00\x01\x02\x03" * 50, "theirs.csv"),
        (b"PK\x03\x04" + b"0" * 100, "theirs.csv"),
    ],
)
def test_a_bad_file_is_told_in_a_sentence(text, sentence, ledger):
    ran = ledger("ged", text)
    assert (ran.status, len(ran.sentences), ran.out) == (2, 1, "")
    assert sentence in ran.err


def test_a_file_that_is_not_there(marsad, tmp_path):
    ran = marsad("compare", "ged", tmp_path / "none.csv")
    assert (ran.status, len(ran.sentences)) == (2, 1)


def test_an_incident_without_a_place_is_the_same_only_where_all_else_is():
    [one] = told_in_lines(("2021-03-03", "W", LINES[0][2].replace(" قرب مدينة السخنة بريف حمص الشرقي", "")))
    assert one.location is None
    for best, matched in ((9, False), (14, False)):
        row = AMBUSH.replace("14,14,14", f"{best},{best},{best}")
        found = compared(read_export("ged", f"{GED}\n{row}".encode()).events, [one])
        assert bool(found.pairs) == matched, "at least 9 is not the very same number"
    [exact] = told_in_lines(("2021-03-03", "W", "قُتل 14 عنصراً من قوات النظام أمس الثلاثاء في كمين نصبه تنظيم داعش."))
    found = compared(read_export("ged", f"{GED}\n{AMBUSH}".encode()).events, [exact])
    assert [pair.ours for pair in found.pairs] == [Interval(14, 14)]


def test_names_of_sides():
    assert parties_named("IS") == {"isis"}
    assert "syrian_government" in parties_named("Government of Syria")
    assert parties_named("Civilians") == frozenset()


@pytest.mark.skipif(not SHARED.exists(), reason="UCDP's coded headlines are not here")
def test_coded_headlines_find_the_incidents_that_were_read_in_them(ledger_home, tmp_path):
    rows = [json.loads(line) for line in SHARED.read_text(encoding="utf-8").splitlines()][:150]
    export = io.StringIO()
    writer = csv.DictWriter(export, GED.split(","), extrasaction="ignore")
    writer.writeheader()
    writer.writerows({"relid": row["id"], **row["gold"]} for row in rows)
    when = {row["id"]: When(Days.of(date.fromisoformat(row["source_date"])), WhenBasis.METADATA) for row in rows}
    reports = [Report(r["text"], r["source"], lang="en", published=when[r["id"]], name=r["id"]) for r in rows]
    flow.add(reports)
    book = flow.ledger()
    names = {reading.report.id: reading.report.name for reading in book.readings}
    pairs = compared(read_export("ged", export.getvalue().encode()).events, book.ledger.incidents).pairs
    right = [pair.theirs.id in {names[id_] for id_ in pair.incident.reports} for pair in pairs]
    assert len(right) > 75
    assert sum(right) / len(right) > 0.9
