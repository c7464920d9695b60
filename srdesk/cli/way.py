"""The way photos are restored and written: what was typed, laid over what the command begins with."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from srdesk.errors import UsageError
from srdesk.imaging.options import MetadataPolicy, ProfilePolicy
from srdesk.texts import Text

if TYPE_CHECKING:
    from srdesk.settings import Preset

OPTIONS = (
    "model",
    "scale",
    "size",
    "dpi",
    "precision",
    "tile",
    "overlap",
    "device",
    "engine",
    "threads",
    "strength",
    "grain",
)
ENCODING = ("format", "quality", "metadata", "profile", "provenance")
POLICIES = {"metadata": MetadataPolicy, "profile": ProfilePolicy}


def chosen_way(arguments: Namespace, note: Callable[[str], None]) -> "Preset":
    """How to restore and to write: what the arguments begin with, with what was typed laid over it."""
    way = _beginning(arguments, note)
    options = {name: getattr(arguments, name) for name in OPTIONS if hasattr(arguments, name)}
    if "scale" in options:
        options["size"] = None
    encoding = {name: getattr(arguments, name) for name in ENCODING if hasattr(arguments, name)}
    encoding |= {name: kind(encoding[name]) for name, kind in POLICIES.items() if name in encoding}
    return replace(
        way,
        options=replace(way.options, **options),
        encoding=replace(way.encoding, overwrite=arguments.overwrite, **encoding),
    )


def _beginning(arguments: Namespace, note: Callable[[str], None]) -> "Preset":
    """srdesk's own settings, a preset, or those of the window."""
    from srdesk.settings import Preset, load

    if arguments.no_settings:
        return Preset()
    stored = load(report=note)
    if arguments.preset is None:
        return Preset(options=stored.options, encoding=stored.encoding)
    found = next((one for one in stored.presets if one.name.casefold() == arguments.preset.casefold()), None)
    if found is None:
        names = ", ".join(one.name for one in stored.presets) or "none yet"
        raise UsageError(Text("There is no preset {0!r}.", arguments.preset), hint=Text("Presets: {0}.", names))
    return found
