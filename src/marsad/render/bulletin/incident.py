"""The bulletin of one incident: what happened, who died, how the figure moved, what is open, what it adds up to."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from marsad.model.claim import Harm, Method, TollKind
from marsad.model.count import Count
from marsad.model.incident import Cell
from marsad.render.bulletin.draft import Figure, Paragraph
from marsad.render.bulletin.places import where
from marsad.render.bulletin.speech import Things
from marsad.render.bulletin.tolls import Way, figures, told, way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model.incident import Assertion, Incident, Toll
    from marsad.render.bulletin.draft import Bulletin, Piece
    from marsad.render.bulletin.writer import Writer

_MOST_STEPS = 6


def incident_bulletin(incident: Incident, writer: Writer) -> Bulletin:
    """Write the bulletin of an incident."""
    paragraphs = [
        Paragraph(writer.lead(incident), incident=incident.id),
        Paragraph(writer.harmed(incident)),
        Paragraph(moves(incident, writer)),
        Paragraph(tuple(_joined(list(_open(incident, writer))))),
        *map(Paragraph, writer.totals([one for one in writer.ledger.assertions if _covers(one, incident)])),
        Paragraph(_sources(incident, writer)),
    ]
    return writer.bulletin(_title(incident, writer), paragraphs)


def _title(incident: Incident, writer: Writer) -> tuple[Piece, ...]:
    found, place = told(incident, Harm.KILLED), where(incident, writer.speech)
    moved = writer.moved(incident)
    if found is None or found.toll.high == 0:
        others = writer.others(incident) if found is None else []
        if others:
            harm = str(others[0].cell.harm)
            manner = writer.speech.phrase(harm, "manner") if others[0].cell.harm is Harm.CASUALTIES else ""
            people, noun = writer.people(others[0]), writer.speech.phrase(harm, "title_of")
            return writer.speech.say("title_harmed", people=people, noun=noun, manner=manner, where=place)
        return writer.speech.say("title_other", where=place)
    killed = writer.people(found.toll)
    key = f"title_{moved}" if moved in {Way.ROSE, Way.FELL} else "title_event"
    return writer.speech.say(key, killed=killed, where=place)


def moves(incident: Incident, writer: Writer) -> tuple[Piece, ...]:
    """Say how the toll of the killed came about, figure by figure."""
    steps = figures(incident, Cell(Harm.KILLED))
    if len(steps) < 2:
        return ()
    pieces = [*writer.speech.say("first", toll=writer.step(incident, steps[0]), said=writer.said(steps[0]))]
    last = None
    for before, after in list(itertools.pairwise(steps))[-_MOST_STEPS:]:
        moved = way(before.step, after.step)
        again = moved is last and moved is not Way.OTHER
        last = moved
        pieces += writer.speech.say(
            "then_again" if again else f"then_{moved}", toll=writer.step(incident, after), said=writer.said(after)
        )
    return (*pieces, writer.speech.phrase("stop"))


def _open(incident: Incident, writer: Writer) -> Iterator[tuple[Piece, ...]]:
    """Say what the sources do not agree on, or leave open."""
    found, speech = told(incident, Harm.KILLED), writer.speech
    if incident.when is None and incident.known_by:
        yield speech.say("undated", day=speech.day(incident.known_by))
    if found is not None and found.toll.high:
        for toll in (found.toll, *found.rows):
            yield from _differing(incident, toll, writer)
        if found.toll.open:
            yield speech.say("open")
    yield from _denied(incident, writer)
    yield from _blamed(incident, writer)


def _differing(incident: Incident, toll: Toll, writer: Writer) -> Iterator[tuple[Piece, ...]]:
    """Say who gives the lowest figure and who the highest, where single claims give the ends."""
    low, high, best = (claims[:1] for claims in (toll.low_claims, toll.high_claims, toll.best_claims))
    if not (low and high and best):
        return
    least, most = writer.claim(low[0]).count.interval, writer.claim(high[0]).count.interval
    if least != most and (least.low, most.greatest) == (toll.low, toll.high) and most.greatest and least.greatest:
        yield writer.speech.say(
            "differ",
            low=writer.stated(low[0], toll.cell),
            low_who=writer.names(writer.voices_of(incident, toll.low_claims)),
            high=writer.stated(high[0], toll.cell),
            high_who=writer.names(writer.voices_of(incident, toll.high_claims)),
            best=writer.stated(best[0], toll.cell),
        )


def _denied(incident: Incident, writer: Writer) -> Iterator[tuple[Piece, ...]]:
    """Say who denies that anybody was killed, or hurt, where somebody was by others."""
    if not any(toll.high for toll in incident.tolls):
        return
    for harm in (Harm.KILLED, Harm.CASUALTIES):
        claims = [c for c in incident.claims if writer.claim(c).harm is harm and writer.claim(c).count.high == 0]
        if claims:
            nobody = Figure(
                writer.speech.phrase(str(harm), "denials"),
                Cell(harm),
                Count(0, 0),
                writer.notes.of_claims(claims),
                TollKind.EVENT,
            )
            names = writer.names(writer.voices_of(incident, claims))
            yield writer.speech.say("denied", who=names, nobody=nobody)


def _blamed(incident: Incident, writer: Writer) -> Iterator[tuple[Piece, ...]]:
    """Say to whom the sources attribute it."""
    parties = dict.fromkeys(filter(None, (writer.claim(claim).by_party for claim in incident.claims)))
    if not parties:
        return
    clash = incident.method is Method.CLASH and len(incident.parties) > 1
    many = "fought_each_other" if clash else "blamed_twice"
    key = many if len(parties) > 1 else "fought" if clash else "blamed"
    yield writer.speech.say(key, who=writer.speech.listed([[writer.speech.party(party)] for party in parties]))


def _covers(total: Assertion, incident: Incident) -> bool:
    return not total.inner and any(name == incident.id for name, _ in total.covers)


def _sources(incident: Incident, writer: Writer) -> tuple[Piece, ...]:
    """Say on how many reports and voices it rests, and how it is graded."""
    voices = [writer.speech.voice(key) for key in incident.voices]
    return writer.speech.say(
        "graded" if incident.grade else "based",
        reports=Things(len(incident.reports), "report"),
        voices=Things(len(voices), "source"),
        names=writer.names(voices, len(voices)),
        grade=writer.speech.phrase(incident.grade, "grades") if incident.grade else "",
    )


def _joined(sentences: list[tuple[Piece, ...]]) -> Iterator[Piece]:
    for n, sentence in enumerate(sentences):
        yield from ((" ", *sentence) if n else sentence)
