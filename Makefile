# Two commands on a fresh machine with Python 3.11 or newer: `make demo` and `make test`.

VENV ?= .venv
BIN := $(VENV)/bin
CLIENT := web/static/manifest.json
CLIENT_SOURCES := $(shell find web/client web/locale -type f -not -path '*/node_modules/*' -not -path '*/coverage/*')
DEMO_ARGS ?=

.PHONY: help setup demo test check test-python test-client bench screenshots lock clean

help:
	@echo "make demo         set everything up, make a fictional Crown Court case, serve it"
	@echo "make test         set everything up, run every check and test"
	@echo "make bench        print the table of measurements"
	@echo "make screenshots  take the README's pictures from a running demo"
	@echo "make lock         renew the pinned requirements"

setup: $(VENV)/.ready $(CLIENT)

$(VENV)/.ready: deploy/prepare.py deploy/requirements-dev.txt pyproject.toml
	@sh deploy/prepare.sh $(VENV)
	@touch $@

$(CLIENT): $(VENV)/.ready $(CLIENT_SOURCES)
	@$(BIN)/python web/client/hatch_build.py

demo: setup
	@$(BIN)/sheaf demo $(DEMO_ARGS)

test: setup check test-client test-python

check: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test-client: $(CLIENT)
	$(BIN)/python web/client/hatch_build.py test

test-python: setup
	$(BIN)/python -m tests.browser.chromium
	$(BIN)/python -m pytest -n 2 --dist loadfile $(PYTEST_ARGS)

bench: setup
	$(BIN)/python -m benchmarks

screenshots: setup
	$(BIN)/python -m docs.screenshots

lock: $(VENV)/.ready
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --upgrade --quiet --output-file deploy/requirements-dev.txt
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --upgrade --quiet --output-file deploy/requirements.txt

clean:
	rm -rf $(VENV) web/static web/client/node_modules
