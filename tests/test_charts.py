"""Charts: what they show is what the ledger says, in both languages, drawn the same each time, from nothing outside."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest

from ledger_text import readings
from marsad.ledger.queries.series import series
from marsad.ledger.queries.step import Step
from marsad.ledger.queries.sums import by_party, by_place, summed
from marsad.ledger.reconcile import reconcile
from marsad.ledger.selection import Selection
from marsad.model.incident import Cell
from marsad.model.place import Location, Precision
from marsad.render.charts.bars import governorates, parties
from marsad.render.charts.calendar import calendar
from marsad.render.charts.chart import Origin, Setting, axis, counts
from marsad.render.charts.drawing import png, svg
from marsad.render.charts.steps import steps
from marsad.render.charts.timeline import ticks, timeline
from marsad.render.charts.words import ChartWords

KILLED = Cell.parse("killed")
ALL = Selection()
ORIGIN = Origin(3, date(2019, 5, 2))
ENGLISH, ARABIC = ChartWords("en"), ChartWords("ar", "arab")
STEPPE = """
    2019-04-18 SOHR: at least 15 killed, syrian_government, @al-Kawm, on 2019-04-18, by isis
    2019-04-19 Enab citing SOHR: now 27 killed, syrian_government, @al-Kawm, on 2019-04-18
    2019-04-19 SNHR: 20 killed, syrian_government, @al-Kawm, on 2019-04-18
    2019-04-30 SANA: at least 3 killed, civilian, @Nawa, on 2019-04-29
    2019-05-02 SOHR: in all 40 killed, on 2019-04-18..2019-04-30
