"""What templates may say: filters for figures, days, and the words of the field."""
