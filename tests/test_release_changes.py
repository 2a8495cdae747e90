"""What changed since an earlier release: new, changed with the reason, withdrawn; and bases that are none."""

import json
import shutil

import pytest

from marsad.model.problem import Problem
from marsad.release.changes import why_in
from marsad.release.checks import Hidden, checked, ends, groups
from marsad.release.folder import tables
from marsad.release.material import Issued, Made, Material
from marsad.release.table import Column, Kind, Table
from marsad.render.labels import labels
from releases import LINES, one, recorded, released, rows
from values import SOME_TIME

PEN = ("--by", "Rima", "--why", "the hospital list has 13 names", "--yes")


@pytest.fixture
def old(marsad, tmp_path):
    recorded(marsad, tmp_path, [LINES[0], LINES[3]])
    return released(marsad, tmp_path / "old")


def changed(folder):
    return {(row["change"], row["what"]): (row["old"], row["new"], row["why"]) for row in rows(folder, "CHANGES")}


def test_a_toll_that_rose_says_why_and_a_new_incident_is_listed(marsad, old, tmp_path):
    recorded(marsad, tmp_path, LINES[1:3])
    new = released(marsad, tmp_path / "new", "--base", old)
    found = changed(new)
    old_figure, new_figure, why = found["changed", "killed"]
    assert (old_figure, new_figure) == ("9+", "14")
    assert why.startswith("rises from at least 9 to 14")
    assert found["new", ""][1] == "injured 7; killed 3"
    told = (new / "CHANGES.md").read_text(encoding="utf-8")
    assert "killed: 9+ → 14 (rises from at least 9 to 14" in told
    assert "قتلى: 9+ ← 14 (ارتفع من 9 على الأقل إلى 14" in told
    assert "قتلى 3" in told
    manifest = json.loads((new / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["base"]["entry"] == json.loads((old / "manifest.json").read_text(encoding="utf-8"))["head"]["entry"]


def test_nothing_changed(marsad, old, tmp_path):
    new = released(marsad, tmp_path / "new", "--base", old)
    assert rows(new, "CHANGES") == []
    assert "Nothing changed." in (new / "CHANGES.md").read_text(encoding="utf-8")
    assert "لم يتغير شيء." in (new / "CHANGES.md").read_text(encoding="utf-8")


def test_a_decision_is_the_reason_of_what_it_moved(marsad, old, tmp_path):
    number = marsad("decide", "correct", "1.1", "count=13", *PEN).out.split("decision ")[-1].split(".")[0]
    found = changed(released(marsad, tmp_path / "new", "--base", old))
    assert found["changed", "killed"] == ("9+", "13", f"decision {number}")


def test_merged_and_removed_incidents_are_withdrawn(marsad, old, tmp_path):
    ambush, bomb = (row["incident"] for row in rows(old, "incidents"))
    assert marsad("decide", "merge", ambush, bomb, *PEN).status == 0
    new = released(marsad, tmp_path / "new", "--base", old)
    assert (one(new, "CHANGES", change="withdrawn")["incident"], one(new, "CHANGES", change="withdrawn")["new"]) == (
        bomb,
        ambush,
    )
    assert marsad("expunge", "1", *PEN).status == 0
    gone = released(marsad, tmp_path / "gone", "--base", old)
    assert ambush in {row["incident"] for row in rows(gone, "CHANGES") if row["change"] == "withdrawn"}


def test_for_everybody_reasons_leave_the_words_of_reports_out(marsad, tmp_path):
    recorded(marsad, tmp_path, LINES[:1])
    old = released(marsad, tmp_path / "old", "--public")
    rise = "ارتفع إلى 14 عدد قتلى قوات النظام في كمين الثلاثاء قرب مدينة السخنة، بعد وفاة 5 جرحى متأثرين بجراحهم."
    recorded(marsad, tmp_path, [("Wire A", "2021-03-05", rise)])
    public = released(marsad, tmp_path / "public", "--public", "--base", old)
    assert "جراح" not in (public / "CHANGES.csv").read_text(encoding="utf-8")
    assert changed(public)["changed", "killed"][2].startswith("rises from at least 9 to 14")


def test_a_name_that_is_restricted_since_does_not_come_back_with_what_changed(marsad, tmp_path):
    secret = "Salem Monitor"
    recorded(marsad, tmp_path, [(secret, *LINES[3][1:])])
    old = released(marsad, tmp_path / "old", "--public")
    assert any(secret.lower() in row["voices"] for row in rows(old, "incidents"))
    assert marsad("restrict", "--source", secret, "--to", "team", *PEN).status == 0
    new = released(marsad, tmp_path / "new", "--public", "--base", old)
    assert changed(new)["changed", "voices"][0] == "█████ ███████"
    assert all(secret.lower() not in path.read_text("utf-8").lower() for path in new.glob("CHANGES*"))


def test_a_base_for_others_or_of_another_ledger_is_refused(marsad, old, tmp_path):
    public = marsad("release", tmp_path / "x", "--base", old, "--public")
    assert public.status == 2
    assert "is for the team and this one for everybody" in public.err
    other = tmp_path / "other"
    assert marsad("--home", other, "add", next(tmp_path.glob("in-*.jsonl"))).status == 0
    elsewhere = marsad("--home", other, "release", tmp_path / "x", "--base", old)
    assert (elsewhere.status, "was made of another ledger" in elsewhere.err) == (2, True)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (shutil.rmtree, "its manifest.json cannot be read"),
        (lambda f: (f / "manifest.json").write_text("{"), "its manifest.json is damaged"),
        (lambda f: (f / "manifest.json").write_text('{"file": "x"}'), "it says to be a x"),
        (lambda f: (f / "manifest.json").write_text("[1]"), "is no release"),
        (lambda f: (f / "tolls.csv").write_text("incident,cell\n"), "tolls.csv is not what its manifest says"),
        (lambda f: (f / "ged.csv").unlink(), "is not whole: ged.csv cannot be read"),
    ],
)
def test_a_damaged_base_is_told_in_a_sentence(damage, told, marsad, old, tmp_path):
    damage(old)
    ran = marsad("release", tmp_path / "new", "--base", old)
    assert (ran.status, len(ran.sentences)) == (2, 1)
    assert told in ran.err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("rises from at least 9 to 14: وفاة جرحى", "ارتفع من 9 على الأقل إلى 14: وفاة جرحى"),
        ("the first figure (at least 2 of syrian government)", "أول عدد (2 على الأقل من قوات النظام السوري)"),
        ("decision 12; 14", "القرار 12; 14"),
        ("corrected downward from 14, though no word says so", "صُحّح نزولاً من 14, ولا كلمة تقول ذلك"),
    ],
)
def test_reasons_in_arabic(why, said):
    assert why_in(why, "ar", labels("ar")) == said
    assert why_in(why, "en", labels("en")) == why


