"""`--help` as plain text in the language chosen, for any width and any console."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from report.streams import columns
from report.text_width import cells, padded, wrapped
from report.wording import Words

MOST_LEFT = 34
GAP = 2


def help_text(context: Any, words: Words) -> str:
    """The help of the command of a typer context."""
    command = context.command
    parts = [_usage(context, words), _about(command, words)]
    parameters = [p for p in command.get_params(context) if not getattr(p, "hidden", False)]
    arguments = [(p.metavar or p.name, p.help or "") for p in parameters if p.param_type_name == "argument"]
    options = [(_flags(p), _explained(p, words)) for p in parameters if p.param_type_name == "option"]
    if hasattr(command, "commands"):
        options.insert(0, ("--lang zh|en", words("option.lang")))
    commands = [
        (name, words(f"command.{_key(context, name)}.short")) for name in getattr(command, "commands", {})
    ]
    parts += _section(words("help.arguments"), arguments)
    parts += _section(words("help.commands"), commands)
    parts += _section(words("help.options"), options)
    example = words.get(f"command.{_key(context)}.example")
    if example:
        parts.append(words("help.examples") + "\n" + "\n".join(f"  {line}" for line in example.splitlines()))
    return "\n\n".join(part for part in parts if part)


def _key(context: Any, name: str = "") -> str:
    """`model.check` for the command `planreach model check`; `planreach` for the root."""
    path: list[str] = [name] if name else []
    while context.parent is not None:
        path.insert(0, context.info_name)
        context = context.parent
    return ".".join(path) or "planreach"


def _usage(context: Any, words: Words) -> str:
    pieces = [piece for p in context.command.params for piece in _usage_piece(p)]
    tail = [words("help.command-metavar")] if hasattr(context.command, "commands") else []
    line = [words("help.usage"), context.command_path, words("help.options-metavar"), *pieces, *tail]
    return " ".join(line)


def _usage_piece(parameter: Any) -> list[str]:
    if parameter.param_type_name != "argument":
        return []
    name = (parameter.metavar or parameter.name.upper()) + ("..." if parameter.nargs != 1 else "")
    return [name if parameter.required else f"[{name}]"]


def _about(command: Any, words: Words) -> str:
    lines: list[str] = []
    for paragraph in (command.help or "").splitlines():
        lines += wrapped(paragraph, columns() - GAP) if paragraph else [""]
    return "\n".join(f"  {line}".rstrip() for line in lines)


def _flags(parameter: Any) -> str:
    flags = ", ".join(sorted(parameter.opts, key=len))
    return f"{flags} {parameter.metavar}" if parameter.metavar and not parameter.is_flag else flags


def _explained(parameter: Any, words: Words) -> str:
    default = parameter.default
    shown = default is not None and not isinstance(default, bool) and default != []
    return (parameter.help or "") + (words("help.default", value=default) if shown else "")


def _section(title: str, rows: Sequence[tuple[str, str]]) -> list[str]:
    if not rows:
        return []
    left = min(MOST_LEFT, max(cells(row[0]) for row in rows)) + GAP
    lines = [title]
    for name, text in rows:
        told = wrapped(text, max(20, columns() - left - GAP)) or [""]
        if cells(name) + GAP > left:
            lines.append(f"  {name}")
            name = ""
        lines.append(f"  {padded(name, left)}{told[0]}".rstrip())
        lines += [" " * (left + GAP) + line for line in told[1:]]
    return ["\n".join(lines)]
