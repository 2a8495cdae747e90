"""marsad (مرصد, observatory): field reports in, a ledger of incidents out, every number traced to its sentences."""

__version__ = "0.1.0"
