"""What stops a command becomes words and an exit code; never a traceback without `-v`."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from report import exits
from report.fault_words import told_faults
from report.streams import write
from report.wording import Words
from scenarios.errors import InputError, NumericalError
from sim.faults import ModelError


@dataclass
class Stopped:
    """The exit code of a command that has ended."""

    code: int = exits.DONE


@contextmanager
def guarded(words: Words, verbose: bool, line: str, json: bool = False) -> Generator[Stopped]:
    """Runs a command; whatever it raises is told on standard error and turned into `Stopped.code`."""
    stopped = Stopped()
    try:
        yield stopped
        sys.stdout.flush()
    except InputError as error:
        _tell(told_faults(error.faults, words), verbose)
        stopped.code = exits.INPUT
    except NumericalError as error:
        _tell(words("error.numerical", what=error, line=line), verbose)
        stopped.code = exits.NUMERICAL
    except exits.MissingPart as error:
        _tell(words("error.missing-part", extra=error.extra), verbose)
        stopped.code = exits.MISSING_PART
    except exits.BelowLimit as error:
        _tell(str(error), verbose=False)
        stopped.code = exits.BELOW_LIMIT
    except ModelError as error:
        _tell(words("error.model", what=error), verbose)
        stopped.code = exits.INPUT
    except KeyboardInterrupt:
        _tell("\n" + words("error.interrupted", line=line), verbose=False)
        stopped.code = exits.INTERRUPTED
    except BrokenPipeError:
        _close_pipe()
    except MemoryError:
        _tell(words("error.memory", line=line), verbose)
        stopped.code = exits.UNEXPECTED
    except OSError as error:
        _tell(words("error.system", what=_system(error)), verbose)
        stopped.code = exits.UNEXPECTED
    except Exception as error:
        if _is_typer(error):
            raise
        _tell(words("error.unexpected", kind=type(error).__name__, what=error, line=line), verbose)
        stopped.code = exits.UNEXPECTED


def _is_typer(error: Exception) -> bool:
    """Whether typer itself deals with the error: an exit, or a usage error."""
    return type(error).__module__.split(".")[0] in ("typer", "click")


def _system(error: OSError) -> str:
    name = Path(os.fsdecode(error.filename)).name if isinstance(error.filename, (str, bytes)) else ""
    return f"{name}: {error.strerror or error}" if name else str(error.strerror or error)


def _tell(text: str, verbose: bool) -> None:
    try:
        if verbose and sys.exc_info()[0] is not None:
            write(sys.stderr, traceback.format_exc())
        write(sys.stderr, text)
    except BrokenPipeError:
        _close_pipe()


def _close_pipe() -> None:
    """Whoever read us has gone: send the rest nowhere, so that the interpreter ends without a complaint."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
