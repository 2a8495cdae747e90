"""IBM Plex Sans and IBM Plex Sans Arabic (SIL Open Font License, OFL.txt), as scripts/assets.toml lists them."""
