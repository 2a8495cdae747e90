"""Invented ledgers of any size of which the truth is known: to measure, to test, to try marsad out."""
