"""Texts: sentences for people that remember how they were made, so that they can be said in another language."""

import errno
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


class Text(str):
    """An English sentence, and the ``template`` and ``arguments`` it was made of: ``{0}``, ``{1}`` ... stand for those.

    Where a string will do, a text is one. The template is a literal, so that it can be found; a front end that has it
    in another language formats that with the same arguments, those that are texts themselves in that language too.
    """

    __slots__ = ("arguments", "template")

    template: str
    arguments: tuple[object, ...]

    def __new__(cls, template: str, *arguments: object) -> "Text":
        made = super().__new__(cls, template.format(*arguments))
        made.template = template
        made.arguments = arguments
        return made

    @classmethod
    def remade(cls, template: str, arguments: Iterable[object]) -> "Text":
        """A text that another process made, of the template and the arguments it had there."""
        return cls(template, *arguments)

    def __getnewargs__(self) -> tuple[object, ...]:  # type: ignore[override]
        return (self.template, *self.arguments)


@dataclass(frozen=True)
class Tongue:
    """A language that texts are put into: its ``code``, as web pages have it, and how to ``say`` a text in it."""

    code: str
    say: Callable[[str], str]


ENGLISH = Tongue("en", str)


def taken_apart(text: str) -> list[Any] | None:
    """The template of a text and its arguments, as JSON has them; texts among those are such lists themselves.

    ``None`` for a string that is no text.
    """
    if not isinstance(text, Text):
        return None
    return [text.template, *map(_plain, text.arguments)]


def put_together(parts: object, text: str) -> str:
    """The text that was `taken_apart`; ``text`` as it is where that is not what the parts say, whatever they are."""
    try:
        made = _made(parts)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, MemoryError):
        return text
    return made if made == text else text


def _plain(argument: object) -> object:
    if isinstance(argument, Text):
        return taken_apart(argument)
    return argument if isinstance(argument, str | int | float) else str(argument)


def _made(parts: Any) -> Text:
    template, *arguments = parts
    if not isinstance(template, str):
        raise TypeError(template)
    return Text.remade(template, (_made(one) if isinstance(one, list) else one for one in arguments))


def said(error: BaseException) -> str:
    """What an exception says, as the text that it was raised with if it was one."""
    first = error.args[0] if error.args else ""
    return first if isinstance(first, Text) else str(error)


def refusal(error: OSError) -> str:
    """Why the system refused something, without a full stop."""
    known = _REASONS.get(error.errno or 0)
    return known or error.strerror or str(error)


_REASONS = {
    errno.EACCES: Text("Permission denied"),
    errno.EPERM: Text("Operation not permitted"),
    errno.ENOENT: Text("No such file or directory"),
    errno.ENOSPC: Text("No space left on device"),
    errno.EDQUOT: Text("Disk quota exceeded"),
    errno.EROFS: Text("Read-only file system"),
    errno.EIO: Text("Input/output error"),
    errno.ENAMETOOLONG: Text("File name too long"),
    errno.EFBIG: Text("File too large"),
    errno.EBUSY: Text("Device or resource busy"),
    errno.ENOTDIR: Text("Not a directory"),
    errno.EISDIR: Text("Is a directory"),
    errno.EEXIST: Text("File exists"),
}
