"""Several command lines in one process, each as `python cli.py` with files in place of the console.

Called with a JSON list of command lines; what line N prints goes to `N.out` and `N.err` of the working
folder, through the standard streams that the interpreter opened, and the list of exit codes to `codes.json`.
With `apart` as a second argument line N runs in an empty folder N of its own.
"""

from __future__ import annotations

import json
import os
import runpy
import sys
from pathlib import Path
from typing import Any

CLI = Path(__file__).resolve().parents[1] / "cli.py"
STREAMS: dict[int, Any] = {1: sys.stdout, 2: sys.stderr}
ERRORS = {descriptor: stream.errors for descriptor, stream in STREAMS.items()}


def code_of(arguments: list[str]) -> int:
    """Exit code of one command line."""
    sys.argv = [str(CLI), *arguments]
    try:
        runpy.run_path(str(CLI), run_name="__main__")
    except SystemExit as left:
        return int(left.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def printed_to_files(path: Path, arguments: list[str]) -> int:
    """The same, with its output in files; the streams are as the interpreter opened them."""
    for stream, descriptor in (("out", 1), ("err", 2)):
        STREAMS[descriptor].reconfigure(errors=ERRORS[descriptor])
        file = os.open(f"{path}.{stream}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, descriptor)
        os.close(file)
    return code_of(arguments)


if __name__ == "__main__":
    sys.path.insert(0, str(CLI.parent))
    here, apart = Path.cwd(), sys.argv[2:] == ["apart"]
    codes: list[int] = []
    for number, line in enumerate(json.loads(sys.argv[1])):
        place = here / str(number) if apart else here
        place.mkdir(exist_ok=True)
        os.chdir(place)
        codes.append(printed_to_files(here / str(number), line))
    (here / "codes.json").write_text(json.dumps(codes), encoding="ascii")
