"""Everything the document of the model tells, gathered once: plan, beliefs, model, one central run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calibration.beliefs import Beliefs
    from calibration.fit import FittedParameter
    from calibration.history import Compared
    from evaluation.checks.feedback_loops import Feedback
    from evaluation.checks.laboratory import Laboratory
    from scenarios.schema import PlanPack, Scenario
    from sim.model import Model, StockNode
    from sim.reading import Declaration
    from sim.unit_check import UnitFault


@dataclass(frozen=True)
class Loop:
    """A declared loop: its shortest way round (the first name again at the end), the signs of its links."""

    feedback: Feedback
    path: tuple[str, ...]
    signs: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Material:
    """What the sections are made from.

    `modules` are the equation modules by sector, `declared` what they declare, in their order. `starts`
    gives every variable at the start of the central run, `all_starts` the project starts of the last year
    before the plan and of its first year. `versions` are those of the programs that decide the digits.
    """

    pack: PlanPack
    as_of: int
    known: Beliefs
    model: Model
    modules: Mapping[str, ModuleType]
    declared: tuple[Declaration, ...]
    history: tuple[Compared, ...]
    fitted: tuple[FittedParameter, ...]
    starts: Mapping[str, float]
    all_starts: tuple[float, float]
    loops: tuple[Loop, ...]
    unit_faults: tuple[UnitFault, ...]
    scenarios: tuple[Scenario, ...]
    versions: Mapping[str, str]
    platform: str

    @cached_property
    def sectors(self) -> tuple[str, ...]:
        """The sectors in the order of the model."""
        return tuple(self.modules)

    @cached_property
    def stocks(self) -> Mapping[str, StockNode]:
        """Every stock by name."""
        return {stock.name: stock for stock in self.model.stocks}

    @cached_property
    def readers(self) -> Mapping[str, tuple[str, ...]]:
        """Name -> variables that read it; a stock reads what gives it its initial value."""
        from sim.expressions import names_in

        found: dict[str, dict[str, None]] = {}
        for name, variable in self.model.variables.items():
            for read in variable.inputs:
                found.setdefault(read, {})[name] = None
        for stock in self.model.stocks:
            for read in names_in(stock.initial):
                found.setdefault(read, {})[stock.name] = None
        return {name: tuple(readers) for name, readers in found.items()}

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """Declared name -> its scalar variables; the stages of a delay belong to the delay."""
        owner: dict[str, str] = {item.name: item.name for item in self.declared}
        for stock in self.model.stocks:
            for name in (stock.name, *stock.flows):
                owner.setdefault(self.model.variables[name].base, stock.owner)
        for item in self.declared:
            contents = getattr(item.content, "contents", None)
            if contents is not None:
                owner[contents] = item.name
        found: dict[str, list[str]] = {item.name: [] for item in self.declared}
        for name, variable in self.model.variables.items():
            if variable.sector in self.modules:
                found[owner[name] if name in owner else owner[variable.base]].append(name)
        return {name: tuple(names) for name, names in found.items()}

    @cached_property
    def loops_through(self) -> Mapping[str, tuple[str, ...]]:
        """Variable -> the declared loops that pass it."""
        found: dict[str, dict[str, None]] = {}
        for loop in self.loops:
            for name in loop.path:
                found.setdefault(name, {})[loop.feedback.name] = None
        return {name: tuple(loops) for name, loops in found.items()}

    @cached_property
    def names(self) -> Mapping[str, tuple[str, str]]:
        """Chinese and English names of variables and levers, where the plan gives them."""
        found = {row.name: (row.name_zh, row.name_en) for row in self.pack.variables}
        return found | {lever.name: (lever.title.zh, lever.title.en) for lever in self.pack.levers}

    @cached_property
    def outside_parameters(self) -> tuple[str, ...]:
        """Parameters that only the processes of the outside world use."""
        return tuple(name for name in self.known.rows if name not in self.model.variables)


def material_of(pack: PlanPack, as_of: int | None = None) -> Material:
    """Gather everything; takes a second or two. Raises InputError or ModelError."""
    from calibration.fit import compare_central, stored_parameters
    from evaluation.checks.laboratory import CENTRAL, laboratory_of
    from report.run_parts import versions
    from scenarios.library import load_scenario, scenario_names
    from scenarios.units import UNITS
    from sim.economy import MODULES
    from sim.reading import read_modules
    from sim.unit_check import check_units

    year = pack.about.as_of if as_of is None else as_of
    laboratory = laboratory_of(pack, year)
    model, last = laboratory.model, pack.about.levers_act_from
    run = laboratory.central(("all_starts",), CENTRAL)
    before, after = (float(run.at("all_starts", when)[0]) for when in (last - 1, last))
    return Material(
        pack=pack,
        as_of=year,
        known=laboratory.known,
        model=model,
        modules={module.__name__.rpartition(".")[2]: module for module in MODULES},
        declared=tuple(read_modules(MODULES, [])),
        history=compare_central(pack, year),
        fitted=stored_parameters(pack, year),
        starts=_starts(laboratory),
        all_starts=(before, after),
        loops=_loops(laboratory),
        unit_faults=tuple(check_units(model, UNITS)),
        scenarios=tuple(load_scenario(name, pack) for name in scenario_names()),
        versions=versions(),
        platform=_platform(),
    )


def _starts(laboratory: Laboratory) -> Mapping[str, float]:
    from calibration.economy import parameters_of
    from calibration.world import central_world
    from evaluation.checks.laboratory import CENTRAL
    from sim.generate import compile_model
    from sim.integrate import start_values

    values, settings = laboratory.values(CENTRAL), laboratory.settings(CENTRAL)
    inputs = laboratory.inputs(CENTRAL, central_world(laboratory.pack, values, settings.end))
    compiled = compile_model(laboratory.model)
    found = start_values(compiled, parameters_of(laboratory.model, values), inputs, settings)
    return {name: float(value[0]) for name, value in found.items()}


def _loops(laboratory: Laboratory) -> tuple[Loop, ...]:
    from evaluation.checks.feedback import loop_signs
    from evaluation.checks.feedback_loops import OTHERS, REQUIRED
    from sim.loops import loop_along

    signs = loop_signs(laboratory)
    return tuple(
        Loop(feedback, loop_along(laboratory.model, feedback.chain) or (), signs[feedback.name])
        for feedback in REQUIRED + OTHERS
    )


def _platform() -> str:
    import platform

    return f"{platform.python_implementation()}, {platform.machine()}, {platform.system()}"
