"""What stops a command becomes words and an exit code; never a traceback without `-v`."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from report import exits
from report.answers import ErrorAnswer, FaultEntry, wrapped_answer
from report.fault_words import fault_sentence, told_faults
from report.streams import shows_chinese, write
from report.wording import Words
from scenarios.errors import Fault, InputError, NumericalError
from sim.faults import ModelError


@dataclass
class Stopped:
    """The exit code of a command that has ended."""

    code: int = exits.DONE


@dataclass(frozen=True)
class Guard:
    """How a command that is stopped is told: `line` repeats it; `json` asks for an object as well."""

    words: Words
    verbose: bool
    line: str
    json: bool


@contextmanager
def guarded(words: Words, verbose: bool, line: str, json: bool = False) -> Generator[Stopped]:
    """Runs a command; whatever it raises is told on standard error and turned into `Stopped.code`."""
    stopped = Stopped()
    try:
        yield stopped
        sys.stdout.flush()
    except BrokenPipeError:
        close_pipe()
    except (KeyboardInterrupt, Exception) as error:
        if _is_typer(error):
            raise
        with suppress_broken_pipe():
            stopped.code = _told(error, Guard(words, verbose, line, json))


def _told(error: BaseException, guard: Guard) -> int:
    """Tell what stopped the command; its exit code."""
    code, message, faults = explained(error, guard)
    if guard.verbose and code not in (exits.BELOW_LIMIT, exits.INTERRUPTED):
        write(sys.stderr, traceback.format_exc())
    if guard.json and code != exits.BELOW_LIMIT:
        _put_error(ErrorAnswer(code, message.strip(), faults))
    write(sys.stderr, message)
    return code


def explained(error: BaseException, guard: Guard) -> tuple[int, str, tuple[FaultEntry, ...]]:
    """Exit code, words and faults of an error."""
    words, line = guard.words, guard.line
    if isinstance(error, InputError):
        return exits.INPUT, told_faults(error.faults, words), _entries(error.faults, words)
    if isinstance(error, ModelError):
        return exits.INPUT, words("error.model", what=error), ()
    if isinstance(error, NumericalError):
        return exits.NUMERICAL, words("error.numerical", what=error, line=line), ()
    if isinstance(error, exits.MissingPart):
        return exits.MISSING_PART, words("error.missing-part", extra=error.extra), ()
    if isinstance(error, exits.BelowLimit):
        return exits.BELOW_LIMIT, str(error), ()
    if isinstance(error, KeyboardInterrupt):
        return exits.INTERRUPTED, "\n" + words("error.interrupted", line=line), ()
    return exits.UNEXPECTED, _unexpected(error, guard), ()


def _unexpected(error: BaseException, guard: Guard) -> str:
    if isinstance(error, MemoryError):
        return guard.words("error.memory", line=guard.line)
    if isinstance(error, OSError):
        return guard.words("error.system", what=_system(error))
    kind = type(error).__name__
    return guard.words("error.unexpected", kind=kind, what=error, line=guard.line)


def _entries(faults: tuple[Fault, ...], words: Words) -> tuple[FaultEntry, ...]:
    return tuple(FaultEntry(fault.code, fault.where, fault_sentence(fault, words)) for fault in faults)


def _put_error(answer: ErrorAnswer) -> None:
    from evaluation.results import to_json

    plain = not shows_chinese(sys.stdout)
    write(sys.stdout, json.dumps(to_json(wrapped_answer("error", answer)), ensure_ascii=plain, indent=2))


def _is_typer(error: BaseException) -> bool:
    """Whether typer itself deals with the error: an exit, or a usage error."""
    return type(error).__module__.split(".")[0] in ("typer", "click")


def _system(error: OSError) -> str:
    """The file, by its name alone, and what the system says."""
    known = isinstance(error.filename, (str, bytes))
    name = Path(os.fsdecode(error.filename)).name if known else ""
    return f"{name}: {error.strerror or error}" if name else str(error.strerror or error)


@contextmanager
def suppress_broken_pipe() -> Generator[None]:
    """Runs on when whoever reads us has gone."""
    try:
        yield
    except BrokenPipeError:
        close_pipe()


def close_pipe() -> None:
    """Send the rest nowhere, so that the interpreter ends without a complaint."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
