"""Nothing of one machine, no registry and no secret is committed; files stay small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from house import PACKAGES, ROOT, product_modules, tracked_files

MOST_LINES = 400
FORBIDDEN = {
    "a path of one machine": re.compile(
        r"(?<![\w.~\-/:])/(?:home|Users|root|work|opt|tmp|var)/\w|[A-Z]:\\Users\\"
    ),
    "the host of a package registry": re.compile(
        r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|deb\.debian\.org|conda\.anaconda\.org"
        r"|--(?:extra-)?index[-]url|--find[-]links|--trusted[-]host"
    ),
    "a secret": re.compile(
        r"BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_\w{30}|\bAKIA[0-9A-Z]{16}|\bsk-\w{20}"
        r"|(?i:\b(?:password|passwd|api_key|secret|access_token)\s*[:=]\s*[\"'][^\"']{6,})"
    ),
}
FILES = {".gitignore", "LICENSE", "Makefile", "README.md", "cli.py", "constraints.txt", "pyproject.toml"}
FOLDERS = {*PACKAGES, ".ci", "tests", "docs", "benchmarks"}


def text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "ignore")


def test_nothing_of_one_machine_is_committed():
    found = [
        f"{path.relative_to(ROOT)}: {what}: {match.group()}"
        for path in tracked_files()
        for what, pattern in FORBIDDEN.items()
        for match in pattern.finditer(text(path))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("a path of one machine", "open('/" + "home/someone/data.csv')"),
        ("the host of a package registry", "https://pypi" + ".org/simple"),
        ("a secret", "password = " + "'correct horse'"),
    ],
)
def test_the_patterns_find_what_they_are_for(what, words):
    assert FORBIDDEN[what].search(words)


def test_the_top_holds_only_what_the_readme_explains():
    assert {path.relative_to(ROOT).parts[0] for path in tracked_files()} <= FILES | FOLDERS


def test_no_python_file_is_long():
    lengths = {path.name: len(text(path).splitlines()) for path in tracked_files() if path.suffix == ".py"}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_no_module_is_called_utils():
    vague = {"utils", "util", "helpers", "misc", "common"}
    assert [path for path in product_modules() if path.stem in vague] == []


def test_every_module_says_what_it_is_for():
    assert [path for path in product_modules() if not text(path).startswith('"""')] == []


def test_the_licence_is_whole():
    licence = text(ROOT / "LICENSE")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
