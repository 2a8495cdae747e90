"""Floor 2: the registry of parties to the conflict and their resolution."""
