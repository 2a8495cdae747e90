"""Restricted reports, sources and persons: no command tells of them to those who may not see them."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from desks import LINES, NOON, People, desk, drafted_by_people
from ledger_text import readings
from marsad import flow
from marsad.commands import app
from marsad.ledger.drafting import Pen
from marsad.ledger.reconcile import reconcile
from marsad.ledger.restricting import reprinting, restriction
from marsad.ledger.sight import WITHHELD_SOURCE, WITHHELD_WORDS, sight
from marsad.model.audience import OPEN, TEAM, Audience, Level
from marsad.model.problem import MarsadError

RIMA = Audience("Rima")
PEN = Pen("Omar", "a witness at risk", NOON)


def line(publisher, day, text, name):
    return json.dumps({"id": name, "source": publisher, "published": day, "text": text}, ensure_ascii=False)


SECRET, SOURCE, PERSON = "Kept Desk", "Salem al-Rawi", "ليلى الحلبي"
REPORTS = "\n".join(
    (
        line(
            SECRET, "2021-03-03", "At least 947 civilians were killed in shelling on Kafr Nabl, a clerk said.", "kept-1"
        ),
        line("Wire", "2021-03-03", f"Three civilians were killed in shelling on Kafr Nabl, {SOURCE} said.", "r2"),
        line("بريد إدلب", "2021-03-04", f"قُتلت المدنية {PERSON} بقصف على مدينة أريحا بريف إدلب.", "r3"),
        line("Desk", "2021-03-05", "In all, 990 civilians were killed in Idlib over the past two days.", "r4"),
        line("Wire", "2021-03-05", "The toll of the shelling on Kafr Nabl rose to 5 killed civilians.", "r5"),
        line(
            SECRET,
            "2021-03-06",
            "More than 940 ISIS fighters are deployed in the Syrian desert, over an area of 4,000 square kilometres.",
            "kept-2",
        ),
    )
)
WHY, ASKED = "the clerk's own register", "they asked for it"
KEPT = re.compile(rf"(?<![0-9a-f])94[01789](?![0-9a-f])|{SECRET}|kept-\d|clerk|register")
NAMES = re.compile(f"Salem|Rawi|ليلى|الحلبي|seamstress|(?<![0-9a-f])119(?![0-9a-f])|{ASKED}", re.IGNORECASE)
KEPT_ONES = {"correct", "note", "link", "grade", "1"}
HARMLESS = {
    *(
        ("read",),
        ("eval",),
        ("exam", "series"),
        ("exam", "incidents"),
        ("place",),
        ("places",),
        ("actors",),
        ("version",),
    ),
    *(("bulk",), ("bulk-ledger",)),  # of archives that are no ledger: their files have no audience
    *(("verify",), ("head",), ("rebuild",), ("key",), ("trust",)),
    ("serve",),  # pages ask those who sign in: test_web_audience.py
}
"""Commands that ask no ledger, or tell nothing of what stands in it."""
WHOLE = {("backup",), ("restore",), ("bundle", "export"), ("bundle", "import")}
"""Commands that are there to keep or carry everything."""
CHARTS = ("weeks", "governorates", "parties", "calendar")
NUMBERS = itertools.count()
"""For the names of folders that are not there yet."""
SHAPES = {"--json", "--csv", "--history", "--by", "--conflicts"}
"""Options that change what is shown."""


@pytest.fixture
def kept(marsad, tmp_path):
    """A ledger with restricted reports, a restricted source and person, and decisions about all of them."""
    (tmp_path / "in.jsonl").write_text(REPORTS, encoding="utf-8")
    assert marsad("add", tmp_path / "in.jsonl").status == 0
    pen = ("--by", "Omar", "--yes")
    both = [one["id"] for one in json.loads(marsad("ledger", "--json").out)["incidents"]]
    for words in (
        ("decide", "correct", "1.1", "count=948"),
        ("decide", "note", "1.1", "2.1"),
        ("decide", "link", "1.1", "5.1"),
        ("decide", "link", "1.1", "2.1", "5.1"),
        ("decide", "grade", both[0], "confirmed"),
        ("restrict", "1", "6", "--to", "Rima"),
        ("decide", "person", "3.1", "--name", PERSON, "--sex", "female", "--age", "119", "--role", "seamstress"),
        ("decide", "undo", "25"),
        ("decide", "person", "3.1", "--name", PERSON, "--age", "119", "--role", "seamstress"),
        ("restrict", "--source", SOURCE, "--to", "team"),
    ):
        ran = marsad(*words, "--why", WHY if words[1] in KEPT_ONES else ASKED, *pen)
        assert ran.status == 0, (words, ran.err)
    return marsad


def commands(group=None, path=()):
    """Walk every command there is."""
    group = group or typer.main.get_command(app)
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def compared_with(tmp_path):
    """Write an export of somebody else's events in the days of the reports."""
    file = tmp_path / "theirs.csv"
    file.write_text("id,date_start,date_end,best\n1,2021-03-01,2021-03-09,3\n", encoding="utf-8")
    return file


