"""Backups: the journal in one file, put back on either database; a damaged or foreign file says what is wrong."""

from __future__ import annotations

import gzip
import json

import pytest
from django.db import connections

from ledgers import fresh_ledger, on_server
from marsad import flow
from marsad.model.problem import MarsadError
from marsad.render.rows import plain
from marsad.store import backup, sealing
from marsad.store.expunge import expunge
from marsad.store.journal import Journal
from marsad.store.packed import PackedError
from postgres import server
from samples import FIVE, THREE
from test_forgetting import AT_RISK, NAME, OTHER, add, bytes_of
from values import SOME_TIME

PEN = ("--by", "Rima", "--why", "a witness at risk", "--yes")


@pytest.mark.parametrize(("here", "there"), [("file", "file"), ("file", "server"), ("server", "file")])
def test_a_backup_comes_back_the_same_on_either_database(here, there):
    if "server" in (here, there) and server() is None:
        pytest.skip("there is no PostgreSQL on this machine")
    with on_server(server() if here == "server" else None), fresh_ledger():
        flow.add([THREE.report, FIVE.report])
        expunge([1], "Rima", "a reason", SOME_TIME)
        packed, head = flow.pack()
        said = plain(flow.ledger().ledger)
    connections.close_all()
    with on_server(server() if there == "server" else None), fresh_ledger() as home:
        restored, again = flow.restore(packed, home)
        assert (restored, again) == (head, 0)
        assert flow.verify()[1] == []
        assert plain(flow.ledger().ledger) == said
        assert flow.pack()[0] == packed


def test_every_damage_of_a_backup_is_told_before_anything_is_written(ledger_home):
    flow.add([THREE.report, FIVE.report])
    packed, _ = flow.pack()
    lines = gzip.decompress(packed).split(b"\n")
    for at in range(len(lines) - 1):
        damaged = gzip.compress(b"\n".join([*lines[:at], lines[at][:-2] + b"x" + lines[at][-1:], *lines[at + 1 :]]))
        with pytest.raises(PackedError):
            backup.unpack(damaged)
    for cut in (
        b"",
        packed[: len(packed) // 2],
        b"not a backup",
        packed[:40] + bytes(8) + packed[48:],
        gzip.compress(b"\n".join(lines[:-3]) + b"\n"),
    ):
        with pytest.raises(PackedError):
            backup.unpack(cut)
    newer = gzip.compress(b"\n".join([lines[0].replace(b'"format":1', b'"format":3'), *lines[1:]]))
    with pytest.raises(PackedError, match="newer marsad"):
        backup.unpack(newer)


def test_a_forged_entry_is_found_though_the_end_fits(ledger_home):
    """Whoever changes a payload and writes the end anew is betrayed by the commitment."""
    flow.add([THREE.report])
    lines = gzip.decompress(flow.pack()[0]).split(b"\n")
    row = json.loads(lines[1])
    row[7] = row[7].replace("3", "30", 1)
    forged = [lines[0], json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode(), *lines[2:-2]]
    summed = backup.hashlib.sha256(b"".join(line + b"\n" for line in forged)).hexdigest()
    packed = gzip.compress(b"\n".join([*forged, json.dumps({"end": summed}).encode(), b""]))
    with pytest.raises(PackedError, match="Entry 1 of the backup does not hold what was recorded"):
        backup.unpack(packed)


def test_nothing_is_put_into_a_ledger_that_holds_something(ledger_home):
    flow.add([THREE.report])
    packed, head = flow.pack()
    with pytest.raises(MarsadError, match="holds 2 entries already"):
        flow.restore(packed, ledger_home)
    assert Journal().head() == head


def test_an_older_backup_forgets_again_what_was_expunged_since(marsad, tmp_path):
    add(marsad, tmp_path, AT_RISK, OTHER)
    old = tmp_path / "old.marsad"
    assert marsad("backup", old).status == 0
    marsad("expunge", "1", *PEN)
    home = tmp_path / "ledger"
    for file in home.glob("ledger.sqlite3*"):
        file.unlink()
    ran = marsad("restore", old)
    assert (ran.status, "Expunged again" in ran.out) == (0, True)
    assert NAME.encode() not in bytes_of(home)
    assert "is whole" in marsad("verify").out


def test_an_encrypted_backup_opens_with_its_passphrase_only(marsad, tmp_path):
    add(marsad, tmp_path, AT_RISK)
    for name, words in (("right", "a long passphrase"), ("wrong", "another one"), ("none", "")):
        (tmp_path / name).write_text(words + "\n")
    sealed = tmp_path / "sealed.marsad"
    assert marsad("backup", sealed, "--passphrase-file", tmp_path / "right").status == 0
    assert sealing.is_sealed(sealed.read_bytes())
    assert NAME.encode() not in sealed.read_bytes()
    elsewhere = ("--home", tmp_path / "elsewhere")
    for name, sentence in (("wrong", "does not open this backup"), ("none", "passphrase is empty")):
        ran = marsad(*elsewhere, "restore", sealed, "--passphrase-file", tmp_path / name)
        assert (ran.status, sentence in ran.err) == (2, True)
    assert not (tmp_path / "elsewhere").exists()
    assert marsad(*elsewhere, "restore", sealed, "--passphrase-file", tmp_path / "right").status == 0
    assert marsad(*elsewhere, "ledger", "--json").out == marsad("ledger", "--json").out


def test_a_backup_to_a_public_key_opens_with_the_secret_one(marsad, tmp_path):
    import pyrage

    mine, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    for name, key in (("mine", mine), ("other", other)):
        (tmp_path / name).write_text(f"# a key\n{key}\n")
    add(marsad, tmp_path, AT_RISK)
    sealed = tmp_path / "sealed.marsad"
    assert marsad("backup", sealed, "--to", str(mine.to_public())).status == 0
    elsewhere = ("--home", tmp_path / "elsewhere")
    ran = marsad(*elsewhere, "restore", sealed, "--identity", tmp_path / "other")
    assert (ran.status, "does not open this backup" in ran.err) == (2, True)
    assert marsad(*elsewhere, "restore", sealed, "--identity", tmp_path / "mine").status == 0
    ran = marsad("backup", tmp_path / "x", "--to", "ssh-rsa AAAA")
    assert (ran.status, "begins with age1" in ran.err) == (2, True)


def test_a_backup_takes_no_other_files_place(marsad, tmp_path):
    add(marsad, tmp_path, AT_RISK)
    there = tmp_path / "there"
    there.write_text("mine")
    ran = marsad("backup", there)
    assert (ran.status, "is there already" in ran.err, there.read_text()) == (2, True, "mine")
    ran = marsad("restore", tmp_path / "missing")
    assert (ran.status, "cannot be read" in ran.err) == (2, True)


def test_the_head_is_printed_in_groups(marsad, tmp_path):
    add(marsad, tmp_path, AT_RISK)
    first, *rows = marsad("head").out.splitlines()
    assert first.startswith("entry 3, recorded 20")
    assert "".join("".join(rows).split()) == json_head(tmp_path)


def json_head(tmp_path):
    from marsad.settings import configure

    configure(tmp_path / "ledger")
    return flow.head().hash


def test_a_folder_whose_memory_is_damaged_takes_nothing_back(marsad, tmp_path):
    add(marsad, tmp_path, AT_RISK)
    assert marsad("backup", tmp_path / "kept").status == 0
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "expunged.jsonl").write_text("garbage\n")
    ran = marsad("--home", elsewhere, "restore", tmp_path / "kept")
    assert (ran.status, "line 1 is damaged" in ran.err) == (2, True)
    assert not (elsewhere / "ledger.sqlite3").exists()


