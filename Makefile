# Two commands for a machine that has only Python, git and make: `make review` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
EXAMPLE ?= corpora/examples/fuxin-2022.docx

.PHONY: review test lint format types contracts tests examples documents opinion figures bench fuzz clean

# What was found is the result here, not an error: --fail-on never.
review: $(VENV)/.installed
	@$(BIN)/reviewer check --fail-on never $(EXAMPLE)

test: lint types contracts tests

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

contracts: $(VENV)/.test
	$(BIN)/lint-imports

tests: $(VENV)/.test
	$(BIN)/pytest --cov --cov-report=term

format: $(VENV)/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

examples: $(VENV)/.test
	$(BIN)/python corpora/examples/generate.py

# What the documents that the tests build must give, written from beside their builders.
documents: $(VENV)/.test
	PYTHONPATH=tests $(BIN)/python -m documents.containers.expectations
	PYTHONPATH=tests $(BIN)/python -m documents.shapes.write

# The second opinion is trained on the dev part alone; the test part only measures.
opinion: $(VENV)/.test
	$(BIN)/python -m reviewer.learning.opinion corpora/gold/dev -o lexicons/opinion.json

figures: $(VENV)/.test
	$(BIN)/python benchmarks/readme_tables.py

# FILES=1000000 runs longer; the guided run is for MINUTES at most.
FILES ?= 100000
MINUTES ?= 5
fuzz: $(VENV)/.test
	$(BIN)/python tests/fuzzing/run.py --files $(FILES)
	$(BIN)/python tests/fuzzing/guided.py -max_total_time=$$(($(MINUTES) * 60)) -timeout=10 -rss_limit_mb=1024

bench: $(VENV)/.test
	$(BIN)/python benchmarks/cold_check.py
	$(BIN)/python benchmarks/review_speed.py
	$(BIN)/python benchmarks/extract_speed.py
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/reading_speed.py
	$(BIN)/python benchmarks/report_speed.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	@$(BIN)/python -m compileall -q reviewer
	@touch $@

$(VENV)/.test: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .coverage dist build
