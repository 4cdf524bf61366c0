# The same words for people and for CI. On a fresh machine `make demo` or `make test` is all there is to do.

PYTHON   ?= python3
VENV     := .venv
BIN      := $(VENV)/bin
READY    := $(VENV)/.ready
DEBIAN   := DEBIAN_FRONTEND=noninteractive apt-get -qq
PACKAGES := chromium firefox-esr fontconfig fonts-noto-cjk default-jre-headless libreoffice-calc-nogui libreoffice-writer-nogui
WINDOWLESS := chromium-headless-shell
NODE     := tests/node/node_modules/n3
OLD      := tests/old/node_modules/chrome-aws-lambda
PYODIDE  := portable/node_modules/pyodide
# Hundreds of tests start the program: what Python compiles is kept, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE
# What reads, writes and prints: it must not care for the locale.
LOCALE   := tests/readers/test_formats.py tests/readers/test_pages.py tests/test_cli.py tests/test_table.py tests/test_files.py

# A virtual environment may lack pip (Debian's python3 without python3-venv): then the outer pip installs into it.
install = if $(BIN)/python -m pip --version >/dev/null 2>&1; then pip="$(BIN)/python -m pip"; \
	else pip="$(PYTHON) -m pip --python $(BIN)/python"; fi; \
	$$pip install --quiet --constraint constraints.txt --editable '.[$(1)]'

# What a package.json names, into the folder beside it.
define npm
@if ! command -v npm >/dev/null && command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then echo "installing nodejs npm …"; \
	$(DEBIAN) update && $(DEBIAN) install --yes --no-install-recommends nodejs npm >/dev/null; fi
@if command -v npm >/dev/null; then npm install --silent --no-package-lock --prefix $(<D) && touch $@; \
else echo "Node is missing: what needs it will say so"; fi
endef

.PHONY: help install check lint locale test test-pages old-browsers test-engines test-stores fuzz demo portable docs pages pictures bundles screenshots notebooks benchmarks system release wheelhouse test-release weigh clean

help:  ## what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

install: $(READY)  ## a virtual environment in .venv with everything, at the pinned versions

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV)
	@echo "installing into $(VENV) …"; $(call install,dev)
	@touch $@

demo: $(READY)  ## the main job: read the lists in data/lists/, build the graph and all its views, print the summary
	@$(BIN)/kg build

check: lint  ## format, lint, types, the order of the modules, the ontology
	$(BIN)/pytest -q tests -k "vocab or ontology or shapes or house"

lint: $(READY)  # what needs no test to run
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy

locale: $(READY)  # what reads and writes, in the C locale
	LC_ALL=C $(BIN)/pytest -q -m "not slow and not browser" $(wildcard $(LOCALE))

test: $(READY)  ## everything: format, lint, types, what reads and writes in the C locale, then all tests without Python's UTF-8 mode
	@$(MAKE) --jobs 2 --output-sync=target lint system locale
	LC_ALL=C.UTF-8 PYTHONUTF8=0 $(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

fuzz: $(READY)  ## 12,000 mangled inputs of five kinds: nothing may be lost in silence
	$(BIN)/pytest -q -n auto tests/fuzz --fuzz 12000

test-pages: $(READY) system old-browsers  ## every route of the pages in every pair of width, language, filter, zoom, medium, colours and list; some in Chromium 86 and 109
	$(BIN)/pytest -q -n auto tests/views tests/queries tests/portable tests/test_faces.py --pages -m "browser or far"

test-engines: $(READY) system  ## the counting questions by Daft and Spark, installed here, row by row as DuckDB and the graph give them
	@$(BIN)/python -c "import daft, pyspark" 2>/dev/null || { echo "installing Daft and Spark …"; $(call install,daft,spark); }
	$(BIN)/pytest -q tests/queries/test_tables.py --engines -m engines

test-stores: $(READY)  ## every question in Oxigraph's server and in Virtuoso, of a list and of a county: the rows of the build
	@command -v virtuoso-t >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
		&& $(DEBIAN) update && $(DEBIAN) install --yes --no-install-recommends virtuoso-opensource >/dev/null; } \
		|| echo "Virtuoso is missing: its tests will say so"
	$(BIN)/pytest -q tests/serve/test_stores.py --pages

