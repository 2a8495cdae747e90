"""English constructions of harm (CONSTRUCTIONS 5): active, passive, `left N dead`, nouns, idioms, bodies, tolls, denials.

The people often stand before the verb, with parts, names or others between. Then only their own words become the
claim (`here`), so that what stands between stays to be read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.phrases import Amount, Harmed, Victims, value
from marsad.model.claim import Harm
from marsad.model.count import Count
from marsad.text.rules import Match, Rule

if TYPE_CHECKING:
    from marsad.text.nodes import Node
    from marsad.text.rules import Build

ZERO = Victims(Count(0, 0))
NOBODY = "NOCLAIM"


def _harm(node: Node | None, fallback: Harm = Harm.KILLED) -> Harm:
    said = node.attr("harm") if node else None
    return Harm(str(said)) if said else fallback


def _method(node: Node | None) -> str | None:
    said = node.attr("method") if node else None
    return str(said) if said else None


def _people(match: Match) -> Victims | None:
    people = value(match.one("people") or match.one("here"), Victims)
    amount = value(match.one("amount") or match.one("here"), Amount)
    if people is None and amount is not None:
        people = Victims(amount.count, not amount.count.vague)
    return people


def _points_back(people: Victims) -> bool:
    """Tell whether a phrase only points back: a definite plural without a number (`the wounded men`)."""
    return people.definite and not people.counted


def _simple(shape: str, toll: str | None = None) -> Build:
    def build(match: Match) -> Harmed | None:
        people, word = _people(match), match.one("harm")
        if people is None or _points_back(people):
            return None
        harm = _harm(word)
        moved = people.harm if people.harm is not harm else None
        if moved and harm is not Harm.KILLED:
            return None
        if moved is Harm.CASUALTIES:
            moved = None
        if word is not None and "AFFECTED" in word.tags:
            moved = Harm.INJURED
        martyr = people.martyr or (word is not None and word.form == "martyred")
        people = replace(people, harm=None, martyr=martyr)
        return Harmed(harm, people, shape, _method(word), toll, moved)

    return build


def _far(match: Match) -> Harmed | None:
    """Read people far before their verb: only those with a number, else too much could stand between."""
    people = _people(match)
    return _simple("subject first")(match) if people and _said_some(match.one("here")) else None


def _died_of_wounds(match: Match) -> Harmed | None:
    people = _people(match)
    if people is None or _points_back(people):
        return None
    return Harmed(Harm.KILLED, replace(people, harm=None), "subject first", None, None, Harm.INJURED)


def _double(match: Match) -> Harmed | None:
    people = _people(match)
    first, second = _harm(match.one("harm")), _harm(match.one("second"))
    if people is None or _points_back(people):
        return None
    both = {first, second} == {Harm.KILLED, Harm.INJURED}
    return Harmed(Harm.CASUALTIES if both else first, people, "subject first", _method(match.one("harm")))


def _name(match: Match) -> Harmed | None:
    word = match.one("harm")
    return Harmed(_harm(word), Victims(Count(1, 1), named=True), "subject first", _method(word))


def _noun(match: Match) -> Harmed | None:
    people = value(match.one("people"), Victims)
    if people is None or people.harm is None or people.definite or people.named:
        return None
    if (
        not people.counted
        and not match.one("falling")
        and people.count.low < 20
        and not _said_some(match.one("people"))
    ):
        return None
    return Harmed(people.harm, people, "noun")


def _said_some(node: Node | None) -> bool:
    return node is not None and any("AMOUNT" in kid.tags or _said_some(kid) for kid in node.kids)


def _of(match: Match) -> Harmed | None:
    """Read `death of three men`; a definite person in general (`the killing of the child`) is still one."""
    return _simple("verbal noun")(match)


def _two_nouns(match: Match) -> Harmed | None:
    first, second = value(match.one("people"), Victims), value(match.one("other"), Victims)
    if not first or not second or not first.harm or not second.harm or first.harm is second.harm or first.definite:
        return None
    if not _said_some(match.one("people")) or _said_some(match.one("other")):
        return None
    return Harmed(Harm.CASUALTIES, replace(first, harm=None), "noun")


def _noun_of(match: Match) -> Harmed | None:
    noun, people = value(match.one("noun"), Victims), _people(match)
    if noun is None or noun.harm is None or noun.counted or people is None or _points_back(people):
        return None
    return Harmed(noun.harm, replace(people, harm=None), "verbal noun")


def _none(match: Match) -> Harmed | None:
    people, word = value(match.one("people"), Victims), match.one("harm")
    harm = _harm(word) if word else people.harm if people else Harm.CASUALTIES
    if harm is None or (people is not None and people.harm is None and word is None):
        return None
    kept = replace(people, count=Count(0, 0), counted=True, harm=None) if people is not None and word else ZERO
    return Harmed(Harm.KILLED if harm is Harm.KILLED else Harm.CASUALTIES, kept, "noun")


def _nothing(_: Match) -> str:
    return NOBODY


def _rise(match: Match) -> Harmed | None:
    people, toll = _people(match), match.one("toll")
    if people is None:
        return None
    harm = people.harm or _toll_harm(toll)
    return Harmed(harm, replace(people, harm=None, definite=False), "head", None, "running")


def _rerun(match: Match) -> Harmed | None:
    """Read `killed 12, raising an earlier toll of nine`: the new figure runs."""
    harmed = value(match.one("here"), Harmed)
    earlier = value(match.one("earlier"), Harmed)
    if harmed is None or earlier is None or earlier.shape != "head":
        return None
    return replace(harmed, toll="running")


def _toll_harm(toll: Node | None) -> Harm:
    """Return what a toll counts: `death toll`, or `number of` with a harm noun."""
    return Harm(toll.value) if toll is not None and isinstance(toll.value, str) else _harm(toll)


def _exceeds(match: Match) -> Harmed | None:
    """Read `the number of people injured has exceeded 21`."""
    amount = match.one("here")
    if amount is None or not any(kid.form.startswith(("exceed", "surpass")) for kid in amount.kids):
        return None
    return _rise(match)


def _toll_of(match: Match) -> Harmed | None:
    people = _people(match)
    if people is None or not people.counted:
        return None
    return Harmed(people.harm or _harm(match.one("toll")), replace(people, harm=None), "head")


def _truncated(match: Match) -> Harmed:
    return Harmed(_harm(match.one("harm")), Victims(Count(1, 1)), "active", _method(match.one("harm")))


def _self(match: Match) -> Harmed:
    return Harmed(Harm.KILLED, Victims(Count(1, 1)), "active", _method(match.one("harm")))


def _him(match: Match) -> Harmed | None:
    """Count the one whom a pronoun stands for; an injury told so is of people counted before."""
    harm = _harm(match.one("harm"))
    if harm not in {Harm.KILLED, Harm.CAPTURED}:
        return None
    return Harmed(harm, Victims(Count(1, 1), others=True), "active", _method(match.one("harm")))


def _lives(match: Match) -> Harmed | None:
    people = _people(match)
    if people is None:
        return None
    return Harmed(Harm.KILLED, replace(people, harm=None), "active")


def _body(match: Match) -> Harmed | None:
    body, people, amount = match.one("body"), value(match.one("people"), Victims), value(match.one("amount"), Amount)
    if body is None:
        return None
    many = body.attr("number") == "pl"
    if people is not None and (_points_back(people) or (people.harm is not None and not people.counted)):
        return None
    count = Count(2, None, vague=True) if many else Count(1, 1)
    if amount is not None:
        count = amount.count
    elif people is not None and many:
        count = people.count
    if people is None and amount is None and not match.one("found"):
        return None
    counted = not count.vague
    people = replace(people, count=count, counted=counted, harm=None) if people else Victims(count, counted)
    return Harmed(Harm.KILLED, people, "body")


def _told(_: Match) -> str:
    return "told"


def _same(match: Match) -> Victims | None:
    return value(match.one("here"), Victims)


def _doer(match: Match) -> str | None:
    node = match.one("here")
    return "doer" if node is not None and not any("AMOUNT" in kid.tags for kid in node.kids) else None


_COUNTED = "SMALL/THING/MEANS"
"""What follows a bare number that counts no people: `killed 30 sheep`."""
_ADV = "(ADV|HEDGE)"
_BE = f"({_ADV}? BE (BE|{_ADV}|REPORTED)*)"
_BETWEEN = "(VICTIMS|ITSPART|AMOUNT|COMMA|W|OF|THE|ART|POSS|AGE|OFTHEM|AMONGTHEM|UNKNOWN|GAZETTEER|IN|FROM|WHERE|PARTIES|DAY|OTHERS|PERSONADJ|ORGKIND|LOYAL)"
_PARTS = f"((COMMA|OPEN)? PARTWORD|<COMMA ITSPART|<OPEN VICTIMS) {_BETWEEN}{{0,14}} (COMMA|CLOSE)?"
_WHERE = "((FROM|IN|ON)? WHERE|DAY|(IN|FROM) (UNKNOWN/GAZETTEER){1,5})"
_PLACED = f"({_WHERE}|OPEN .{{1,6}} CLOSE)"
_ASIDE = (
    "(COMMA (!COMMA/DONE/DIED/DOES/SAY/HARMED/RESULT/PARTWORD){1,9} COMMA"
    "|COMMA (NAME|GAZETTEER|AL|COMMA|W|AGE|AMOUNT){2,16} COMMA)"
)
_WHO = "(COMMA? (WHO|THEM))"
_NEXT = f"((COMMA? W|COMMA) VICTIMS&!REST/LISTED|W VICTIMS&REST) ({_PARTS}|{_WHERE})?"
_NEXT = f"({_NEXT})"
_END = f"{_BE}? {_ADV}* harm:DONE"

RULES = (
    # Nothing said, nobody harmed.
    Rule(
        "en.none.not_reported",
        "(NO|WITHOUT) (NEWS|OF|ANY|UNKNOWN|ON|OTHER){0,4} VICTIMS ((OR|W|COMMA) (VICTIMS|UNKNOWN)){0,2} (WHERE|DAY)? (BE|ADV|NOT)* REPORTED",
        NOBODY,
        _nothing,
        yes=("No casualties were reported", "no casualties or damage have been reported"),
        no=("no casualties",),
    ),
    Rule(
        "en.none.no_news",
        "(NO|WITHOUT|NOT) (UNKNOWN|BE|PLAIN)? NEWS (OF|ON|UNKNOWN|NO|REPORTED|PLAIN|FOR){0,3} (VICTIMS|HARMOF)",
        NOBODY,
        _nothing,
        yes=("no reports of casualties", "no information about casualties"),
    ),
    Rule(
        "en.none.not_said",
        f"(NOT SAY|NOT CLEAR|UNCLEAR) (ANNA|HOW|NO|PLAIN|QUANTITY|AMOUNT|SMALL)* VICTIMS ({_BE}? {_ADV}* DONE)?",
        NOBODY,
        _nothing,
        yes=("did not say that any civilians were killed", "did not say how many civilian deaths"),
    ),
    Rule(
        "en.none.nobody",
        f"NOBODY ({_BE}|BE)? (ADV)* harm:DONE",
        "HARMED",
        _none,
        yes=("no one was hurt",),
    ),
    Rule(
        "en.none.no_people",
        f"NO people:VICTIMS {_BE} harm:DONE",
        "HARMED",
        _none,
        yes=("no civilians were harmed",),
    ),
    Rule(
        "en.none.no_harm",
        "(NO|WITHOUT|NOT (RESULT|UNKNOWN) NO?) (UNKNOWN|OTHER)? people:VICTIMS",
        "HARMED",
        _none,
        yes=("there were no casualties", "caused no deaths", "without casualties", "did not cause any casualties"),
        no=("no civilians",),
    ),
    Rule(
        "en.no_claim.attempt",
        "(HARMOF ATTEMPT|(ATTEMPT|MODAL) (TO|OF|BE|ADV|UNKNOWN)? (DOES|HARMOF|DONE) (OF|BY)? (VICTIMS|AMOUNT)?|TO DOES VICTIMS?)",
        NOBODY,
        _nothing,
        yes=("escaped an assassination attempt", "vowed to kill anyone", "attempted to kill three soldiers"),
        no=("led to killing three soldiers",),
    ),
    Rule(
        "en.rise.revised",
        "toll:TOLL .{0,12} FALL .{0,5} TO here:(VICTIMS/AMOUNT)",
        "HARMED",
        _rise,
        yes=("revised its toll of the fire down from 20 dead to 14",),
    ),
    Rule(
        "en.rise.toll",
        f"(THE|ART|POSS)? toll:TOLL (BE|{_ADV})* RISE (BE|ADV|TO|OVER|AT|BY)* (people:VICTIMS|amount:AMOUNT)",
        "HARMED",
        _rise,
        yes=("death toll climbs to 12", "the toll rose to 15 people", "death toll reaches nine"),
    ),
    Rule(
        "en.rise.toll_of",
        "toll:TOLL .{0,14} RISE (BE|ADV|TO|OVER|AT|BY)* here:(VICTIMS/AMOUNT)",
        "HARMED",
        _rise,
        yes=("The death toll of the strike in Idlib has risen to nine",),
    ),
    Rule(
        "en.rise.exceeds",
        "toll:TOLL .{0,10} BE? here:AMOUNT",
        "HARMED",
        _exceeds,
        yes=("The number of people injured by border guards in July has exceeded 21",),
    ),
    Rule(
        "en.rise.bringing",
        "RISE (THE|ART|POSS|UNKNOWN)* toll:TOLL .{0,8} TO here:(VICTIMS/AMOUNT)",
        "HARMED",
        _rise,
        yes=("bringing the death toll to 12", "raising the toll of the attack to nine people"),
    ),
    Rule(
        "en.rise.bringing_to",
        "RISE TO (people:VICTIMS|amount:AMOUNT) (THE|ART|UNKNOWN)* toll:TOLL",
        "HARMED",
        _rise,
        yes=("bringing to five the number of people killed",),
    ),
    Rule(
        "en.toll.of",
        "toll:TOLL (OF|BE|TO) (people:VICTIMS|amount:AMOUNT)",
        "HARMED",
        _toll_of,
        yes=("an earlier toll of nine",),
    ),
    # Idioms.
    Rule(
        "en.idiom.claims_lives",
        "TAKELIFE (THE)? ((people:VICTIMS|amount:AMOUNT) LIFE|LIFE OF (people:VICTIMS|amount:AMOUNT))",
        "HARMED",
        _lives,
        yes=("claims three lives", "claimed the life of one of the workers", "claimed the lives of 4 civilians"),
        no=("would cost lives",),
    ),
    Rule(
        "en.idiom.loss_of_life",
        "(THE|ART)? LOSS OF (people:VICTIMS POSSESSIVE LIFE|THE? LIFE OF (people:VICTIMS|amount:AMOUNT)|amount:AMOUNT LIFE)",
        "HARMED",
        _lives,
        yes=("the loss of a Russian soldier's life", "the loss of the lives of 3 people"),
    ),
    Rule(
        "en.body.of",
        "(ART|THE)? amount:AMOUNT? (SMALL|DONE)? body:BODY (OF|BE)? people:VICTIMS",
        "HARMED",
        _body,
        yes=("body of a shepherd was found", "Decapitated body of displaced Syrian woman", "bodies of three men"),
        no=("the bodies of the victims",),
    ),
    Rule("en.body.counted", "amount:AMOUNT (SMALL|DONE)? body:BODY", "HARMED", _body, yes=("found five bodies",)),
    Rule(
        "en.body.found",
        "SMALL? body:BODY (WHERE|IN|DAY)? BE? found:FOUND",
        "HARMED",
        _body,
        yes=("unidentified body found",),
    ),
    # Active: the harm, then the people.
    Rule(
        "en.double.active",
        f"<!PASSIVE harm:(PAST|DOES) (W|OR|COMMA) second:(PAST|DOES) (people:VICTIMS|amount:AMOUNT >!{_COUNTED})",
        "HARMED",
        _double,
        yes=("killing and injuring 12 people", "killed or wounded five soldiers"),
    ),
    Rule(
        "en.double.nouns",
        "harm:HARMOF (W|OR) second:HARMOF (OF|TO) (people:VICTIMS|amount:AMOUNT)",
        "HARMED",
        _double,
        yes=("the death and injury of 12 people",),
    ),
    Rule(
        "en.active",
        f"<!PASSIVE harm:(PAST|DOES) (W HARMOF)? (people:VICTIMS|amount:AMOUNT >!{_COUNTED})",
        "HARMED ACTIVE",
        _simple("active"),
        yes=("injures shepherd", "killed seven civilians", "killing eight soldiers", "wounding a person", "injured 11"),
        no=("kills number of sheep", "vowed to kill anyone", "were killed three"),
    ),
    Rule(
        "en.active.truncated",
        "<!AMOUNT harm:(PAST|DOES) ART? DOTS",
        "HARMED ACTIVE",
        _truncated,
        yes=("kills a…",),
    ),
    Rule("en.active.self", "harm:(PAST|DOES) SELF", "HARMED ACTIVE", _self, yes=("killed himself",)),
    Rule(
        "en.active.him",
        "<!PASSIVE harm:(PAST|DOES) HIM",
        "HARMED ACTIVE",
        _him,
        yes=("opened fire and killed him",),
        no=("they injured him",),
    ),
    # Nouns of the event.
    Rule(
        "en.noun.of_event",
        "THE? harm:HARMOF (BY !COMMA/SAY/VICTIMS{1,4})? ((OF|TO|AMONG|FOR|ON|STRIKE) (people:VICTIMS|amount:AMOUNT)|people:VICTIMS)",
        "HARMED",
        _of,
        yes=(
            "the death of a teacher",
            "injury of three civilians",
            "injuries to two civilians",
            "arrest of 112 people",
        ),
        no=("death of the victims",),
    ),
    Rule(
        "en.double.harm_nouns",
        "people:VICTIMS (W|OR) other:VICTIMS",
        "HARMED",
        _two_nouns,
        yes=("hundreds of deaths and injuries",),
        no=("23 deaths and three soldiers",),
    ),
    Rule(
        "en.noun.of_counted",
        "noun:VICTIMS (OF|TO|AMONG) (people:VICTIMS|amount:AMOUNT)",
        "HARMED",
        _noun_of,
        yes=("the deaths of 84 civilians", "caused injuries to two civilians"),
        no=("two members of the family",),
    ),
    # Parts of a list, which no verb behind them claims.
    Rule("en.part.first", "PARTWORD here:VICTIMS&!LISTED", "VICTIMS LISTED", _same, yes=("including a woman",)),
    *(
        Rule(
            f"en.part.next_{step}",
            "<LISTED (COMMA|W) here:VICTIMS&!LISTED/REST",
            "VICTIMS LISTED",
            _same,
            yes=(("including a woman and two children", "including a woman, a man and a child")[step > 1],),
        )
        for step in (1, 2, 3)
    ),
    # The people, then the harm: first those with others or parts between.
    Rule(
        "en.people.among_more",
        f"here:VICTIMS ((W|COMMA) VICTIMS)* AMONG THE? VICTIMS {_BE}? {_ADV}* (DONE/DIED)",
        "VICTIMS AHEAD",
        _same,
        yes=("52 children and women among nearly 88 civilians died",),
        no=("Two civilians were among those injured",),
    ),
    Rule(
        "en.left.joined",
        f"<RESULT here:VICTIMS&!LISTED {_WHERE}? ({_NEXT}* {_PARTS} {_WHERE}? {_NEXT}*|{_NEXT}+) {_ADV}* harm:DONE",
        "HARMED WAITING",
        _simple("active"),
        yes=("left three people, including a woman, dead", "left a member and others injured"),
    ),
    Rule(
        "en.subject.joined",
        f"here:VICTIMS&!LISTED {_WHERE}? ({_NEXT}* {_PARTS} {_WHERE}? {_NEXT}*|{_NEXT}+) {_WHO}? {_END}",
        "HARMED WAITING",
        _simple("subject first"),
        yes=(
            "Two civilians and five soldiers were wounded",
            "Woman and child killed",
            "Seven civilians, including two children, were killed",
            "left three people, including a woman, dead",
            "8 soldiers and 3 civilians, among them a child, were killed",
        ),
        no=("including six women, and 62 others injured",),
    ),
    Rule(
        "en.subject.told",
        f"<WAITING {_PARTS} here:({_END})",
        "TOLD",
        _told,
        yes=("Seven civilians, including two children and a woman, were killed",),
    ),
    Rule(
        "en.subject.aside",
        f"here:VICTIMS&!LISTED ({_PLACED}{{1,2}} {_WHO}? {_BE}? {_ADV}* harm:(DONE|DIED)"
        f"|{_PLACED}? ({_ASIDE}|<WHERE COMMA) {_WHO}? ({_BE} {_ADV}* harm:DONE|{_ADV}* harm:DIED|{_ADV}* harm:SUFFER !COMMA/SAY{{0,3}} INJURYTERM))",
        "HARMED",
        _simple("subject first"),
        yes=(
            "Four siblings, the oldest of them 13, were killed",
            "Civilian from Idlib died",
            "Man from Idlib shot dead",
        ),
    ),
    Rule(
        "en.left",
        f"<RESULT (people:VICTIMS&!LISTED|amount:AMOUNT) {_ADV}* harm:DONE >!VICTIMS",
        "HARMED",
        _simple("active"),
        yes=("left two dead", "leaving a member injured"),
    ),
    Rule(
        "en.subject.far",
        f"here:VICTIMS&!LISTED (OF|FROM|IN|ON|W|NEAR) (!COMMA/DONE/DIED/DOES/SAY/HARMED/RESULT/BE/STRIKE/PARTWORD){{1,10}} ({_BE} {_ADV}* harm:(DONE|DIED)|harm:(DONE|DIED) >!VICTIMS)",
        "HARMED FAR",
        _far,
        yes=(
            "16 fighters of the “Storm” operation and the organization were killed",
            "3 members of the “Army” assassinated in",
        ),
        no=("the people in the village were killed",),
    ),
    Rule(
        "en.subject.far_told",
        f"<FAR (OF|FROM|IN|ON|W|NEAR) (!COMMA/DONE/DIED/DOES/SAY/HARMED/RESULT/BE/STRIKE/PARTWORD){{1,10}} here:({_BE}? {_ADV}* harm:DONE)",
        "TOLD",
        _told,
        yes=("16 fighters of the “Storm” operation and the organization were killed",),
    ),
    Rule(
        "en.double.passive",
        f"(people:VICTIMS&!LISTED|amount:AMOUNT) {_WHO}? {_BE}? {_ADV}* harm:DONE (W|OR) second:DONE >!VICTIMS",
        "HARMED",
        _double,
        yes=("12 people were killed and injured", "40 killed or wounded"),
        no=("12 people were killed and wounded two others",),
    ),
    Rule(
        "en.subject.died_of_wounds",
        f"(people:VICTIMS&!LISTED|amount:AMOUNT) {_WHO}? (BE|ADV)* harm:DIED >AFFECTEDBY",
        "HARMED",
        _died_of_wounds,
        yes=("Another child died of her wounds",),
    ),
    Rule(
        "en.subject",
        f"(people:VICTIMS&!LISTED|amount:AMOUNT) {_WHO}? (BE (AMONG THE? UNKNOWN?)?|ADV|HEDGE)* (AMONG THE? UNKNOWN?)? harm:(DONE|DIED)",
        "HARMED",
        _simple("subject first"),
        yes=(
            "Two farmers were wounded",
            "SDF member killed",
            "21 people dead",
            "over 62 others injured",
            "four children who were killed",
            "A child died",
            "Five workers remain missing",
        ),
    ),
    Rule(
        "en.subject.suffers",
        f"people:VICTIMS&!LISTED {_WHO}? {_ADV}* harm:SUFFER !COMMA/SAY{{0,3}} INJURYTERM",
        "HARMED",
        _simple("subject first"),
        yes=("My daughter suffered serious wounds", "a man sustained shrapnel wounds in his leg"),
    ),
    Rule(
        "en.subject.name",
        f"people:(NAME (NAME|AL|GAZETTEER){{1,4}}) (COMMA (!COMMA/DONE/DIED/DOES/SAY/HARMED/RESULT){{1,9}} COMMA)? (WAS (BE|{_ADV})* harm:DONE|harm:DIED)",
        "HARMED",
        _name,
        yes=("Abdul Hamid al-Matar was killed in a strike",),
    ),
    Rule(
        "en.noun",
        "(falling:(RESULT|TAKELIFE) (IN|TO|THE|UNKNOWN)*)? people:VICTIMS",
        "HARMED",
        _noun,
        yes=("Over 30 casualties", "23 deaths", "causing casualties"),
        no=("the casualties were taken", "casualty reports"),
    ),
    Rule(
        "en.rise.from_earlier",
        "here:HARMED !HARMED{0,14} RISE (THE|ART|ADV|SMALL|PLAIN)* earlier:HARMED",
        "HARMED",
        _rerun,
        yes=("killed 12 civilians, the group said, raising an earlier toll of nine",),
    ),
    # Who did it.
    Rule("en.doer.by", "BY (HEDGE)? here:VICTIMS", "DOER", _told, yes=("killed by his brother", "by a suicide bomber")),
    Rule("en.doer.subject", "here:VICTIMS (ADV)* >ACTIVE", "DOER", _doer, yes=("Young man kills his brother",)),
    # Who says it.
    Rule(
        "en.source.phrase",
        "(THE|ART|POSS)? (SMALL|PERSONADJ|NATION|NAME|GAZETTEER|AMOUNT){0,3} (SOURCE|NEWS SOURCE){1,3} (OF PARTIES (OPEN PARTIES CLOSE)?)?",
        "SOURCEPHRASE",
        _told,
        yes=("a local source told", "the Syrian Observatory for Human Rights said", "Multiple local sources"),
    ),
    Rule(
        "en.source.says",
        "here:(THE? (PARTIES|DOER|VICTIMS ((IN|FROM|OF) WHERE)?)) (COMMA .{0,6} COMMA)? (BE|ADV)? SAY",
        "SOURCEPHRASE",
        _told,
        yes=("The SDF said", "residents said", "a doctor at al-Furat Hospital said"),
    ),
    Rule(
        "en.source.named",
        "here:(THE? (NAME|GAZETTEER|NATION|AL|ORGKIND) (NAME|GAZETTEER|NATION|AL|ORGKIND|NEWS|NAME){0,4}) (BE|ADV)? SAY",
        "SOURCEPHRASE",
        _told,
        yes=("Baladi news reported", "The Syrian Violations Record documented"),
    ),
    Rule(
        "en.source.according",
        "ACCORDING here:(THE? (NAME|GAZETTEER|NATION|AL|ORGKIND|SOURCE){1,6}|VICTIMS)",
        "SOURCEPHRASE",
        _told,
        yes=("according to the Badia Monitoring Network",),
    ),
    Rule(
        "en.day.of_saying",
        "SAY here:DAY >STOP/COMMA/ANNA",
        "SAIDDAY",
        _told,
        yes=("the Observatory said on Saturday.",),
    ),
)
