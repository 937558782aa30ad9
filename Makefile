# Statecraft. `make serve` and `make test` set up all that they need; `make help` lists the rest.
# Wanted on the machine: Python 3.11 or later, and make.

PYTHON ?= $(firstword $(shell command -v python3.11 python3))
UV := $(shell command -v uv || echo .venv/uv/bin/uv)
RUN := .venv/build/bin/python -m scripts
PORT ?= 8001

DATA := $(wildcard data/*.csv)
LAW := datapackage.json $(wildcard schemas/*.json schemas/*.py schemas/views/*.sql)
PROGRAM := $(wildcard scripts/*.py scripts/*/*.py)
SITE := $(wildcard site/*.yaml site/*.json site/queries/*.sql site/choices/*.sql)

.DEFAULT_GOAL := help
.PHONY: help setup serve build check fmt docs changes test test-spark lint release lock upstream benchmark clean
.DELETE_ON_ERROR:

help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | expand -t 12

setup: .venv/build/.test-ready .venv/serve/.ready ## set up both environments

serve: build/statecraft.db .venv/serve/.ready ## check, build and serve the data on http://127.0.0.1:8001/ (PORT=n for another)
	@$(RUN) serve --port $(PORT)

build: build/statecraft.db ## check the data and build build/statecraft.db

check: .venv/build/.ready ## run all four nets over the data
	@$(RUN) check

fmt: .venv/build/.ready ## write data/*.csv in canonical form
	@$(RUN) fmt

docs: .venv/build/.ready ## write the generated documents
	@$(RUN) docs

changes: .venv/build/.ready ## tell what changed since a revision or an older package (BASE=main)
	@$(RUN) changes $(or $(BASE),main)

lint: .venv/build/.test-ready ## lint and type-check the program
	.venv/build/bin/ruff check .
	.venv/build/bin/ruff format --check .
	.venv/build/bin/mypy

test: setup lint ## run everything: lint, checks, freshness of the documents, tests
	$(RUN) fmt --check
	$(RUN) check
	$(RUN) docs --check
	.venv/build/bin/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

test-spark: .venv/build/.test-ready .venv/spark/.ready ## run views and queries on Apache Spark, tables at 100 times their size (FACTOR=100, Java 17)
	.venv/build/bin/python -m benchmarks.spark $(or $(FACTOR),100)

release: .venv/build/.ready ## build dist/ from a clean tree: the files of a release of this version
	@$(RUN) release

lock: | $(UV) ## pin the dependencies anew from requirements/*.in
	for name in uv build serve test spark; do \
		$(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
			--no-emit-index-url --no-emit-find-links requirements/$$name.in -o requirements/$$name.txt || exit 1; \
	done

upstream: .venv/build/.ready ## compare a checkout of the Historian's repository with our data (TRAVELS=path)
	@$(RUN) upstream $(TRAVELS)

benchmark: .venv/build/.ready ## measure the checks and write benchmarks/README.md
	.venv/build/bin/python -m benchmarks

clean: ## delete the environments and all that was built
	rm -rf .venv build dist

build/statecraft.db: $(DATA) $(LAW) $(PROGRAM) $(SITE) .venv/build/.ready
	@$(RUN) build
	@touch $@

.venv/uv/bin/uv: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; set PYTHON=path" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' || { echo "this Python cannot make environments; install python3-venv, or uv" >&2; exit 1; }
	$(PYTHON) -m venv .venv/uv
	.venv/uv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt

.venv/build/.ready: requirements/build.txt | $(UV)
	$(UV) venv --quiet --clear --python $(PYTHON) .venv/build
	$(UV) pip install --quiet --compile-bytecode --python .venv/build/bin/python --require-hashes -r requirements/build.txt
	@touch $@

.venv/build/.test-ready: requirements/test.txt .venv/build/.ready
	$(UV) pip install --quiet --compile-bytecode --python .venv/build/bin/python --require-hashes -r requirements/test.txt
	@touch $@

.venv/spark/.ready: requirements/spark.txt | $(UV)
	$(UV) venv --quiet --clear --python $(PYTHON) .venv/spark
	$(UV) pip install --quiet --compile-bytecode --python .venv/spark/bin/python --require-hashes -r requirements/spark.txt
	@touch $@

.venv/serve/.ready: requirements/serve.txt | $(UV)
	$(UV) venv --quiet --clear --python $(PYTHON) .venv/serve
	$(UV) pip install --quiet --compile-bytecode --python .venv/serve/bin/python --require-hashes -r requirements/serve.txt
	@touch $@
