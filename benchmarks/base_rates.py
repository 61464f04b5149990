"""How often growth as high as the plan wants was sustained for as long: `python -m benchmarks.base_rates`.

Reads the panels beside the project (another place: --data). --save writes `base_rates.csv` of the plan pack.
A window counts from its start year to five years later and has to be complete before the as-of year of
the plan. The preferred class, named before any number was looked at, is "same growth before": countries
that had grown in the five years before a window as the district had, since what a region did is the best
known single predictor of what it will do, and a district shares neither the size nor the level of a country.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.skill import DATA
from scenarios.base_rate_rows import BaseRateRow
from scenarios.history_files import read_panel
from scenarios.packs import load_pack
from scenarios.readers import sha256

Array = NDArray[np.float64]
PLAN, TARGET = "urumqi_etdz_2021_2025", "gdp_growth"
PRIOR_GROWTH, WITHIN = 6.6, 1.0
"""Growth of the district in 2016-2020 (line 94 of the plan text), and how near counts as it, in points."""
YEARS, RESAMPLES, SEED = 5, 2000, 2021
COMMAND = "python -m benchmarks.base_rates --save"


@dataclass(frozen=True)
class Windows:
    """Windows of a panel: region, start year, growth before (NaN where unknown) and within, in % a year."""

    panel: str
    region: NDArray[np.int64]
    start: NDArray[np.int64]
    before: Array
    within: Array

    def only(self, chosen: NDArray[np.bool_]) -> Windows:
        """The chosen windows alone."""
        kept = (self.region[chosen], self.start[chosen], self.before[chosen], self.within[chosen])
        return Windows(self.panel, *kept)


@dataclass(frozen=True)
class Reference:
    """A reference class."""

    id: str
    name_zh: str
    name_en: str
    source: str
    about: str
    windows: Windows


def main() -> None:
    """Count, print, and save where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--save", action="store_true")
    asked = parser.parse_args()
    if not (asked.data / "data").is_dir():
        sys.exit(f"no panels in {asked.data}: name their folder with --data")
    pack = load_pack(PLAN)
    target = next(row for row in pack.targets if row.id == TARGET)
    rows = list(counted(asked.data, float(target.target or 0), target.printed_digits, pack.about.as_of))
    print(table(rows))
    if asked.save:
        place = Path(__file__).resolve().parents[1] / "scenarios" / "plans" / PLAN / "base_rates.csv"
        place.write_text(table(rows), encoding="utf-8", newline="\n")


def counted(data: Path, rate: float, digits: int, as_of: int) -> Iterator[dict[str, object]]:
    """A row of the file for every reference class."""
    for reference in references(data, as_of):
        windows = reference.windows
        met = np.round(windows.within, digits) >= rate
        low, high = clustered(met, windows.region)
        file = data / "data" / f"{windows.panel}_open.csv"
        yield {
            "id": reference.id,
            "target": TARGET,
            "preferred": "true" if reference.id == "same_growth_before" else "false",
            "name_zh": reference.name_zh,
            "name_en": reference.name_en,
            "rate": rate,
            "years": YEARS,
            "first_start": windows.start.min(),
            "last_start": windows.start.max(),
            "known_from": windows.start.max() + YEARS,
            "regions": len(np.unique(windows.region)),
            "windows": len(met),
            "met": int(met.sum()),
            "low": f"{low:.4f}",
            "high": f"{high:.4f}",
            "source": reference.source,
            "command": COMMAND,
            "file": file.name,
            "file_sha256": sha256(file.read_bytes()),
            "about": reference.about,
        }


def references(data: Path, as_of: int) -> Iterator[Reference]:
    """The reference classes; windows complete before the as-of year."""
    countries = windows_of(data, "pwt", as_of)
    near = np.abs(countries.before - PRIOR_GROWTH) <= WITHIN
    span = f"{PRIOR_GROWTH - WITHIN:g}-{PRIOR_GROWTH + WITHIN:g}"
    yield Reference(
        "same_growth_before",
        f"此前五年年均增长 {span} % 的国家",
        f"countries that grew {span} % a year in the five years before",
        "pwt-10.01",
        "Preferred, named before its numbers were looked at: the same growth before as the district.",
        countries.only(near),
    )
    every = "Every window of every country of the open half of the panel."
    yield Reference("all_countries", "所有国家", "all countries", "pwt-10.01", every, countries)
    provinces = windows_of(data, "china_provinces", as_of)
    source, about = "nbs-provinces", "Every window of the open half of the provinces."
    names = ("中国省份，所有起始年", "Chinese provinces, all start years")
    yield Reference("chinese_provinces", *names, source, about, provinces)
    for year in np.unique(provinces.start):
        alone = provinces.only(provinces.start == year)
        names = (f"中国省份，{year} 年起", f"Chinese provinces from {year}")
        yield Reference(f"provinces_from_{year}", *names, source, about, alone)


def windows_of(data: Path, panel: str, as_of: int) -> Windows:
    """Every window of a panel that was complete before the as-of year."""
    histories = read_panel(data / "data" / f"{panel}_open.csv")
    logs, first = np.log(histories.output), histories.years[0]
    rows = [at for at in range(len(logs) - YEARS) if first + at + YEARS < as_of]
    regions = logs.shape[1]
    within = np.concatenate([_growth(logs, at + YEARS) for at in rows])
    before = np.concatenate([_growth(logs, at) for at in rows])
    start = np.repeat(first + np.array(rows), regions)
    return Windows(panel, np.tile(np.arange(regions), len(rows)), start, before, within)


def _growth(logs: Array, end: int) -> Array:
    """Average growth in the years before `end`, in %; NaN where the panel does not reach back."""
    if end < YEARS:
        return np.full(logs.shape[1], np.nan)
    return 100 * np.expm1((logs[end] - logs[end - YEARS]) / YEARS)


def clustered(met: NDArray[np.bool_], region: NDArray[np.int64]) -> tuple[float, float]:
    """90 % interval of a share, resampling whole regions."""
    found = np.unique(region)
    hits = np.array([met[region == at].sum() for at in found], dtype=np.float64)
    counts = np.array([(region == at).sum() for at in found], dtype=np.float64)
    chosen = np.random.default_rng(SEED).integers(0, len(found), (RESAMPLES, len(found)))
    shares = hits[chosen].sum(axis=1) / counts[chosen].sum(axis=1)
    low, high = np.quantile(shares, (0.05, 0.95))
    return float(low), float(high)


def table(rows: list[dict[str, object]]) -> str:
    """The rows as the text of a CSV file."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(BaseRateRow.model_fields), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
