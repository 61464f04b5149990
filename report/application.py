"""The commands put together: the catalogue, the root, and usage errors in the language chosen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from report import exits
from report.arguments import Lang, NoColor
from report.command import as_command
from report.current import speak, words
from report.help_text import help_text
from report.streams import make_safe, write
from report.version import TOOL, version
from report.wording import Language

PACKAGE = "report.commands"
CATALOGUE = {
    "run": "run",
    "compare": "compare",
    "why": "why",
    "levers": "levers",
    "plan check": "plan",
    "model equations": "model",
    "model loops": "model",
    "model graph": "model",
    "model parameters": "model",
    "model fit": "model",
    "model step": "model",
    "runs list": "runs",
    "runs show": "runs",
    "runs rerun": "runs",
    "runs diff": "runs",
    "doctor": "doctor",
}
"""Command -> module below `report.commands` with a function of the command's last name."""


class Leaf(TyperCommand):
    """A command whose help is in the language chosen."""

    def get_help(self, ctx: Any) -> str:
        """The help of the command."""
        return help_text(ctx, words())


class Group(TyperGroup):
    """A command with commands below it."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The options, with their help."""
        found = super().get_params(ctx)
        give_help(found, "")
        return found

    def get_help(self, ctx: Any) -> str:
        """The help of the group, with its commands."""
        return help_text(ctx, words())


class Root(Group):
    """`planreach` itself: usage errors become words and exit code 2."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line; exits with its code unless `standalone_mode` is off."""
        for stream in (sys.stdout, sys.stderr):
            make_safe(stream)
        try:
            code = super().main(args, TOOL, complete_var, False, windows_expand_args, **extra)
        except KeyboardInterrupt:
            code = exits.INTERRUPTED
        except Exception as error:
            if not hasattr(error, "format_message"):
                raise
            write(sys.stderr, _usage_error(error))
            code = exits.USAGE
        code = code if isinstance(code, int) else exits.DONE
        if standalone_mode:
            sys.exit(code)
        return code


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


def give_help(parameters: Sequence[Any], key: str) -> None:
    """Set the help of options and arguments from the words."""
    texts = words()
    for parameter in parameters:
        places = (f"option-of.{key}", f"option-of.{key.split('.')[0]}", "option")
        own = next((text for place in places if (text := texts.get(f"{place}.{parameter.name}"))), "")
        parameter.help = own or parameter.help


def _root(
    context: typer.Context,
    version_: Annotated[bool, typer.Option("--version")] = False,
    lang: Lang = None,
    no_color: NoColor = False,
) -> None:
    if version_:
        write(sys.stdout, f"planreach {version()}")
        raise typer.Exit()
    if context.invoked_subcommand is None:
        write(sys.stdout, context.get_help())
        raise typer.Exit()


def _usage_error(error: Any) -> str:
    """A usage error of typer in words, with the help to call."""
    texts = words()
    kind = type(error).__name__
    context = getattr(error, "ctx", None)
    told = _told(error, kind)
    path = context.command_path if context is not None else "planreach"
    return f"{told}\n{texts('usage.see', command=f'{path} --help')}"


def _told(error: Any, kind: str) -> str:
    texts = words()
    parameter = getattr(error, "param", None)
    name = _shown(parameter) if parameter is not None else ""
    if kind == "NoSuchOption":
        near = ", ".join(sorted(error.possibilities or ()))
        return texts("usage.no-option", name=error.option_name) + (
            texts("usage.near", near=near) if near else ""
        )
    if kind == "MissingParameter":
        return texts("usage.missing", name=name)
    if kind == "BadParameter":
        return texts("usage.bad", name=name, what=error.message) if name else str(error.message)
    context = getattr(error, "ctx", None)
    commands = list(getattr(getattr(context, "command", None), "commands", {}))
    if commands and "ommand" in error.message:
        return texts("usage.no-command", what=_quoted(error.message), known=", ".join(commands))
    return texts("usage.other", what=error.format_message())


def _quoted(message: str) -> str:
    parts = message.split("'")
    return parts[1] if len(parts) > 2 else ""


def _shown(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name)
    return max(parameter.opts, key=len)
