"""marsad as a library: a few names, loaded on use; tables keep what is not stated apart from nothing."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime

import polars as pl
import pytest

import marsad as library
from marsad.library.tables import TABLES, Table
from marsad.model.problem import MarsadError
from marsad.release.folder import tables
from marsad.release.material import Made, Material
from values import SOME_TIME

TEXTS = (
    (
        "Wire",
        "2019-04-20",
        "At least 15 soldiers were killed in an ISIS attack on al-Sukhna on 18 April 2019, the Observatory said.",
    ),
    (
        "بريد",
        "2019-04-21",
        "ارتفع عدد القتلى إلى 27 جندياً في هجوم تنظيم داعش على مدينة السخنة في 18 نيسان، بحسب المرصد السوري.",
    ),
    ("Desk", "2019-04-21", "Three civilians were wounded in shelling on Kafr Nabl on Friday."),
)


@pytest.fixture(scope="module")
def ledger():
    return library.reconcile(library.read(text, publisher=who, published=day) for who, day, text in TEXTS)


def test_importing_the_package_loads_nothing_else():
    code = "import sys, marsad; dir(marsad); print([name for name in sys.modules if name.startswith('marsad.')])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_reading_needs_neither_database_nor_arrow():
    code = "import sys, marsad; marsad.read('Two civilians were killed.'); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"django", "pyarrow", "pandas", "polars", "vl_convert", "rich"} & set(ran.stdout.split())


def test_every_name_given_is_there_and_documented():
    for name in set(library.__all__) - {"__version__"}:
        assert getattr(library, name).__doc__, name
    with pytest.raises(AttributeError, match="module 'marsad' has no attribute 'helper'"):
        _ = library.helper


def test_a_claim_says_what_its_words_say():
    [claim] = library.read(
        "At least 15 civilians were killed in shelling on Kafr Nabl on 3 March 2021. More is not known."
    )
    assert (claim.harm, claim.low, claim.high, claim.place) == ("killed", 15, None, "Kafr Nabl")
    assert claim.days == (date(2021, 3, 3), date(2021, 3, 3))
    assert claim.sentence.startswith("[At least 15 civilians were killed]")
    assert str(claim) == f"killed 15+: {claim.quote}"


def test_a_ledger_in_memory_is_the_one_that_would_be_recorded(ledger):
    sukhna = next(one for one in ledger if one.toll())
    assert (sukhna.toll().low, sukhna.toll().high) == (27, 27)
    assert len(sukhna.claims) == 2
    assert ledger.sum("killed").best == 27
    assert ledger.sum("killed", last="2019-04-01").high == 0
    assert ledger[sukhna.id[:5]] == sukhna


def test_a_ledger_opens_inside_a_notebook(book):
    async def cell():
        return library.open_ledger()

    found = asyncio.run(cell())
    assert len(found) == len(library.open_ledger(published="2030-01-01"))
    assert 0 < len(library.open_ledger(published="2019-04-19")) < len(found)
    assert {claim.id for one in found for claim in one.claims} <= {claim.id for claim in found.claims}


def test_what_a_release_stated_is_opened_as_it_was(book, tmp_path):
    assert book("release", tmp_path / "release", "--to", "2020-01-01").status == 0
    stated = library.open_ledger(stated=datetime.now(UTC).date())
    assert 0 < len(stated) < len(library.open_ledger())
    assert stated.weeks(by="year").title == "People killed, by year"
    with pytest.raises(MarsadError, match="ask for it without"):
        library.open_ledger(stated=datetime.now(UTC).date(), published="2019-04-19")


def test_the_library_shows_nobody_what_they_may_not_see(marsad, tmp_path):
    lines = tmp_path / "in.jsonl"
    lines.write_text(
        '{"id": "kept", "source": "Kept Desk", "published": "2021-03-03", '
        '"text": "At least 947 civilians were killed in shelling on Kafr Nabl, a clerk said."}'
    )
    assert marsad("add", lines).status == 0
    assert marsad("restrict", "1", "--to", "Rima", "--by", "Omar", "--why", "asked", "--yes").status == 0
    seen = {who: library.open_ledger(audience=who) for who in ("Rima", "team", "open")}
    assert [len(ledger.claims) for ledger in seen.values()] == [1, 0, 0]
    assert "947" in seen["Rima"]._repr_html_()
    for who in ("team", "open"):
        shown = [
            seen[who]._repr_html_(),
            *(str(seen[who].table(name).rows) for name in TABLES),
            seen[who].weeks().svg(),
        ]
        assert not re.search(r"947|Kept Desk|clerk", re.sub("<style>.*?</style>", "", " ".join(shown)))


# ---- tables


@pytest.mark.parametrize("name", TABLES)
def test_tables_come_as_arrow_pandas_and_polars(ledger, name):
    arrow, pandas, frame = ledger.to_arrow(name), ledger.to_pandas(name), ledger.to_polars(name)
    assert arrow.column_names == list(pandas.columns) == frame.columns == list(TABLES[name])
    assert arrow.num_rows == len(pandas) == frame.height == len(ledger.table(name))
    assert all(arrow.schema.field(column).metadata[b"meaning"] for column in arrow.column_names)


def own_names(name):
    """Name the columns of a table of the library that no table of a release has."""
    made = tables(Material(Made(0, "", SOME_TIME)))
    released = {column for table in made.own for column in table.names}
    return set(TABLES[name]) - released


def test_a_column_has_the_name_that_a_release_gives_it():
    assert {name: own_names(name) for name in TABLES} == {
        "incidents": set(),
        "tolls": set(),
        "steps": {"voice", "reason"},
        "claims": {"quote"},
    }, "what a release has under another name takes that name; what is new is named here"


def test_what_is_not_stated_is_null_and_whole_numbers_stay_whole(ledger):
    killed = ledger.to_pandas()["killed_low"]
    assert sorted(killed.dropna()) == [27]
    assert killed.isna().sum() == 1
    assert str(killed.dtype) == "int64[pyarrow]"
    assert ledger.to_polars().schema["first_day"] == pl.Date


def test_the_table_of_claims_leads_to_incidents(ledger):
    ids = {one.id for one in ledger}
    assert {row["incident"] for row in ledger.table("claims")} == ids
    assert {row["cell"] for row in next(one for one in ledger if one.toll()).table("steps")} >= {"killed"}


def test_a_table_that_has_no_library_says_which(ledger, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MarsadError, match="This needs polars, which is not installed: pip install polars"):
        ledger.to_polars()


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (
            lambda found: found.table("people"),
            "There is no table “people”; there are: incidents, tolls, steps, claims.",
        ),
        (lambda found: found["zz"], "No incident has an id that begins with “zz”."),
        (lambda found: found["i"], "2 incidents have an id that begins with “i”."),
        (lambda found: found.sum("slain"), "“slain” is no harm"),
        (lambda found: found.weeks(by="hour"), "A bar is a day, week, month or year, not “hour”."),
        (lambda found: found.weeks(first="2020-01-02", last="2020-01-01"), "The days run backwards"),
        (lambda found: found.weeks(lang="fr"), "There are no words in “fr” for a chart"),
        (lambda _: library.read("x", country="zz"), "marsad has no names for the country “zz”"),
        (lambda _: library.read("x", published="soon"), "soon"),
    ],
)
def test_what_cannot_be_meant_is_told_in_a_sentence(ledger, ask, sentence):
    with pytest.raises(MarsadError, match=re.escape(sentence)):
        ask(ledger)


def test_no_ledger_there_is_told_in_a_sentence(tmp_path):
    with pytest.raises(MarsadError, match="There is no ledger at"):
        library.open_ledger(tmp_path)


# ---- notebooks


def test_everything_shows_itself(ledger):
    sukhna = next(one for one in ledger if one.toll())
    assert "<b>2</b> incidents out of <b>3</b> reports" in ledger._repr_html_()
    assert ">27</td>" in sukhna._repr_html_()
    assert "<svg" in sukhna._repr_html_()
    assert '<mark style="' in sukhna.claims[0]._repr_html_()
    assert "data-" not in ledger.readings[1]._repr_html_()
    assert 'dir="rtl"' in ledger.readings[1]._repr_html_()
    assert "… and 10 more" in Table({"n": ("whole", "a number")}, [{"n": n} for n in range(40)])._repr_html_()


def test_words_of_a_report_cannot_command_a_notebook():
    reading = library.read("Two civilians were killed in <script>alert(1)</script> Kafr Nabl & Idlib.")
    ledger = library.reconcile([reading])
    for shown in (reading, reading.claims[0], ledger, *ledger, ledger.table("claims")):
        assert "<script" not in shown._repr_html_()


def test_without_the_drawing_library_a_ledger_still_shows_its_table(ledger, monkeypatch):
    from marsad.render.charts import drawing

    drawing._engine.cache_clear()
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    assert "<svg" not in ledger._repr_html_()
    assert "السخنة" in ledger._repr_html_()
    with pytest.raises(MarsadError, match=re.escape("pip install 'marsad[release]'")):
        ledger.weeks().svg()


def test_a_drawing_is_saved(ledger, tmp_path):
    arabic = replace(ledger, lang="ar", digits="arab")
    assert arabic.weeks().save(tmp_path / "weeks.svg").read_text("utf-8").startswith("<svg")
    assert ledger.parties().png().startswith(b"\x89PNG")
    assert arabic.governorates().title == "القتلى بحسب المحافظات"
    assert ledger.calendar().spec["layer"]
    with pytest.raises(MarsadError, match=re.escape("neither .svg nor .png")):
        ledger.weeks().save(tmp_path / "weeks.gif")
