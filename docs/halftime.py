"""Makes reliability diagrams: a picture for every docs/halftime*.json, beside it.

    python -m benchmarks.halftime left-out 2048 docs/halftime_weights.json
    python docs/halftime.py

Needs Chromium (`chromium` or `google-chrome` on the path).
"""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parent
SIDE, MARGIN = 420, 60
BROWSER = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--hide-scrollbars",
)


def main() -> None:
    """Read, draw, picture."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("docs/halftime.py needs Chromium on the path")
    for file in sorted(DOCS.glob("halftime*.json")):
        photograph(browser, json.loads(file.read_text("utf-8")), file.with_suffix(".png"))
        print(file.with_suffix(".png").relative_to(DOCS.parent))


def photograph(browser: str, kept: dict[str, Any], picture: Path) -> None:
    """Draw one diagram and take its picture."""
    size = SIDE + 2 * MARGIN
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(f'<meta charset="utf-8"><body style="margin:0">{drawing(kept)}', encoding="utf-8")
        options = (
            f"--user-data-dir={folder}/browser",
            f"--window-size={size},{size}",
            f"--screenshot={picture}",
        )
        subprocess.run([browser, *BROWSER, *options, page.as_uri()], check=True, capture_output=True)


def drawing(kept: dict[str, Any]) -> str:
    """The diagram as SVG: how often what was said came, with two standard errors and the number of cases."""
    size = SIDE + 2 * MARGIN
    marks = "".join(_mark(*row) for row in kept["reliability"])
    ticks = "".join(_tick(at / 5) for at in range(6))
    title = f"{kept['districts']} simulated districts, known to the end of {kept['as_of']}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" font-family="sans-serif" '
        f'font-size="12"><rect width="{size}" height="{size}" fill="white"/>'
        f'<text x="{MARGIN}" y="30" font-size="14">{title}</text>'
        f'<rect x="{MARGIN}" y="{MARGIN}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#444"/>'
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#999" stroke-dasharray="5 4"/>'
        f'{ticks}{marks}<text x="{size / 2}" y="{size - 12}" text-anchor="middle">probability said</text>'
        f'<text x="18" y="{size / 2}" text-anchor="middle" transform="rotate(-90 18 {size / 2})">'
        "target met in so many cases</text></svg>"
    )


def _mark(said: float, came: float, cases: int) -> str:
    error = 2 * math.sqrt(max(came * (1 - came), 1 / cases) / cases)
    low, high = max(came - error, 0.0), min(came + error, 1.0)
    x, side = _x(said), 10 if said < 0.5 else -10
    anchor = "start" if side > 0 else "end"
    return (
        f'<line x1="{x}" y1="{_y(low)}" x2="{x}" y2="{_y(high)}" stroke="#0072b2" stroke-width="2"/>'
        f'<circle cx="{x}" cy="{_y(came)}" r="5" fill="#0072b2"/>'
        f'<text x="{x + side}" y="{_y(came) + 4}" text-anchor="{anchor}" fill="#444">{cases}</text>'
    )


def _tick(at: float) -> str:
    return (
        f'<text x="{_x(at)}" y="{MARGIN + SIDE + 18}" text-anchor="middle">{at:.1f}</text>'
        f'<text x="{MARGIN - 8}" y="{_y(at) + 4}" text-anchor="end">{at:.1f}</text>'
    )


def _x(value: float) -> float:
    return round(MARGIN + SIDE * value, 1)


def _y(value: float) -> float:
    return round(MARGIN + SIDE * (1 - value), 1)


if __name__ == "__main__":
    main()
