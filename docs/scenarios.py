"""Writes docs/scenarios.md: what each scenario of the library asks, assumes and moves, and by which loop.

python docs/scenarios.py           write it (a few minutes)
python docs/scenarios.py --check   exit 1 when the page says something else, beyond rounding
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from evaluation.checks.feedback_loops import Feedback
    from evaluation.loops.answers import Band, LoopEffects
    from evaluation.results import Difference
    from scenarios.schema import PlanPack, Scenario, Target

PAGE = ROOT / "docs" / "scenarios.md"
REFERENCE = "baseline"
DRAWS = 256
MOST = 8
"""Targets shown in a section."""
SMALL = 0.02
"""Loops whose bands stay within so many points of growth a year are counted only."""
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
HEAD = """# The scenarios of the library: what moved, by which loop

Written by `python docs/scenarios.py` from {draws} draws (seed {seed}), sales led by demand. Every change is
taken within a draw, scenario less `baseline`; bands are 80 % bands.

`planreach compare baseline NAME --loops` answers the same for any scenario, also for a file of your own. It
is an option of `compare` because the question arises there: first what moved, then by which loop, on the
same draws.

* **What moved** lists targets whose band lies on one side of zero, at most {most}, the largest first as
  measured by the target's own band in `baseline`.
* **By which loop**: the effect of the scenario on average growth {first}-{last} with all loops, less its
  effect with this one cut. A loop is cut by holding its links at what they carry in the first instant of
  {first}, so what a scenario does in that very instant stays in the held value. Loops whose bands stay within
  {small} points are counted only.
