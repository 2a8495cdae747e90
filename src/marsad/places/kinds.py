"""What the kind and the name of a listed place say of it, whatever the words say: in which country, of what rank."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.places.gazetteer import gazetteer
from marsad.places.words import KIND_OF

if TYPE_CHECKING:
    from marsad.model.place import Place


def abroad(place: Place) -> bool:
    """Tell whether a place lies in another country: all that is known of where is that country's two letters."""
    return len(place.parents) == 1 and len(place.parents[0]) == 2


def says_less(place: Place) -> bool:
    """Tell whether a place says less of where something was: a district, or what lies abroad."""
    return place.kind == "district" or abroad(place)


def tells_kind(place: Place, name: str, country: str) -> bool:
    """Tell whether a name without a word for a kind by it means no town: it holds such a word, or no town bears it."""
    if place.kind == "governorate":
        return own_name(place.pcode, country)
    first, _, more = name.partition(" ")
    if place.kind == "neighbourhood" and more:  # `الشيخ مقصود`: no town's name by chance
        return True
    return bool(more) and first.removeprefix("ال") in KIND_OF


def says_kind(place: Place, name: str) -> bool:
    """Tell whether a name itself says what the place is (`سد تشرين`)."""
    first, _, more = name.partition(" ")
    return bool(more) and KIND_OF.get(first.removeprefix("ال")) == place.kind


@lru_cache(maxsize=256)
def own_name(pcode: str, country: str) -> bool:
    """Tell whether a governorate bears a name that its seat does not (`ريف دمشق`, `الأنبار`)."""
    places = gazetteer(country)
    area = places.place(pcode)
    named = places.named(area.name_ar or area.name_en) if area else ()
    return not any(hit.place.rank == 3 and hit.place.parents[-1:] == (pcode,) for hit in named)
