"""The demonstration's ledger is the one that a careful person expects, from the texts to the tolls."""

from __future__ import annotations

import pytest

from casebook import Case, Row, casebook_readings, expected


@pytest.fixture(scope="module")
def case() -> Case:
    return Case(casebook_readings())


@pytest.mark.parametrize("row", expected("incident"), ids=lambda row: row["key"])
def test_incident(case: Case, row: Row) -> None:
    incident = case.incident(row)
    assert incident is not None
    told = case.told(incident)
    assert told == {**{key: row[key] for key in told}, "lead": sorted(row["lead"])}


def test_nothing_else_is_an_incident(case: Case) -> None:
    assert len(case.ledger.incidents) == len(expected("incident"))


UNREAD = {
    ("kawm-3", 7): "`on the side of the attackers` is not read as the attackers' party in English so far",
    ("day-2", 0): "one place of the three listed is read as the scope of the total",
}


def totals() -> list[object]:
    """Give every total that is expected, those that are not read yet marked so, with the reason."""
    return [
        pytest.param(
            row,
            id=f"{row['report']}-{row['claim']}",
            marks=[pytest.mark.xfail(reason=UNREAD[key], strict=True)] if key in UNREAD else [],
        )
        for row in expected("assertion")
        for key in [(row["report"], row["claim"])]
    ]


@pytest.mark.parametrize("row", totals())
def test_total(case: Case, row: Row) -> None:
    assertion = case.assertion(row)
    assert assertion is not None
    assert (assertion.verdict, assertion.by) == (row["verdict"], row["by"])


@pytest.mark.parametrize("row", expected("published"), ids=lambda row: row["report"])
def test_publication_interval(case: Case, row: Row) -> None:
    published = case.readings[row["report"]].published
    assert published is not None
    assert [str(published.days.first), str(published.days.last)] == row["days"]


@pytest.mark.parametrize("name", [name for row in expected("nothing") for name in row["reports"]])
def test_report_in_which_nobody_is_harmed(case: Case, name: str) -> None:
    assert case.readings[name].claims == ()
