"""The journal: append-only, chained, checked, able to forget."""

from __future__ import annotations

import secrets
import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ledgers import fresh_ledger, tamper
from marsad.store.canonical import PayloadError, canonical, commitment, row_bytes, row_hash
from marsad.store.errors import RefusedError
from marsad.store.expunge import expunge
from marsad.store.guards import GUARDS
from marsad.store.journal import Journal
from marsad.store.models import Entry, Payload
from marsad.store.transaction import writing
from values import SOME_TIME

scalars = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e9, 1e9) | st.text(max_size=9)
jsons = st.recursive(
    scalars, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3)
)

pytestmark = pytest.mark.usefixtures("each_database")
payloads = st.dictionaries(st.text(max_size=5), jsons, max_size=4)
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else None


def places(problems):
    return [(problem.kind, problem.where) for problem in problems]


# What it holds


@few
@given(st.lists(payloads, max_size=5))
def test_any_payloads_come_back_and_the_chain_verifies(said):
    with fresh_ledger():
        journal = Journal()
        for payload in said:
            journal.append("note", payload)
        assert [entry.payload for entry in journal.entries()] == said
        assert [entry.seq for entry in journal.entries()] == list(range(1, len(said) + 1))
        assert journal.verify() == []


def test_an_entry_is_what_design_says(ledger_home):
    Journal().append("note", {"b": 1, "a": "مرصد"}, SOME_TIME)
    entry, payload = Entry.objects.get(), Payload.objects.get()
    assert payload.body == '{"a":"مرصد","b":1}'
    assert len(payload.salt) == 32
    assert entry.c == commitment(bytes(payload.salt), payload.body.encode())
    assert entry.prev == "0" * 64
    row = f'[1,"note","2019-04-20T09:30:00.000000Z","{entry.c}","{entry.prev}"]'.encode()
    assert row == canonical([1, "note", entry.at, entry.c, entry.prev])
    assert entry.hash == row_hash(row)


def test_the_same_payload_twice_has_two_commitments(ledger_home):
    first, second = Journal().append_many([("note", {"a": 1}), ("note", {"a": 1})])
    assert Entry.objects.get(seq=first.seq).c != Entry.objects.get(seq=second.seq).c


def test_many_are_appended_all_or_none(ledger_home):
    with pytest.raises(PayloadError, match="cannot be recorded as JSON"):
        Journal().append_many([("note", {"a": 1}), ("note", {"a": "\ud800"})])
    assert Journal().head().seq == 0


def test_a_change_that_fails_later_takes_its_entries_with_it(ledger_home):
    def fail():
        with writing():
            Journal().append("note", {})
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert Journal().head().seq == 0


def test_numbers_too_large_to_be_exact_are_refused(ledger_home):
    with pytest.raises(PayloadError, match="9007199254740993"):
        Journal().append("note", {"killed": 2**53 + 1})


def test_entries_are_chosen_by_kind_time_and_sequence(ledger_home):
    journal = Journal()
    for hour, kind in enumerate(["note", "report", "note"]):
        journal.append(kind, {"hour": hour}, SOME_TIME + timedelta(hours=hour))
    assert [entry.seq for entry in journal.entries("note")] == [1, 3]
    assert [entry.seq for entry in journal.entries(until=SOME_TIME + timedelta(hours=1))] == [1, 2]
    assert [entry.seq for entry in journal.entries("note", until=2)] == [1]
    assert journal.payload(2) == {"hour": 1}
    assert journal.payload(9) is None
    assert journal.seq_at(SOME_TIME - timedelta(1)) == 0


def test_a_clock_set_back_does_not_change_what_was_recorded_before(ledger_home):
    journal = Journal()
    journal.append("note", {}, SOME_TIME)
    late = journal.append("note", {}, SOME_TIME - timedelta(days=300))
    assert late.at == SOME_TIME + timedelta(microseconds=1)
    assert journal.seq_at(SOME_TIME) == 1


@few
@given(st.lists(st.integers(-3, 3), min_size=2, max_size=6))
def test_new_entries_never_change_an_older_as_of(hours):
    with fresh_ledger():
        journal = Journal()
        asked = {}
        for hour in hours:
            head = journal.append("note", {"hour": hour}, SOME_TIME + timedelta(hours=hour))
            asked[head.at] = journal.seq_at(head.at)
        assert {at: journal.seq_at(at) for at in asked} == asked