def test_what_the_folder_cannot_note_is_not_removed(marsad, tmp_path):
    add(marsad, tmp_path, AT_RISK)
    (tmp_path / "ledger" / "expunged.jsonl").mkdir()
    ran = marsad("expunge", "1", *PEN)
    assert (ran.status, "Nothing was removed" in ran.err) == (2, True)
    assert "3 entries" in marsad("verify").out
    assert NAME.encode() in bytes_of(tmp_path / "ledger")


def test_a_backup_is_for_its_owner_only(marsad, tmp_path):
    add(marsad, tmp_path, AT_RISK)
    (tmp_path / "kept.part").write_text("left over")
    assert marsad("backup", tmp_path / "kept").status == 0
    assert (tmp_path / "kept").stat().st_mode & 0o077 == 0


def test_captures_are_in_a_backup_and_come_back_with_it(marsad, tmp_path):
    file = add(marsad, tmp_path, AT_RISK, OTHER)
    assert "Captures (2) are in it too." in marsad("backup", tmp_path / "whole").out
    assert "Captures (2) are not in it; they lie in" in marsad("backup", tmp_path / "bare", "--no-captures").out
    for name, wrong in (("whole", 0), ("bare", 2)):
        home = tmp_path / f"{name}-home"
        assert marsad("--home", home, "restore", tmp_path / name).status == 0
        ran = marsad("--home", home, "verify")
        assert len([line for line in ran.sentences if "is not in" in line]) == wrong, (file, ran.err)


def test_what_was_expunged_since_comes_back_with_no_capture(marsad, tmp_path):
    add(marsad, tmp_path, AT_RISK, OTHER)
    marsad("backup", tmp_path / "older")
    marsad("expunge", "1", *PEN)
    home = tmp_path / "ledger"
    connections.close_all()
    for one in home.glob("ledger.sqlite3*"):
        one.unlink()
    assert "Expunged again" in marsad("restore", tmp_path / "older").out
    assert marsad("verify").status == 0
    assert len([*home.glob("captures/*/*")]) == 1
    assert marsad("doctor").out.count("a program died") == 0


def test_a_backup_is_made_of_whole_captures_only(marsad, tmp_path):
    add(marsad, tmp_path, AT_RISK)
    [capture] = (tmp_path / "ledger").glob("captures/*/*")
    capture.unlink()
    ran = marsad("backup", tmp_path / "kept")
    assert ran.status == 2
    assert "Nothing was written: The capture" in ran.sentences[-1]
    assert not (tmp_path / "kept").exists()
