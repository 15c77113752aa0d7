# make demo: the whole way on an invented county.  make test: everything CI checks.
VENV   ?= .venv
PYTHON ?= python3
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
DEMO   ?= demo-county
SCALE  ?= 1
SEED   ?= 1

NEO4J  := build/neo4j

.PHONY: demo test lint types unit wheel bench docs neo4j clean

$(STAMP): pyproject.toml hatch_build.py
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

demo: $(STAMP)
	$(BIN)/graphinv demo $(DEMO) --scale $(SCALE) --seed $(SEED)

test: lint types unit wheel

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

neo4j: $(NEO4J)

# Java, Maven and the server's jars, where they may be installed; elsewhere it says what is missing.
$(NEO4J): tests/neo4j/pom.xml
	bash tests/neo4j/bring.sh $@

# A third process works while the others wait for the server or the browser.
unit: $(STAMP) neo4j
	$(BIN)/python -m pytest -n 3 --dist loadgroup

wheel: $(STAMP)
	$(BIN)/python tests/packaging/wheel_check.py

bench: $(STAMP)
	$(BIN)/python -m benchmarks

docs: $(STAMP)
	$(BIN)/graphinv rules docs

clean:
	rm -rf $(VENV) dist build $(DEMO)
