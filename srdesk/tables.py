"""Frozen values as plain tables for JSON, and back again from whatever is found in one."""

import dataclasses
import types
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from srdesk.errors import SrdeskError

T = TypeVar("T")


@dataclasses.dataclass(frozen=True)
class Oddity:
    """Something in a table that was not read: ``path`` says where, for instance ``options.tile``.

    ``known`` is whether there is such a value at all; if so, ``default`` is what stands in its place.
    """

    path: str
    value: object
    default: object = None
    known: bool = True


Report = Callable[[Oddity], None]


def table_of(value: Any) -> dict[str, Any]:
    """The fields of a dataclass as JSON has them: values that have a ``parse`` as the text it reads."""
    return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}


def value_of(kind: type[T], table: Mapping[str, Any], report: Report, *, path: str = "") -> T:
    """A dataclass from a table that `table_of` wrote, perhaps long ago or edited since.

    What is not known or does not fit is reported and left at its default, which every field has to have.
    """
    value, hints = kind(), _hints(cast(type, kind))
    for key, found in table.items():
        place = f"{path}{key}"
        if key not in hints:
            report(Oddity(place, found, known=False))
            continue
        default = getattr(value, key)
        try:
            change = {key: _read(hints[key], found, report, place)}
            value = dataclasses.replace(value, **change)  # type: ignore[type-var]
        except (ValueError, SrdeskError):
            report(Oddity(place, found, _plain(default)))
    return value


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return str(value) if hasattr(value, "parse") else table_of(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _read(kind: Any, found: object, report: Report, path: str) -> Any:
    """What was found as a value of a kind; raises `ValueError` or `SrdeskError` where it does not fit."""
    if get_origin(kind) in (Union, types.UnionType):
        return _first_that_fits(get_args(kind), found, report, path)
    if get_origin(kind) is tuple:
        return _read_tuple(get_args(kind), found, report, path)
    if dataclasses.is_dataclass(kind) and not hasattr(kind, "parse"):
        if not isinstance(found, dict):
            raise ValueError(found)
        return value_of(cast(type[Any], kind), found, report, path=f"{path}.")
    return _read_plain(kind, found)


def _first_that_fits(kinds: tuple[Any, ...], found: object, report: Report, path: str) -> Any:
    for kind in kinds:
        try:
            return _read(kind, found, report, path)
        except (ValueError, SrdeskError):
            continue
    raise ValueError(found)


def _read_tuple(kinds: tuple[Any, ...], found: object, report: Report, path: str) -> tuple[Any, ...]:
    if not isinstance(found, list):
        raise ValueError(found)
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(found)
    return tuple(
        _read(kind, one, report, f"{path}.{n}") for n, (kind, one) in enumerate(zip(kinds, found, strict=True))
    )


def _read_plain(kind: Any, found: object) -> Any:
    if kind is type(None):
        fits = found is None
    elif kind is float:
        fits = type(found) in (int, float)
    else:
        fits = type(found) is (str if hasattr(kind, "parse") or issubclass(kind, Enum) else kind)
    if not fits:
        raise ValueError(found)
    if hasattr(kind, "parse"):
        return kind.parse(found)
    return kind(found) if issubclass(kind, Enum) else found


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
