"""What Finder is told of srdesk.app: its version, the pictures it opens, the macOS it wants."""

from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
IDENTIFIER = "io.srdesk.srdesk"
OLDEST = "14.0"
"""ONNX Runtime's wheel is built for this macOS."""

PICTURES = {
    "JPEG image": "public.jpeg",
    "PNG image": "public.png",
    "TIFF image": "public.tiff",
    "WebP image": "org.webmproject.webp",
    "AVIF image": "public.avif",
    "HEIC image": "public.heic",
    "HEIF image": "public.heif",
    "BMP image": "com.microsoft.bmp",
    "GIF image": "com.compuserve.gif",
}
"""Kinds of documents by what Finder calls them."""


def info(version: str) -> dict[str, Any]:
    """The keys of Info.plist that PyInstaller does not write, or not so."""
    return {
        # Of two programs in the folder Finder starts this one; PyInstaller would take it for one without a window.
        "CFBundleExecutable": "srdesk-gui",
        "LSBackgroundOnly": False,
        "CFBundleDisplayName": "srdesk",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "zh_CN"],
        "CFBundleDocumentTypes": [document(name, kind) for name, kind in PICTURES.items()],
        "LSApplicationCategoryType": "public.app-category.photography",
        "LSMinimumSystemVersion": OLDEST,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "MIT licence",
    }


def document(name: str, kind: str) -> dict[str, Any]:
    """A kind of picture that srdesk can open, without being what opens it by a double-click."""
    return {
        "CFBundleTypeName": name,
        "CFBundleTypeRole": "Editor",
        "LSHandlerRank": "Alternate",
        "LSItemContentTypes": [kind],
    }
