"""Units that differ by a factor only, told by the prefixes of their names: 1 wan_mu = 10000 mu."""

from __future__ import annotations

import re

PREFIXES = (("hundred_thousand_", 1e5), ("thousand_", 1e3), ("wan_", 1e4), ("yi_", 1e8))
RATIOS = {"percent": 0.01, "per_mille": 0.001, "1": 1.0}


def conversion(unit: str, other: str) -> float | None:
    """What one `unit` is in `other`; None where they measure different things."""
    factor, name = _scale(unit)
    other_factor, other_name = _scale(other)
    return factor / other_factor if name == other_name else None


def _scale(unit: str) -> tuple[float, str]:
    """The factor of a unit and the unit without prefixes: wan_CNY/year is 10000 CNY/year."""
    factor, over = 1.0, False
    names: list[str] = []
    for part in re.split(r"([*/])", unit):
        if part in "*/":
            over = part == "/"
            names.append(part)
            continue
        size, name = _unprefixed(part)
        factor = factor / size if over else factor * size
        names.append(name)
    return factor, "".join(names)


def _unprefixed(name: str) -> tuple[float, str]:
    if name in RATIOS:
        return RATIOS[name], "1"
    for prefix, size in PREFIXES:
        if name.startswith(prefix):
            return size, name.removeprefix(prefix)
    return 1.0, name
