"""Floor 5: the commands by what they are for; each reads its arguments, calls the rooms below, and prints."""