def asked(path, command, shown, tmp_path):
    """Return the ways to ask a command; a command that is not known here and needs words fails the test."""
    incident, mark = shown
    recipes = {
        ("add",): [[tmp_path / "in.jsonl"]],
        ("watch",): [[tmp_path / "none.toml"]],
        ("show",): [[incident]],
        ("explain",): [[incident, "killed"]],
        ("history",): [[incident], [incident, "killed"]],
        ("new",): [["--from", "2021-03-01", "--to", "2030-01-01", "--by", by] for by in ("recorded", "published")],
        ("sum",): [["--by", by] for by in ("harm", "place", "party")],
        ("expunge",): [["2", "--by", "Omar", "--why", "x"], ["1", "--by", "Omar", "--why", "x"]],
        ("restrict",): [["2", "--by", "Omar", "--why", "x"], ["1", "--by", "Omar", "--why", "x"]],
        ("reread",): [["--dry-run"]],
        ("versions",): [["1"], ["2"], ["https://kept.example/1"]],
        ("evidence",): [[incident, "--out", tmp_path / f"evidence-{next(NUMBERS)}"]],
        **{("chart", kind): [["--out", tmp_path / f"{kind}.svg"]] for kind in CHARTS},
        ("chart", "steps"): [[incident, "--out", tmp_path / "steps.svg"]],
        ("compare",): [["ged", compared_with(tmp_path)]],
        ("bulletin",): [
            [incident],
            ["--from", "2021-03-01", "--to", "2030-01-01", "--lang", "ar", "--format", "html"],
            ["--place", "Idlib", "--conflict", "all"],
        ],
        ("release",): [[tmp_path / f"release-{next(NUMBERS)}"]],
        ("sheet", "export"): [[tmp_path / "nowhere" / "out.xlsx"]],
        ("sheet", "import"): [[tmp_path / "in.xlsx", "--by", "Omar", "--why", "x"]],
        ("sheet", "mapping"): [[tmp_path / "in.csv"]],
        ("statement",): [["--words", tmp_path / "none.txt", "--by", "Omar", "--consent", "no"]],
        ("search",): [["Kafr"], ["killed"], ["قتلت"], ["بريف"], ["shelling"], ["fighters"], ["wire"]],
        ("decide", "grade"): [[incident, "weak"]],
        ("decide", "merge"): [[incident, mark]],
        ("decide", "part"): [["2.1", "1.1"]],
        ("decide", "apart"): [[incident, "i"], [incident, mark]],
        ("decide", "add"): [[number, "harm=injured", "count=9", "--quote", "Kafr Nabl"] for number in ("1", "2", "3")],
        ("decide", "correct"): [[mark, "count=9"], ["1.1", "count=9"]],
        ("decide", "person"): [["2.1", "--name", "Kafr"], ["1.1", "--name", "clerk"], ["3.1", "--name", "أريحا"]],
        ("decide", "undo"): [[str(number)] for number in range(19, 31)],
    }
    deciding = ("confirm", "link", "split", "retract", "note")
    recipes |= {("decide", kind): [[mark], [incident], [mark, "5.1"], ["1.1"]] for kind in deciding}
    needs = [p for p in command.params if p.required]
    assert path in recipes or not needs, f"say in this test how `marsad {' '.join(path)}` is asked"
    pen = ["--by", "Omar", "--why", "x"] if path[0] == "decide" else []
    flags = [o for p in command.params for o in p.opts if o in SHAPES and p.is_flag]
    for words in recipes.get(path, [[]]):
        yield from ([*path, *words, *pen, *flag] for flag in ([], *([flag] for flag in flags)))


def told(kept, whom, tmp_path, most=None):
    """Run every command for an audience, on so many incidents at most; return what each printed."""
    found = {}
    incidents = json.loads(kept("ledger", "--json", "--for", whom).out)["incidents"][:most]
    for at, one in enumerate(incidents):
        for path, command in commands():
            if path not in HARMLESS | WHOLE and not (at and path[0] == "decide"):
                for asking in asked(path, command, (one["id"], "2.1"), tmp_path):
                    words = tuple(map(str, asking))
                    if words not in found:
                        ran = kept(*words, "--for", whom, stdin="n\n")
                        found[words] = re.sub("[\u2066-\u2069]", "", ran.out + ran.err + drawn(words))
    return {words: out.replace(str(tmp_path), "") for words, out in found.items()}


