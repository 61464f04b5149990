# Needs Python 3.11 or later and make; the rest is installed into .venv beside this file.
#   make run        the answer for the built-in plan        make run SCENARIO=opening
#   make test       the test suite                          make slow   the long tests
#   make lint       style, types, arrows between packages   make bench  speed, start, memory

CANDIDATES := python3 python3.13 python3.12 python3.11 python
PYTHON ?= $(shell for name in $(CANDIDATES); do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$name; break; }; done)
SCENARIO ?=
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: help run test slow lint bench wheel clean

help:
	@sed -n 's/^#   //p' Makefile

run: $(VENV)/.ready
	$(BIN)/planreach run $(SCENARIO)

test: $(VENV)/.ready-dev
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

slow: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -m slow

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports --no-cache

bench: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.start
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.memory
	$(BIN)/python -m benchmarks.engines

wheel: $(VENV)/.ready-dev
	$(BIN)/python -m build --no-isolation --outdir dist .

clean:
	rm -rf $(VENV) dist build

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later found; name one: make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
		echo "Python cannot make environments here; on Debian or Ubuntu install python3-venv." >&2; exit 1; }

$(VENV)/.ready: $(BIN)/python pyproject.toml constraints.txt
	@echo "Installing into $(VENV), the first time only ..." >&2
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.ready-dev: $(BIN)/python pyproject.toml constraints.txt
	@echo "Installing into $(VENV) with the tools for tests, the first time only ..." >&2
	@$(INSTALL) --editable '.[dev]'
	@touch $(VENV)/.ready $@
