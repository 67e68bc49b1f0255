# Two commands on a fresh machine: make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
TEST_STAMP := $(VENV)/.ready-test
BENCH_STAMP := $(VENV)/.ready-bench

.PHONY: demo serve test prove bench lock clean

demo: $(STAMP)
	$(BIN)/zhargy demo out/demo

serve: $(STAMP)
	test -f out/demo/reform/record/checkpoint || $(BIN)/zhargy demo out/demo
	$(BIN)/zhargy serve out/demo/reform

test: $(TEST_STAMP)
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

prove: $(TEST_STAMP)
	ZHARGY_CAMPAIGN=whole $(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

bench: $(BENCH_STAMP)
	$(BIN)/python -m benchmarks

lock:
	uv pip compile pyproject.toml --group build --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 -o locks/runtime.txt
	uv pip compile pyproject.toml --group build --group test --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 -o locks/test.txt
	uv pip compile pyproject.toml --group build --group test --group bench --generate-hashes --no-emit-index-url --no-header --universal --python-version 3.11 -o locks/bench.txt

$(STAMP): locks/runtime.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/runtime.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(TEST_STAMP): $(STAMP) locks/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/test.txt
	touch $@

$(BENCH_STAMP): $(TEST_STAMP) locks/bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/bench.txt
	touch $@

clean:
	rm -rf out build .mypy_cache .ruff_cache .pytest_cache
