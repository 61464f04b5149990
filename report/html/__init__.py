"""One self-contained HTML file for a run: it opens in any browser without a network."""
