"""Floor 5: how readings and ledgers look, on a terminal, as a page, as rows of a table file."""
