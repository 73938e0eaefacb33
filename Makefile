# Commands of the project. Each sets up what it needs; a second call is fast.
PYTHON ?= python3
PORT ?= 8000
# Of the simulated Zalo.
ZALO_PORT ?= 8900
WORKERS ?= 2
# Name of the province that an empty database is filled for; empty is the one that the data names.
PROVINCE ?=
VENV ?= .venv
PY := $(VENV)/bin/python

# The id comes from .env; where none is set, from the simulated Zalo.
MINIAPP := ZALO_MINI_APP_ID=$${ZALO_MINI_APP_ID:-$$($(PY) -m tests.mini_app_id)}

# Images of containers often forbid Python to keep what it compiled: then each worker and each process
# that a test starts compiles all modules anew, and pytest rewrites 900 files of tests.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run package package-test miniapp miniapp-deploy miniapp-deploy-test test test-sqlite test-all upgrade-test run-test clients-test browser check bench cluster cluster-test fuzz lock screenshots docs examples format clean

# --- serving ---------------------------------------------------------------------------------------

run:  ## set everything up and serve on http://127.0.0.1:$(PORT)
	@exec $(PYTHON) -m trial --venv $(VENV) --port $(PORT) --zalo-port $(ZALO_PORT) --workers $(WORKERS) --province "$(PROVINCE)"

miniapp: $(VENV)/.installed  ## build the Mini App as the service serves it: miniapp/www
	@$(MINIAPP) sh miniapp/build.sh

miniapp-deploy:  ## upload the Mini App to Zalo's «Testing»; needs ZALO_MINI_APP_ID, ZMP_TOKEN and API_URL
	@sh miniapp/deploy.sh

miniapp-deploy-test: $(VENV)/.installed-dev  ## try that with Zalo's own tool, whose server is replaced; installs 1,255 packages
	@DATABASE_URL=sqlite:///:memory: $(PY) -m pytest -n 0 -m zalo_tool $(ARGS) tests/miniapp

# --- packages for Debian ---------------------------------------------------------------------------

package: $(VENV)/.installed  ## make the package for Debian 13, with its bill of materials: var/package; PACKAGE_FAST=1 packs quickly
	@VENV=$(VENV) sh deploy/debian/build var/package

package-test: $(VENV)/.installed  ## install the package into a fresh Debian under systemd, without a network; as root; ARGS=--all upgrades and removes it too
	@$(PY) -m tests.package $(ARGS)

# --- quality ---------------------------------------------------------------------------------------

test: $(VENV)/.installed-dev  ## run the tests, on PostgreSQL where it is installed
	@$(PY) -m tests.private_postgres --beside $(PY) -m pytest -n auto --dist worksteal $(ARGS)

test-sqlite: $(VENV)/.installed-dev  ## run on SQLite the tests of what each database does in its own way
	@DATABASE_URL=sqlite:///:memory: $(PY) -m pytest -n auto --dist worksteal -m "engine and not browser and not zalo_tool" $(ARGS)

test-all: $(VENV)/.installed-dev  ## run everything on both databases, and the checks of every row that `make test` samples
	@TEST_EVERYTHING=1 $(MAKE) test
	@TEST_EVERYTHING=1 DATABASE_URL=sqlite:///:memory: $(MAKE) test

run-test: $(VENV)/.installed-dev  ## start `make run` in an empty clone, ask it, end it; in CI
	@$(PY) -m pytest -m trial -n 0 tests/trial

clients-test: $(VENV)/.installed-dev var/clients/.installed  ## generate clients of docs/openapi.yaml with three public generators, check their types, go ten journeys with each
	@. miniapp/packages.sh && install_packages miniapp && install_packages tests/clients --ignore-scripts
	@$(PY) -m tests.private_postgres --beside $(PY) -m pytest -m clients -n 0 $(ARGS) tests/clients

browser: $(VENV)/.installed-dev  ## try the officers' pages and the Mini App in Debian's Chromium; what failed is asked once more and listed; pictures of failures in var/browser
	@$(PY) -m tests.private_postgres --beside $(PY) -m pytest -m browser -n auto --dist worksteal --reruns 1 -rsR $(ARGS) tests/browser

