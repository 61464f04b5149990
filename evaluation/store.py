"""Run folders: written whole or not at all, never overwritten, found again by their manifest.

A folder holds `manifest.json` (what the run was made from, and SHA-256 of its data files), `result.json`
(the same object as `--json`), `series.csv` (one long table), what the report callback puts there, and
`log.json` (clock, host, duration), which no hash covers. It is written under a hidden temporary name
beside its place and renamed when complete; temporaries of killed runs are removed by the next run.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.long_table import table_bytes
from evaluation.manifest import MANIFEST_SCHEMA, Manifest, json_text, manifest_from, manifest_hash, run_name
from evaluation.results import SeriesPoint, to_json
from scenarios.errors import Fault, InputError, unknown_name

MANIFEST, RESULT, SERIES, LOG = "manifest.json", "result.json", "series.csv", "log.json"
DATA_FILES = (RESULT, SERIES)
PARTIAL = re.compile(r"^\..+\.(?P<process>\d+)\.partial$")
STALE_SECONDS = 3600.0


@dataclass(frozen=True)
class StoredRun:
    """A run folder as found: its manifest, and `finished` in seconds since 1970 for ordering only."""

    name: str
    path: Path
    manifest: Manifest
    hash: str
    finished: float

    def result(self) -> Mapping[str, Any]:
        """The stored answer, an envelope. Raises InputError (inconsistent) when it was changed since."""
        return json.loads(_checked_bytes(self, RESULT))


@dataclass(frozen=True)
class Kept:
    """A run in its folder; `reused` says that an identical run was already there."""

    run: StoredRun
    reused: bool


@dataclass(frozen=True)
class Contents:
    """What goes into a run folder.

    `envelope` is the answer as `to_json` gives it; `write_report` is called with the temporary folder and
    may put files there; `log` holds what no hash covers: clock, host, seconds, command line.
    """

    envelope: Mapping[str, Any]
    series: Mapping[str, Iterable[SeriesPoint]]
    write_report: Callable[[Path], None] | None = None
    log: Mapping[str, Any] | None = None


def find(runs: Path, manifest: Manifest) -> StoredRun | None:
    """The run made from exactly this manifest, if there is one. Raises InputError when it is damaged."""
    path = runs / run_name(manifest)
    if not path.exists():
        return None
    found = _open(path)
    if found.hash != manifest_hash(manifest):
        raise _damaged(f"{path.name}/{MANIFEST}", found.hash, manifest_hash(manifest))
    for name in DATA_FILES:
        _checked_bytes(found, name)
    return found


def keep(runs: Path, manifest: Manifest, contents: Contents) -> Kept:
    """Write the run folder, or find the identical one that is there already.

    Raises InputError (cannot-write) when the folder cannot be written; nothing of it is left then.
    """
    found = find(runs, manifest)
    if found is not None:
        return Kept(found, reused=True)
    place = runs / run_name(manifest)
    with _writable(runs), _temporary(runs, place.name) as partial:
        _fill(partial, manifest, contents)
        try:
            partial.rename(place)
        except OSError:
            same = find(runs, manifest)
            if same is None:
                raise
            return Kept(same, reused=True)
    return Kept(_open(place), reused=False)


def list_runs(runs: Path) -> tuple[StoredRun, ...]:
    """All run folders, the newest first; what is no run, or a damaged one, is passed over."""
    if not runs.is_dir():
        return ()
    found: list[StoredRun] = []
    for path in runs.iterdir():
        if not path.name.startswith(".") and (path / MANIFEST).is_file():
            with suppress(InputError):
                found.append(_open(path))
    return tuple(sorted(found, key=lambda run: (-run.finished, run.name)))


def open_run(runs: Path, name: str | None = None) -> StoredRun:
    """The run called `name`, or the newest. Raises InputError: path-outside, unknown-run."""
    if name is None:
        newest = list_runs(runs)
        if not newest:
            raise InputError([unknown_name("unknown-run", runs.name, "", ())])
        return newest[0]
    if name in ("", ".", "..") or name.startswith(".") or re.search(r"[/\\:\0]", name):
        raise InputError([Fault("path-outside", runs.name, {"found": name})])
    path = runs / name
    if not (path / MANIFEST).is_file():
        known = [run.name for run in list_runs(runs)]
        raise InputError([unknown_name("unknown-run", runs.name, name, known)])
    return _open(path)


def remove_stale(runs: Path) -> tuple[str, ...]:
    """Remove the temporaries of runs that were killed; return their names."""
    if not runs.is_dir():
        return ()
    stale = [path for path in runs.iterdir() if _is_stale(path)]
    for path in stale:
        shutil.rmtree(path, ignore_errors=True)
    return tuple(path.name for path in stale)


@contextmanager
def _temporary(runs: Path, name: str) -> Generator[Path, None, None]:
    """A hidden folder beside the place of the run; gone at the end, whatever happens."""
    made = not runs.exists()
    runs.mkdir(parents=True, exist_ok=True)
    remove_stale(runs)
    partial = runs / f".{name}.{os.getpid()}.partial"
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        yield partial
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        if made and not any(runs.iterdir()):
            runs.rmdir()


@contextmanager
def _writable(runs: Path) -> Generator[None, None, None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError([Fault("cannot-write", runs.name, {"reason": reason})]) from error


def _fill(folder: Path, manifest: Manifest, contents: Contents) -> None:
    data = {
        RESULT: (json_text(contents.envelope) + "\n").encode(),
        SERIES: table_bytes(contents.series),
    }
    for name, content in data.items():
        _write(folder / name, content)
    if contents.write_report is not None:
        contents.write_report(folder)
    _write(folder / LOG, (json_text(to_json(contents.log or {})) + "\n").encode())
    made = {
        "schema": MANIFEST_SCHEMA,
        "hash": manifest_hash(manifest),
        "manifest": to_json(manifest),
        "mc_error": _errors(contents.envelope),
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in data.items()},
    }
    _write(folder / MANIFEST, (json_text(made) + "\n").encode())


def _errors(envelope: Mapping[str, Any]) -> Mapping[str, Mapping[str, float | None]]:
    """Monte-Carlo error by scenario and target."""
    result = envelope["result"]
    scenarios: Sequence[Mapping[str, Any]] = result.get("scenarios", [result])
    return {
        item["scenario"]: {target["id"]: target["mc_error"] for target in item["targets"]}
        for item in scenarios
        if "targets" in item
    }


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _open(path: Path) -> StoredRun:
    where = f"{path.name}/{MANIFEST}"
    try:
        made = json.loads((path / MANIFEST).read_bytes())
        manifest, recorded = manifest_from(made["manifest"]), str(made["hash"])
        finished = (path / MANIFEST).stat().st_mtime
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(where, type(error).__name__, MANIFEST_SCHEMA) from None
    if manifest_hash(manifest) != recorded:
        raise _damaged(where, manifest_hash(manifest), recorded)
    return StoredRun(path.name, path, manifest, recorded, finished)


def _checked_bytes(run: StoredRun, name: str) -> bytes:
    """Bytes of a data file that still has the hash in its manifest."""
    where = f"{run.name}/{name}"
    try:
        recorded = json.loads((run.path / MANIFEST).read_bytes())["files"][name]
        content = (run.path / name).read_bytes()
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError([Fault("missing-file", where, {"found": name})]) from None
    found = hashlib.sha256(content).hexdigest()
    if found != recorded:
        raise _damaged(where, found, recorded)
    return content


def _damaged(where: str, found: str, expected: str) -> InputError:
    return InputError([Fault("inconsistent", where, {"found": found, "expected": expected})])


def _is_stale(path: Path) -> bool:
    match = PARTIAL.match(path.name)
    if match is None:
        return False
    return not _is_running(int(match["process"])) or time.time() - path.stat().st_mtime > STALE_SECONDS


def _is_running(process: int) -> bool:
    """Whether the process lives, where asking does no harm; elsewhere age alone decides."""
    if os.name != "posix" or process == os.getpid():
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
