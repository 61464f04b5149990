"""What is imported is declared, what is declared is imported, and every version is pinned once a Python."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator

import pytest
from house import constraints, product_modules, project, requirements, third_party
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PARTS = {"pydantic-core": "pydantic"}
"""Packages that another one brings along as a part of itself, in one exact version."""
PYTHONS = ("3.11", "3.12", "3.13")
EXTRAS = ("docs", "sensitivity")
"""Optional parts for users; a command that lacks one names it."""


def imported() -> set[str]:
    owners = importlib.metadata.packages_distributions()
    names = {name for path in product_modules() for name in third_party(path)}
    found = {str(canonicalize_name(owners[name][0])) for name in names}
    return {PARTS.get(name, name) for name in found}


def pinned(python: str, platform: str = "linux") -> Iterator[Requirement]:
    place = {"python_version": python, "python_full_version": f"{python}.0", "sys_platform": platform}
    return (line for line in constraints() if line.marker is None or line.marker.evaluate(place))


def test_every_import_is_declared():
    assert imported() <= set(requirements()) | {name for extra in EXTRAS for name in requirements(extra)}


def test_every_declared_dependency_is_imported():
    assert set(requirements()) <= imported()


def test_any_later_python_is_allowed():
    assert project()["requires-python"] == ">=3.11"


@pytest.mark.parametrize("python", PYTHONS)
def test_a_version_is_pinned_once_for_each_python(python):
    names = [canonicalize_name(line.name) for line in pinned(python)]
    assert len(names) == len(set(names))
    assert all(str(line.specifier).startswith("==") for line in pinned(python))


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("extra", [None, "dev", *EXTRAS])
def test_the_pinned_versions_are_within_the_declared_bounds(python, extra):
    versions = {str(canonicalize_name(line.name)): str(line.specifier)[2:] for line in pinned(python)}
    outside = [name for name, r in requirements(extra).items() if not r.specifier.contains(versions[name])]
    assert outside == []


def test_constraints_name_no_address():
    assert all(line.url is None for line in constraints())
