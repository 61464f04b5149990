"""`planreach calibrate`: what the history says about the parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from report import arguments
from report.arguments import whole
from report.session import Session

if TYPE_CHECKING:
    from report.calibrating import MadeCalibration

LEAST_CHAINS, MOST_CHAINS, MOST_DRAWS = 16, 65_536, 1_000_000
Chains = Annotated[int | None, typer.Option("--chains", metavar="N", parser=whole(LEAST_CHAINS, MOST_CHAINS))]
Draws = Annotated[int | None, typer.Option("--draws", metavar="N", parser=whole(LEAST_CHAINS, MOST_DRAWS))]
Save = Annotated[bool, typer.Option("--save-to-pack")]
Folder = Annotated[str | None, typer.Argument(metavar="[DIR]")]


def calibrate_command(
    session: Session,
    folder: Folder = None,
    draws: Draws = None,
    chains: Chains = None,
    seed: arguments.Seed = None,
    as_of: arguments.AsOf = None,
    save_to_pack: Save = False,
    runs: arguments.Runs = None,
) -> None:
    """Sample the posterior of the parameters and hold it against every observation."""
    from evaluation.results import to_json
    from report.calibrating import make_calibration
    from report.calibration_screen import show_calibration

    if folder is not None and not save_to_pack:
        raise typer.BadParameter(session.words("usage.folder-needs-save", found=folder))
    made = make_calibration(session, draws, chains, as_of)
    if session.json:
        session.put_json(to_json(made.answer))
    else:
        show_calibration(made.answer, session)
    session.say("\n" + session.words("run.reused" if made.reused else "run.saved", folder=made.run.path))
    if save_to_pack:
        _save(made, folder, session)


def _save(made: MadeCalibration, folder: str | None, session: Session) -> None:
    from pathlib import Path

    from report.calibrating import save_to_pack
    from scenarios.packs import plan_folder

    place = plan_folder(session.settings.plan) if folder is None else Path(folder)
    save_to_pack(made.run, place)
    session.say(session.words("calibrate.saved", folder=place.name))