"""


@pytest.fixture(scope="module")
def told():
    return readings(STEPPE)


@pytest.fixture(scope="module")
def ledger(told):
    """The ledger, its incidents put where the gazetteer has their places."""
    made = reconcile(told)
    codes = {"al-Kawm": ("SY040500", "SY04"), "Nawa": ("SY120201", "SY12")}
    located = [
        replace(one, location=Location(one.place, 35.0, 38.0, 5.0, Precision.COMMUNITY, codes[one.place]))
        for one in made.incidents
    ]
    return replace(made, incidents=tuple(located))


@pytest.fixture(scope="module")
def claims(told):
    return {claim.id: claim for reading in told for claim in reading.claims}


def drawn(kind, ledger, claims, words):
    """Make each kind of chart of a ledger."""
    setting = Setting(words, ORIGIN)
    chosen = ALL.weigh(ledger.incidents)
    if kind == "weeks":
        return timeline(series(ledger, claims, KILLED, ALL, Step.WEEK), Step.WEEK, setting)
    if kind == "calendar":
        return calendar(series(ledger, claims, KILLED, ALL, Step.DAY), setting)
    if kind == "steps":
        return steps(ledger.incidents[0], KILLED, setting)
    whole = summed(ledger, claims, KILLED, ALL)
    if kind == "governorates":
        return governorates(by_place(chosen, KILLED), whole, setting)
    return parties(by_party(chosen, KILLED), whole, setting)


KINDS = ("weeks", "calendar", "governorates", "parties", "steps")


def data(chart):
    """Return the rows of the marks that show people."""
    return [
        row
        for layer in chart.spec["layer"]
        for part in (layer, *layer.get("layer", ()))
        for row in part.get("data", {}).get("values", ())
        if row
    ]


def words_of(drawing):
    """Return the words that stand in a drawing, without marks of direction."""
    root = ET.fromstring(drawing)
    texts = ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]
    return [re.sub("[\u2066-\u2069]", "", text) for text in texts]


# ---- what they show


def test_a_bar_is_solid_to_the_low_end_and_pale_to_the_high_one(ledger, claims):
    rows = [row for row in data(drawn("weeks", ledger, claims, ENGLISH)) if row["high"]]
    assert [(row["low"], row["best"], row["high"], row["open"]) for row in rows] == [
        (20, 27, 27, False),
        (3, 3, 3, True),
    ]
    assert [row["said"] for row in rows] == ["15–21 April 2019: 27 (20–27)", "29 April 2019 to 5 May 2019: 3+"]


def test_a_bar_of_a_governorate_has_its_whisker_and_its_figure(ledger, claims):
    rows = data(drawn("governorates", ledger, claims, ARABIC))
    assert [(row["low"], row["high"]) for row in rows] == [(20, 27), (3, 3)]
    words = words_of(svg(drawn("governorates", ledger, claims, ARABIC)))
    assert {"حمص", "درعا", "٢٧ (من ٢٠ إلى ٢٧)", "٣ فأكثر"} <= set(words)


def test_parties_are_called_by_name(ledger, claims):
    chart = drawn("parties", ledger, claims, ENGLISH)
    assert "Syrian government: 27 (20–27); Civilians: 3+" in chart.description
    assert "قوات النظام السوري" in words_of(svg(drawn("parties", ledger, claims, ARABIC)))


def test_each_step_is_told_with_day_reason_and_voice(ledger, claims):
    words = words_of(svg(drawn("steps", ledger, claims, ENGLISH)))
    assert "How the toll of al-Kawm moved" in words
    first = "1. 18 April 2019: 15+. The first figure (at least 15 of Syrian government)"
    assert any(word.startswith(first) for word in words)
    arabic = words_of(svg(drawn("steps", ledger, claims, ARABIC)))
    assert "١. ١٨ نيسان ٢٠١٩: ١٥ فأكثر. أول رقم (١٥ فأكثر، قوات النظام السوري) (المرصد السوري لحقوق الإنسان)" in arabic


def test_a_day_of_the_calendar_is_shaded_by_its_best_figure(ledger, claims):
    rows = [row for row in data(drawn("calendar", ledger, claims, ENGLISH)) if "said" in row]
    assert len(rows) == 12
    dark = [row["said"] for row in rows if row["fill"] != "#f0f2f5"]
    assert dark == ["18 April 2019: 27 (20–27)", "29 April 2019: 3+"]


def test_what_has_no_place_in_a_chart_is_told_under_it(ledger, claims):
    assert "Stated only in totals, and so not shown: 18–30 April 2019: 10 (10–17)." in words_of(
        svg(drawn("weeks", ledger, claims, ENGLISH))
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("words", "line"),
    [
        (ENGLISH, "Source: ledger of marsad, 3 reports, journal of 2 May 2019."),
        (ARABIC, "المصدر: سجل «مرصد» بتاريخ ٢ أيار ٢٠١٩، عدد التقارير: ٣."),
    ],
)
def test_under_each_chart_stands_where_it_comes_from(ledger, claims, kind, words, line):
    assert line in words_of(svg(drawn(kind, ledger, claims, words)))


# ---- how they are drawn


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_ledger_gives_the_same_bytes(ledger, claims, kind):
    chart, again = (drawn(kind, ledger, claims, ARABIC) for _ in range(2))
    assert svg(chart) == svg(again)
    assert png(chart) == png(again)


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_tells_those_who_cannot_see_it(ledger, claims, kind):
    root = ET.fromstring(svg(drawn(kind, ledger, claims, ARABIC)))
    title, told = root[0], root[1]
    assert root.get("role") == "img"
    assert root.get("lang") == "ar"
    assert root.get("direction") == "ltr"  # in an Arabic page, too, words begin where they were put
    assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    assert "٢٧" in told.text


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_is_set_in_a_face_that_lacks_its_letters(ledger, claims, kind):
    for words in (ENGLISH, ARABIC):
        root = ET.fromstring(svg(drawn(kind, ledger, claims, words)))
        for node in root.iter("{http://www.w3.org/2000/svg}text"):
            arabic = re.search("[\u0600-\u06ff]", "".join(node.itertext()))
            assert node.get("font-family").removesuffix(", sans-serif") in (
                {"IBM Plex Sans Arabic"} if arabic else {"IBM Plex Sans", "IBM Plex Sans Arabic"}
            )


def test_a_file_that_goes_out_alone_carries_its_fonts(ledger, claims):
    chart = drawn("weeks", ledger, claims, ARABIC)
    assert "@font-face" not in svg(chart)
    assert svg(chart, with_fonts=True).count("@font-face{font-family:'IBM Plex Sans Arabic'") == 2


@pytest.mark.parametrize(
    "planted", [{"data": {"url": "https://example.org/x.csv"}}, {"mark": {"type": "image", "url": "x.png"}}]
)
def test_a_chart_that_would_fetch_something_is_not_drawn(ledger, claims, planted):
    chart = drawn("weeks", ledger, claims, ENGLISH)
    with pytest.raises(ValueError, match="fetches nothing"):
        svg(replace(chart, spec={**chart.spec, "layer": [planted]}))


def test_in_arabic_the_axis_of_numbers_stands_on_the_right_and_time_runs_on_from_the_left(ledger, claims):
    chart = drawn("weeks", ledger, claims, ARABIC)
    encoding = chart.spec["layer"][0]["layer"][0]["encoding"]
    assert encoding["y"]["axis"]["orient"] == "right"
    assert "reverse" not in encoding["x"]["scale"]
    bars = drawn("governorates", ledger, claims, ARABIC).spec["layer"][0]["layer"][0]["encoding"]
    assert bars["x"]["scale"]["reverse"]
    assert bars["y"]["axis"]["orient"] == "right"


# ---- ticks


@pytest.mark.parametrize(
    ("highest", "ticks_at"),
    [(0, [0, 1]), (3, [0, 1, 2, 3]), (7, [0, 2, 4, 6, 8]), (27, [0, 10, 20, 30]), (1060, [0, 500, 1000, 1500])],
)
def test_numbers_on_an_axis_are_whole_and_round(highest, ticks_at):
    assert list(counts(highest, ENGLISH)) == ticks_at


def test_labels_stand_at_round_days_with_the_year_where_it_begins():
    days = ticks(date(2018, 12, 30), date(2019, 1, 4), ENGLISH)
    assert days[0.0] == ["30 Dec", "2018"]
    assert days[2.0] == ["1 Jan", "2019"]
    months = ticks(date(2018, 11, 5), date(2019, 4, 1), ENGLISH)
    assert [label[0] for label in months.values()] == ["Dec", "Jan", "Feb", "Mar", "Apr"]
    assert len(ticks(date(1990, 1, 1), date(2026, 1, 1), ENGLISH)) <= 10


@pytest.mark.parametrize(
    ("step", "under"),
    [(Step.YEAR, ["2019"]), (Step.MONTH, ["Apr2019", "May"]), (Step.WEEK, ["15 Apr2019", "22 Apr", "29 Apr"])],
)
def test_few_bars_are_named_one_by_one(ledger, claims, step, under):
    found = series(ledger, claims, KILLED, Selection(last=date(2019, 5, 2)), step)
    words = words_of(svg(timeline(found, step, Setting(ENGLISH, ORIGIN))))
    assert words[: len(under)] == under


def test_a_label_may_hold_any_sign():
    made = axis({0.5: "Dar'a \\ “x”"}, grid=False, orient="left")
    assert made["labelExpr"].startswith("{'0.5': 'Dar\\'a")


# ---- the command


def test_a_chart_is_written(book, tmp_path):
    ran = book("chart", "weeks", "-o", tmp_path / "weeks.svg", "--lang", "ar", "--by", "month")
    assert (ran.status, ran.out) == (0, f"Written: {tmp_path / 'weeks.svg'}, القتلى شهراً بشهر.\n")
    assert ET.parse(tmp_path / "weeks.svg").getroot().get("lang") == "ar"
    incident = json.loads(book("ledger", "--json").out)["incidents"][0]["id"]
    assert book("chart", "steps", incident, "-o", tmp_path / "steps.png").status == 0
    assert (tmp_path / "steps.png").read_bytes().startswith(b"\x89PNG")
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["steps.png", "weeks.svg"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("weeks", "-o", "x.pdf"), "x.pdf is neither .svg nor .png; name the drawing after what it is to be."),
        (("weeks", "-o", "none/x.svg"), "none is no folder; the drawing cannot be written there."),
        (("weeks", "-o", "x.svg", "--lang", "fr"), "There are no words in “fr” for a chart; write one of: en, ar."),
        (
            ("weeks", "-o", "x.svg", "--digits", "roman"),
            "There are no digits “roman”; write one of: latn (27), arab (٢٧).",
        ),
        (("steps", "i", "-o", "x.svg", "--of", "slain"), "“slain” is no harm"),
    ],
)
def test_a_chart_that_cannot_be_says_why(book, monkeypatch, tmp_path, words, sentence):
    monkeypatch.chdir(tmp_path)
    ran = book("chart", *words)
    assert ran.status == 2
    assert sentence in ran.err
    assert not list(tmp_path.glob("x.*"))


def test_an_empty_ledger_is_drawn_empty(marsad, tmp_path):
    (tmp_path / "in.jsonl").write_text('{"id": "1", "source": "Wire", "published": "2021-03-03", "text": "No news."}')
    assert marsad("add", tmp_path / "in.jsonl").status == 0
    for kind in ("weeks", "governorates", "parties", "calendar"):
        assert marsad("chart", kind, "-o", tmp_path / f"{kind}.svg").status == 0


def test_a_calendar_of_too_many_years_is_not_drawn(marsad, tmp_path):
    lines = [
        {
            "id": str(year),
            "source": "Wire",
            "published": f"{year}-03-03",
            "text": f"Three civilians were killed in shelling on Kafr Nabl on {year}-03-02.",
        }
        for year in (1990, 2020)
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert marsad("add", tmp_path / "in.jsonl").status == 0
    ran = marsad("chart", "calendar", "-o", tmp_path / "x.svg")
    assert ran.status == 2
    assert "A calendar of 31 years is too long, from 1990 to 2020" in ran.err


def test_a_chart_as_of_a_day_says_so(book, tmp_path):
    assert book("release", tmp_path / "release").status == 0
    today = datetime.now(UTC).date()
    for words, said in (
        (("--published", "2019-04-19"), "As published by 19 April 2019."),
        (("--recorded", str(today)), f"As recorded by {ENGLISH.day(today)}."),
        (("--stated", str(today)), f"As the release stated that stood on {ENGLISH.day(today)}."),
    ):
        assert book("chart", "weeks", "-o", tmp_path / "x.svg", *words).status == 0
        lines = words_of((tmp_path / "x.svg").read_text(encoding="utf-8"))
        assert any(line.startswith("Source: ledger of marsad, ") and line.endswith(said) for line in lines)
