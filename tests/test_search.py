"""Searching a ledger, on both databases: what is found, that the index is in step, and that it forgets."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgers import fresh_ledger
from marsad import flow
from marsad.lang.search.words import marks, terms
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.store import full_text, search, search_hits
from marsad.store.models import SearchedFrom, SearchRow
from marsad.store.search_rows import KINDS
from marsad.store.search_seen import Seen
from marsad.store.search_words import reader

pytestmark = pytest.mark.usefixtures("each_database")

NAME = "سالم الراوي"
AMBUSH = "قُتل 8 عناصر من قوات النظام بهجوم لتنظيم داعش بالقُورِيَّة شرقي دير الزور."
MARKET = "Shelling killed 3 civilians in the town of Sarmin in Idlib countryside on Tuesday."
WITNESS = f"قُتل مدنيان بقصف على بلدة سرمين بريف إدلب، بحسب الشاهد {NAME}."


RARE = "zzyzxqj"
"""A word that shares no beginning with another: FTS5 stores of a word only what the one before it has not."""


def indexed():
    """Return the words that FTS5 holds in its own tables."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE temp.held USING fts5vocab('main', 'search_words', 'row')")
        cursor.execute("SELECT term FROM temp.held")
        found = {term for (term,) in cursor.fetchall()}
        cursor.execute("DROP TABLE temp.held")
    return found


def report(text, day=date(2021, 3, 4), publisher="Wire", title=None):
    return Report(text, publisher, title, published=When(Days.of(day), WhenBasis.METADATA))


def found(query, *kinds, first=None, last=None, limit=50):
    """Search the index, and see that a search without it finds the same."""
    sought = flow.Sought(query, kinds or KINDS, first, last, limit)
    answer, book = flow.search(sought), flow.ledger()
    asked, seen = terms(query, reader()), Seen(book.decided, book.ledger.incidents, book.numbers)
    again = seen.find(search.Wanted(asked, sought.kinds, first, last, limit))
    assert again.counts == answer.counts
    if max(again.counts.values(), default=0) <= limit:
        assert sorted(search_hits.hits(again, asked, seen.shelf), key=str) == sorted(answer.hits, key=str)
    return answer


def names(query, *kinds, **days):
    return [hit.name for hit in found(query, *kinds, **days).hits]


def rows():
    columns = ("kind", "key", "part", "report", "first", "last", "text", "words")
    return sorted(SearchRow.objects.values_list(*columns), key=str)


def test_what_two_languages_call_the_same_place_is_found_by_either_name(ledger_home):
    flow.add([report(AMBUSH), report(MARKET)])
    for query in ("القورية", "بالقورية", "Quriyeh", "قورية"):
        [incident] = found(query, "incident").hits
        assert "القُورِيَّة" in incident.snippet.text, query
        assert names(query, "claim") == ["1.1"]
    assert [hit.kind for hit in found("سرمين").hits] == ["claim", "incident", "place"]
    assert names("سرمين", "report") == []
    assert names("Sarmin", "report") == ["2"]
    assert names("داعش", "actor") == names("Daesh", "actor") == names("ISIS", "actor") == ["isis"]


def test_a_claim_is_shown_with_its_mark_its_incident_and_its_words(ledger_home):
    flow.add([report(MARKET), report(AMBUSH)])
    [claim] = found("بالقورية عناصر", "claim").hits
    [incident] = flow.ledger().ledger.incidents[1:]
    assert (claim.name, claim.incident) == ("2.1", incident.id)
    assert "قُتل 8 [عناصر]" in claim.snippet.bracketed()
    assert "[القُورِيَّة]" in claim.snippet.bracketed()


def test_days_and_kinds_choose_and_the_newest_stand_first(ledger_home):
    flow.add([report(f"{MARKET} Line {n}.", date(2021, 3, n)) for n in (2, 9, 5)])
    assert names("Sarmin", "report") == ["2", "3", "1"]
    assert names("Sarmin", "report", first=date(2021, 3, 5)) == ["2", "3"]
    assert names("Sarmin", "report", last=date(2021, 3, 5)) == ["3", "1"]
    assert {hit.kind for hit in found("Sarmin", "place", "report").hits} == {"place", "report"}
    few = found("Sarmin", "report", limit=1)
    assert (few.counts, len(few.hits)) == ({"report": 3}, 1)


def test_title_publisher_and_name_are_searched(ledger_home):
    flow.add([report(MARKET, title="مجزرة في السوق", publisher="بريد إدلب")])
    assert names("مجزرة", "report") == names("بريد", "report") == ["1"]
    assert "[مجزرة]" in found("مجزرة").hits[0].snippet.bracketed()
    assert names('"السوق Shelling"', "report") == ["1"]
    assert names('"countryside on Tuesday بريد"', "report") == []


def test_a_report_of_very_many_words_is_found_by_all_of_them(ledger_home):
    many = " ".join(f"word{n}" for n in range(30_000))
    flow.add([report(f"first {many} last {NAME}")])
    assert names(f"first word15000 {NAME}", "report") == ["1"]
    assert names('"word7999 word8000"', "report") == names('"word8029 word8030 word8031"', "report") == ["1"]
    assert found("first").counts == {"report": 1}


