# What a person does with this tree; `make` alone lists it. All paths are relative, because the folder's own path may
# hold a space, which make cannot handle. The scripts find Python and fill .venv; nothing else needs to be installed.

.DEFAULT_GOAL := help
.PHONY: help setup run test check browser clients bench full pictures pins clean

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
	@CHROMIUM="$$(scripts/find-chromium)" .venv/bin/python -m pytest tests/browser

clients: ## What the site gives out, read by other people's software (feedparser, icalendar, schemathesis ...)
	@scripts/install requirements-clients.txt
	@scripts/clients

bench: ## What things take, against the goals of docs/performance.md (some minutes)
	@scripts/install requirements-dev.txt
	@.venv/bin/python -m tests.performance

full: ## The long forms of the race and workflow tests: 200 rounds on each database (some minutes)
	@scripts/install requirements-dev.txt
	@scripts/full

pictures: ## Take the pictures of docs/editors.md anew (needs Chromium)
	@scripts/find-chromium >/dev/null
	@scripts/install requirements-browser.txt
	@scripts/pictures

pins: ## Pin the newest versions that pyproject.toml allows, with hashes
	@scripts/install requirements-dev.txt
	@scripts/pin

clean: ## Remove .venv and everything that can be made again; keeps the data in var/
	rm -rf .venv tests/clients/node_modules .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache var/static var/test-*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
