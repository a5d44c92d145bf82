# Each target first sets up what it needs: .venv, once, from the versions in
# requirements.lock. Needs Python 3.11 or newer with venv, and make.

SHELL = /bin/sh
PY = .venv/bin/python
NOTEBOOKS = $(sort $(wildcard notebooks/[0-9]*.ipynb))
# The first Python that is new enough. Say `make PYTHON=...` to choose another.
CANDIDATES = python3 python3.11 python3.12 python3.13 python3.14 python
PYTHON := $(or $(PYTHON),$(shell for python in $(CANDIDATES); do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done))
# For test-oldest and test-newest, which may be told others too.
OLDEST = $(shell $(PYTHON) -m tools.pythons 3.11)
NEWEST = $(shell $(PYTHON) -m tools.pythons)
# A folder that was moved needs new environments: the old ones know only the old place.
READY = .venv/ready
$(shell for ready in $(READY) build/oldest/ready build/newest/ready; do \
	[ "$$(cat $$ready 2>/dev/null)" = "$(CURDIR)" ] || rm -f $$ready; done)
# A list of fonts of its own: that of another matplotlib would name fonts that are not there.
export MPLCONFIGDIR = $(CURDIR)/.venv/matplotlib
# What only teachers or maintainers need is installed when they ask for it.
SITE_READY = .venv/site-ready
BROWSER_READY = .venv/browser-ready
GRADING_READY = build/grading/ready

.PHONY: help lab test run notebooks student instructor assignment site test-oldest test-newest test-browser test-grading reproduce mutate mutate-helpers bench clean

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1#/p' $(MAKEFILE_LIST) | awk -F'#' '{printf "make %-15s %s\n", $$1, $$2}'

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
	@$(PY) -m tools.notebooks --run

notebooks: $(READY)  ## execute the notebooks and store their outputs
	@$(PY) -m tools.notebooks --write

student: $(READY)  ## make the notebooks without solutions, into build/student/
	@$(PY) -m tools.editions student

instructor: $(READY)  ## make the notebooks with notes for the teacher, into build/instructor/
	@$(PY) -m tools.editions instructor

assignment: $(GRADING_READY)  ## make nbgrader's course folder, in build/assignment/
	@$(PY) -m tools.assignment $(if $(SEED),--seed $(SEED))

site: $(SITE_READY)  ## build the course as web pages, into build/site/
	@rm -rf build/site build/pages build/doctrees
	@mkdir -p build/pages/notebooks
	@cp -R site/. README.md build/pages
	@cp $(NOTEBOOKS) build/pages/notebooks
	@$(PY) -m sphinx -q -W --keep-going -d build/doctrees build/pages build/site
	@echo "Open build/site/index.html in a browser."

test-oldest: build/oldest/ready  ## run every test with the lowest versions that pyproject.toml allows
	@$(SAY_VERSIONS)
	@$(<D)/bin/python -m pytest -rs

test-newest: build/newest/ready  ## run all but torch on the newest Python here, with the newest versions
	@$(SAY_VERSIONS)
	@$(<D)/bin/python -m pytest -rs --without-torch

test-browser: $(BROWSER_READY) site  ## test the pages and JupyterLab in a real browser, Chromium
	@$(PY) -m pytest tests/outside/test_site.py tests/outside/test_jupyterlab.py

test-grading: $(GRADING_READY)  ## hand out, hand in and grade the course with nbgrader
	@build/grading/bin/python -m pytest tests/outside/test_grading.py

reproduce: $(READY)  ## run the notebooks as with other threads and CPUs, and compare
	@$(PY) -m tools.reproduce

mutate: $(READY)  ## damage copies of the notebooks, and see every damage caught
	@$(PY) -m tests.damage.mutate

mutate-helpers: $(READY)  ## show that the tests notice changes in helpers/, made in a copy
	@$(PY) -m pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[mutation]"
	@ulimit -v 8000000 2>/dev/null; $(PY) -m tests.damage.mutants  # a changed size may ask for any memory

bench: $(READY)  ## measure the course's code beside torch, scikit-learn and bare NumPy
	@$(PY) -m tools.bench

clean:  ## remove .venv and build/; your copies in work/ stay
	@for made in $(wildcard build/student build/instructor build/assignment); do \
		"$(PYTHON)" tools/written.py "$$made" || exit 1; done
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

INSTALL = $(@D)/bin/python -m pip install --quiet --disable-pip-version-check
SAY_VERSIONS = $(<D)/bin/python -V; $(<D)/bin/python -m pip freeze --disable-pip-version-check \
	| sed -nE '/^(matplotlib|numpy|scikit-learn|torch)==/p'

build/oldest/ready: pyproject.toml requirements-oldest.lock
	@python="$(OLDEST)"; test -n "$$python" || { echo "Needs Python 3.11, and found none. Name it: make test-oldest OLDEST=/path/to/python3.11"; exit 1; }; \
		echo "Setting up $(@D), once, with $$python."; "$$python" -m venv --clear $(@D)
	@$(INSTALL) -c requirements-oldest.lock -e ".[lab,torch,test]"
	@echo '$(CURDIR)' > $@

build/newest/ready: pyproject.toml
	@python="$(NEWEST)"; test -n "$$python" || { echo "Needs Python 3.11 or newer, and found none. Name it: make test-newest NEWEST=/path/to/python3"; exit 1; }; \
		echo "Setting up $(@D), once, with $$python."; "$$python" -m venv --clear $(@D)
	@$(INSTALL) --only-binary=:all: -e ".[test]" || { echo "Not all of that is there for this Python: going on without scikit-learn."; \
		$(INSTALL) -e . hypothesis nbclient nbconvert nbval pytest; }
	@echo '$(CURDIR)' > $@

# nbgrader in an environment of its own, on top of .venv, so that it is not in everybody's JupyterLab.
$(GRADING_READY): $(READY)
	@echo "Setting up nbgrader in build/grading, once."
	@$(PY) -m venv --clear build/grading
	@$(PY) -c 'import sysconfig; print("import site; site.addsitedir(%r)" % sysconfig.get_path("purelib"))' \
		> "$$(build/grading/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/lab.pth"
	@build/grading/bin/python -m pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[grading]"
	@build/grading/bin/python -m ipykernel install --sys-prefix > /dev/null 2>&1
	@ln -s "$(CURDIR)/.venv/share/jupyter/nbconvert" build/grading/share/jupyter/nbconvert
	@touch $@

$(SITE_READY): $(READY)
	@$(PY) -m pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[site]"
	@touch $@

$(BROWSER_READY): $(READY)
	@$(PY) -m pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[browser]"
	@touch $@
