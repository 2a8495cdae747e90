"""The words of place expressions, folded: kinds of place, directions, relations, and what says nothing.

Data of the language, not of a country. An Arabic word may carry ال and a glued preposition, which the reader of
expressions strips.
"""

from __future__ import annotations

_KINDS = {
    "village": "قريه قريتي قريتين قري قراها هجره village villages hamlet hamlets",
    "town": "بلده بلدتي بلدتين بلدات town towns",
    "city": "مدينه مدينتي مدينتين مدن العاصمه عاصمه city cities capital",
    "subdistrict": "ناحيه ناحيتي نواحي subdistrict nahiya",
    "district": "قضاء منطقتي district",
    "governorate": "محافظه محافظتي محافظات governorate governorates province provinces muhafaza",
    "area": "منطقه مناطق مقاطعه اقليم area areas region zone canton",
    "countryside": "ريف ريفي ارياف الارياف countryside countrysides reef rif rural outskirts suburbs",
    "neighbourhood": "حي مساكن حيي حاره حارات neighbourhood neighborhood quarter hayy",
    "quarters": "احياء neighbourhoods neighborhoods quarters",
    "suburb": "ضاحيه ضواحي suburb",
    "camp": "مخيم مخيما مخيمي مخيمات camp camps",
    "desert": "باديه باديتي بوادي صحراء desert badia badiya",
    "mountain": "جبل جبلي جبال mountain mountains mount jabal jebel",
    "river": "نهر river",
    "bank": "ضفه ضفتي ضفتا ضفاف شاطي شواطي كورنيش banks riverbank riverside shore shores",
    "lake": "بحيره lake",
    "dam": "سد dam",
    "airport": "مطار مطاري airport airbase",
    "base": "قاعده قاعدتي قواعد فوج لواء معسكر كتيبه base garrison regiment brigade",
    "crossing": "معبر معبري منفذ crossing",
    "field": "حقل حقلي حقول field fields oilfield",
    "road": "طريق طرق اوتوستراد اتوستراد الطريق road highway motorway",
    "prison": "سجن prison",
    "plain": "سهل plain",
    "farm": "مزرعه مزارع farm farms",
    "street": "شارع جاده ساحه دوار street roundabout square avenue",
    "landmark": "منزل مسجد جامع مدرسه سوق مشفي مستشفي مخبز فرن مصرف بنك حديقه جامعه كازيه معمل مصنع مبني محطه مكتب "
    "متحف ملعب كنيسه مقبره مركز محكمه "
    "مديريه كراج مسبح مستوصف ثانويه فندق مطعم صاله "
    "mosque hospital school market bakery bank garden park university station "
    "factory building church museum stadium cemetery court "
    "directorate garage hotel restaurant clinic pool",
}
KIND_OF: dict[str, str] = {word: kind for kind, words in _KINDS.items() for word in words.split()}
"""Word → kind."""
MADE = frozenset("street landmark crossing farm base airport field dam road prison".split())
"""Kinds of what people make: `a school in X` names X alone."""
MANY = frozenset(
    "قريتي قريتين قري بلدتي بلدتين بلدات مدينتي مدن حيي احياء باديتي محافظتي ريفي ارياف villages towns".split()
)
"""Kind words that head a list of names."""

_COMPASS = {
    0: "شمال شمالي شماليه شماليها north northern n",
    45: "northeast northeastern",
    90: "شرق شرقي شرقيه east eastern e",
    135: "southeast southeastern",
    180: "جنوب جنوبي جنوبيه south southern s",
    225: "southwest southwestern",
    270: "غرب غربي غربيه west western w",
    315: "northwest northwestern",
}
COMPASS: dict[str, int] = {word: degrees for degrees, words in _COMPASS.items() for word in words.split()}
"""Word → bearing from north, clockwise; two words are met halfway (`شمال غربي`)."""

BANK = "bank"
"""The English word for a kind of building that means the side of a river beside `of`, a direction or `river`."""
LEFT: dict[str, bool] = {"يسري": True, "اليسري": True, "left": True, "يمني": False, "اليمني": False, "right": False}
"""Word → whether a bank is that on the left as the river runs."""

