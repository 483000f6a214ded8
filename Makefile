# What a person does with this tree; `make` alone lists it. All paths are relative, because the folder's own path may
# hold a space, which make cannot handle. The scripts find Python and fill .venv; nothing else needs to be installed.

.DEFAULT_GOAL := help
.PHONY: help setup run trial test check browser clients production faults bench full lighthouse pictures messages pins clean

PORT ?= 8000
MANAGE := .venv/bin/python manage.py

# Hosts are set too: a shell may hold another project's.
DEVELOPMENT = DEBUG=1 ALLOWED_HOSTS='.localhost,127.0.0.1,[::1]' SITE_URL='http://127.0.0.1:$(PORT)'

# What `check --deploy` judges: the settings that production gets, with a key made for the occasion.
PRODUCTION = DEBUG= ALLOWED_HOSTS=tradewatch.test SITE_URL=https://tradewatch.test \
	SECRET_KEY="$$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))')"

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

setup: ## Install, migrate, load the sample record; safe to repeat
	@scripts/install requirements.txt
	@$(DEVELOPMENT) $(MANAGE) migrate --verbosity 0
	@$(DEVELOPMENT) $(MANAGE) load_sample --no-progress --if-empty

run: setup ## The site on http://127.0.0.1:8000/ (PORT=8001 changes it); keeps its data
	@echo "TradeWatch: http://127.0.0.1:$(PORT)/  The desk: http://127.0.0.1:$(PORT)/admin/  (Control-C stops)"
	@$(DEVELOPMENT) exec $(MANAGE) runserver 127.0.0.1:$(PORT)

trial: ## The production shape on this machine: nginx, a replica, Redis, desk and public processes (Control-C stops)
	@scripts/install requirements.txt
	@scripts/trial

test: ## The tests: on SQLite, and on PostgreSQL and in a browser where those are there
	@scripts/install requirements-dev.txt
	@scripts/test

check: ## Lint, types, import rules, migrations, deploy checks
	@scripts/install requirements-dev.txt
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .
	find templates -name '*.html' -exec .venv/bin/djade --check --target-version 6.1 {} +
	.venv/bin/python -m mypy
	.venv/bin/lint-imports --no-logo
	$(DEVELOPMENT) $(MANAGE) makemigrations --check --dry-run
	@for serve in all public desk; do \
		echo "check --deploy with TRADEWATCH_SERVE=$$serve"; \
		$(PRODUCTION) TRADEWATCH_SERVE=$$serve $(MANAGE) check --deploy --fail-level WARNING || exit 1; \
	done

browser: ## The tests in Debian's Chromium (CHROMIUM=/path names another)
	@scripts/find-chromium >/dev/null
	@scripts/install requirements-browser.txt
	@CHROMIUM="$$(scripts/find-chromium)" .venv/bin/python -m pytest -n auto --maxprocesses 4 tests/browser

clients: ## What the site gives out, read by other people's software (feedparser, icalendar, schemathesis ...)
	@scripts/install requirements-clients.txt
	@scripts/clients

bench: ## What things take, against the goals of docs/performance.md (half an hour; PARTS="hot embed", SIZES=1000,10000)
	@scripts/install requirements-browser.txt
	@.venv/bin/python -m tests.performance $(PARTS)

production: ## The production shape under test: replica, Redis, proxy, and drafts behind it (needs nginx, PostgreSQL, Redis)
	@scripts/install requirements-dev.txt
	@.venv/bin/python -m pytest tests/production

faults: ## Killed processes, a database away or full, restarts under load: the short form (some minutes)
	@scripts/install requirements-dev.txt
	@.venv/bin/python -m pytest tests/faults

full: ## The long forms: 200 rounds of races, 100 kills at random and one at each statement, on each database (an hour)
	@scripts/install requirements-dev.txt
	@scripts/full

lighthouse: ## Lighthouse on the site as production serves it: medians of five runs (needs Node and Chromium)
	@scripts/find-chromium >/dev/null
	@scripts/install requirements-browser.txt
	@scripts/lighthouse

pictures: ## Take the pictures of docs/editors.md and docs/tour.md anew (needs Chromium)
	@scripts/find-chromium >/dev/null
	@scripts/install requirements-browser.txt
	@scripts/pictures

messages: ## Collect the words of the pages for translation, and compile them (needs GNU gettext)
	@scripts/install requirements.txt
	@$(DEVELOPMENT) scripts/messages

pins: ## Pin the newest versions that pyproject.toml allows, with hashes
	@scripts/install requirements-dev.txt
	@scripts/pin

clean: ## Remove .venv and everything that can be made again; keeps the data in var/
	rm -rf .venv tests/clients/node_modules .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache var/static var/test-*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