def test_a_correction_moves_what_is_found(ledger_home):
    from marsad.ledger.drafting import Pen, draft
    from marsad.model.decision import DecisionKind
    from values import SOME_TIME

    flow.add([report(MARKET)])
    pen = Pen("Rima", "she was there", SOME_TIME)
    proposal = flow.propose(lambda desk: draft(DecisionKind.CORRECT, ["1.1"], desk, pen, ["place=C5207"]))
    flow.decide(proposal)
    assert names("القورية", "claim", "place") == ["1.1", "C5207"]
    assert names("سرمين", "claim", "place") == []


def test_adding_one_by_one_gives_the_rows_that_making_all_anew_gives(ledger_home):
    for n, text in enumerate((AMBUSH, MARKET, WITNESS, f"{MARKET} Two of the wounded died later.")):
        flow.add([report(text, date(2021, 3, 3 + n))])
        assert search.is_current()
        assert full_text.is_sound()
    one_by_one = rows()
    flow.rebuild()
    assert rows() == one_by_one
    assert full_text.is_sound()


def test_rows_that_are_not_in_step_are_made_again_before_they_are_searched(ledger_home):
    flow.add([report(AMBUSH)])
    whole = rows()
    SearchedFrom.objects.all().delete()
    full_text.clear()
    assert names("القورية", "report") == ["1"]
    assert rows() == whole
    SearchedFrom.objects.update(version="older")
    full_text.drop(SearchRow.objects.filter(kind="report").values_list("id", flat=True))
    assert names("القورية", "report") == ["1"]


def test_an_index_that_lost_words_is_seen(ledger_home):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL sees to its index itself")
    flow.add([report(AMBUSH)])
    SearchRow.objects.filter(kind="report").update(words="others")
    assert not full_text.is_sound()


def test_what_is_expunged_is_found_no_more_and_in_no_file(ledger_home):
    flow.add([report(MARKET), report(f"{WITNESS} {RARE}")])
    flow.add([report(AMBUSH)])
    if connection.vendor == "sqlite":
        assert {RARE, "راوي"} <= indexed()
    assert names("الراوي", "report", "claim") == ["2"]
    removal = flow.propose_expunging(["2"], "Rima", "a witness at risk")
    flow.expunge(removal, ledger_home)
    assert found("الراوي").hits == ()
    assert names("القورية", "report") == ["3"]
    if connection.vendor == "sqlite":
        held = b"".join(file.read_bytes() for file in ledger_home.iterdir())
        assert [word for word in (*NAME.split(), "راوي", RARE) if word.encode() in held] == []
        assert {RARE, "راوي"} & indexed() == set()


def test_a_restored_ledger_can_be_searched(ledger_home):
    flow.add([report(AMBUSH)])
    packed, _ = flow.pack()
    with fresh_ledger() as home:
        flow.restore(packed, home)
        assert names("القورية", "report") == ["1"]


def test_a_query_without_words_says_so(ledger_home):
    from marsad.store.errors import RefusedError

    flow.add([report(AMBUSH)])
    with pytest.raises(RefusedError, match="Nothing to search for"):
        found(" … ()")
    for odd in ('"', "a' OR 1=1 --", "NEAR(x y)", "words:x*", "ǁ الباب", "%", "\x00b"):
        found(odd if odd.strip('%"') else "x" + odd)


WORDS = st.sampled_from(
    "القورية بالقورية قورية قتيل قتيلاً وقتيل الباب باب شاكوش بشاكوش soldiers soldier al-Bab 27 ٢٧".split()
)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=2)
)
def test_the_index_finds_what_reading_every_text_finds(texts, asked):
    query = f'"{" ".join(asked)}"'
    wanted = terms(query, reader())
    told = list(dict.fromkeys(" ".join(text) for text in texts))
    with fresh_ledger():
        flow.add([report(text) for text in told])
        expected = {str(n) for n, text in enumerate(told, 1) if all(marks(reader()(text), [one]) for one in wanted)}
        assert set(names(query, "report")) == expected


# ---- the command


def test_the_command_shows_and_writes_what_it_finds(tmp_path, marsad, each_database):
    if each_database != "sqlite":
        pytest.skip("once is enough")
    file = tmp_path / "in.jsonl"
    file.write_text(
        "\n".join(json.dumps({"source": "Wire", "published": "2021-03-04", "text": t}) for t in (AMBUSH, MARKET))
    )
    assert "no ledger" in marsad("search", "x").err
    assert marsad("add", file).status == 0
    shown = marsad("search", "القورية")
    assert "report: 1\n  1 · 2021-03-04\n" in shown.out
    assert "[بالقُورِيَّة]" in shown.out
    told = json.loads(marsad("search", "قوات النظام", "--kind", "report", "--json").out)
    assert (told["terms"], told["counts"]) == (["قوات النظام"], {"report": 1})
    [one] = told["found"]
    [[start, end]] = one["marks"]
    assert one["text"][start:end] == "قوات النظام"
    assert marsad("search", "nowhere").out == "Nothing was found.\n"
    ran = marsad("search", "x", "--from", "2021-03-05", "--to", "2021-03-04")
    assert (ran.status, "run backwards" in ran.err) == (2, True)
    assert (marsad("search", "…").status, marsad("search", "x", "--kind", "song").status) == (2, 2)
