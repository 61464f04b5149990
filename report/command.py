"""How a function becomes a command: the options every command has, its session, and its exit code."""

from __future__ import annotations

import inspect
import shlex
import sys
from collections.abc import Callable
from typing import Any, get_type_hints

import typer

from report import arguments
from report.current import words
from report.guard import guarded
from report.session import Session
from report.settings import NAMES, load_settings
from report.streams import wants_color

EVERYWHERE = {
    "plan": (arguments.Plan, None),
    "json": (arguments.Json, False),
    "lang": (arguments.Lang, None),
    "quiet": (arguments.Quiet, False),
    "no_color": (arguments.NoColor, False),
    "verbose": (arguments.Verbose, False),
}


def as_command(function: Callable[..., None]) -> Callable[..., None]:
    """The typer callback for `function(session, ...)`: its own parameters, then those of every command.

    Flags that are settings (`--seed`, `--draws`, ...) reach the function through `session.settings` too.
    """
    hints = get_type_hints(function, include_extras=True)
    own = [
        parameter.replace(annotation=hints[name])
        for name, parameter in inspect.signature(function).parameters.items()
        if name != "session"
    ]
    shared = [
        inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=default, annotation=kind)
        for name, (kind, default) in EVERYWHERE.items()
    ]

    def command(**given: Any) -> None:
        everywhere = {name: given.pop(name) for name in EVERYWHERE}
        line = shlex.join(["planreach", *sys.argv[1:]])
        with guarded(words(), everywhere["verbose"], line, everywhere["json"]) as stopped:
            flags = {name: value for name, value in (given | everywhere).items() if name in NAMES}
            function(_session(everywhere, flags, line), **given)
        if stopped.code:
            raise typer.Exit(stopped.code)

    command.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in (*own, *shared)}
    command.__name__ = function.__name__
    command.__doc__ = function.__doc__
    return command


def _session(everywhere: dict[str, Any], flags: dict[str, Any], line: str) -> Session:
    return Session(
        words=words(),
        settings=load_settings(flags),
        json=everywhere["json"],
        quiet=everywhere["quiet"],
        color=wants_color(everywhere["no_color"]),
        verbose=everywhere["verbose"],
        line=line,
    )
