"""The quick reader of packaged lists says what tomllib says."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.text import lists

PACKAGE = Path(lists.__file__).parents[1]
PACKAGED = sorted(PACKAGE.rglob("*.toml"))


@pytest.mark.parametrize("path", PACKAGED, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_packaged_lists(path):
    text = path.read_text(encoding="utf-8")
    assert lists.read_list(text) == tomllib.loads(text)


def test_the_word_lists_are_plain_so_that_the_program_starts_soon():
    words = [path for path in PACKAGED if "lang" in path.parts]
    assert words
    assert [path.name for path in words if lists._plain(path.read_text(encoding="utf-8")) is None] == []


@pytest.mark.parametrize(
    "text",
    [
        'a = "x" # why\n\n[[word]]\nforms = "قتل قُتل"\nmartyr = true\ncount = 12\n[rolls]\nb = "y"',
        'phrases = ["a b", "c, d",]\nnone = []\none = [ "x" ]',
        'a = "say \\"no\\""',
        'a = [\n "x",\n "y",\n]',
        "a = 1.5\nb = 2020-01-01\nc = [1, 2]\nd = {e = 1}",
        "a.b = 1\n[c.d]\ne = 'f'",
        "",
    ],
)
def test_plain_or_not_the_answer_is_the_same(text):
    assert lists.read_list(text) == tomllib.loads(text)


@pytest.mark.parametrize("text", ["a = ", "a = 1\na = 2", "[t]\n[t]", 'a = ["x" "y"]', "a", "a = 01", "[[t]]\n[t]"])
def test_what_is_no_toml_is_refused(text):
    with pytest.raises(tomllib.TOMLDecodeError):
        lists.read_list(text)


@given(st.text(st.sampled_from('ab ="[],\n#\\1t.')))
def test_any_text_is_read_as_tomllib_reads_it(text):
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(tomllib.TOMLDecodeError):
            lists.read_list(text)
    else:
        assert lists.read_list(text) == told