_RELATIONS = {
    "near": "قرب بقرب قربها بالقرب قريب قريبه القريب القريبه محيط بمحيط اطراف مشارف جوار بجوار مقابل "
    "المجاوره المجاور المحاذيه المحاذي الملاصقه الملاصق المتاخمه المتاخم "
    "near nearby around outside vicinity adjacent close",
    "between": "بين between",
    "axis": "محور محوري محاور جبهه جبهات frontline frontlines axis",
    "part": "التابعه التابع الواقعه الواقع ضمن داخل وسط في من عن الي حتي علي عند باتجاه نحو لدي بالاتجاه "
    "in of at within inside from to until the on by",
}
RELATION: dict[str, str] = {word: name for name, words in _RELATIONS.items() for word in words.split()}
"""Word → how what follows bears on what stood before; `part` says that it contains it."""

_UNITS = {
    1.0: "كم كلم كيلومتر كيلومترا كيلومترات كيلو km kms kilometre kilometres kilometer kilometers",
    0.001: "متر مترا امتار metre metres meter meters",
    1.609: "ميل ميلا اميال mile miles",
}
DISTANCE: dict[str, float] = {word: km for km, words in _UNITS.items() for word in words.split()}
"""Word → km."""
PAIRS: dict[str, float] = {"كيلومترين": 2.0, "كيلومتران": 2.0, "ميلين": 3.2}
"""Words for two of a unit."""
_COUNTED = {
    1: "واحد one",
    2: "اثنين two",
    3: "ثلاثه three",
    4: "اربعه four",
    5: "خمسه five",
    6: "سته six",
    7: "سبعه seven",
    8: "ثمانيه eight",
    9: "تسعه nine",
    10: "عشره ten",
    12: "twelve",
    15: "fifteen",
    20: "عشرين عشرون twenty",
    30: "ثلاثين ثلاثون thirty",
    40: "اربعين اربعون forty",
    50: "خمسين خمسون fifty",
}
COUNTED: dict[str, int] = {word: number for number, words in _COUNTED.items() for word in words.split()}
"""Word → number, before a unit of distance."""
OWN: dict[str, str] = {
    "ريفها": "countryside",
    "ريفه": "countryside",
    "ريفهما": "countryside",
    "محيطها": "about",
    "محيطه": "about",
    "محيطهما": "about",
    "اطرافها": "about",
    "ضواحيها": "about",
    "surroundings": "about",
    "environs": "about",
}
"""Word → what more than the place before is meant: `حلب وريفها`, `the town and its surroundings`."""
ITS = "its"
FROM, UPTO = frozenset(("من", "from")), frozenset(("الي", "حتي", "to", "until"))
"""Words that open and close a stretch: `من تدمر إلى السخنة`."""
JOINED = frozenset(("و", "and", "&"))
STATES = frozenset(
    "لبنان ليبيا بلجيكا بلغاريا بريطانيا باكستان بولندا بنغلاديش فرنسا فنلندا فيتنام كندا كوبا كوسوفو كينيا".split()
)
"""States whose first letter looks like a glued preposition: `لبنان` is not `to Banan`."""
SILENT = frozenset(
    "ريفها ريفه ريفهما محيطهما اطرافهما جوارها جواره ضواحيها "
    "الممتده ممتده تمتد يمتد مخيمها قراها بلداتها عده الوطني الجامعي المركزي الواصل الواصله الرابط الرابطه "
    " النفطي النفطيه للغاز العسكري العسكريه "
    "دولي الدولي الدوليه منازل منازلا احد احدي شوارع مدارس مشافي محطات وقود "
    "الاحياء السكنيه المدنيين حدود الحدود الاداريه خطوط التماس ايضا كل "
    "بعد مسافه حوالي قرابه تقريبا border borders with about approximately roughly some distance "
    "السوري السوريه العراقي العراقيه التركي التركيه اللبناني اللبنانيه الاردني الاردنيه "
    "syrian syria's iraqi iraq's turkish turkey's lebanese lebanon's jordanian jordan's "
    "multiple locations location centre center house".split()
)
"""Words that stand in place expressions and name no place of the list."""
