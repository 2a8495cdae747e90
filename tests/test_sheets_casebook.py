"""Casebooks: rows in, claims out; every quote stands in the row, what no column says is not invented."""

import json
from datetime import date, datetime

import pytest

from marsad.intake.csv_table import best_separator
from marsad.intake.headers import slots_of
from marsad.intake.mapping import read_mapping
from marsad.model.count import Count
from marsad.model.problem import MarsadError
from marsad.model.record import reading_from_record, reading_record
from marsad.reader.rows import plain_count
from sheets import taken_in, told, xlsx

ARABIC = """\
سجل حوادث الربيع;;;;;;;
التاريخ;المحافظة;المكان;عدد القتلى;منهم أطفال;عدد الجرحى;الجهة المسؤولة;المصدر;الرابط;ملاحظات
١٨/٠٤/٢٠١٩;حمص;الكوم;٢٧;;5;تنظيم داعش;المرصد السوري لحقوق الإنسان;https://example.org/1;كمين ليلي
03/04/2019;إدلب;معرة النعمان;3;2;على الأقل 6;قوات النظام;مشفى ميداني;;قصف جوي
4/4/2019;حلب;خان العسل;كثير;;2;;;;
;;المجموع;30;2;11;;;;
"""
ENGLISH = """\
ID,Date of incident,Governorate,Location,Killed,of whom children,Civilians killed,Injured,Perpetrator,Weapon,Source
K-1,2021-03-02,Idlib,Ariha,4,1,3,10+,Syrian government forces,artillery shelling,White Helmets
K-2,2021-03-03,Aleppo,Azaz,0,,,2-3,,car bomb,local council
"""


def test_an_arabic_casebook_with_semicolons(tmp_path):
    first, second, third = taken_in(tmp_path, ARABIC)[0]
    assert told(first) == ["killed 27", "injured 5"]
    assert first.report.text.splitlines()[:4] == [
        "التاريخ: ١٨/٠٤/٢٠١٩",
        "المحافظة: حمص",
        "المكان: الكوم",
        "عدد القتلى: ٢٧",
    ]
    [killed, _] = first.claims
    assert (killed.when.days.first, killed.by_party, killed.location.pcodes[-1]) == (date(2019, 4, 18), "isis", "SY04")
    assert (killed.source.text, first.report.publisher) == ("المرصد السوري لحقوق الإنسان", "casebook")
    assert told(second) == ["killed 3", "killed children 2 of #0", "injured 6+"]
    assert told(third) == ["injured 2"]


def test_what_a_casebook_does_not_say_as_it_should_is_listed_with_row_and_column(tmp_path):
    assert taken_in(tmp_path, ARABIC)[1] == [
        "casebook.csv, row 6: is a sum of other rows and was passed over.",
        "casebook.csv, row 5: column “عدد القتلى”: “كثير” is no number of people. The other cells were read.",
    ]


def test_an_english_casebook(tmp_path):
    (first, second), problems = taken_in(tmp_path, ENGLISH)
    assert told(first) == ["killed 4", "killed children 1 of #0", "killed civilian 3 of #0", "injured 10+"]
    assert told(second) == ["killed 0", "injured 2-3"]
    assert [c.method for c in (first.claims[0], second.claims[0])] == ["shelling", "explosive"]
    assert (first.claims[0].by_party, first.claims[0].source_key) == ("syrian_government", "civil_defence")
    assert problems == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_quote_stands_in_the_row_in_any_dialect(tmp_path, encoding, separator):
    sheet = ARABIC.translate(dict(zip(map(ord, "٠١٢٤٧٨٩"), "0124789", strict=True)))
    readings, _ = taken_in(tmp_path, sheet.replace(";", separator).encode(encoding))
    assert [told(reading)[0] for reading in readings[:2]] == ["killed 27", "killed 3"]
    for reading in readings:
        for claim in reading.claims:
            quotes = [claim.quote, claim.place, claim.by, claim.source, claim.when.quote]
            assert all(quote.stands_in(reading.report.text) for quote in quotes if quote)
        assert reading_from_record(json.loads(json.dumps(reading_record(reading)))) == reading


