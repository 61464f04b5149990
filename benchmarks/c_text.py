"""Writes a case as C text: `prepare`, `start` and `rates` over one block, and the loop around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from benchmarks.cases import Case
from sim.expressions import ARITHMETIC, COMPARISONS, Name, add_all
from sim.generate import Compiled
from sim.inputs import Held
from sim.methods import METHODS, Method
from sim.model import start_links
from sim.nodes import LEAF, NUMBER, Table, table_for
from sim.order import reachable, sort

FUNCTIONS = {"minimum": "fmin", "maximum": "fmax", "power": "pow", "exp": "exp", "log": "log"}
Leaf = Callable[[str], str]

HEAD = """#include <math.h>
#include <string.h>
enum {{ BLOCK = {block}, STOCKS = {stocks}, CONSTANTS = {constants}, SUMS = {sums}, STAGES = {stages},
       INPUTS = {inputs}, STEPS = {steps}, PER_YEAR = {per_year}, YEARS = {years} }};
typedef double rows[][BLOCK];
"""
FUNCTION = """
static void {name}(long first, long draws, const double *const *restrict parameter,
    const double *restrict shared, const double *const *restrict drawn, const rows stock, const rows constant,
    double weight, rows out, rows sum)
{{
#pragma omp simd
    for (long i = 0; i < BLOCK; i++) {{
{body}
    }}
}}
"""
MAIN = """
void simulate(long draws, const double *const *parameter, const double *shared,
    const double *const *drawn_all, const long *row, double *values)
{{
    static const double offset[STAGES] = {{ {offsets} }}, weight[STAGES] = {{ {weights} }};
    const double size = 1.0 / PER_YEAR;
    static double stock[STOCKS][BLOCK], trial[STOCKS][BLOCK], constant[CONSTANTS + 1][BLOCK];
    static double net[STOCKS][BLOCK], change[STOCKS][BLOCK], sum[SUMS + 1][BLOCK];
    const double *drawn[INPUTS + 1];
    for (long first = 0; first < draws; first += BLOCK) {{
        for (int k = 0; k < INPUTS; k++) drawn[k] = drawn_all[k] + row[k * STEPS] * draws;
        prepare(first, draws, parameter, shared, drawn, stock, constant, 0, constant, sum);
        start(first, draws, parameter, shared, drawn, stock, constant, 0, stock, sum);
        for (int year = 0, step = 0; year < YEARS; year++) {{
            memset(sum, 0, sizeof sum);
            for (int k = 0; k < PER_YEAR; k++, step++) {{
                for (int j = 0; j < INPUTS; j++) drawn[j] = drawn_all[j] + row[j * STEPS + step] * draws;
                for (int stage = 0; stage < STAGES; stage++) {{
                    for (int s = 0; s < STOCKS; s++)
                        for (int i = 0; i < BLOCK; i++)
                            trial[s][i] = stock[s][i] + (stage ? net[s][i] * (offset[stage] * size) : 0);
                    const double *now = shared + (step * STAGES + stage) * (INPUTS ? INPUTS : 1);
                    rates(first, draws, parameter, now, drawn, trial, constant, weight[stage], net, sum);
                    for (int s = 0; s < STOCKS; s++)
                        for (int i = 0; i < BLOCK; i++)
                            change[s][i] = (stage ? change[s][i] : 0) + weight[stage] * net[s][i];
                }}
                for (int s = 0; s < STOCKS; s++)
                    for (int i = 0; i < BLOCK; i++) stock[s][i] += change[s][i] * (size / {total_weight});
            }}
            for (int i = 0; i < BLOCK; i++) {{
                double *to = values + (long)year * draws + first + i;
{outputs}
            }}
        }}
    }}
}}
"""


def program(case: Case, block: int) -> str:
    """The whole C text of a case."""
    compiled, grid, method = case.compiled, case.settings.grid, METHODS[case.settings.method]
    writer = _Writer(case)
    functions = [writer.rates(), writer.start()]
    functions.insert(0, writer.prepare())
    sizes = {
        "block": block,
        "stocks": len(compiled.stocks),
        "constants": len(writer.constants),
        "sums": len(compiled.summed),
        "stages": len(method.offsets),
        "inputs": len(compiled.inputs),
        "steps": grid.steps,
        "per_year": grid.steps_per_year,
        "years": grid.years,
    }
    return HEAD.format(**sizes) + "".join(functions) + _main(compiled, method, writer.constants)


def _main(compiled: Compiled, method: Method, constants: Mapping[int, int]) -> str:
    table = _table(compiled)
    stock_rows = {name: f"stock[{row}][i]" for row, name in enumerate(compiled.stocks)}
    scale = f" * (size / {method.total_weight})"
    sum_rows = {name: f"sum[{row}][i]{scale}" for row, name in enumerate(compiled.summed)}
    fixed = {name: f"constant[{constants[table.name(name)]}][i]" for name in compiled.fixed}
    found = stock_rows | sum_rows | fixed
    lines = [
        f"                to[{row}L * YEARS * draws] = {found[name]};"
        for row, name in enumerate(compiled.outputs)
    ]
    return MAIN.format(
        offsets=", ".join(map(str, method.offsets)),
        weights=", ".join(map(str, method.weights)),
        total_weight=float(method.total_weight),
        outputs="\n".join(lines),
    )


def _table(compiled: Compiled) -> Table:
    model = compiled.model
    return table_for(
        model.order, {name: model.expression(name) for name in model.order}, frozenset(model.parameters)
    )


class _Writer:
    """Writes the three functions. `constants`: row of each invariant node that the others read."""

    def __init__(self, case: Case) -> None:
        self.case, self.compiled, self.model = case, case.compiled, case.compiled.model
        self.table = _table(case.compiled)
        self.constants: dict[int, int] = {}

    def rates(self) -> str:
        """Net rate of every stock, and the summed outputs."""
        table, stocks = self.table, self.model.stocks
        stores: dict[str, int] = {}
        for row, stock in enumerate(stocks):
            gain = table.read(add_all([Name(flow) for flow in stock.inflows]))
            loss = table.read(add_all([Name(flow) for flow in stock.outflows]))
            stores[f"out[{row}][i] = {{}};"] = table.make("subtract", gain, loss)
        for row, name in enumerate(self.compiled.summed):
            stores[f"sum[{row}][i] += weight * {{}};"] = table.name(name)
        for name in self.compiled.fixed:
            self._constant(table.name(name))
        leaves = {name: f"stock[{row}][i]" for row, name in enumerate(self.compiled.stocks)} | self._inputs()
        return _function("rates", table, stores, leaves, self._constant)

    def prepare(self) -> str:
        """The invariants the rates read; written last, when they are known."""
        stores = {f"out[{row}][i] = {{}};": number for number, row in self.constants.items()}
        return _function("prepare", self.table, stores, self._parameters())

    def start(self) -> str:
        """Initial stocks."""
        links = start_links(self.model.variables, self.model.stocks)
        needed = reachable(links, self.compiled.stocks)
        initial = {stock.name: stock.initial for stock in self.model.stocks}
        expressions = {name: self.model.expression(name) for name in self.model.order} | initial
        table = table_for(tuple(n for n in sort(links) if n in needed), expressions, frozenset())
        stores = {f"out[{row}][i] = {{}};": table.name(name) for row, name in enumerate(self.compiled.stocks)}
        return _function("start", table, stores, self._parameters() | self._inputs())

    def _constant(self, number: int) -> str:
        row = self.constants.setdefault(number, len(self.constants))
        return f"constant[{row}][i]"

    def _parameters(self) -> dict[str, str]:
        return {name: f"parameter[{row}][first + i]" for row, name in enumerate(self.model.parameters)}

    def _inputs(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for column, name in enumerate(self.compiled.inputs):
            item = self.case.inputs[name]
            by_draw = isinstance(item, Held) and item.values.ndim > 1
            found[name] = f"drawn[{column}][first + i]" if by_draw else f"shared[{column}]"
        return found


def _function(
    name: str,
    table: Table,
    stores: Mapping[str, int],
    leaves: Mapping[str, str],
    constant: Callable[[int], str] | None = None,
) -> str:
    """One C function; `constant` says where an invariant node is stored, None: it is computed here."""
    lines: list[str] = []
    known: dict[int, str] = {}
    for number in sorted(_needed(table, list(stores.values()), constant is not None)):
        node = table.nodes[number]
        if node.operation == NUMBER:
            known[number] = f"{node.text}.0"
        else:
            known[number] = f"v{number}"
            hoisted = constant is not None and table.fixed[number]
            parts = [known[part] for part in node.arguments] if not hoisted else []
            value = (
                constant(number)
                if hoisted and constant
                else _value(node.operation, parts, leaves.get(node.text, ""))
            )
            kind = "const int" if node.operation in COMPARISONS else "const double"
            lines.append(f"{kind} v{number} = {value};")
    lines += [template.format(known[number]) for template, number in stores.items()]
    return FUNCTION.format(name=name, body="\n".join("        " + line for line in lines))


def _needed(table: Table, roots: Sequence[int], hoist: bool) -> set[int]:
    """Roots and what they are computed from, as far as invariants."""
    seen: set[int] = set()
    work = list(roots)
    while work:
        number = work.pop()
        if number not in seen:
            seen.add(number)
            if not (hoist and table.fixed[number]):
                work.extend(table.nodes[number].arguments)
    return seen


def _value(operation: str, parts: Sequence[str], leaf: str) -> str:
    if operation == LEAF:
        return leaf
    if operation == "negative":
        return f"-{parts[0]}"
    if operation == "where":
        return f"{parts[0]} ? {parts[1]} : {parts[2]}"
    if operation in FUNCTIONS:
        return f"{FUNCTIONS[operation]}({', '.join(parts)})"
    return f" {(ARITHMETIC | COMPARISONS)[operation]} ".join(parts)
