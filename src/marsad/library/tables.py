"""Tables of a ledger for other programs: columns with types and meanings, as Arrow, pandas or Polars on request.

What is not stated is null, never 0. The meanings are the data dictionary in docs/site/data-dictionary.md.
A column has the name that a release gives to the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    import polars as pl
    import pyarrow as pa

Row = dict[str, Any]
Columns = dict[str, tuple[str, str]]
"""Name → kind (text, texts, whole, real, day, flag) and meaning."""

_ENDS = {
    "low": "the least number of people, of the whole incident",
    "best": "the figure that most voices bear out",
    "high": "the greatest number stated",
    "open": "whether some voice gives no upper limit",
}
INCIDENTS: Columns = {
    "incident": ("text", "the incident's id, from its founding claim"),
    "first_day": ("day", "the first day on which it can have been"),
    "last_day": ("day", "the last day on which it can have been"),
    "known_by": ("day", "the first day on which somebody had told of it"),
    "place": ("text", "the gazetteer's name of the most precise place recognised"),
    "place_code": ("text", "its code in the gazetteer, OCHA's p-code where OCHA has one"),
    "place_words": ("text", "where, in the words of the most precise claim"),
    "adm1_code": ("text", "the p-code of its governorate, as far as the place is known so closely"),
    "latitude": ("real", "degrees north, WGS 84; read it with radius_km, never as a bare dot"),
    "longitude": ("real", "degrees east, WGS 84"),
    "radius_km": ("real", "how far from the point it may have been, in kilometres"),
    "precision": ("text", "how precisely the place is known: point to country"),
    "parties": ("texts", "the parties named"),
    "method": ("text", "how people were harmed"),
    **{
        f"{harm}_{end}": ("flag" if end == "open" else "whole", f"{harm}: {meaning}; null where nothing is stated")
        for harm in ("killed", "injured", "missing", "captured")
        for end, meaning in _ENDS.items()
    },
    "reports": ("whole", "how many reports tell of it"),
    "voices": ("texts", "who says so, each counted once however many outlets reprint it"),
    "grade": ("text", "Airwars' five: confirmed, fair, weak, contested, discounted"),
    "flags": ("texts", "what a person should look at"),
}
TOLLS: Columns = {
    "incident": ("text", "the incident's id"),
    "cell": ("text", "what is counted, as a path: killed/combatant/isis:officers"),
    "harm": ("text", "killed, injured, missing, captured, casualties"),
    "side": ("text", "civilian or combatant; null is all"),
    "party": ("text", "the party of those harmed; null is all"),
    "group": ("text", "children, women, officers …; null is all"),
    "low": ("whole", "the least number of people"),
    "best": ("whole", "the figure that most voices bear out"),
    "high": ("whole", "the greatest number stated"),
    "open": ("flag", "whether some voice gives no upper limit"),
    "contested": ("flag", "whether some voice denies it"),
}
STEPS: Columns = {
    "incident": ("text", "the incident's id"),
    "cell": ("text", "what is counted"),
    "said_first_day": ("day", "the first day on which it can have been said"),
    "said_last_day": ("day", "the last day on which it can have been said"),
    "voice": ("text", "who said it"),
    "stated_low": ("whole", "the least number that the words allow"),
    "stated_high": ("whole", "the greatest number that the words allow; null where they give no top"),
    "low": ("whole", "the toll after this step: low"),
    "best": ("whole", "the toll after this step: best"),
    "high": ("whole", "the toll after this step: high"),
    "open": ("flag", "whether its top is open"),
    "reason": ("text", "how it moved the toll, and why"),
    "claim": ("text", "the claim that made the step"),
}
CLAIMS: Columns = {
    "claim": ("text", "the claim's anchor: report, span of its quote, harm"),
    "report": ("text", "the report's id"),
    "incident": ("text", "the incident that it belongs to; null for totals, and in a reading alone"),
    "publisher": ("text", "who published the report"),
    "published_first_day": ("day", "the first day on which it can have been published"),
    "published_last_day": ("day", "the last day on which it can have been published"),
    "harm": ("text", "killed, injured, missing, captured, casualties"),
    "low": ("whole", "the least number that the words allow"),
    "high": ("whole", "the greatest number that the words allow; null where they give no top"),
    "approx": ("flag", "whether the words say `about`"),
    "vague": ("flag", "whether the words give no number: dozens, several"),
    "side": ("text", "civilian, combatant, mixed or unknown"),
    "group": ("text", "children, women, officers …"),
    "party": ("text", "the party of those harmed"),
    "by_party": ("text", "the party that did it"),
    "method": ("text", "how people were harmed"),
    "kind": ("text", "event, running (a new figure for a known incident) or total (over several)"),
    "place": ("text", "the gazetteer's name of the place"),
    "place_code": ("text", "its code in the gazetteer, OCHA's p-code where OCHA has one"),
    "place_words": ("text", "where, in the words of the report"),
    "latitude": ("real", "degrees north, WGS 84"),
    "longitude": ("real", "degrees east, WGS 84"),
    "radius_km": ("real", "how far from the point it may be, in kilometres"),
    "first_day": ("day", "the first day on which it can have happened"),
    "last_day": ("day", "the last day on which it can have happened"),
    "source": ("text", "whom the report cites"),
    "quote": ("text", "the words of the claim, as they stand in the report"),
}
TABLES: dict[str, Columns] = {"incidents": INCIDENTS, "tolls": TOLLS, "steps": STEPS, "claims": CLAIMS}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind, with the types of their columns."""

    columns: Columns
    rows: Sequence[Row]

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows, each a dictionary."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def to_arrow(self) -> pa.Table:
        """Return the table as Arrow, every column with its type and, in the schema, its meaning."""
        arrow = _load("pyarrow", "'marsad[release]'")
        kinds = {
            "text": arrow.string(),
            "texts": arrow.list_(arrow.string()),
            "whole": arrow.int64(),
            "real": arrow.float64(),
            "day": arrow.date32(),
            "flag": arrow.bool_(),
        }
        fields = [
            arrow.field(name, kinds[kind], metadata={"meaning": meaning})
            for name, (kind, meaning) in self.columns.items()
        ]
        return arrow.Table.from_pylist(list(self.rows), schema=arrow.schema(fields))

    def to_pandas(self) -> pd.DataFrame:
        """Return the table as a pandas frame with Arrow's types, so that null stays null and whole numbers whole."""
        pandas = _load("pandas", "pandas")
        return self.to_arrow().to_pandas(types_mapper=pandas.ArrowDtype)

    def to_polars(self) -> pl.DataFrame:
        """Return the table as a Polars frame."""
        polars = _load("polars", "polars")
        frame: pl.DataFrame = polars.from_arrow(self.to_arrow())
        return frame

    def _repr_html_(self) -> str:
        from marsad.render.notebook import table_html

        return table_html(list(self.columns), self.rows)


def _load(module: str, package: str) -> Any:
    """Load a library when it is asked for; raises MarsadError where it is not installed."""
    try:
        return import_module(module)
    except ImportError:
        raise MarsadError(f"This needs {module}, which is not installed: pip install {package}.") from None