def drawn(words):
    """Return the words in the drawing that a command was asked for."""
    path = Path(words[words.index("--out") + 1]) if "--out" in words else Path()
    text = path.read_text(encoding="utf-8") if path.suffix == ".svg" and path.exists() else ""
    return " ".join(re.findall(r">([^<>{}]+)<", text) + re.findall(r'aria-label="([^"]*)"', text))


def leaks(found, *secrets):
    return sorted(" ".join(words) for words, out in found.items() if any(secret.search(out) for secret in secrets))


def test_no_command_tells_anybody_what_they_may_not_see(kept, tmp_path):
    for_rima = told(kept, "Rima", tmp_path, 1)
    kept_ids = re.compile("|".join({c.partition(":")[0] for c in secret_claims(kept)}))
    assert {words.split()[0] for words in leaks(for_rima, KEPT)} >= {
        *("ledger", "show", "explain", "history", "audit", "presence", "sum", "rank", "series", "new"),
        *("decide", "decisions", "expunge", "search", "bulletin"),
    }, "the walk looks at nothing"
    for_team = told(kept, "team", tmp_path)
    assert leaks(for_team, KEPT, kept_ids) == []
    assert leaks(told(kept, "open", tmp_path), KEPT, kept_ids, NAMES) == []


def secret_claims(kept):
    decided = json.loads(kept("decisions", "--json", "--for", "Rima").out)
    return [anchor for one in decided for anchor in one["anchors"][:1] if one["kind"] == "correct"]


def test_the_walk_sees_a_command_that_does_not_ask_who_may_see(kept, tmp_path, monkeypatch):
    monkeypatch.setattr(flow, "sight", lambda decisions, _whoever: sight(decisions, RIMA))
    assert len(leaks(told(kept, "open", tmp_path, 1), KEPT)) > 15


def test_a_new_command_that_needs_words_must_be_named_here(tmp_path):
    command = typer.main.get_command(app).commands["show"]
    with pytest.raises(AssertionError, match="how `marsad find` is asked"):
        list(asked(("find",), command, ("i", "2.1"), tmp_path))


def restricted(people, *, to="Rima", **what):
    """Restrict on the desk of people who decide."""
    pairs = [(kind.removesuffix("s"), name) for kind, names in what.items() for name in names]
    drafted = restriction(desk(people.told, people.decisions), pairs, to, PEN)
    people.decisions.append(replace(drafted, number=len(people.decisions) + 1))
    return people


def seen(people, audience):
    return sight(people.decisions, audience).of(people.told, people.decisions)


@given(st.sets(st.sampled_from("1234"), min_size=1))
def test_a_restricted_report_is_as_if_it_were_not_there(hidden):
    told = readings(LINES)
    people = restricted(People(told), reports=sorted(hidden))
    others = [reading for n, reading in enumerate(told, 1) if str(n) not in hidden]
    for audience in (OPEN, TEAM):
        assert replace(reconcile(*seen(people, audience)), decisions=()) == reconcile(others)
    assert replace(reconcile(*seen(people, RIMA)), decisions=()) == reconcile(told)


@settings(max_examples=40, deadline=None)
@given(drafted_by_people(), st.sampled_from(["1", "2", "4"]))
def test_of_decisions_nothing_is_left_that_speaks_of_it(people, hidden):
    gone = people.told[int(hidden) - 1].report.id
    restricted(people, reports=[hidden])
    told, decisions = seen(people, TEAM)
    assert gone not in repr([told, decisions])
    assert gone not in repr(reconcile(told, decisions))
    assert all(d.why in {"she was there", WITHHELD_WORDS} for d in decisions)


def test_the_latest_word_holds_and_can_be_taken_back():
    people = restricted(People(readings(LINES)), reports=["1"])
    assert len(seen(people, TEAM)[0]) == 3
    restricted(people, reports=["1"], to="open")
    assert len(seen(people, OPEN)[0]) == 4
    assert [str(s.state) for s in people.ledger.decisions] == ["overruled", "binds"]
    people.decide("undo", words=["2"])
    assert len(seen(people, TEAM)[0]) == 3
    people.decide("undo", words=["1"])
    assert len(seen(people, OPEN)[0]) == 4


