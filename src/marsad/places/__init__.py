"""Floor 2: the gazetteer, place expressions, and the choice among candidates."""
