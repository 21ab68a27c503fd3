# Everything runs in .venv, from requirements.lock; nothing else is needed than Python 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin
# One more than cores: two of them mostly wait for the programs that they play against.
WORKERS ?= 3

.PHONY: install demo test quick check settings bench pictures lock

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml packages/telegram-sandbox/pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "eBOK needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . --editable packages/telegram-sandbox
	touch $@

demo: install
	$(BIN)/ebok demo $(ARGS)

test: install
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup $(ARGS)

# What takes under two minutes: the rules, the windows, the ways in and out on SQLite; no processes.
quick: install
	$(BIN)/pytest -n $(WORKERS) -m "not slow" -k "not postgresql and not valkey" tests/bot tests/dialogs \
		tests/ebok tests/locales tests/storage $(ARGS)

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/deptry --config packages/telegram-sandbox/pyproject.toml packages/telegram-sandbox/src
	$(BIN)/python -m locales.quality.check

# After a change of bot/settings.py: .env.example and the operators' table follow.
settings: install
	$(BIN)/python -m bot.cli.settings_text

# Speed as ratios against a bare aiogram bot; writes var/bench.json.
bench: install
	$(BIN)/python -m benchmarks $(ARGS)

# The pictures of the README and of docs/biuro, from the demo; needs Chromium.
pictures: install
	PYTHONPATH=packages/telegram-sandbox/tests $(BIN)/python -m tests.browser.office_pictures

# After a change of the dependencies in pyproject.toml; needs uv.
lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
		--group dev pyproject.toml --output-file requirements.lock