def test_several_writers_make_one_chain(ledger_home):
    def write():
        for number in range(10):
            Journal().append("note", {"number": number})
        connections.close_all()

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert Journal().head().seq == 40
    assert Journal().verify() == []


# What the guards refuse


def three_notes():
    return Journal().append_many([("note", {"number": number}) for number in range(3)])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET kind = 'lie' WHERE seq = 2",
        "UPDATE journal_entry SET seq = 9 WHERE seq = 3",
        "DELETE FROM journal_entry WHERE seq = 3",
        "UPDATE journal_payload SET body = '{}' WHERE seq = 2",
        "DELETE FROM journal_payload WHERE seq = 2",
        "DELETE FROM journal_payload",
        "INSERT INTO journal_payload (seq, salt, body) SELECT 9, salt, body FROM journal_payload WHERE seq = 1",
        "INSERT INTO journal_entry SELECT 9, kind, at, c, hash, c FROM journal_entry WHERE seq = 3",
        "INSERT INTO journal_entry SELECT 4, kind, at, c, prev, c FROM journal_entry WHERE seq = 3",
    ],
)
def test_the_database_refuses_to_change_the_journal(ledger_home, statement):
    three_notes()
    with pytest.raises(Exception, match=r"marsad: |violates foreign key"):
        sql(statement)
    assert Journal().verify() == []
    assert Journal().head().seq == 3


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO journal_payload SELECT 2, salt, body FROM journal_payload WHERE seq = 1",
        "INSERT OR REPLACE INTO journal_entry SELECT 2, kind, at, c, prev, hash FROM journal_entry WHERE seq = 1",
        "UPDATE OR REPLACE journal_entry SET seq = 2 WHERE seq = 1",
    ],
)
def test_replacing_is_refused_as_well(ledger_home, statement):
    if connection.vendor != "sqlite":
        pytest.skip("REPLACE is SQLite's")
    three_notes()
    with pytest.raises(Exception, match="marsad: "):
        sql(statement)
    assert Journal().verify() == []


def test_a_tombstone_lets_go_only_what_it_lists_and_only_while_it_is_the_head(ledger_home):
    three_notes()
    Journal().append("expunge", {"seqs": [2], "who": "A", "why": "B"})
    with pytest.raises(Exception, match="marsad: "):
        sql("DELETE FROM journal_payload WHERE seq = 1")
    Journal().append("note", {})
    with pytest.raises(Exception, match="marsad: "):
        sql("DELETE FROM journal_payload WHERE seq = 2")


def test_every_guard_has_its_name_in_the_list(ledger_home):
    assert Journal().verify() == []
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    assert {name for (name,) in sql(names)} == GUARDS[connection.vendor]


def test_a_guard_taken_away_is_missed(ledger_home):
    with transaction.atomic():
        sql("DROP TRIGGER journal_entry_stays" + (" ON journal_entry" if connection.vendor == "postgresql" else ""))
        assert places(Journal().verify()) == [("missing guard", "journal_entry_stays")]
        transaction.set_rollback(True)


# What verifying finds

COLUMNS = ["kind", "at", "c", "prev", "hash", "salt", "body"]
RAW = {
    ("sqlite", True): "CAST({} AS BLOB)",
    ("sqlite", False): "{}",
    ("postgresql", True): "convert_to({}, 'UTF8')",
    ("postgresql", False): "{}",
}
WRITTEN = {
    ("sqlite", True): "CAST(%s AS TEXT)",
    ("sqlite", False): "%s",
    ("postgresql", True): "convert_from(%s, 'UTF8')",
    ("postgresql", False): "%s",
}


@settings(few, max_examples=80)
@given(st.integers(1, 4), st.sampled_from(COLUMNS), st.integers(0, 10_000), st.integers(1, 255))
def test_any_flipped_byte_is_found_and_named(seq, column, position, mask):
    with fresh_ledger():
        three_notes()
        Journal().append("expunge", {"seqs": [], "who": "A", "why": "B"})
        table = "journal_payload" if column in {"salt", "body"} else "journal_entry"
        text = column != "salt"
        stored = bytes(
            sql(f"SELECT {RAW[connection.vendor, text].format(column)} FROM {table} WHERE seq = {seq}")[0][0]
        )
        at = position % len(stored)
        assume(connection.vendor == "sqlite" or not text or 0 < stored[at] ^ mask < 128)  # what PostgreSQL can hold
        flipped = stored[:at] + bytes([stored[at] ^ mask]) + stored[at + 1 :]
        written = WRITTEN[connection.vendor, text]
        tamper(f"UPDATE {table} SET {column} = {written} WHERE seq = {seq}", (flipped,))
        problems = Journal().verify()
        assert {problem.where for problem in problems} == {f"entry {seq}"}, problems


