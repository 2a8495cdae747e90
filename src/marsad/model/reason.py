"""The reasons of the reader: the steps that fill the slots of a claim, each with a name."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The steps of the reader, apart from the rules of its languages: a closed list of names."""

    # how people hang together
    HEAD = "chain.head"
    PART = "chain.part"
    MEMBER = "chain.member"
    ITEM = "chain.item"
    LINE = "chain.line"
    NAMED = "chain.named"
    # taken over from another claim
    COPIED_LEAD = "copied.lead"
    COPIED_ITEM = "copied.item"
    COPIED_PART = "copied.part"
    COPIED_MEMBER = "copied.member"
    COPIED_LINE = "copied.line"
    COPIED_SECOND_HARM = "copied.second_harm"
    COPIED_RISE = "copied.rise"
    COPIED_SUM = "copied.sum"
    # what happened, to how many
    HARM_WORDS = "harm.words"
    HARM_LEAD = "harm.lead"
    COUNT_MOST = "count.most"
    COUNT_TWO = "count.two"
    # who was harmed
    VICTIMS_NAMED = "victims.named"
    VICTIMS_PARTY = "victims.party"
    VICTIMS_NOUNS = "victims.nouns"
    VICTIMS_LEAD = "victims.lead"
    SIDE_WORDS = "side.words"
    SIDE_MARTYR = "side.martyr"
    SIDE_LEAD = "side.lead"
    PARTY_WORDS = "party.words"
    PARTY_NATION = "party.nation"
    PARTY_LEAD = "party.lead"
    PARTY_POINTED_BACK = "party.pointed_back"
    PARTY_OF_SPEAKER = "party.of_speaker"
    PARTY_OF_ATTACKERS = "party.of_attackers"
    PARTY_LOST = "party.lost"
    PARTY_HIT = "party.hit"
    PARTY_TOLD_BEFORE = "party.told_before"
    # where
    PLACE_INSIDE = "place.inside"
    PLACE_BESIDE = "place.beside"
    PLACE_SENTENCE = "place.sentence"
    PLACE_HOME = "place.home"
    PLACE_REACH = "place.reach"
    # by whom, and how
    BY_INSIDE = "by.inside"
    BY_SENTENCE = "by.sentence"
    BY_SPEAKER = "by.speaker"
    BY_REACH = "by.reach"
    METHOD_MEANS = "method.means"
    METHOD_DRONE = "method.drone"
    METHOD_HARM_WORD = "method.harm_word"
    METHOD_WEAK = "method.weak"
    # when, and when it was said
    WHEN_SINCE = "when.since"
    WHEN_NEAREST = "when.nearest"
    WHEN_SAME_DAY = "when.same_day"
    WHEN_REPORT = "when.report"
    SAID_SENTENCE = "said.sentence"
    SAID_WHOLE = "said.whole"
    # who says so, and how surely
    SOURCE_SENTENCE = "source.sentence"
    SOURCE_PARAGRAPH = "source.paragraph"
    HEDGED_WORDS = "hedged.words"
    # which kind of figure
    TOLL_EVENT = "toll.event"
    TOLL_WORD = "toll.word"
    TOLL_CORRECTION = "toll.correction"
    TOLL_PERIOD = "toll.period"
    TOLL_SEVERAL = "toll.several"
    TOLL_LINE = "toll.line"
    TOLL_GOES_ON = "tolls.goes_on"
    TOLL_LINKED = "toll.linked"
    TOLL_ADDS = "toll.adds"
    TOLL_BROKEN_DOWN = "toll.broken_down"
    SAME_FIGURE = "kinds.same_figure"
    # what holds it
    DEATH_THAT_RAISES = "kinds.death_that_raises"
    REASON_OF_RISE = "kinds.reason_of_rise"
    PLACE_LINE = "breakdowns.place_line"
    ADDS_UP = "round_ups.adds_up"
    HEADLINE_SUM = "sums.headline"
    ADDEND = "sums.addend"
    RAISED_BY = "sums.raised_by"
