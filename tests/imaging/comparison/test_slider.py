"""The page with a divider: everything in one file, nothing from elsewhere, words that cannot break out."""

import base64
import hashlib
import io
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from PIL import Image

from srdesk.imaging.comparison.pair import Pair
from srdesk.imaging.comparison.request import Words
from srdesk.imaging.comparison.slider import page_of
from tests.imaging.pictures import scene

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>&amp;${style}$'
ADDRESSES = ("src", "href", "action", "data", "poster", "srcset", "background", "cite", "formaction", "xlink:href")


class Elements(HTMLParser):
    """Every element with its attributes, and the text inside style and script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {}
        self._inside = ""
        self.feed(page)

    def named(self, name: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes in self.found if tag == name]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        self.texts[self._inside] = self.texts.get(self._inside, "") + data


def pair(width: int = 60, height: int = 40, magnified: int = 1) -> Pair:
    return Pair(scene(width, height), scene(width, height)[::-1], magnified)


def shape(elements: Elements) -> list[tuple[str, list[str]]]:
    """The elements and the names of their attributes, whatever these say."""
    return [(tag, sorted(attributes)) for tag, attributes in elements.found]


def images(elements: Elements) -> list[Image.Image]:
    contents = [image["src"].partition("base64,")[2] for image in elements.named("img")]
    return [Image.open(io.BytesIO(base64.b64decode(content))) for content in contents]


@pytest.mark.parametrize("size", [(60, 40), (900, 700)], ids=["small", "large"])
def test_both_pictures_are_inside(size: tuple[int, int]) -> None:
    elements = Elements(page_of(pair(*size)))
    after, before = images(elements)
    for image, side in ((before, pair(*size).before), (after, pair(*size).after)):
        assert image.size == size
        assert np.abs(np.asarray(image).astype(int) - side).mean() < (0.01 if size[0] < 100 else 3)
    assert all((image["width"], image["height"]) == tuple(map(str, size)) for image in elements.named("img"))


def test_nothing_comes_from_elsewhere() -> None:
    page = page_of(pair())
    for _, attributes in Elements(page).found:
        named = [attributes[name] for name in ADDRESSES if name in attributes]
        assert all(address.startswith("data:image/") for address in named)
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    without_pictures = re.sub(r"data:image/[a-z]+;base64,[A-Za-z0-9+/=]+", "", page)
    assert "://" not in without_pictures
    assert "url(" not in without_pictures
    assert "@import" not in without_pictures


def test_the_policy_allows_this_style_and_this_script_alone() -> None:
    elements = Elements(page_of(pair()))
    metas = elements.named("meta")
    (policy,) = [meta["content"] for meta in metas if meta.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    for tag in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(elements.texts[tag].encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"
    assert rules.keys() == {"default-src", "base-uri", "form-action", "img-src", "style-src", "script-src"}


def test_the_policy_comes_before_what_it_is_for() -> None:
    names = [tag for tag, _ in Elements(page_of(pair())).found]
    policy = next(n for n, (_, found) in enumerate(Elements(page_of(pair())).found) if "http-equiv" in found)
    assert policy < names.index("style")
    assert policy < names.index("img")


@pytest.mark.parametrize("field", ["title", "before", "after", "slider", "share", "hint", "note", "language"])
def test_words_cannot_break_out(field: str) -> None:
    plain, hostile = Elements(page_of(pair())), Elements(page_of(pair(), Words(**{field: HOSTILE})))
    assert shape(hostile) == shape(plain)
    assert (hostile.texts["style"], hostile.texts["script"]) == (plain.texts["style"], plain.texts["script"])
    said = [*hostile.texts.values(), *(text for _, found in hostile.found for text in found.values())]
    assert any(HOSTILE in text for text in said)


def test_it_can_be_used_without_seeing_it() -> None:
    words = Words(title="Grandmother", before="vorher", after="nachher", slider="Trenner", share="{0} %", language="de")
    elements = Elements(page_of(pair(), words))
    (slider,) = elements.named("input")
    assert (slider["type"], slider["aria-label"], slider["data-share"]) == ("range", "Trenner", "{0} %")
    assert [image["alt"] for image in elements.named("img")] == ["Grandmother: nachher", "Grandmother: vorher"]
    assert elements.named("html") == [{"lang": "de"}]
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in elements.named("meta")


def test_magnified_pixels_stay_squares() -> None:
    assert "pixelated" in page_of(pair(magnified=4))
    assert "pixelated" not in page_of(pair())
    assert 'width="240"' in page_of(pair(magnified=4))


def test_the_same_makes_the_same_page() -> None:
    assert page_of(pair()) == page_of(pair())
