"""A release: what its tables say of a ledger, in our own columns and in those of others; the same bytes again."""

import hashlib
import json

import openpyxl
import pytest

from dictionary_page import PAGE, page
from marsad.model.split import Dead, Split
from marsad.release.dictionary import meaning
from marsad.release.folder import tables
from marsad.release.ged import groups, state_first, type_of_violence
from marsad.release.material import Made, Material
from marsad.release.where import priogrid
from releases import LINES, one, recorded, released, rows
from values import SOME_TIME

GED = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,"
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,"
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,"
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,"
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,"
    "low,gwnoa,gwnob"
)
"""The first line of the published file (GEDEvent, version 24.1)."""
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
"""The first line of a data export."""


@pytest.fixture
def out(marsad, tmp_path):
    recorded(marsad, tmp_path)
    return released(marsad, tmp_path / "out")


def test_an_ambush_in_the_columns_of_ged(out):
    row = one(out, "ged", side_b="IS")
    assert (row["side_a"], row["dyad_name"]) == ("Government of Syria", "Government of Syria - IS")
    assert (row["type_of_violence"], row["gwnoa"], row["country_id"]) == ("1", "652", "652")
    assert (row["low"], row["best"], row["high"]) == ("14", "14", "14")
    assert [row[f"deaths_{who}"] for who in ("a", "b", "civilians", "unknown")] == ["14", "", "", "0"]
    assert (row["date_start"], row["date_end"], row["date_prec"], row["event_clarity"]) == (
        *("2021-03-02", "2021-03-02"),
        *("1", "1"),
    )
    assert (row["where_prec"], row["adm_1"], row["adm_2"]) == ("2", "Homs", "Tadmor")
    assert (row["year"], row["number_of_sources"], row["source_date"]) == ("2021", "2", "2021-03-03; 2021-03-05")
    assert not row["conflict_new_id"], "only UCDP gives it"
    assert int(row["id"]) == int(row["relid"][1:], 16)


def test_shelling_of_civilians_in_the_columns_of_ged_acled_and_airwars(out):
    ged = one(out, "ged", type_of_violence=3)
    assert (ged["side_a"], ged["side_b"], ged["deaths_civilians"]) == ("Government of Syria", "Civilians", "3")
    acled = one(out, "acled", sub_event_type="Shelling/artillery/missile attack")
    assert (acled["event_type"], acled["civilian_targeting"]) == ("Explosions/Remote violence", "Civilian targeting")
    assert (acled["actor1"], acled["inter1"]) == ("Military Forces of Syria (2000-2024)", "State forces")
    assert (acled["actor2"], acled["interaction"]) == ("Civilians", "State forces-Civilians")
    assert (acled["admin1"], acled["location"], acled["geo_precision"], acled["iso"]) == ("Idleb", "Sarmin", "1", "760")
    assert (acled["fatalities"], acled["notes"]) == ("3", "killed 3, best 3; injured 7, best 7")
    airwars = one(out, "airwars", civilians_killed_max=3)
    assert (airwars["children_killed_min"], airwars["civilians_injured_max"]) == ("1", "7")
    assert (airwars["grading"], airwars["belligerents"]) == ("Weak", "Syrian regime")


def test_a_mishap_is_an_incident_of_ours_and_of_no_other_data_set(marsad, tmp_path):
    recorded(marsad, tmp_path, [("W", "2021-03-03", "غرق طفلان في نهر الفرات قرب مدينة الميادين أمس."), LINES[3]])
    out = released(marsad, tmp_path / "out")
    assert {row["conflict"] for row in rows(out, "incidents")} == {"none", "direct"}
    assert [len(rows(out, name)) for name in ("incidents", "ged", "acled")] == [2, 1, 1]


def test_what_nobody_stated_stays_empty(out):
    bomb = one(out, "ged", where_coordinates="Azaz")
    assert [bomb[f"deaths_{who}"] for who in ("a", "b", "civilians", "unknown")] == ["", "", "", "2"]
    assert [bomb[key] for key in ("type_of_violence", "side_a", "side_b", "dyad_name")] == [""] * 4
    assert one(out, "incidents", place="Azaz")["injured_best"] == ""


def test_columns_are_those_of_the_published_files(out):
    for name, told in (("ged", GED), ("acled", ACLED)):
        assert (out / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0] == told
    assert (len(GED.split(",")), len(ACLED.split(","))) == (49, 31)


def test_every_figure_leads_to_claims_and_these_to_reports(out):
    claims = {row["claim"]: row for row in rows(out, "claims")}
    reports = {row["report"] for row in rows(out, "sources")}
    for toll in rows(out, "tolls"):
        assert int(toll["low"]) <= int(toll["best"]) <= int(toll["high"])
        for end in ("low", "best", "high"):
            for claim in toll[f"{end}_claims"].split("; "):
                assert claims[claim]["incident"] == toll["incident"]
                assert claims[claim]["report"] in reports


