"""Draws per second against draws, steps and equations, and the ratio to C: `python -m benchmarks.speed`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from benchmarks.c_reference import BLOCK, build, compiler, difference
from benchmarks.cases import SECTORS, Case, shipped_case, synthetic_case
from benchmarks.measure import best, fit, machine, table

DRAWS = (4096, 8192, 16384)
STEPS = (8, 16, 32)
BLOCKS = (BLOCK // 2, BLOCK)
AGREEMENT = 1e-9
MIDDLE = 1
HEAD = ("Model", "Equations", "Draws", "Steps a year", "Seconds", "Draws a second")
FIT_HEAD = ("Against", "Sizes", "Seconds per unit", "Seconds at size 0", "Largest deviation from the line")


def linear(smaller: int, repeats: int) -> str:
    """Two tables: times at three sizes each of draws, steps and equations, and the lines through them."""
    draws = [size // smaller for size in DRAWS]
    middle, sectors = draws[MIDDLE], SECTORS[MIDDLE]
    families: dict[str, tuple[list[float], list[Case]]] = {
        "draws": ([*map(float, draws)], [synthetic_case(sectors, size) for size in draws]),
        "steps": ([*map(float, STEPS)], [synthetic_case(sectors, middle, steps) for steps in STEPS]),
        "equations": ([], [synthetic_case(size, middle) for size in SECTORS]),
    }
    families["equations"][0].extend(case.equations for case in families["equations"][1])
    rows: list[Sequence[object]] = []
    fits: list[Sequence[object]] = []
    for name, (sizes, cases) in families.items():
        times = best([case.run for case in cases], repeats)
        rows += [_row(case, time) for case, time in zip(cases, times, strict=True)]
        line = fit(sizes, times)
        shown = ", ".join(f"{size:.0f}" for size in sizes)
        fits.append((name, shown, f"{line.slope:.3g}", f"{line.at_zero:.3g}", f"{line.deviation:.1%}"))
    return table(HEAD, rows) + "\n" + table(FIT_HEAD, fits)


def _row(case: Case, time: float) -> Sequence[object]:
    steps, per_second = case.settings.steps_per_year, case.draws / time
    return (case.name, case.equations, case.draws, steps, f"{time:.3f}", f"{per_second:.0f}")


def against_c(cases: Sequence[Case], repeats: int) -> str:
    """Draws per second of NumPy and C on the same model; the better of two C blocks counts."""
    rows: list[Sequence[object]] = []
    for case in cases:
        programs = {block: build(case, block) for block in BLOCKS}
        apart = max(difference(case.run(), program.run()) for program in programs.values())
        if apart > AGREEMENT:
            raise SystemExit(f"{case.name}: C and NumPy differ by {apart:.1e}; no speed is worth comparing")
        numpy, *others = best([case.run, *(program.run for program in programs.values())], repeats)
        block, c = min(zip(programs, others, strict=True), key=lambda pair: pair[1])
        speeds = [f"{case.draws / time:.0f}" for time in (numpy, c)]
        rows.append(
            (case.name, case.equations, case.draws, *speeds, block, f"{c / numpy:.2f}", f"{apart:.0e}")
        )
    head = (
        "Model",
        "Equations",
        "Draws",
        "NumPy, draws a second",
        "C, draws a second",
        "Block of C",
        "Ratio",
        "Differ by",
    )
    return table(head, rows)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="an eighth of the draws, two rounds")
    quick = parser.parse_args().quick
    smaller, repeats = (8, 2) if quick else (1, 5)
    print(f"{machine()}; one process, best of {repeats}\n")
    print(linear(smaller, repeats))
    version = compiler()
    if version is None:
        print("No C compiler (gcc) here, so the engine is not compared with C.")
        return
    draws = DRAWS[MIDDLE] // smaller
    print(f"{version}; -O3 -ffast-math -march=native, one thread\n")
    print(against_c([shipped_case(draws), synthetic_case(SECTORS[MIDDLE], draws)], repeats))


if __name__ == "__main__":
    main()
