"""The web application: pages in Arabic and English over the same conductor as the command line."""
