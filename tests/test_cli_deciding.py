"""People decide from the command line: what is shown, asked, recorded, listed, and kept under another reader."""

import json

import pytest

from marsad.model.problem import MarsadError


def incidents(ran):
    return json.loads(ran.out)["incidents"]


@pytest.fixture
def decide(book, monkeypatch):
    """Decide as Rima, with a reason, without being asked."""
    monkeypatch.setenv("MARSAD_WHO", "Rima")

    def run(*words, why="she was there"):
        return book("decide", *words, "--why", why, "--yes")

    run.book = book
    return run


def test_a_decision_is_shown_and_asked_for_before_it_is_recorded(decide):
    before = decide.book("ledger", "--json").out
    first = json.loads(before)["incidents"][0]
    claim = first["tolls"][0]["best_claims"][0]
    words = ["decide", "correct", claim, "count=99", "--why", "the list has 99"]
    shown = decide.book(*words, stdin="n\n")
    assert "Incidents, before and after" in shown.out
    assert "99" in shown.out
    assert "Nothing was recorded" in shown.out
    silent = decide.book(*words, stdin="")
    assert (silent.status, silent.sentences) == (
        2,
        ["marsad: Nobody answered, so nothing was recorded; --yes decides without asking."],
    )
    assert decide.book("ledger", "--json").out == before
    assert "Recorded as decision" in decide.book(*words, stdin="y\n").out
    assert decide.book("ledger", "--json").out != before
    [listed] = json.loads(decide.book("decisions", "--json").out)
    assert (listed["who"], listed["why"], listed["state"]) == ("Rima", "the list has 99", "binds")
    assert "What people decided" in decide.book("show", first["id"]).out
    assert json.loads(decide.book("show", first["id"], "--json").out)["decisions"][0]["who"] == "Rima"


def test_every_kind_of_decision_from_the_command_line(decide):
    first, second, third, *_ = incidents(decide.book("ledger", "--json"))
    claim, other = first["claims"][0], third["claims"][0]
    for words in (
        ["confirm", claim],
        ["correct", claim, "party=isis"],
        ["link", claim, other],
        ["merge", first["id"], second["id"]],
        ["split", other],
        ["grade", first["id"], "confirmed"],
        ["note", first["id"]],
        ["retract", first["claims"][-1]],
    ):
        assert decide(*words).status == 0
    shown = decide.book("show", first["id"]).out
    assert "confirmed, decided by \u2068Rima\u2069" in shown
    listed = json.loads(decide.book("decisions", "--json").out)
    assert decide("undo", str(listed[0]["number"])).status == 0
    assert json.loads(decide.book("decisions", "--json").out)[0]["state"] == "undone"
    assert "undone by" in decide.book("decisions").out
    assert decide.book("decisions", "--recorded", "2000-01-01").out.startswith("0 decisions: what had been recorded")
    assert "the same as before" in decide.book("rebuild").out
    assert decide.book("verify").status == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["confirm", "1.1", "--yes"], "A decision says who decides: --by NAME, or set MARSAD_WHO."),
        (["confirm", "1.1", "--by", "Rima", "--yes"], "A decision says why: --why WORDS."),
        (["correct", "9.9", "count=3", "--by", "Rima", "--why", "x"], "No claim is called “9.9”"),
        (["grade", "zz", "fair", "--by", "Rima", "--why", "x"], "No claim is called “zz”"),
    ],
)
def test_a_bad_decision_is_one_sentence(book, words, sentence):
    ran = book("decide", *words)
    assert (ran.status, len(ran.sentences)) == (2, 1)
    assert sentence in ran.err


def test_a_retracted_claim_says_which_decision_to_undo(decide):
    claim = incidents(decide.book("ledger", "--json"))[0]["claims"][0]
    assert decide("retract", claim).status == 0
    [number] = [one["number"] for one in json.loads(decide.book("decisions", "--json").out)]
    ran = decide("confirm", claim)
    assert ran.status == 2
    assert f"is retracted, by decision {number}; `marsad decide undo {number}` brings it back." in ran.err
    assert decide("undo", str(number)).status == 0
    assert decide("confirm", claim).status == 0


