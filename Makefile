# make run   install, ingest the seed articles, and ask
# make test  install, and run the tests
# make check formatter, linter, types, import rules
# make bench measure speed, memory and disk at size: make bench PASSAGES=100000 (half an hour)
# make lock  pin the dependencies anew (needs uv)

PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $(name))))
BIN := .venv/bin
PASSAGES ?= 10000
QUESTION := How many countries took part?

.PHONY: run test check bench lock clean

# Piped questions are answered; with nothing piped in, one example is.
run: .venv/runtime
	@$(BIN)/python -m ingest add seeds
	@if [ -t 0 ]; then $(BIN)/python -m bot; \
	elif IFS= read -r first; then { printf '%s\n' "$$first"; cat; } | $(BIN)/python -m bot; \
	else echo "? $(QUESTION)"; $(BIN)/python -m bot ask "$(QUESTION)"; fi

test: .venv/dev
	@$(BIN)/python -m pytest

check: .venv/dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: .venv/dev
	@$(BIN)/python -m tests.bench --passages $(PASSAGES)

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

.venv/pip:
	@[ -n "$(PYTHON)" ] || { echo "Dateline needs Python 3.11, 3.12 or 3.13: install one, or name it with PYTHON=…"; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/runtime: .venv/pip requirements.txt
	@echo "Installing, once …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev: .venv/runtime requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
