# make demo: an attribution report on the example article.  make test: everything that is tested.
# Needs CPython 3.11 or newer as `python3`, or name it: make test PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := out
SECONDS := 600
STORE := $(OUT)/sources.db
CODE := claims sources verifier benchmarks training tests examples
# Modules are compiled when they are first imported, and that is kept whatever the surroundings say: compiling
# all of them takes longer than the rest, compiling the same ones at each start takes seconds.
export PYTHONDONTWRITEBYTECODE :=
PIP := $(BIN)/python -m pip install --quiet --no-compile -c constraints.txt

# Labelled data is not part of the project; benchmarks that need it run where it lies beside the clone.
VERIFIER_SHARED ?= $(wildcard ../shared)
export VERIFIER_SHARED

# Tests load models from installed packages only, and threads that wait must not spin on a small machine.
# Three tests at a time, as many of them wait; those of a file by one process, in the order of tests/conftest.py.
SHARED_OUT := -n 3 --dist loadfile --no-loadscope-reorder
TEST_ENV := HF_HUB_OFFLINE=1 OMP_WAIT_POLICY=passive OMP_NUM_THREADS=1

.PHONY: help demo test check lint types imports tests coverage fuzz soak offline mutation audit sbom docs format \
	bench clean

help:
	@echo "make demo    set up, check the example article, write $(OUT)/report.html"
	@echo "make test    set up, then make check"
	@echo "make check   lint, formatting, strict types, import contract, tests, docs, quality floors"
	@echo "make coverage the tests, telling what they do not reach: slower"
	@echo "make fuzz    look for inputs that break the program, for SECONDS=600"
	@echo "make soak    fuzz, then an hour of the desk under 20 users and trouble"
	@echo "make offline the tests, where there is no network but loopback (Linux)"
	@echo "make mutation faults put into the code, and whether the tests find them: hours; MODULES=... takes less"
	@echo "make audit   ask whether a pinned package has a known hole (ADVISORIES=FOLDER: offline)"
	@echo "make sbom    write $(OUT)/sbom.json, what the program is made of (CycloneDX)"
	@echo "make docs    write the generated pages of docs/ again"
	@echo "make format  format and sort imports"
	@echo "make bench   speed, and quality where the labelled data is at hand (VERIFIER_SHARED)"
	@echo "make clean   remove what these commands made, the virtual environment included"

demo: $(VENV)/.runtime
	@rm -rf $(OUT) && mkdir -p $(OUT)
	PATH="$(CURDIR)/$(BIN):$$PATH" sh examples/add_sources.sh $(STORE)
	$(BIN)/verifier check --store $(STORE) --fail-on never examples/article.md
	@$(BIN)/verifier check --store $(STORE) --fail-on never examples/article.md \
		--format html --output $(OUT)/report.html
	@echo && echo "A source that changes after it was cited:" && echo
	$(BIN)/python examples/changing_source.py $(OUT)
	@echo "The report on the example article, beside its sources: $(OUT)/report.html (open it in a browser)"

test: check

# Types are looked at by one process: the tests have the other cores meanwhile.
check: lint imports
	@$(MAKE) --no-print-directory --jobs=2 types tests

lint: $(VENV)/.dev
	$(BIN)/ruff check $(wildcard $(CODE))
	$(BIN)/ruff format --check $(wildcard $(CODE))

types: $(VENV)/.dev
	$(BIN)/mypy --strict

imports: $(VENV)/.dev
	$(BIN)/lint-imports --no-cache --config setup.cfg

# The docs check is tests/test_project.py; the quality floors are tests/frozen.
tests: $(VENV)/.dev
	$(TEST_ENV) $(BIN)/python -m pytest $(SHARED_OUT) -rs

coverage: $(VENV)/.dev
	$(TEST_ENV) $(BIN)/python -m pytest $(SHARED_OUT) -rs --cov --cov-report=
	$(BIN)/python -m benchmarks.covered

# SECONDS=600 of it on all targets together; see docs/reliability.md.
fuzz: $(VENV)/.dev
	$(TEST_ENV) nice -n 5 $(BIN)/python -m tests.hostile.fuzzing --seconds $(SECONDS) --out $(OUT)/fuzz

soak: fuzz
	$(BIN)/python -m benchmarks.soak --minutes 60 --users 20

# Not one test needs a network: those that fetch do it from loopback.
offline: $(VENV)/.dev
	$(TEST_ENV) $(BIN)/python -m tests.offline $(BIN)/python -m pytest $(SHARED_OUT) -rs

# make mutation MODULES=verifier/compare/quote.py: one module, some minutes. All of verifier/compare takes hours.
MODULES ?= verifier/compare
mutation: $(VENV)/.dev
	@$(PIP) -e '.[mutation]'
	$(TEST_ENV) nice -n 5 $(BIN)/python -m benchmarks.mutation $(MODULES)

# ADVISORIES names a folder of OSV files, for where no network is.
audit: $(VENV)/.dev
	$(BIN)/python -m benchmarks.audit $(if $(ADVISORIES),--advisories $(ADVISORIES))

sbom: $(VENV)/.dev
	$(BIN)/python -m benchmarks.sbom $(OUT)/sbom.json

docs: $(VENV)/.dev
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.hostile

format: $(VENV)/.dev
	$(BIN)/ruff check --fix $(wildcard $(CODE))
	$(BIN)/ruff format $(wildcard $(CODE))

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.rules
	$(BIN)/python -m benchmarks.pairs
	$(TEST_ENV) VERIFIER_LONG_TESTS=1 $(BIN)/python -m pytest tests/frozen/test_pairs.py tests/test_benchmarks_speed.py
	$(BIN)/python -m benchmarks.search --passages 100000 --synthetic
ifneq ($(VERIFIER_SHARED),)
	$(BIN)/python -m benchmarks.attribution --data $(VERIFIER_SHARED)
	$(BIN)/python -m benchmarks.kinds --data $(VERIFIER_SHARED)
	$(BIN)/python -m benchmarks.evidence --data $(VERIFIER_SHARED)
else
	@echo "No labelled data at hand: set VERIFIER_SHARED to its folder to measure quality too."
endif

clean:
	rm -rf $(VENV) $(OUT) build *.egg-info .coverage .coverage.* .mypy_cache .ruff_cache .hypothesis
	find $(wildcard $(CODE)) -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "This needs Python 3.11 or newer; name one: make PYTHON=python3.11 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# torch is asked for alone and exactly, so that its CPU build is taken where one is offered.
$(VENV)/.runtime: $(BIN)/python constraints.txt setup.cfg pyproject.toml
	@echo "Setting up $(VENV): about 2 GB, some minutes"
	@$(PIP) torch==2.13.0
	@$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(BIN)/python constraints.txt setup.cfg pyproject.toml
	@echo "Setting up $(VENV) with what the tests need: about 2 GB, some minutes"
	@$(PIP) torch==2.13.0
	@$(PIP) -e '.[dev]'
	@touch $(VENV)/.runtime $@
