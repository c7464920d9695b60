"""Charts as SVG, readable in light and dark and as narrow as a phone."""

import html
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

COLORS = ("#2a7de1", "#d2691e", "#2e9e5b", "#b455c8", "#c2940a", "#d64550", "#159aa5")
_SIZE = 12
_BAR = 12
_MOST_STEPS = 10


@dataclass(frozen=True)
class Bar:
    """A length with a name before and a note behind it; bars of a ``group`` stand under its name."""

    label: str
    value: float
    note: str
    group: str = ""
    color: str = COLORS[0]


@dataclass(frozen=True)
class Series:
    """Points ``(x, low, y, high)`` of one line, and its name; ``dash`` is as SVG has it, nothing for a whole line."""

    label: str
    points: tuple[tuple[float, float, float, float], ...]
    color: str = COLORS[0]
    dash: str = ""


def bars(
    title: str,
    rows: Sequence[Bar],
    *,
    width: int = 420,
    indent: int = 0,
    limit: tuple[float, str] | None = None,
    logarithmic: bool = False,
    ink: str = "currentColor",
) -> str:
    """Bars from left to right; names stand to the left of them in ``indent`` pixels, or else above them.

    ``limit`` is a value with a name, drawn as a line. A logarithmic scale begins a decade below the least value.
    """
    length = _scale(
        [row.value for row in rows] + ([limit[0]] if limit else []), width - indent - 110, logarithmic=logarithmic
    )
    parts, y, group = [_text(4, 14, title, bold=True)], 24, ""
    for row in rows:
        if row.group != group:
            group, y = row.group, y + 20
            parts.append(_text(4, y - 6, group, bold=True))
        if not indent:
            y += 15
        parts.append(_text(12, y + 10 if indent else y - 4, row.label))
        x = indent + 12
        parts.append(f'<rect x="{x}" y="{y}" width="{length(row.value):.1f}" height="{_BAR}" fill="{row.color}"/>')
        parts.append(_text(x + length(row.value) + 5, y + 10, row.note))
        y += _BAR + 6
    if limit:
        x = round(indent + 12 + length(limit[0]))
        parts.append(f'<path d="M{x} 22V{y}" stroke="#d64550" stroke-dasharray="4 3"/>')
        parts.append(_text(max(4, x - 60), y + 14, limit[1]))
        y += 18
    return _svg(title, width, y + 6, parts, ink)


def lines(
    title: str, x_name: str, series: Sequence[Series], *, width: int = 420, height: int = 250, ink: str = "currentColor"
) -> str:
    """Lines over a linear axis with a logarithmic one upwards, the range of each point as a stroke through it.

    Both have to be above 0. The names of the lines stand below.
    """
    left, top, bottom = 46, 26, height - 38
    xs = sorted({point[0] for one in series for point in one.points})
    steps = _steps([value for one in series for point in one.points for value in point[1:]])
    low, high = math.log10(steps[0]), math.log10(steps[-1])

    def place(x: float, y: float) -> tuple[float, float]:
        across = (x - xs[0]) / ((xs[-1] - xs[0]) or 1)
        up = (math.log10(y) - low) / (high - low)
        return left + across * (width - left - 16), bottom - up * (bottom - top)

    parts = [_text(4, 14, title, bold=True), _text((left + width) / 2 - 3 * len(x_name), height - 4, x_name)]
    for step in steps:
        y = place(xs[0], step)[1]
        parts += [f'<path d="M{left} {y:.1f}H{width - 8}" stroke="#8885"/>', _text(4, y + 4, f"{step:g}")]
    parts += [_text(place(x, steps[0])[0] - 8, bottom + 15, f"{x:.0f}") for x in xs]
    for number, one in enumerate(series):
        parts += _line([tuple(place(x, y) for y in ys) for x, *ys in one.points], one)
        y = height + 18 * number + 14
        parts += [_stroke(f"M{left - 16} {y - 4}H{left + 14}", one), _text(left + 20, y, one.label)]
    return _svg(title, width, height + 18 * len(series) + 8, parts, ink)


def _steps(values: Sequence[float]) -> list[float]:
    """Numbers for a logarithmic axis: 1, 2 and 5 with noughts from below the least to above the largest value.

    Only ones where there would be too many.
    """
    first, last = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    numbers = [factor * 10.0**power for power in range(first, max(last, first + 1) + 1) for factor in (1, 2, 5)]
    start = max(place for place, number in enumerate(numbers) if number <= min(values))
    end = min(place for place, number in enumerate(numbers) if number >= max(values) and place > start)
    few = numbers[start : end + 1]
    return few if len(few) <= _MOST_STEPS else [10.0**power for power in range(first, last + 1)]


def _line(points: Sequence[tuple[tuple[float, float], ...]], one: Series) -> Iterator[str]:
    yield _stroke("M" + "L".join(f"{middle[0]:.1f} {middle[1]:.1f}" for _, middle, _ in points), one)
    for low, middle, high in points:
        yield f'<path d="M{low[0]:.1f} {low[1]:.1f}V{high[1]:.1f}" stroke="{one.color}"/>'
        yield f'<circle cx="{middle[0]:.1f}" cy="{middle[1]:.1f}" r="3" fill="{one.color}"/>'


def _stroke(path: str, one: Series) -> str:
    dash = f' stroke-dasharray="{one.dash}"' if one.dash else ""
    return f'<path fill="none" stroke="{one.color}" stroke-width="2"{dash} d="{path}"/>'


def _scale(values: Sequence[float], room: float, *, logarithmic: bool) -> Callable[[float], float]:
    """Pixels for a value, of so many for the largest."""
    positive = [value for value in values if value > 0]
    most, least = max(positive, default=1.0), min(positive, default=1.0) / 10

    def length(value: float) -> float:
        if value <= 0:
            return 1.0
        share = math.log(value / least) / math.log(most / least) if logarithmic else value / most
        return max(1.0, room * share)

    return length


def _text(x: float, y: float, text: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.0f}" y="{y:.0f}"{weight}>{html.escape(text)}</text>'


def _svg(title: str, width: int, height: float, parts: Sequence[str], ink: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height:.0f}" width="{width}" '
        f'height="{height:.0f}" font-family="sans-serif" font-size="{_SIZE}" fill="{ink}">'
        f"<title>{html.escape(title)}</title>{''.join(parts)}</svg>\n"
    )
