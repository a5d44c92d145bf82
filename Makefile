# Each target first sets up what it needs: .venv, once, from the versions in
# requirements.lock. Needs Python 3.11 or newer with venv, and make.

SHELL = /bin/sh
PY = .venv/bin/python
NOTEBOOKS = $(sort $(wildcard notebooks/[0-9]*.ipynb))
# The first Python that is new enough. Say `make PYTHON=...` to choose another.
CANDIDATES = python3 python3.11 python3.12 python3.13 python3.14 python
PYTHON := $(or $(PYTHON),$(shell for python in $(CANDIDATES); do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done))
# A folder that was moved needs a new .venv: the old one knows only the old place.
READY = .venv/ready
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
$(shell rm -f $(READY))
endif
# What only maintainers need is installed when they ask for it.
SITE_READY = .venv/site-ready
BROWSER_READY = .venv/browser-ready

.PHONY: help lab test run notebooks site test-browser clean

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1#/p' $(MAKEFILE_LIST) | awk -F'#' '{printf "make %-13s %s\n", $$1, $$2}'

lab: $(READY)  ## open the course in JupyterLab, on your own copies in work/
	@mkdir -p work
	@for notebook in $(NOTEBOOKS); do \
		mine=work/$${notebook##*/}; \
		if [ -e "$$mine" ] || [ -L "$$mine" ]; then echo "$$mine: yours, kept as it is"; \
		else cp "$$notebook" "$$mine" && echo "$$mine: copied from notebooks/"; fi; done
	@$(PY) -m jupyterlab --notebook-dir=work --LabApp.default_url=/lab/tree/$(notdir $(firstword $(NOTEBOOKS))) \
		--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate \
		--LabApp.extension_manager=readonly \
		$(if $(filter 0,$(shell id -u)),--allow-root) $(LAB_ARGS)

test: $(READY)  ## run every test, the notebooks included
	@$(PY) -m pytest

run: $(READY)  ## execute the whole series without a screen, into build/run/
	@$(PY) -m tests.rerun --run

notebooks: $(READY)  ## execute the notebooks and store their outputs
	@$(PY) -m tests.rerun --write

site: $(SITE_READY)  ## build the course as web pages, into build/site/
	@rm -rf build/site build/pages build/doctrees
	@mkdir -p build/pages/notebooks
	@cp -R site/. README.md build/pages
	@cp $(NOTEBOOKS) build/pages/notebooks
	@$(PY) -m sphinx -q -W --keep-going -d build/doctrees build/pages build/site
	@echo "Open build/site/index.html in a browser."

test-browser: $(BROWSER_READY) site  ## test the pages in a real browser, Chromium
	@$(PY) -m pytest tests/browser_site.py

clean:  ## remove .venv and build/; your copies in work/ stay
	rm -rf .venv build

$(READY): pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "Needs Python 3.11 or newer, and found none. Install one, or name it: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Needs Python 3.11 or newer; $(PYTHON) is not."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Needs Python's venv module, which $(PYTHON) lacks (Debian and Ubuntu: install python3-venv)."; exit 1; }
	@echo "Setting up .venv, once. This takes a few minutes."
	@$(PYTHON) -m venv --clear .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[lab,torch,test]"
	@mkdir -p .venv/share/jupyter/lab/settings
	@echo '{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false}}' > .venv/share/jupyter/lab/settings/overrides.json
	@$(PY) -c 'import matplotlib.font_manager'
	@echo '$(CURDIR)' > $@

$(SITE_READY): $(READY)
	@$(PY) -m pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[site]"
	@touch $@

$(BROWSER_READY): $(READY)
	@$(PY) -m pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[browser]"
	@touch $@
