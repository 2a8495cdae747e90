# marsad: `make` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test fast lint types lock gazetteer bench quality clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.run: requirements.txt scripts/venv.sh
	@sh scripts/venv.sh $(PYTHON) $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.self: $(VENV)/.run pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.self requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

demo: $(VENV)/.self ## load the sample casebook into a fresh ledger and show it
	@$(BIN)/python scripts/demo.py

test: $(VENV)/.dev lint types ## the whole test suite, lint, types and floors
	@$(BIN)/python -m pytest -n auto

fast: $(VENV)/.dev ## the tests that take no more than a few seconds
	@$(BIN)/python -m pytest -n auto -m "not long"

lint: $(VENV)/.dev ## ruff, rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.dev ## mypy, strict
	@$(BIN)/mypy

gazetteer: $(VENV)/.self ## rebuild the packaged gazetteers from the source tables (SOURCES=folder)
	@$(BIN)/python scripts/build_gazetteer.py $(SOURCES)
	@$(if $(SOURCES),$(BIN)/python scripts/build_outlines.py $(SOURCES))
	@$(BIN)/python scripts/build_gazetteer_iq.py $(SOURCES)

bench: $(VENV)/.dev ## measure speed: medians of several runs
	@$(BIN)/python scripts/bench.py

quality: $(VENV)/.dev ## measure reader and ledger on the gold files, and raise their quality floors to what is reached
	@$(BIN)/python tests/quality.py

lock: $(VENV)/.run ## write the hash-locked requirements files again (UPGRADE=--upgrade: with the newest versions)
	@sh scripts/lock.sh $(BIN) $(UPGRADE)

clean: ## remove the virtual environment and everything generated
	rm -rf $(VENV) build dist .demo .bench .pytest_cache .mypy_cache .ruff_cache .hypothesis
