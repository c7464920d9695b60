# `make run` opens the window, `make test` checks everything; both set up what they need first, once, in .venv.
# The first Python from 3.11 on that is found will do; PYTHON=/path/to/python3 names another.

SAMPLE   := resources/sample/astronaut.jpg
RESTORED := build/sample/astronaut_x2.jpg

VENV     := .venv
PY       := $(VENV)/bin/python
PIP      := $(PY) -m pip --disable-pip-version-check
SYSTEM   := packaging/system-libraries.sh

PYTHON   ?= python3.13 python3.12 python3.11 python3
RECENT   := import sys; sys.exit(sys.version_info < (3, 11))
FOUND     = $(or $(firstword $(foreach name,$(PYTHON),$(shell $(name) -c '$(RECENT)' >/dev/null 2>&1 && echo $(name)))),\
              $(error None of these is Python 3.11 or newer: $(PYTHON). Name one: make run PYTHON=/path/to/python3))
SCREEN   := $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname))

.NOTPARALLEL:
.PHONY: help run test lint unit wheel-check translations train clean

help:
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "make %-12s %s\n", $$1, $$2 }'

run: $(VENV)/installed  ## open the window on a sample photo; without a display restore it by the command line
ifneq ($(SCREEN),)
	@$(SYSTEM) window
	@$(PY) -m srdesk gui $(SAMPLE)
else
	@echo "There is no display: restoring $(SAMPLE) by the command line instead."
	@mkdir -p $(dir $(RESTORED))
	@$(PY) -m srdesk restore $(SAMPLE) --scale 2 --overwrite -o $(RESTORED)
	@echo "The result is $(CURDIR)/$(RESTORED)"
endif

test: lint unit wheel-check  ## everything that has to hold, cheapest first, without a screen

lint: $(VENV)/installed-test  ## style, layers and types
	$(PY) -m ruff check --no-cache
	$(PY) -m ruff format --check
	$(VENV)/bin/lint-imports
	$(PY) -m mypy

unit: $(VENV)/installed-test  ## the test suite; pytest's own arguments in PYTEST="..."
	@$(SYSTEM) window tests
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile $(PYTEST)

wheel-check: $(VENV)/installed-test  ## build the wheel, install it elsewhere and restore a photo with it
	packaging/wheel-check.sh $(PY) $(SAMPLE)

translations: $(VENV)/installed  ## bring the files of the translators up to date with the source, and compile them
	$(PY) packaging/translations.py update

train: export SRDESK_DATA ?= $(CURDIR)/../shared/data
train: $(VENV)/installed-training  ## make the weights NAME=... of models/training: train, going on where it stopped, and export
	cd models && ../$(PY) -m training train $(NAME) $(TRAIN)
	cd models && ../$(PY) -m training export $(NAME)
	$(if $(filter edsr%,$(NAME)),cd models && ../$(PY) -m training quantize $(NAME))

clean:  ## remove everything that was made here
	rm -rf $(VENV) build dist .make .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/installed: pyproject.toml
	@set -e; python=$(FOUND); $$python -c 'import ensurepip' 2>/dev/null || PYTHON=$$python $(SYSTEM) setup; $$python -m venv $(VENV)
	$(PIP) install --editable .
	@touch $@

$(VENV)/installed-%: $(VENV)/installed
	$(PIP) install --editable '.[$*]'
	@touch $@

include packaging/packages.mk
