# What people do with a checkout of Clio. Needs Python 3.11 or newer; works with GNU make 3.81 and any POSIX shell.
# Nothing is written outside the checkout: no cache of pip's, no program installed for the whole machine.

# Tried in this order; the first that is new enough makes .venv.
PYTHON = python3 python3.14 python3.13 python3.12 python3.11
# Where `make play` shows its page.
PORT = 8765
# `make lock UPGRADE=1` also takes newer versions of what is pinned already.
UPGRADE =

python = .venv/bin/python
pip = $(python) -m pip --disable-pip-version-check --no-cache-dir
ready = .venv/installed
is_new_enough = import sys; sys.exit(sys.version_info < (3, 11))

# A .venv whose Python is gone is made anew.
$(shell $(python) -c pass 2>/dev/null || rm -f $(ready))

.DEFAULT_GOAL := help
.PHONY: help setup play test check run bench torture lock

help: ## list what there is
	@sed -n 's/^\([a-z]*\):.*## /  make \1 - /p' Makefile

setup: $(ready) ## make .venv and nothing else

# Its database has a folder of its own, so that its nightly backups do not take the place of the real one's.
play: $(ready) ## a Discord on this machine with Clio in it, no token needed; PORT=8765
	@exec env CLIO_DATABASE=data/play/clio.sqlite3 \
	  $(python) -m playground --port $(PORT) --open -- $(python) -m bot run

run: $(ready) ## Clio on the real Discord; DISCORD_TOKEN from the environment or .env
	@exec $(python) -m bot run

test: check ## everything: style, types, packs, tests, coverage
	$(python) -m bot check-packs
	$(python) -m pytest -n 4 --dist worksteal --cov --cov-report=term
	@echo "Branch coverage of bot/domain and bot/storage, which must be 100 %:"
	@$(python) -m coverage report --include='bot/domain/*,bot/storage/*' --fail-under=100
	@cat build/skipped.txt

check: $(ready) ## style and types only
	$(python) -m ruff format --check .
	$(python) -m ruff check .
	$(python) -m mypy

bench: $(ready) ## what is fast, beside a bare bot, in one table
	$(python) -m benchmarks

torture: $(ready) ## the kill and fault tests with all their seeds; takes long
	$(python) -m pytest -n 4 --dist worksteal -m torture --torture

lock: $(ready) ## requirements.lock anew after a change in pyproject.toml; UPGRADE=1 for newer versions
	@test -x build/uv/bin/uv || $(pip) install --quiet --target build/uv uv
	build/uv/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --python $(python) \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet --no-cache \
	  $(if $(UPGRADE),--upgrade) -o requirements.lock

$(ready): requirements.lock
	@if ! $(python) -c 'import pip; $(is_new_enough)' 2>/dev/null; then \
	  found=; \
	  for candidate in $(PYTHON); do \
	    if $$candidate -c '$(is_new_enough)' 2>/dev/null; then found=$$candidate; break; fi; \
	  done; \
	  if [ -z "$$found" ]; then \
	    echo "Clio needs Python 3.11 or newer, and none of these is: $(PYTHON)." >&2; \
	    echo "Install one, or name the one to use: make PYTHON=/path/to/python3 test" >&2; \
	    exit 1; \
	  fi; \
	  echo "Making .venv with $$($$found --version) ..."; \
	  $$found -m venv --clear .venv || { \
	    echo "$$found cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; \
	    exit 1; \
	  }; \
	fi
	@echo "Installing requirements.lock into .venv ..."
	@$(pip) install --quiet --require-hashes -r requirements.lock
	@touch $@
