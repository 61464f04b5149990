"""Writes the table of the README from runs of the five scenarios, between its two marks.

python docs/answer.py           write it
python docs/answer.py --check   exit 1 when the README says something else
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from evaluation.results import RunResult

README = ROOT / "README.md"
START, END = "<!-- answer: python docs/answer.py -->", "<!-- end of answer -->"
SCENARIOS = ("baseline", "everything", "industry_first", "opening", "plan_as_written")
"""The scenarios of the table; the others of the library have a line in `planreach levers`."""
SHOWN = ("fixed_asset_investment", "industrial_value_added", "retail_sales", "trade_total")
HEAD = """| Scenario | Growth a year: median (80 % band) | P(9.5 % a year) led by demand / by supply | \
P(investment 560) | P(industry 260) | P(retail 259) | P(trade 348) | P(all of Box 2 that can be judged) |
|---|---|---|---|---|---|---|---|"""


def row(run: RunResult) -> str:
    """One scenario as a line of the table."""
    targets = {target.id: target for target in run.targets}
    growth = targets["gdp_growth"]
    band = f"{growth.median:.1f} % ({growth.q10:.1f} to {growth.q90:.1f})"
    closures = f"{_percent(growth.closures.demand_led)} / {_percent(growth.closures.supply_led)}"
    others = " | ".join(_percent(targets[name].probability) for name in SHOWN)
    return f"| `{run.scenario}` | {band} | {closures} | {others} | {_percent(run.joint.all.probability)} |"


def table() -> str:
    """The table, from runs with the default seed and number of draws."""
    from evaluation.running import run_scenario
    from evaluation.simulation import Options, economy_of
    from scenarios.library import load_scenario
    from scenarios.packs import load_pack

    pack = load_pack()
    economy = economy_of(pack)
    runs = [run_scenario(economy, load_scenario(name, pack), Options())[0] for name in SCENARIOS]
    return "\n".join([HEAD, *(row(run) for run in runs)])


def written(text: str, content: str) -> str:
    """The README with the content between its marks."""
    before, rest = text.split(START)
    after = rest.split(END)[1]
    return f"{before}{START}\n{content}\n{END}{after}"


def _percent(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{100 * value:.1f} %" if value < 0.1 else f"{100 * value:.0f} %"


def main() -> None:
    """Write, or compare."""
    text = README.read_text("utf-8")
    new = written(text, table())
    if "--check" not in sys.argv:
        README.write_text(new, encoding="utf-8")
    elif new != text:
        sys.exit("README.md does not show what the scenarios give; run: python docs/answer.py")


if __name__ == "__main__":
    main()
