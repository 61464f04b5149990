"""Which language to speak: fixed before the commands are built, so that help is in it too."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from report.settings import written_language
from report.wording import LANGUAGES, Language

FLAG = "--lang"


def chosen_language(arguments: Sequence[str]) -> Language:
    """`--lang` anywhere in the arguments, else environment or settings file, else the locale."""
    for named in (flag_value(arguments), written_language(), _locale()):
        if named in LANGUAGES:
            return named
    return "en"


def flag_value(arguments: Sequence[str]) -> str | None:
    """What stands behind the last `--lang`, as `--lang zh` or `--lang=zh`."""
    found = None
    for at, word in enumerate(arguments):
        if word == "--":
            break
        if word == FLAG and at + 1 < len(arguments):
            found = arguments[at + 1]
        elif word.startswith(f"{FLAG}="):
            found = word.removeprefix(f"{FLAG}=")
    return found


def _locale() -> str:
    """The language of the locale, as POSIX variables name it; Windows is asked for its own."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    if not named and sys.platform == "win32":
        import locale

        named = locale.getlocale()[0] or ""
    return "zh" if named.lower().startswith(("zh", "chinese")) else "en"
