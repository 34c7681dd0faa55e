# Everything a newcomer, an operator or a CI machine runs. `make help` lists it.
PYTHON ?= python3
BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --no-header
DEBIAN_15 := /usr/lib/postgresql/15/bin
# Three processes for two cores, as they wait now and then, each with a PostgreSQL and servers of its own; a file stays in
# one of them. What kills whole stacks or walks through them in a browser comes after the crowd, two at a time and without
# others in its way. The tests on the older PostgreSQL take what time these leave, as they wait for servers, browsers and
# one another, and so are patient.
AT_ONCE := -n 3 --dist loadfile --no-loadscope-reorder
# What the version of PostgreSQL can make a difference to is tested on the older one too.
NEAR_THE_DATABASE := domain flows reads jobs/test_relay.py jobs/test_clockwork.py
# Where tests stand that are `alone`: tests/conftest.py lets them stand nowhere else.
ALONE := browser stories

SECONDS ?= 600
export JUDGES ?= build/judges
CLIENTS ?= 200

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo up test test-long tests check chromium lock bench soak audit judges pictures clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null || \
	  sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1  \2/p' $(MAKEFILE_LIST)

setup: ## Make .venv with everything that Yarmarka runs on (PYTHON= names another Python ≥ 3.11)
	@$(PYTHON) requirements/install.py base

setup-dev: ## The same, with what tests and checks need on top
	@$(PYTHON) requirements/install.py dev

demo: setup ## Run the whole marketplace with a demo world (PORT=, DATA_DIR= and DATABASE_URL= are honoured)
	@exec $(BIN)/yarmarka demo

up: setup ## Run the marketplace itself, without the demo world
	@exec $(BIN)/yarmarka up

test: setup-dev chromium check ## Check and test everything, on PostgreSQL 18 and, where installed, on 15
	@mkdir -p build; older=0; \
	if [ -x $(DEBIAN_15)/postgres ]; then \
	  TEST_POSTGRES_BIN=$(DEBIAN_15) nice -n 10 $(BIN)/pytest -o timeout=1500 \
	    -m "django_db and not (browser or slow or alone or long)" \
	    $(NEAR_THE_DATABASE:%=tests/%) > build/on-postgresql-15.txt 2>&1 & older=$$!; \
	  trap "kill $$older 2>/dev/null" EXIT; trap "exit 1" INT TERM; \
	else echo "PostgreSQL 15 is not in $(DEBIAN_15): tested on the embedded one only."; fi; \
	$(BIN)/pytest $(AT_ONCE) -m "not alone and not long" && \
	  $(BIN)/pytest $(AT_ONCE) -n 2 -m "alone and not long" $(ALONE:%=tests/%); newer=$$?; \
	if [ $$older != 0 ]; then \
	  wait $$older; older=$$?; echo "On PostgreSQL 15, meanwhile:"; cat build/on-postgresql-15.txt; \
	fi; \
	exit $$((newer + older))

test-long: setup-dev ## What takes minutes: the real catalogue of 19,406 products, feeds of 50,000 offers
	@$(BIN)/pytest -m long

check: setup-dev ## Style, types, house rules, migrations and translations in step
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy yarmarka & types=$$!; \
	$(BIN)/lint-imports --no-logo && \
	  $(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run && \
	  $(BIN)/python -m yarmarka.presentation.catalogs --check; rest=$$?; \
	wait $$types && exit $$rest

chromium: # Browser tests need one; on Debian, root installs it
	@sh .ci/chromium

lock: setup-dev ## Compile requirements/*.in into locks with hashes (LOCK_OPTIONS=--upgrade takes newer versions)
	@for name in base dev; do $(COMPILE) $(LOCK_OPTIONS) requirements/$$name.in -o requirements/$$name.txt || exit 1; done
	@echo uv | $(COMPILE) --no-annotate $(LOCK_OPTIONS) - -o requirements/uv.txt

bench: setup-dev ## How to measure: see what there is
	@$(BIN)/yarmarka bench --help

soak: setup-dev ## Trade under fire for ten minutes (SECONDS=, CLIENTS=), then count what must be true
	@$(BIN)/yarmarka bench soak --seconds $(SECONDS) --clients $(CLIENTS)

audit: setup-dev ## Let Lighthouse, axe, pa11y and the Nu HTML checker judge the demo's pages (`make judges` first)
	@$(BIN)/yarmarka bench pages $(AUDIT_OPTIONS)

judges: ## Install those judges into build/judges; needs node 20, npm and java 17
	@mkdir -p $(JUDGES) && cp yarmarka/bench/looks/judges.json $(JUDGES)/package.json
	@PUPPETEER_SKIP_DOWNLOAD=1 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --prefix $(JUDGES) --no-audit --no-fund --silent

pictures: setup-dev chromium ## Take pictures of the demo's pages into docs/pictures/pages
	@$(BIN)/yarmarka bench pictures --to docs/pictures/pages

clean: ## Remove what was made here, but not .venv and not the data in var/
	@rm -rf build staticfiles *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find yarmarka tests -name __pycache__ -type d -prune -exec rm -rf {} +
	@find yarmarka -name '*.mo' -delete
