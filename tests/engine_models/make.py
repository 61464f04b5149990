"""Small models written as text, and short ways to build and run them."""

from __future__ import annotations

import importlib.util
import itertools
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

from sim.declare import Dimension
from sim.generate import Compiled, compile_model
from sim.given import Given
from sim.graph import build_model
from sim.model import Cut, Model

HEAD = """from __future__ import annotations
from sim.declare import Delay, Smooth, Stock, equation
from sim.operations import exp, log, maximum, minimum, ratio, total, where
"""
NUMBERS = itertools.count()


def module_from(text: str) -> ModuleType:
    """A module with this text (after the usual imports), importable as long as the process lives."""
    name = f"written_{next(NUMBERS)}"
    path = Path(tempfile.mkdtemp()) / f"{name}.py"
    path.write_text(HEAD + text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def given(parameters: Mapping[str, str], inputs: Mapping[str, str] | None = None) -> dict[str, Given]:
    """Given names from name -> unit."""
    found = {name: Given(name, unit) for name, unit in parameters.items()}
    return found | {name: Given(name, unit, True) for name, unit in (inputs or {}).items()}


def model_from(
    text: str,
    parameters: Mapping[str, str] | None = None,
    inputs: Mapping[str, str] | None = None,
    dimensions: Mapping[str, Sequence[str]] | None = None,
    outputs: Sequence[str] = (),
    cuts: Sequence[Cut] = (),
) -> Model:
    """A model from the text of one module."""
    lists = {name: Dimension(tuple(elements)) for name, elements in (dimensions or {}).items()}
    return build_model([module_from(text)], given(parameters or {}, inputs), lists, cuts, outputs)


def compiled_from(*arguments: object, **keywords: object) -> Compiled:
    """The same, compiled for its outputs."""
    return compile_model(model_from(*arguments, **keywords))  # pyright: ignore[reportArgumentType]
