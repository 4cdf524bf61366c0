# The same words for people and for CI. On a fresh machine `make demo` or `make test` is all there is to do.

PYTHON   ?= python3
VENV     := .venv
BIN      := $(VENV)/bin
READY    := $(VENV)/.ready
DEBIAN   := DEBIAN_FRONTEND=noninteractive apt-get -qq
PACKAGES := chromium fontconfig fonts-noto-cjk default-jre-headless
QUICK    := -q -n auto -m "not slow and not browser"

.PHONY: help install check test demo screenshots notebooks benchmarks system clean

help:  ## what there is to make
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 22

install: $(READY)  ## a virtual environment in .venv with everything, at the pinned versions

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV)
	@if $(BIN)/python -m pip --version >/dev/null 2>&1; then pip="$(BIN)/python -m pip"; \
	else pip="$(PYTHON) -m pip --python $(BIN)/python"; fi; \
	echo "installing into $(VENV) …"; $$pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

demo: $(READY)  ## the main job: read the lists in data/lists/, build the graph and all its views, print the summary
	@$(BIN)/kg build

check: $(READY)  ## format, lint, types, the order of the modules, the ontology
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -q tests -k "vocab or ontology or shapes"

test: check system  ## everything: check, the quick tests under two hostile locales, then all tests
	LC_ALL=C PYTHONCOERCECLOCALE=0 PYTHONUTF8=0 $(BIN)/pytest $(QUICK)
	LC_ALL=C.UTF-8 PYTHONUTF8=0 $(BIN)/pytest $(QUICK)
	$(BIN)/pytest -n auto

system:  # what the tests need beside Python: Chromium, a Chinese font, Java; on Debian they are installed where missing
	@if { command -v chromium || command -v google-chrome; } >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q . \
		&& command -v java >/dev/null; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then echo "installing $(PACKAGES) …"; \
		$(DEBIAN) update && $(DEBIAN) install --yes --no-install-recommends $(PACKAGES) >/dev/null; \
	else echo "Chromium, a Chinese font or Java is missing: the tests that need it will say so"; fi

screenshots: demo system  ## pictures of the pages in screenshots/
	@$(BIN)/python -m tests.screenshots

notebooks: demo  ## run every notebook from top to bottom
	@for file in notebooks/*.ipynb; do $(BIN)/jupyter execute --inplace "$$file" || exit 1; done

benchmarks: $(READY)  ## time and memory beside the peers; fails on nothing
	@$(BIN)/python -m benchmarks

clean:  ## remove what is generated, the environment too
	rm -rf build dist screenshots $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
