"""Settings of the user: flags, then `PLANREACH_*`, then `planreach.toml` here, then the user's own folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from scenarios.errors import Fault, InputError, refuse, unknown_name
from scenarios.readers import read_bytes, read_toml

FILE = "planreach.toml"
PREFIX = "PLANREACH_"
DEFAULT_DRAWS = 4096
DEFAULT_SEED = 2021
MOST_DRAWS = 100_000_000


@dataclass(frozen=True)
class Settings:
    """What holds where no flag says otherwise; `lang` and `plan` are None where nobody chose."""

    lang: str | None = None
    plan: str | None = None
    seed: int = DEFAULT_SEED
    draws: int = DEFAULT_DRAWS
    jobs: int = 1
    runs: str = "runs"


NAMES = tuple(field.name for field in fields(Settings))


def load_settings(flags: Mapping[str, Any]) -> Settings:
    """Settings from every place, the nearest first; flags that are None do not count.

    Raises `InputError` with everything that is wrong in the files and in the environment.
    """
    found = Settings()
    faults: list[Fault] = []
    for where, table in [*reversed(_files(faults)), ("", _environment())]:
        found = _merged(found, table, where, faults)
    refuse(faults)
    given = {name: value for name, value in flags.items() if value is not None and name in NAMES}
    return replace(found, **given)


def written_language() -> str | None:
    """The language named by the environment or a settings file; what is wrong there is told later."""
    named = os.environ.get(f"{PREFIX}LANG")
    if named:
        return named
    for _, table in _files([]):
        if isinstance(table.get("lang"), str):
            return table["lang"]
    return None


def user_folder() -> Path:
    """The folder of the user's own settings."""
    from platformdirs import user_config_path

    return user_config_path("planreach")


def _files(faults: list[Fault]) -> list[tuple[str, Mapping[str, Any]]]:
    places = ((Path(FILE), FILE), (user_folder() / FILE, f"{user_folder().name}/{FILE}"))
    found: list[tuple[str, Mapping[str, Any]]] = []
    for path, where in places:
        try:
            if path.is_file():
                found.append((where, read_toml(read_bytes(path, where), where)[0]))
        except InputError as error:
            faults += error.faults
    return found


def _environment() -> Mapping[str, str]:
    named = {name: os.environ.get(f"{PREFIX}{name.upper()}") for name in NAMES}
    return {name: value for name, value in named.items() if value}


def _merged(settings: Settings, table: Mapping[str, Any], where: str, faults: list[Fault]) -> Settings:
    taken: dict[str, Any] = {}
    for name, value in table.items():
        place = f"{where}: {name}" if where else f"{PREFIX}{name.upper()}"
        if name not in NAMES:
            faults.append(unknown_name("unknown-key", place, name, NAMES))
            continue
        try:
            taken[name] = CHECKS[name](value, place)
        except InputError as error:
            faults += error.faults
    return replace(settings, **taken)


def _text(value: object, where: str) -> str:
    if isinstance(value, str) and value:
        return value
    raise InputError([Fault("wrong-type", where, {"found": str(value), "expected": "text"})])


def _language(value: object, where: str) -> str:
    if value in ("zh", "en"):
        return str(value)
    raise InputError([unknown_name("not-in-vocabulary", where, str(value), ("zh", "en"))])


def _whole(low: int, high: int) -> Callable[[object, str], int]:
    def check(value: object, where: str) -> int:
        try:
            number = value if isinstance(value, int) and not isinstance(value, bool) else int(str(value))
        except ValueError:
            raise InputError(
                [Fault("wrong-type", where, {"found": str(value), "expected": "integer"})]
            ) from None
        if not low <= number <= high:
            raise InputError([Fault("out-of-bounds", where, {"found": number, "low": low, "high": high})])
        return number

    return check


LARGEST_SEED = 2**63 - 1
MOST_JOBS = 1024
CHECKS: Mapping[str, Callable[[object, str], Any]] = {
    "lang": _language,
    "plan": _text,
    "seed": _whole(0, LARGEST_SEED),
    "draws": _whole(1, MOST_DRAWS),
    "jobs": _whole(1, MOST_JOBS),
    "runs": _text,
}


def known_names() -> Iterable[str]:
    """The keys of a settings file."""
    return NAMES