def test_a_workbook_has_dates_serial_numbers_merged_cells_and_several_sheets(tmp_path):
    head = ["Date", "Town", "Killed", "Wounded", "Source"]
    spring = [
        head,
        [
            datetime(2021, 3, 2, 14),  # noqa: DTZ001 - a sheet has no zone
            "Ariha",
            4,
            1.0,
            "hospital A",
        ],
        [None, None, 3, 2, "hospital B"],
    ]
    spring += [[44258, "Azaz", "٧", None, None]]
    notes = [["about this file"], ["made by hand"]]
    data = xlsx(
        spring, notes, [head, ["5 آذار 2021", "إعزاز", 1]], names=("2021", "notes", "more"), merge=("A2:A3", "B2:B3")
    )
    readings, problems = taken_in(tmp_path, data, "spring.xlsx")
    days = [str(reading.claims[0].when.days) for reading in readings]
    assert days == ["2021-03-02", "2021-03-02", "2021-03-03", "2021-03-05"]
    assert [told(reading) for reading in readings] == [
        ["killed 4", "injured 1"],
        ["killed 3", "injured 2"],
        ["killed 7"],
        ["killed 1"],
    ]
    assert [reading.claims[0].place.text for reading in readings[:2]] == ["Ariha", "Ariha"]
    assert problems == [
        "spring.xlsx, sheet notes: no column says how many people were killed or hurt; it was not read."
    ]


def test_a_count_in_a_merged_cell_counts_once(tmp_path):
    rows = [["Date", "Place", "Killed", "Source"], ["2021-03-02", "Ariha", 4, "A"], ["2021-03-02", "Ariha", None, "B"]]
    (only,), problems = taken_in(tmp_path, xlsx(rows, merge=("C2:C3",)), "one.xlsx")
    assert told(only) == ["killed 4"]
    assert problems == ["one.xlsx, sheet S1: row 3 count nobody and were passed over."]


def test_a_day_that_may_be_two_is_not_guessed(tmp_path):
    sheet = "Date,Place,Killed\n03/04/2021,Ariha,2\n"
    (only,), [problem] = taken_in(tmp_path, sheet)
    assert only.claims[0].when is None
    assert "may be one of two days" in problem
    assert "column A “Date”" in problem
    (first, _), _ = taken_in(tmp_path, sheet + "25/04/2021,Ariha,3\n")
    assert first.claims[0].when.days.first == date(2021, 4, 3)
    (first, _), _ = taken_in(tmp_path, sheet + "04/25/2021,Ariha,3\n")
    assert first.claims[0].when.days.first == date(2021, 3, 4)


def test_a_saved_mapping_says_the_rest(tmp_path):
    sheet = "Tag;Ort;Tote;Kinder;x\n02/03/2021;Ariha;4;1;secret\n"
    assert "no column says how many" in taken_in(tmp_path, sheet)[1][0]
    mapping = read_mapping(
        b'order = "day-month-year"\n[columns]\nTag = "date"\nOrt = "place"\n'
        b'Tote = "killed"\nKinder = "killed:children"\n'
    )
    (only,), problems = taken_in(tmp_path, sheet, mapping=mapping)
    assert told(only) == ["killed 4", "killed children 1 of #0"]
    assert only.report.text.endswith("\nx: secret")
    assert (str(only.claims[0].when.days), problems) == ("2021-03-02", [])


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("columns = 3", "what is no slot"),
        ('[columns]\nTote = "deaths"', "slot “deaths”, which no row has"),
        ('[columns]\nA = "killed"\nB = "killed"', "gives the slot “killed” to two columns"),
        ("order = 'mdy'", "Write one of: day-month-year"),
        ("header = 0", "the number of the row"),
        ("colums = 1", "has “colums”"),
        ("[columns", "no mapping that can be read"),
    ],
)
def test_a_wrong_mapping_is_refused_with_what_is_wrong(wrong, sentence):
    with pytest.raises(MarsadError, match=sentence):
        read_mapping(wrong.encode())


