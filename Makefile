# make start   runs Backbone on this machine        make test         runs the whole suite
# PORT=8080 make start    DEMO=1 make start         make help         the rest

SHELL := /bin/sh
# The first Python from 3.11 on; a newer one than the locked packages know comes last.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && echo $$name && break; done)
PY := .venv/bin/python
WORKERS ?= 2
# Without compiled files beside the sources every process takes four seconds longer to begin.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: start test bench screenshots lint lock help set-up set-up-tests

start: set-up
	@exec $(PY) -m backbone.embedded

test: set-up-tests
	@exec $(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

bench: set-up-tests
	@exec $(PY) -m bench $(ARGS)

screenshots: set-up-tests
	@exec $(PY) -m bench screenshots

lint: set-up
	@$(PY) -m ruff check . && $(PY) -m ruff format --check . && .venv/bin/djade --check $$(git ls-files 'templates/*.html') \
		&& .venv/bin/lint-imports

lock: set-up
	@$$(command -v uv || echo .venv/bin/uv) pip compile pyproject.toml --universal --python-version 3.11 \
		--generate-hashes --group dev -o requirements.lock

set-up:
	@$(if $(PYTHON),,echo "Backbone needs Python 3.11 to 3.14 (python3 on the path, or: make start PYTHON=/path/to/python3.12)."; exit 1;) \
		$(PYTHON) backbone/embedded/install.py

set-up-tests:
	@$(if $(PYTHON),,echo "Backbone needs Python 3.11 to 3.14 (python3 on the path, or: make test PYTHON=/path/to/python3.12)."; exit 1;) \
		$(PYTHON) backbone/embedded/install.py --tests

help:
	@echo "make start        run Backbone on this machine (PORT=8080, DEMO=1)"
	@echo "make test         run the whole test suite (ARGS='tests/backbone/test_embedded.py -x')"
	@echo "make bench        measure pages, PDFs and mail delivery"
	@echo "make screenshots  make the README's picture again"
	@echo "make lint         check style, templates and import order"
	@echo "make lock         resolve requirements.lock again after a change in pyproject.toml"
