"""The exam of a reader: claims that a person marked beside claims that were read; pairs, scores, errors."""
