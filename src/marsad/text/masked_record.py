"""Hide names in a record (model/record): in every string, and in quotes that hold only a piece of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marsad.text.masking import laid_over

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marsad.text.masking import Names

_TOLD = "quote"
_KEYS = frozenset(
    "kind harm side group toll party by_party method moved_from read_as when_basis said_basis basis precision lang "
    "country rules reader id report text_id stands_for anchors whole at cells".split()
)
"""Fields that hold a key of ours, never words of a report."""


def masked_record(value: Any, names: Names, texts: Mapping[str, str], report: str = "") -> Any:
    """Return a record, or any JSON value, with the names hidden, every string as long as before.

    `texts` has the masked texts of reports by their ids: what is quoted from one is masked as its text is. `report` is
    the id of the report that a value stands in, where it does not say so itself.
    """
    if isinstance(value, str):
        return names.hide(value)
    if isinstance(value, list):
        return [masked_record(item, names, texts, report) for item in value]
    if not isinstance(value, dict):
        return value
    report = _report(value) or report
    found = {
        key: item if key in _KEYS and isinstance(item, str | list) else masked_record(item, names, texts, report)
        for key, item in value.items()
    }
    if isinstance(value.get("words"), dict):
        found["words"] = {slot: names.hide(words) for slot, words in value["words"].items()}
    return _requoted(found, texts[report]) if report in texts else found


def _report(record: Mapping[str, Any]) -> str | None:
    """Return the id of the report that a record says it stands in."""
    named = record.get("report")
    found = named.get("id") if isinstance(named, dict) else named
    return found if isinstance(found, str) else None


def _requoted(record: dict[str, Any], text: str) -> dict[str, Any]:
    """Lay the masks of a text over the quotes from it: those with their offset beside them, and those of `spans`."""
    start = record.get("start")
    for key in ("text", _TOLD):
        if isinstance(start, int) and isinstance(record.get(key), str):
            record[key] = laid_over(record[key], start, text)
    spans, words = record.get("spans"), record.get("words")
    if isinstance(spans, dict) and isinstance(words, dict):
        for slot, span in spans.items():
            holder = words if slot in words else record
            if isinstance(holder.get(slot), str):
                holder[slot] = laid_over(holder[slot], span[0], text)
    return record