# ---- checks see what they are for


def ged(**values):
    columns = ("relid", "low", "best", "high", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    return Table("ged", tuple(Column(key, Kind.WHOLE) for key in columns), (tuple(values.get(k) for k in columns),))


def test_ends_out_of_order_are_seen():
    assert [*ends([ged(relid="i1", low=3, best=4, high=9)])] == []
    [fault] = ends([ged(relid="i1", low=5, best=4, high=9)])
    assert str(fault) == "ged i1: low 5, best 4, high 9 are not in order."


def test_groups_that_do_not_sum_are_seen():
    assert [*groups(ged(relid="i1", best=4, deaths_a=1, deaths_unknown=3))] == []
    [fault] = groups(ged(relid="i1", best=4, deaths_a=1, deaths_unknown=2))
    assert str(fault) == "ged i1: the groups of the dead sum to 3, not to 4."


def incident(**slots):
    from marsad.model.incident import Incident
    from marsad.model.split import Split

    return Issued(
        Incident("i0000000001", ("r:0-1:killed",), ("r",), **slots), Split(None, None, None, None, None, None)
    )


def faults(one):
    material = Material(Made(1, "0" * 64, SOME_TIME), (one,))
    return checked(tables(material), material, Hidden())


def test_a_part_larger_than_its_whole_stops_and_one_larger_than_its_side_warns():
    from marsad.model.incident import Cell, Toll

    def toll(path, n):
        return Toll(Cell.parse(path), n, n, n, low_claims=("r:0-1:killed",), best_claims=("r:0-1:killed",))

    found = faults(incident(tolls=(toll("killed", 3), toll("killed/civilian", 3), toll("killed/civilian:children", 4))))
    assert [fault.kind for fault in found.faults] == ["parts"]
    found = faults(incident(tolls=(toll("killed", 9), toll("killed/civilian", 3), toll("killed/civilian:children", 4))))
    assert found.faults == ()
    assert [warning.kind for warning in found.warnings] == ["parts"]


def test_a_place_outside_of_its_area_is_seen():
    from marsad.model.place import Location, Precision

    def at(lat, lon):
        return Location("تدمر", lat, lon, 5.0, Precision.COMMUNITY, ("C2889", "SY040500", "SY0405", "SY04"))

    assert faults(incident(location=at(34.55, 38.28))).faults == ()
    [fault] = faults(incident(location=at(36.2, 37.15))).faults
    assert fault.sentence.endswith("outside of SY04, and its radius is 5 km.")


def test_a_total_that_does_not_add_up_is_a_warning(marsad, tmp_path):
    lines = [*LINES[2:3], ("W", "2021-03-05", "In all, 90 civilians were killed in Idlib over the past two days.")]
    recorded(marsad, tmp_path, lines)
    told = json.loads((released(marsad, tmp_path / "out") / "manifest.json").read_text(encoding="utf-8"))
    assert [one["check"] for one in told["warnings"]] == ["totals"]


def test_a_fault_stops_the_release(marsad, tmp_path, monkeypatch):
    from marsad.release import checks

    recorded(marsad, tmp_path)
    monkeypatch.setattr(checks, "groups", lambda _ged: [Problem("groups", "do not sum.", "ged i1")])
    ran = marsad("release", tmp_path / "out")
    assert (ran.status, ran.out) == (2, "")
    assert ran.sentences == ["marsad: Nothing was written, since checks fail (1): ged i1: do not sum."]
    assert not (tmp_path / "out").exists()
    assert marsad("ledger", "--stated", "2100-01-01").status == 2
