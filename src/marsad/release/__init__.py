"""Floor 3: what leaves the ledger: workbooks."""
