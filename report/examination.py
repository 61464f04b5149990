"""What `doctor` looks at; every check answers, none raises."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING

from report.answers import DoctorCheck
from report.fault_words import told_fault
from report.version import version
from scenarios.errors import InputError

if TYPE_CHECKING:
    from report.session import Session

OLDEST = (3, 11)
PACKAGES = ("numpy", "scipy", "pydantic", "pint", "plotly", "openpyxl", "typer", "platformdirs")
PATIENCE = 10
Check = Callable[["Session"], DoctorCheck]


def examine(session: Session) -> tuple[DoctorCheck, ...]:
    """All checks, in the order in which they matter."""
    return tuple(_safe(check, session) for check in CHECKS)


def _safe(check: Check, session: Session) -> DoctorCheck:
    name = check.__name__.strip("_")
    try:
        return check(session)
    except InputError as error:
        return DoctorCheck(name, False, True, "", told_fault(error.faults[0], session.words))
    except Exception as error:  # a doctor that falls ill helps nobody
        return DoctorCheck(name, False, True, "", f"{type(error).__name__}: {error}")


def _python(session: Session) -> DoctorCheck:
    passed = sys.version_info >= OLDEST
    hint = "" if passed else session.words("doctor.python-hint")
    return DoctorCheck("python", passed, True, f"{platform.python_version()}, {platform.system()}", hint)


def _program(session: Session) -> DoctorCheck:
    return DoctorCheck("program", True, True, version(), "")


def _packages(session: Session) -> DoctorCheck:
    found: dict[str, str] = {}
    missing: list[str] = []
    for name in PACKAGES:
        try:
            found[name] = installed(name)
        except PackageNotFoundError:
            missing.append(name)
    hint = session.words("doctor.packages-hint", names=", ".join(missing)) if missing else ""
    told = ", ".join(f"{name} {number}" for name, number in found.items())
    return DoctorCheck("packages", not missing, True, told, hint)


def _language(session: Session) -> DoctorCheck:
    from report.streams import shows_chinese

    shown = shows_chinese(sys.stdout)
    hint = "" if shown else session.words("doctor.language-hint")
    value = f"{session.words.language}, {sys.stdout.encoding}"
    return DoctorCheck("language", shown or session.words.language == "en", False, value, hint)


def _plan(session: Session) -> DoctorCheck:
    pack = session.pack()
    value = session.words("doctor.plan-value", id=pack.id, targets=len(pack.targets), files=len(pack.inputs))
    return DoctorCheck("plan", True, True, value, "")


def _model(session: Session) -> DoctorCheck:
    from calibration.beliefs import beliefs
    from calibration.economy import model_of

    pack = session.pack()
    begun = time.perf_counter()
    model = model_of(pack, beliefs(pack, pack.about.as_of))
    took = 1000 * (time.perf_counter() - begun)
    value = session.words(
        "doctor.model-value", equations=len(model.order), stocks=len(model.stocks), milliseconds=round(took)
    )
    return DoctorCheck("model", True, True, value, "")


def _runs(session: Session) -> DoctorCheck:
    """Whether a file can be written where the run folders go; nothing is left there."""
    folder = Path(session.settings.runs)
    standing = next(place for place in (folder, *folder.absolute().parents) if place.is_dir())
    try:
        with tempfile.TemporaryFile(dir=standing):
            pass
    except OSError as error:
        return DoctorCheck(
            "runs", False, True, str(folder), session.words("doctor.runs-hint", what=error.strerror)
        )
    return DoctorCheck("runs", True, True, str(folder), "")


def _fonts(session: Session) -> DoctorCheck:
    found = _chinese_font()
    if found is None:
        return DoctorCheck("fonts", True, False, session.words("doctor.fonts-unknown"), "")
    hint = "" if found else session.words("doctor.fonts-hint")
    return DoctorCheck("fonts", bool(found), False, found, hint)


def _chinese_font() -> str | None:
    """A Chinese font of this system, an empty text for none, None where nobody can say."""
    if sys.platform in ("win32", "darwin"):
        return "Microsoft YaHei" if sys.platform == "win32" else "PingFang SC"
    lister = shutil.which("fc-list")
    if lister is None:
        return None
    command = [lister, ":lang=zh", "family"]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    lines = sorted(line.split(",")[0] for line in answer.stdout.splitlines() if line.strip())
    return lines[0] if lines else ""


def _compiler(session: Session) -> DoctorCheck:
    found = next((name for name in ("gcc", "cc", "clang") if shutil.which(name)), "")
    hint = "" if found else session.words("doctor.compiler-hint")
    return DoctorCheck("compiler", bool(found), False, found or "-", hint)


def _processors(session: Session) -> DoctorCheck:
    return DoctorCheck("processors", True, False, str(os.cpu_count() or 1), "")


CHECKS: tuple[Check, ...] = (
    _python,
    _program,
    _packages,
    _language,
    _plan,
    _model,
    _runs,
    _fonts,
    _compiler,
    _processors,
)
