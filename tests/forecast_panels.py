"""Made-up panels with a known truth, for the tests of forecasts from bare histories."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from scenarios.histories import Histories, Known

ELASTICITY, TREND, SHOCK = 0.4, 0.015, 0.02
DEPRECIATION, SHARE, MEMORY = 0.06, 0.25, 0.9
FIRST = 1970


def made_up(regions: int = 24, years: int = 40, seed: int = 7, response: float = 0.0) -> Histories:
    """Regions that grow as the core says, with normal shocks without memory."""
    stream = np.random.default_rng(seed)
    trend = TREND + 0.004 * stream.standard_normal(regions)
    labour = np.cumsum(0.01 + 0.01 * stream.standard_normal((years, regions)), axis=0)
    share = np.log(SHARE) + _persistent(0.1 * stream.standard_normal((years, regions)))
    shocks = SHOCK * stream.standard_normal((years, regions))
    output, capital = [np.zeros(regions)], [np.full(regions, np.log(2.5))]
    invested = [np.full(regions, np.log(SHARE))]
    for year in range(1, years):
        invested.append(share[year] + output[-1])
        capital.append(np.log(np.exp(capital[-1]) * (1 - DEPRECIATION) + np.exp(invested[-1])))
        deeper = ELASTICITY * (capital[-1] - capital[-2])
        worked = (1 - ELASTICITY) * (labour[year] - labour[year - 1])
        demand = response * (invested[-1] - invested[-2])
        output.append(output[-1] + trend + shocks[year] + deeper + worked + demand)
    scale = np.exp(stream.normal(3, 1, regions))
    names = tuple(f"region{at:02d}" for at in range(regions))
    return Histories(
        regions=names,
        years=tuple(range(FIRST, FIRST + years)),
        output=np.exp(output) * scale,
        capital=np.exp(capital) * scale,
        labour=np.exp(labour),
        investment=np.exp(invested) * scale,
        labour_name="employment",
    )


def _persistent(noise: np.ndarray) -> np.ndarray:
    rows = [noise[0]]
    for row in noise[1:]:
        rows.append(MEMORY * rows[-1] + row)
    return np.array(rows)


def split(panel: Histories, ahead: int = 5) -> tuple[Histories, Known]:
    """The history up to `ahead` years before the end, and what is known after it."""
    count = len(panel.years) - ahead
    rows = slice(count, None)
    assert panel.capital is not None
    assert panel.investment is not None
    assert panel.labour is not None
    return panel.until(count), Known(panel.capital[rows], panel.investment[rows], panel.labour[rows])


def write_histories(path: Path, panel: Histories, rows: slice = slice(None)) -> None:
    """A panel as the long table a planner would hand in."""
    series = {"output": panel.output, "capital": panel.capital}
    series |= {"investment": panel.investment, panel.labour_name: panel.labour}
    lines = ["region,year,variable,value,unit"]
    for name, values in series.items():
        assert values is not None
        unit = "persons" if name == panel.labour_name else "yuan at constant prices"
        for at, year in list(enumerate(panel.years))[rows]:
            cells = zip(panel.regions, values[at], strict=True)
            lines += [f"{region},{year},{name},{float(value)!r},{unit}" for region, value in cells]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_required(path: Path, panel: Histories, ahead: int = 5) -> None:
    """What to forecast: every region, all years ahead."""
    rows = [f"{region},{panel.origin},{step}" for region in panel.regions for step in range(1, ahead + 1)]
    path.write_text("\n".join(["region,origin,horizon", *rows]) + "\n", encoding="utf-8")
