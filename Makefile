# Every target sets up what it needs; nothing but Python 3.11+, git and make has to be there.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv --quiet
STAMP := $(VENV)/.ready
DISTRIBUTIONS := core adapters $(patsubst %/pyproject.toml,%,$(wildcard plugins/*/pyproject.toml plugins/*/sandbox/pyproject.toml))
# The packages of all distributions, found by their folders: a new plugin is type-checked without an edit.
PACKAGES := $(foreach d,$(DISTRIBUTIONS),$(notdir $(patsubst %/__init__.py,%,$(wildcard $d/*/__init__.py))))
empty :=
space := $(empty) $(empty)
TESTS ?= tests features
QUICK := tests/core tests/procountor tests/architecture
# Many processes are started: without kept bytecode each of them would compile all it imports anew.
unexport PYTHONDONTWRITEBYTECODE
# Three, for some tests wait most of the time: for a killed worker, a window, a browser.
PYTEST := $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

.PHONY: help setup demo test check quick tricky format lint types contracts living bench bench-matching bench-drift soak property nemesis failover lock clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: $(STAMP)  ## the virtual environment with everything in it

# The exact versions come from constraints.txt, hashes checked; our own packages are installed editable.
$(STAMP): constraints.txt $(patsubst %,%/pyproject.toml,$(DISTRIBUTIONS))
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check $$(grep -oE '^uv==[0-9.]+' constraints.txt)
	@$(UV) pip sync --python $(BIN)/python --require-hashes --only-binary :all: constraints.txt
	@$(UV) pip install --python $(BIN)/python --no-deps --no-build-isolation $(patsubst %,-e ./%,$(DISTRIBUTIONS))
	@touch $@

demo: setup  ## Trackifi's side, a worker and a local Procountor; prints where to look
	@$(BIN)/trackifi-accounting demo

test: setup  ## all tests and scenarios
	@TESTS="$(TESTS)" $(BIN)/python -m tests.stamp use || $(PYTEST) $(TESTS)

check: setup lint types contracts  ## format, lint, types, import contracts, tests
	@$(PYTEST) $(TESTS)
	@TESTS="$(TESTS)" $(BIN)/python -m tests.stamp write

quick: setup lint types contracts  ## what to run at each step: all but the slow tests
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -q $(QUICK)

tricky: setup  ## invoices, numbers and files that programs get wrong, each with its right outcome
	@$(BIN)/python -m pytest -q -m tricky $(TESTS)

format: setup  ## write the format
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lint: setup  ## format and lint, nothing written
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: setup  ## mypy --strict
	@MYPYPATH=$(subst $(space),:,$(strip $(DISTRIBUTIONS))) $(BIN)/mypy $(addprefix -p ,$(PACKAGES))

contracts: setup  ## who may import whom
	@$(BIN)/python -m tests.architecture.contracts

living: setup  ## every scenario as a page, with how it ended now: build/living/index.html
	@mkdir -p build
	@$(BIN)/python -m pytest -q -n 0 features tests/core/matching/test_matching_feature.py --cucumber-json=build/scenarios.json; ended=$$?; \
	$(BIN)/python -m tests.living build/scenarios.json build/living && exit $$ended

bench: setup  ## the figures, each beside its floor
	@$(BIN)/python -m benchmarks

bench-matching: setup  ## suggestions: right, wrong, time and memory (DATA=folder of labelled names)
	@$(BIN)/python -m benchmarks.matching $(if $(DATA),--data $(DATA))

bench-drift: setup  ## every kind of difference planted among INVOICES=2000: found, missed, false, requests
	@$(BIN)/python -m benchmarks.drift $(if $(INVOICES),--invoices $(INVOICES))

soak: setup  ## the long run: workers killed, answers lost (INVOICES=10000 WORKERS=2 DATABASE=sqlite MIDDLE=)
	@$(BIN)/python -m benchmarks.soak --invoices $(or $(INVOICES),10000) --workers $(or $(WORKERS),2) --database $(or $(DATABASE),sqlite) $(if $(MIDDLE),--middle)

property: setup  ## preview and sending held against each other over generated invoices (INVOICES=20000)
	@$(BIN)/python -m benchmarks.property --invoices $(or $(INVOICES),20000)

nemesis: setup  ## the adversarial middle, two machines, both sides' people (MINUTES=60 DATABASE=sqlite SEED=20)
	@$(BIN)/python -m benchmarks.nemesis --minutes $(or $(MINUTES),60) --database $(or $(DATABASE),sqlite) --seed $(or $(SEED),20)

failover: setup  ## PostgreSQL's standby is promoted while invoices are sent, asynchronous and synchronous (RUNS=3 SEED=20)
	@$(BIN)/python -m benchmarks.failover --runs $(or $(RUNS),3) --seed $(or $(SEED),20)

lock: setup  ## take newer versions into constraints.txt
	@$(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements.in -o constraints.txt

clean:  ## remove what the targets made
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache build
