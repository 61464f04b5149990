"""The commands put together: the catalogue, and the whole command line in one language."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any

import typer

from report.command import as_command
from report.current import speak, words
from report.streams import write
from report.typer_classes import Group, Leaf, Root, give_help
from report.version import TOOL, version
from report.wording import Language

PACKAGE = "report.commands"
CATALOGUE = {
    "run": "run",
    "compare": "compare",
    "evaluate": "evaluate",
    "ledger": "ledger",
    "calibrate": "calibrate",
    "why": "why",
    "report": "report",
    "sensitivity": "sensitivity",
    "explain": "explain",
    "seek": "seek",
    "backtest forecast": "backtest_forecast",
    "backtest score": "backtest_score",
    "audit": "audit",
    "projects": "projects",
    "hub": "hub",
    "levers": "levers",
    "plan show": "plan_show",
    "plan check": "plan",
    "plan coverage": "plan_coverage",
    "plan new": "plan_new",
    "plan export": "plan_export",
    "model check": "model",
    "model equations": "model",
    "model loops": "model_loops",
    "model graph": "model",
    "model parameters": "model",
    "model fit": "model",
    "model document": "model",
    "model step": "model",
    "model export": "model_export",
    "runs list": "runs",
    "runs show": "runs",
    "runs rerun": "runs",
    "runs diff": "runs",
    "doctor": "doctor",
}
"""Command -> module below `report.commands` with a function of the command's last name."""


def application(language: Language) -> typer.Typer:
    """The whole command line in one language."""
    speak(language)
    app = typer.Typer(cls=Root, name="planreach", **_settings("planreach"))
    app.callback(invoke_without_command=True)(_root)
    groups: dict[str, typer.Typer] = {}
    for path, module in CATALOGUE.items():
        group, _, name = path.rpartition(" ")
        if group and group not in groups:
            groups[group] = typer.Typer(cls=Group, **_settings(group))
            app.add_typer(groups[group], name=group, help=words()(f"command.{group}.help"))
        _register(groups.get(group, app), path, name, import_module(f"{PACKAGE}.{module}"))
    return app


def _settings(key: str) -> dict[str, Any]:
    return {
        "help": words()(f"command.{key}.help"),
        "rich_markup_mode": None,
        "pretty_exceptions_enable": False,
        "add_completion": key == "planreach",
        "context_settings": {"help_option_names": ["--help", "-h"]},
    }


def _register(app: typer.Typer, path: str, name: str, module: Any) -> None:
    key = path.replace(" ", ".")
    function: Callable[..., None] = as_command(getattr(module, f"{name}_command"))
    texts = words()
    app.command(
        name,
        cls=_leaf(key),
        help=texts(f"command.{key}.help"),
        short_help=texts(f"command.{key}.short"),
        context_settings={"help_option_names": ["--help", "-h"]},
    )(function)


def _leaf(key: str) -> type[Leaf]:
    """A command class that gives each option its help; `option.<command>.<name>` comes first."""

    class Worded(Leaf):
        def get_params(self, ctx: Any) -> list[Any]:
            found = super().get_params(ctx)
            give_help(found, key)
            return found

    return Worded


def _root(
    version_: Annotated[bool, typer.Option("--version")] = False,
) -> None:
    if version_:
        write(sys.stdout, f"{TOOL} {version()}")
        raise typer.Exit()
