"""Claims that were read beside claims that a person marked: pairs, what is right in them, figures, errors by kind."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.eval_reports import papers_of
from marsad.exam.errors import Error, How, Kind, counted, errors, sort_of
from marsad.exam.fields import FIELDS
from marsad.exam.likeness import same_days, same_words
from marsad.exam.mark import Mark, Sheet
from marsad.exam.pairing import pair
from marsad.exam.record import errors_record, scores_record
from marsad.exam.scores import scores
from marsad.exam.verdict import examine
from marsad.model.claim import Harm, Method, Side, TollKind
from marsad.model.count import Count
from marsad.model.report import Report
from marsad.model.span import Quote
from marsad.model.when import Days, When, WhenBasis
from marsad.read_reports import read_reports

TEXT = "قُتل 3 عناصر من قوات النظام وأصيب 5 آخرون بكمين قرب السخنة، بينهم ضابطان."
DAY = Days.of(date(2021, 3, 3))
KILLED = "قُتل 3 عناصر"
INJURED = "أصيب 5 آخرون"
SHARED = Path(__file__).parents[2] / "shared"


def mark(words, number, harm=Harm.KILLED, **slots):
    plain = {"side": Side.COMBATANT, "party": "isis", "toll": TollKind.EVENT, "when": DAY, "hedged": False}
    return Mark(Quote(TEXT.index(words), words), harm, Count(number, number), **plain | slots)


def sheet(*marks, lang="ar"):
    return Sheet(Report(TEXT, lang=lang, name="r", published=When(DAY, WhenBasis.METADATA)), marks)


def paper(gold, read):
    return examine(sheet(*gold), tuple(read))


# ---- pairs


def test_an_equal_count_goes_before_a_nearer_quote():
    gold = [mark(KILLED, 3), mark("ضابطان", 2)]
    assert pair(gold, [mark("عناصر من", 2), mark("3 عناصر من قوات النظام", 3)]) == ((0, 1),)


def test_what_is_far_away_is_no_pair():
    assert pair([mark(KILLED, 3)], [mark("ضابطان", 3)]) == ()


def test_vague_counts_are_like_each_other_only():
    dozens = replace(mark(KILLED, 20), count=Count(20, None, vague=True))
    several = replace(mark(KILLED, 2), count=Count(2, None, vague=True))
    assert paper([dozens], [several]).verdicts[0].count
    assert not paper([dozens], [replace(mark(KILLED, 20), count=Count(20, None))]).verdicts[0].count
    assert not paper([mark(KILLED, 20)], [dozens]).verdicts[0].count


# ---- slots


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("مدينة السخنة", "مدينه السخنه", True),
        ("قُرب السُّخنة", "قرب السخنة بريف حمص الشرقي", False),
        ("قرب السخنة بريف حمص", "السخنة بريف", True),
        ("the town of Sarmin", "Sarmin", False),
        ("town of Sarmin", "Sarmin TOWN", True),
        (None, None, True),
        ("", None, True),
        (None, "Sarmin", False),
    ],
)
def test_places_are_compared_by_their_words(one, other, same):
    assert same_words(one, other) == same_words(other, one) == same


def test_days_may_differ_by_one():
    assert same_days(DAY, DAY.shift(1))
    assert same_days(None, None)
    assert not same_days(DAY, DAY.shift(2))
    assert not same_days(DAY, Days(DAY.first, DAY.last.replace(day=5)))
    assert not same_days(None, DAY)


def test_a_part_hangs_right_only_under_the_mate_of_its_whole():
    gold = [mark(KILLED, 3), mark("ضابطان", 2, part_of=0)]
    right = [mark("ضابطان", 2, part_of=1), mark(KILLED, 3)]
    assert [verdict.holds("structure") for verdict in paper(gold, right).verdicts] == [True, True]
    alone = [mark("ضابطان", 2)]
    assert [verdict.holds("structure") for verdict in paper(gold, alone).verdicts] == [False]


# ---- figures


def test_rows_count_of_those_marked_and_of_those_read():
    gold = [mark(KILLED, 3), mark(INJURED, 5, Harm.INJURED, method=Method.CLASH)]
    made = scores([paper(gold, [mark(KILLED, 3)])])
    [everything, arabic] = made.parts
    assert (everything.name, everything.gold, everything.read) == ("all", 2, 1)
    assert arabic.rows == everything.rows
    row = everything.rows[0]
    assert (row.name, row.precision, row.recall, round(row.f1, 4)) == ("count", 1.0, 0.5, 0.6667)


def test_slots_ask_only_where_the_count_is_right():
    gold = [mark(KILLED, 3, place="السخنة"), mark(INJURED, 5, Harm.INJURED)]
    made = scores([paper(gold, [mark(KILLED, 3), mark(INJURED, 6, Harm.INJURED)])])
    slots = {slot.name: (slot.right, slot.asked) for slot in made.slots}
    assert slots["place"] == (0, 1)
    assert slots["party_combatants"] == (1, 1)
    assert "when_other" not in slots  # the day is the report's own


def test_nothing_at_all_is_no_division_by_nothing():
    record = scores_record(scores([paper([], [])]))
    assert record["all"]["full"]["f1"] == 0.0
    assert record["slots"] == {"running_f1": None, "total_f1": None, "part_of_f1": None}


# ---- errors


def kinds(gold, read):
    return [(error.kind, *sort_of(error)) for error in errors(paper(gold, read))]


def test_a_claim_missed_and_one_read_in_vain():
    assert kinds([mark(KILLED, 3)], []) == [("missed", "killed")]
    assert kinds([], [mark(INJURED, 5, Harm.INJURED)]) == [("spurious", "injured")]


@pytest.mark.parametrize(
    ("marked", "read", "sort"),
    [
        ({}, {"harm": Harm.INJURED}, ("harm", "killed", "injured")),
        ({}, {"count": Count(3, None)}, ("count", How.BOUND)),
        ({}, {"count": Count(2, None, vague=True)}, ("count", How.VAGUE)),
        ({}, {"count": Count(4, 4)}, ("count", How.OTHER)),
        ({}, {"side": Side.CIVILIAN}, ("side", "combatant", "civilian")),
        ({}, {"party": None}, ("party", "isis", None)),
        ({"toll": TollKind.TOTAL}, {}, ("toll", "total", "event")),
        ({"method": Method.CLASH}, {"method": Method.DRONE}, ("method", "clash", "drone")),
        ({"hedged": True}, {}, ("hedged", "yes", "no")),
        ({"place": "السخنة"}, {}, ("place", How.NOT_READ)),
        ({}, {"by": "قوات النظام"}, ("by", How.NOT_MARKED)),
        ({"source": "المرصد"}, {"source": "ناشطون"}, ("source", How.OTHER)),
        ({"when": None}, {"basis": WhenBasis.REPORT}, ("when", How.NOT_MARKED, "report")),
        ({}, {"when": None}, ("when", How.NOT_READ)),
        ({}, {"when": DAY.shift(-5), "basis": WhenBasis.RELATIVE}, ("when", How.WEEK, "relative")),
        ({}, {"when": DAY.shift(20)}, ("when", How.MONTH)),
        ({}, {"when": DAY.shift(400)}, ("when", How.FAR)),
    ],
)
def test_what_is_wrong_in_a_pair_and_how(marked, read, sort):
    gold = replace(mark(KILLED, 3), **marked)
    assert kinds([gold], [replace(mark(KILLED, 3), **read)]) == [sort]


def test_parts_are_named_as_the_pages_number_them():
    gold = [mark(KILLED, 3), mark("ضابطان", 2, part_of=0)]
    [error] = errors(paper(gold, [mark(KILLED, 3), mark("ضابطان", 2)]))
    assert error == Error(Kind.PART_OF, 1, 1, "1", None, How.NOT_READ)


def test_errors_are_counted_by_kind_in_one_order():
    found = errors(paper([mark(KILLED, 3), mark(INJURED, 5, Harm.INJURED)], []))
    counts = counted(found)
    assert list(counts) == list(Kind)
    assert counts[Kind.MISSED] == {("killed",): 1, ("injured",): 1}
    record = errors_record([paper([mark(KILLED, 3)], [])], 1)
    assert record["missed"]["examples"][0]["gold"] == {"start": 0, "quote": KILLED}


slots = st.fixed_dictionaries(
    {
        "side": st.sampled_from(Side),
        "party": st.sampled_from([None, "isis"]),
        "toll": st.sampled_from(TollKind),
        "method": st.sampled_from([None, *Method]),
        "place": st.sampled_from([None, "السخنة", "قرب السخنة"]),
        "part_of": st.sampled_from([None, 0]),
    }
)
marks = st.lists(
    st.builds(
        lambda words, number, harm, more: mark(words, number, harm, **more),
        st.sampled_from([KILLED, INJURED, "ضابطان"]),
        st.integers(0, 3),
        st.sampled_from(Harm),
        slots,
    ),
    max_size=4,
)


@given(marks, marks)
def test_every_claim_is_right_wrong_missed_or_read_in_vain(gold, read):
    made = paper(gold, read)
    assert len({v.gold for v in made.verdicts}) == len({v.read for v in made.verdicts}) == len(made.verdicts)
    found = errors(made)
    assert sum(error.kind == Kind.MISSED for error in found) == len(gold) - len(made.verdicts)
    assert sum(error.kind == Kind.SPURIOUS for error in found) == len(read) - len(made.verdicts)
    wrong = {error.gold for error in found if error.gold is not None and error.got is not None}
    assert {v.gold for v in made.verdicts if not v.holds("full")} <= wrong


@given(marks)
def test_whoever_reads_what_is_marked_makes_no_error(gold):
    whole = [
        replace(one, part_of=None if one.part_of is not None and n == 0 else one.part_of) for n, one in enumerate(gold)
    ]
    made = scores([paper(whole, whole)])
    assert all(row.f1 == (1.0 if gold else 0.0) for row in made.parts[0].rows if row.name == "count")


# ---- the figures are those of the scorer beside the gold reports


@pytest.mark.skipif(not (SHARED / "gold" / "score.py").exists(), reason="the scorer is not beside this checkout")
@pytest.mark.parametrize("name", ["gold/dev.jsonl", "seed/report.jsonl"])
@pytest.mark.parametrize("dropped", [(), ("toll", "side", "hedged", "part_of", "when")], ids=["whole", "bare"])
def test_our_figures_are_those_of_the_scorer(tmp_path, capsys, name, dropped):
    gold = SHARED / name
    predicted = tmp_path / "predicted.jsonl"
    read_reports([str(gold)], as_lines=True)
    with predicted.open("w", encoding="utf-8") as out:
        for line in capsys.readouterr().out.splitlines():
            row = json.loads(line)
            claims = [{slot: claim[slot] for slot in FIELDS if slot not in dropped} for claim in row["claims"]]
            out.write(json.dumps({"id": row["id"], "claims": claims}) + "\n")
    score = [sys.executable, str(SHARED / "gold" / "score.py"), str(gold), str(predicted), "--json"]
    theirs = json.loads(subprocess.run(score, capture_output=True, check=True, text=True).stdout)
    ours = scores_record(scores(papers_of(str(gold), predicted)))
    del ours["asked"]
    assert ours == theirs
    if not dropped:
        assert scores_record(scores(papers_of(str(gold)))).items() >= theirs.items()
