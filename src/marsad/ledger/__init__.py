"""Floor 3: from claims and decisions to incidents, tolls and assertions."""
