# `make` alone lists the targets.
PYTHON ?= python3
BIN := .venv/bin
COMPILE := uv pip compile --quiet $(UPGRADE) --universal --generate-hashes --no-emit-index-url --no-annotate --no-header
LOCKED := $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: help install run test check format schemas test-servers bench lock clean

help:
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## */  make \1\t/' | expand -t 22

install: .venv/installed  ## make .venv with the command wirefold, from the locks

run: .venv/installed  ## install, then run all services on embedded servers
	$(BIN)/wirefold up

test: .venv/dev  ## install, then run the tests that need neither Java nor Docker
	$(BIN)/pytest -m "not servers and not docker" -n auto --dist loadfile --no-loadscope-reorder  # long ones first

check: .venv/dev  ## lint, format, types, who imports whom, generated schemas
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m schemas.export --check

format: .venv/dev  ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schemas: .venv/installed  ## write schemas/json and schemas/asyncapi.json anew
	$(BIN)/python -m schemas.export

test-servers: .venv/dev  ## the tests that need Apache Kafka and Redis
	$(BIN)/pytest -m servers

bench: .venv/dev  ## measure speed and memory, see docs/benchmarks.md; the last two need Java and redis-server
	$(BIN)/python -m tests.benchmarks.reading
	$(BIN)/python -m tests.benchmarks.matching
	$(BIN)/python -m tests.benchmarks.statements 10000 50000
	$(BIN)/python -m tests.benchmarks.folding_growth --articles 100000
	$(if $(ARTICLES),$(BIN)/python -m tests.benchmarks.folding_quality $(ARTICLES) $(PAIRS))
	$(BIN)/python -m tests.benchmarks.stage_loop
	$(BIN)/python -m tests.benchmarks.pipeline

lock:  ## bring the locks in line with pyproject.toml; UPGRADE=--upgrade: to the newest versions
	@set -eu; dir=$$(mktemp -d); trap 'rm -rf "$$dir"' EXIT; \
	$(PYTHON) -m venv "$$dir"; "$$dir/bin/pip" install --quiet uv; PATH="$$dir/bin:$$PATH"; set -x; \
	$(COMPILE) pyproject.toml -o requirements.lock; \
	$(COMPILE) pyproject.toml --group dev --group bench -c requirements.lock -o requirements-dev.lock; \
	printf 'editables\nhatchling\npip\n' | $(COMPILE) - -c requirements-dev.lock -o requirements-build.lock

clean:  ## remove the environment and what the tools keep
	rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv

# pip and the build backend come from a lock too, so that nothing unpinned is ever installed.
.venv/installed: requirements.lock requirements-build.lock pyproject.toml | .venv/bin/python
	$(LOCKED) -r requirements-build.lock
	$(LOCKED) -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: requirements-dev.lock .venv/installed
	$(LOCKED) -r requirements-dev.lock
	@touch $@
