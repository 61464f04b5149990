"""How fast the program is, and how much memory it takes: `python -m benchmarks.speed` and so on."""
