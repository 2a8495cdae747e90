"""Arabic: word lists (.toml) and the rules beside them."""
