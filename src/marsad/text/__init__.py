"""Floor 1: folding, tokens, the lexicon and the rule engine; no knowledge of any language."""
