"""What every command is given: words, streams, settings."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from report.streams import columns, paint, shows_chinese, write

if TYPE_CHECKING:
    from report.settings import Settings
    from report.wording import Words
    from scenarios.schema import PlanPack


@dataclass(frozen=True)
class Session:
    """One call of one command. `line` repeats the call."""

    words: Words
    settings: Settings
    json: bool = False
    quiet: bool = False
    color: bool = False
    verbose: bool = False
    line: str = ""

    @property
    def width(self) -> int:
        """Columns of the screen."""
        return columns()

    def put(self, text: str = "") -> None:
        """A line of the answer, to standard output."""
        write(sys.stdout, text)

    def say(self, text: str) -> None:
        """A line of talk, to standard error, unless `--quiet`."""
        if not self.quiet:
            write(sys.stderr, text)

    def paint(self, text: str, color: str | None) -> str:
        """The text in colour, where there is colour."""
        return paint(text, color, self.color)

    def put_json(self, answer: Any) -> None:
        """One JSON object; non-ASCII letters are escaped where the console has none."""
        plain = not shows_chinese(sys.stdout)
        write(sys.stdout, json.dumps(answer, ensure_ascii=plain, indent=2, allow_nan=False))

    def pack(self) -> PlanPack:
        """The plan of `--plan`, read once a call. Raises `InputError`."""
        return self._pack

    @cached_property
    def _pack(self) -> PlanPack:
        from scenarios.packs import load_pack

        return load_pack(self.settings.plan)
