"""Makes the event streams of all scenarios of the library and lays them beside the built-in plans.

`python -m evaluation.shipped_streams [JOBS]`, in a checkout. Files that nothing needs any more are removed.
"""

from __future__ import annotations

import shutil
import sys

from evaluation.event_streams import FOLDER, found_file, timing_of, wanted_streams
from scenarios.levers import resolve
from scenarios.library import load_scenario, scenario_names
from scenarios.packs import PLANS, load_pack, plan_names


def ship(plan: str, jobs: int) -> tuple[str, ...]:
    """Make what is missing for a built-in plan; the names of the files it needs."""
    pack = load_pack(plan)
    folder = PLANS / plan / FOLDER
    needed: set[str] = set()
    for name in scenario_names():
        paths = resolve(load_scenario(name, pack), pack)
        wanted = wanted_streams(pack, paths)
        if wanted is None:
            return ()
        if wanted.missing:
            print(f"{name}: making {', '.join(wanted.missing)}", file=sys.stderr)
        timing_of(pack, paths, jobs)
        needed |= {file for file in (wanted.projects, wanted.hub) if file is not None}
    folder.mkdir(exist_ok=True)
    for file in sorted(needed):
        made = found_file(plan, file)
        if made is not None and made.parent != folder:
            shutil.copyfile(made, folder / file)
    for path in folder.iterdir():
        if path.name not in needed:
            path.unlink()
    return tuple(sorted(needed))


if __name__ == "__main__":
    for each in plan_names():
        for made in ship(each, int(sys.argv[1]) if len(sys.argv) > 1 else 1):
            print(f"{each}: {made}")
