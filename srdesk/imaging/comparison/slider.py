"""Both sides in one web page with a divider to drag: a single file that needs nothing and connects to nothing."""

import base64
import hashlib
import html
import io
from string import Template

from PIL import Image

from srdesk.imaging.comparison.pair import Pair, Pixels8
from srdesk.imaging.comparison.request import Words
from srdesk.paths import bundled

_FOLDER = ("resources", "comparison")
# Up to so many pixels a side is embedded as it is; above, the loss of a fine JPEG cannot be seen.
_EXACT = 400_000
_QUALITY = 92


def page_of(pair: Pair, words: Words | None = None) -> str:
    """A web page that shows the pair, with pictures, style and script inside.

    Its content security policy allows exactly that style and that script, pictures from the page itself, and no
    connection. Without scripts both sides stand next to each other. The same pair and words make the same page.
    """
    words = words or Words()
    width, height = pair.size
    style = _asset("slider.css") + _own_style(pair)
    script = _asset("slider.js")
    return Template(_asset("slider.html")).substitute(
        {name: html.escape(text) for name, text in vars(words).items()},
        before_words=html.escape(f"{words.title}: {words.before}"),
        after_words=html.escape(f"{words.title}: {words.after}"),
        before_image=embedded(pair.before),
        after_image=embedded(pair.after),
        width=width * pair.magnified,
        height=height * pair.magnified,
        policy=_policy(style, script),
        style=style,
        script=script,
    )


def _asset(name: str) -> str:
    return bundled(*_FOLDER, name).read_text(encoding="utf-8")


def _own_style(pair: Pair) -> str:
    """What depends on the pair: its shape, and that magnified pixels stay squares."""
    width, height = pair.size
    squares = "img { image-rendering: pixelated; }\n" if pair.magnified > 1 else ""
    return f":root {{ --ratio: {width / height:.6f}; }}\n{squares}"


def _policy(style: str, script: str) -> str:
    """A policy under which nothing can be loaded or sent, and nothing runs but these two texts."""
    return (
        f"default-src 'none'; img-src data:; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def embedded(side: Pixels8) -> str:
    """A picture as an address that contains it, for pages that stand alone."""
    buffer, image = io.BytesIO(), Image.fromarray(side)
    if image.width * image.height <= _EXACT:
        image.save(buffer, "PNG")
        kind = "png"
    else:
        image.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
        kind = "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(buffer.getbuffer()).decode()}"
