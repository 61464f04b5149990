"""Reads forecasts, truth and rival forecasts, and scores them; every fault of the files is named at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluation.skill import POINTS, Scored, even_members, even_quantiles, scored
from scenarios.errors import Fault, InputError, refuse, shown
from scenarios.readers import sha256

Array = NDArray[np.float64]
KEYS = ["region", "origin", "horizon"]
TRUTH = ("region", "year", "variable", "value")
OWN = "planreach"
LEAST_LEVELS, LEAST_MEMBERS = 5, 100
LOWEST, HIGHEST = 0.05, 0.95
ROUNDING = 1e-5
LISTED = 3


@dataclass(frozen=True)
class Files:
    """What is to be scored; `models` keeps some of the rivals, all when empty."""

    forecasts: Path
    truth: Path
    rivals: Path | None = None
    models: tuple[str, ...] = ()


def score_files(files: Files) -> tuple[dict[str, Scored], dict[str, str]]:
    """Scores by model over the targets of the forecasts, and the hash of each file.

    The forecasts are the model `planreach` unless they have a column `model`. Raises InputError.
    """
    hashes: dict[str, str] = {}
    own = _table(files.forecasts, (*KEYS, "value"), hashes)
    truth = _truth(_table(files.truth, TRUTH, hashes))
    own["model"] = own.get("model", OWN)
    rivals = _table(files.rivals, ("model", *KEYS, "value"), hashes) if files.rivals else None
    refuse(_value_faults(own, files.forecasts.name))
    targets = own[KEYS].drop_duplicates().sort_values(KEYS, ignore_index=True)
    refuse(_target_faults(targets, truth, files))
    found = _scored(own, targets, truth, files.forecasts.name)
    if rivals is not None:
        rivals = rivals[rivals["model"].isin(files.models)] if files.models else rivals
        rivals = rivals.merge(targets, on=KEYS)
        found |= _scored(rivals, targets, truth, files.rivals.name if files.rivals else "")
    return found, hashes


def _table(path: Path, columns: tuple[str, ...], hashes: dict[str, str]) -> Any:
    try:
        hashes[path.name] = sha256(path.read_bytes())
        table = pd.read_csv(path, dtype={"region": str, "model": str})
    except FileNotFoundError:
        raise InputError([Fault("missing-file", path.name, {"found": shown(path.name)})]) from None
    except (OSError, ValueError) as error:
        raise InputError([Fault("bad-csv", path.name, {"reason": shown(str(error))})]) from None
    known = ", ".join(columns)
    refuse(
        Fault("missing-column", path.name, {"column": name, "known": known})
        for name in columns
        if name not in table
    )
    return table


def _truth(table: Any) -> Mapping[tuple[str, int], float]:
    output = table[table["variable"] == "output"]
    return dict(zip(zip(output["region"], output["year"], strict=True), output["value"], strict=True))


def _value_faults(table: Any, name: str) -> Iterator[Fault]:
    if "quantile" not in table and "member" not in table:
        yield Fault("missing-column", name, {"column": "quantile", "known": "quantile, member"})
    for column in ("origin", "horizon", "value"):
        numbers: Any = pd.to_numeric(table[column], errors="coerce")
        bad = ~(np.isfinite(numbers) & ((numbers > 0) | (column == "origin")))
        for at in np.flatnonzero(bad)[:LISTED]:
            fields = {"found": shown(f"{column}: {table[column].iloc[at]}")}
            yield Fault("not-positive", f"{name}:{at + 2}", fields)


def _target_faults(targets: Any, truth: Mapping[tuple[str, int], float], files: Files) -> Iterator[Fault]:
    needed = {(row.region, row.origin + ahead) for row in targets.itertuples() for ahead in (0, row.horizon)}
    for region, year in sorted(key for key in needed if not truth.get(key, 0) > 0)[: 2 * LISTED]:
        yield Fault("gap", files.truth.name, {"found": shown(f"{region} output"), "years": str(year)})


def _scored(table: Any, targets: Any, truth: Mapping[tuple[str, int], float], name: str) -> dict[str, Scored]:
    found: dict[str, Scored] = {}
    faults: list[Fault] = []
    for model, rows in table.groupby("model", sort=True):
        column = "quantile" if "quantile" in rows and rows["quantile"].notna().any() else "member"
        wide = rows.pivot_table(index=KEYS, columns=column, values="value", aggfunc="first")
        wide = wide.reindex(pd.MultiIndex.from_frame(targets))
        faults += _shape_faults(str(model), column, wide, name)
        if not faults:
            found[str(model)] = _score(wide, column, truth)
    refuse(faults)
    return found


def _shape_faults(model: str, column: str, wide: Any, name: str) -> Iterator[Fault]:
    for key in wide.index[wide.isna().any(axis=1)][:LISTED]:
        listed = " ".join(str(part) for part in key)
        yield Fault("gap", name, {"found": shown(f"{model}: {listed}"), "years": column})
    levels = np.asarray(wide.columns, dtype=np.float64)
    if column == "member":
        if len(levels) < LEAST_MEMBERS:
            yield Fault("out-of-bounds", name, {"found": len(levels), "low": LEAST_MEMBERS, "high": "-"})
    elif len(levels) < LEAST_LEVELS or levels[0] > LOWEST + ROUNDING or levels[-1] < HIGHEST - ROUNDING:
        fields = {"found": f"{len(levels)} quantiles", "expected": f"{LEAST_LEVELS}, {LOWEST} to {HIGHEST}"}
        yield Fault("inconsistent", name, fields)


def _score(wide: Any, column: str, truth: Mapping[tuple[str, int], float]) -> Scored:
    regions, origins, horizons = (wide.index.get_level_values(key) for key in KEYS)
    base = np.log([truth[key] for key in zip(regions, origins, strict=True)])
    reached = np.log([truth[key] for key in zip(regions, origins + horizons, strict=True)])
    values = np.log(wide.to_numpy(dtype=np.float64))
    levels = np.asarray(wide.columns, dtype=np.float64)
    even = even_quantiles(levels, values) if column == "quantile" else even_members(values)
    numbers = np.unique(regions.to_numpy(dtype=str), return_inverse=True)[1]
    keys = (numbers, origins.to_numpy(dtype=np.int64), horizons.to_numpy(dtype=np.int64))
    return scored(keys, POINTS * (even - base[:, None]), POINTS * (reached - base))
