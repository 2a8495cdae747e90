"""Arabic place expressions: head nouns, names, compass words, containment (`بلدة X بريف Y الشرقي`).

An expression is a row of units, each a head noun with its name, a name beside a compass word, or an area that a party
holds; it begins with the most precise unit and runs on over commas and prepositions to the wider ones.
"""

from __future__ import annotations

from marsad.text.rules import Match, Rule

_NAME = "AL? (GAZETTEER|UNKNOWN|PERSON&DEFINITE)"
"""A name may also be a word for a person behind a head noun: `مدينة الراعي`."""
_NEXT = "BI/FI/WITHIN/COMPASS/ADMIN/COMMA/STOP/DOTS/CLOSE/W/COMPASSADJ"
_NAMED = (
    f"(UNKNOWN COUNTRY|SHEIKH (UNKNOWN|GAZETTEER)|(GAZETTEER|UNKNOWN) UNKNOWN (COMPASSADJ|>{_NEXT})|{_NAME})"
    f" (OPEN {_NAME} CLOSE|SLASH (GAZETTEER|UNKNOWN|BETWEEN))?"
)
_AWAY = "(AMOUNT DISTANCE)? COMPASS{0,2}"
_HELDBY = "(PARTIES (W PARTIES)* (LOYAL (LI PARTIES|ITS)?)?|GAZETTEER|UNKNOWN{1,2})"
_ZONE = f"{_AWAY} (ZONEHEAD HOLDING+ {_HELDBY}|ZONEHEAD PARTIES)"
_CAMP = "CAMPHEAD (GAZETTEER|UNKNOWN){0,2} (LI VICTIMS|UNKNOWN{1,2} >COMMA/FI/BI)|GAZETTEER LI VICTIMS >FI"
_BORDER = f"{_AWAY} BORDERHEAD (NATION|UNKNOWN|DOER|MAA (COUNTRY|PARTIES)){{1,2}}"


def _headed(head: str) -> str:
    """Write the pattern of a unit with a head noun: `أطراف بلدة الربيعة`, `مخيم (الأمل)`, `ريف حماة الغربي`."""
    heads = f"{head} COMPASSADJ? (PLACEHEAD COMPASSADJ?){{0,2}}"
    road = f"ROADHEAD {_NAME} (DASH (GAZETTEER|UNKNOWN))+"
    several = "(GAZETTEER|UNKNOWN){1,2} (W (GAZETTEER|PLACEHEAD? UNKNOWN))+ >!HARMVERB"
    return f"{_AWAY} (PLACEHEAD? {road}|{head}&SEVERALHEAD {several}|{heads} ({_NAMED})?) COMPASSADJ?"


_BETWEEN = (
    "(PLACEHEAD (LINKING|ADMIN)?)? MA? BETWEEN"
    " (PLACEHEAD? (GAZETTEER|UNKNOWN){1,2} W PLACEHEAD? (GAZETTEER|UNKNOWN)"
    "|PLACEHEAD (GAZETTEER|UNKNOWN){2,3} >COMPASS/BI/FI/COMMA)"
)
_BESIDE = "(AMOUNT DISTANCE)? COMPASS{1,2} (W COMPASS{1,2})? (GAZETTEER|COUNTRY) COMPASSADJ?"
_WIDE = f"({_headed('WIDEHEAD')}|{_BESIDE})"
_UNIT = f"({_ZONE}|{_CAMP}|{_BORDER}|{_headed('PLACEHEAD')}|{_BESIDE})"
_ABROAD = "<BI/FI/LI/ALA COUNTRY"
_ALONE = (
    "<BI/FI/LI/ALA/ILA/WITHIN/STRIKE/PARTIES/NATION/DOER/COMPASSADJ/AN/THEY/VICTIMS GAZETTEER COMPASSADJ?"
    "|<ITS TOWN|<SAW GAZETTEER"
)
_ATTACKED = (
    "<ATTACK/MEANS TOWN (DASH TOWN|COMPASSADJ)?|<BATTLE (GAZETTEER|TOWN) COMPASSADJ?"
    "|<ATTACK/MEANS GAZETTEER COMPASSADJ? >REL"
)
_WITHIN = f"GAZETTEER COMPASSADJ? ((BI|FI) {_headed('WIDEHEAD')}|{_BESIDE})"
_OPENING = "GAZETTEER >DOTS/COLON"
_LINK = (
    "(COMMA W ADMIN (LI|FI|BI|MIN)?|INHABITED (COMMA? W? ADMIN (LI|FI|BI|MIN)?|COMMA? (BI|FI))?|"
    "COMMA? (BI|FI|WITHIN)|SLASH|MIN >WIDEHEAD|ALA >EDGEHEAD|ADMIN (LI|FI|BI|MIN)?"
    "|LI >COMPASS|LI >ZONEHEAD|<COMPASSADJ LI"
    "|COMMA >COMPASS|COMMA >WIDEHEAD)"
)
_SIDES = ("شمال", "جنوب", "شرق", "غرب", "وسط")
_SITES = ("حقل ", "مصفاه ", "معمل ", "محطه ", "منجم ", "سد ", "مطار ", "سجن ", "مخيم ", "مناجم ")
"""How names of places begin that are no towns: what is named for one of them was there or came from there."""
_NAMING = frozenset({"GAZETTEER", "COUNTRY", "PARTIES"})


