"""Floor 0: the frozen values that every other floor speaks in."""
