"""marsad as a library: a few names with types, for notebooks and programs; `import marsad` gives them on first use."""
