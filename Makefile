# Everything from a fresh clone: `make run`, `make test`. Nothing is asked of the machine but Python 3.11 or later.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# The first Python on the path that is new enough; `make run PYTHON=…` names another.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$name >/dev/null && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	&& echo $$name && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python
export UV_PYTHON_DOWNLOADS := never
# Python keeps what it compiled: some environments forbid it, and then every start compiles for seconds.
unexport PYTHONDONTWRITEBYTECODE
# One at a time: steps share the virtual environment.
.NOTPARALLEL:

# ---- set-up: each step leaves a stamp, so that the next time it is passed over ----

BUILT := $(VENV)/.built-frontend
DIST := src/lumbung/kit/static/dist
SCRIPTS := $(wildcard frontend/*.* frontend/.npmrc) $(shell find frontend/scripts frontend/styles -type f)

$(VENV)/.tools: requirements/build.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later was not found; name one: make run PYTHON=/path/to/python3"; exit 1; }
	@echo "Making the virtual environment …"
	@tools/make-venv.sh "$(PYTHON)" $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	@touch $@

$(VENV)/.run: $(VENV)/.tools requirements/run.txt pyproject.toml
	@echo "Installing what Lumbung runs on …"
	@$(INSTALL) --compile-bytecode --require-hashes -r requirements/run.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src/lumbung
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@echo "Installing what tests and checks need …"
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

$(BUILT): $(VENV)/.tools requirements/node.txt $(SCRIPTS) $(if $(wildcard $(DIST)/manifest.json),,missing)
	@echo "Bundling styles and scripts …"
	@tools/build-frontend.sh
	@touch $@

.PHONY: missing
missing:

# ---- what people call ----

.PHONY: help run test check bench soak requirements clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run $(BUILT) ## set up, load Blitar through the real pipeline, serve at http://127.0.0.1:8000
	@exec $(BIN)/lumbung demo

# The floors in their order, then the rest; browsers last. A folder that is new is found by itself.
FIRST := $(wildcard $(addprefix tests/,shape vocabulary engines formats cube kit rooms))
REST := $(filter-out $(FIRST) tests/journeys tests/__pycache__,$(patsubst %/,%,$(wildcard tests/*/)))
JOBS ?= 2
BROWSER ?= yes

test: $(VENV)/.dev $(BUILT) ## set up and run all tests
	@if [ "$(BROWSER)" = yes ]; then tools/find-chromium.sh >/dev/null; fi
	@$(BIN)/pytest -q -n $(JOBS) -m "not soak and not journey" $(FIRST) $(REST)
	@if [ "$(BROWSER)" = yes ]; then \
		LUMBUNG_CHROMIUM="$$(tools/find-chromium.sh)" $(BIN)/pytest -q -m "journey and not soak" tests; \
	else echo "The browser tests were left out (BROWSER=$(BROWSER))."; fi

check: $(VENV)/.dev $(BUILT) ## format, lint, types, imports, dependencies, changelog, then all tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/deptry src
	$(BIN)/towncrier build --draft --version next >/dev/null
	@$(MAKE) test

bench: $(VENV)/.dev $(BUILT) ## the table of measures
	@$(BIN)/python -m benchmarks

soak: $(VENV)/.dev $(BUILT) ## the long trials: all crash points, fuzzing, ten million rows
	@$(BIN)/pytest -m soak tests

requirements: $(VENV)/.tools ## compile the hash-pinned lists anew from requirements/*.in
	@tools/compile-requirements.sh $(ARGS)

clean: ## remove what set-up made; the data in ./var stays
	rm -rf $(VENV) $(DIST) frontend/node_modules build src/*.egg-info
