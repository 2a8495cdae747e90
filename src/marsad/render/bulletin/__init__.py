"""Bulletins: a draft in Arabic or English of what the ledger holds, each number with its sentences."""
