"""Twenty invented reports of one month in one governorate, as they lie on a recorder's desk in the evening."""

from __future__ import annotations

from datetime import date

from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis

_STRIKES = (
    ("كنصفرة", "Kansafra", 2, 3, 6),
    ("سرمين", "Sarmin", 4, 5, 9),
    ("أريحا", "Ariha", 6, 7, 12),
    ("معرة مصرين", "Maarrat Misrin", 9, 4, 8),
    ("جسر الشغور", "Jisr al-Shughur", 12, 6, 11),
    ("سلقين", "Salqin", 15, 2, 5),
    ("كفر تخاريم", "Kafr Takharim", 18, 3, 4),
)
"""Town in Arabic and English, day of March 2021, civilians killed and injured."""
_DAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


def reports() -> list[Report]:
    """Return the reports in the order in which they came in."""
    found = []
    for n, (town, name, day, killed, injured) in enumerate(_STRIKES):
        arabic = (
            f"قُتل {killed} مدنيين وأصيب {injured} آخرون بجروح اليوم {_DAYS[date(2021, 3, day).weekday()]} جراء قصف "
            f"مدفعي لقوات النظام على مدينة {town} في محافظة إدلب."
        )
        english = (
            f"{killed} civilians were killed and {injured} others were injured on {day} March 2021 when Syrian army "
            f"artillery shelled the town of {name} in Idlib governorate."
        )
        found += [_report(arabic, "شبكة الزيتون", day, f"z{n}"), _report(english, "Olive Wire", day, f"o{n}")]
    found += [
        _report(
            "ارتفعت حصيلة قتلى القصف المدفعي الذي استهدف مدينة كنصفرة في محافظة إدلب في 2 آذار 2021 إلى 9 مدنيين بعد "
            "وفاة عدد من الجرحى.",
            "شبكة الزيتون",
            5,
            "rise",
        ),
        _report(
            "Two civilians were killed on 15 March 2021 by shelling of the hamlet of Umm al-Zaytun in Idlib "
            "governorate.",
            "Border Post",
            19,
            "hamlet",
        ),
        _report("استمر القصف المدفعي على أطراف مدينة أريحا دون وقوع خسائر بشرية.", "شبكة الزيتون", 20, "quiet"),
        _report("وصلت قافلة مساعدات من 14 شاحنة إلى مدينة إدلب.", "شبكة الزيتون", 21, "convoy"),
        _report(
            "Rain delayed the harvest of olives around Idlib; farmers count on a better year.", "Olive Wire", 22, "rain"
        ),
        _report(
            "قُتل 36 مدنياً بالقصف المدفعي على محافظة إدلب خلال شهر آذار 2021، وفق شبكة الزيتون.",
            "شبكة الزيتون",
            31,
            "month",
        ),
    ]
    return found


def _report(text: str, publisher: str, day: int, name: str) -> Report:
    days = Days.of(date(2021, 3, day))
    return Report(text=text, publisher=publisher, published=When(days, WhenBasis.METADATA), name=name)


EXPECTED = {town: [killed, injured] for town, _, _, killed, injured in _STRIKES} | {"كنصفرة": [9, 6]}
"""Killed and injured of each town when all is told: of the wounded at Kansafra some died later."""
TOWNS = {town: name for town, name, *_ in _STRIKES}
