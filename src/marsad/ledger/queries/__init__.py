"""What the field asks of a ledger: sums, ranks, series, what is new. Honest intervals, nobody counted twice."""