def test_reports_that_print_the_same_words_are_named():
    lines = f"{LINES}\n= 2020-03-07 Baladi"
    people = restricted(People(readings(lines)), reports=["4"])
    assert reprinting(people.decisions[0], people.told) == [people.told[4].report.id]
    restricted(people, reports=["4", "5"])
    assert reprinting(people.decisions[1], people.told) == []


def test_two_who_say_the_same_of_a_hidden_source_stay_two_voices():
    lines = """
        2020-03-04 Enab citing Abu Karam: 5 killed, civilian, @Saraqib, on 2020-03-04, airstrike
        2020-03-05 Baladi citing Um Hadi: 7 killed, civilian, @Saraqib, on 2020-03-04, airstrike
        2020-03-06 AFP citing Abu Karam: 6 killed, civilian, @Saraqib, on 2020-03-04, airstrike
    """
    people = restricted(People(readings(lines)), sources=["Abu Karam", "Um Hadi"], to="team")
    [whole], [found] = (reconcile(*seen(people, who)).incidents for who in (TEAM, OPEN))
    assert found.voices == (WITHHELD_SOURCE, f"{WITHHELD_SOURCE} 2")
    assert found.tolls[0].best == whole.tolls[0].best
    assert "karam" not in repr(seen(people, OPEN)).lower()
    assert "karam" in repr(seen(people, TEAM)).lower()


def test_where_nothing_is_hidden_nothing_is_worked_out():
    people = restricted(People(readings(LINES)), reports=["1"])
    told, decisions = sight(people.decisions, RIMA).of(people.told, people.decisions[:0])
    assert told is people.told
    assert decisions == []


@pytest.mark.parametrize(
    ("to", "who", "shown"),
    [
        *(("open", who, True) for who in ("open", "team", "Rima")),
        *(("team", who, shown) for who, shown in (("open", False), ("Open", False), ("team", True), ("Rima", True))),
        *(
            ("Rima, Omar", who, shown)
            for who, shown in (("open", False), ("team", False), ("rima", True), ("Ali", False))
        ),
    ],
)
def test_who_may_see_what(to, who, shown):
    assert Level.parse(to).admits(Audience(who)) is shown


@pytest.mark.parametrize("words", ["", "Rima,", "team,Rima", "open, team"])
def test_a_level_that_cannot_be_meant_is_refused(words):
    with pytest.raises(MarsadError, match="Nothing was recorded"):
        restricted(People(readings(LINES)), reports=["1"], to=words)


def test_what_cannot_be_restricted_is_refused(kept):
    for words, sentence in (
        (("restrict",), "Name what is to be restricted"),
        (("restrict", "9"), "No report is called “9”"),
        (("restrict", "--person", "…"), "is no name"),
        (("restrict", "2", "--for", "Rima,Omar"), "--for says who asks"),
    ):
        ran = kept(*words, "--by", "Omar", "--why", "x", "--yes")
        assert (ran.status, sentence in ran.err) == (2, True)
    assert "says why" in kept("restrict", "2", "--by", "Omar", "--yes").err


def test_who_asks_is_a_setting_too(kept, monkeypatch):
    def reports():
        return re.search(r"out of (\d) reports", kept("ledger").out)[1]

    assert reports() == "4"
    monkeypatch.setenv("MARSAD_WHO", "Rima")
    assert reports() == "6"
    monkeypatch.setenv("MARSAD_FOR", "team")
    assert reports() == "4"
    assert "for everybody" in kept("ledger", "--for", "open").out


def test_of_the_past_too_only_what_may_be_seen_now(kept):
    now = kept("decisions", "--json", "--for", "Rima").out
    assert "out of 4 reports" in kept("ledger", "--recorded", "2100-01-01").out
    first = json.loads(now)[0]["at"]
    assert "out of 4 reports" in kept("ledger", "--recorded", first).out


def test_a_decision_of_who_does_not_see_all_binds_the_whole_ledger(kept):
    ran = kept("decide", "correct", "2.1", "count=4", "--by", "Ali", "--why", "the list", "--yes", "--for", "team")
    assert ran.status == 0
    assert kept("rebuild").status == 0


def test_a_search_does_not_even_count_what_is_kept(kept):
    for words, of_rima, of_team in (("clerk", 1, 0), ("Rawi", 1, 1), ("Kafr", 3, 2)):
        for whom, count in (("Rima", of_rima), ("team", of_team)):
            found = json.loads(kept("search", words, "--kind", "report", "--json", "--for", whom).out)
            assert found["counts"].get("report", 0) == count, (words, whom)
    for words in ("Rawi", "الحلبي", "seamstress"):
        assert json.loads(kept("search", words, "--json", "--for", "open").out)["counts"] == {}
