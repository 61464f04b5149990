"""Typer's commands and groups with help and usage errors in the language chosen, and without delay."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from report import exits
from report.arguments import one_of
from report.current import words
from report.help_text import help_text
from report.language import FLAG as LANG_FLAG
from report.streams import make_safe, write
from report.usage_errors import usage_error
from report.version import TOOL
from report.wording import LANGUAGES


class Leaf(TyperCommand):
    """A command whose help is in the language chosen."""

    def get_help(self, ctx: Any) -> str:
        """The help of the command."""
        return help_text(ctx, words())


class Group(TyperGroup):
    """A command with commands below it.

    Typer loads pydantic for every option that is not a plain flag, given or not, and help has to be there
    at once. So `--lang` before a command is taken out here, and a group has its other options only where no
    command follows.
    """

    def get_params(self, ctx: Any) -> list[Any]:
        """The options, with their help; before a command only those that load nothing."""
        found = super().get_params(ctx)
        give_help(found, "")
        return [p for p in found if p.name == "version_"] if ctx.meta.get(_commanded(ctx)) else found

    def get_help(self, ctx: Any) -> str:
        """The help of the group, with its commands."""
        return help_text(ctx, words())

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments without a `--lang` before the command; without any, the help is the answer."""
        kept = _without_language(args)
        if not kept and not ctx.resilient_parsing:
            write(sys.stdout, self.get_help(ctx))
            raise typer.Exit()
        ctx.meta[_commanded(ctx)] = bool(kept) and not kept[0].startswith("-")
        return super().parse_args(ctx, kept)


def _commanded(ctx: Any) -> str:
    """Where a context remembers that a command follows."""
    depth = 0
    while ctx.parent is not None:
        ctx, depth = ctx.parent, depth + 1
    return f"planreach.commanded.{depth}"


def _without_language(args: Sequence[str]) -> list[str]:
    """The arguments without each `--lang` before the command. Raises a usage error for another language."""
    kept: list[str] = []
    rest = list(args)
    while rest and rest[0].startswith("-"):
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if name != LANG_FLAG:
            kept.append(word)
            continue
        one_of(LANGUAGES)(value if equals else rest.pop(0) if rest else "")
    return kept + rest


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
            write(sys.stderr, usage_error(error))
            code = exits.USAGE
        code = code if isinstance(code, int) else exits.DONE
        if standalone_mode:
            sys.exit(code)
        return code


def give_help(parameters: Sequence[Any], key: str) -> None:
    """Set the help of options and arguments from the words."""
    texts = words()
    for parameter in parameters:
        places = (f"option-of.{key.replace('.', '-')}", f"option-of.{key.split('.')[0]}", "option")
        own = next((text for place in places if (text := texts.get(f"{place}.{parameter.name}"))), "")
        parameter.help = own or parameter.help