* **Direct** is the effect that is left with all {count} declared loops cut at once; feedback that no declared
  loop names is still in it. Loops share links and act on one another: effects through loops, and the direct
  effect, do not add up to the whole."""
WORTH = """
What each loop is worth here: average growth with the loop less without it (`planreach model loops --worth`).
The kind says how a loop answers a change, not the sign of its worth.
{under}
| Loop | Kind | Points a year | 80 % band | What it is |
|---|---|---|---|---|"""
UNDER = "`{name}` is measured under `{lever}` = {value:g}, since it is at work only so.\n"


def page() -> str:
    """The whole page, from the default seed."""
    from evaluation.checks.feedback_loops import OTHERS, REQUIRED
    from evaluation.compare import differences
    from evaluation.loops.effects import loop_effects, models_run
    from evaluation.loops.worth import loop_worths
    from evaluation.simulation import Options, all_draws, economy_of, ensemble_of
    from scenarios.library import load_scenario, scenario_names
    from scenarios.packs import load_pack

    pack, options, loops = load_pack(), Options(draws=DRAWS), REQUIRED + OTHERS
    economy = economy_of(pack)
    scenarios = [load_scenario(name, pack) for name in scenario_names()]
    (_, reference), *others = named = [(one.name, ensemble_of(economy, one, options)) for one in scenarios]
    runs = {name: all_draws(ensemble, options) for name, ensemble in named}
    moved = differences(pack.main_targets, runs, REFERENCE)
    widths = _widths(pack, runs[REFERENCE])
    count = models_run(loops)
    effects = loop_effects((REFERENCE, reference), others, loops, options, lambda done: _tell(done, count))
    years = pack.about.plan_years
    fields = {"first": years[0], "last": years[-1], "count": len(loops), "most": MOST, "small": SMALL}
    parts = [
        HEAD.format(draws=DRAWS, seed=options.seed, **fields),
        opening(scenarios[0], pack),
        WORTH.format(under=_under(loops)),
    ]
    worths = loop_worths(reference, loops, options)
    parts += [f"| `{one.name}` | {one.kind} | {_band(worths[one.name])} | {one.about} |" for one in loops]
    for scenario, through in zip(scenarios[1:], effects, strict=True):
        own = [item for item in moved if item.scenario == scenario.name]
        parts += [opening(scenario, pack), *_moved(own, widths, pack), *_through(through)]
    return "\n".join(parts) + "\n"


def opening(scenario: Scenario, pack: PlanPack) -> str:
    """The heading of a section, its question and what it assumes."""
    lines = [f"\n## `{scenario.name}`: {scenario.title.en}\n", f"{scenario.question.en}\n"]
    return "\n".join([*lines, *assumptions(scenario, pack)])


def assumptions(scenario: Scenario, pack: PlanPack) -> Iterator[str]:
    """One line a lever and series that the scenario or its parents name."""
    if not scenario.levers and not scenario.world:
        yield "Assumes nothing: levers stay as before the plan, the outside world varies around its mean."
        return
    yield "Assumes:\n"
    levers = {lever.name: lever for lever in pack.levers}
    for name, path in scenario.levers.items():
        lever = levers[name]
        told = f"{max(path.points.values()):g}" if lever.kind == "date" else _points(path.points)
        yield f"* `{name}`: {lever.title.en}{_unit(path.unit)}: {told}. {path.why}."
    for name, path in scenario.world.items():
        factor = "its mean times " if path.relative else ""
        yield f"* `{name}`: outside world{_unit(path.unit)}: {factor}{_points(path.points)}. {path.why}."


def same(stored: str, new: str) -> bool:
    """Whether two pages say the same; numbers of tables may differ by one in their last digit."""
    one, two = stored.splitlines(), new.splitlines()
    return len(one) == len(two) and all(_alike(*pair) for pair in zip(one, two, strict=True))


def _alike(one: str, two: str) -> bool:
    if not (one.startswith("|") and two.startswith("|")):
        return one == two
    if NUMBER.sub("#", one) != NUMBER.sub("#", two):
        return False
    pairs = zip(NUMBER.findall(one), NUMBER.findall(two), strict=True)
    return all(abs(float(a) - float(b)) <= 1.01 * _last_digit(a) for a, b in pairs)


def _last_digit(number: str) -> float:
    return 10.0 ** -len(number.partition(".")[2])


def _unit(unit: str) -> str:
    return "" if unit in ("1", "year") else f", {unit}"


def _under(loops: Sequence[Feedback]) -> str:
    """A line for every loop that is at work under some lever only."""
    levers = ((loop.name, lever, value) for loop in loops for lever, value in loop.under.items())
    return "".join(UNDER.format(name=name, lever=lever, value=value) for name, lever, value in levers)


def _points(points: Mapping[int, float]) -> str:
    return ", ".join(f"{value:g} in {year}" for year, value in sorted(points.items()))


def _widths(pack: PlanPack, run: object) -> dict[str, tuple[float, float]]:
    """Target -> median and width of its 80 % band in the reference."""
    from evaluation.quantiles import quantiles
    from evaluation.transforms import reported

    found: dict[str, tuple[float, float]] = {}
    for target in pack.main_targets:
        if target.mode != "tracked":
            bands = quantiles(reported(target, run, target.base))
            found[target.id] = bands[0.5], bands[0.9] - bands[0.1]
    return found


def _moved(
    found: Sequence[Difference], widths: Mapping[str, tuple[float, float]], pack: PlanPack
) -> Iterator[str]:
    rows = [item for item in found if item.median is not None and item.q10 * item.q90 > 0]
    rows = [item for item in rows if round(item.median, _places(pack.target(item.id))) != 0]
    rows.sort(key=lambda item: -abs(item.median) / (widths[item.id][1] or abs(item.median)))
    yield "\n| What moved | `baseline` | Change | 80 % band |\n|---|---|---|---|"
    yield from (_row(item, widths[item.id][0], pack) for item in rows[:MOST])
    if len(rows) > MOST:
        yield f"\nFurther targets that moved: {len(rows) - MOST}."
    elif not rows:
        yield "\nNo target moved."


def _row(item: Difference, median: float, pack: PlanPack) -> str:
    from report import numbers
    from report.terms import name_of, unit_of
    from report.wording import load_words

    words, target = load_words("en"), pack.target(item.id)
    places = _places(target)
    name = f"{name_of(target, words)} ({unit_of(target.unit, words)})"
    change = f"{numbers.signed(item.median, places)} | {_range(item.q10, item.q90, places)}"
    return f"| {name} | {numbers.level(median, places)} | {change} |"


def _places(target: Target) -> int:
    from report import numbers

    return numbers.decimals(max(1, target.printed_digits), target.target, target.unit)


def _through(found: LoopEffects) -> Iterator[str]:
    seen = [loop for loop in found.loops if max(abs(loop.growth.q10), abs(loop.growth.q90)) > SMALL]
    yield "\n| By which loop | Kind | Points a year | 80 % band |\n|---|---|---|---|"
    yield f"| the whole effect | | {_band(found.growth)} |"
    yield from (f"| `{loop.name}` | {loop.kind} | {_band(loop.growth)} |" for loop in seen)
    yield f"| direct | | {_band(found.direct)} |"
    yield f"\nLoops within {SMALL} points: {len(found.loops) - len(seen)}."


def _band(band: Band | None) -> str:
    from report import numbers
    from report.loop_tables import PLACES

    if band is None:
        return f"{numbers.MISSING} | {numbers.MISSING}"
    return f"{numbers.signed(band.median, PLACES)} | {_range(band.q10, band.q90, PLACES)}"


def _range(low: float | None, high: float | None, places: int) -> str:
    from report import numbers

    return f"{numbers.signed(low, places)} to {numbers.signed(high, places)}"


def _tell(done: int, count: int) -> None:
    print(f"models run: {done} of {count}", file=sys.stderr)


def main() -> None:
    """Write, or compare."""
    new = page()
    if "--check" not in sys.argv:
        PAGE.write_text(new, encoding="utf-8", newline="\n")
    elif not same(PAGE.read_text("utf-8"), new):
        sys.exit("docs/scenarios.md does not show what the scenarios give; run: python docs/scenarios.py")


if __name__ == "__main__":
    main()
