"""What the next sentence tells of an attack: `raids in Idlib killed 22. The raids hit the village of Hass`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.model.place import Precision
from marsad.model.reason import Reason
from marsad.places.locate import locate
from marsad.reader.sentences import Zone
from marsad.reader.where import targets

if TYPE_CHECKING:
    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node

_WIDE = frozenset({Precision.GOVERNORATE, Precision.REGION, Precision.COUNTRY})
_OPENING = 3
"""Among so many first words stands the attack of which the sentence goes on to tell."""
_STRIKING = 4
"""So near behind the attack stands that it hit something."""
_PARTS = frozenset({"part", "member"})
_TELLING = frozenset({"STRIKE", "STRIKEVERB", "HAPPENED"})


def settle_told_next(drafts: list[Draft], sentences: list[Sentence], country: str) -> None:
    """Take the place of claims that name but a province, or none, from the sentence that says what the attack hit."""
    for draft in drafts:
        after = next_of_attack(draft.sentence, sentences)
        if after is None or not (draft.place is None or _is_wide(draft.place, country)):
            continue
        place = next(iter(after.once(targets).values()), None)
        if place is not None and not _is_wide(place, country):
            draft.place = draft.chose("place", Reason.PLACE_REACH, place)
            for part in (other for other in drafts if other.lead is draft and other.relation in _PARTS):
                part.place = part.chose("place", Reason.COPIED_LEAD, place, draft)


def next_of_attack(sentence: Sentence, sentences: list[Sentence]) -> Sentence | None:
    """Return the next sentence where it opens with the attack told of: `The strikes hit …`, `واستهدف القصف …`."""
    if sentence.zone is Zone.RELATED or sentence.bullet or sentence.index + 1 >= len(sentences):
        return None
    after = sentences[sentence.index + 1]
    alike = after.zone is Zone.BODY and not after.bullet and "HARMED" not in after.tags
    return after if alike and (_opens_with_attack(after.nodes) or _opens_with_dead(after.nodes)) else None


def _opens_with_dead(nodes: list[Node]) -> bool:
    """Tell whether a sentence opens with the dead of a place: `The dead in the village included …`."""
    opening = nodes[: _OPENING + 1]
    dead = any(node.tags & {"DONE", "HARMNOUN", "TOLL"} or "VICTIMS" in node.tags for node in opening[:2])
    return dead and any("FI" in a.tags and "WHERE" in b.tags for a, b in pairwise(opening))


def _opens_with_attack(nodes: list[Node]) -> bool:
    """Tell whether a sentence opens with a definite attack that hit something."""
    for at, node in enumerate(nodes[:_OPENING]):
        definite = "DEFINITE" in node.tags or (at > 0 and "THE" in nodes[at - 1].tags)
        near = [*nodes[:at], *nodes[at + 1 : at + 1 + _STRIKING]]
        if "MEANS" in node.tags and definite and any(other.tags & _TELLING for other in near):
            return True
    return False


def _is_wide(place: Node, country: str) -> bool:
    """Tell whether the words of a place name no more than a province or a part of the country."""
    found = locate(" ".join(leaf.form for leaf in place.leaves()), (), country)
    return found is None or found.precision in _WIDE
