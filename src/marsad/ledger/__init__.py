"""Floor 3: claims and decisions in, incidents and tolls out; pure, no clock, no database, no network."""
