"""`marsad actors`: a party is found by any of its names, shown with all that is known of it, in order on a terminal."""

from __future__ import annotations

import json

import pytest

from marsad.actors.registry import registry
from marsad.actors.search import search
from marsad.cli import main
from marsad.render.actors import actor_lines
from marsad.render.calm import FIRST_STRONG_ISOLATE, POP_ISOLATE
from marsad.render.paint import plain
from marsad.render.wrap import cells


def told(capsys, *words):
    with pytest.raises(SystemExit) as ended:
        main(["actors", *words])
    out = capsys.readouterr()
    return ended.value.code, out.out, out.err


def found(words, party=None):
    return [entry.id for entry in search(registry(), words, party)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("داعش", "isis"),
        ("ISIS", "isis"),
        ("hurras_al_din", "hurras_al_din"),
        ("قسد", "sdf"),
        ("hamza division", "hamza_division"),
        ("QSD: Syrian Democratic Forces", "sdf"),
        ("الجيش السوري", "syrian_army"),
        ("مجهولون", "unknown_gunmen"),
    ],
)
def test_an_actor_is_found_by_any_of_its_names(words, first):
    assert found(words)[0] == first


def test_a_party_key_keeps_those_of_every_time():
    assert {"hts", "nusra", "general_security", "red_bands"} <= set(found("", "hts"))
    assert "isis" not in found("", "hts")


def test_a_card_tells_all_that_is_known(capsys):
    code, out, _ = told(capsys, "hamza", "division")
    assert code == 0
    assert "hamza_division · armed group" in out
    assert "counted   opposition, transitional government from 2025-01-29" in out
    assert "part of   sna from 2017-12-30 to 2025-01-28" in out


def test_a_shared_name_tells_who_bore_it_when(capsys):
    _, out, _ = told(capsys, "syrian_army")
    assert "by day    syrian_government to 2024-12-07,\n            transitional_government from 2024-12-08" in out


def test_many_are_a_line_each(capsys):
    _, out, _ = told(capsys, "--party", "sdf")
    lines = out.splitlines()
    assert len(lines) > 10
    assert lines[-1].endswith("say more of a name to see all that is known of one.")


@pytest.mark.parametrize("width", [30, 60, 200])
def test_every_line_is_set_apart_and_fits(width):
    for entries in (search(registry()), search(registry(), "isis")[:3]):
        for line in actor_lines(entries, width, plain):
            assert line.count(FIRST_STRONG_ISOLATE) == line.count(POP_ISOLATE)
            assert cells(line) <= max(width, 70)


def test_json_holds_the_same(capsys):
    _, out, _ = told(capsys, "hamza_division", "--json")
    (record,) = json.loads(out)
    assert record["parents"] == [{"id": "sna", "from": "2017-12-30", "to": "2025-01-28"}]
    assert record["parties"] == [{"id": "transitional_government", "from": "2025-01-29", "to": None}]
    assert record["ar"][0] == "الحمزات"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["قرية"], "The registry has nobody called “قرية”."),
        (["--party", "martians"], "“martians” is no party key; the keys are: "),
        (["--country", "atlantis"], "marsad has no names for the country “atlantis”; it knows: sy (Syria), iq (Iraq)."),
    ],
)
def test_what_is_not_known_is_told(capsys, words, sentence):
    code, out, err = told(capsys, *words)
    assert (code, out) == (2, "")
    assert sentence in err
