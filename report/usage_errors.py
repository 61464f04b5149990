"""Usage errors of typer in the language chosen, with the help to call."""

from __future__ import annotations

from typing import Any

from report.current import words


def usage_error(error: Any) -> str:
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
