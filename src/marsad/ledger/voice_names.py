"""The names by which reports call those who speak, and what is no name at all."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from marsad.text.fold import fold_word
from marsad.text.masking import MASK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.model.reading import Reading

_TOKEN = re.compile(rf"(?:[^\W_]|{MASK})+")
"""A name that was masked is a name still, and a voice of its own."""
_ARTICLE = re.compile(r"^(?:the|an?) ")
_CLITIC = re.compile("^(?:[وف]?[بكل]?ال|[وف]?لل|[وفبل](?=ال))(?=...)")


_SITE = re.compile(r"(?:^|[/.])([a-z0-9-]+)\.(?:com|net|org|news|tv|info|media|[a-z]{2})(?:\.[a-z]{2})?/?$")
"""The address of a site; the first group is its own name."""
_AT = frozenset("at in from inside within في من داخل ضمن".split())


@cache
def voice_key(name: str) -> str:
    """Return the key of a named source or outlet: that of the list of voices, else its folded name.

    An outlet of the list is known without the words that say what it is (`Hawar News`, `وكالة سانا السورية`), and by
    its site (`enabbaladi.net`).
    """
    bare = _bare(name)
    return _names().get(bare) or _site_key(name) or _outlet_key(bare) or bare


def agency_key(name: str) -> str | None:
    """Return the key of a news agency, None for every other name."""
    key = voice_key(name)
    return key if key in _agencies() else None


def _site_key(name: str) -> str | None:
    """Return the key of an outlet by the address of its site, or by its name in one word (`EnabBaladi`)."""
    if " " in name.strip():
        return None
    site = _SITE.search(name.lower())
    if site is None:
        return _joined().get(_bare(name).replace(" ", ""))
    own = site[1].replace("-", "")
    ends = (own, *(own.removesuffix(kind) for kind in _kinds() if own.endswith(kind)))
    found = (_names().get(one) or _joined().get(one) for one in ends)
    return next((key for key in found if key in _outlets()), None)


def _outlet_key(bare: str) -> str | None:
    """Return the key of an outlet of the list, by what is left of a name without the words of its kind."""
    kinds, words = _kinds(), bare.split()
    while len(words) > 1:
        if words[-1] in kinds:
            words.pop()
        elif _CLITIC.sub("", words[0]) in kinds:
            words.pop(0)
        else:
            return None
        if key := _names().get(" ".join(words)) or _joined().get("".join(words)):
            return key if key in _outlets() else None
    return None


def is_folded(key: str, name: str) -> bool:
    """Tell whether a key is only the folded name, and none of the list of voices."""
    return key == _bare(name) and key not in _names().values()


def written(readings: Iterable[Reading]) -> dict[str, str]:
    """Find how reports write the outlets and sources whose key is their folded name; the first to write it counts."""
    found: dict[str, str] = {}
    for reading in readings:
        named = [claim.source.text for claim in reading.claims if claim.source]
        for name in (*([reading.report.publisher] if reading.report.publisher else []), *named):
            key = voice_key(name)
            if is_folded(key, name):
                found.setdefault(key, name)
    return found


def names_of(key: str) -> list[str]:
    """Return the names by which reports call a voice of the list; of any other none but its key is known."""
    return [key, *_table()["names"].get(key, ())]


@cache
def source_voice(name: str | None) -> str | None:
    """Return the voice of a cited source, None where it is nobody in particular (`a local source`)."""
    if not name:
        return None
    key = voice_key(name)
    return None if key not in _names().values() and _anonymous(key) else key


def _anonymous(bare: str) -> bool:
    table = _table()["anonymous"]
    nobody, beside = set(table["words"].split()), set(table["beside"].split())
    tokens = [(token, _CLITIC.sub("", token)) for token in bare.split()]
    known = next((at for at, (_, t) in enumerate(tokens) if t in nobody), len(tokens))
    of_where = next((at for at, (token, _) in enumerate(tokens) if at > known and token in _AT), len(tokens))
    tokens = tokens[:of_where]  # `a source at the police command`: where it sits makes it nobody in particular
    return any(t in nobody for _, t in tokens) and all(t in nobody or {token, t} & beside for token, t in tokens)


@cache
def _outlets() -> frozenset[str]:
    return frozenset(_table()["outlets"]["keys"].split()) | _agencies()


@cache
def _kinds() -> frozenset[str]:
    return frozenset(_table()["outlets"]["kinds"].split())


@cache
def _agencies() -> frozenset[str]:
    return frozenset(_table()["outlets"]["agencies"].split())


@cache
def _joined() -> dict[str, str]:
    """Return the outlets of the list by their names in one word, those of two words and more."""
    named = ((_bare(name), key) for key in _outlets() for name in _table()["names"][key])
    return {bare.replace(" ", ""): key for bare, key in named if " " in bare}


@cache
def _names() -> dict[str, str]:
    named = {_bare(name): key for key, names in _table()["names"].items() for name in names}
    return {**named, **{key: key for key in _table()["names"]}}


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("voices.toml").read_text(encoding="utf-8"))


def _bare(name: str) -> str:
    """Fold a name, without article and the preposition that stuck to it."""
    words = _ARTICLE.sub("", " ".join(_TOKEN.findall(fold_word(name))) if not name.isidentifier() else fold_word(name))
    first, _, rest = words.partition(" ")
    first = re.sub("^لل", "ال", first)
    first = re.sub("^[وفبل](?=ال)", "", first)
    return f"{first} {rest}".strip()
