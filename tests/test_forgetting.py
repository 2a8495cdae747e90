"""Forgetting from the command line: a report goes for good, its bytes are in no file, the rest stays as it was."""

from __future__ import annotations

import json

NAME = "سالم الراوي"
AT_RISK = f"قُتل مدنيان بقصف على بلدة سرمين بريف إدلب، بحسب الشاهد {NAME}."
OTHER = "قُتل 3 مدنيين بقصف على مدينة أريحا بريف إدلب."


def lines(*texts):
    return "\n".join(
        json.dumps({"id": f"r{n}", "source": "بريد إدلب", "published": "2021-03-03", "text": text})
        for n, text in enumerate(texts, 1)
    )


def add(marsad, tmp_path, *texts):
    file = tmp_path / "in.jsonl"
    file.write_text(lines(*texts), encoding="utf-8")
    assert marsad("add", file).status == 0
    file.unlink()


def bytes_of(folder):
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_report_is_removed_from_every_file_and_the_journal_is_whole(marsad, tmp_path):
    add(marsad, tmp_path, AT_RISK, OTHER)
    home = tmp_path / "ledger"
    assert NAME.encode() in bytes_of(home)
    before = json.loads(marsad("ledger", "--json").out)
    ran = marsad("expunge", "1", "--by", "Rima", "--why", "a witness at risk", "--yes")
    assert "Removed 1 report." in ran.out
    assert NAME.encode() not in bytes_of(home)
    assert "is whole" in marsad("verify").out
    after = json.loads(marsad("ledger", "--json").out)
    assert [one["place"] for one in after["incidents"]] == ["مدينة أريحا بريف إدلب"]
    assert len(before["incidents"]) == 2


def test_the_others_keep_their_numbers(marsad, tmp_path):
    add(marsad, tmp_path, AT_RISK, OTHER)
    marsad("expunge", "1", "--by", "Rima", "--why", "a witness at risk", "--yes")
    assert "2.1" in marsad("explain", json.loads(marsad("ledger", "--json").out)["incidents"][0]["id"], "killed").out
    assert "No report is called “1”" in marsad("expunge", "1", "--by", "Rima", "--why", "again").err


def test_decisions_about_it_go_with_it(marsad, tmp_path):
    add(marsad, tmp_path, AT_RISK, OTHER)
    marsad("decide", "correct", "1.1", "count=5", "--by", "Rima", "--why", f"{NAME} said five", "--yes")
    shown = marsad("expunge", "1", "--by", "Rima", "--why", "a witness at risk", stdin="n\n")
    assert "decisions 7" in " ".join(shown.out.split())
    assert "Nothing was removed." in shown.out
    marsad("expunge", "1", "--by", "Rima", "--why", "a witness at risk", "--yes")
    assert NAME.encode() not in bytes_of(tmp_path / "ledger")
    assert "0 decisions" in marsad("decisions").out


def test_a_person_and_a_reason_are_asked_for(marsad, tmp_path):
    add(marsad, tmp_path, AT_RISK)
    for words, sentence in ((("--why", "x"), "says who does it"), (("--by", "Rima"), "says why")):
        ran = marsad("expunge", "1", *words)
        assert (ran.status, sentence in ran.err) == (2, True)
    ran = marsad("expunge", "7", "--by", "Rima", "--why", "x")
    assert (ran.status, ran.sentences[0][:40]) == (2, "marsad: No report is called “7”; `marsad"[:40])
    ran = marsad("expunge", "1", "--by", "Rima", "--why", "x", stdin="")
    assert (ran.status, "Nobody answered, so nothing was removed" in ran.err) == (2, True)
