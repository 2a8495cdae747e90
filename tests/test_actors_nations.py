"""An institution that every state has is the country's, unless a nation's name beside it says another."""

from __future__ import annotations

import pytest

from marsad.actors.registry import registry
from marsad.model.report import Report
from marsad.reader.read import read


@pytest.mark.parametrize(
    ("country", "words", "actor"),
    [
        ("sy", "الدفاع المدني السوري", "civil_defence"),
        ("sy", "الدفاع المدني", "civil_defence"),
        ("sy", "الدفاع المدني اللبناني", None),
        ("sy", "الأمن العام اللبناني", None),
        ("sy", "وزارة الدفاع العراقية", None),
        ("sy", "وزارة الدفاع التركية", "turkey"),
        ("sy", "الجيش العراقي", "iraq"),
        ("sy", "فيلق القدس الإيراني", "quds_force"),
        ("sy", "Lebanese civil defense", None),
        ("iq", "الدفاع المدني السوري", None),
        ("iq", "الدفاع المدني العراقي", "iraqi_civil_defence"),
        ("iq", "مديرية الدفاع المدني", "iraqi_civil_defence"),
        ("iq", "the Syrian Civil Defence", None),
        ("iq", "وزارة الدفاع العراقية", "defence_ministry"),
        ("iq", "الجيش السوري", "syria"),
        ("iq", "الحشد الشعبي العراقي", "pmf"),
    ],
)
def test_the_nation_beside_an_institution_decides_whose_it_is(country, words, actor):
    assert registry(country).named(words) == actor


def test_armed_groups_keep_their_names_beside_a_nation():
    assert registry("sy").named("تنظيم داعش العراقي") == registry("sy").named("تنظيم داعش")


@pytest.mark.parametrize(("country", "source"), [("iq", None), ("sy", "civil_defence")])
def test_a_report_is_read_so(country, source):
    text = "قال الدفاع المدني السوري إن ثلاثة مدنيين قتلوا في قصف على بلدة الأتارب غربي حلب."
    (claim,) = read(Report(text), country).claims
    assert claim.count.low == 3
    assert claim.source.text == "الدفاع المدني السوري"
    assert claim.source_key == source
