"""The exams of the ledger from the command line: one line a step, one line an incident; what is damaged is named."""

import json

FIRST = "قُتل 9 عناصر من قوات النظام، أمس الثلاثاء، في كمين لتنظيم “داعش” قرب مدينة السخنة، بحسب المرصد السوري."
SECOND = "ارتفع إلى 14 عدد قتلى قوات النظام في كمين “داعش” يوم الثلاثاء قرب مدينة السخنة، بحسب المرصد السوري."


def bulletin(name, text, day):
    return {"id": name, "source": "Wire A", "published": day, "seen": day, "lang": "ar", "text": text}


SERIES = {"id": "s1", "bulletins": [bulletin("b1", FIRST, "2021-03-03"), bulletin("b2", SECOND, "2021-03-04")]}


def lines(ran):
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_series_gives_the_ledger_after_each_bulletin(marsad, tmp_path):
    path = tmp_path / "series.jsonl"
    path.write_text(json.dumps(SERIES), encoding="utf-8")
    ran = marsad("exam", "series", path)
    assert ran.status == 0
    steps = lines(ran)
    assert [(row["series"], row["step"]) for row in steps] == [("s1", 0), ("s1", 1)]
    assert [[one["killed"] for one in row["incidents"]] for row in steps] == [[[9, 9]], [[14, 14]]]
    assert steps[1]["incidents"][0]["lead"] == ["b1", "b2"]
    assert not (tmp_path / "ledger").exists()


def test_reports_give_their_incidents(marsad, tmp_path):
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in SERIES["bulletins"]), encoding="utf-8")
    [row] = lines(marsad("exam", "incidents", path))
    assert row["lead"] == ["b1", "b2"]
    assert row["tolls"] == [{"harm": "killed", "side": "combatant", "low": 14, "high": 14}]


def test_what_is_damaged_is_named_and_the_rest_examined(marsad, tmp_path):
    path = tmp_path / "series.jsonl"
    broken = {"id": "s2", "bulletins": [{"id": "b3"}, bulletin("b4", FIRST, "2021-03-03")]}
    path.write_text("\n".join(["{oops", '{"id": "s0"}', json.dumps(broken), json.dumps(SERIES)]), encoding="utf-8")
    ran = marsad("exam", "series", path)
    assert ran.status == 2
    assert [row["series"] for row in lines(ran)] == ["s2", "s1", "s1"]
    said = " ".join(ran.sentences)
    for words in ("line 1: is damaged JSON", "line 2: is no series", "line 3, report 1: has no field “text”"):
        assert words in said


def test_an_exam_that_is_not_there_is_one_sentence(marsad, tmp_path):
    for kind in ("series", "incidents"):
        ran = marsad("exam", kind, tmp_path / "none.jsonl")
        assert (ran.status, len(ran.sentences)) == (2, 1)
        assert "there is no such file; check the name and the folder." in ran.sentences[0]
