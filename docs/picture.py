"""Makes docs/answer.png, the picture of the README, from a run of the built-in plan.

    python docs/picture.py

Runs `planreach run` into a temporary folder and takes a picture of the first four charts of its report.
Needs Chromium (`chromium` or `google-chrome` on the path).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "answer.png"
ONLY_CHARTS = """<style>
body > *:not(.charts):not(svg) { display: none; } body { padding: 12px 24px; }
.chart:nth-child(n+5), .chart details { display: none; }
</style></head>"""
BROWSER = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--hide-scrollbars",
    "--window-size=1180,860",
    "--virtual-time-budget=8000",
)


def main() -> None:
    """Run, cut, picture."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("docs/picture.py needs Chromium on the path")
    with tempfile.TemporaryDirectory() as folder:
        run = [sys.executable, str(ROOT / "cli.py"), "run", "--runs", folder, "--lang", "en", "--quiet"]
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
        report = next(Path(folder).glob("*/report_en.html"))
        page = Path(folder) / "charts.html"
        page.write_text(report.read_text("utf-8").replace("</head>", ONLY_CHARTS, 1), encoding="utf-8")
        command = [browser, *BROWSER, f"--user-data-dir={folder}/browser", f"--screenshot={PICTURE}"]
        subprocess.run([*command, page.as_uri()], check=True, capture_output=True)
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    main()