def test_the_commonest_headers_are_recognised():
    headers = "تاريخ الحادثة|المدينة|الشهداء|عدد الشهداء المدنيين|الجرحى|المفقودون|المعتقلين|الأطفال القتلى|رابط الخبر"
    assert slots_of(headers.split("|")) == [
        *("date", "place", "killed", "killed/civilian", "injured", "missing", "captured", "killed:children", "link")
    ]
    assert slots_of(["Date (dd/mm/yyyy)", "No. of deaths", "# wounded", "Lat.", "Longitude", "Colour"]) == [
        *("date", "killed", "injured", "lat", "lon", None)
    ]
    assert slots_of(["Killed", "Injured", "Children"])[2] == "casualties:children"
    assert slots_of(["Killed", "Women"])[1] == "killed:women"
    assert slots_of(["Children", "Date"])[0] is None, "children of whom no column says what befell them"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("27", Count(27, 27)),
        ("٢٧", Count(27, 27)),
        ("6+", Count(6, None)),
        ("5 - 7", Count(5, 7)),
        ("7-5", None),
        ("~30", Count(30, 30, approx=True)),
        (">20", Count(21, None)),
        ("27.0", Count(27, 27)),
        ("2.5", None),
        ("", None),
    ],
)
def test_counts_in_digits(words, count):
    assert plain_count(words) == count


def test_coordinates_and_the_named_place_are_held_against_each_other(tmp_path):
    sheet = "Place,Governorate,Lat,Lon,Killed\nAriha,Idlib,35.81,36.61,1\nAriha,Idlib,33.5,36.3,2\nsomewhere,,34.5,,3\n"
    (near, far, half), problems = taken_in(tmp_path, sheet)
    assert (near.claims[0].location.lat, near.claims[0].location.pcodes[-1]) == (35.81, "SY07")
    assert (far.claims[0].location.lat, far.claims[0].location.pcodes) == (33.5, ())
    assert half.claims[0].location is None
    assert ["km from" in problem for problem in problems] == [True]


def test_the_same_row_twice_is_one_record(tmp_path):
    readings, problems = taken_in(tmp_path, "Date,Place,Killed\n2021-03-02,Ariha,4\n2021-03-02,Ariha,4\n")
    assert len(readings) == 1
    assert problems == ["casebook.csv, row 3: says the same as row 2, word for word; the two are one record."]


def test_best_separator_looks_at_whole_lines_not_at_commas_in_notes():
    assert best_separator("a;b;c\n1;x, y, z;3\n2;p, q;4\n") == ";"
    assert best_separator('a,b\n"1;2;3",4\n"5;6;7",8\n') == ","


# ---- through all floors


def test_a_casebook_enters_the_ledger_and_a_second_reading_keeps_it(marsad, tmp_path):
    (tmp_path / "log.csv").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "report.txt").write_text("Four people were killed in shelling of Ariha on 2 March 2021, SOHR said.")
    added = marsad("add", tmp_path / "log.csv", tmp_path / "report.txt")
    assert (added.status, added.out) == (0, "3 reports added, 7 claims; 0 known already.\n")
    first = next(one for one in json.loads(marsad("ledger", "--json").out)["incidents"] if one["place"] == "Ariha")
    assert [t["best"] for t in first["tolls"] if t["cell"] in ("killed", "killed:children")] == [4, 1]
    assert len(first["reports"]) == 2, "the row and the report tell of one incident"
    assert marsad("reread").out.startswith("Read again: 0 readings changed, 3 stayed")
    assert marsad("add", tmp_path / "log.csv").out == "0 reports added, 0 claims; 2 known already.\n"
    assert "All reports were read by this reader" in marsad("doctor").out.replace("\n" + " " * 21, " ")


def test_a_proposed_mapping_can_be_given_back(marsad, tmp_path):
    (tmp_path / "log.csv").write_text(ARABIC, encoding="utf-8")
    proposed = marsad("sheet", "mapping", tmp_path / "log.csv").out
    assert '"عدد القتلى" = "killed"   # ٢٧' in proposed
    assert 'order = "day-month-year"' in proposed
    (tmp_path / "map.toml").write_text(proposed, encoding="utf-8")
    assert marsad("add", tmp_path / "log.csv", "--map", tmp_path / "map.toml").out.startswith(
        "3 reports added, 6 claims"
    )
    gone = marsad("add", tmp_path / "log.csv", "--map", tmp_path / "none.toml")
    assert (gone.status, "there is no such file" in gone.err) == (2, True)


def test_a_row_explains_its_claims_by_their_columns(marsad, tmp_path):
    (tmp_path / "log.csv").write_text(ENGLISH, encoding="utf-8")
    out = marsad("read", "--explain", tmp_path / "log.csv").out
    assert "casebook column killed/civilian" in out
    assert "Civilians killed: 3" in out


