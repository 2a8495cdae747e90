"""English constructions with the people before the harm, and others or parts between them."""

from __future__ import annotations

from marsad.lang.en import wounded
from marsad.lang.en.constructions import (
    ADVERB,
    ASIDE,
    BE,
    END,
    INJURIES,
    NEXT,
    PARTS,
    PLACE,
    PLACED,
    WHO,
    double,
    harm_of,
    method_of,
    people_in,
    points_back,
    said_some,
    same_people,
    simple,
    told,
)
from marsad.lang.phrases import Harmed, Victims, value
from marsad.model.claim import Harm, Side
from marsad.model.count import Count
from marsad.text.rules import Match, Rule

UNTOLD = "(!COMMA/DONE/DIED/DOES/SAY/HARMED/RESULT/BE/STRIKE/PARTWORD)"
"""What may stand between people and a far verb: nothing that tells of something else."""


UNPEOPLED = "(!COMMA/DONE/DIED/DOES/SAY/HARMED/RESULT/BE/STRIKE/PARTWORD/VICTIMS)"
"""What may stand right before a far verb: no other people."""


def _aside(match: Match) -> Harmed | None:
    """Read people with an apposition behind them; people who are the apposition themselves are no new ones."""
    at = match.start("here")
    back = [node.tags for node in match.nodes[max(0, at - 2) : at]]
    if len(back) == 2 and "COMMA" in back[1] and back[0] & {"VICTIMS", "HARMED"}:
        return None
    return simple("subject first")(match)


def _of_the_harmed(match: Match) -> Harmed | None:
    """Read people said to be the victims, or among the dead."""
    people, harmed = people_in(match), value(match.one("harmed"), Victims)
    if people is None or harmed is None or harmed.harm is None or harmed.counted or people.harm or points_back(people):
        return None
    return Harmed(harmed.harm, people, "subject first")


def _with_members(match: Match) -> Harmed | None:
    """Read a sum whose members stand between it and the verb: they must add up."""
    people = people_in(match)
    members = [node.value for node in match.all("members") if isinstance(node.value, Victims)]
    if people is None or sum(member.count.low for member in members) != people.count.low:
        return None
    return simple("subject first")(match)


def _joined(match: Match) -> Harmed | None:
    """Read people joined before one verb; `casualties and a man killed` tells two things."""
    at, end = match.start("here"), match.end("here")
    people, back, behind = people_in(match), match.nodes[max(0, at - 2) : at], match.nodes[end : end + 2]
    if people is None or people.harm is Harm.CASUALTIES:
        return None
    if match.one("tail") and back and (back[0].tags | back[-1].tags) & {"HARMED", "NAMES", "VICTIMS"}:
        return None  # the members of those counted before
    listed = bool(behind) and "COMMA" in behind[0].tags and "VICTIMS" in behind[-1].tags
    if listed and not people.counted:
        return None  # `in an assault by gunmen, three soldiers were killed`
    return simple("subject first")(match)


def _subject(match: Match) -> Harmed | None:
    """Read people and their verb; `captured` without `was` may have an object (`the photographer captured scenes`)."""
    word, last = match.one("harm"), match.end("harm")
    behind = match.nodes[last : last + 1]
    taken = word is not None and word.form == "captured" and "BE" not in match.nodes[match.start("harm") - 1].tags
    if taken and behind and behind[0].tags & {"SMALL", "THE", "ART"}:
        return None
    return simple("subject first")(match)


def _among(match: Match) -> Victims | None:
    """Read people who were among a number of dead: a part of them; `among the civilians hurt` counts by itself."""
    more = value(match.one("more"), Victims)
    if match.one("was") is not None and more is not None and not more.counted:
        return None
    return same_people(match)


def _both(match: Match) -> Harmed | None:
    """Read `both were killed`: the two people told of before."""
    word = match.one("word")
    if word is None or word.form != "both":
        return None
    return Harmed(harm_of(match.one("harm")), Victims(Count(2, 2), others=True, back=True), "subject first")


def _far(match: Match) -> Harmed | None:
    """Read people far before their verb: only those with a number, else too much could stand between."""
    people, here = people_in(match), match.one("here")
    if people is None or here is None:
        return None
    single = (
        people.count == Count(1, 1) and any(kid.tags & {"ART", "THE"} for kid in here.leaves()) and match.one("was")
    )
    return simple("subject first")(match) if said_some(here) or single else None


def _party(match: Match) -> Harmed | None:
    """Read a party as its people, where they are many (`government forces were killed`)."""
    word, party = match.one("harm"), match.one("here")
    if party is None or harm_of(word) not in {Harm.KILLED, Harm.INJURED}:
        return None
    actors = tuple(str(org.attr("actor")) for org in party.having("ORG"))
    people = Victims(Count(2, None, vague=True), counted=False, side=Side.COMBATANT, actors=actors)
    return Harmed(harm_of(word), people, "subject first", method_of(word))


def _name(match: Match) -> Harmed | None:
    word, words = match.one("harm"), match.all("people")
    if len(words) == 1 and (word is None or not word.tags & {"SUFFER"} or "NAME" in words[0].tags):
        return None  # one name may be a town's; only a person suffers a broken leg
    return Harmed(harm_of(word), Victims(Count(1, 1), named=True), "subject first", method_of(word))


