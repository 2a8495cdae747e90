"""marsad (مرصد, observatory): field reports in, a ledger of incidents out, every number traced to its sentences.

    import marsad

    reading = marsad.read("Three civilians were killed in shelling on Kafr Nabl on Monday.")
    ledger = marsad.reconcile([reading])      # in memory
    ledger = marsad.open_ledger()             # what `marsad add` recorded

The names below are what programs may rely on; each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.library.claims import Claim, Reading, read
    from marsad.library.drawings import Drawing
    from marsad.library.ledgers import Incident, Ledger, open_ledger, reconcile
    from marsad.model.problem import MarsadError

__version__ = "0.1.0"
__all__ = (
    "Claim",
    "Drawing",
    "Incident",
    "Ledger",
    "MarsadError",
    "Reading",
    "__version__",
    "open_ledger",
    "read",
    "reconcile",
)
_HOMES = {
    "Claim": "marsad.library.claims",
    "Drawing": "marsad.library.drawings",
    "Incident": "marsad.library.ledgers",
    "Ledger": "marsad.library.ledgers",
    "MarsadError": "marsad.model.problem",
    "Reading": "marsad.library.claims",
    "open_ledger": "marsad.library.ledgers",
    "read": "marsad.library.claims",
    "reconcile": "marsad.library.ledgers",
}


def __getattr__(name: str) -> object:
    """Load a name when it is first used (PEP 562): `marsad read` on a weak laptop loads none of this."""
    if name not in _HOMES:
        raise AttributeError(f"module 'marsad' has no attribute '{name}'")
    found: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """List the names."""
    return sorted({*globals(), *__all__})
