# Everything below works on a bare machine with Python 3.11 or newer and make.
# `make help` lists the targets; a second run of any of them takes seconds.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp
UV := uv==0.13.9
SHELL := /bin/bash

export OMP_NUM_THREADS := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
INSTALL := $(BIN)/python -m pip install --quiet --require-hashes
PROJECT := $(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --editable .
COMPILE := .venv-lock/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet
SOURCES := src tests evals docs/conf.py $(wildcard tools)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup setup-dev setup-ftm demo test lint eval docs lock upgrade clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*  ## ' $(MAKEFILE_LIST) | sed -E 's/:.*  ## /\t/' | expand -t 12

setup: $(STAMP)-base $(STAMP)-project  ## make .venv with the locked dependencies and firsthand itself

setup-dev: $(STAMP)-dev $(STAMP)-project  ## the same, with everything needed to test and to write docs

setup-ftm: $(STAMP)-ftm  ## the same, with followthemoney, which needs a C++ compiler and ICU's headers

demo: setup  ## study the bundled sample story and write brief.html
	@$(BIN)/firsthand brief --sample -o brief.html
	@echo "The brief is in $(CURDIR)/brief.html: open it in a browser."

test: setup-dev  ## run the tests on every core, with line coverage
	@$(BIN)/python -m pytest --cov --numprocesses auto --dist loadfile

lint: setup-dev  ## check style, types and the direction of imports
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: setup-dev  ## score the answers and fail below evals/floors.json
	@$(BIN)/python -m evals

docs: setup-dev  ## build the documentation into docs/_build/html
	@$(BIN)/python -m sphinx --fail-on-warning --keep-going --quiet -b html docs docs/_build/html
	@echo "The documentation is in $(CURDIR)/docs/_build/html/index.html."

lock: .venv-lock/bin/uv  ## write the lock files again, keeping the versions that still fit
	$(COMPILE) --extra zh --extra vectors --extra web --extra exports --extra tables --extra pg --group dev -o requirements-dev.lock
	$(COMPILE) --extra zh --extra vectors --extra web --extra exports -c requirements-dev.lock -o requirements.lock
	printf '' | .venv-lock/bin/uv pip compile --group ftm --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet \
		-c requirements-dev.lock -o requirements-ftm.lock
	printf '' | .venv-lock/bin/uv pip compile --group build --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet \
		-c requirements-dev.lock -o requirements-build.lock

upgrade:  ## write the lock files again with the newest versions allowed
	rm -f requirements*.lock
	$(MAKE) lock

clean:  ## remove everything that make made
	rm -rf $(VENV) .venv-lock build dist docs/_build htmlcov brief.html .coverage .coverage.* \
		.hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# --- set-up, one stamp for each step ---------------------------------------------------------

# The first interpreter that is new enough, or a message that says what is missing.
define FIND_PYTHON
for candidate in $(PYTHON) python3.13 python3.12 python3.11 python3; do \
	if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		found="$$candidate"; break; \
	fi; \
done; \
if [ -z "$$found" ]; then \
	echo "Firsthand needs Python 3.11 or newer; none was found. Name one: make PYTHON=/path/to/python3.12" >&2; \
	exit 1; \
fi
endef

$(STAMP)-build: requirements-build.lock
	@$(FIND_PYTHON); \
	echo "Making $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv --clear $(VENV) || { \
		echo "Python's venv module is missing or broken; on Debian: apt-get install python3-venv" >&2; \
		exit 1; \
	}
	@$(INSTALL) -r requirements-build.lock
	@touch $@

$(STAMP)-base: requirements.lock | $(STAMP)-build
	@echo "Installing the dependencies of requirements.lock"
	@$(INSTALL) -r requirements.lock
	@touch $@

$(STAMP)-dev: requirements-dev.lock | $(STAMP)-build
	@echo "Installing the dependencies of requirements-dev.lock"
	@$(INSTALL) -r requirements-dev.lock
	@touch $(STAMP)-base $@

$(STAMP)-ftm: requirements-ftm.lock $(STAMP)-dev
	@echo "Building the dependencies of requirements-ftm.lock"
	@$(INSTALL) -r requirements-ftm.lock
	@touch $@

$(STAMP)-project: pyproject.toml | $(STAMP)-build
	@$(PROJECT)
	@touch $@

.venv-lock/bin/uv:
	@$(FIND_PYTHON); "$$found" -m venv .venv-lock
	@.venv-lock/bin/python -m pip install --quiet $(UV)
