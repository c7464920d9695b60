"""What becomes of a photo's colours in a file: kept, or taken to the space that is wanted or can be held."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from srdesk.imaging.chromaticities import display_p3, srgb
from srdesk.imaging.formats import ICC, Format
from srdesk.imaging.matrix_profile import deep_converter
from srdesk.imaging.options import ProfilePolicy
from srdesk.imaging.photo import Photo, Samples
from srdesk.imaging.profiles import ProfileError, checked, converter
from srdesk.texts import Text

Convert = Callable[[Samples], Samples]


@dataclass(frozen=True, eq=False)
class Colours:
    """How samples get the colours of a file (``None``: they have them), and the profile that says which these are.

    ``space`` is what they were converted to, or were already where that was wanted: ``None`` if they were kept.
    """

    convert: Convert | None
    icc: bytes | None
    space: ProfilePolicy | None = None
    notices: tuple[str, ...] = ()


def colours_for(photo: Photo, form: Format, policy: ProfilePolicy, *, deep: bool) -> Colours:
    """What a policy makes of a photo's colours in a format; ``deep`` samples have 16 bits.

    Gray has no colours to speak of: converted, it gets the curve of sRGB, which is also that of Display P3.
    """
    icc = _usable(photo)
    holds = form.gray_profiles if photo.gray else ICC in form.blocks
    if policy is ProfilePolicy.KEEP and (holds or icc is None):
        return Colours(None, photo.metadata.icc)
    space = ProfilePolicy.DISPLAY_P3 if policy is ProfilePolicy.DISPLAY_P3 and holds else ProfilePolicy.SRGB
    profile = display_p3() if space is ProfilePolicy.DISPLAY_P3 and not photo.gray else srgb()
    try:
        convert = _converter(icc, profile, gray=photo.gray, deep=deep)
    except ProfileError:
        return Colours(None, photo.metadata.icc, notices=(_TOO_MUCH,))
    return Colours(
        convert, profile if holds and not photo.gray else None, space, _said(photo, form, policy, holds=holds)
    )


_TOO_MUCH = Text(
    "The colour profile is more than a matrix and curves, which srdesk converts in 8 bits only: it was kept."
)


def _converter(icc: bytes | None, profile: bytes, *, gray: bool, deep: bool) -> Convert | None:
    """A conversion from a photo's profile (``None``: sRGB), ``None`` where there is nothing to be done."""
    if (icc or srgb()) == profile or (icc is None and gray):
        return None
    if deep:
        return cast(Convert, deep_converter(icc or srgb(), profile))
    return cast(Convert, converter(icc or srgb(), profile, gray=gray))


def _said(photo: Photo, form: Format, policy: ProfilePolicy, *, holds: bool) -> tuple[str, ...]:
    if holds or (policy is ProfilePolicy.SRGB) or (policy is ProfilePolicy.DISPLAY_P3 and photo.gray):
        return ()
    return (Text("{0} holds no such colour profile: the colours were converted to sRGB.", form.title),)


def _usable(photo: Photo) -> bytes | None:
    """The photo's profile if it can be used for its pixels."""
    icc = photo.metadata.icc
    try:
        return icc and checked(icc, "GRAY" if photo.gray else "RGB")
    except ProfileError:
        return None
