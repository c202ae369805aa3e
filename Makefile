# Needs Python 3.11 and make; everything else is installed into .venv from the lock file.
PYTHON ?= python3.11
BIN := .venv/bin
PORT ?= 8000
DEMO := demo-data

.PHONY: demo test test-all lint bench bench-extraction bench-search serve lock sbom train

# The environment, made once and again whenever the lock file changes.
.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Index the samples, print a few answers, serve the form (SERVE=0 stops after the answers).
demo: .venv/installed
	$(BIN)/python -m benchmarks.demo --data $(DEMO) --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve)

test: .venv/installed
	$(BIN)/python -m pytest -m "not slow"

test-all: .venv/installed
	$(BIN)/python -m pytest

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/bandit --quiet --configfile pyproject.toml --severity-level medium --recursive \
	  commands corpus indexer search cli.py settings.py wsgi.py verbatim_client.py

bench: bench-extraction bench-search

bench-extraction: .venv/installed
	$(BIN)/python -m benchmarks.extraction

bench-search: .venv/installed
	$(BIN)/python -m benchmarks.search

# The data folder is data/ unless VERBATIM_DATA or verbatim.toml says otherwise.
serve: .venv/installed
	$(BIN)/verbatim serve

# Pin every dependency, with hashes, after a change in pyproject.toml.
lock: .venv/installed
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --extra dev \
	  --no-emit-find-links --no-emit-index-url --no-emit-trusted-host -o requirements.lock pyproject.toml

# The bill of materials (CycloneDX): every pinned package with its hashes.
sbom: .venv/installed
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.json

# Make the learnt models anew from annotated articles, which are not distributed (docs/extraction.md).
GOLD ?= ../shared/gold/train.jsonl
BULK ?= ../shared/bulk
train: .venv/installed
	$(BIN)/python -m benchmarks.standoff learnt $(BULK) build/learnt.jsonl
	$(BIN)/python -m indexer.extraction.learnt.train $(GOLD) build/learnt.jsonl
