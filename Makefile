# Everything below works in a fresh clone, with Python 3.11 or newer and make alone.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: install demo test check lint types contracts docs schema eval floors lock format clean

install: $(VENV)/.installed

# The lock file pins what is tested; `python -m pip` rather than `pip`, whose first line cannot hold a path with spaces.
$(VENV)/.installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: install
	$(BIN)/python -m onrecord demo

# One process a core, whole files to each, for files share what is dear to make (a ledger, a server, a browser).
test: install
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

check: lint types contracts docs test

lint: install
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .

types: install
	$(BIN)/python -m mypy

contracts: install
	$(BIN)/python -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'

# The pages in docs/ and schema/ that are made from the code must be as the code would make them.
docs: install
	$(BIN)/python -m docs.generate --check

schema: install
	$(BIN)/python -m docs.generate

eval: install
	$(BIN)/python -m benchmarks.evaluate --shared "$(SHARED)"

# Raise the floors to what this tree reaches.
floors: install
	$(BIN)/python -m benchmarks.evaluate --shared "$(SHARED)" --raise

format: install
	$(BIN)/python -m ruff check --fix-only .
	$(BIN)/python -m ruff format .

lock:
	$(BIN)/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host \
		--no-emit-find-links --extra dev --extra postgres --extra parquet --extra archives --extra ray --extra feeds --extra charts --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) build dist demo
