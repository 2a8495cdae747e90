"""Several at one ledger: writers lose nothing, one derives at a time, a lost connection is a sentence."""

from __future__ import annotations

import os
import traceback
from contextlib import contextmanager, nullcontext

import pytest
from django.db import connection, connections

from ledgers import fresh_ledger, on_server
from marsad import derive, flow
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.store import reports
from marsad.store.errors import UnreachableError
from marsad.store.transaction import reconciling
from postgres import server
from values import SOME_DAY

WRITERS, EACH = 4, 5


def report(writer, n):
    text = f"{n + 2} civilians were killed in an airstrike on the town of Saraqib, a monitor said ({writer})."
    return Report(text, f"Wire {writer}", published=When(Days.of(SOME_DAY), WhenBasis.METADATA))


def forked(work, times):
    """Run `work(n)` in processes of their own; return how many came to a good end."""
    connections.close_all()
    children = []
    for n in range(times):
        process = os.fork()
        if not process:
            try:
                work(n)
                os._exit(0)
            except BaseException:
                traceback.print_exc()
                raise
            finally:
                os._exit(1)
        children.append(process)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children].count(0)


def test_writers_at_one_time_lose_nothing(each_database):
    with fresh_ledger():
        assert forked(lambda w: [flow.add([report(w, n)]) for n in range(EACH)], WRITERS) == WRITERS
        assert len(flow.ledger().readings) == WRITERS * EACH
        assert flow.verify() == (2 * WRITERS * EACH, [])
        derive.onward()
        assert flow.rebuild().same


@pytest.fixture
def on_postgresql():
    if server() is None:
        pytest.skip("there is no PostgreSQL on this machine")
    with on_server(server()), fresh_ledger():
        yield


def cut():
    """Let the server drop the connection, as a bad line would."""
    import psycopg

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [mine] = cursor.fetchone()
    with psycopg.connect(server(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [mine])


def test_a_connection_lost_between_two_commands_is_told_and_made_again(on_postgresql):
    flow.add([report(0, 0)])
    cut()
    with pytest.raises(UnreachableError, match="Try again"):
        flow.add([report(0, 1)])
    added, _ = flow.add([report(0, 1)])
    assert len(added.new) == 1
    assert flow.verify() == (4, [])


def test_a_connection_lost_in_the_middle_of_a_write_leaves_nothing_half_done(on_postgresql, monkeypatch):
    flow.add([report(0, 0)])
    monkeypatch.setattr(reports, "point", lambda _: cut())
    with pytest.raises(UnreachableError, match="what was recorded is intact"):
        flow.add([report(0, 1)])
    monkeypatch.undo()
    assert flow.verify() == (2, [])
    flow.add([report(0, 1)])
    assert flow.verify() == (4, [])
    assert flow.rebuild().same


def test_one_process_at_a_time_derives(on_postgresql):
    import psycopg

    def free():
        with psycopg.connect(server(), autocommit=True) as other:
            return other.execute("SELECT pg_try_advisory_lock(%s)", [0x6D61727361640002]).fetchone()[0]

    assert free()
    with reconciling():
        assert not free()
        flow.reports.add([], "reader 3")  # writers go on
    assert free()


def test_rows_are_never_derived_over_newer_ones(on_postgresql, monkeypatch):
    """Another process decides between the working out and the writing: the rows that stand then are its own."""
    flow.add([report(0, 0)])
    genuine, written, here = derive.holding, derive._write, os.getpid()
    meanwhile = []

    def late(standing, rows):
        assert os.getpid() != here, "rows were written over newer ones"
        written(standing, rows)

    @contextmanager
    def holding():
        with genuine() as standing:
            if not meanwhile:
                meanwhile.append(True)
                assert forked(lambda w: flow.add([report(w, 3)]), 1) == 1
            yield standing

    monkeypatch.setattr(derive, "reconciling", nullcontext)
    monkeypatch.setattr(derive, "holding", holding)
    monkeypatch.setattr(derive, "_write", late)
    flow.add([report(0, 1)])
    assert meanwhile
    monkeypatch.undo()
    assert flow.rebuild().same
