"""Names of results from templates, legal on every system."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from string import Formatter

from srdesk.errors import UsageError
from srdesk.texts import Text, said

FIELDS = ("stem", "ext", "model", "scale", "enlargement", "width", "height", "date", "counter")

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_DEFAULT_DATE = "%Y-%m-%d"
# The most that common file systems take, with room for a number behind the name.
_MAX_UNITS = 240
_MAX_SUFFIX = 20


@dataclass(frozen=True, slots=True)
class NameFields:
    """What a name may be made of.

    ``ext`` begins with its dot, ``enlargement`` is for instance ``x2`` or ``3840w``, ``width`` and ``height`` are those
    of the result.
    """

    stem: str
    ext: str
    model: str
    scale: int
    enlargement: str
    width: int
    height: int
    date: datetime
    counter: int


@dataclass(frozen=True)
class NameTemplate:
    """A name with fields in braces, ``{stem}_{enlargement}{ext}`` for instance.

    ``{date}`` takes a format of `strftime` and ``{counter}`` a width after a colon: ``{date:%Y}``, ``{counter:04}``.
    Without ``{ext}`` that is added at the end. Raises `UsageError`.
    """

    text: str

    def __post_init__(self) -> None:
        if "/" in self.text or "\\" in self.text:
            raise UsageError(
                Text("The name {0!r} has a slash in it.", self.text),
                hint="Names have none: the tree of folders is mirrored.",
            )
        hint = Text("Fields: {0}.", ", ".join(f"{{{name}}}" for name in FIELDS))
        try:
            name = self.render(NameFields("stem", ".jpg", "model", 2, "x2", 3, 4, datetime(2000, 1, 2), 1))
        except (ValueError, LookupError, AttributeError, TypeError) as error:
            raise UsageError(
                Text("The name {0!r} cannot be understood: {1}.", self.text, said(error)), hint=hint
            ) from error
        if name.strip() == ".jpg":
            raise UsageError("A name needs more than what stands behind its dot.", hint=hint)

    def render(self, fields: NameFields) -> str:
        """The name for a photo, legal on every system."""
        parts = (literal + self._value(name, form, fields) for literal, name, form in self._parts)
        return legal_name("".join(parts), fields.ext)

    def uses(self, field: str) -> bool:
        """Whether a field is in the template."""
        return any(name == field for _, name, _ in self._parts)

    @cached_property
    def _parts(self) -> tuple[tuple[str, str | None, str], ...]:
        """Literal text, the field after it (``None`` at the end) and that one's format; raises `ValueError`."""
        parts = []
        for literal, name, form, conversion in _pieces(self.text):
            if conversion is not None or (name is not None and name not in FIELDS):
                raise ValueError(Text("there is no field {0}", f"{{{name}}}"))
            if form and name not in ("date", "counter"):
                raise ValueError(Text("{0} takes no format", f"{{{name}}}"))
            parts.append((literal, name, form or ""))
        if not any(name == "ext" for _, name, _ in parts):
            parts.append(("", "ext", ""))
        return tuple(parts)

    @staticmethod
    def _value(name: str | None, form: str, fields: NameFields) -> str:
        if name is None:
            return ""
        if name == "date":
            return fields.date.strftime(form or _DEFAULT_DATE)
        if name == "counter":
            if form and not re.fullmatch(r"0?\d{1,2}", form):
                raise ValueError(Text("{0} has no width such as 04", f"{{counter:{form}}}"))
            return format(fields.counter, form)
        return str(getattr(fields, name))


def _pieces(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """What Python finds in a template; raises `ValueError`."""
    try:
        return list(Formatter().parse(text))
    except ValueError as error:
        raise ValueError(Text("a brace has no partner")) from error


def legal_name(name: str, ext: str = "") -> str:
    """A name every system accepts: nothing forbidden or reserved in it, no dot or space last, not too long.

    The part before ``ext`` is what is shortened. Names that are legal already come back as they are.
    """
    if len(ext) > _MAX_SUFFIX:
        ext = ""
    legal = _FORBIDDEN.sub("_", name).rstrip(" .")
    if not legal.strip("_ ."):
        legal = legal or "_"
    if _RESERVED.match(legal):
        legal = "_" + legal
    return _shortened(legal, ext if legal.endswith(ext) else "")


def folded(path: str) -> str:
    """A path as the most forgiving file system sees it: letters without case, composed and decomposed ones alike."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def _shortened(name: str, ext: str) -> str:
    """Cut to what file systems that count bytes or UTF-16 units both take."""
    if len(name.encode()) <= _MAX_UNITS:
        return name
    stem = name[: len(name) - len(ext)] if ext else name
    room = _MAX_UNITS - len(ext.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + ext
