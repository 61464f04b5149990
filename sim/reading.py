"""Reads the modules of equations: what they declare, and each equation's syntax as an expression."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import ModuleType

from sim.declare import Delay, EquationMark, Smooth, Stock
from sim.expressions import ARITHMETIC, COMPARISONS, FUNCTIONS, Call, Expression, Name, Number
from sim.faults import ModelFault, unknown_name

LITERALS = (0, 1, 2)
BINARY: dict[type[ast.AST], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
    ast.Pow: "power",
}
COMPARE: dict[type[ast.AST], str] = {
    ast.Lt: "less",
    ast.LtE: "less_equal",
    ast.Gt: "greater",
    ast.GtE: "greater_equal",
    ast.Eq: "equal",
    ast.NotEq: "not_equal",
}


@dataclass(frozen=True)
class EquationText:
    """An equation as written: its mark, arguments and right-hand side over those arguments."""

    mark: EquationMark
    about: str
    arguments: tuple[str, ...]
    expression: Expression


@dataclass(frozen=True)
class Declaration:
    """A name a module declares."""

    name: str
    sector: str
    content: Stock | Delay | Smooth | EquationText


@dataclass(frozen=True)
class Selection:
    """Some of what a module declares, for a model that needs no more of it."""

    module: ModuleType
    names: tuple[str, ...]


Part = ModuleType | Selection
"""A whole module of equations, or some of it."""


class SyntaxFault(Exception):
    """A piece of syntax that no equation may use."""


def read_modules(modules: Sequence[Part], faults: list[ModelFault]) -> list[Declaration]:
    """All declarations in the order of the modules and of their text; faults are appended."""
    found: dict[str, Declaration] = {}
    for part in modules:
        for declaration in _read_part(part, faults):
            first = found.setdefault(declaration.name, declaration)
            if first is not declaration and first.content is not declaration.content:
                text = f"declared twice: in {first.sector} and in {declaration.sector}"
                faults.append(ModelFault("declared-twice", declaration.name, text))
    return list(found.values())


def _read_part(part: Part, faults: list[ModelFault]) -> list[Declaration]:
    if not isinstance(part, Selection):
        return _read_module(part, faults)
    declarations = {item.name: item for item in _read_module(part.module, faults)}
    for name in part.names:
        if name not in declarations:
            faults.append(unknown_name(part.module.__name__, name, declarations))
    return [item for name, item in declarations.items() if name in part.names]


def _read_module(module: ModuleType, faults: list[ModelFault]) -> list[Declaration]:
    sector = module.__name__.rsplit(".", 1)[-1]
    functions = _functions(module, sector, faults)
    declarations: list[Declaration] = []
    for name, value in vars(module).items():
        if isinstance(value, (Stock, Delay, Smooth)):
            declarations.append(Declaration(name, sector, value))
        elif (
            isinstance(getattr(value, "__equation__", None), EquationMark)
            and value.__module__ == module.__name__
        ):
            content = _read_function(value, functions[value.__name__], sector, faults)
            declarations.append(Declaration(name, sector, content))
    return declarations


def _functions(module: ModuleType, sector: str, faults: list[ModelFault]) -> dict[str, ast.FunctionDef]:
    functions: dict[str, ast.FunctionDef] = {}
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.FunctionDef):
            if node.name in functions:
                faults.append(ModelFault("declared-twice", node.name, f"declared twice in {sector}"))
            functions[node.name] = node
    return functions


def _read_function(
    function: Callable[..., object], node: ast.FunctionDef, sector: str, faults: list[ModelFault]
) -> EquationText:
    mark: EquationMark = function.__equation__  # type: ignore[attr-defined]
    where = f"{sector}.{node.name}"
    arguments = tuple(argument.arg for argument in node.args.args)
    about = inspect.cleandoc(ast.get_docstring(node) or "")
    empty = EquationText(mark, about, arguments, Number(0))
    try:
        _check_signature(node)
        reader = _Reader(where, arguments, faults)
        result = replace(empty, expression=reader.body(node))
    except SyntaxFault as fault:
        faults.append(ModelFault("syntax", where, str(fault)))
        return empty
    for argument in arguments:
        if argument not in reader.used:
            text = f"argument {argument} is not used"
            faults.append(ModelFault("argument-not-used", where, text, "leave it out"))
    return result


def _check_signature(node: ast.FunctionDef) -> None:
    given = node.args
    if given.posonlyargs or given.vararg or given.kwonlyargs or given.kwarg or given.defaults:
        raise SyntaxFault("an equation takes plain arguments only, without defaults")


class _Reader:
    """Turns the body of one function into an expression; local names are replaced by what they stand for."""

    def __init__(self, where: str, arguments: Sequence[str], faults: list[ModelFault]) -> None:
        self.where, self.faults = where, faults
        self.arguments = tuple(arguments)
        self.locals: dict[str, Expression] = {}
        self.used: set[str] = set()

    def body(self, node: ast.FunctionDef) -> Expression:
        statements = node.body[1:] if ast.get_docstring(node) is not None else node.body
        if not statements or not isinstance(statements[-1], ast.Return) or statements[-1].value is None:
            raise SyntaxFault("an equation ends with one `return` of a value")
        for statement in statements[:-1]:
            self._assign(statement)
        return self.read(statements[-1].value)

    def _assign(self, statement: ast.stmt) -> None:
        if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
            kind = type(statement).__name__.lower()
            raise SyntaxFault(
                f"line {statement.lineno}: only assignments to local names and one return, not `{kind}`"
            )
        target = statement.targets[0]
        if not isinstance(target, ast.Name):
            raise SyntaxFault(f"line {statement.lineno}: only simple names are assigned to")
        if target.id in self.arguments or target.id in self.locals or target.id in FUNCTIONS:
            raise SyntaxFault(f"line {statement.lineno}: {target.id} already has a meaning")
        self.locals[target.id] = self.read(statement.value)

    def read(self, node: ast.expr) -> Expression:
        if isinstance(node, ast.Constant):
            return self._literal(node)
        if isinstance(node, ast.Name):
            return self._name(node)
        if isinstance(node, ast.BinOp) and type(node.op) in BINARY:
            return Call(BINARY[type(node.op)], (self.read(node.left), self.read(node.right)))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return Call("negative", (self.read(node.operand),))
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.Compare):
            raise SyntaxFault(f"line {node.lineno}: a comparison stands only as the first argument of where")
        raise SyntaxFault(
            f"line {node.lineno}: `{ast.unparse(node)}` is no arithmetic and no listed operation"
        )

    def _literal(self, node: ast.Constant) -> Number:
        value = node.value
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise SyntaxFault(f"line {node.lineno}: {value!r} is not a number")
        if value not in LITERALS:
            text = f"line {node.lineno}: the number {value!r} stands in the code"
            hint = "only 0, 1 and 2 may; give it a name, a unit and a source as a parameter"
            self.faults.append(ModelFault("literal", self.where, text, hint))
        return Number(int(value))

    def _name(self, node: ast.Name) -> Expression:
        if node.id in self.locals:
            return self.locals[node.id]
        if node.id not in self.arguments:
            known = [*self.arguments, *self.locals]
            self.faults.append(unknown_name(self.where, node.id, known, "argument or local name"))
        self.used.add(node.id)
        return Name(node.id)

    def _call(self, node: ast.Call) -> Expression:
        operation = node.func.id if isinstance(node.func, ast.Name) else ast.unparse(node.func)
        if operation not in FUNCTIONS:
            raise SyntaxFault(
                f"line {node.lineno}: no such operation: {operation} (known: {', '.join(FUNCTIONS)})"
            )
        if node.keywords or len(node.args) != FUNCTIONS[operation]:
            raise SyntaxFault(f"line {node.lineno}: {operation} takes {FUNCTIONS[operation]} plain arguments")
        if operation != "where":
            return Call(operation, tuple(self.read(argument) for argument in node.args))
        condition, then, otherwise = node.args
        return Call("where", (self._condition(condition), self.read(then), self.read(otherwise)))

    def _condition(self, node: ast.expr) -> Expression:
        if not isinstance(node, ast.Compare) or len(node.ops) != 1 or type(node.ops[0]) not in COMPARE:
            raise SyntaxFault(f"line {node.lineno}: the first argument of where is one comparison")
        return Call(COMPARE[type(node.ops[0])], (self.read(node.left), self.read(node.comparators[0])))


RESERVED = frozenset(FUNCTIONS) | frozenset(ARITHMETIC) | frozenset(COMPARISONS) | {"negative", "square"}
"""Names no variable may have."""