@pytest.mark.parametrize(
    ("parts", "best", "told"),
    [
        ((14, None, None), 14, (14, None, None, 0)),
        ((14, 3, None), 20, (14, 3, None, 3)),
        ((None, None, 5), 5, (None, None, 5, 0)),
        ((None, None, None), 4, (None, None, None, 4)),
        ((5, None, 5), 7, (None, None, None, 7)),
    ],
)
def test_groups_of_the_dead_sum_to_the_best_figure(parts, best, told):
    a, b, civilians = (Dead(n, n, n) if n is not None else None for n in parts)
    found = groups(Split("syrian_government", "isis", a, b, civilians, None), best)
    assert tuple(found.values()) == told
    assert sum(n or 0 for n in found.values()) == best


@pytest.mark.parametrize(
    ("a", "b", "dead", "kind"),
    [
        ("syrian_government", "isis", (1, None, None), 1),
        ("hts", "opposition", (1, None, None), 2),
        ("us_coalition", "isis", (None, 1, None), 1),
        ("isis", None, (None, None, 4), 3),
        ("isis", None, (4, None, None), None),
        (None, None, (None, None, 4), None),
    ],
)
def test_type_of_violence(a, b, dead, kind):
    parts = (Dead(n, n, n) if n else None for n in dead)
    assert type_of_violence(Split(a, b, *parts, None), "sy") == kind


def test_the_government_is_side_a():
    split = state_first(Split("isis", "us_coalition", Dead(4, 4, 4), None, None, None), "sy")
    assert (split.side_a, split.side_b, split.deaths_a, split.deaths_b) == (
        *("us_coalition", "isis"),
        *(None, Dead(4, 4, 4)),
    )


def test_cells_of_priogrid():
    assert priogrid(-90, -180) == 1
    assert priogrid(89.9, 179.9) == 259200
    assert priogrid(36.2, 37.15) == 252 * 720 + 434 + 1


def test_the_same_journal_gives_the_same_bytes(marsad, out, tmp_path):
    again = released(marsad, tmp_path / "again")
    names = sorted(path.name for path in out.iterdir())
    assert names == sorted(path.name for path in again.iterdir())
    assert [(out / name).read_bytes() == (again / name).read_bytes() for name in names] == [True] * len(names)


def test_the_manifest_vouches_for_every_file(out):
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert {one["name"] for one in told["files"]} == {path.name for path in out.iterdir()} - {"manifest.json"}
    for listed in told["files"]:
        assert hashlib.sha256((out / listed["name"]).read_bytes()).hexdigest() == listed["sha256"]


def test_the_workbook_runs_from_right_to_left_and_its_cells_are_no_formulas(marsad, tmp_path):
    recorded(
        marsad, tmp_path, [("=cmd()", "2021-03-03", "Shelling killed four civilians in Ariha in Idlib yesterday.")]
    )
    out = released(marsad, tmp_path / "out")
    book = openpyxl.load_workbook(out / "ledger.ar.xlsx")
    for sheet in book:
        assert sheet.sheet_view.rightToLeft
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref
    [cell] = [cell for row in book["التقارير"].iter_rows(min_row=2) for cell in row if cell.value == "=cmd()"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    killed = [cell.value for cell in book["الحوادث"][1]].index("القتلى، المرجّح")
    assert book["الحوادث"][2][killed].value == 4, "a number is a number"
    assert one(out, "sources", publisher="'=cmd()")


def test_every_column_is_defined_in_both_languages():
    made = tables(Material(Made(0, "", SOME_TIME)))
    for table in (*made.own, *made.others):
        for column in table.columns:
            for lang in ("en", "ar"):
                assert meaning(table.key, column.key, lang)


def test_the_dictionary_in_the_documents_is_the_one_of_releases():
    assert PAGE.read_text(encoding="utf-8") == page(), "python tests/dictionary_page.py writes it anew"


def test_a_period(marsad, out, tmp_path):
    some = released(marsad, tmp_path / "some", "--from", "2021-03-03", "--to", "2021-03-07")
    [row] = rows(some, "incidents")
    assert row["place"] == "Sarmin"
    assert {row["publisher"] for row in rows(some, "sources")} == {"Wire B"}
    assert json.loads((some / "manifest.json").read_text(encoding="utf-8"))["options"]["to"] == "2021-03-07"


def test_an_empty_period_and_a_folder_that_is_there_are_refused(marsad, out, tmp_path):
    none = marsad("release", tmp_path / "none", "--from", "1999-01-01", "--to", "1999-12-31")
    assert none.status == 2
    assert none.sentences == [
        "marsad: No incident that may be shown is known from 1999-01-01 to 1999-12-31. Nothing was written."
    ]
    assert not (tmp_path / "none").exists()
    (out / "note.txt").write_text("mine")
    there = marsad("release", out)
    assert (there.status, there.sentences) == (
        2,
        [f"marsad: {out} is there already; name another folder. Nothing was written."],
    )
    empty = marsad("--home", tmp_path / "nowhere", "release", tmp_path / "x")
    assert empty.status == 2