@settings(few, max_examples=30)
@given(st.integers(1, 4), st.integers(0, 62), st.sampled_from(["journal_entry", "journal_payload"]))
def test_a_flipped_bit_of_a_sequence_is_found(seq, bit, table):
    with fresh_ledger():
        three_notes()
        Journal().append("note", {"number": 4})
        flipped = seq ^ (1 << bit)
        assume(not 1 <= flipped <= 4)
        tamper(f"UPDATE {table} SET seq = {flipped} WHERE seq = {seq}")
        assert {f"entry {seq}", f"entry {flipped}"} & {problem.where for problem in Journal().verify()}


def test_a_missing_entry_is_a_gap(ledger_home):
    three_notes()
    tamper("DELETE FROM journal_payload WHERE seq = 2")
    tamper("DELETE FROM journal_entry WHERE seq = 2")
    assert places(Journal().verify()) == [("gap", "entry 2")]


def test_a_missing_payload_is_named_unless_a_tombstone_tells_of_it(ledger_home):
    three_notes()
    tamper("DELETE FROM journal_payload WHERE seq = 2")
    assert places(Journal().verify()) == [("missing payload", "entry 2")]


def test_an_entry_written_anew_with_a_fitting_hash_does_not_fit_the_chain(ledger_home):
    three_notes()
    entry, payload = Entry.objects.get(seq=2), b'{"number":200}'
    salt = secrets.token_bytes(32)
    c = commitment(salt, payload)
    link = row_hash(row_bytes(2, b"note", entry.at.encode(), c.encode(), entry.prev.encode()))
    tamper("UPDATE journal_payload SET salt = %s, body = %s WHERE seq = 2", (salt, payload.decode()))
    tamper("UPDATE journal_entry SET c = %s, hash = %s WHERE seq = 2", (c, link))
    assert places(Journal().verify()) == [("broken link", "entry 2")]


# What it can forget


def test_expunging_removes_payload_and_salt_and_the_chain_still_verifies(ledger_home):
    before = three_notes()
    tombstone = expunge([2], "Amal H.", "The person asked for it.", SOME_TIME + timedelta(days=9999))
    assert tombstone.payload == {"seqs": [2], "who": "Amal H.", "why": "The person asked for it."}
    assert [entry.payload for entry in Journal().entries("note")] == [{"number": 0}, None, {"number": 2}]
    assert [entry.hash for entry in Journal().entries("note")] == [entry.hash for entry in before]
    assert Journal().verify() == []
    three_notes()
    assert Journal().verify() == []


def test_what_was_expunged_is_in_no_file(ledger_home):
    if connection.vendor != "sqlite":
        pytest.skip("looks into the files of SQLite")
    name = "a name that nobody must find"
    Journal().append("note", {"name": name * 500})
    Journal().append("note", {"name": name})
    expunge([1, 2], "Amal H.", "Person at risk.")
    assert [file.name for file in ledger_home.iterdir() if name.encode() in file.read_bytes()] == []


def test_a_payload_that_came_back_is_named(ledger_home):
    three_notes()
    kept = Payload.objects.get(entry_id=2)
    expunge([2], "Amal H.", "Person at risk.")
    tamper("INSERT INTO journal_payload (seq, salt, body) VALUES (2, %s, %s)", (bytes(kept.salt), kept.body))
    assert places(Journal().verify()) == [("returned payload", "entry 2")]


@pytest.mark.parametrize(
    ("seqs", "who", "why", "sentence"),
    [
        ([1], " ", "why", "a name and a reason"),
        ([1], "who", "", "a name and a reason"),
        ([77], "who", "why", "None of these entries"),
        ([4], "who", "why", "A tombstone cannot be expunged"),
    ],
)
def test_expunging_refuses_what_it_must(ledger_home, seqs, who, why, sentence):
    three_notes()
    expunge([3], "who", "why")
    with pytest.raises(RefusedError, match=sentence):
        expunge(seqs, who, why)
    assert Journal().head().seq == 4