def _words(match: Match) -> str | None:
    """Take the words for a place where a name stands among them; `المنزل`, `الأحياء السكنية` name none."""
    named = False
    before = frozenset[str]()
    first = match.start("all")
    behind = first > 0 and "VICTIMS" in match.nodes[first - 1].tags and "GUARD" not in match.nodes[first - 1].deep
    if behind and "GAZETTEER" in match.nodes[first].tags and not match.nodes[first].form.startswith(_SIDES):
        return None  # a name behind people is rather theirs
    for node in match.all("all"):
        if "UNKNOWN" in node.tags and {"PLACEHEAD", "DEFINITE"} <= before and not node.form.startswith("ال"):
            return None  # `المدينة خوفا`: what follows is no adjective of it
        named = named or bool(node.tags & _NAMING) or "BORDERHEAD" in before
        named = named or ("UNKNOWN" in node.tags and not before & {"DEFINITE", "SITEHEAD"})
        person = {"PERSON", "DEFINITE"} <= node.tags and node.attr("number") == "sg"  # `قرية الصيادة`
        named = named or (person and "PLACEHEAD" in before and not before & {"DEFINITE", "SITEHEAD"})
        before = node.tags
    return "where" if named else None


def _site(match: Match) -> str | None:
    """Take a field, a camp, a plant whose people or buses are named for where they were, if no other words say it."""
    site = match.one("site")
    return "where" if site is not None and site.form.startswith(_SITES) else None


RULES = (
    Rule(
        "ar.where.chain",
        f"all:(({_BETWEEN}|{_UNIT}|{_ABROAD}|{_ALONE}|{_ATTACKED}|{_WITHIN}|{_OPENING})"
        f" (W (GAZETTEER|COUNTRY|AROUND|{_WIDE}|AMOUNT {_headed('PLACEHEAD')}"
        f"|PLACEHEAD{{1,2}} {_NAMED} COMPASSADJ?)"
        f"|{_LINK}? ({_BETWEEN}|{_UNIT}|GAZETTEER COMPASSADJ?|{_ABROAD})|HOLDING (LI? HOLDING)? PARTIES){{0,7}})",
        "WHERE",
        _words,
        yes=(
            "بلدة الربيعة بريف حماة الغربي",
            "منطقة الكوم شمال مدينة تدمر ببادية حمص الشرقي",
            "باديتي حمص ودير الزور",
            "الطريق بين نوى وتسيل",
            "مناطق سيطرة النظام قرب سراقب",
            "شهداء هجوم الشدادي",
            "جرحى هجوم السخنة – كباجب",
            "هجوم على نقطة تفتيش الهول",
            "مقتل 5 من حراس سجن غويران",
            "خلال معركة المناجير السبت الماضي",
            "بعد مجزرة إبلين التي خلفت 12 شهيداً",
            "نفت الوزارة قصف أريحا",
            "استُهدفت فيه البارة وبليون بالصواريخ",
            "الاشتباكات التي شهدتها جرمانا وأشرفية صحنايا",
        ),
        no=("قتل ثلاثة رعاة", "أنقاض المنزل", "الأحياء السكنية", "تفجير الكلية", "هجمات جديدة"),
    ),
    Rule(
        "ar.where.site",
        "<VICTIMS/UNKNOWN/THING/ORGHEAD here:(site:GAZETTEER ((FI|BI) WHERE)?)",
        "WHERE SITE",
        _site,
        yes=("الهجوم على عمال حقل التيم في دير الزور", "من حافلات حقل التيم"),
        no=("عمال دير الزور", "شبان كفرنبل"),
    ),
    Rule("ar.where.home", "<MIN GAZETTEER", "WHERE", lambda _: "where", yes=("شبان من كفرنبل",), no=("شبان كفرنبل",)),
)
