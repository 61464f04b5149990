"""Scenarios: the built-in library and files of the user, with everything their parents say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from scenarios.errors import Fault, InputError, refuse, shown, unknown_name
from scenarios.readers import read_bytes, read_toml, safe_path, sha256

if TYPE_CHECKING:
    from scenarios.assumptions import LeverPath, ScenarioFile, WorldPath
    from scenarios.schema import PlanPack, Scenario

LIBRARY = Path(__file__).parent / "library"
SUFFIX = ".toml"


def scenario_names() -> tuple[str, ...]:
    """The names of the library, `baseline` first."""
    names = sorted(path.stem for path in LIBRARY.glob(f"*{SUFFIX}"))
    return tuple(sorted(names, key=lambda name: name != "baseline"))


def load_scenario(name_or_path: str, pack: PlanPack) -> Scenario:
    """A scenario of the library by name, or from a TOML file, with what its parents say merged in.

    Raises `InputError` with every fault of the file in which the first fault stands.
    """
    from scenarios.schema import Scenario

    chain = _chain(_locate(name_or_path), pack)
    levers: dict[str, LeverPath] = {}
    world: dict[str, WorldPath] = {}
    switches: dict[str, str] = {}
    for link in reversed(chain):
        levers |= link.levers
        world |= link.world
        switches |= link.written.switches.model_dump(exclude_none=True)
    path, own = chain[0].path, chain[0].written
    scenario = Scenario.model_validate(
        {
            "name": path.stem,
            "title": own.title,
            "question": own.question,
            "extends": tuple(link.path.stem for link in chain[1:]),
            "levers": levers,
            "world": world,
            "switches": switches,
            "inputs": {
                input_name(link.path): sha256(read_bytes(link.path, link.path.name)) for link in chain
            },
        }
    )
    _refuse_shares(scenario, pack, input_name(path))
    return scenario


def input_name(path: Path) -> str:
    """How a scenario file is named in a manifest: relative to the library or the working folder."""
    resolved = path.resolve()
    if resolved.is_relative_to(LIBRARY.resolve()):
        return f"library/{resolved.name}"
    here = Path.cwd().resolve()
    return resolved.relative_to(here).as_posix() if resolved.is_relative_to(here) else resolved.name


def _locate(name_or_path: str) -> Path:
    if name_or_path in scenario_names():
        return LIBRARY / f"{name_or_path}{SUFFIX}"
    if name_or_path.endswith(SUFFIX):
        return Path(name_or_path)
    raise InputError([unknown_name("unknown-scenario", "scenario", name_or_path, scenario_names())])


@dataclass(frozen=True)
class _Link:
    """One file of a scenario and its parents."""

    path: Path
    written: ScenarioFile
    levers: dict[str, LeverPath]
    world: dict[str, WorldPath]


def _chain(path: Path, pack: PlanPack) -> list[_Link]:
    """The scenario and its parents, nearest first."""
    chain: list[_Link] = []
    while True:
        where = path.name
        link = _read(path, where, pack)
        written = link.written
        chain.append(link)
        if written.extends is None:
            return chain
        parent = _parent(written.extends, path, f"{where}: extends")
        if any(parent.resolve() == seen.path.resolve() for seen in chain):
            circle = " -> ".join([*(seen.path.stem for seen in chain), parent.stem])
            raise InputError([Fault("extends-circle", f"{where}: extends", {"found": circle})])
        path = parent


def _parent(name: str, child: Path, where: str) -> Path:
    if name.endswith(SUFFIX):
        return safe_path(child.resolve().parent, name, where)
    if name in scenario_names():
        return LIBRARY / f"{name}{SUFFIX}"
    if "/" in name or "\\" in name:
        raise InputError([Fault("path-outside", where, {"found": shown(name)})])
    raise InputError([unknown_name("unknown-scenario", where, name, scenario_names())])


def _read(path: Path, where: str, pack: PlanPack) -> _Link:
    from scenarios.assumptions import ScenarioFile
    from scenarios.toml_lines import key_lines
    from scenarios.validation import Place, validated
    from scenarios.world_paths import world_paths

    data, text = read_toml(read_bytes(path, where), where)
    place = Place(where, key_lines(text))
    levers, world = data.pop("levers", {}), data.pop("world", {})
    written, faults = validated(ScenarioFile, data, place)
    paths, lever_faults = _lever_paths(levers, pack, place.below("levers"))
    assumed, world_faults = world_paths(world, pack, place.below("world"))
    if written is None or lever_faults or world_faults:
        raise InputError(faults + lever_faults + world_faults)
    return _Link(path, written, paths, assumed)


def _lever_paths(levers: Any, pack: PlanPack, place: Any) -> tuple[dict[str, LeverPath], list[Fault]]:
    from scenarios.lever_checks import lever_path

    if not isinstance(levers, dict):
        return {}, [Fault("wrong-type", place.at(), {"found": shown(levers), "expected": "table"})]
    paths: dict[str, LeverPath] = {}
    faults: list[Fault] = []
    for name, table in cast("dict[str, object]", levers).items():
        made, wrong = lever_path(name, table, pack, place.below(name))
        faults += wrong
        if made is not None:
            paths[name] = made
    return paths, faults


def _refuse_shares(scenario: Scenario, pack: PlanPack, where: str) -> None:
    from scenarios.levers import share_faults

    refuse(share_faults(scenario, pack, where))
