"""Floor 3: from a report to its claims."""
