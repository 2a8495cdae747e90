"""Shapes of text that could make reading slow, each in any size: twice the size is twice the text.

The growth tests count the work on them; `make bench` measures their time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TOWNS = "سراقب أريحا سرمين معرة_النعمان جسر_الشغور تدمر السخنة الرقة منبج الباب عفرين اعزاز نوى جاسم درعا".split()
_MONTHS = "January March April May June July".split()


def _one_sentence(n: int) -> str:
    return "قُتل 3 مدنيين " + "وأصيب 5 آخرون بقصف لقوات النظام على مدينة إدلب، وقُتل طفل " * n


def _one_line(n: int) -> str:
    return "قُتل 3 مدنيين، بينهم طفل، وأصيب 5 بقصف لقوات النظام على مدينة إدلب أمس. " * n


def _lines(n: int) -> str:
    return "قُتل 3 مدنيين وأصيب 5 آخرون بقصف لقوات النظام على مدينة إدلب أمس، بحسب المرصد السوري.\n" * n


def _towns(n: int) -> str:
    towns = [_TOWNS[k % len(_TOWNS)].replace("_", " ") for k in range(n)]
    return "\n".join(f"قُتل {k + 1} أشخاص قرب قرية رقم {'اب' * (k % 7)} شمال {town}." for k, town in enumerate(towns))


def _list(n: int) -> str:
    return "قُتل 900 شخص، بينهم " + "3 أطفال وامرأتان، " * n + "ومسعف."


def _breakdown(n: int) -> str:
    return f"قُتل {7 * n} شخصاً خلال شهر أيار، هم:\n" + "- 5 مدنيين بينهم طفل\n- 2 من قوات النظام\n" * n


def _names(n: int) -> str:
    return "The dead are: " + "Salim Wadi (12 years), Rim Tal (30 years), " * n + "all of them killed by a mine."


def _english(n: int) -> str:
    return "At least 3 civilians were killed and 5 others wounded when government forces shelled Sarmin on Monday. " * n


def _days(n: int) -> str:
    said = (f"2 men were killed on {k % 28 + 1} {_MONTHS[k % 6]} 2021 near Raqqa" for k in range(n))
    return ", and ".join(said) + "."


def _sources(n: int) -> str:
    return "وقال المرصد السوري إن 3 مدنيين قُتلوا، بحسب مصدر محلي، " * n


def _running(n: int) -> str:
    return "ارتفع عدد القتلى إلى 14 بعد وفاة رجل متأثراً بجراحه. وبذلك ارتفعت الحصيلة إلى 15 قتيلاً. " * n


def _stays(n: int) -> str:
    return "ينتشر 2000 عنصر من تنظيم داعش على مساحة 4000 كم2 من السخنة إلى تدمر منذ عام 2017. " * n


SHAPES: dict[str, Callable[[int], str]] = {
    "claims in one sentence": _one_sentence,
    "claims in one line": _one_line,
    "claims in many lines": _lines,
    "many places": _towns,
    "one long list": _list,
    "a breakdown": _breakdown,
    "names of persons": _names,
    "English sentences": _english,
    "days in one sentence": _days,
    "sources in one sentence": _sources,
    "tolls that rise": _running,
    "presence": _stays,
    "digits": lambda n: "1234567890" * n,
    "numbers": lambda n: "12 34 567 " * n,
    "number words": lambda n: "ثلاثة وعشرون ومئة وألف " * n,
    "English number words": lambda n: "twenty thousand and one hundred " * n,
    "English people": lambda n: "civilians, children and Syrian soldiers, " * n,
    "nested brackets": lambda n: "(قُتل 3 مدنيين بينهم طفل في ريف حلب الشمالي " * n + ")" * n,
    "commas": lambda n: "،,، " * n,
    "one long word": lambda n: "وقتلواهم" * n,
    "broken words": lambda n: "مـ ـقـ ـتـ ـل " * n,
    "tatweel": lambda n: "قـ" + "ـ" * 9 * n,
    "marks": lambda n: "قُ\u064b\u0640\u200fتل" * n,
    "no harm": lambda n: "الطقس معتدل غدا في دمشق وحلب مع رياح خفيفة. " * n,
}
