# Every target sets up what it needs by itself. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help demo learn test notebooks audit bench fuzz lint format site site-lite site-serve site-test vendor-pyodide clean

# Compiled files make every start faster; some machines switch them off for the whole shell.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
BIN := $(VENV)/bin
# Named after what they stand for: a changed lock asks for a new environment, a changed pyproject only
# for the project's own installation, and a mere touch for neither.
digest = $(shell cat $(1) | cksum | cut -d ' ' -f 1)
SYNCED := $(VENV)/.synced-$(call digest,requirements.lock)
READY := $(VENV)/.ready-$(call digest,requirements.lock pyproject.toml)

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(READY) ## watch a class of 24 be released, answered, graded, explained and reported
	@$(BIN)/autograder demo

learn: $(READY) ## open the course in JupyterLab, with your own copies in work/
	@$(BIN)/autograder learn

test: $(READY) ## format, lint, types, then every test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/pytest -n 2

notebooks: $(READY) ## rebuild every generated file from its source
	@$(BIN)/autograder build

audit: $(READY) ## grade the graders
	@$(BIN)/autograder audit

bench: $(READY) ## grade one class with this grader, stock nbgrader and otter, side by side
	@$(BIN)/python -m tests.benchmarks.latency
	@$(BIN)/python -m tests.benchmarks.bench

fuzz: $(READY) ## throw bytes at what reads students' answers, for a minute
	@test -x _bench/fuzz/bin/python || $(BIN)/python -m venv _bench/fuzz
	@_bench/fuzz/bin/pip install --quiet 'atheris>=3'
	@PYTHONPATH=$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))'):. \
	_bench/fuzz/bin/python tests/engine/fuzz_wire.py -max_total_time=60 -verbosity=0 -print_final_stats=1

lint: $(READY) ## read the lessons and the release for mistakes
	@$(BIN)/autograder lint

format: $(READY) ## put the code into its one form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

site: $(READY) ## make the website in _site/
	@$(BIN)/python -m course.site.build

site-lite: vendor-pyodide site ## make the website with a whole JupyterLab in the browser
	@$(BIN)/python -m course.site.lite

site-serve: site ## make the website and serve it on this machine
	@$(BIN)/python -m course.site.serve

site-test: $(READY) ## test the website in Chromium
	@$(BIN)/pytest -n 2 tests/site

vendor-pyodide: $(READY) ## fetch and verify Python for the browser, into _vendor/pyodide/
	@$(BIN)/python -m course.site.pyodide

clean: ## remove the environment and caches (never work/)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache

# A Python new enough, with the parts needed to make an environment.
FIND_PYTHON = for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
    $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
    && echo $$python && exit; done; \
    echo 'Python 3.11 or newer with its venv module is needed (on Debian: apt-get install python3-venv).' >&2; \
    echo 'If it is installed elsewhere, say where: make PYTHON=/path/to/python3' >&2; exit 1

$(SYNCED):
	@python=$$($(FIND_PYTHON)) || exit 1; \
	echo "Setting up $(VENV), once; this takes a minute or two."; \
	test -x $(BIN)/python || $$python -m venv $(VENV)
	@# uv itself comes from the lock too, so that its hash is checked like every other.
	@test -x $(BIN)/uv || { sed -n '/^uv==/,/# via/p' requirements.lock > $(VENV)/uv.txt \
	&& $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt; }
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip sync --quiet --require-hashes --compile-bytecode requirements.lock
	@rm -f $(VENV)/.synced-*
	@touch $@

$(READY): $(SYNCED)
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --offline --editable .
	@rm -f $(VENV)/.ready-*
	@touch $@
