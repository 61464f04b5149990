"""A new plan pack: empty with comments, a copy of another, or a workbook read back; whole or not at all."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from scenarios.coverage_draft import coverage_table, draft_coverage
from scenarios.errors import Fault, InputError
from scenarios.pack_files import TABLES
from scenarios.pack_sheets import COVERAGE_FILE, PACK_FILE, files_of, sheets_of
from scenarios.packs import ROOM, load_pack, plan_folder
from scenarios.posterior_file import DRAWS_FILE
from scenarios.readers import decode_table, read_bytes, safe_path, sha256
from scenarios.schema import PlanPack
from scenarios.tables import Covered
from scenarios.workbook import WORKBOOK, Grid, read_workbook, refuse_path, write_workbook

TEMPLATE = ROOM / "new_plan"
Content: TypeAlias = str | bytes


def new_pack(folder: Path, source: str | None = None, text: Path | None = None) -> PlanPack:
    """Make a pack in `folder`, which must be new or empty, and load it.

    `source` is a workbook, or a plan to copy; without it the pack is empty. `text` is the plan text of an
    empty pack: its hash is noted and its numbers are listed for coverage. Raises `InputError`, and then
    leaves nothing behind.
    """
    _refuse_filled(folder)
    if source is None:
        files = _empty(folder.name, text)
    elif source.lower().endswith(WORKBOOK):
        files = files_of(read_workbook(Path(source), Path(source).name))
    else:
        files = _copied(source)
    return _laid_out(folder, files, text)


def export_pack(plan: str | None, path: Path) -> tuple[PlanPack, dict[str, Grid]]:
    """Write a plan as a workbook; return it with its sheets.

    Raises `InputError` where the plan cannot be loaded, or no workbook can have that path.
    """
    refuse_path(path)
    pack = load_pack(plan)
    sheets = sheets_of(plan_folder(plan))
    write_workbook(path, sheets)
    return pack, sheets


def _refuse_filled(folder: Path) -> None:
    try:
        filled = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except (OSError, ValueError) as error:
        raise InputError([Fault("cannot-write", folder.name, {"reason": str(error)})]) from None
    if filled:
        raise InputError([Fault("folder-not-empty", folder.name, {"found": folder.name})])


def _empty(name: str, text: Path | None) -> dict[str, str]:
    files = {
        path.relative_to(TEMPLATE).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(TEMPLATE.rglob("*.toml"))
    }
    files |= {file: ",".join(model.model_fields) + "\n" for file, model in TABLES.items()}
    files[COVERAGE_FILE] = ",".join(Covered.model_fields) + "\n"
    plan_id = _id_of(name)
    files[PACK_FILE] = files[PACK_FILE].replace('"new_plan"', f'"{plan_id}"', 1)
    return files if text is None else files | _with_text(files[PACK_FILE], text)


def _id_of(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", name.lower())
    found = "_".join(words)[:60].strip("_")
    return found if found[:1].isalpha() else "new_plan"


def _with_text(pack: str, path: Path) -> dict[str, str]:
    """`pack.toml` with hash and length of the text; its table of coverage is drafted once it is laid out."""
    data = read_bytes(path, path.name)
    lines = len(decode_table(data, path.name).splitlines())
    pack = re.sub(r'sha256 = "0+"', f'sha256 = "{sha256(data)}"', pack)
    return {PACK_FILE: re.sub(r"(?m)^lines  = 1$", f"lines  = {lines}", pack)}


def _copied(plan: str) -> dict[str, Content]:
    """The files that make up a plan, as text; the draws of a posterior as they are."""
    folder = plan_folder(plan)
    found = {name: read_bytes(folder / name, name) for name in load_pack(plan).inputs}
    return {name: data if name == DRAWS_FILE else decode_table(data, name) for name, data in found.items()}


def _laid_out(folder: Path, files: Mapping[str, Content], text: Path | None) -> PlanPack:
    """Write and load the files beside their place, then move them into it."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-plan-") as beside:
        made = Path(beside) / "plan"
        made.mkdir()
        for name, content in files.items():
            _write(made, name, content)
        pack = load_pack(str(made))
        if text is not None:
            _write(made, COVERAGE_FILE, _drafted(pack, decode_table(read_bytes(text, text.name), text.name)))
            load_pack(str(made))
        shutil.copytree(made, folder, dirs_exist_ok=True)
    return load_pack(str(folder))


def _write(folder: Path, name: str, content: Content) -> None:
    path = safe_path(folder, name, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


def _drafted(pack: PlanPack, text: str) -> str:
    return coverage_table(draft_coverage(pack, text))
