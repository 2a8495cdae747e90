"""The sieve of work in bulk: whatever the reader looks for passes it, in pages, lines of JSON and plain texts."""

from __future__ import annotations

import json
import sys
import time

import pytest

from marsad import sifting
from marsad.bulk.sieve import passes
from marsad.reader.language import LANGUAGES, language
from marsad.sifting import words_worth_reading, worth_reading
from marsad.text.fold import fold
from marsad.text.narrow import narrow, tidy, widen

PLAIN = "وافتتح المجلس المحلي في البلدة مدرسة تضم 12 غرفة، عاصفة رملية. The school has 12 rooms."
HARM = "ولقي ثلاثة من العمال حتفهم في انفجار لغم."


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_word_without_which_nothing_is_read_passes(code):
    sieve = language(code).sieve
    wanted = [form for form, word in language(code).lexicon.entries() if sieve.holds(form)]
    assert len(wanted) > 250
    for form in wanted:
        page = f"<!DOCTYPE html><html><body><div title='x'><p>{form}</p></div></body></html>"
        assert worth_reading(page.encode()), form
        assert words_worth_reading(form), form
        if form == form.encode("cp1256", "ignore").decode("cp1256"):
            assert worth_reading(page.encode("cp1256")), form


def test_what_is_looked_for_is_the_readers_own(monkeypatch):
    sieve = language("ar").sieve
    monkeypatch.setattr(sifting, "_sieves", lambda: (language("en").sieve,))
    sifting._finder.cache_clear()
    assert sieve.holds(HARM)
    assert not words_worth_reading(HARM)
    monkeypatch.undo()
    sifting._finder.cache_clear()
    sifting._memo.clear()
    assert words_worth_reading(HARM)


def line(text, *, ascii_only):
    return json.dumps({"id": 1, "text": text}, ensure_ascii=ascii_only).encode()


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("text", [HARM, f"خبر\n{HARM}", "عاجل\tقتلى في الكريم", "He was\nkilled.", "قتلى"])
def test_a_line_of_json_passes_however_it_is_written(text, ascii_only):
    assert passes(line(text, ascii_only=ascii_only))
    assert not passes(line(PLAIN, ascii_only=ascii_only))


def test_a_line_that_cannot_be_read_passes_so_that_it_is_told():
    assert passes(b'{"text": "\\u06')
    assert passes('{"text": "olives"}'.encode("utf-16")[2:])
    assert passes(b'{"text": "\xff"}')


def test_a_plain_text_has_no_tags():
    assert passes("x <b قتلى > y".encode())
    assert passes("قتلى".encode("cp1256"))
    assert passes("قتلى وجرحى في القصف على البلدة".encode("utf-16"))
    assert not passes(PLAIN.encode())
    assert passes(b"%PDF-1.4 olives")


@pytest.mark.parametrize(
    "words",
    [
        "قـُتـِلَ ثلاثة",
        "ﻗﺘﻞ ثلاثة",
        "مـ ـقـ ـتـ ـل ثلاثة",
        "ق*ت*ل ثلاثة",
        "قت&zwj;لى",
        "قت&#x644;ى",
        "لقي <b>الشاب</b> <i>حتفه</i>",
        "lost <a href='x'>their</a> lives",
        "قُتلــى",
        "ki&shy;lled",
        "ＫＩＬＬＥＤ",
        "الـ 14 قتيلاً",
    ],
)
def test_a_harm_word_is_seen_however_it_is_spelt(words):
    assert worth_reading(f"<html><body><p>{words}</p></body></html>".encode())


@pytest.mark.parametrize(
    "words",
    [
        "عاصفة رملية",
        "the deadline",
        '<div data-x="killed"><p>olives</p></div>',
        "<img alt='قتلى' src='x'>",
        "الـ 14 مدرسة",
        "&#1605;درسة",
        "a skilled worker",
    ],
)
def test_letters_of_a_harm_word_are_not_enough(words):
    assert not worth_reading(f"<html><body><p>{words}</p></body></html>".encode())


def test_text_of_one_byte_a_letter_is_the_folded_text():
    for text in (PLAIN, HARM, "قُتِلَ ٣ أشخاصٍ في «إدلب»", "Été ﻗﺘﻞ"):
        assert widen(tidy(narrow(text))) == fold(text).text


def test_without_its_libraries_the_sieve_finds_the_same(monkeypatch):
    for name in ("numpy", "ahocorasick_rs"):
        monkeypatch.setitem(sys.modules, name, None)
    sifting._finder.cache_clear()
    from marsad.text import narrow as narrowing

    narrowing._narrower.cache_clear()
    page = "<html><body><p>{}</p></body></html>"
    try:
        assert worth_reading(page.format(HARM).encode())
        assert not worth_reading(page.format(PLAIN).encode())
    finally:
        sifting._finder.cache_clear()
        narrowing._narrower.cache_clear()


@pytest.mark.parametrize(
    "row",
    [
        "<",
        ">",
        "x<b ",
        "<b>",
        "<script",
        "<!--",
        "<a b='",
        "&#1602;",
        "&shy;",
        "الـ ",
        "ق*",
        "ﻻ",
        "صف ",
        "x> ",
        "\\n",
        "كم",
    ],
)
def test_no_row_of_signs_takes_long(row):
    page = f"<html><body>{row * (400_000 // len(row.encode()))}".encode()
    begun = time.process_time()
    passes(page)
    passes(b'{"text": "' + page[12:])
    assert time.process_time() - begun < 2


def test_what_is_larger_than_a_page_passes_to_be_told_of():
    assert passes(b"<html>" + b" " * (1 << 23))