RULES = (
    Rule(
        "en.subject.colon",
        f"here:VICTIMS COLON (VICTIMS|W|COMMA|OPEN|CLOSE|UNKNOWN|OF|THE){{1,10}} COMMA? {BE} {ADVERB}* harm:DONE",
        "HARMED WAITING",
        simple("subject first"),
        yes=("Nine people: six civilians and three combatants, were killed",),
    ),
    Rule(
        "en.part.colon",
        "<WAITING COLON here:VICTIMS",
        "VICTIMS LISTED",
        same_people,
        yes=("Nine people: six civilians and three combatants, were killed",),
    ),
    Rule(
        "en.subject.members",
        f"here:VICTIMS&!LISTED COMMA members:(VICTIMS ((COMMA? W|COMMA) VICTIMS)+) COMMA {BE} {ADVERB}* harm:DONE",
        "HARMED",
        _with_members,
        yes=("Three displaced people, a man, a woman and a child, were killed",),
        no=("Five people, a man, a woman and a child, were killed",),
    ),
    Rule("en.part.first", "PARTWORD here:VICTIMS&!LISTED", "VICTIMS LISTED", same_people, yes=("including a woman",)),
    *(
        Rule(
            f"en.part.next_{step}",
            "<LISTED (COMMA|W) here:VICTIMS&!LISTED/REST >!SAY",
            "VICTIMS LISTED",
            same_people,
            yes=(example,),
        )
        for step, example in (
            (1, "including a woman and two children"),
            (2, "including a woman, a man and a child"),
            (3, "including a woman, a man, a child and two medics"),
        )
    ),
    Rule(
        "en.people.among_more",
        f"here:VICTIMS ({PARTS})? ((W|COMMA) VICTIMS)* (was:BE)? AMONG (THE? more:VICTIMS|AMOUNT)"
        f" {BE}? {ADVERB}* (DONE/DIED)",
        "VICTIMS AHEAD",
        _among,
        yes=(
            "31 children and women among nearly 60 civilians died",
            "four fighters were among five people killed",
            "Nine Syrians including three officers among 15 killed",
        ),
        no=("Two civilians were among those injured",),
    ),
    Rule(
        "en.left.joined",
        f"<RESULT here:VICTIMS&!LISTED {PLACE}?"
        f" ({NEXT}{{0,12}} {PARTS} {PLACE}? {NEXT}{{0,12}}|{NEXT}{{1,12}}) {ADVERB}* harm:DONE",
        "HARMED WAITING",
        simple("active"),
        yes=("left three people, including a woman, dead", "left a member and others injured"),
    ),
    Rule(
        "en.double.joined",
        f"here:VICTIMS&!LISTED {PLACE}?"
        f" ({NEXT}{{0,12}} {PARTS} {PLACE}? {NEXT}{{0,12}}|{NEXT}{{1,12}}) {WHO}? {BE}? {ADVERB}* harm:DONE"
        " (W|OR) second:DONE >!VICTIMS/AMOUNT",
        "HARMED WAITING",
        double,
        yes=("20 people, including women and children, killed and wounded in explosions",),
        no=("Two men and a woman killed and wounded two others",),
    ),
    Rule(
        "en.subject.joined",
        f"here:VICTIMS&!LISTED {PLACE}? ({NEXT}* {PARTS} {PLACE}? {NEXT}*|{NEXT}+ tail:COMMA?) {WHO}? {END}",
        "HARMED WAITING",
        _joined,
        yes=(
            "Two civilians and five soldiers were wounded",
            "Woman and child killed",
            "Seven civilians, including two children, were killed",
            "8 soldiers and 3 civilians, among them a child, were killed",
            "Three civilians; identified as Salem al-Hasan, his son and Adel Nasser; were killed",
        ),
        no=("including six women, and 62 others injured",),
    ),
    Rule(
        "en.subject.told",
        f"<WAITING {PARTS} here:({END})",
        "TOLD",
        told,
        yes=("Seven civilians, including two children and a woman, were killed",),
    ),
    Rule(
        "en.subject.aside",
        f"here:VICTIMS&!LISTED ({PLACED}{{1,2}} {WHO}? {BE}? {ADVERB}* harm:(DONE|DIED)"
        f"|{PLACED}? ({ASIDE}|<WHERE COMMA) {WHO}? ({BE} {ADVERB}* harm:DONE|{ADVERB}* harm:DIED|{ADVERB}*"
        f" harm:SUFFER {INJURIES}))",
        "HARMED",
        _aside,
        yes=(
            "Four siblings, the oldest of them 13, were killed",
            "Civilian from Idlib died",
            "Man from Idlib shot dead",
            "7 members from the group -some of them foreigners- were killed",
            "14 people -- fighters and civilians -- had been killed",
        ),
    ),
    Rule(
        "en.left.double",
        f"<RESULT (people:VICTIMS&!LISTED|amount:AMOUNT) {ADVERB}* harm:DONE (W|OR) second:DONE >!VICTIMS/AMOUNT",
        "HARMED",
        double,
        yes=("leaves 6 members of them dead and wounded", "left 12 people dead or injured"),
        no=("left two dead and wounded three others",),
    ),
    Rule(
        "en.left",
        f"<RESULT (people:VICTIMS&!LISTED|amount:AMOUNT) {ADVERB}* harm:DONE >!VICTIMS",
        "HARMED",
        simple("active"),
        yes=("left two dead", "leaving a member injured"),
    ),
    Rule(
        "en.subject.joined_the_harmed",
        f"here:VICTIMS&!LISTED {NEXT}+ {BE} AMONG? harmed:VICTIMS",
        "HARMED WAITING",
        _of_the_harmed,
        yes=("A mother and her four children were the victims",),
    ),
    Rule(
        "en.subject.the_harmed",
        f"people:VICTIMS&!LISTED {BE} AMONG? harmed:VICTIMS",
        "HARMED",
        _of_the_harmed,
        yes=("Two civilians were among the casualties", "three children were the victims"),
        no=("Two civilians were among the crowd",),
    ),
    Rule(
        "en.subject.far",
        f"here:VICTIMS&!LISTED (OF|FROM|IN|ON|W|NEAR|SMALL|LOYAL|WITH|FOR) {UNTOLD}{{0,9}} {UNPEOPLED}"
        f" (was:BE {BE}? {ADVERB}* harm:(DONE|DIED)|harm:(DONE|DIED) >!VICTIMS)",
        "HARMED FAR",
        _far,
        yes=(
            "16 fighters of the “Jazeera” campaign and the organization were killed",
            "3 members of the “Army” assassinated in",
            "A commander of a brigade operating in Daraa is assassinated",
        ),
        no=("the people in the village were killed",),
    ),
    Rule(
        "en.subject.both",
        f"word:THE {BE} {ADVERB}* harm:DONE",
        "HARMED",
        _both,
        yes=("Both were killed, and a third man injured",),
        no=("these were killed",),
    ),
    Rule(
        "en.subject.and_died",
        "here:VICTIMS&!LISTED BE (!COMMA/VICTIMS/HARMED/AMOUNT/DONE/DIED/W){1,8} W ADV? harm:DIED",
        "HARMED",
        simple("subject first"),
        yes=("A child was hit by a stray bullet and died",),
        no=("A child was hit and two men died",),
    ),
    Rule(
        "en.subject.far_told",
        f"<FAR (OF|FROM|IN|ON|W|NEAR|SMALL|LOYAL|WITH|FOR) {UNTOLD}{{1,10}} here:({BE}? {ADVERB}* harm:DONE)",
        "TOLD",
        told,
        yes=("16 fighters of the “Jazeera” campaign and the organization were killed",),
    ),
    Rule(
        "en.double.passive",
        f"(people:VICTIMS&!LISTED|amount:AMOUNT) {WHO}? {BE}? {ADVERB}* harm:DONE (W|OR|COMMA) second:DONE"
        " >!VICTIMS/AMOUNT",
        "HARMED",
        double,
        yes=("12 people were killed and injured", "40 killed or wounded"),
        no=("12 people were killed and wounded two others",),
    ),
    *wounded.RULES,
    Rule(
        "en.subject",
        f"(people:VICTIMS&!LISTED&!AHEAD|<!THE amount:AMOUNT) {WHO}?"
        " (BE (AMONG THE? (UNKNOWN/VICTIMS)?)?|ADV|HEDGE)* (AMONG THE?"
        " UNKNOWN?)? harm:(DONE|DIED)",
        "HARMED",
        _subject,
        yes=(
            "Two farmers were wounded",
            "SDF member killed",
            "21 people dead",
            "over 62 others injured",
            "four children who were killed",
            "A child died",
            "Five workers remain missing",
        ),
        no=("The photographer captured scenes",),
    ),
    Rule(
        "en.subject.suffers",
        f"people:VICTIMS&!LISTED {WHO}? {ADVERB}* harm:SUFFER {INJURIES}",
        "HARMED",
        simple("subject first"),
        yes=("My daughter suffered serious wounds", "a man sustained shrapnel wounds in his leg"),
    ),
    Rule(
        "en.subject.party",
        f"here:PARTIES BE&!WAS (BE|{ADVERB})* harm:DONE",
        "HARMED",
        _party,
        yes=("regime forces were killed",),
        no=("the regime was wounded",),
    ),
    Rule(
        "en.subject.name",
        f"people:(NAME/GAZETTEER/WHERE (NAME|AL|GAZETTEER|WHERE){{1,4}}|WHERE|NAME)"
        f" (COMMA (!COMMA/DONE/DIED/DOES/SAY/HARMED/RESULT){{1,9}} COMMA|COMMA WHO (!COMMA/DONE/DIED/HARMED){{1,22}}"
        f" COMMA)? {WHO}?"
        f" (WAS (BE|{ADVERB})* harm:DONE|harm:DIED|{ADVERB}* harm:SUFFER {INJURIES})",
        "HARMED",
        _name,
        yes=("Ali Rahmoun, from the village, who suffered a broken leg",),
    ),
)
