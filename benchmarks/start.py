"""From the shell to the last printed line, in a fresh process: `python -m benchmarks.start`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from statistics import median

from benchmarks.commands import command
from benchmarks.measure import machine, table

COMMANDS: tuple[tuple[str, ...], ...] = (("--help",), ("run", "--help"), ("run",))


def measured(arguments: Sequence[str], repeats: int) -> Sequence[object]:
    """One row: median and range of the seconds, after one call that fills the file cache."""
    command(arguments)
    times = [command(arguments).seconds for _ in range(repeats)]
    name = " ".join(("planreach", *arguments))
    return (f"`{name}`", f"{median(times):.2f}", f"{min(times):.2f} to {max(times):.2f}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    repeats = parser.parse_args().repeats
    print(f"{machine()}; fresh processes, files cached, {repeats} calls each\n")
    print(table(("Command", "Median, seconds", "Range"), [measured(line, repeats) for line in COMMANDS]))


if __name__ == "__main__":
    main()
