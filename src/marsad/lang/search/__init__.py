"""Floor 1: how words of a text and of a search are made comparable."""
