"""How different two colours look: CIEDE2000."""

import math

Lab = tuple[float, float, float]

_WHITE = (0.95047, 1.0, 1.08883)
"""D65, in XYZ."""

_TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_CHROMA_KNEE = 25.0**7


def delta_e(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """CIEDE2000 of two 8-bit sRGB colours: 0 for the same, about 1 for the least that can be seen, 100 at most."""
    return ciede2000(lab(one), lab(other))


def lab(color: tuple[int, int, int]) -> Lab:
    """An 8-bit sRGB colour in CIE L*a*b* under D65."""
    linear = [_linear(value / 255) for value in color]
    x, y, z = (
        _lightness_curve(sum(weight * value for weight, value in zip(row, linear, strict=True)) / white)
        for row, white in zip(_TO_XYZ, _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: Lab, other: Lab) -> float:
    """The CIE's colour difference of 2000, all weights 1."""
    mean_chroma = (math.hypot(*one[1:]) + math.hypot(*other[1:])) / 2
    stretch = 1.5 - 0.5 * _share_of_chroma(mean_chroma)
    chroma1, hue1 = _polar(one[1] * stretch, one[2])
    chroma2, hue2 = _polar(other[1] * stretch, other[2])
    turn = _turn(hue1, hue2) if chroma1 * chroma2 else 0.0
    lightness, chroma = (one[0] + other[0]) / 2, (chroma1 + chroma2) / 2
    hue = hue1 + turn / 2 if chroma1 * chroma2 else hue1 + hue2
    hue_step = 2 * math.sqrt(chroma1 * chroma2) * math.sin(math.radians(turn / 2))
    l_part = (other[0] - one[0]) / _lightness_weight(lightness)
    c_part = (chroma2 - chroma1) / (1 + 0.045 * chroma)
    h_part = hue_step / (1 + 0.015 * chroma * _hue_weight(hue))
    mixed = _rotation(chroma, hue) * c_part * h_part
    return math.sqrt(max(0.0, l_part**2 + c_part**2 + h_part**2 + mixed))


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _lightness_curve(value: float) -> float:
    return float(value ** (1 / 3)) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def _share_of_chroma(chroma: float) -> float:
    return math.sqrt(chroma**7 / (chroma**7 + _CHROMA_KNEE))


def _polar(a: float, b: float) -> tuple[float, float]:
    """Chroma and hue in degrees, 0..360."""
    return math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def _turn(hue1: float, hue2: float) -> float:
    """The shorter way from one hue to another, -180..180 degrees."""
    turn = hue2 - hue1
    return turn - 360 if turn > 180 else turn + 360 if turn < -180 else turn


def _lightness_weight(lightness: float) -> float:
    squared = (lightness - 50) ** 2
    return 1 + 0.015 * squared / math.sqrt(20 + squared)


def _hue_weight(hue: float) -> float:
    terms = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    return 1 + sum(share * math.cos(math.radians(times * hue + shift)) for share, times, shift in terms)


def _rotation(chroma: float, hue: float) -> float:
    angle = 60 * math.exp(-((((hue % 360) - 275) / 25) ** 2))
    return -2 * _share_of_chroma(chroma) * math.sin(math.radians(angle))
