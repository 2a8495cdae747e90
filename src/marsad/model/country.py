"""The country that is meant where nothing says another."""

DEFAULT = "sy"
"""Its two letters (ISO 3166), as they stand in the names of the pack's files."""
