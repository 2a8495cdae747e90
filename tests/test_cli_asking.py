"""Questions from the command line: sums, ranks, series, what is new; as tables, JSON and CSV."""

import csv
import io
import json

import pytest


def rows(ran):
    return list(csv.DictReader(io.StringIO(ran.out)))


def test_a_sum_and_its_unallocated_row(book):
    shown = book("sum", "--from", "2019-04-01", "--to", "2019-04-30")
    assert "unallocated" in shown.out
    assert "2019-04-01 to 2019-04-30: everything recorded so far." in shown.out
    [killed] = [row for row in json.loads(book("sum", "--json").out) if row["name"] == "killed"]
    assert killed["low"] <= killed["best"] <= killed["high"]
    assert killed["sum_low"] == killed["low"] + killed["unallocated_low"]
    assert "Of whom only totals speak" in book("sum").out


@pytest.mark.parametrize("by", ["place", "party"])
def test_a_sum_by_place_or_party_ends_in_the_whole(book, by):
    *parts, whole = rows(book("sum", "--by", by, "--csv"))
    assert whole["name"] == "killed"
    assert sum(int(row["best"]) for row in parts) == int(whole["best"])
    assert book("sum", "--by", by, "--of", "killed/civilian").status == 0


def test_the_deadliest_since_a_day(book):
    shown = book("rank", "--by", "killed", "--party", "isis", "--since", "2019-03-23")
    assert "may tie with" in shown.out
    assert "The first: 27, and no other can have as many." in shown.out
    assert "2019-03-23 to now, isis: everything recorded so far." in shown.out
    [first] = json.loads(book("rank", "--party", "isis", "--since", "2019-03-23", "--most", "1", "--json").out)
    assert (first["low"], first["first_place"], first["last_place"]) == (27, 1, 1)
    assert rows(book("rank", "--csv"))[0]["first_place"] == "1"
    assert book("rank", "--by", "killed", "--since", "2100-01-01").out.startswith("2100-01-01 to now")


def test_a_series_by_week(book):
    found = rows(book("series", "--by", "week", "--csv", "--from", "2019-04-15", "--to", "2019-04-28"))
    assert [row["row"] for row in found][:2] == ["2019-W16", "2019-W17"]
    assert found[0]["low"] == "35"
    assert json.loads(book("series", "--by", "month", "--json").out)[0]["row"] == "2019-04"
    assert "▇" in book("series", "--by", "month").out


def test_where_nothing_is_counted_no_empty_table_is_shown(marsad, tmp_path):
    path = tmp_path / "calm.txt"
    path.write_text("The road between Homs and Palmyra was open on Monday.", encoding="utf-8")
    marsad("add", path, "--published", "2020-01-01")
    for words in (["sum"], ["rank"], ["series"]):
        assert marsad(*words).out == "all days: everything recorded so far.\n"


def test_what_a_period_brought(book):
    found = json.loads(book("new", "--from", "2019-04-01", "--to", "2019-04-30", "--by", "published", "--json").out)
    assert found["happened"]
    assert "newly counted" in book("new", "--from", "2019-04-01", "--to", "2019-04-30").out
    assert book("new", "--from", "2019-04-01", "--to", "2019-04-30", "--json").status == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["sum", "--from", "2019-05-01", "--to", "2019-04-01"], "The days run backwards"),
        (["sum", "--of", "slain"], "“slain” is no cell: “slain” is no harm (killed, injured, missing, "),
        (["sum", "--of", "killed/alien:dogs"], "“alien” is no side (civilian, combatant, mixed, unknown); “dogs”"),
        (["sum", "--of", "killed/civilian/isis/x"], "“x” is a part too many"),
        (["sum", "--of", "killed/combatant/martians"], "“martians” is no party that marsad knows"),
        (["rank", "--party", "martians"], "is no party that marsad knows"),
        (["series", "--by", "day", "--from", "1900-01-01", "--to", "2099-01-01"], "too many days"),
        (["new", "--from", "x", "--to", "2019-04-01"], "is no day"),
        (["sum", "--by", "moon"], "Invalid value"),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(book, words, sentence):
    ran = book(*words)
    assert ran.status == 2
    assert sentence in ran.err


def test_no_formula_stands_in_a_spreadsheet(marsad, tmp_path):
    path = tmp_path / "trick.txt"
    path.write_text("قُتل 3 مدنيين بقصف على كفر نبل.", encoding="utf-8")
    marsad("add", path, "--published", "2020-01-01", "--publisher", "=HYPERLINK(1)")
    assert all(not value.startswith("=") for row in rows(marsad("rank", "--csv")) for value in row.values() if value)


@pytest.mark.parametrize("width", ["40", "80", "140"])
def test_words_of_places_are_isolated_at_any_width(book, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", width)
    for words in (["rank"], ["sum", "--by", "place"], ["new", "--from", "2019-04-01", "--to", "2019-04-30"]):
        out = book(*words).out
        assert all(line.count("\u2068") == line.count("\u2069") for line in out.splitlines())


@pytest.mark.parametrize(
    "words",
    [
        ["ledger"],
        ["show", "i"],
        ["audit"],
        ["explain", "i", "killed"],
        ["history", "i"],
        ["presence"],
        ["sum"],
        ["rank"],
        ["series"],
    ],
)
def test_what_was_stated_is_no_number_worked_out_anew(book, words):
    asked = book(*words, "--stated", "2021-03-03")
    assert (asked.status, asked.out) == (2, "")
    [sentence] = asked.sentences
    assert "No release is stored" in sentence
    assert "--published 2021-03-03" in sentence
    assert "is no day" in book(*words, "--stated", "yesterday").err


def test_a_place_that_no_list_has_is_said_to_be_none(book):
    shown = book("ledger", "--place", "Narnia")
    assert shown.out.startswith("0 incidents out of")
    assert "No list of places has “Narnia”" in shown.err
    assert "No list" not in book("ledger", "--place", "Palmyra", "--from", "2100-01-01").err


def test_as_of_a_day_is_said_as_its_end(book):
    assert "what had been recorded by the end of 2019-01-01" in book("ledger", "--recorded", "2019-01-01").out
