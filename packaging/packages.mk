# The packages, from the versions locked in packaging/common/locks. Everything made lies below build/package, what is
# given away in dist. OPENCV=small has OpenCV built from its own source with only what srdesk calls (once, then kept);
# OPENCV=wheel takes the wheel as it comes: faster to make, larger to fetch.

OPENCV    ?= wheel
VERSION   := $(shell sed -n 's/^__version__ = "\(.*\)"/\1/p' srdesk/__init__.py)
MACHINE   := $(shell uname -m)
DEBIAN    := $(or $(patsubst x86_64,amd64,$(filter x86_64,$(MACHINE))),$(patsubst aarch64,arm64,$(MACHINE)))
LOCKS     := packaging/common/locks
MADE      := build/package/$(OPENCV)
RUNTIME   := $(MADE)/runtime
TOOLS     := build/package/tools
FROZEN    := $(MADE)/frozen/srdesk
SITE       = $(TOOLS)/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))'
POLITELY  := nice -n 19
LOCKED    := --disable-pip-version-check install --quiet --require-hashes --no-deps

# The date of the source, in everything that carries a date: the same source gives the same packages.
export SOURCE_DATE_EPOCH ?= $(or $(shell git log -1 --format=%ct 2>/dev/null),1767225600)

.PHONY: frozen check-frozen locks

frozen: $(FROZEN)/srdesk  ## the frozen application, a folder that runs without Python

check-frozen: $(FROZEN)/srdesk $(VENV)/installed-test  ## the frozen application, tried: every model, no connection
	SRDESK_FROZEN=$(CURDIR)/$(FROZEN) QT_QPA_PLATFORM=offscreen $(PY) -m pytest tests/packaging/test_frozen.py $(PYTEST)

SOURCE := $(shell find srdesk models/weights models/catalogue.toml resources packaging/common packaging/bundle.py -type f -not -name '*.pyc')

$(FROZEN)/srdesk: $(RUNTIME)/ready $(TOOLS)/ready $(SOURCE)
	$(TOOLS)/bin/python packaging/common/build_facts.py $(MADE)/made/build.json
	$(RUNTIME)/bin/python packaging/common/notices.py $(MADE)/made/licences
	PYTHONHASHSEED=1 PYTHONPATH=$$($(SITE)) $(RUNTIME)/bin/python -m PyInstaller --noconfirm --clean --log-level ERROR \
		--distpath $(MADE)/frozen --workpath $(MADE)/work packaging/common/srdesk.spec
	@! command -v strip >/dev/null || strip --strip-unneeded $(FROZEN)/lib/libpython3.* $(FROZEN)/lib/python3.*/lib-dynload/*.so
	@touch $@

$(RUNTIME)/ready: $(LOCKS)/linux.txt
	rm -rf $(RUNTIME)
	$(FOUND) -m venv $(RUNTIME)
	$(RUNTIME)/bin/python -m pip $(LOCKED) --only-binary :all: --requirement $<
	@touch $@

$(TOOLS)/ready: $(LOCKS)/tools.txt
	rm -rf $(TOOLS)
	$(FOUND) -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip $(LOCKED) --requirement $<
	@touch $@

LOCK := --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet --upgrade

locks: $(VENV)/installed  ## look up the newest versions that fit, and write them down with their hashes
	$(FOUND) -m venv build/package/locker && build/package/locker/bin/python -m pip install --quiet uv
	cd $(LOCKS) && uv=../../../build/package/locker/bin/uv && \
	$$uv pip compile ../../../pyproject.toml $(LOCK) --python-platform x86_64-manylinux_2_34 --output-file linux.txt && \
	$$uv pip compile ../../../pyproject.toml $(LOCK) --python-platform x86_64-pc-windows-msvc --output-file windows.txt && \
	MACOSX_DEPLOYMENT_TARGET=14.0 \
	$$uv pip compile ../../../pyproject.toml $(LOCK) --python-platform aarch64-apple-darwin --output-file macos.txt && \
	$$uv pip compile tools.in $(LOCK) --python-platform x86_64-manylinux_2_34 --output-file tools.txt
