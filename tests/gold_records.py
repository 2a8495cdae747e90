"""The project's own gold files, as plain records, and what must hold in each."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from marsad.model.claim import Group, Harm, Method, Side, TollKind

GOLD = Path(__file__).parent / "gold"
CASEBOOK = Path(__file__).parents[1] / "src/marsad/data/casebook/reports.jsonl"

PARTIES = frozenset(
    {
        "syrian_government",
        "pro_government",
        "isis",
        "sdf",
        "hts",
        "opposition",
        "turkey",
        "russia",
        "iran",
        "israel",
        "us_coalition",
        "transitional_government",
        "other",
    }
)
SLOTS = frozenset(
    {
        "quote",
        "start",
        "harm",
        "low",
        "high",
        "approx",
        "vague",
        "victims",
        "side",
        "group",
        "party",
        "part_of",
        "toll",
        "by",
        "method",
        "place",
        "when",
        "source",
        "hedged",
    }
)
COPIED = ("victims", "by", "place", "source")


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def faults(report: dict[str, Any]) -> list[str]:
    """List what is wrong with the claims of one marked report, one sentence each."""
    claims = report["claims"]
    found = [
        f"{report['id']} claim {n}: {fault}" for n, claim in enumerate(claims) for fault in _claim_faults(claim, report)
    ]
    found += [f"{report['id']} claim {n}: {fault}" for n in range(len(claims)) for fault in _part_faults(claims, n)]
    return found


def _claim_faults(claim: dict[str, Any], report: dict[str, Any]) -> list[str]:
    if set(claim) != SLOTS:
        return [f"slots {sorted(set(claim) ^ SLOTS)} are missing or not known"]
    text, start, quote = report["text"], claim["start"], claim["quote"]
    checks = (
        (text[start : start + len(quote)] == quote, "the quote does not stand at its start"),
        (all(claim[slot] is None or claim[slot] in text for slot in COPIED), "a slot is not copied from the text"),
        (claim["harm"] in set(Harm), "harm is not in the closed list"),
        (claim["side"] in set(Side), "side is not in the closed list"),
        (claim["toll"] in set(TollKind), "toll is not in the closed list"),
        (claim["group"] is None or claim["group"] in set(Group), "group is not in the closed list"),
        (claim["method"] is None or claim["method"] in set(Method), "method is not in the closed list"),
        (claim["party"] is None or claim["party"] in PARTIES, "party is not in the closed list"),
        (claim["party"] is None or claim["side"] == "combatant", "only combatants have a party"),
        (claim["high"] is None or 0 <= claim["low"] <= claim["high"], "low is above high"),
        (not claim["vague"] or (claim["high"] is None and claim["low"] >= 2), "a vague count has a low and no high"),
        (not (claim["vague"] and claim["approx"]), "vague and approx at once"),
        (_days_run_forward(claim["when"]), "the days do not run forward"),
    )
    return [sentence for holds, sentence in checks if not holds]


def _days_run_forward(when: list[str] | None) -> bool:
    return when is None or date.fromisoformat(when[0]) <= date.fromisoformat(when[1])


def _part_faults(claims: list[dict[str, Any]], index: int) -> list[str]:
    whole, seen = claims[index]["part_of"], {index}
    if whole is None:
        return []
    if not 0 <= whole < len(claims):
        return ["part_of points at no claim"]
    part, parent = claims[index], claims[whole]
    found = []
    if part["harm"] != parent["harm"]:
        found.append("a part has another harm than its whole")
    if part["high"] is not None and parent["high"] is not None and part["high"] > parent["high"]:
        found.append("a part is greater than its whole")
    at: int | None = whole
    while at is not None and 0 <= at < len(claims):
        if at in seen:
            return [*found, "part_of runs in a circle"]
        seen.add(at)
        at = claims[at]["part_of"]
    return found
