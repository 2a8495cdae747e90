"""The reader's reasons in a few words of English and Arabic; `{n}` is the number of the claim that is spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.model.derivation import Standing
from marsad.model.reason import Reason

if TYPE_CHECKING:
    from marsad.model.derivation import Choice

ENGLISH = {
    Reason.HEAD: "a statement of its own",
    Reason.PART: "told as a part of claim {n}",
    Reason.MEMBER: "listed as one of those of claim {n}",
    Reason.ITEM: "joined to claim {n} under one word of harm",
    Reason.LINE: "a line of the list that breaks claim {n} down",
    Reason.NAMED: "a person named in the list of claim {n}",
    Reason.COPIED_LEAD: "copied from claim {n}, on which it hangs",
    Reason.COPIED_ITEM: "copied from claim {n}, whose word of harm it shares",
    Reason.COPIED_PART: "copied from claim {n}, of which it is a part",
    Reason.COPIED_MEMBER: "copied from claim {n}, whose people it tells of",
    Reason.COPIED_LINE: "copied from claim {n}, which the list breaks down",
    Reason.COPIED_SECOND_HARM: "copied from claim {n}: another harm of the same event",
    Reason.COPIED_RISE: "copied from claim {n}, whose rise it gives the reason of",
    Reason.COPIED_SUM: "copied from claim {n}, the sum that it is a part of",
    Reason.HARM_WORDS: "told by the words themselves",
    Reason.HARM_LEAD: "that of claim {n}, on which it hangs",
    Reason.COUNT_MOST: "most of claim {n}: more than half",
    Reason.COUNT_TWO: "a bare plural, and then `the two are`",
    Reason.VICTIMS_NAMED: "the name itself",
    Reason.VICTIMS_PARTY: "the party that the claim names",
    Reason.VICTIMS_NOUNS: "the nouns of persons in the claim",
    Reason.VICTIMS_LEAD: "no noun of its own: those of claim {n}",
    Reason.SIDE_WORDS: "its own words or its party say so",
    Reason.SIDE_MARTYR: "called martyrs, and no word tells of fighters",
    Reason.SIDE_LEAD: "that of claim {n}",
    Reason.PARTY_WORDS: "named in the claim",
    Reason.PARTY_NATION: "by the nation named in the claim",
    Reason.PARTY_LEAD: "that of claim {n}",
    Reason.PARTY_POINTED_BACK: "the words point back to the people of claim {n}",
    Reason.PARTY_OF_SPEAKER: "the source is a party, and calls its own dead martyrs",
    Reason.PARTY_OF_ATTACKERS: "the attackers lost people: the doer told before",
    Reason.PARTY_LOST: "the party said to have losses",
    Reason.PARTY_HIT: "the party said to be hit",
    Reason.PARTY_TOLD_BEFORE: "a bare figure for the place and harm of claim {n}",
    Reason.PLACE_INSIDE: "the claim itself names it",
    Reason.PLACE_BESIDE: "it follows the claim at once",
    Reason.PLACE_SENTENCE: "the nearest place of the sentence where something happened",
    Reason.PLACE_HOME: "no place of the event in the sentence: where its people come from or lie",
    Reason.PLACE_REACH: "no place in its sentence: the nearest told elsewhere",
    Reason.BY_INSIDE: "the claim itself names the doer",
    Reason.BY_SENTENCE: "the nearest doer of the sentence",
    Reason.BY_SPEAKER: "no other doer in the sentence: a party tells of its own deed",
    Reason.BY_REACH: "no doer in its sentence: the nearest told elsewhere",
    Reason.METHOD_MEANS: "the strongest means told",
    Reason.METHOD_DRONE: "a strike from the air, which other words call a drone’s",
    Reason.METHOD_HARM_WORD: "the word of harm says it",
    Reason.METHOD_WEAK: "words that say little, and none that say more",
    Reason.WHEN_SINCE: "the day since which the sum counts",
    Reason.WHEN_NEAREST: "the nearest words of time that are not of the saying",
    Reason.WHEN_SAME_DAY: "`the same day` as the saying",
    Reason.WHEN_REPORT: "no word says a day: the report’s own",
    Reason.SAID_SENTENCE: "the sentence says when the source said so",
    Reason.SAID_WHOLE: "that of claim {n}, which contains it",
    Reason.SOURCE_SENTENCE: "cited in its sentence",
    Reason.SOURCE_PARAGRAPH: "cited last in its paragraph",
    Reason.HEDGED_WORDS: "words of doubt",
    Reason.TOLL_EVENT: "no word makes it more than one event’s figure",
    Reason.TOLL_WORD: "the words of the claim say so",
    Reason.TOLL_CORRECTION: "it stands behind words of correction",
    Reason.TOLL_PERIOD: "it counts over a stretch of time",
    Reason.TOLL_SEVERAL: "it counts over several attacks or places",
    Reason.TOLL_LINE: "a line of a list that breaks a sum down",
    Reason.TOLL_GOES_ON: "goes on with claim {n}",
    Reason.TOLL_LINKED: "nothing but `and` before claim {n}",
    Reason.TOLL_ADDS: "it adds to claim {n}",
    Reason.TOLL_BROKEN_DOWN: "the list of claim {n} breaks it down",
    Reason.SAME_FIGURE: "the same figure as claim {n}",
    Reason.DEATH_THAT_RAISES: "a death that raises the toll of claim {n}",
    Reason.REASON_OF_RISE: "the reason why the toll of claim {n} rose",
    Reason.PLACE_LINE: "a line by places under the line of its side, claim {n}",
    Reason.ADDS_UP: "adds up with others to claim {n}",
    Reason.HEADLINE_SUM: "the headline, claim {n}, is the sum of the text’s figures",
    Reason.ADDEND: "what the new figure of claim {n} is made of",
    Reason.RAISED_BY: "told before, and claim {n} rose by it",
}

ARABIC = {
    Reason.HEAD: "إفادة قائمة بنفسها",
    Reason.PART: "جزء من الرقم {n}",
    Reason.MEMBER: "من المعدودين في الرقم {n}",
    Reason.ITEM: "معطوف على الرقم {n} بفعل واحد",
    Reason.LINE: "سطر من القائمة التي تفصّل الرقم {n}",
    Reason.NAMED: "شخص مذكور باسمه في قائمة الرقم {n}",
    Reason.COPIED_LEAD: "منقول عن الرقم {n} الذي يتبعه",
    Reason.COPIED_ITEM: "منقول عن الرقم {n} الذي يشاركه الفعل",
    Reason.COPIED_PART: "منقول عن الرقم {n} الذي هو جزء منه",
    Reason.COPIED_MEMBER: "منقول عن الرقم {n} الذي يعدّ الأشخاص أنفسهم",
    Reason.COPIED_LINE: "منقول عن الرقم {n} الذي تفصّله القائمة",
    Reason.COPIED_SECOND_HARM: "منقول عن الرقم {n}: ضرر آخر في الحادثة نفسها",
    Reason.COPIED_RISE: "منقول عن الرقم {n} الذي يفسّر ارتفاعه",
    Reason.COPIED_SUM: "منقول عن المجموع، الرقم {n}",
    Reason.HARM_WORDS: "تدل عليه الكلمات نفسها",
    Reason.HARM_LEAD: "كما في الرقم {n} الذي يتبعه",
    Reason.COUNT_MOST: "معظم الرقم {n}: أكثر من نصفه",
    Reason.COUNT_TWO: "جمع دون عدد يليه `هما`",
    Reason.VICTIMS_NAMED: "الاسم نفسه",
    Reason.VICTIMS_PARTY: "الجهة المذكورة في الإفادة",
    Reason.VICTIMS_NOUNS: "أسماء الأشخاص في الإفادة",
    Reason.VICTIMS_LEAD: "لا اسم فيها: المذكورون في الرقم {n}",
    Reason.SIDE_WORDS: "كلماتها أو جهتها تدل عليه",
    Reason.SIDE_MARTYR: "سُمّوا شهداء دون ذكر مقاتلين",
    Reason.SIDE_LEAD: "كما في الرقم {n}",
    Reason.PARTY_WORDS: "مذكورة في الإفادة",
    Reason.PARTY_NATION: "من الجنسية المذكورة في الإفادة",
    Reason.PARTY_LEAD: "كما في الرقم {n}",
    Reason.PARTY_POINTED_BACK: "الكلمات تعود إلى أشخاص الرقم {n}",
    Reason.PARTY_OF_SPEAKER: "المصدر طرف يسمّي قتلاه شهداء",
    Reason.PARTY_OF_ATTACKERS: "خسائر المهاجمين: الفاعل المذكور قبلها",
    Reason.PARTY_LOST: "الجهة التي ذُكرت خسائرها",
    Reason.PARTY_HIT: "الجهة التي استُهدفت",
    Reason.PARTY_TOLD_BEFORE: "رقم مجرد لمكان الرقم {n} وضرره",
    Reason.PLACE_INSIDE: "تسمّيه الإفادة نفسها",
    Reason.PLACE_BESIDE: "يليها مباشرة",
    Reason.PLACE_SENTENCE: "أقرب مكان في الجملة وقع فيه شيء",
    Reason.PLACE_HOME: "لا مكان للحادثة في الجملة: من حيث جاء الأشخاص أو حيث هم",
    Reason.PLACE_REACH: "لا مكان في جملتها: أقرب مكان ذُكر في غيرها",
    Reason.BY_INSIDE: "تسمّي الإفادة الفاعل",
    Reason.BY_SENTENCE: "أقرب فاعل في الجملة",
    Reason.BY_SPEAKER: "لا فاعل غيره في الجملة: طرف يعلن فعله",
    Reason.BY_REACH: "لا فاعل في جملتها: أقرب فاعل ذُكر في غيرها",
    Reason.METHOD_MEANS: "أقوى وسيلة مذكورة",
    Reason.METHOD_DRONE: "ضربة جوية تسمّيها كلمات أخرى مسيّرة",
    Reason.METHOD_HARM_WORD: "كلمة الضرر تدل عليها",
    Reason.METHOD_WEAK: "كلمات قليلة الدلالة ولا أقوى منها",
    Reason.WHEN_SINCE: "اليوم الذي يبدأ منه المجموع",
    Reason.WHEN_NEAREST: "أقرب كلمات الزمان مما لا يخص القول",
    Reason.WHEN_SAME_DAY: "يوم القول نفسه",
    Reason.WHEN_REPORT: "لا كلمة تذكر يوماً: يوم التقرير",
    Reason.SAID_SENTENCE: "تذكر الجملة متى قال المصدر ذلك",
    Reason.SAID_WHOLE: "كما في الرقم {n} الذي يشمله",
    Reason.SOURCE_SENTENCE: "مذكور في جملتها",
    Reason.SOURCE_PARAGRAPH: "آخر من ذُكر في فقرتها",
    Reason.HEDGED_WORDS: "كلمات شك",
    Reason.TOLL_EVENT: "لا كلمة تجعله أكثر من رقم حادثة واحدة",
    Reason.TOLL_WORD: "كلمات الإفادة تدل عليه",
    Reason.TOLL_CORRECTION: "يلي كلمات تصحيح",
    Reason.TOLL_PERIOD: "يعدّ مدة من الزمن",
    Reason.TOLL_SEVERAL: "يعدّ هجمات أو أماكن عدة",
    Reason.TOLL_LINE: "سطر من قائمة تفصّل مجموعاً",
    Reason.TOLL_GOES_ON: "تتمة للرقم {n}",
    Reason.TOLL_LINKED: "لا شيء بينه وبين الرقم {n} سوى العطف",
    Reason.TOLL_ADDS: "يُضاف إلى الرقم {n}",
    Reason.TOLL_BROKEN_DOWN: "تفصّله قائمة الرقم {n}",
    Reason.SAME_FIGURE: "الرقم نفسه في {n}",
    Reason.DEATH_THAT_RAISES: "وفاة ترفع حصيلة الرقم {n}",
    Reason.REASON_OF_RISE: "سبب ارتفاع حصيلة الرقم {n}",
    Reason.PLACE_LINE: "سطر حسب الأماكن تحت سطر طرفه، الرقم {n}",
    Reason.ADDS_UP: "يكمل مع غيره الرقم {n}",
    Reason.HEADLINE_SUM: "العنوان، الرقم {n}، مجموع أرقام النص",
    Reason.ADDEND: "مما يتألف منه الرقم الجديد {n}",
    Reason.RAISED_BY: "ذُكر قبله وارتفع به الرقم {n}",
}

_WHERE_ENGLISH = {
    Standing.INSIDE: "inside the claim",
    Standing.NEXT: "right behind the claim",
    Standing.BEHIND: "in the same sentence, behind it",
    Standing.BEFORE: "in the same sentence, before it",
    Standing.HEADLINE: "in the headline",
}
_WHERE_ARABIC = {
    Standing.INSIDE: "داخل الإفادة",
    Standing.NEXT: "بعدها مباشرة",
    Standing.BEHIND: "في الجملة نفسها، بعدها",
    Standing.BEFORE: "في الجملة نفسها، قبلها",
    Standing.HEADLINE: "في العنوان",
}


def reason_words(choice: Choice, language: str) -> str:
    """Say why a slot was filled so, and where the words for it stand: `cited in its sentence; behind it`."""
    arabic = language == "ar"
    number = "?" if choice.claim is None else choice.claim + 1
    reason = (ARABIC if arabic else ENGLISH)[choice.reason].format(n=number)
    if choice.standing is None or choice.tree is None:  # on the words of the claim itself
        return reason
    where = (_WHERE_ARABIC if arabic else _WHERE_ENGLISH).get(choice.standing)
    return f"{reason}{'، ' if arabic else '; '}{where or _apart(choice.standing, choice.sentences, arabic=arabic)}"


def _apart(standing: Standing, sentences: int, *, arabic: bool) -> str:
    before = standing is Standing.EARLIER
    if arabic:
        return f"{'قبلها' if before else 'بعدها'} بعدد من الجمل: {sentences}"
    return f"{sentences} sentence{'s' if sentences > 1 else ''} {'before' if before else 'behind'}"
