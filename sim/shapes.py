"""Dimensions: which names have elements, and equations over a dimension turned into scalar ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sim.declare import Dimension
from sim.expressions import Call, Expression, Name, add_all, names_in, rebuild
from sim.faults import ModelFault, unknown_name

SEPARATOR = "__"


def element_name(base: str, element: str | None) -> str:
    """Scalar name of an element; the base itself when there is none."""
    return base if element is None else f"{base}{SEPARATOR}{element}"


def split_name(name: str) -> tuple[str, str | None]:
    """Base and element of a scalar name."""
    base, separator, element = name.partition(SEPARATOR)
    return (base, element) if separator else (name, None)


@dataclass(frozen=True)
class Shapes:
    """All names of the model: plain ones, and dimensioned ones with their elements."""

    plain: frozenset[str]
    elements: Mapping[str, tuple[str, ...]]

    def scalars(self) -> Iterable[str]:
        """Every scalar name."""
        yield from self.plain
        for base, elements in self.elements.items():
            for element in elements:
                yield element_name(base, element)

    def known(self) -> tuple[str, ...]:
        """Every name an equation may use."""
        return (*self.plain, *self.elements, *(name for name in self.scalars() if SEPARATOR in name))


def find_shapes(
    declared: Mapping[str, str | None], dimensions: Mapping[str, Dimension], faults: list[ModelFault]
) -> Shapes:
    """Shapes of the declared names (name -> `over`); elements written one by one are assembled."""
    plain: set[str] = set()
    elements: dict[str, tuple[str, ...]] = {}
    single: dict[str, list[str]] = {}
    for name, over in declared.items():
        base, element = split_name(name)
        if element is not None:
            _check_element(name, element, over, dimensions, faults)
            single.setdefault(base, []).append(element)
        elif over is None:
            plain.add(name)
        elif over in dimensions:
            elements[name] = dimensions[over].elements
        else:
            faults.append(unknown_name(name, over, dimensions, "dimension"))
    for base, found in single.items():
        if base in plain or base in elements:
            text = f"declared as a whole and again by element ({', '.join(found)})"
            faults.append(ModelFault("declared-twice", base, text))
        else:
            elements[base] = _assemble(base, found, dimensions, faults)
    return Shapes(frozenset(plain), elements)


def _check_element(
    name: str, element: str, over: str | None, dimensions: Mapping[str, Dimension], faults: list[ModelFault]
) -> None:
    known = [item for dimension in dimensions.values() for item in dimension.elements]
    if element not in known:
        text = f"`{SEPARATOR}` stands between a name and an element, and {element} is no element"
        faults.append(
            ModelFault("reserved-name", name, text, f"known elements: {', '.join(dict.fromkeys(known))}")
        )
    if over is not None:
        faults.append(ModelFault("shape", name, f"is one element and cannot be written over {over}"))


def _assemble(
    base: str, found: list[str], dimensions: Mapping[str, Dimension], faults: list[ModelFault]
) -> tuple[str, ...]:
    """Elements of a quantity written one by one, in the order of the smallest dimension that has them all."""
    fitting = [dimension for dimension in dimensions.values() if set(found) <= set(dimension.elements)]
    if not fitting:
        faults.append(ModelFault("shape", base, f"no dimension has the elements {', '.join(found)}"))
        return tuple(found)
    best = min(fitting, key=lambda dimension: len(dimension.elements))
    missing = [element for element in best.elements if element not in found]
    if missing:
        text = f"element missing: {', '.join(element_name(base, element) for element in missing)}"
        faults.append(ModelFault("missing-element", base, text))
    return best.elements


@dataclass(frozen=True)
class Resolver:
    """Replaces the names of one declaration by scalar names; faults are appended."""

    shapes: Shapes
    faults: list[ModelFault]

    def expression(self, expression: Expression, element: str | None, where: str) -> Expression:
        """The scalar expression for one element (None: of an equation without dimension)."""
        if isinstance(expression, Call) and expression.operation == "total":
            return self._total(expression.arguments[0], element, where)
        if isinstance(expression, Call):
            parts = (self.expression(part, element, where) for part in expression.arguments)
            return Call(expression.operation, tuple(parts))
        return rebuild(expression, lambda name: Name(self.name(name.name, element, where)))

    def name(self, name: str, element: str | None, where: str) -> str:
        """The scalar name behind `name` for one element."""
        if name not in self.shapes.elements:
            base, own = split_name(name)
            if name not in self.shapes.plain and own not in self.shapes.elements.get(base, ()):
                self.faults.append(unknown_name(where, name, self.shapes.known()))
            return name
        elements = self.shapes.elements[name]
        if element is None:
            text = f"{name} has elements ({', '.join(elements)}) and {where} has none"
            self.faults.append(ModelFault("shape", where, text, f"name one element, or use total({name})"))
        elif element not in elements:
            self.faults.append(ModelFault("shape", where, f"{name} has no element {element}"))
        else:
            return element_name(name, element)
        return name

    def _total(self, inner: Expression, element: str | None, where: str) -> Expression:
        sizes = {self.shapes.elements[name] for name in names_in(inner) if name in self.shapes.elements}
        if len(sizes) != 1:
            shown = ", ".join(names_in(inner))
            text = f"total({shown}) needs names over one and the same dimension"
            self.faults.append(ModelFault("shape", where, text))
            return inner
        return add_all([self.expression(inner, item, where) for item in next(iter(sizes))])
