"""Floor 1: what is known of each language, as word lists and small named rules."""
