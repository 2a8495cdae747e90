"""How words are searched: what an Arabic word is found by, and what must not find it; phrases, marks, snippets."""

from __future__ import annotations

import pytest

from marsad.lang.search.snippet import LENGTH, snippet
from marsad.lang.search.words import GAP, column, marks, terms
from marsad.store.search_words import reader


def finds(query, text):
    read = reader()
    words = read(text)
    return all(marks(words, [term]) for term in terms(query, read))


MUST = {
    "القورية": "القُورِيَّة بالقورية وبالقورية للقورية والقوريه لالقورية",
    "بالقُورِيَّة": "القورية",
    "قورية": "القورية بالقورية",
    "قتيل": "قتيلاً قتيلا القتيل وقتيل قتيلين لقتيل قَتِيل قـتـيـل",
    "شهيد": "شهداء الشهداء وشهداء للشهداء شهيداً شهيدان",
    "شهداء": "شهيد والشهيد الشهداء",
    "قتيل ": "قتلى القتلى وقتلى بقتلى",
    "جريح": "جرحى الجرحى وجرحى جريحان",
    "جرحى": "جريح جريحين",
    "أسير": "أسرى الأسرى",
    "مسلح": "مسلحون مسلحين المسلحين ومسلحان",
    "أطفال": "طفل طفلاً طفلان الأطفال للأطفال",
    "رجل": "رجال ورجلان",
    "جثة": "جثث الجثث جثتين",
    "ضحايا": "ضحية والضحايا",
    "عنصر": "عناصر لعناصر عنصران",
    "كتائب": "كتيبة الكتيبة",
    "لغم": "ألغام بألغام لغمين",
    "قرية": "قرى القرى قريتين بقرى",
    "مدني": "مدنيين المدنيون ومدنيون مدنيان للمدنيين مدنياً",
    "طفل": "طفلاً والطفل لطفل طفلين",
    "وليد": "وليد لوليد ووليد",
    "بلال": "بلال لبلال وبلال",
    "كمال": "كمال لكمال وكمال",
    "الباب": "بالباب للباب والباب وللباب",
    "باب": "الباب بالباب وباب",
    "فلسطين": "فلسطين بفلسطين وفلسطين لفلسطين",
    "لبنان": "لبنان بلبنان ولبنان للبنان",
    "سوريا": "سوريا بسوريا وسوريا",
    "بقرص": "بقرص وبقرص",
    "دمشق": "ودمشق بدمشق لدمشق",
    "شاكوش": "وشاكوش بشاكوش لشاكوش",
    "النظام": "للنظام والنظام",
    "27": "٢٧ 27",
    "4000": "4,000 ٤٠٠٠",
    "soldier": "Soldiers SOLDIER soldier's",
    "casualties": "casualty",
    "Sanaa": "Sana'a Sana’a",
    "Meyadin": "Meyādīn",
}
MUST_NOT = {
    "ليد": "وليد",
    "لال": "بلال",
    "مال": "كمال",
    "بنان": "لبنان بلبنان",
    "لسطين": "فلسطين وفلسطين",
    "الباب": "باب باباً لباب",
    "ادي": "وادي",
    "كان": "سكان",
    "سوري": "سوريا",
    "قرص": "بقرص",
    "قتيل": "قتال مقتل قتيبة",
    "شهيد": "شهادة مشهد شاهد استشهد",
    "جريح": "جراح تجريح",
    "طفل": "طفيلي مطفأ",
    "أسير": "أسرة تيسير",
    "رجل": "أرجل",
    "bus": "business",
    "Damascu": "Damascus",
}


@pytest.mark.parametrize(("query", "words"), [(query, word) for query in MUST for word in MUST[query].split()])
def test_a_word_finds_what_is_the_same_word(query, words):
    assert finds(query, f"قال {words} امس")


@pytest.mark.parametrize(("query", "words"), [(q, word) for q in MUST_NOT for word in MUST_NOT[q].split()])
def test_a_word_does_not_find_another(query, words):
    assert not finds(query, f"قال {words} امس")


@pytest.mark.parametrize("word", "وليد القورية بالقورية شاكوش وشاكوش قتيلاً للباب وللجيش soldiers al-Quriyah 27".split())
def test_what_stands_in_a_text_finds_itself(word):
    assert finds(word, f"قبل {word} بعد")


def test_several_words_are_all_wanted_and_words_in_quotes_follow_each_other():
    read = reader()
    assert [str(term) for term in terms('killed "قوات النظام" al-Bab «3 مدنيين»', read)] == [
        "killed",
        "قوات النظام",
        "al bab",
        "3 مدني",
    ]
    assert finds('"قوات النظام"', "بهجوم لقوات النظام")
    assert not finds('"قوات النظام"', "قوات من النظام")
    assert not finds("killed Homs", "killed in Hama")
    assert terms(" … () “”", read) == ()


def test_the_sign_between_words_is_no_word():
    read = reader()
    assert terms(GAP, read) == ()
    assert column(read("الباب باب")) == f"الباب باب {GAP} باب"


def test_words_are_marked_where_they_stand_in_the_stored_text():
    text = "قُتل 9 عناصر بالقُورِيَّةِ، و“القورية” بلدة. مـ ـقـ ـتـ ـل"
    read = reader()
    found = marks(read(text), terms("القورية مقتل", read))
    assert [text[start:end] for start, end in found] == ["بالقُورِيَّةِ", "القورية", "مـ ـقـ ـتـ ـل"]


def test_a_snippet_is_of_whole_words_of_the_stored_text():
    read = reader()
    text = "كلمة " * 100 + "قُتِلَ سالم الراوي بقصف على أريحا " + "كلمة " * 100
    words = read(text)
    cut = snippet(text, words, marks(words, terms("أريحا الراوي", read)))
    assert [cut.text[start:end] for start, end in cut.marks] == ["الراوي", "أريحا"]
    assert cut.text.strip("…") in text
    assert len(cut.text) <= LENGTH + 2
    assert {word for word in cut.text.strip("…").split() if word.startswith("كل")} == {"كلمة"}
    assert "[الراوي] بقصف على [أريحا]" in cut.bracketed()


@pytest.mark.parametrize("text", ["", "قصير", "x" * 500, "كلمة " * 99, "ثم " + "a" * 300 + " end"])
def test_any_text_has_a_snippet(text):
    words = reader()(text)
    for asked in ("a" * 300, "كلمة", "nothing"):
        cut = snippet(text, words, marks(words, terms(asked, reader())))
        assert len(cut.text) <= max(LENGTH, 300) + 2
        assert all(0 <= start < end <= len(cut.text) for start, end in cut.marks)
