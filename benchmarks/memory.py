"""Peak memory of `planreach run` against the number of draws: `python -m benchmarks.memory`."""

from __future__ import annotations

import argparse

from benchmarks.commands import command
from benchmarks.measure import machine, table

DRAWS = (4096, 100_000, 1_000_000)
MEGABYTE = 10**6


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, nargs="+", default=DRAWS)
    sizes = parser.parse_args().draws
    print(f"{machine()}; `planreach run --draws N`, one process\n")
    rows: list[tuple[object, ...]] = []
    for draws in sizes:
        found = command(("run", "--draws", str(draws), "--jobs", "1"))
        rows.append((draws, f"{found.memory / MEGABYTE:.0f}", f"{found.seconds:.1f}"))
    print(table(("Draws", "Peak memory, MB", "Seconds"), rows))


if __name__ == "__main__":
    main()
