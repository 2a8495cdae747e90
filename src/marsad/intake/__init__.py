"""Floor 3: from files and streams to reports."""
