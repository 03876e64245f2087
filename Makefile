# make start   runs Backbone on this machine        make test         runs the tests
# PORT=8080 make start    DEMO=1 make start         make help         the rest

SHELL := /bin/sh
# The first Python from 3.11 on; a newer one than the locked packages know comes last.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && echo $$name && break; done)
PY := .venv/bin/python
WORKERS ?= $(shell nproc 2>/dev/null || sysctl -n hw.ncpu 2>/dev/null || echo 2)
# AT=2026-07-10T22:15:00Z sets the clock of the run and of all it starts.
PYTEST = $(PY) $(if $(AT),-m tests.at $(AT)) -m pytest -n $(WORKERS) --durations=20
# Without compiled files beside the sources every process takes four seconds longer to begin.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: start dev backup restore shell migrations messages test test-fast test-long coverage bench bench-compare screenshots lint format lock help \
	set-up set-up-tests lint-ruff lint-format lint-templates lint-css lint-lines lint-imports lint-types

start: set-up
	@exec $(PY) -m backbone.embedded

# Never where others can reach it: its error pages show everything.
dev: set-up
	@BACKBONE_DEV=1 exec $(PY) -m backbone.embedded

# FILE=… says where; without it below var/backups/. With DATABASE_URL it is that database's.
backup: set-up
	@exec $(PY) -m backbone.embedded.backup save $(if $(FILE),"$(FILE)")

restore: set-up
	@exec $(PY) -m backbone.embedded.backup restore $(if $(FILE),"$(FILE)")

shell: set-up
	@exec $(PY) manage.py shell

migrations: set-up
	@exec $(PY) manage.py makemigrations $(ARGS)

messages: set-up
	@exec $(PY) manage.py messages

test: set-up-tests
	@exec $(PYTEST) -m "not long" $(ARGS)

test-fast: set-up-tests
	@exec $(PYTEST) -m "fast and not long" $(ARGS)

# Where files are named, all of their tests.
test-long: set-up-tests
	@exec $(PYTEST) $(if $(filter tests%,$(ARGS)),,-m long) $(ARGS)

coverage: set-up-tests
	@$(PY) -m coverage erase && $(PY) -m coverage run -m pytest -n $(WORKERS) -m "not long" $(ARGS) \
		&& $(PY) -m coverage combine --quiet && $(PY) -m coverage report

bench: set-up-tests
	@exec $(PY) -m bench $(ARGS)

# REV=… says with which commit; this checkout and that one in turn.
bench-compare: set-up-tests
	@exec $(PY) -m bench.compare "$(REV)" $(ARGS)

screenshots: set-up-tests
	@exec $(PY) -m bench screenshots

# One check after the other, whatever the ones before found; the last line says which failed.
LINTS := ruff format templates css lines imports types
lint: set-up
	@failed=; for each in $(LINTS); do $(MAKE) --no-print-directory lint-$$each || failed="$$failed $$each"; done; \
		test -z "$$failed" || { echo "make lint: failed:$$failed"; exit 1; }

lint-ruff:
	@$(PY) -m ruff check .
lint-format:
	@$(PY) -m ruff format --check .
lint-templates:
	@.venv/bin/djade --check $$(git ls-files 'templates/*.html')
	@.venv/bin/djangofmt --check --quiet templates || { echo "To format them: make format"; exit 1; }
lint-css:
	@.venv/bin/biome format static templates
lint-lines:
	@$(PY) -m tests.development.lines
lint-imports:
	@.venv/bin/lint-imports
lint-types:
	@$(PY) -m mypy

# Writes what lint-format, lint-templates and lint-css ask for.
format: set-up
	@$(PY) -m ruff format . && .venv/bin/djangofmt templates && .venv/bin/biome format --write static templates

lock: set-up
	@$$(command -v uv || echo .venv/bin/uv) pip compile pyproject.toml --universal --python-version 3.11 \
		--generate-hashes --group dev -o requirements.lock

set-up:
	@$(if $(PYTHON),,echo "Backbone needs Python 3.11 to 3.14 (python3 on the path, or: make start PYTHON=/path/to/python3.12)."; exit 1;) \
		$(PYTHON) backbone/embedded/install.py

set-up-tests:
	@$(if $(PYTHON),,echo "Backbone needs Python 3.11 to 3.14 (python3 on the path, or: make test PYTHON=/path/to/python3.12)."; exit 1;) \
		$(PYTHON) backbone/embedded/install.py --tests $(if $(AT),--clock)

help:
	@echo "make start        run Backbone on this machine (PORT=8080, DEMO=1)"
	@echo "make dev          the same for whoever edits: reloads, shows errors"
	@echo "make backup       save everything in one file (FILE=/path/to/it.dump), also while it runs"
	@echo "make restore      put a backup in place of what is there (FILE=var/backups/….dump), while it rests"
	@echo "make shell        Python with the models, on the servers that make start or make dev runs"
	@echo "make migrations   write what the models changed (ARGS='--name words app')"
	@echo "make messages     bring the texts' catalogues up to date and compile them (needs GNU gettext)"
	@echo "make test         run the test suite (ARGS='tests/backbone/test_embedded.py -x', AT=2026-12-31T23:30:00Z)"
	@echo "make test-fast    run a part of it that touches each app within a minute, without a browser"
	@echo "make test-long    run what is long by nature; with ARGS=tests/x.py every test of that file"
	@echo "make coverage     run the test suite and say which branches it took"
	@echo "make bench        measure pages, PDFs and mail delivery at three sizes"
	@echo "make bench-compare REV=…   the same here and at another commit, in turn"
	@echo "make screenshots  make the README's picture again"
	@echo "make lint         check style, templates, import order and types; make lint-types one of them"
	@echo "make format       write Python, templates and stylesheets as make lint wants them"
	@echo "make lock         resolve requirements.lock again after a change in pyproject.toml"
