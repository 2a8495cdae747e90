"""Floor 4: watching sources, over intake, store and flow."""
