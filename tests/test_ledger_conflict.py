"""Whether an incident came of the fighting itself, of what it left behind or withheld, or of something else."""

from __future__ import annotations

import pytest

from marsad.lang.conflict.words import LANGUAGES, told
from marsad.ledger.queries.sums import summed
from marsad.ledger.selection import Selection
from marsad.model.claim import Harm
from marsad.model.incident import Cell, Conflict
from stories import told as of_story

DIRECT = (
    "3 civilians were killed by shelling on Saraqib.",
    "Two children were killed by an airstrike on a displaced people camp near Atma.",
    "4 regime soldiers were killed when a landmine exploded under their vehicle near al-Sukhnah.",
    "A car bomb killed 5 civilians in Afrin.",
    "A man died under torture in a regime prison in Damascus.",
    "قتل 3 مدنيين جراء قصف مدفعي على سراقب.",
    "قتل 4 عناصر من قوات النظام بانفجار لغم أرضي بسيارتهم قرب السخنة.",
    "قتل 5 مدنيين بانفجار سيارة مفخخة في عفرين.",
    "قتل 3 مدنيين بقصف على مخيم للنازحين قرب أطمة.",
)
INDIRECT = (
    "Two children were killed by the explosion of a landmine in Hajin.",
    "A shepherd was killed by unexploded ordnance near Palmyra.",
    "3 civilians were killed by the explosion of war remnants in al-Bab.",
    "A child died of hunger in besieged Madaya.",
    "Two infants died of cold in a tent in a camp near Atma.",
    "قتل طفلان بانفجار لغم أرضي في هجين.",
    "قتل مدني بانفجار جسم من مخلفات الحرب في تدمر.",
    "توفي طفل جوعا في مضايا تحت الحصار.",
    "توفي رضيعان بسبب البرد في مخيم قرب أطمة.",
)
NONE = (
    "A child drowned in the Euphrates near Hajin.",
    "5 civilians were killed in a traffic accident near Homs.",
    "Two men were shot dead in a family dispute in Nawa.",
    "4 people died of cholera in Raqqa.",
    "A boy was killed by an electric shock in Nawa.",
    "قتل 5 مدنيين في حادث سير قرب حمص.",
    "قتل رجلان بإطلاق نار بسبب خلاف عائلي في نوى.",
    "قتل مدني بانفجار أسطوانة غاز في الباب.",
)


def conflict_of(text):
    [one] = of_story(f"2021-07-17 Wire: {text}\n").incidents
    return one


@pytest.mark.parametrize(
    ("conflict", "text"),
    [
        *((Conflict.DIRECT, text) for text in DIRECT),
        *((Conflict.INDIRECT, text) for text in INDIRECT),
        *((Conflict.NONE, text) for text in NONE),
    ],
)
def test_words_tell_whether_harm_came_of_the_fighting(conflict, text):
    one = conflict_of(text)
    assert one.conflict is conflict
    if conflict is not Conflict.DIRECT:
        claim, words = one.conflict_by
        assert claim in one.claims
        assert words in text


def test_what_no_claim_tells_is_taken_to_be_of_the_fighting():
    one = conflict_of("3 civilians were killed in Nawa.")
    assert (one.conflict, one.conflict_by) == (Conflict.DIRECT, None)


def test_what_most_claims_tell_counts_and_the_fighting_where_as_many_tell_each():
    bombed = "3 civilians were killed by the explosion of a bomb in Hajin."
    mined = "3 civilians were killed by the explosion of a landmine in Hajin."
    found = []
    for texts in ((bombed, mined), (bombed, mined, mined), (bombed, bombed, mined)):
        told = zip(("SANA", "Enab Baladi", "SOHR"), texts, strict=False)
        [one] = of_story("".join(f"2021-07-17 {who}: {text}\n" for who, text in told)).incidents
        found.append(one.conflict)
    assert found == [Conflict.DIRECT, Conflict.INDIRECT, Conflict.DIRECT]


def test_only_the_people_of_direct_incidents_are_counted_unless_asked():
    story = "".join(
        f"2021-07-{day} Wire: {text}\n"
        for day, text in (
            (11, "3 civilians were killed by shelling on Saraqib."),
            (13, "Two children were killed by the explosion of a landmine in Hajin."),
            (15, "5 civilians were killed in a traffic accident near Homs."),
        )
    )
    ledger = of_story(story)

    def killed(**asked):
        return summed(ledger, {}, Cell(Harm.KILLED), Selection(**asked)).counted.best

    assert killed() == killed(conflict=frozenset({Conflict.DIRECT})) == 3
    assert killed(conflict=frozenset({Conflict.INDIRECT})) == 2
    assert killed(conflict=frozenset(Conflict)) == 10
    assert Selection().left_out(ledger.incidents) == 2
    assert len(Selection().choose(ledger.incidents)) == 3
    assert len(Selection(conflict=frozenset({Conflict.INDIRECT})).choose(ledger.incidents)) == 1


def test_words_are_found_whole_with_what_arabic_writes_before_them():
    assert told("mine", "بانفجار اللغم") == "لغم"
    assert told("mine", "determined") is None
    assert told("want", "a coldly planned attack") is None
    assert LANGUAGES == ("ar", "en")
