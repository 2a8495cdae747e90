"""The ledger for other programs, under `/api/`: what the pages show, and the same decisions."""
