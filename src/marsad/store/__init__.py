"""Floor 3: the journal and its projections (Django models)."""
