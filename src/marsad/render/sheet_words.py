"""The words of a workbook in Arabic and in English: titles, headers with what they mean, and values."""

from __future__ import annotations

from dataclasses import dataclass

from marsad.render.labels import labels

TITLES = {
    "en": {"incidents": "Incidents", "claims": "Claims", "definitions": "Definitions"},
    "ar": {"incidents": "الحوادث", "claims": "الإفادات", "definitions": "التعريفات"},
}
_ENDS = {"low": ("lowest", "الأدنى"), "best": ("best", "المرجّح"), "high": ("highest", "الأعلى")}
_COLUMNS = {
    "id": (
        ("Incident", "The incident's id. Do not change it."),
        ("الحادثة", "رقم الحادثة، لا يُغيَّر."),
    ),
    "first_day": (("First day", "The first day on which it was."), ("أول يوم", "أول يوم وقعت فيه.")),
    "last_day": (("Last day", "The last day on which it was."), ("آخر يوم", "آخر يوم وقعت فيه.")),
    "place": (("Place", "Where, in the words of a report."), ("المكان", "أين، بكلمات أحد التقارير.")),
    "parties": (("Parties", "The parties named."), ("الجهات", "الجهات المذكورة.")),
    "method_of": (("Method", "How people were harmed."), ("الوسيلة", "كيف أصيب الناس.")),
    "reports": (("Reports", "How many reports tell of it."), ("التقارير", "عدد التقارير التي تروي الحادثة.")),
    "voices": (("Voices", "Who says so, each counted once."), ("الأصوات", "من قال ذلك، كل صوت مرة واحدة.")),
    "grade": (
        ("Grade", "confirmed, fair, weak, contested or discounted. An edit decides it."),
        ("الدرجة", "confirmed أو fair أو weak أو contested أو discounted. تعديلها قرار."),
    ),
    "same_as": (
        ("Same as", "Write the id of another incident that is the same one: they are merged."),
        ("هي نفسها", "اكتب رقم حادثة أخرى هي هذه نفسها: تُدمجان."),
    ),
    "note": (
        ("Note", "A note is recorded in your words; it changes no number."),
        ("ملاحظة", "تُسجَّل بكلماتك ولا تغيّر رقماً."),
    ),
    "claim": (("Claim", "The claim's id. Do not change it."), ("الإفادة", "رقم الإفادة، لا يُغيَّر.")),
    "mark": (
        ("Mark", "Report and claim, as the commands name it."),
        ("العلامة", "التقرير والإفادة كما تسميها الأوامر."),
    ),
    "report": (("Report", "What the report is called."), ("التقرير", "ما يُسمى به التقرير.")),
    "publisher": (("Publisher", "Who published it."), ("الناشر", "من نشره.")),
    "published": (("Published", "When it was published."), ("تاريخ النشر", "متى نُشر.")),
    "words": (("Words", "The words behind the number."), ("الكلمات", "الكلمات التي فيها الرقم.")),
    "incident": (
        ("Incident", "Write another incident's id to move the claim there, or “new” for one of its own."),
        ("الحادثة", "اكتب رقم حادثة أخرى لتنتقل الإفادة إليها، أو «جديدة» لتكون حادثة مستقلة."),
    ),
    "count": (("Count", "27, 6+ (at least 6) or 5-7."), ("العدد", "27 أو 6+ (6 على الأقل) أو 5-7.")),
    "harm": (("Harm", "What befell them."), ("الضرر", "ما أصابهم.")),
    "side": (("Side", "Civilians or combatants."), ("الصفة", "مدنيون أو عسكريون.")),
    "group": (("Group", "Children, women, officers …"), ("الفئة", "أطفال، نساء، ضباط…")),
    "party": (("Party", "The combatants' party."), ("جهة الضحايا", "الجهة التي ينتمي إليها العسكريون.")),
    "by": (("By", "The party that did it."), ("الفاعل", "الجهة التي فعلته.")),
    "toll": (("Kind", "One event, a running toll, or a total."), ("النوع", "حادثة واحدة أو حصيلة محدَّثة أو إجمالية.")),
    "method": (("Method", "How they were harmed."), ("الوسيلة", "كيف أصيبوا.")),
    "when": (("When", "A day, or first..last."), ("الزمان", "يوم، أو أول..آخر.")),
    "said": (("Said", "When the source said it."), ("وقت القول", "متى قاله المصدر.")),
    "source": (("Source", "Whom the report cites."), ("المصدر", "عمّن ينقل التقرير.")),
    "part_of": (("Part of", "The claim that it is counted in."), ("جزء من", "الإفادة التي هو في عدادها.")),
    "retract": (
        ("Retract", "Write x, and the claim counts no more."),
        ("سحب", "اكتب x فلا تُحسب الإفادة بعد."),
    ),
}
_HINT = {
    "en": "Edits in the coloured columns come back as decisions: marsad sheet import FILE --by NAME --why WORDS. "
    "The row above says from which ledger this was written; leave it as it is.",
    "ar": "ما يُعدَّل في الأعمدة الملونة يعود قراراتٍ بالأمر marsad sheet import FILE --by NAME --why WORDS. "
    "والسطر الأعلى يقول من أي سجل كُتب هذا الملف، فاتركه كما هو.",
}
LANGUAGES = tuple(TITLES)


@dataclass(frozen=True)
class SheetWords:
    """The words of a workbook in one language."""

    language: str

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the sheets by key."""
        return TITLES[self.language]

    @property
    def hint(self) -> str:
        """Say what the sheets are for."""
        return _HINT[self.language]

    @property
    def rtl(self) -> bool:
        """Tell whether the sheets run from right to left."""
        return self.language == "ar"

    def header(self, key: str) -> str:
        """Return the header of a column."""
        return self._told(key)[0]

    def meaning(self, key: str) -> str:
        """Say what a column holds."""
        return self._told(key)[1]

    def value(self, key: str) -> str:
        """Return the label of a key: `killed` is «قتلى»."""
        return labels(self.language).get(key, key)

    def keys(self) -> dict[str, str]:
        """Return the keys by their labels, of both languages: who edits may write either."""
        return {label: key for language in LANGUAGES for key, label in labels(language).items()}

    def _told(self, key: str) -> tuple[str, str]:
        at = LANGUAGES.index(self.language)
        if key in _COLUMNS:
            return _COLUMNS[key][at]
        harm, _, end = key.partition("_")
        name = f"{self.value(harm)} ({_ENDS[end][at]})"
        return (name[:1].upper() + name[1:], f"{('Toll of the incident', 'حصيلة الحادثة')[at]}: {name}.")


def words_in(language: str) -> SheetWords | None:
    """Return the words of a language, None where there are none."""
    return SheetWords(language) if language in LANGUAGES else None
