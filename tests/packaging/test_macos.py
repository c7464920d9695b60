"""The application for macOS, as far as it can be read without a Mac; and the icons of both other systems."""

import os
import plistlib
import subprocess
from pathlib import Path

import pytest
from PIL import Image

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
