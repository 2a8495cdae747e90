"""Work in bulk for tests: readings as a finished job, ledgers as rows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from marsad.bulk import boxes, run
from marsad.bulk.engines import Here
from marsad.bulk.job import Job
from marsad.bulk.reading import keep
from marsad.bulk.tables import order
from marsad.ledger.growing import Growing
from marsad.ledger.split import ged_split
from marsad.release import claims, incidents
from marsad.release.material import Issued, Made, Material

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from marsad.model.reading import Reading

SHARDS = 5


def job_of(readings: Sequence[Reading], out: Path) -> Path:
    """Write readings as a job that read them would have written them."""
    job = Job(out, Here())
    job.begin({})
    read = [job.work / "read" / f"{n}.box" for n in range(SHARDS)]
    for number, path in enumerate(read):
        own = sorted((r for r in readings if int(r.report.id, 16) % SHARDS == number), key=lambda r: r.report.id)
        with boxes.writing(path) as file:
            keep(file, number, SHARDS, [(row(reading, at), reading) for at, reading in enumerate(own)])
    with boxes.writing(job.work / "sift" / "0.box") as file:
        file.about = {"pages": len(readings), "bytes": 0, "passed": len(readings), "problems": 0}
    run.write(job, {"versions": {}}, [job.work / "sift" / "0.box"], read)
    return out


def row(reading: Reading, at: int) -> dict[str, Any]:
    """Return where a reading stood."""
    return {"file": "in.jsonl", "offset": at, "where": f"in.jsonl, byte {at}", "url": None, "times": 1}


def ledger_rows(readings: Sequence[Reading]) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of the ledger that `marsad ledger` makes of readings, in the order in which they came out."""
    told = sorted(readings, key=in_months)
    growing = Growing()
    growing.put(told)
    made = growing.ledger()
    by_id = {claim.id: claim for reading in told for claim in reading.claims}
    issued = tuple(
        Issued(one, ged_split(one), tuple(sorted({by_id[c].by_party for c in one.claims if by_id[c].by_party})))
        for one in made.incidents
    )
    material = Material(
        Made(0, "", datetime(1, 1, 1, tzinfo=UTC)), issued, assertions=made.assertions, periods=made.periods
    )
    return {
        "incidents": [*incidents.incidents(material).rows],
        "tolls": [*incidents.tolls(material).rows],
        "assertions": [*claims.assertions(material).rows],
        "problems": sorted(
            {(p.kind, p.where, p.sentence, "; ".join(p.claims) or None) for p in made.problems}, key=str
        ),
    }


def in_months(reading: Reading) -> tuple[object, ...]:
    """Order readings as the parts of a job hold them."""
    return order(reading)


def rows_in(path: Path) -> list[tuple[Any, ...]]:
    """Return the rows of a Parquet file."""
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(path, partitioning=None)
    return [tuple(one.values()) for one in table.to_pylist()]
