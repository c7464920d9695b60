"""The application for macOS, as far as it can be read without a Mac; and the icons of both other systems."""

import os
import plistlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from PIL import Image

import srdesk
from tests.packaging.recipes import PACKAGING, recipe

info = recipe("macos/info.py")
icons = recipe("common/icons.py")
SIGN = PACKAGING / "macos" / "sign.sh"


def test_info_can_be_written_and_says_the_version() -> None:
    read = plistlib.loads(plistlib.dumps(info.info("1.2.3")))
    assert read["CFBundleShortVersionString"] == read["CFBundleVersion"] == "1.2.3"
    assert read["NSHighResolutionCapable"] is True


def test_finder_starts_the_windowed_program() -> None:
    start = recipe("common/start.py")
    assert info.info("1")["CFBundleExecutable"] == start.WINDOWED
    assert info.info("1")["LSBackgroundOnly"] is False


def test_pictures_are_offered_and_not_taken() -> None:
    documents = info.info("1")["CFBundleDocumentTypes"]
    assert {"public.jpeg", "public.png", "public.heic"} <= {
        kind for one in documents for kind in one["LSItemContentTypes"]
    }
    assert {one["LSHandlerRank"] for one in documents} == {"Alternate"}


def test_the_recipe_makes_the_application_by_these_facts() -> None:
    spec = (PACKAGING / "common" / "srdesk.spec").read_text(encoding="utf-8")
    compile(spec, "srdesk.spec", "exec")
    assert "info_plist=info(__version__)" in spec


@pytest.mark.parametrize("kind", [".ico", ".icns"])
def test_icons_hold_every_size(tmp_path: Path, kind: str) -> None:
    target = tmp_path / f"srdesk{kind}"
    icons.main(target)
    with Image.open(target) as icon:
        sizes = {size[0] * (size[2] if len(size) > 2 else 1) for size in icon.info["sizes"]}
        assert set(icons.SIZES[kind]) <= sizes
        icon.load()
        assert icon.convert("RGBA").getextrema()[3] == (0, 255)


def said_by_sign(application: Path, **environment: str) -> tuple[int, str]:
    """How signing ended and what it said."""
    ended = subprocess.run(
        ["sh", SIGN, application],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stderr


def test_signing_stops_where_there_is_nothing_to_sign(tmp_path: Path) -> None:
    assert said_by_sign(tmp_path) == (2, f"{tmp_path} is no application: make it on a Mac with make app.\n")


def test_signing_stops_where_there_is_no_identity(tmp_path: Path) -> None:
    (tmp_path / "Contents" / "MacOS").mkdir(parents=True)
    code, said = said_by_sign(tmp_path)
    assert code == 2
    assert said.startswith("SRDESK_IDENTITY names no certificate: nothing was signed.")


class Asked:
    """Stands for PyInstaller's classes: remembers what the recipe asks of each."""

    def __init__(self) -> None:
        self.calls: dict[str, list[tuple[tuple[Any, ...], dict[str, Any]]]] = {}

    def named(self, name: str) -> Callable[..., SimpleNamespace]:
        """A class of PyInstaller's."""

        def made(*arguments: Any, **options: Any) -> SimpleNamespace:
            self.calls.setdefault(name, []).append((arguments, options))
            placed = [(target, source, "DATA") for source, target in options.get("datas", ())]
            return SimpleNamespace(pure=[], scripts=[], binaries=[], datas=placed)

        return made


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the recipe asks of PyInstaller on a Mac, in place of which stands whoever remembers it."""
    asked = Asked()
    hooks = ModuleType("PyInstaller.utils.hooks")
    hooks.copy_metadata = lambda name: [(name, name)]  # type: ignore[attr-defined]
    for name, module in (
        ("PyInstaller", ModuleType("PyInstaller")),
        ("PyInstaller.utils", ModuleType("PyInstaller.utils")),
        ("PyInstaller.utils.hooks", hooks),
    ):
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "platform", "darwin")
    spec = PACKAGING / "common" / "srdesk.spec"
    places = {"SPECPATH": str(spec.parent), "DISTPATH": str(tmp_path / "frozen")}
    classes = {name: asked.named(name) for name in ("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE")}
    exec(compile(spec.read_text(encoding="utf-8"), spec, "exec"), places | classes)
    return asked


def test_on_a_mac_the_recipe_makes_one_application_of_both_programs(asked: Asked) -> None:
    programs = {options["name"]: options["console"] for _, options in asked.calls["EXE"]}
    assert programs == {"srdesk": True, "srdesk-gui": False}
    ((_, bundle),) = asked.calls["BUNDLE"]
    assert bundle["name"] == "srdesk.app"
    assert bundle["bundle_identifier"] == info.IDENTIFIER
    assert bundle["icon"].endswith("srdesk.icns")
    told = plistlib.loads(plistlib.dumps(bundle["info_plist"]))
    assert told["CFBundleExecutable"] in programs
    assert told["CFBundleShortVersionString"] == bundle["version"] == srdesk.__version__


def test_on_a_mac_networks_and_resources_are_inside(asked: Asked) -> None:
    ((_, analysed),) = asked.calls["Analysis"]
    placed = {target for _, target in analysed["datas"]}
    assert {"models", "models/weights", "resources/icons", "resources/translations", "licences"} <= placed


def test_what_the_signature_allows_is_no_more_than_ctypes_needs() -> None:
    allowed = plistlib.loads((SIGN.parent / "entitlements.plist").read_bytes())
    assert allowed == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


def test_the_icon_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "srdesk.icns"
    icons.main(target)
    content = target.read_bytes()
    assert (content[:4], int.from_bytes(content[4:8])) == (b"icns", len(content))
    at, kinds = 8, []
    while at < len(content):
        kind, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8])
        assert size >= 8
        kinds.append(kind)
        at += size
    assert at == len(content)
    # 256, 512 and 1024 pixels, as macOS looks for them.
    assert {b"ic08", b"ic09", b"ic10"} <= set(kinds)
