"""Plan packs: every file of a plan, read, checked against each other and frozen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.errors import Fault, InputError, unknown_name

if TYPE_CHECKING:
    from scenarios.schema import PlanPack

ROOM = Path(__file__).parent
PLANS = ROOM / "plans"
DEFAULT_PLAN = "urumqi_etdz_2021_2025"


def plan_names() -> tuple[str, ...]:
    """The names of the built-in plans."""
    return tuple(sorted(folder.name for folder in PLANS.iterdir() if (folder / "pack.toml").is_file()))


def plan_folder(plan: str | None) -> Path:
    """The folder of a plan: the default, a built-in name, or a folder on disk.

    Raises `InputError`: unknown-plan.
    """
    name = plan or DEFAULT_PLAN
    if name in plan_names():
        return PLANS / name
    try:
        if Path(name).is_dir():
            return Path(name)
    except (OSError, ValueError):
        pass
    raise InputError([unknown_name("unknown-plan", "--plan", name, plan_names())])


def load_pack(plan: str | None = None) -> PlanPack:
    """The plan pack called `plan`, or in the folder `plan`; the default plan for None.

    Raises `InputError` with the faults of all files and of the references between them.
    """
    from scenarios.pack_checks import cross_faults
    from scenarios.pack_files import read_pack

    pack, faults = read_pack(plan_folder(plan), ROOM)
    if pack is not None:
        faults = [*faults, *cross_faults(pack)]
    if pack is None or faults:
        raise InputError(faults or [Fault("missing-file", "pack.toml", {"found": "pack.toml"})])
    return pack