upgrade-test: $(VENV)/.installed-dev  ## upgrade a database of each released version to now, and ask it
	@$(PY) -m tests.upgrade

check: $(VENV)/.installed-dev  ## lint, types, layers, missing, changed and blocking migrations, generated documents, breaks of the API, production settings, alarm rules, translations, texts for citizens
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-cache
	@DATABASE_URL=sqlite:///:memory: $(PY) -m pytest -n 0 -p no:cacheprovider tests/test_house.py tests/test_engines.py
	@if command -v promtool >/dev/null; then cd deploy && promtool test rules alarms-test.yml >/dev/null; \
		else echo "promtool is not installed (Debian: prometheus): the alarm rules were not tried."; fi
	@DEBUG=true $(PY) manage.py makemigrations --check --dry-run
	@$(PY) -m tests.released
	@$(PY) -m tests.api_changes
	@$(PY) -m tests.private_postgres $(PY) -m tests.migration_lint
	@DEBUG=true $(PY) manage.py generate_docs --check
	@DEBUG=true $(PY) manage.py check_translations
	@DEBUG=true $(PY) manage.py check_public_texts
	@SECRET_KEY=$$($(PY) -c "import secrets; print(secrets.token_urlsafe(64))") ALLOWED_HOSTS=portal.example.vn NUM_PROXIES=1 \
		DATABASE_URL=postgres://portal@127.0.0.1/portal $(PY) manage.py check --deploy --fail-level WARNING

cluster: $(VENV)/.installed-dev  ## stand a cluster up on this machine, as root, in networks of its own; ends with Ctrl-C or after an hour
	@$(PY) -m cluster

cluster-test: $(VENV)/.installed-dev  ## run the table of faults on that cluster, under load
	@$(PY) -m cluster --test --throughput $(ARGS)

bench: $(VENV)/.installed-dev  ## measure everything, part by part; ARGS=--small only tries it
	@$(PY) -m tests.private_postgres $(PY) -m benchmarks.run $(ARGS)

fuzz: $(VENV)/.installed-dev  ## many generated requests against the served schema, with a session and without, and sequences of files, moves and calendars; `make test` tries a few of each
	@ATTACK_EXAMPLES=$${ATTACK_EXAMPLES:-200} $(PY) -m tests.private_postgres $(PY) -m pytest -n 0 tests/test_attack.py $(ARGS)
	@SEQUENCES=$${SEQUENCES:-10000} $(PY) -m tests.private_postgres $(PY) -m pytest -n 0 tests/dossiers/importing/test_sequences.py $(ARGS)
	@cd miniapp && . ./packages.sh && install_packages . && SEQUENCES=$${SEQUENCES:-10000} npm test -- tests/sequences.test.ts

screenshots: $(VENV)/.installed-dev  ## take the pictures of docs anew, and of every screen of the Mini App into var/mini-app
	@$(PY) -m tests.browser.pictures $(PORT)

docs: $(VENV)/.installed-dev  ## write the documents that are generated from code
	@DEBUG=true $(PY) manage.py generate_docs

examples: $(VENV)/.installed-dev  ## write anew what the examples of the API's document answer; `make docs` comes after it
	@DATABASE_URL=sqlite:///:memory: $(PY) -m tests.examples

format: $(VENV)/.installed-dev
	@$(VENV)/bin/ruff check --fix-only --quiet . ; $(VENV)/bin/ruff format .

# --- pins ------------------------------------------------------------------------------------------

lock: $(VENV)/.installed-dev  ## compile the pins from requirements*.in
	@for name in requirements requirements-dev tests/clients/requirements; do $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --fork-strategy fewest $(ARGS) $$name.in --output-file $$name.txt; done

$(VENV)/bin/pip:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed; set PYTHON=python3.x')"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is missing; on Debian: apt install python3-venv"; exit 1; }

$(VENV)/.installed: requirements.txt $(VENV)/bin/pip
	@echo "Installing packages ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements.txt $(VENV)/bin/pip
	@echo "Installing packages for development ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.installed

var/clients/.installed: tests/clients/requirements.txt
	@$(PYTHON) -m venv var/clients
	@var/clients/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache
