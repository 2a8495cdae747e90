"""Tables as Parquet (by pyarrow, loaded on use), and with shapes as GeoParquet 1.1."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from marsad.release.table import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.release.geo import Geometry
    from marsad.release.table import Table

GEO_VERSION = "1.1.0"
_SHAPE = "geometry"


def library() -> Any:
    """Load pyarrow, whose absence is told before anything is written (`folder.libraries`)."""
    import pyarrow as pa
    import pyarrow.parquet

    return pa


def parquet_bytes(table: Table) -> bytes:
    """Write a table as Parquet; the same rows by the same pyarrow are the same bytes."""
    return _written(*_columns(table), {})


def geoparquet_bytes(table: Table, shapes: Sequence[Geometry | None]) -> bytes:
    """Write a table with the shape of each row as GeoParquet: WKB, longitude before latitude (WGS 84)."""
    arrays, fields = _columns(table)
    arrow = library()
    arrays.append(arrow.array([shape.wkb() if shape else None for shape in shapes], arrow.binary()))
    fields.append(arrow.field(_SHAPE, arrow.binary()))
    known = [shape for shape in shapes if shape]
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted({shape.kind for shape in known}),
        "orientation": "counterclockwise",
    }
    if known:
        boxes = [shape.box for shape in known]
        column["bbox"] = [
            *(min(box[n] for box in boxes) for n in (0, 1)),
            *(max(box[n] for box in boxes) for n in (2, 3)),
        ]
    geo = {"version": GEO_VERSION, "primary_column": _SHAPE, "columns": {_SHAPE: column}}
    return _written(arrays, fields, {"geo": json.dumps(geo, sort_keys=True)})


def arrow_table(table: Table) -> Any:
    """Return a table as pyarrow has it."""
    arrays, fields = _columns(table)
    arrow = library()
    return arrow.Table.from_arrays(arrays, schema=arrow.schema(fields))


def _columns(table: Table) -> tuple[list[Any], list[Any]]:
    arrow = library()
    kinds = {
        Kind.TEXT: arrow.string(),
        Kind.WHOLE: arrow.int64(),
        Kind.NUMBER: arrow.float64(),
        Kind.DAY: arrow.date32(),
        Kind.YES: arrow.bool_(),
    }
    columns = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    arrays = [arrow.array(values, kinds[c.kind]) for c, values in zip(table.columns, columns, strict=True)]
    return arrays, [arrow.field(column.key, kinds[column.kind]) for column in table.columns]


def _written(arrays: Sequence[Any], fields: Sequence[Any], metadata: Mapping[str, str]) -> bytes:
    arrow = library()
    made = arrow.Table.from_arrays(arrays, schema=arrow.schema(fields, metadata))
    out = io.BytesIO()
    arrow.parquet.write_table(made, out, compression="zstd")
    return out.getvalue()
