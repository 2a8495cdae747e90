"""Charts of a ledger, as Vega-Lite specifications made from its values, and drawn to SVG and PNG without a browser."""
