"""Voices are shown as reports write them, not in the folded spelling under which they count as one."""

from __future__ import annotations

import json


def test_an_outlet_keeps_its_spelling_where_an_incident_is_shown(marsad, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("قُتل 3 مدنيين بقصف على مدينة أريحا اليوم.", encoding="utf-8")
    marsad("add", report, "--publisher", "شبكة الوادي الإخبارية", "--published", "2021-03-03")
    [incident] = json.loads(marsad("ledger", "--json").out)["incidents"]
    shown = marsad("show", incident["id"]).out
    assert "شبكة الوادي الإخبارية" in shown
    assert "شبكه" not in shown
