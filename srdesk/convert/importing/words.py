"""What was found out about a network, in sentences."""

from collections.abc import Iterator

from srdesk.convert.importing.findings import Findings
from srdesk.models.spec import Color
from srdesk.texts import Text


def sentences(findings: Findings) -> Iterator[str]:
    """What a user may want to know, the most important first."""
    yield _what(findings)
    yield Text("It takes {0}, {1}, in {2}.", findings.layout, findings.elements, _ranges(findings))
    yield _sizes(findings)
    if findings.local:
        yield Text("How far it looks around a pixel: {0} px. Tiles that read so much more are seamless.", findings.halo)
    else:
        yield Text("It looks at the whole picture: tiles of large photos may differ a little.")
    if findings.scale > 1:
        yield Text("On the sample photo it is {0:+.2f} dB against bicubic.", findings.gain)
    if not findings.ordered:
        yield Text("Its order of colours could not be found out; RGB was taken. If colours look wrong, it is BGR.")
    if not findings.ranged:
        yield Text("Its range of values could not be found out; {0} was taken.", _ranges(findings))
    yield Text("Its licence is not known to srdesk.")


def _what(findings: Findings) -> str:
    if findings.color is Color.LUMA:
        return Text("It makes brightness {0} times as large; colours are enlarged plainly.", findings.scale)
    return Text("It makes colour pictures {0} times as large ({1}).", findings.scale, findings.order.upper())


def _ranges(findings: Findings) -> str:
    if findings.source is findings.result:
        return str(findings.source)
    return f"{findings.source} > {findings.result}"


def _sizes(findings: Findings) -> str:
    lattice = findings.lattice
    if all(lattice.fixed):
        return Text("It takes pictures of {0} x {1} pixels only: photos are cut into tiles of that.", *lattice.fixed)
    if any(lattice.fixed):
        return Text("One side of its pictures is always {0} pixels.", max(lattice.fixed))
    if lattice.step > 1:
        return Text("It takes sizes that are multiples of {0} pixels.", lattice.step)
    return Text("It takes pictures of any size.")
