# TICW Atlas. `make run` starts the dashboard, `make test` checks everything; each does its own set-up.
# Works on a fresh Debian machine with Python 3.11 or newer and make.

PYTHON ?= python3
PORT ?= 8501
# the folder of the record of which geography and schema are made
RECORD ?= data
# rounds of the benchmark: each figure is a median of so many
ROUNDS ?= 20
# 0.0.0.0 opens the dashboard to the network, see docs/deploy.md
HOST ?= 127.0.0.1
VENV := .venv
BIN := $(VENV)/bin
# where scripts and styles stand
WEB := geo/web/static pages

.PHONY: run test check format lock benchmark endurance picture geography schema messages licences clean

# one pool of memory for many threads: else each keeps room for the largest file that it has seen (glibc)
run: $(VENV)/app
	MALLOC_ARENA_MAX=2 $(BIN)/streamlit run dashboard.py --server.address $(HOST) --server.port $(PORT)

test: $(VENV)/test programs check
	$(BIN)/python -m geo.record data
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/oxfmt --check $(WEB)
	$(BIN)/oxlint --deny-warnings $(WEB)
	$(BIN)/djlint --quiet --lint geo/web/templates

format: $(VENV)/test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/oxfmt $(WEB)

# An installed Chromium or Chrome serves; what is missing is installed from Debian's packages where that is allowed.
.PHONY: programs
programs:
	@sh tests/programs.sh

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
	@touch $@

$(VENV)/app: requirements.txt | $(VENV)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/test: requirements-test.txt $(VENV)/app
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-test.txt
	@touch $@

# Exact versions for every platform, with hashes, of what pyproject.toml asks for.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --no-annotate --no-header --generate-hashes
lock: $(VENV)/test
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --group test --group check --group tools -c requirements.txt -o requirements-test.txt

benchmark: $(VENV)/test programs
	$(BIN)/python -m benchmarks -n $(ROUNDS)

# What is lost when the server, an export or a tab is killed, or the connection is away; takes half an hour.
endurance: $(VENV)/test programs
	$(BIN)/python -m tests.endurance

# The pictures in the README, taken from the running app.
picture: $(VENV)/test programs
	$(BIN)/python -m tests.picture

geography: $(VENV)/app
	$(BIN)/python data/build/all.py $(RECORD)

# datapackage.json, which describes the tables as geo/record/models.py has them.
schema: $(VENV)/app
	$(BIN)/python -m geo.record --schema $(RECORD)

# Five rounds more of broken records than `make test` tries: other cells, rows and bytes.
.PHONY: mutations
mutations: $(VENV)/test
	TICW_MUTATIONS=all $(BIN)/pytest -n 2 tests/record/test_mutations.py

# The supply list: every package that the app installs, with its version and licence.
licences: $(VENV)/test
	$(BIN)/pip-licenses --from=mixed --format=markdown --order=name --packages $$(sed -n 's/^\([A-Za-z0-9._-]*\)==.*/\1/p' requirements.txt) > docs/licences.md

# The strings for translators, locale/ticw.pot; what there is in a language follows them and is compiled.
messages: $(VENV)/test
	PYTHONPATH=. $(BIN)/pybabel --quiet extract --mapping=locale/babel.cfg --project="TICW Atlas" --no-location --omit-header --output=locale/ticw.pot .
	@for po in locale/*/LC_MESSAGES/ticw.po; do [ -e "$$po" ] || continue; lang=$${po#*/}; lang=$${lang%%/*}; \
	  $(BIN)/pybabel --quiet update --input-file=locale/ticw.pot --output-file="$$po" --locale="$$lang" && \
	  $(BIN)/pybabel --quiet compile --input-file="$$po" --output-file="$${po%.po}.mo"; done

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache
