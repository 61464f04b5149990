"""Draws per second of our engine, Simlin and PySD on one exported file: `python -m benchmarks.engines`.

Each runs the baseline under Euler with uncertain parameters drawn anew and gives the indicators back: ours by
calendar year, the others by step, which is the least they do. Before anything is timed GDP has to agree.
"""

from __future__ import annotations

import argparse
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.cases import Case
from benchmarks.measure import best, machine, table
from calibration.economy import lever_inputs, parameters_of
from calibration.world import central_world
from evaluation.model_export import exported
from evaluation.simulation import Options, economy_of, ensemble_of
from scenarios.library import load_scenario
from scenarios.packs import load_pack
from sim.economy import INDICATORS

DRAWS = 8192
FEW = {"Simlin": 64, "PySD": 8}
AIMS = {"Simlin": 10, "PySD": 500}
PACKAGES = {"Simlin": ("simlin", "pysimlin"), "PySD": ("pysd", "pysd")}
AGREEMENT = 1e-6
CHECKED = "gdp"
HEAD = ("Engine", "Draws", "Draws a second", "Ours is faster by", "Aim", "GDP differs by")


@dataclass(frozen=True)
class Engine:
    """One engine with the file loaded. `run` takes some draws through it and returns GDP of the last one by
    step."""

    name: str
    run: Callable[[Sequence[Mapping[str, float]]], Any]


def our_case(draws: int) -> tuple[Case, str]:
    """The baseline under Euler with parameters drawn and the central outside world; and the file of it."""
    pack = load_pack(None)
    options = Options(draws=draws, method="euler")
    scenario = load_scenario("baseline", pack)
    economy = economy_of(pack, outputs=INDICATORS)
    ensemble = ensemble_of(economy, scenario, options)
    central, end = economy.known.central(), ensemble.settings.end
    inputs = lever_inputs(pack, ensemble.paths, ensemble.closure) | dict(central_world(pack, central, end))
    values: dict[str, Any] = central | economy.known.draw(options.seed, 0, draws)
    needed = parameters_of(economy.model, values)
    text = exported(pack, scenario, options, "planreach", "0").text
    return Case("ours", economy.compiled, needed, inputs, ensemble.settings, draws), text


def drawn_parameters(case: Case, count: int) -> list[dict[str, float]]:
    """The uncertain parameters of the first draws, one dictionary a draw."""
    uncertain = {name: value for name, value in case.parameters.items() if np.ndim(value)}
    return [{name: float(value[draw]) for name, value in uncertain.items()} for draw in range(count)]


def engines(case: Case, text: str) -> Iterator[Engine]:
    """The engines that are installed, with the file loaded."""
    outputs = list(case.compiled.outputs)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.xmile")
        path.write_text(text, encoding="utf-8")
        if find_spec("simlin"):
            yield Engine("Simlin", _simlin(path, outputs))
        if find_spec("pysd"):
            yield Engine("PySD", _pysd(path, outputs))


def _simlin(path: Path, outputs: Sequence[str]) -> Callable[[Sequence[Mapping[str, float]]], Any]:
    import simlin

    run = simlin.load(path).simulate()

    def through(draws: Sequence[Mapping[str, float]]) -> Any:
        series: dict[str, Any] = {}
        for draw in draws:
            run.reset()
            for name, value in draw.items():
                run.set_value(name, value)
            run.run_to_end()
            series = {name: run.get_series(name) for name in outputs}
        return series[CHECKED]

    return through


def _pysd(path: Path, outputs: Sequence[str]) -> Callable[[Sequence[Mapping[str, float]]], Any]:
    import pysd

    model = pysd.read_xmile(str(path))

    def through(draws: Sequence[Mapping[str, float]]) -> Any:
        found: Any = None
        for draw in draws:
            found = model.run(params=dict(draw), return_columns=list(outputs))
        return np.asarray(found[CHECKED])

    return through


def apart(case: Case, engine: Engine, draws: Sequence[Mapping[str, float]]) -> float:
    """Largest relative difference of GDP by year in the last of the draws."""
    steps = case.settings.steps_per_year
    values = np.asarray(engine.run(draws), dtype=np.float64)[:-1]
    theirs = values.reshape(-1, steps).mean(axis=1)
    ours = case.run()[CHECKED][:, len(draws) - 1]
    return float(np.abs(theirs / ours - 1).max())


def compare(case: Case, text: str, smaller: int, repeats: int) -> str:
    """The table. Raises SystemExit where an engine gives another GDP."""
    ours = case.draws / best([case.run], repeats)[0]
    rows: list[Sequence[object]] = [("ours, NumPy", case.draws, f"{ours:.0f}", "1", "", "")]
    for engine in engines(case, text):
        draws = drawn_parameters(case, max(FEW[engine.name] // smaller, 2))
        difference = apart(case, engine, draws)
        if difference > AGREEMENT:
            raise SystemExit(f"{engine.name}: GDP differs by {difference:.1e}; no speed is worth comparing")
        speed = len(draws) / best([lambda run=engine.run, some=draws: run(some)], repeats)[0]
        package = PACKAGES[engine.name][1]
        told = (f"{engine.name} ({package} {version(package)})", len(draws), f"{speed:.1f}")
        rows.append((*told, f"{ours / speed:.0f}", f"{AIMS[engine.name]}", f"{difference:.0e}"))
    return table(HEAD, rows)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="an eighth of the draws, two rounds")
    smaller, repeats = (8, 2) if parser.parse_args().quick else (1, 5)
    missing = [name for name, (module, _) in PACKAGES.items() if not find_spec(module)]
    print(f"{machine()}; one process, best of {repeats}\n")
    case, text = our_case(DRAWS // smaller)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of other projects about themselves
        print(compare(case, text, smaller, repeats))
    for name in missing:
        print(f"{name} is not installed (pip install 'planreach[dev]'), so it is left out.")


if __name__ == "__main__":
    main()
