"""Where an incident was, as a bulletin says it: the gazetteer's name in its language with the governorate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.model.place import Precision, ShapeKind
from marsad.places.gazetteer import gazetteer
from marsad.render.calm import ARABIC_RUN, FIRST_STRONG_ISOLATE, POP_ISOLATE, visible
from marsad.text.fold import fold_word

if TYPE_CHECKING:
    from marsad.model.incident import Incident
    from marsad.model.place import Location
    from marsad.render.bulletin.speech import Speech

_ISOLATES = FIRST_STRONG_ISOLATE + POP_ISOLATE
_WHOLE = frozenset({Precision.REGION, Precision.COUNTRY})


def where(incident: Incident, speech: Speech) -> str:
    """Say where, with its preposition and a space before it; nothing where no place is known."""
    place = place_of(incident, speech)
    return speech.phrase("in").format(place=place) if place else ""


def at(location: Location, speech: Speech) -> str:
    """Say where a location is, with its preposition and a space before it; nothing where no name fits the language."""
    place = _at(location, speech)
    return speech.phrase("in").format(place=place) if place else ""


def place_of(incident: Incident, speech: Speech) -> str:
    """Return the words for the place of an incident in the language of the bulletin."""
    words, location = incident.place, incident.location
    if location is not None and (place := _at(location, speech)):
        return place
    if not words:
        return ""
    return visible(words) if _fits(words, speech) else speech.phrase("place_words").format(words=visible(words))


def area_name(asked: str, speech: Speech) -> str:
    """Return the words for a place that was asked for by name or p-code; of namesakes the largest is meant."""
    name = speech.words.place_named(asked)
    coded = gazetteer().place(asked.upper())
    meant = [coded] if coded else gazetteer().find(fold_word(asked))
    is_area = any(place.kind == "governorate" for place in meant)
    return speech.phrase("governorate").format(area=name) if is_area else name


def _at(location: Location, speech: Speech) -> str:
    if not location.pcodes:
        return _several(location.name, speech)
    areas = [found for code in location.pcodes if (found := gazetteer().place(code)) and found.kind == "governorate"]
    area = (areas[0].name_ar if speech.words.rtl else areas[0].name_en) if areas else ""
    name = _near(location, speech)
    if not name or location.precision is Precision.GOVERNORATE:
        return speech.phrase("governorate").format(area=area) if area else name
    return speech.phrase("within").format(place=name, area=area) if area else name


def _near(location: Location, speech: Speech) -> str:
    """Name the place, or what it is near to; nothing where it has no name in this language."""
    if " - " in location.name:
        places = _several(location.name, speech)
        return speech.phrase("between").format(place=places) if places else ""
    name = speech.words.place(location)
    if not _fits(name, speech):
        return ""
    drawn = location.shape.kind is not ShapeKind.CIRCLE and location.precision not in _WHOLE
    return speech.phrase("near").format(place=name) if drawn else name


def _several(name: str, speech: Speech) -> str:
    """Name several places, each in the language of the bulletin; nothing where one has no name in it."""
    names = [speech.words.place_named(part).strip(_ISOLATES) for part in name.split(" - ")]
    if not all(_fits(one, speech) for one in names):
        return ""
    return "".join(map(str, speech.listed([[one] for one in names])))


def _fits(name: str, speech: Speech) -> bool:
    return bool(ARABIC_RUN.search(name)) == speech.words.rtl
