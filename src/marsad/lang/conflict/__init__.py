"""Words by which people tell whether harm came of the fighting, was left behind by it, or had nothing to do with it."""