system: $(NODE) $(PYODIDE)  # what the tests need beside Python: browsers, a Chinese font, Java, Node; on Debian they are installed where missing
	@if { command -v chromium || command -v google-chrome; } >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q . \
		&& { command -v firefox-esr || command -v firefox; } >/dev/null && command -v java >/dev/null \
		&& { command -v soffice || command -v libreoffice; } >/dev/null; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then echo "installing $(PACKAGES) …"; \
		$(DEBIAN) update && $(DEBIAN) install --yes --no-install-recommends $(PACKAGES) >/dev/null; \
	else echo "Chromium, Firefox, LibreOffice, a Chinese font or Java is missing: the tests that need it will say so"; fi
	@# opens a page with a fifth of the work; where it cannot be had soon, and as Chromium's twin, Chromium itself does
	@if ! command -v $(WINDOWLESS) && command -v apt-get && [ "$$(id -u)" = 0 ]; then \
		get="env $(DEBIAN) install --yes --no-install-recommends $(WINDOWLESS)=$$(dpkg-query -W -f '$${Version}' chromium)"; \
		{ timeout 100 $$get --download-only || { timeout 30 env $(DEBIAN) update && timeout 100 $$get --download-only; }; } && $$get; \
	fi >/dev/null 2>&1 || true

$(NODE): tests/node/package.json
	$(npm)

$(PYODIDE): portable/package.json
	$(npm)

$(OLD): tests/old/package.json
	$(npm)

old-browsers: $(OLD)  ## Chromium 86 and 109, to test the pages in (x86-64 Linux; 90 MB, from npm)
	@if [ -d $(OLD) ]; then node tests/old/unpack.mjs; fi

bundles:  ## the query engine and its editor for pages (kg/static), from npm at pinned versions
	@npm install --silent --prefix bundles && node bundles/make.mjs

screenshots: demo system  ## pictures of the pages in screenshots/
	@$(BIN)/python -m tests.screenshots

pictures: demo system  ## the pictures of the documentation, and every page that is made from the graph
	@$(BIN)/python -m docs.pictures && $(BIN)/python -m docs.questions && $(BIN)/python -m docs.findings && $(BIN)/python -m docs.ontology
	@$(BIN)/python -m docs.notebooks && $(BIN)/python -m docs.pages

pages: $(READY)  ## the pages of docs/ that are made from docs/_source: every command run, every figure counted
	@$(BIN)/python -m docs.pages

portable: $(READY) $(PYODIDE)  ## the whole program in one file that a browser opens offline: dist/kg.html
	@$(BIN)/python -m portable

docs: $(READY)  ## the documentation site, in docs/_build
	@$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build && echo docs/_build/index.html

notebooks: demo  ## open the notebooks in JupyterLab
	@$(BIN)/jupyter lab --version >/dev/null 2>&1 || { echo "installing JupyterLab …"; $(call install,notebooks); }
	@$(BIN)/jupyter lab notebooks

benchmarks: $(READY)  ## time and memory beside the peers; fails on nothing
	@$(BIN)/python -m benchmarks

release: $(READY) portable  ## all that is handed out, in dist/: wheel, sdist, wheelhouse, kg.html, docs (KG_REPOSITORY: where links of the package page lead)
	@$(BIN)/twine --version >/dev/null 2>&1 || { echo "installing twine …"; $(call install,release); }
	@$(BIN)/python -m release

wheelhouse: $(READY)  ## all that an office without network installs from, in dist/ (PLATFORM=win_amd64 PYTHON_THERE=3.11)
	@$(BIN)/python -m release.wheelhouse --platform $(or $(PLATFORM),win_amd64) --python $(or $(PYTHON_THERE),3.11)

test-release: $(READY)  ## the wheelhouses: gathered, and installed where there is no network
	$(BIN)/pytest -q tests/release --pages

weigh: $(READY)  ## what a plain installation weighs, by package
	@$(BIN)/python -m release.weigh

clean:  ## remove what is generated, the environment too
	rm -rf build dist screenshots docs/_build tests/node/node_modules portable/node_modules tests/old/node_modules bundles/node_modules $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