def test_two_columns_can_tell_the_ends_of_a_count(tmp_path):
    head = "Incident date,Location,Civilians killed (min),Civilians killed (max),Civilians injured (min)"
    rows = ["2021-03-02,Ariha,4,6,10", "2021-03-03,Azaz,,2,", "2021-03-04,Binnish,5,3,1"]
    (first, second, third), [problem] = taken_in(tmp_path, "\n".join([head, *rows]))
    assert told(first) == ["killed civilian 4-6", "injured civilian 10+"]
    assert first.claims[0].quote.text == "Civilians killed (min): 4\nCivilians killed (max): 6"
    assert told(second) == ["killed civilian 0-2"]
    assert told(third) == ["injured civilian 1+"]
    assert "is more than the highest count of its row" in problem


def test_the_headers_of_ged_and_acled_are_known():
    ged = "id,date_start,date_end,where_coordinates,adm_1,adm_2,latitude,longitude,deaths_civilians,best,low,high"
    assert slots_of(ged.split(",")) == [
        *("id", "date", "last_date", "place", "governorate", "district", "lat", "lon", "killed/civilian"),
        *("killed", "killed.low", "killed.high"),
    ]
    acled = "event_date,sub_event_type,actor1,admin1,admin2,admin3,location,latitude,source,notes,fatalities"
    assert slots_of(acled.split(",")) == [
        *("date", "method", None, "governorate", "district", "subdistrict", "place", "lat", "source", "notes", "killed")
    ]
    arabic = "الحد الأدنى للقتلى|الحد الأعلى للقتلى|الشهداء من النساء"
    assert slots_of(arabic.split("|")) == ["killed.low", "killed.high", "killed:women"]


def test_in_a_list_of_persons_every_row_counts_one(tmp_path):
    sheet = "Name,Date of death,Province,Cause of death\nsomebody,2013-05-01,Homs,Shelling\nanother,2013-05-02,Homs,?\n"
    mapping = read_mapping(b'each = "killed/civilian"\n[columns]\nName = "victims"\n')
    (first, second), problems = taken_in(tmp_path, sheet, mapping=mapping)
    assert [told(first), told(second), problems] == [["killed civilian 1"], ["killed civilian 1"], []]
    assert (first.claims[0].quote.text, first.claims[0].method) == ("Name: somebody", "shelling")
    with pytest.raises(MarsadError, match="which counts nobody"):
        read_mapping(b'each = "date"')


def test_of_namesakes_the_one_at_the_coordinates_is_meant(tmp_path):
    (only,), problems = taken_in(tmp_path, "Place,Lat,Lon,Killed\nAbu Rasin,36.85,40.37,1\n")
    assert (only.claims[0].location.lat, problems) == (36.85, [])
    assert only.claims[0].location.pcodes[-1] == "SY08"


def test_a_name_that_is_forgotten_is_forgotten_in_rows_too(marsad, tmp_path):
    sheet = "Date,Place,Killed,Source,Notes\n2021-03-02,Ariha,4,Salim Qasbari,told by Salim Qasbari on the phone\n"
    (tmp_path / "log.csv").write_text(sheet, encoding="utf-8")
    assert marsad("add", tmp_path / "log.csv").status == 0
    gone = marsad("expunge", "--name", "Salim Qasbari", "--by", "Omar", "--why", "at risk", "--yes")
    assert gone.status == 0, gone.err
    [one] = json.loads(marsad("ledger", "--json").out)["incidents"]
    shown = marsad("show", one["id"]).out
    assert "Salim" not in shown
    assert marsad("reread").out.startswith("Read again: 0 readings changed, 1 stayed")
    assert "The journal is whole" in marsad("verify").out


def test_a_casebook_is_kept_once_as_it_came_whatever_its_rows(marsad, tmp_path):
    head = ["Date", "Place", "Killed"]
    (tmp_path / "log.xlsx").write_bytes(xlsx([head, ["2021-03-02", "Ariha", 4], ["2021-03-03", "Azaz", 2]]))
    assert marsad("add", tmp_path / "log.xlsx").out == "2 reports added, 2 claims; 0 known already.\n"
    assert len([*(tmp_path / "ledger" / "captures").rglob("*.warc.gz")]) == 1
    assert "The journal is whole" in marsad("verify").out
    gone = marsad("expunge", "1", "--by", "Omar", "--why", "at risk", "--yes")
    assert gone.status == 0, gone.err
    assert [*(tmp_path / "ledger" / "captures").rglob("*.warc.gz")] == [], "the bytes hold the row that is forgotten"
