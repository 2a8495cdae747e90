"""From reports to a ledger and back in time, with the real reader, ledger and store."""

from datetime import UTC, date, datetime, timedelta

import pytest

from marsad import settings
from marsad.ledger.as_of import Question
from marsad.model.incident import Cell
from marsad.model.problem import MarsadError
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis

FIRST = (
    "قُتل 9 عناصر على الأقل من قوات النظام، أمس الثلاثاء، في كمين لتنظيم “داعش” قرب مدينة السخنة، بحسب المرصد السوري."
)
SECOND = "ارتفع إلى 14 عدد قتلى قوات النظام في كمين “داعش” يوم الثلاثاء قرب مدينة السخنة، بحسب المرصد السوري."
KILLED = Cell.parse("killed")


def report(text, day, publisher="Wire A"):
    return Report(text, publisher=publisher, published=When(Days.of(day), WhenBasis.METADATA))


@pytest.fixture
def flow(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    settings.configure(tmp_path / "ledger")
    from marsad import flow

    return flow


def killed(book):
    return [(toll.low, toll.open) for toll in (one.toll(KILLED) for one in book.ledger.incidents) if toll]


def test_a_report_is_added_once(flow):
    one = report(FIRST, date(2021, 3, 3))
    added, readings = flow.add([one, one])
    assert (added.new, added.known) == ((one.id,), ())
    assert [reading.report.id for reading in readings] == [one.id]
    again, readings = flow.add([one])
    assert (again.new, again.known, readings) == ((), (one.id,), [])


def test_two_publishers_of_one_text_are_two_reports_and_one_incident(flow):
    flow.add([report(FIRST, date(2021, 3, 3)), report(FIRST, date(2021, 3, 3), "Wire B")])
    [incident] = flow.ledger().ledger.incidents
    assert len(incident.reports) == 2


def test_a_toll_that_rises(flow):
    flow.add([report(FIRST, date(2021, 3, 3))])
    assert killed(flow.ledger()) == [(9, True)]
    flow.add([report(SECOND, date(2021, 3, 5))])
    assert killed(flow.ledger()) == [(14, False)]


def test_what_had_been_published_by_a_day(flow):
    flow.add([report(FIRST, date(2021, 3, 3)), report(SECOND, date(2021, 3, 5))])
    assert killed(flow.ledger(Question(published=date(2021, 3, 2)))) == []
    assert killed(flow.ledger(Question(published=date(2021, 3, 4)))) == [(9, True)]
    assert killed(flow.ledger(Question(published=date(2021, 3, 5)))) == [(14, False)]


def test_what_had_been_recorded_by_a_time_stays_so(flow):
    flow.add([report(FIRST, date(2021, 3, 3))])
    then = datetime.now(UTC)
    before = flow.ledger(Question(then)).ledger
    flow.add([report(SECOND, date(2021, 3, 5))])
    assert flow.ledger(Question(then)).ledger == before
    assert killed(flow.ledger(Question(then + timedelta(hours=1)))) == [(14, False)]


def test_the_tables_come_out_of_the_journal_alone(flow):
    flow.add([report(FIRST, date(2021, 3, 3)), report(SECOND, date(2021, 3, 5))])
    first, second = flow.rebuild(), flow.rebuild()
    assert first.same
    assert first == second
    assert flow.reread().changed == ()
    assert flow.rebuild().digest == first.digest


def test_tables_that_somebody_changed_are_noticed(flow):
    from marsad.store.models import TollRow

    flow.add([report(FIRST, date(2021, 3, 3))])
    whole = flow.rebuild()
    TollRow.objects.update(best=900)
    mended = flow.rebuild()
    assert not mended.same
    assert mended.digest == whole.digest
    assert flow.rebuild().same


def test_the_journal_is_whole(flow):
    flow.add([report(FIRST, date(2021, 3, 3))])
    assert flow.verify() == (2, [])


def test_an_incident_is_found_by_the_beginning_of_its_id(flow):
    flow.add([report(FIRST, date(2021, 3, 3))])
    book = flow.ledger()
    [incident] = book.ledger.incidents
    assert book.incident(incident.id[:4]) == incident
    with pytest.raises(MarsadError, match="No incident begins with “zzz”"):
        book.incident("zzz")
    with pytest.raises(MarsadError, match="No incident"):
        flow.ledger(Question(published=date(2000, 1, 1))).incident(incident.id)


def test_without_a_ledger_there_is_a_sentence(flow):
    with pytest.raises(MarsadError, match="There is no ledger"):
        flow.ledger()