def test_a_ledger_that_changed_meanwhile_takes_no_decision(book):
    from marsad import flow
    from marsad.ledger.drafting import Pen, draft
    from marsad.model.decision import DecisionKind
    from values import SOME_TIME

    def drafted(desk):
        return draft(DecisionKind.CONFIRM, ["1.1"], desk, Pen("Rima", "x", SOME_TIME))

    seen = flow.propose(drafted)
    flow.decide(flow.propose(drafted))
    with pytest.raises(MarsadError, match="The ledger has changed meanwhile"):
        flow.decide(seen)


def test_reading_again_keeps_decisions_and_lists_what_is_new(decide, monkeypatch):
    from dataclasses import replace

    from marsad import flow

    decide("confirm", "1.1")
    real = flow.read
    monkeypatch.setattr(flow, "read", lambda report, _country=None: replace(real(report), claims=()))
    listed = decide.book("reread", "--dry-run")
    assert "lost" in listed.out
    assert "orphan" in json.loads(decide.book("reread", "--dry-run", "--json").out)["problems"][0]["kind"]
    assert len(incidents(decide.book("ledger", "--json"))) > 1
    assert "readings changed" in decide.book("reread").out
    [left] = incidents(decide.book("ledger", "--json"))
    assert len(left["claims"]) == 1
    monkeypatch.setattr(flow, "read", real)
    assert "gained" in decide.book("reread").out


def test_what_had_been_recorded_and_published_at_once(book):
    both = book("ledger", "--published", "2019-04-18", "--recorded", "2100-01-01")
    assert "what had been published by 2019-04-18 and recorded by the end of 2100-01-01" in both.out
    assert "is no day" in book("ledger", "--recorded", "18/4").err


def test_who_forgets_a_report_forgets_the_decisions_that_quote_it(decide):
    from marsad.store import reports
    from marsad.store.expunge import expunge_reports

    first, second, *_ = incidents(decide.book("ledger", "--json"))
    decide("confirm", first["claims"][0])
    decide("confirm", second["claims"][0])
    expunge_reports([first["claims"][0].partition(":")[0]], "Amal H.", "a person at risk")
    [left] = reports.decisions()
    assert left.anchors == (second["claims"][0],)
    assert decide.book("verify").status == 0


# ---- what no reading has, and two persons


def test_a_missed_claim_is_added_and_two_incidents_are_kept_apart(decide):
    first, second, *_ = incidents(decide.book("ledger", "--json"))
    [words] = [one["quote"] for one in json.loads(decide.book("show", first["id"], "--json").out)["claims"]][:1]
    added = decide("add", "1", "harm=missing", "count=4", "--quote", words)
    assert "Recorded as decision" in added.out
    assert decide("apart", first["id"], second["id"]).status == 0
    kinds = [one["kind"] for one in json.loads(decide.book("decisions", "--json").out)]
    assert kinds[-2:] == ["confirm", "split"]


@pytest.mark.parametrize(
    ("quote", "said"),
    [("no such words", "does not stand in the report"), (" ", "does not stand"), ("ا", "times; --start says which")],
)
def test_words_that_are_not_there_once_add_nothing(decide, quote, said):
    ran = decide("add", "1", "harm=missing", "count=4", "--quote", quote)
    assert ran.status == 2
    assert said in ran.sentences[0]


def test_where_two_persons_decide_another_one_is_named(decide, monkeypatch):
    monkeypatch.setenv("MARSAD_TWO_PERSONS", "yes")
    claim = incidents(decide.book("ledger", "--json"))[0]["claims"][0]
    alone = decide("confirm", claim)
    assert alone.status == 2
    assert "say who else agreed" in alone.sentences[0]
    assert "the one who decides" in decide("--agreed", "rima", "confirm", claim).sentences[0]
    assert decide("note", claim).status == 0, "a note moves no figure"
    assert "Recorded" in decide("--agreed", "Omar", "confirm", claim).out
    assert json.loads(decide.book("decisions", "--json").out)[-1]["why"] == "she was there (agreed: Omar)"
